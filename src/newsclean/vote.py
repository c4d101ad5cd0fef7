"""The witnesses' vote: which blocks of a page are its article, by this page alone.

The layout forest votes on every page. Where it is in doubt, trafilatura is asked as well, and a second
forest weighs the two; JSON-LD's `articleBody` speaks last, for blocks that stand in it word for word.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser

from newsclean.blocks import mark
from newsclean.extract import Marked, trafilatura_votes
from newsclean.layout import score, second_score, weight
from newsclean.metadata import Witnesses
from newsclean.model import Block
from newsclean.rules.judge import Judgement

# Doubt is the weight of text that the forest expects to be wrong about, as a share of what it takes for the
# article. A page in seven of mixed news and blogs is above this, and asking on more pages gains nothing.
DOUBT = 0.16
_POOR = 400  # characters: a shorter text may be what was left of a longer one
_LITTLE = 200  # characters: what a doubt is measured against at least


def page_votes(
    tree: LexborHTMLParser, blocks: Sequence[Block], judgement: Judgement, said: Witnesses
) -> list[bool]:
    """For each block whether it belongs to the article."""
    scores = score(blocks)
    if doubt(blocks, scores) <= DOUBT:
        return [value > 0 for value in scores]
    _, runs, html = mark(tree)
    marked = Marked(html, runs)
    scores = second_score(blocks, scores, trafilatura_votes(marked, "fast"))
    votes = [value > 0 for value in scores]
    if _kept(blocks, votes) < _POOR:
        # Neither found an article. trafilatura's full run has ways of its own with odd pages.
        full = trafilatura_votes(marked, "standard")
        if _kept(blocks, full) > 2 * _kept(blocks, votes):
            return full
    return votes


def _kept(blocks: Sequence[Block], votes: Sequence[bool]) -> int:
    return sum(weight(block.text) for block, vote in zip(blocks, votes, strict=True) if vote)


def doubt(blocks: Sequence[Block], scores: Sequence[float]) -> float:
    """The share of an article's text that the forest expects to be wrong about, 0 or more."""
    wrong = taken = 0.0
    for block, value in zip(blocks, scores, strict=True):
        size = weight(block.text)
        share = 1 / (1 + math.exp(-value)) if value > -30 else 0.0
        wrong += min(share, 1 - share) * size
        taken += share * size
    return wrong / max(_LITTLE, taken)
