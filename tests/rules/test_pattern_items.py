"""The pieces of patterns."""

from __future__ import annotations

import pytest

from newsclean.rules.pattern_items import (
    DIGIT,
    MANY,
    MAX_SPELLINGS,
    NOT_ASCII,
    kinds_in,
    kinds_of,
    may_be_letters,
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


@pytest.mark.parametrize(
    ("pattern", "kinds"),
    [
        ("[0-9]{1,2} (?:mai|juni)", DIGIT),
        (r"\d?x", 0),
        ("(?:[0-9]|two) days", 0),
        ("(?:no 1|[2-9]) days", DIGIT),
        ("© .*[가-힣]", NOT_ASCII),
        ("[é1]", 0),
        ("été 20[0-9]{2}", DIGIT | NOT_ASCII),
    ],
)
def test_the_kinds_of_characters_in_each_match(pattern: str, kinds: int) -> None:
    assert kinds_of(parse(pattern)) == kinds


def test_the_kinds_of_characters_in_a_text() -> None:
    assert list(map(kinds_in, ("no", "no 1", "été", "été 1"))) == [0, DIGIT, NOT_ASCII, DIGIT | NOT_ASCII]


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
