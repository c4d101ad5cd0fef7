"""Block features: the numbers from which the block classifier tells main content from boilerplate.

Shape, place and neighbourhood; no word of any language, as what a block says is the rules' matter. `FEATURES` names
the columns, in order; the model file carries the same names. Made from the blocks and the page's title: no second
parse.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from newsclean.content.element_features import ELEMENT_FEATURES, Centre, kind_rows, kinds_of
from newsclean.content.own_features import OWN_FEATURES, own_features
from newsclean.html.elements import HEADINGS
from newsclean.html.shape import MAX_PARAGRAPH_LINK_SHARE, MIN_PARAGRAPH_WEIGHT, weight
from newsclean.model import Block, Element
from newsclean.text import letters_of

_GOOD_PROSE = 140  # characters: from here on a block that ends with a full stop is nearly surely a paragraph
_FAR = 99  # blocks: distances end here
_MIN_TITLE_LETTERS = 12  # fewer are in a block by chance
_LINKED = 0.6  # of a block that is a link

_PLACE = (
    "position", "from_first", "from_last", "after_first", "after_last", "after_h1", "copies", "blocks", "prose",
    "good_before", "good_after", "prose_so_far", "prose_5_before", "prose_5_after", "prose_3_before", "prose_3_after",
    "from_title", "after_title", "title_known", "good", "page_links", "stop_share", "stop_chars",
)  # fmt: skip
_NEAR = ("size", "links", "stop", "heading", "slug")
_SECTION = ("since_heading", "heading_level", "heading_linked", "to_heading", "section_prose", "section_links")
_GROUP = (
    "runs", "run_blocks", "run_number", "run_prose", "run_links", "mean_size", "mean_links", "mean_stop", "mean_digits",
    "mean_heading", "after_link", "before_link", "best_run",
)  # fmt: skip
GROUPS = ("kind", "parent", "grand")
FEATURES = (
    "size", "links", *OWN_FEATURES, *_PLACE,
    *(f"{name}{at:+d}" for at in (-2, -1, 1, 2) for name in (*_NEAR, "same_parent")),
    *_SECTION, *(f"{group}_{name}" for group in GROUPS for name in _GROUP), *ELEMENT_FEATURES,
)  # fmt: skip


def features(blocks: Sequence[Block], title: str | None = None) -> Any:
    """Return an array with a row of numbers for each block (float32); `FEATURES` names the columns."""
    return PageFeatures(blocks, title).rows


class PageFeatures:
    """The numbers of a page's blocks, and what they were made from."""

    def __init__(self, blocks: Sequence[Block], title: str | None = None) -> None:
        self.page = page = BlockNumbers(blocks, title)
        self.kinds = page.kinds
        rows = kind_rows(page.kind_elements, page.kinds, (page.sizes, page.link_chars, page.prose), page.centre)
        columns = [page.logs, page.links, *page.own, *_place(page), *_neighbours(page), *_sections(page)]
        for ids in (self.kinds, page.parents, page.grands):
            columns += _groups(page, ids)
        self.rows = np.hstack([np.array(columns, dtype=np.float32).T, rows[self.kinds]])


class BlockNumbers:
    """What is worked out once for a page: sizes, shares of links, prose and groups of its blocks."""

    def __init__(self, blocks: Sequence[Block], title: str | None) -> None:
        self.blocks = blocks
        self.count = len(blocks)
        self.at = np.arange(self.count)
        texts, tags, elements, levels, link_chars, strong_chars, hrefs, glued = zip(*blocks, strict=True)
        self.sizes = np.array(list(map(weight, texts)), dtype=float)
        self.links = np.array(link_chars) / np.array(list(map(len, texts)))
        self.link_chars = self.links * self.sizes
        self.headings = np.array([tag in HEADINGS for tag in tags])
        long = (self.sizes >= MIN_PARAGRAPH_WEIGHT) & (self.links < MAX_PARAGRAPH_LINK_SHARE) & ~self.headings
        self.prose = self.sizes * long
        self.total = self.prose.sum() or 1.0
        self.logs = np.log1p(self.sizes)
        self.own = own_features(texts, levels, strong_chars, hrefs, glued)
        self.stops = self.own[OWN_FEATURES.index("stop")]
        self.good = (self.prose >= _GOOD_PROSE) & (self.stops > 0)
        self.sums = np.concatenate([[0], np.cumsum(self.prose)])
        self.kinds, self.kind_elements = kinds_of(tags, elements)
        self.parents = _numbered(self.kind_elements, 1)[self.kinds]
        self.grands = _numbered(self.kind_elements, 2)[self.kinds]
        self.section = np.searchsorted(np.flatnonzero(self.headings), self.at, side="right")
        self.centre = self._centre()
        self.title = _title_block(blocks, title)

    def _centre(self) -> Centre:
        """Return the element around most prose, and the first and last paragraph in it."""
        shares = np.bincount(self.parents, weights=self.prose)
        best = int(shares.argmax())
        inside = np.flatnonzero((self.parents == best) & (self.prose > 0))
        if not inside.size:
            return Centre("", 0, self.count - 1)
        block = self.blocks[inside[0]]
        return Centre((block.element.parent or block.element).path, int(inside[0]), int(inside[-1]))


def _numbered(kinds: Sequence[tuple[str, Element]], steps_up: int) -> Any:
    """Return for each kind of block the number of the block path so many steps above its element."""
    numbers: dict[str, int] = {}
    found: list[int] = []
    for _, element in kinds:
        around = element
        for _ in range(steps_up):
            around = around.parent or around
        found.append(numbers.setdefault(around.path, len(numbers)))
    return np.array(found)


def _title_block(blocks: Sequence[Block], title: str | None) -> int | None:
    """Return the number of the block that is the page's title, a heading rather than another line; None if none is."""
    key = letters_of(title or "")
    if len(key) < _MIN_TITLE_LETTERS:
        return None
    other = None
    for i, block in enumerate(blocks):
        if len(block.text) > 2 * len(title or ""):
            continue
        letters = letters_of(block.text)
        if len(letters) >= _MIN_TITLE_LETTERS and (letters.startswith(key) or key.startswith(letters)):
            if block.tag in HEADINGS and not block.link_chars:
                return i
            other = i if other is None and not block.link_chars else other
    return other


def _place(page: BlockNumbers) -> list[Any]:
    """Return where each block is on the page, as `_PLACE` names it."""
    at, n, sums, total = page.at, page.count, page.sums, page.total
    counts = Counter(block.text for block in page.blocks)
    h1 = next((i for i, b in enumerate(page.blocks) if b.tag == "h1"), -1)
    title = page.title if page.title is not None else h1
    good = np.flatnonzero(page.good)
    stopped = page.sizes * page.stops
    return [
        at / n,
        (at - page.centre.first) / n,
        (at - page.centre.last) / n,
        at >= page.centre.first,
        at > page.centre.last,
        np.full(n, 0.5) if h1 < 0 else at > h1,
        np.array([min(9, counts[block.text]) for block in page.blocks]),
        np.full(n, np.log1p(n)),
        np.full(n, np.log1p(total)),
        *_distances(at, good),
        sums[at] / total,
        (sums[at] - sums[np.maximum(0, at - 5)]) / total,
        (sums[np.minimum(n, at + 6)] - sums[at + 1]) / total,
        np.log1p(sums[at] - sums[np.maximum(0, at - 3)]),
        np.log1p(sums[np.minimum(n, at + 4)] - sums[at + 1]),
        np.full(n, -1.0) if title < 0 else np.log1p(np.abs(at - title)),
        np.full(n, 0.5) if title < 0 else at > title,
        np.full(n, (title >= 0) + (page.title is not None)),
        np.full(n, len(good)),
        np.full(n, page.link_chars.sum() / page.sizes.sum()),
        np.full(n, page.stops.mean()),
        np.full(n, stopped.sum() / page.sizes.sum()),
    ]


def _distances(at: Any, marks: Any) -> tuple[Any, Any]:
    """Return how many blocks before and after each one the next of `marks` is, at most `_FAR`."""
    padded = np.concatenate([[-1000], marks, [len(at) + 1000]])
    before = at - padded[np.searchsorted(marks, at, side="left")]
    after = padded[np.searchsorted(marks, at, side="right") + 1] - at
    return np.minimum(before, _FAR), np.minimum(after, _FAR)


def _neighbours(page: BlockNumbers) -> list[Any]:
    """Return what is up to two blocks before and after each one, as `_NEAR` names it."""
    near = np.array([page.logs, page.links, page.stops, page.headings, page.own[OWN_FEATURES.index("slug")]])
    columns: list[Any] = []
    for step in (-2, -1, 1, 2):
        inside = (page.at + step >= 0) & (page.at + step < page.count)
        there = np.clip(page.at + step, 0, page.count - 1)
        columns += [*(inside * near[:, there]), inside & (page.parents[there] == page.parents)]
    return columns


def _sections(page: BlockNumbers) -> list[Any]:
    """Return what is between the headings around each block, as `_SECTION` names it."""
    at, n = page.at, page.count
    heads = np.flatnonzero(page.headings)
    section = page.section
    last = np.concatenate([[-1], heads])[section]
    known = last >= 0
    levels = np.array([int(b.tag[1]) if b.tag in HEADINGS else 0 for b in page.blocks])
    prose = np.bincount(section, weights=page.prose)
    links = np.bincount(section, weights=page.link_chars) / np.bincount(section, weights=page.sizes).clip(1)
    return [
        np.where(known, np.minimum(at - last, _FAR), _FAR),
        np.where(known, levels[last], 0),
        np.where(known, page.links[last], 0),
        np.minimum(np.concatenate([heads, [n + _FAR]])[section] - at, _FAR),
        np.log1p(prose)[section],
        links[section],
    ]


def _groups(page: BlockNumbers, ids: Any) -> list[Any]:
    """Return what the blocks of one kind or of one container have in common, as `_GROUP` names it.

    A run is what of a group has no other blocks between: a story is one long run, teasers and comments are
    many short ones.
    """
    starts = np.concatenate([[True], ids[1:] != ids[:-1]])
    run = np.cumsum(starts) - 1
    of_run = ids[starts]
    runs = np.bincount(of_run)
    order = np.argsort(of_run, kind="stable")
    firsts = np.concatenate([[0], np.cumsum(runs)[:-1]])
    number = np.empty(len(of_run))
    number[order] = np.arange(len(of_run)) - np.repeat(firsts, runs)
    run_prose = np.bincount(run, weights=page.prose)
    run_size = np.bincount(run, weights=page.sizes)
    best = np.zeros(len(runs))
    np.maximum.at(best, of_run, run_prose)
    count = np.bincount(ids).clip(1)
    linked = page.links >= _LINKED
    before = np.concatenate([[False], linked[:-1]])
    after = np.concatenate([linked[1:], [False]])
    values = (page.logs, page.links, page.stops, page.own[OWN_FEATURES.index("digits")], page.headings, before, after)
    means = [(np.bincount(ids, weights=value) / count)[ids] for value in values]
    return [
        np.log1p(runs)[ids],
        np.log1p(np.bincount(run))[run],
        np.minimum(number, _FAR)[run],
        (run_prose / page.total)[run],
        (np.bincount(run, weights=page.link_chars) / run_size)[run],
        *means,
        (best / page.total)[ids],
    ]
