"""Phrases of error pages and walls."""

from __future__ import annotations

from newsclean.content.page_phrases import Phrases, page_types, phrases

_PHRASES = Phrases({"error": ["page not found", "見つかりません"], "wall": ["sign in"]})


def test_phrases_are_runs_of_whole_words_whatever_their_case() -> None:
    assert _PHRASES.find("Sorry: PAGE NOT FOUND!") == {"error"}
    assert _PHRASES.find("page not founded") == frozenset()
    assert _PHRASES.find("not found") == frozenset()


def test_scripts_without_spaces_are_searched_as_they_are() -> None:
    assert _PHRASES.find("ページが見つかりませんでした") == {"error"}


def test_a_text_may_have_phrases_of_several_types() -> None:
    long = "Page not found. " + "x " * 90 + "Sign in to read on."
    assert _PHRASES.find(long) == {"error", "wall"}
    assert _PHRASES.find("") == frozenset()


def test_each_phrase_of_the_package_is_found_in_itself() -> None:
    for kind, part in page_types().items():
        for phrase in part.get("phrases", ()):
            assert kind in phrases().find(phrase), phrase
