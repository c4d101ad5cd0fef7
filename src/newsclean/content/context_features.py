"""Context features: features of a block that derive from a first score of all blocks of the page."""

from __future__ import annotations

from typing import Any

import numpy as np

from newsclean.content.features import GROUPS, PageFeatures, around, rows_of, running

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
    padded = np.full(n + 6, _NO_BLOCK)
    padded[3:-3] = odds
    groups = page.groups
    shares, texts, sizes = groups.sums(np.array([share, text, page.sizes]))
    of_groups = np.array([shares / groups.counts, texts / sizes.clip(1)])[:, groups.ids]
    of_runs = groups.run_sums(text[None])[:, groups.run] / total
    sums = running(text) / total
    taken = np.flatnonzero((odds > 0) & (page.prose > 0))
    first, last = (taken[0], taken[-1]) if taken.size else (0, n - 1)
    section, heads = page.section, np.concatenate([[_NO_BLOCK], odds[page.headings]])
    columns = [
        odds,
        *(padded[3 + step : 3 + step + n] for step in (-3, -2, -1, 1, 2, 3)),
        *groups.columns(np.concatenate([of_groups, of_runs])),
        sums[:-1],
        1 - sums[1:],
        np.log1p(total),
        (at >= first) & (at <= last),
        np.clip(at - first, -_FAR, _FAR),
        np.clip(at - last, -_FAR, _FAR),
        (np.minimum(share, 1 - share) * page.sizes).sum() / total,
        *around(sums, _WINDOW),
        heads[section],
        (np.bincount(section, weights=text) / np.bincount(section, weights=page.sizes).clip(1))[section],
    ]
    return rows_of(columns, n).T
