"""What the engine knows of a pattern before it runs: how it begins, and what it needs."""

from __future__ import annotations

import pytest

from newsclean.rules import load_catalogue
from newsclean.rules.fold import fold, fold_pattern
from newsclean.rules.match import matcher_of
from newsclean.rules.patterns import begins_with_words, compile_pattern, needed_words


@pytest.mark.parametrize(
    "pattern",
    ["^read more", "^[ *>»-]*(?:read|see) .*$", "^(?:please )?follow", r"^\[[a-z]+\]$", "^(a|b)c", "^续读"],
)
def test_these_name_what_a_text_begins_with(pattern: str) -> None:
    assert begins_with_words(pattern)


@pytest.mark.parametrize(
    "pattern",
    ["read on", "^.*read on", "^[^.]{2,40} says$", "^(?:so|.{2,9}) far", r"^\pL+ says", "^(?:[a-z]+ )?news"],
)
def test_these_may_begin_with_anything(pattern: str) -> None:
    assert not begins_with_words(pattern)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("^.*all rights reserved", ["all rights reserved"]),
        ("(?:photo|picture) by", ["photo", "picture"]),
        ("^.*(?:reserved|rights?)(?: now)?$", ["reserved", "right"]),
        ("colou?r me", ["colo"]),
        ("^.*$", []),
        ("^.*(?:reserved|.*)$", []),
        ("版权所有", ["版权所有"]),
    ],
)
def test_a_match_holds_one_of_the_needed_words(pattern: str, words: list[str]) -> None:
    assert needed_words(pattern) == words


def test_the_engine_finds_what_the_single_patterns_find() -> None:
    catalogue = load_catalogue()
    engine = matcher_of(catalogue)
    plain = [(n, rule) for n, rule in enumerate(catalogue.rules) if not rule.by_markup and rule.patterns]
    compiled = {n: [compile_pattern(fold_pattern(pattern)) for pattern in rule.patterns] for n, rule in plain}
    texts = [text for _, rule in plain[::40] for text in (*rule.drops, *rule.keeps) if len(text) <= 200][:150]
    for text in texts:
        folded = fold(text)
        wanted = {n for n, _ in plain if any(pattern.search(folded) for pattern in compiled[n])}
        assert wanted <= set(engine.match(text)), text
