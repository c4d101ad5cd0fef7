"""Titles and the words of their pages' URLs."""

from __future__ import annotations

from newsclean.metadata.title_likeness import spelling


def test_letters_are_compared_as_urls_spell_them() -> None:
    assert spelling("Über die Fähre", frozenset({"ueber", "die", "faehre"})) == 1.0
    assert spelling("Zółty ląd", frozenset({"zolty", "lad"})) == 1.0


def test_words_that_only_one_has_count_against_it() -> None:
    assert spelling("The ferry sails again", frozenset({"ferry", "sails"})) == 0.75
