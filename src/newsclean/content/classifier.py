"""The block classifier: score how likely each block is main content.

Gradient-boosted forests of small trees (Friedman 2001), trained by `benchmarks/train_classifier.py` on pages whose
article is known; `classifier.npz` holds them. A small forest scores all blocks; where it is not certain, a larger one
scores again, now that it is known what the first makes of the block's neighbours and of its kind. A third tells how
wrong that may be, and a fourth weighs in trafilatura's votes where those were asked for.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from newsclean.content.context_features import CONTEXT_FEATURES, context_features
from newsclean.content.doubt import DOUBT_FEATURES, doubt_features
from newsclean.content.features import FEATURES, PageFeatures
from newsclean.content.forest import Forest, checked, load_model
from newsclean.content.topic import NO_TOPIC, Topic
from newsclean.model import Block

MODEL = "classifier.npz"
# Between these log-odds the first forest's score is not final.
UNCERTAIN = (-3.5, 3.5)
SECOND_FEATURES = (*FEATURES, *CONTEXT_FEATURES)
VOTE_FEATURES = (
    "size", "links", "position", *CONTEXT_FEATURES, "vote", "vote-2", "vote-1", "vote+1", "vote+2", "votes_4_before",
    "votes_4_after", "in_votes", "from_first_vote", "from_last_vote", "votes", "voted_text", "agreed_text",
    "kind_votes", "parent_votes",
)  # fmt: skip

_MAX_KEPT_PAGES = 4_000  # each takes some two kilobytes
_kept: dict[Hashable, tuple[Any, float]] = {}  # key of a page -> log-odds and doubt


class Scores:
    """The log-odds that each of a page's blocks is article text, by this page alone.

    `key` is what the blocks and the topic depend on, for what was kept of the same page.
    """

    def __init__(self, blocks: Sequence[Block], topic: Topic = NO_TOPIC, key: Hashable = None) -> None:
        self.blocks = blocks
        self.topic = topic
        self._doubt: float | None = None
        if key in _kept:
            self.log_odds, self._doubt = _kept.pop(key)
        else:
            self.log_odds = self._scored()

    @cached_property
    def features(self) -> PageFeatures:
        """The numbers that the scores are made from."""
        return PageFeatures(self.blocks, self.topic.title)

    def _scored(self) -> Any:
        first = _forest("first", FEATURES).score(self.features.rows)
        open_ = np.flatnonzero((first > UNCERTAIN[0]) & (first < UNCERTAIN[1]))
        if not open_.size:
            return first
        rows = np.hstack([self.features.rows[open_], context_features(self.features, first)[open_]])
        found = first.copy()
        found[open_] = _forest("second", SECOND_FEATURES).score(rows)
        return found

    def doubt(self) -> float:
        """Return the share of the article that is likely to be lost or wrongly taken."""
        if self._doubt is None:
            row = doubt_features(self.features, self.log_odds)
            self._doubt = float(_forest("doubt", DOUBT_FEATURES).score(row)[0])
        return self._doubt

    def keep(self, key: Hashable) -> None:
        """Keep the scores until the page comes again, in this process: what was learned from is cleaned next."""
        if len(_kept) < _MAX_KEPT_PAGES:
            _kept[key] = self.log_odds, self.doubt()

    def with_votes(self, votes: Sequence[bool]) -> list[float]:
        """Return the log-odds again, now that an extractor has voted too."""
        found: list[float] = _forest("votes", VOTE_FEATURES).score(vote_features(self, votes)).tolist()
        return found


def score(blocks: Sequence[Block], topic: Topic = NO_TOPIC, key: Hashable = None) -> list[float]:
    """Return for each block the log-odds that it is article text, by this page alone; `topic` is the page's.

    With a `key` they are kept for `Scores` with the same key.
    """
    if not blocks:
        return []
    scored = Scores(blocks, topic)
    if key is not None:
        scored.keep(key)
    found: list[float] = scored.log_odds.tolist()
    return found


def vote_features(scores: Scores, votes: Sequence[bool]) -> Any:
    """Return a row of numbers for each block from the scores and an extractor's votes, as `VOTE_FEATURES` names it."""
    features = scores.features
    page, n = features.page, features.page.count
    at, voted = page.at, np.array(votes, dtype=float)
    inside = np.flatnonzero(voted)
    first, last = (inside[0], inside[-1]) if inside.size else (n, -1)
    sums = np.concatenate([[0], np.cumsum(voted)])
    padded = np.concatenate([[0, 0], voted, [0, 0]])
    taken = (scores.log_odds > 0) * page.sizes
    columns = [
        voted,
        *(padded[2 + step : 2 + step + n] for step in (-2, -1, 1, 2)),
        (sums[at] - sums[np.maximum(0, at - 4)]) / 4,
        (sums[np.minimum(n, at + 5)] - sums[at + 1]) / 4,
        (at >= first) & (at <= last),
        np.clip(at - first, -99, 99) if inside.size else np.zeros(n),
        np.clip(at - last, -99, 99) if inside.size else np.zeros(n),
        np.full(n, voted.mean()),
        np.full(n, np.log1p((voted * page.sizes).sum())),
        np.full(n, (voted * taken).sum() / max(1.0, taken.sum())),
        *((np.bincount(ids, weights=voted) / np.bincount(ids).clip(1))[ids] for ids in (features.kinds, page.parents)),
    ]
    own = np.array([page.logs, page.links, at / n]).T
    return np.hstack([own, context_features(features, scores.log_odds), np.array(columns).T], dtype=np.float32)


def _forest(name: str, wanted: Sequence[str]) -> Forest:
    return checked(load_model("newsclean.content", MODEL)[name], wanted, f"{MODEL}, {name}")
