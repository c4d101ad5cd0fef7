"""Predict how wrong the block classifier is about a page, which decides whether an extractor is consulted.

The classifier's own odds are honest on pages of the kinds that it knows. On others it is sure and wrong, and it shows:
much prose is thrown away, the text is far below the title or in bits, a container as full as the chosen one is
left. A small forest, trained on pages of sites that the classifier had not seen, tells from this the share of the
article that is likely to be lost or wrongly taken.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from newsclean.content.features import GROUPS, PageFeatures

DOUBT_FEATURES = (
    "expected_error", "uncertain_text", "taken", "prose", "taken_of_prose", "taken_prose", "left_group", "left_run",
    "left_good", "taken_good", "title_known", "title_to_text", "left_after_title", "before_title", "groups",
    "best_group", "gaps", "links", "mean_odds", "low_odds", "blocks", "span", "left_in_span", "kinds", "best_left_odds",
)  # fmt: skip
_MIN_SIZE = 200  # characters: what an error is measured against at least


def doubt_features(features: PageFeatures, log_odds: Any) -> Any:
    """Return the numbers about a page and the classifier's scores of its blocks, as `DOUBT_FEATURES` names them."""
    page, n = features.page, features.page.count
    odds = np.clip(log_odds, -9, 9)
    taken = odds > 0
    text, prose, left = page.sizes * taken, page.prose * taken, page.prose * ~taken
    size, prose_size = text.sum(), max(1.0, prose.sum())
    inside = np.flatnonzero(taken)
    first, last = (inside[0], inside[-1]) if inside.size else (0, n - 1)
    runs = page.groups.runs_of(GROUPS.index("parent"))
    values = (
        *_expected_errors(page.sizes, odds),
        np.log1p(size),
        np.log1p(page.prose.sum()),
        prose.sum() / page.total,
        prose.sum() / max(1.0, size),
        np.bincount(page.parents, weights=left).max() / prose_size,
        np.bincount(runs, weights=left).max() / prose_size,
        (page.good & ~taken).sum(),
        (page.good & taken).sum(),
        *_around_title(page.title, first, left, text, prose_size),
        len(set(page.parents[taken].tolist())),
        np.bincount(page.parents, weights=text).max() / max(1.0, size),
        np.count_nonzero(np.diff(taken.astype(np.int8)) == 1) + int(taken[0]),
        (page.link_chars * taken).sum() / max(1.0, size),
        (odds * text).sum() / max(1.0, size),
        odds[taken].min() if inside.size else 0,
        n,
        (last - first + 1) / n,
        left[first : last + 1].sum() / prose_size,
        len(set(features.kinds[taken].tolist())),
        np.where(left > 0, odds, -9).max(),
    )
    return np.array([[min(99.0, float(value)) for value in values]], dtype=np.float32)


def _expected_errors(sizes: Any, odds: Any) -> tuple[float, float]:
    """Return the error that the odds themselves expect, and the text of uncertain blocks, as shares of the text."""
    share = 1 / (1 + np.exp(-odds))
    expected = max(_MIN_SIZE, (share * sizes).sum())
    uncertain = (odds > -3) & (odds < 3)
    return (np.minimum(share, 1 - share) * sizes).sum() / expected, (sizes * uncertain).sum() / expected


def _around_title(title: int | None, first: int, left: Any, text: Any, prose_size: float) -> tuple[float, ...]:
    """Return if there is a title, its blocks before the text's `first`, what is left between, what is taken above."""
    if title is None:
        return 0, -1, -1, -1
    return 1, first - title, left[title + 1 : first].sum() / prose_size, text[:title].sum() / max(1.0, text.sum())
