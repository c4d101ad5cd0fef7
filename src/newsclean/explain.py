"""What was kept and cut of one page, block by block, and why: what `newsclean explain` and its HTML view show."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import NamedTuple

from newsclean.cleaning import Decision, decide, finish
from newsclean.context import Context
from newsclean.model import KINDS, Article, Options, Page, Skip

_MAX_COMPARED_WORDS = 4000  # of a block in which the part that was cut is looked for


class Line(NamedTuple):
    """One block of the page, or a part of one. `kind` is "" for what is kept."""

    text: str
    tag: str
    path: str  # block path
    rule: str
    kind: str


class Explained(NamedTuple):
    """A page, its blocks in order, what became of it, and what the rules that cut are for."""

    page: Page
    lines: list[Line]
    result: Article | Skip
    reasons: dict[str, str]  # rule -> why there is such a rule


def explain_page(page: Page, context: Context) -> Explained:
    """Clean one page and keep what was decided on each of its blocks."""
    decision = decide(page, context)
    if isinstance(decision, Skip):
        return Explained(page, [], decision, {})
    lines = list(lines_of(decision, context.options))
    cutting = {line.rule for line in lines if line.kind in KINDS}
    reasons = {rule.id: rule.why for rule in context.rules.rules if rule.id in cutting}
    return Explained(page, lines, finish(page, context.options, decision), reasons)


def lines_of(decision: Decision, options: Options) -> Iterator[Line]:
    cuts = decision.cuts()
    for i, block in enumerate(decision.document.blocks):
        element = block.element.path
        if decision.body[i]:
            kept = decision.blocks[i].text
            yield Line(kept, block.tag, element, "", "")
            if kept != block.text:
                yield Line(_lost(block.text, kept), block.tag, element, *_part_rule(decision, i, options))
            continue
        cut = next(cuts, None)
        yield Line(block.text, block.tag, element, cut.rule if cut else "", cut.kind if cut else "page")


def _lost(whole: str, kept: str) -> str:
    """The words that `kept` lacks of `whole`."""
    a, b = whole.split(), kept.split()
    if len(a) > _MAX_COMPARED_WORDS:
        return "…"
    steps = difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    return " … ".join(" ".join(a[start:end]) for step, start, end, _, _ in steps if step in ("delete", "replace"))


def _part_rule(decision: Decision, i: int, options: Options) -> tuple[str, str]:
    """Id and kind of the rule that cuts a part of a block."""
    judgement = decision.judgement
    rules = (judgement.engine.rules[n] for n in judgement.hits.get(i, ()))
    return next(((rule.id, rule.kind) for rule in rules if rule.part and rule.kind not in options.keep), ("", "part"))
