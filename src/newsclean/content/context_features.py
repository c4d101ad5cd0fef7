"""Context features: features of a block that derive from a first score of all blocks of the page."""

from __future__ import annotations

from typing import Any

import numpy as np

from newsclean.content.features import GROUPS, PageFeatures

CONTEXT_FEATURES = (
    "score", *(f"score{at:+d}" for at in (-3, -2, -1, 1, 2, 3)),
    *(f"{group}_{name}" for group in GROUPS for name in ("share", "text_share", "run_share")),
    "text_before", "text_after", "text", "in_text", "from_text", "to_text", "page_doubt", "window_before",
    "window_after", "last_heading_score", "heading_section_share",
)  # fmt: skip
_WINDOW = 5  # blocks
_FAR = 99  # blocks: distances end here
_MAX_ODDS = 6.0  # log-odds: beyond this all are as certain
_NO_BLOCK = -7.0  # log-odds, of what is outside of the page


def context_features(features: PageFeatures, scores: Any) -> Any:
    """Return what the log-odds of all blocks say about each of them, as `CONTEXT_FEATURES` names it (float32)."""
    page, n, at = features.page, features.page.count, features.page.at
    odds = np.clip(scores, -_MAX_ODDS, _MAX_ODDS)
    share = 1 / (1 + np.exp(-odds))
    text = share * page.sizes
    total = max(1.0, text.sum())
    padded = np.concatenate([np.full(3, _NO_BLOCK), odds, np.full(3, _NO_BLOCK)])
    columns = [odds, *(padded[3 + step : 3 + step + n] for step in (-3, -2, -1, 1, 2, 3))]
    for ids in (features.kinds, page.parents, page.grands):
        run = np.cumsum(np.concatenate([[0], ids[1:] != ids[:-1]]))
        columns += [
            _mean(ids, share),
            (np.bincount(ids, weights=text) / np.bincount(ids, weights=page.sizes).clip(1))[ids],
            np.bincount(run, weights=text)[run] / total,
        ]
    sums = np.concatenate([[0], np.cumsum(text)]) / total
    taken = np.flatnonzero((odds > 0) & (page.prose > 0))
    first, last = (taken[0], taken[-1]) if taken.size else (0, n - 1)
    section, heads = page.section, np.concatenate([[_NO_BLOCK], odds[page.headings]])
    columns += [
        sums[at],
        1 - sums[at + 1],
        np.full(n, np.log1p(total)),
        (at >= first) & (at <= last),
        np.clip(at - first, -_FAR, _FAR),
        np.clip(at - last, -_FAR, _FAR),
        np.full(n, (np.minimum(share, 1 - share) * page.sizes).sum() / total),
        sums[at] - sums[np.maximum(0, at - _WINDOW)],
        sums[np.minimum(n, at + 1 + _WINDOW)] - sums[at + 1],
        heads[section],
        (np.bincount(section, weights=text) / np.bincount(section, weights=page.sizes).clip(1))[section],
    ]
    return np.array(columns, dtype=np.float32).T


def _mean(ids: Any, values: Any) -> Any:
    """Return for each block the mean of `values` over all blocks with its number in `ids`."""
    return (np.bincount(ids, weights=values) / np.bincount(ids).clip(1))[ids]
