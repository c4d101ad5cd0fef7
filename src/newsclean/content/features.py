"""Block features: the numbers from which the block classifier tells main content from boilerplate.

Shape, place and neighbourhood; no word of any language, as what a block says is the rules' matter. `FEATURES` names
the columns, in order; the model file carries the same names. Made from the blocks and the page's title: no second
parse.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from newsclean.content.element_features import ELEMENT_FEATURES, kind_rows
from newsclean.content.groups import Groups
from newsclean.content.kinds import Kinds
from newsclean.content.own_features import OWN_FEATURES, own_features
from newsclean.html.elements import HEADINGS
from newsclean.html.shape import MAX_PARAGRAPH_LINK_SHARE, MIN_PARAGRAPH_WEIGHT, weight
from newsclean.model import Block
from newsclean.text import letters_of

_GOOD_PROSE = 140  # characters: from here on a block that ends with a full stop is nearly surely a paragraph
_FAR = 99  # blocks: distances end here
_LEVELS = {tag: int(tag[1]) for tag in HEADINGS}
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
        self.kinds = page.kinds.numbers
        own = [[page.logs, page.links], page.own, rows_of(_place(page), page.count)]
        columns = np.concatenate([*own, _neighbours(page), _sections(page), _groups(page)], dtype=np.float32)
        of_kinds = kind_rows(page.kinds, (page.sizes, page.link_chars, page.prose), page.centre.path)
        self.rows = np.concatenate([columns.T, of_kinds[self.kinds]], axis=1)


class BlockNumbers:
    """What is worked out once for a page: sizes, shares of links, prose and groups of its blocks."""

    def __init__(self, blocks: Sequence[Block], title: str | None) -> None:
        self.blocks = blocks
        self.count = len(blocks)
        self.at = np.arange(self.count)
        self.texts, tags, elements, levels, link_chars, strong_chars, hrefs, glued = zip(*blocks, strict=True)
        self.kinds = Kinds(tags, elements)
        # 1 to 6 of headings, 0 of others
        self.levels = np.array([_LEVELS.get(tag, 0) for tag, _ in self.kinds.pairs])[self.kinds.numbers]
        self.headings = self.levels > 0
        self.sizes = np.array(list(map(weight, self.texts)), dtype=float)
        self.links = np.array(link_chars) / np.array(list(map(len, self.texts)))
        self.link_chars = self.links * self.sizes
        long = (self.sizes >= MIN_PARAGRAPH_WEIGHT) & (self.links < MAX_PARAGRAPH_LINK_SHARE) & ~self.headings
        self.prose = self.sizes * long
        self.total = self.prose.sum() or 1.0
        self.logs = np.log1p(self.sizes)
        self.own = own_features(self.texts, levels, strong_chars, hrefs, glued)
        self.stops = self.own[OWN_FEATURES.index("stop")]
        self.good = (self.prose >= _GOOD_PROSE) & (self.stops > 0)
        self.sums = running(self.prose)
        self.parents, self.grands = self.kinds.around(1), self.kinds.around(2)
        self.groups = Groups((self.kinds.numbers, self.parents, self.grands))
        self.section = np.cumsum(self.headings)  # headings up to each block
        self.centre = self._centre()
        self.title = _title_block(blocks, title)

    def _centre(self) -> Centre:
        """Return the element around most prose, and the first and last paragraph in it."""
        shares = np.bincount(self.parents, weights=self.prose)
        inside = np.flatnonzero((self.parents == shares.argmax()) & (self.prose > 0))
        if not inside.size:
            return Centre("", 0, self.count - 1)
        element = self.blocks[inside[0]].element
        return Centre((element.parent or element).path, int(inside[0]), int(inside[-1]))


class Centre(NamedTuple):
    """The element around most prose: its block path, and the numbers of its first and last paragraph."""

    path: str
    first: int
    last: int


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
    """Return where each block is on the page, as `_PLACE` names it; one number where it is the same for all."""
    at, n, total = page.at, page.count, page.total
    counts = Counter(page.texts)
    h1 = int((page.levels == 1).argmax()) if 1 in page.levels else -1
    title = page.title if page.title is not None else h1
    good = np.flatnonzero(page.good)
    size = page.sizes.sum()
    before, after = around(page.sums, 5)
    near_before, near_after = around(page.sums, 3)
    return [
        at / n,
        (at - page.centre.first) / n,
        (at - page.centre.last) / n,
        at >= page.centre.first,
        at > page.centre.last,
        0.5 if h1 < 0 else at > h1,
        np.minimum(9, list(map(counts.__getitem__, page.texts))),
        np.log1p(n),
        np.log1p(total),
        *_distances(at, good),
        page.sums[:-1] / total,
        before / total,
        after / total,
        np.log1p(near_before),
        np.log1p(near_after),
        -1.0 if title < 0 else np.log1p(np.abs(at - title)),
        0.5 if title < 0 else at > title,
        (title >= 0) + (page.title is not None),
        len(good),
        page.link_chars.sum() / size,
        page.stops.mean(),
        (page.sizes * page.stops).sum() / size,
    ]


def _distances(at: Any, marks: Any) -> tuple[Any, Any]:
    """Return how many blocks before and after each one the next of `marks` is, at most `_FAR`."""
    padded = np.concatenate([[-1000], marks, [len(at) + 1000]])
    before = at - padded[np.searchsorted(marks, at, side="left")]
    after = padded[np.searchsorted(marks, at, side="right") + 1] - at
    return np.minimum(before, _FAR), np.minimum(after, _FAR)


def _neighbours(page: BlockNumbers) -> Any:
    """Return what is up to two blocks before and after each one, as `_NEAR` names it, and if both have one parent."""
    n = page.count
    near = np.zeros((len(_NEAR), n + 4))
    near[:, 2:-2] = page.logs, page.links, page.stops, page.headings, page.own[OWN_FEATURES.index("slug")]
    parents = np.full(n + 4, -1)
    parents[2:-2] = page.parents
    columns = np.empty((4, len(_NEAR) + 1, n))
    for number, start in enumerate((0, 1, 3, 4)):
        columns[number, :-1] = near[:, start : start + n]
        columns[number, -1] = parents[start : start + n] == page.parents
    return columns.reshape(-1, n)


def _sections(page: BlockNumbers) -> list[Any]:
    """Return what is between the headings around each block, as `_SECTION` names it."""
    at, section = page.at, page.section
    heads = np.flatnonzero(page.headings)
    last = np.concatenate([[-1], heads])[section]
    known = last >= 0
    prose, size, link_chars = (np.bincount(section, weights=each) for each in (page.prose, page.sizes, page.link_chars))
    return [
        np.where(known, np.minimum(at - last, _FAR), _FAR),
        np.where(known, page.levels[last], 0),
        np.where(known, page.links[last], 0),
        np.minimum(np.concatenate([heads, [page.count + _FAR]])[section] - at, _FAR),
        np.log1p(prose)[section],
        (link_chars / size.clip(1))[section],
    ]


def _groups(page: BlockNumbers) -> Any:
    """Return what the blocks of one kind or of one container have in common, as `_GROUP` names it, for `GROUPS`.

    A story is one long run, teasers and comments are many short ones.
    """
    groups, ids, run = page.groups, page.groups.ids, page.groups.run
    of_run = ids[groups.starts]
    runs = np.bincount(of_run)
    order = np.argsort(of_run, kind="stable")
    firsts = np.cumsum(runs) - runs
    number = np.empty(len(of_run))
    number[order] = np.arange(len(of_run)) - np.repeat(firsts, runs)
    prose, size, link_chars = groups.run_sums(np.array([page.prose, page.sizes, page.link_chars]))
    best = np.maximum.reduceat(prose[order], firsts)
    linked = page.links >= _LINKED
    values = np.zeros((7, page.count))
    values[:5] = page.logs, page.links, page.stops, page.own[OWN_FEATURES.index("digits")], page.headings
    values[5, 1:], values[6, :-1] = linked[:-1], linked[1:]
    of_runs = np.array([np.log1p(np.bincount(run)), np.minimum(number, _FAR), prose / page.total, link_chars / size])
    of_groups = np.array([np.log1p(runs), *(groups.sums(values) / groups.counts), best / page.total])[:, ids]
    return groups.columns(np.concatenate([of_groups[:1], of_runs[:, run], of_groups[1:]]))


def running(values: Any) -> Any:
    """Return the sums of all values before each one, and of all."""
    return np.concatenate([[0], np.cumsum(values)])


def around(sums: Any, count: int) -> tuple[Any, Any]:
    """Return the sums of the `count` values before each one, and of those after it, from their `running` sums."""
    n = len(sums) - 1
    padded = np.concatenate([np.zeros(count), sums, np.full(count, sums[-1])])
    return sums[:-1] - padded[:n], padded[2 * count + 1 :] - sums[1:]


def rows_of(columns: Sequence[Any], count: int) -> Any:
    """Return an array with a row for each column of `count` numbers, or of one number for all (float32)."""
    rows = np.empty((len(columns), count), dtype=np.float32)
    for row, column in zip(rows, columns, strict=True):
        row[:] = column
    return rows
