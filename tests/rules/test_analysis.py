"""What is known of a pattern before it runs: the words that a match needs, and where."""

from __future__ import annotations

import pytest

from newsclean.rules.analysis import analyse, decoration_end
from newsclean.rules.characters import ALL, characters_in
from newsclean.rules.prepared import END, Prepared


def _shown(found: Prepared) -> tuple[str, ...]:
    return tuple(word.replace(END, "|") for word in found.words)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("^.*all rights reserved", ("all rights r",)),
        ("(?:photo|picture) by", ("photo by", "picture by")),
        ("^.*(?:reserved|rights?)(?: now)?$", ("reserved|", "right|", "rights|")),
        ("colou?r me", ("color me", "colour me")),
        ("[fp]ix it", ("fix it", "pix it")),
        ("(?:re)?mind", ("mind",)),
        ("x{2}yes", ("yes",)),
        ("(?i)yes", ("yes",)),
        ("^.*$", ()),
        ("^.*(?:reserved|.*)$", ()),
        (r"[a-z]+\.$", ()),
        ("版权所有", ("版权所有",)),
        ("版[权權]所有", ("版权所有", "版權所有")),
        ("by|^from", ("|from", "by")),
        ("by", ("by",)),
        ("^[a-z]+ news", (" news",)),
        ("^.{40} news", (" news",)),
        (r"^\pL* says", (" says",)),
        (r"\bap\b|photo: reuters$", ("photo: reute", "|ap|")),
        ("(?:^|[ (])(?:ap|afp)(?:[,.].*)?$", ("|afp|", "|ap|")),
        ("^.*(?:ap|afp)+$", ("afp", "ap")),
    ],
)
def test_a_match_holds_one_of_the_words(pattern: str, words: tuple[str, ...]) -> None:
    found = analyse(pattern)
    assert (sorted(_shown(found)), found.latest) == (sorted(words), None)


@pytest.mark.parametrize(
    ("pattern", "words", "latest"),
    [
        ("^read more", ("read more",), 0),
        ("^[ *>»-]*(?:read|see) .*$", ("read ", "see "), 0),
        (r"^[0-9.]* ?[\x{2190}-\x{21ff}]*comments?$", ("comment",), 0),
        ("^(?:please )?follow", ("|follow",), 7),
        ("^.{2,9}? far", (" far",), 9),
        ("^(?:[a-z]{1,4} ){2}news", ("|news",), 10),
        (r"^(?:\(c\)|©)", ("(c)", "©"), 0),
        ("^by|^from", ("by", "from"), 0),
        ("^(?:by|from)[^a-z]", ("by", "from"), 0),
        ("^(?:by|from)(?:[:;.,!].*)?$", ("by|", "from|"), 0),
    ],
)
def test_a_match_begins_with_one_of_the_words(pattern: str, words: tuple[str, ...], latest: int) -> None:
    found = analyse(pattern)
    assert (_shown(found), found.latest) == (words, latest)


def test_words_anywhere_are_preferred_only_if_much_longer() -> None:
    assert analyse("^a .* subscription").words == (" subscriptio",)
    assert analyse("^a .* subscription").latest is None
    assert analyse("^get .* news").words == ("get ",)


@pytest.mark.parametrize(("text", "end"), [("read", 0), ("* 3. ½ read", 7), ("续", 0), ("12:30", 5), ("", 0)])
def test_decoration_ends_at_the_first_letter(text: str, end: int) -> None:
    assert decoration_end(text) == end


@pytest.mark.parametrize(
    ("pattern", "also"),
    [
        ("^(?:our|the) .*comments? policy", (("comment",), (" policy",))),
        ("^(?:our|the) .*(?:rules|policy) .*comments? .*here", (("comment",), ("policy ", "rules "))),
        ("^read more", ()),
        ("^read .*read", ()),
        ("^a .*(?:" + "|".join(f"{letter}ord" for letter in "abcdefghijklmnopq") + ")", ()),
    ],
)
def test_words_besides_those_that_a_pattern_is_looked_for_by(pattern: str, also: tuple[tuple[str, ...], ...]) -> None:
    assert analyse(pattern).also == also


def test_characters_that_a_text_may_have_are_known_of_whole_lines_only() -> None:
    assert analyse("^by [a-z]+$").allowed == characters_in(b"by jkqwxyz")
    assert analyse("^by [a-z]+").allowed == ALL
