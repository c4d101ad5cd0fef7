"""Which rules of a block may cut it, and in which blocks rules are evaluated."""

from __future__ import annotations

from support.rule_pages import block, linked, prose

from newsclean.rules.page_matches import NEAR_BLOCKS, Matches, near_article
from newsclean.rules.rule import Rule

ANY = Rule("en-any", "share", "en", "x", "any")
HEAD = Rule("en-head", "stamp", "en", "x", "head")
TAIL = Rule("en-tail", "bio", "en", "x", "tail")
PART = Rule("en-part", "share", "en", "x", "any", part=True)
MARKUP = Rule("en-markup", "share", "en", "x", "any", near=frozenset({"share"}))


def test_rules_are_evaluated_in_and_near_the_article() -> None:
    body = [False] * 100
    assert near_article(body) == range(0)
    body[50] = body[52] = True
    assert near_article(body) == range(50 - NEAR_BLOCKS, 53 + NEAR_BLOCKS)
    body[0] = True
    assert near_article(body).start == 0


def test_the_body_is_from_its_first_to_its_last_block() -> None:
    blocks = prose(4)
    matches = Matches(blocks, {}, [False, True, True, False], None)
    assert (matches.first, matches.last) == (1, 2)
    nothing = Matches(blocks, {}, [False] * 4, None)
    assert (nothing.first, nothing.last) == (0, -1)


def test_a_rule_is_chosen_by_its_scope_and_by_what_is_kept_and_dropped() -> None:
    blocks, body = prose(1), [True]
    found = Matches(blocks, {0: [PART, HEAD, TAIL, ANY]}, body, None)
    assert found.by_scope(0, "head") is HEAD
    assert found.by_scope(0, "tail") is TAIL
    assert found.inline_rule(0) is ANY
    kept = Matches(blocks, {0: [HEAD, ANY]}, body, None, keep=frozenset({"share", "stamp"}))
    assert kept.by_scope(0, "head") is None
    assert kept.inline_rule(0) is None
    dropped = Matches(blocks, {0: [TAIL]}, body, None, drop=frozenset({"bio"}))
    assert dropped.inline_rule(0) is TAIL


def test_markup_and_kinds_that_are_dropped_are_more_than_a_phrase() -> None:
    blocks = prose(4)
    rules = {0: [ANY], 1: [MARKUP], 2: [ANY]}
    matches = Matches(blocks, rules, [True, True, False, True], None)
    assert [matches.is_phrase_only(i) for i in range(4)] == [True, False, False, False]
    assert not Matches(blocks, rules, [True] * 4, None, drop=frozenset({"share"})).is_phrase_only(0)


def test_a_kept_paragraph_is_prose_of_the_body_that_no_rule_cuts() -> None:
    blocks = [*prose(3), linked("Read also")]
    matches = Matches(blocks, {}, [True, True, False, True], None)
    assert [matches.is_kept_paragraph(i, [None, ANY, None, None]) for i in range(4)] == [True, False, False, False]
    assert not Matches([block("Share")], {}, [True], None).is_kept_paragraph(0, [None])
