"""Choose between selections where the block classifier and trafilatura disagree.

Where an extractor was asked there are three: the classifier's own, both weighed block by block, and the extractor's.
Weighing is right mostly, but on a page unlike all that the classifier knows one of the two is wrong as a whole. A small
forest, trained by `benchmarks/train_clash.py` on pages of sites that the classifier had not seen, expects of each
selection how good it is: by its amount of prose and what it leaves of it, its place below the title, its links, the
names of the elements around it, the words of title and description in it, and how far the three agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from newsclean.content.classifier import Scores
from newsclean.content.forest import checked, load_model
from newsclean.content.topic import TopicOverlap

MODEL = "clash.npz"
OWN, WEIGHED, EXTRACTED = range(3)
MIN_GAIN = 0.05  # of expected F1: what another selection has to promise beyond the weighed one
_SELECTION_FEATURES = (
    "text", "prose", "blocks", "of_prose", "odds", "of_expected", "unexpected", "links", "in_boilerplate", "in_content",
    "of_content", "first", "last", "from_title", "left_before", "before_title", "left_within", "left_after", "parents",
    "top_parent", "stops", "prose_share", "page_prose", "runs",
    "title_found", "description_found", "described",
)  # fmt: skip
_COMPARED = (
    "of_prose", "odds", "of_expected", "in_boilerplate", "in_content", "first", "before_title", "title_found",
    "description_found",
)  # fmt: skip
FEATURES = (
    *_SELECTION_FEATURES, "like_own", "like_weighed", "like_extracted", "doubt", "is_own", "is_extracted",
    *(f"{name}_more" for name in _COMPARED),
)  # fmt: skip
_COLUMNS = [_SELECTION_FEATURES.index(name) for name in _COMPARED]
_MAX_ODDS = 9  # beyond this a score says no more
# Names of elements around what is hardly ever, and what is mostly, an article's text.
_BOILERPLATE_NAMES = frozenset(
    "comment comments respond reply sidebar <aside> related recommended popular promo teaser widget newsletter form"
    " <form> footer <footer> <nav> archive".split()
)
_CONTENT_NAMES = frozenset("article <article> @articlebody body entry story post content text main <main>".split())


def choose_selection(scores: Scores, selections: Sequence[Sequence[bool]]) -> int:
    """Return which of the selections `OWN`, `WEIGHED` and `EXTRACTED` of a page's blocks is likely to be the best."""
    masks = [np.array(selection, dtype=bool) for selection in selections]
    if all((mask == masks[WEIGHED]).all() for mask in masks):
        return WEIGHED
    forest = checked(load_model("newsclean.content", MODEL)["clash"], FEATURES, MODEL)
    expected = forest.score(selection_features(scores, masks))
    expected[WEIGHED] += MIN_GAIN
    return int(expected.argmax())


def selection_features(scores: Scores, masks: Sequence[Any]) -> Any:
    """Return a row of numbers for each of the three selections, as `FEATURES` names them."""
    sizes, doubt = scores.features.page.sizes, scores.doubt()
    blocks = scores.features.page.blocks
    overlap = TopicOverlap(blocks, scores.topic)
    boilerplate, content = (
        np.array([not names.isdisjoint(block.element.around) for block in blocks])
        for names in (_BOILERPLATE_NAMES, _CONTENT_NAMES)
    )
    own = np.array([_own(scores, overlap, mask, boilerplate, content) for mask in masks])
    rows = [
        [
            *own[number],
            *(_overlap(mask, other, sizes) for other in masks),
            doubt,
            number == OWN,
            number == EXTRACTED,
            *(own[number] - own[WEIGHED])[_COLUMNS],
        ]
        for number, mask in enumerate(masks)
    ]
    return np.array(rows, dtype=np.float32)


def _overlap(one: Any, other: Any, sizes: Any) -> float:
    """Return the F1 of two selections over their characters."""
    shared = (sizes * (one & other)).sum()
    return float(2 * shared / ((sizes * one).sum() + (sizes * other).sum())) if shared else 0.0


def _own(scores: Scores, overlap: TopicOverlap, mask: Any, boilerplate: Any, content: Any) -> list[float]:
    """Return what a selection is like by itself, as `_SELECTION_FEATURES` names it."""
    page = scores.features.page
    sizes, count = page.sizes, page.count
    text, prose, left = sizes * mask, page.prose * mask, page.prose * ~mask
    size = text.sum()
    if not size:
        return [0.0] * len(_SELECTION_FEATURES)
    odds = np.clip(scores.log_odds, -_MAX_ODDS, _MAX_ODDS)
    share = 1 / (1 + np.exp(-odds))
    at = np.flatnonzero(mask)
    first, last = int((np.flatnonzero(prose) if prose.any() else at)[0]), int(at[-1])
    title = page.title if page.title is not None else -1
    return [
        *np.log1p([size, prose.sum(), at.size]),
        prose.sum() / page.total,
        (odds * text).sum() / size,
        (share * text).sum() / ((share * sizes).sum() + 1),
        ((1 - share) * text).sum() / size,
        (page.link_chars * mask).sum() / size,
        (text * boilerplate).sum() / size,
        (text * content).sum() / size,
        (text * content).sum() / ((sizes * content).sum() + 1),
        first / count,
        last / count,
        (first - title) / count if title >= 0 else -1,
        np.log1p(left[title + 1 : first].sum()) if title >= 0 else -1,
        text[: max(title, 0)].sum() / size,
        *np.log1p([left[first : last + 1].sum(), left[last + 1 :].sum()]),
        len(set(page.parents[mask].tolist())),
        np.bincount(page.parents, weights=text).max() / size,
        (text * page.stops).sum() / size,
        prose.sum() / size,
        np.log1p(page.total),
        np.count_nonzero(np.diff(mask.astype(np.int8)) == 1) + int(mask[0]),
        *overlap.shares(mask),
    ]
