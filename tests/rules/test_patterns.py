"""Patterns compiled by RE2."""

from __future__ import annotations

import pytest

from newsclean.rules.patterns import Automaton, PatternError, compile_pattern, matches, prepare_pattern
from newsclean.rules.prepared import END


def test_an_automaton_names_the_owners_of_what_matches() -> None:
    automaton = Automaton([(1, "^ferry"), (2, "boat$"), (1, "harbour")])
    assert automaton.match(b"ferry boat") == {1, 2}
    assert automaton.match(b"train") == set()
    assert Automaton([]).match(b"ferry") == set()


def test_a_match_is_anywhere_in_the_text() -> None:
    assert matches("ferry", b"the ferry boat")
    assert not matches("^ferry", b"the ferry boat")


@pytest.mark.parametrize("pattern", ["(", "a(?=b)", r"(a)\1", "[z-a]"])
def test_what_re2_refuses_has_its_reason(pattern: str) -> None:
    with pytest.raises(PatternError, match=r"\w"):
        compile_pattern(pattern)


def test_a_pattern_names_what_it_found() -> None:
    found = compile_pattern(r"by (?P<name>\w+)").search("by ada")
    assert found["name"] == "ada"


def test_words_of_a_pattern_are_known_whether_built_or_not() -> None:
    ready = prepare_pattern("^sign up for our newsletter")
    assert any(word.strip(END) in "sign up for our newsletter" for word in ready.words)
