"""The characters of texts and patterns, as bits."""

from __future__ import annotations

import pytest

from newsclean.rules.characters import ALL, DIGIT, NOT_ASCII, NOT_LATIN, characters_in, faults, misfits


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", 0),
        ("no letter that is rare", 0),
        ("in 1987", DIGIT),
        ("été", NOT_ASCII),
        ("été 1", DIGIT | NOT_ASCII),
        ("“”", NOT_ASCII),
        ("море", NOT_ASCII | NOT_LATIN),
        ("東京", NOT_ASCII | NOT_LATIN),
    ],
)
def test_the_characters_of_a_text(text: str, found: int) -> None:
    assert characters_in(text.encode()) == found


def test_signs_and_rare_letters_have_bits_of_their_own() -> None:
    signs = "jkqwxyz!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
    bits = [characters_in(sign.encode()) for sign in signs]
    assert len(set(bits)) == len(signs)
    assert sum(bits) | DIGIT | NOT_ASCII | NOT_LATIN == ALL


@pytest.mark.parametrize(
    ("text", "fits"), [("in 1987", True), ("in may", False), ("1987!", False), ("1987?", True), ("été 1987", False)]
)
def test_a_text_must_have_what_is_needed_and_nothing_that_is_not_allowed(text: str, fits: bool) -> None:
    unfit = misfits(DIGIT, ALL & ~characters_in(b"!") & ~NOT_ASCII)
    assert (not unfit & faults(text.encode())) == fits
