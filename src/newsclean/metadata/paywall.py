"""Tell whether the text is known to be incomplete: a teaser, or a page behind a paywall."""

from __future__ import annotations

from collections.abc import Sequence

from newsclean.metadata.phrases import phrase_pattern
from newsclean.metadata.sources.candidates import Candidates
from newsclean.metadata.strings import word_set
from newsclean.model import Block

# Names of the elements that end a teaser.
_WALL = word_set(
    "paywall piano-offer subscriber-only premium-content metered-wall regwall fade-out fadeout "
    "article-gate paywalled subscription-wall"
    " content-gate premium-wall registration-wall tp-modal plenigo laterpay"
)
_PROMPT = phrase_pattern("paywall", "prompt")
_SHORT = 1800  # characters: a body longer than this is hardly a teaser


def is_truncated(candidates: Candidates, blocks: Sequence[Block], body: Sequence[bool], text: str) -> bool:
    """Return whether the text is known to be incomplete.

    Structured data first, then a wall in the markup right after a short text; phrases support, never decide.
    """
    linked = candidates.sources.linked
    full = linked.body if linked is not None else None
    if full and len(full) > 600:
        if len(text) < 0.5 * len(full):
            return True
        if len(text) > 0.9 * len(full):
            return False
    if candidates.free is True:
        return False
    if candidates.free is False or (linked is not None and linked.gated):
        return len(text) < _SHORT or _walled(blocks, body) or _prompted(blocks, body)
    return len(text) < _SHORT and _walled(blocks, body) and _prompted(blocks, body)


def _behind(blocks: Sequence[Block], body: Sequence[bool]) -> Sequence[Block]:
    """Return the blocks after the end of the text, as far as a wall would be."""
    last = next((i for i in range(len(body) - 1, -1, -1) if body[i]), -1)
    return blocks[last + 1 : last + 16]


def _walled(blocks: Sequence[Block], body: Sequence[bool]) -> bool:
    return any(not _WALL.isdisjoint(b.element.around) for b in _behind(blocks, body))


def _prompted(blocks: Sequence[Block], body: Sequence[bool]) -> bool:
    return any(_PROMPT.search(b.text[:400]) for b in _behind(blocks, body))
