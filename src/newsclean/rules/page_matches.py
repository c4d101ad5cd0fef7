"""The rules that match the blocks of one page, and which of them may cut a block."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from newsclean.html.shape import is_paragraph
from newsclean.model import Block
from newsclean.rules.rule import Rule

NEAR_BLOCKS = 15  # before and after the article in which rules are evaluated
_INLINE = ("any", "inline")

Cuts = list[Rule | None]  # for each block of the page the rule that cuts it


def near_article(body: Sequence[bool]) -> range:
    """Return the blocks in and near the article: from its first to its last one, and `NEAR_BLOCKS` on either side."""
    inside = [i for i, wanted in enumerate(body) if wanted]
    if not inside:
        return range(0)
    return range(max(0, inside[0] - NEAR_BLOCKS), min(len(body), inside[-1] + 1 + NEAR_BLOCKS))


@dataclass(frozen=True)
class Matches:
    """The rules that match each block of a page, and what decides whether they apply.

    `rules` holds the rules of a block in the catalogue's order, `body` says which blocks are main content. Kinds in
    `keep` are never cut; kinds in `drop` are cut wherever their phrases are, and without the over-removal limit.
    """

    blocks: Sequence[Block]
    rules: Mapping[int, Sequence[Rule]]
    body: Sequence[bool]
    title: str | None
    keep: Collection[str] = ()
    drop: Collection[str] = ()

    @cached_property
    def first(self) -> int:
        """The first block of the body; 0 if there is none."""
        return next((i for i, wanted in enumerate(self.body) if wanted), 0)

    @cached_property
    def last(self) -> int:
        """The last block of the body; -1 if there is none."""
        return next((i for i in range(len(self.body) - 1, -1, -1) if self.body[i]), -1)

    def may_cut(self, rule: Rule) -> bool:
        """Return whether a rule may cut whole blocks at all, as the user has it."""
        return not rule.part and rule.kind not in self.keep

    def by_scope(self, i: int, scope: str) -> Rule | None:
        """Return the first rule of block `i` that works in this scope, "head" or "tail"."""
        for rule in self.rules.get(i, ()):
            if rule.scope in (scope, "head_or_tail") and self.may_cut(rule):
                return rule
        return None

    def inline_rule(self, i: int) -> Rule | None:
        """Return the first rule of block `i` that works anywhere in the article."""
        for rule in self.rules.get(i, ()):
            if self.may_cut(rule) and (rule.scope in _INLINE or rule.kind in self.drop):
                return rule
        return None

    def is_phrase_only(self, i: int) -> bool:
        """Return whether what cuts block `i` in the midst of the body is a phrase alone."""
        rule = self.inline_rule(i) if self.body[i] else None
        return rule is not None and not rule.by_markup and rule.kind not in self.drop

    def is_kept_paragraph(self, i: int, cuts: Cuts) -> bool:
        """Return whether block `i` is a paragraph of the article."""
        return self.body[i] and cuts[i] is None and is_paragraph(self.blocks[i])
