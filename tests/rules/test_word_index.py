"""Which patterns may match a text, by the words in it."""

from __future__ import annotations

from newsclean.rules.analysis import analyse
from newsclean.rules.word_index import WordIndex

_PATTERNS = ("^read more", "^(?:please )?follow us", ".*all rights reserved", "^© [0-9]+ (?:the )?herald")


def _found(*texts: str) -> list[set[int]]:
    return WordIndex([analyse(pattern) for pattern in _PATTERNS]).find(texts)


def test_words_count_where_the_pattern_has_them() -> None:
    texts = ["read more", "» read more", "you read more here", "please follow us", "as if to please and follow us"]
    assert _found(*texts) == [{0}, {0}, set(), {1}, set()]
    assert _found("it has all rights reserved", "all rights", "© 2030 the herald") == [{2}, set(), {3}]


def test_words_count_only_whole_where_the_pattern_has_them_so() -> None:
    index = WordIndex([analyse(r"\bap\b"), analyse("^(?:by|of)[:;.,!]"), analyse("^.{0,9}[ (]efe$")])
    found = index.find(["map", "ap", "say (ap).", "apt", "by: me", "bye: me", "of:", "efe (efe", "efes", "by"])
    assert found == [set(), {0}, {0}, set(), {1}, set(), {1}, {2}, set(), {1}]


def test_words_near_the_beginning_are_looked_for_behind_its_decoration() -> None:
    index = WordIndex([analyse("^.{18} (?:ships|sails)$")])
    assert index.find(["*" * 60 + "a" + "." * 17 + " ships", "a" * 17 + " ships", "a" * 60 + " ships"]) == [
        {0},
        {0},
        set(),
    ]
    assert index.find(["a" * 18 + " shipshape"]) == [set()]


def test_each_text_of_a_page_has_its_own() -> None:
    assert _found("all rights reserved, all rights reserved", "all rights reserved", "none") == [{2}, {2}, set()]
    assert _found("", "", "read more") == [set(), set(), {0}]
    assert _found("all rights", "reserved") == [set(), set()]


def test_no_texts_and_no_patterns() -> None:
    assert _found() == []
    assert WordIndex([]).find(["read more"]) == [set()]
