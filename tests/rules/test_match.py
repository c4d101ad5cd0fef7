"""The matcher finds what the single patterns find."""

from __future__ import annotations

import pytest

from newsclean.model import Block, Element
from newsclean.rules import load_catalogue
from newsclean.rules.apply import matching_rules
from newsclean.rules.fold import fold, fold_pattern
from newsclean.rules.match import Matcher, matcher_of
from newsclean.rules.patterns import compile_pattern
from newsclean.rules.rule import Rule


def test_the_matcher_finds_what_the_single_patterns_find() -> None:
    catalogue = load_catalogue()
    matcher = matcher_of(catalogue)
    plain = [(n, rule) for n, rule in enumerate(catalogue.rules) if not rule.by_markup and rule.patterns]
    compiled = {n: [compile_pattern(fold_pattern(pattern)) for pattern in rule.patterns] for n, rule in plain}
    texts = [text for _, rule in plain[::40] for text in (*rule.drops, *rule.keeps) if len(text) <= 200][:150]
    found = matcher.match(texts)
    for text in texts:
        folded = fold(text)
        fitting = [n for n, rule in plain if len(text) <= rule.max_chars]
        wanted = {n for n in fitting if any(pattern.search(folded) for pattern in compiled[n])}
        assert wanted == {n for n in found[text] if not catalogue.rules[n].by_markup}, text


def _rule(rule_id: str, *patterns: str, **values: object) -> Rule:
    return Rule(id=rule_id, kind="share", language="en", why="A test.", patterns=patterns, **values)  # type: ignore[arg-type]


def _block(text: str, *words: str) -> Block:
    return Block(text, "p", Element("p", words, frozenset(words), "", None))


@pytest.mark.parametrize("turn", ["new", "remembered"])
def test_texts_are_matched_alike_when_they_come_again(turn: str) -> None:
    matcher = Matcher((_rule("tell", "^tell a friend"), _rule("any", "^[^ ]+!$", max_chars=10)))
    texts = ["tell a friend", "Tell a friend!", "hello!", "much too long for it!", "", "x" * 500]
    if turn == "remembered":
        matcher.match(texts)
    assert matcher.match([*texts, *texts]) == {
        "tell a friend": (0,),
        "Tell a friend!": (0,),
        "hello!": (1,),
        "much too long for it!": (),
    }


def test_what_needs_no_words_is_tried_where_the_markup_calls_for_it() -> None:
    matcher = Matcher((_rule("line", "^[^ ]+ [^ ]+$", near=frozenset({"author"})), _rule("tell", "^tell ")))
    blocks = [_block("tell me", "author"), _block("tell me"), _block("one two three", "author")]
    assert matcher.match(["tell me"]) == {"tell me": (1,)}
    assert matching_rules(matcher, blocks, [0, 1, 2]) == {0: (1, 0), 1: (1,)}
