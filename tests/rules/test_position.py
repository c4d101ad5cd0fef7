"""Which blocks are cut, by where they are on the page."""

from __future__ import annotations

from support.rule_pages import block, prose

from newsclean.model import Block
from newsclean.rules.page_matches import Cuts, Matches
from newsclean.rules.position import positioned
from newsclean.rules.rule import Rule

ANY = Rule("en-any", "share", "en", "x", "any")
HEAD = Rule("en-head", "stamp", "en", "x", "head")
TAIL = Rule("en-tail", "bio", "en", "x", "tail")


def cut(
    blocks: list[Block], rules: dict[int, list[Rule]], body: list[bool] | None = None, **asked: frozenset[str]
) -> Cuts:
    return positioned(Matches(blocks, rules, body or [True] * len(blocks), None, **asked))


def test_a_rule_of_the_head_works_there_alone() -> None:
    blocks = [block("3 May"), *prose(4), block("3 May")]
    cuts = cut(blocks, {0: [HEAD], 5: [HEAD]})
    assert (cuts[0], cuts[5]) == (HEAD, None)


def test_a_rule_of_the_tail_works_there_alone() -> None:
    blocks = [block("Ada writes."), *prose(4), block("Ada writes.")]
    cuts = cut(blocks, {0: [TAIL], 5: [TAIL]})
    assert (cuts[0], cuts[5]) == (None, TAIL)


def test_a_rule_for_anywhere_cuts_in_the_midst() -> None:
    cuts = cut([*prose(3), block("Share"), *prose(3)], {3: [ANY]})
    assert [i for i, rule in enumerate(cuts) if rule] == [3]


def test_kinds_that_are_kept_are_never_cut_and_those_dropped_are_cut_anywhere() -> None:
    blocks = [*prose(3), block("Ada writes."), *prose(3)]
    assert cut([*prose(3), block("Share")], {3: [ANY]}, keep=frozenset({"share"}))[3] is None
    assert cut(blocks, {3: [TAIL]})[3] is None
    assert cut(blocks, {3: [TAIL]}, drop=frozenset({"bio"}))[3] is TAIL
