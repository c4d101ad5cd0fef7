"""Explain one page block by block: what was kept or removed, and why. `newsclean explain` and its HTML view show it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import NamedTuple

from newsclean.cleaning import Trace, list_cuts, trace_page
from newsclean.context import Context
from newsclean.kinds import KINDS
from newsclean.model import Article, Page, Skip

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
    trace = trace_page(page, context)
    lines = list(lines_of(trace))
    cutting = {line.rule for line in lines if line.kind in KINDS}
    reasons = {rule.id: rule.why for rule in (*context.rules.for_sites, *context.rules.rules) if rule.id in cutting}
    return Explained(page, lines, trace.result, reasons)


def lines_of(trace: Trace) -> Iterator[Line]:
    """Yield the blocks of a page in order; one of which a rule removes a part gives two lines."""
    if trace.document is None or trace.rules is None:
        return
    cuts = list_cuts(trace.document, trace.selected, trace.rules, trace.kept)
    for i, block in enumerate(trace.document.blocks):
        path = block.element.path
        if not trace.kept[i]:
            cut = next(cuts)
            yield Line(block.text, block.tag, path, cut.rule, cut.kind)
            continue
        kept = trace.blocks[i].text
        yield Line(kept, block.tag, path, "", "")
        if kept != block.text:
            rule = trace.rules.parts[i]
            yield Line(_lost(block.text, kept), block.tag, path, rule.id, rule.kind)


def _lost(whole: str, kept: str) -> str:
    """Return the words that `kept` lacks of `whole`."""
    a, b = whole.split(), kept.split()
    if len(a) > _MAX_COMPARED_WORDS:
        return "…"
    steps = difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    return " … ".join(" ".join(a[start:end]) for step, start, end, _, _ in steps if step in ("delete", "replace"))
