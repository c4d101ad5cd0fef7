"""How much each block looks like article text: the block classifier.

Gradient-boosted forests of small trees (Friedman 2001), trained by `benchmarks/train_classifier.py` on pages whose
article is known; `classifier.npz` holds them. Works on the blocks of one page and comes before any extractor is asked.
"""

from __future__ import annotations

from collections.abc import Sequence

from newsclean.content.features import FEATURES, features, log_size
from newsclean.content.forest import Forest, checked, load_model
from newsclean.html.shape import weight
from newsclean.model import Block

MODEL = "classifier.npz"


def _forest(name: str, wanted: Sequence[str]) -> Forest:
    return checked(load_model("newsclean.content", MODEL)[name], wanted, f"{MODEL}, {name}")


def score(blocks: Sequence[Block]) -> list[float]:
    """For each block the log-odds that it is article text, by this page's layout alone."""
    return _forest("blocks", FEATURES).score(features(blocks)) if blocks else []


SECOND_FEATURES = (
    "score", "score-1", "score+1", "size", "links", "position", "vote", "vote-1", "vote+1", "votes_4_before",
    "votes_4_after", "in_votes", "from_first_vote", "from_last_vote", "votes",
)  # fmt: skip


def second_features(blocks: Sequence[Block], scores: Sequence[float], votes: Sequence[bool]) -> list[tuple[float, ...]]:
    """One row for each block from its layout score and an extractor's votes."""
    n = len(blocks)
    inside = [i for i, vote in enumerate(votes) if vote]
    first, last = (inside[0], inside[-1]) if inside else (n, -1)
    sums = [0]
    for vote in votes:
        sums.append(sums[-1] + vote)
    rows: list[tuple[float, ...]] = []
    for i, block in enumerate(blocks):
        rows.append(
            (
                scores[i],
                scores[i - 1] if i else 0.0,
                scores[i + 1] if i + 1 < n else 0.0,
                log_size(weight(block.text)),
                block.link_chars / len(block.text),
                i / n,
                float(votes[i]),
                float(votes[i - 1]) if i else 0.0,
                float(votes[i + 1]) if i + 1 < n else 0.0,
                (sums[i] - sums[max(0, i - 4)]) / 4,
                (sums[min(n, i + 5)] - sums[i + 1]) / 4,
                1.0 if first <= i <= last else 0.0,
                (i - first) / n if inside else 0.0,
                (i - last) / n if inside else 0.0,
                len(inside) / n,
            )
        )
    return rows


def second_score(blocks: Sequence[Block], scores: Sequence[float], votes: Sequence[bool]) -> list[float]:
    """The log-odds again, now that an extractor has voted too."""
    import numpy as np

    rows = np.array(second_features(blocks, scores, votes), dtype=np.float32)
    return _forest("second", SECOND_FEATURES).score(rows)
