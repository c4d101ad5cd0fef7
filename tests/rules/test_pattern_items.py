"""The pieces of patterns."""

from __future__ import annotations

import pytest

from newsclean.rules.characters import ALL, DIGIT, NOT_ASCII, NOT_LATIN, characters_in
from newsclean.rules.pattern_items import (
    MANY,
    MAX_SPELLINGS,
    allowed_of,
    is_whole,
    may_be_letters,
    needed_of,
    parse,
    spellings,
    touches_letter,
    width,
)


@pytest.mark.parametrize(
    ("pattern", "texts"),
    [
        ("abc", ["abc"]),
        ("[ck]lub", ["c", "k"]),
        ("(one|two)", ["one", "two"]),
        ("x?", ["", "x"]),
        ("x+", []),
        (r"\.", ["."]),
        (r"\d", []),
        ("[a-z]", []),
        ("[^a]", []),
    ],
)
def test_few_texts_are_spelled_out(pattern: str, texts: list[str]) -> None:
    assert sorted(spellings(parse(pattern)[0])) == texts


@pytest.mark.parametrize(
    ("pattern", "most"), [("abc", 3), ("a{2,5}", 5), ("(ab|c)?", 2), ("a*", MANY), (r"\d{4}", 4), ("a{0}", 0)]
)
def test_the_width_is_the_most_that_is_taken(pattern: str, most: float) -> None:
    assert sum(map(width, parse(pattern))) == most


def test_letters_are_told_from_what_takes_none() -> None:
    assert [may_be_letters(parse(pattern)[0]) for pattern in ("a", r"\d", "[0-9]", "(1|b)", ".", r"\s")] == [
        True,
        False,
        False,
        True,
        True,
        False,
    ]


def test_alternatives_of_a_whole_pattern_are_one_item() -> None:
    (item,) = parse("one|two|three")
    assert len(item.group) == 3


def test_so_many_spellings_are_none() -> None:
    assert spellings(parse("(" + "|".join(f"w{n}x" for n in range(MAX_SPELLINGS + 1)) + ")")[0]) == ()


_SIGNS = characters_in(b"!") | characters_in(b"?")


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        ("[0-9]{1,2} (?:mai|mars)", DIGIT),
        (r"\d?x", characters_in(b"x")),
        (r"\d+", DIGIT),
        ("(?:[0-9]|one) da", 0),
        ("(?:no 1|[2-9]) da", DIGIT),
        ("© .*[가-힣]", NOT_ASCII | NOT_LATIN),
        ("[é1]", 0),
        ("été 20[0-9]{2}", DIGIT | NOT_ASCII),
        ("(?:who!|he?y!)?(?:no!|yes!)", characters_in(b"!")),
    ],
)
def test_the_characters_that_each_match_holds(pattern: str, needed: int) -> None:
    assert needed_of(parse(pattern)) == needed


@pytest.mark.parametrize(
    ("pattern", "allowed"),
    [
        ("^abc$", 0),
        (r"^\d+ pm$", DIGIT),
        ("^(?:abc|d!)[?]*$", _SIGNS),
        ("^[a-z]+$", characters_in(b"jkqwxyz")),
        ("^a.*$", ALL),
        (r"^\pL+$", ALL),
        ("^[^!?]{2,9}$", ALL & ~_SIGNS),
        ("^[^0-9]$", ALL & ~DIGIT),
        ("^[^0-8]$", ALL),
        (r"^[^\w!]$", ALL),
        ("^[é-я]$", NOT_ASCII | NOT_LATIN),
        (r"^[\x{80}-\x{10ffff}]$", NOT_ASCII | NOT_LATIN),
        (r"^[\x{d7ff}-\x{d801}]$", NOT_ASCII | NOT_LATIN),
    ],
)
def test_the_characters_that_a_match_may_hold(pattern: str, allowed: int) -> None:
    assert allowed_of(parse(pattern)) == allowed


@pytest.mark.parametrize(
    ("pattern", "whole"),
    [
        ("^a$", True),
        ("^a$|^b$", True),
        ("(?:^a$|^b$)", True),
        ("^a$|b", False),
        ("^a", False),
        ("a$", False),
        ("", False),
    ],
)
def test_whether_a_match_is_all_of_a_text(pattern: str, whole: bool) -> None:
    assert is_whole(parse(pattern)) == whole


@pytest.mark.parametrize(
    ("pattern", "starts", "ends"),
    [
        ("abc", True, True),
        (r"[0-9 ]{2}x?\b", False, False),
        ("(?:a)?", True, True),
        ("(?:, b)?$", False, False),
        ("(?:^|[(])", False, False),
        (r"\Bx*[^a]", True, True),
    ],
)
def test_whether_letters_may_be_at_the_edges(pattern: str, starts: bool, ends: bool) -> None:
    assert (touches_letter(parse(pattern), 1), touches_letter(parse(pattern), -1)) == (starts, ends)
