"""How wrong the block classifier may be about a page: what decides whether an extractor is asked too.

The classifier's own odds are honest on pages of the kinds that it knows. On others it is sure and wrong, and it shows:
much prose is thrown away, the text is far below the title or in bits, a container as full as the chosen one is
left. A small forest, trained on pages of sites that the classifier had not seen, tells from this the share of the
article that is likely to be lost or wrongly taken.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from newsclean.content.features import PageFeatures

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
    share = 1 / (1 + np.exp(-odds))
    taken = odds > 0
    text, prose = page.sizes * taken, page.prose * taken
    left = page.prose * ~taken
    expected, size, prose_size = (share * page.sizes).sum(), text.sum(), max(1.0, prose.sum())
    wrong = (np.minimum(share, 1 - share) * page.sizes).sum()
    inside = np.flatnonzero(taken)
    first, last = (inside[0], inside[-1]) if inside.size else (0, n - 1)
    runs = np.cumsum(np.concatenate([[0], page.parents[1:] != page.parents[:-1]]))
    title = page.title if page.title is not None else -1
    of_group = np.bincount(page.parents, weights=text)
    open_ = (odds > -3) & (odds < 3)
    values = (
        wrong / max(_MIN_SIZE, expected),
        (page.sizes * open_).sum() / max(_MIN_SIZE, expected),
        np.log1p(size),
        np.log1p(page.prose.sum()),
        prose.sum() / page.total,
        prose.sum() / max(1.0, size),
        np.bincount(page.parents, weights=left).max() / prose_size,
        np.bincount(runs, weights=left).max() / prose_size,
        (page.good & ~taken).sum(),
        (page.good & taken).sum(),
        title >= 0,
        first - title if title >= 0 else -1,
        left[title + 1 : first].sum() / prose_size if title >= 0 else -1,
        text[:title].sum() / max(1.0, size) if title >= 0 else -1,
        len(set(page.parents[taken].tolist())),
        of_group.max() / max(1.0, size),
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
