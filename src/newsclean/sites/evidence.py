"""Site evidence: what the other pages of a site say about a page's blocks, as features for a stacked classifier.

For each block: its score on its own page, and for its block path, for the ends of that path and for the containers
around it what became of such blocks on the other pages. The page itself never counts: where it is one of those that
were learned from, its part is taken out. So a page gets the same answer whether or not the profile knows it, and a
model trained on such numbers meets the same kind of numbers when it is used.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from newsclean.content import TAKEN
from newsclean.html.shape import weight
from newsclean.model import Block
from newsclean.sites.lines import SiteLines
from newsclean.sites.tally import PageSums, PathSums, article_marks, block_path, text_hash

_ENDS = (12, 6, 3)  # steps of a path's end
_LEVELS = ("path", *(f"end_{steps}" for steps in _ENDS), "parent", "grand")
_OF_LEVEL = ("score", "kept", "links", "size", "blocks", "pages")
_MAX_REPEATS = 9
_MAX_REMEMBERED = 20_000  # names of block paths, of all pages that ask
_UNKNOWN = (-9.0, -1.0, -1.0, 0.0, 0.0, 0.0)  # of a path that no other page has

FEATURES = (
    *(f"{what}_{level}" for level in _LEVELS for what in _OF_LEVEL),
    "own", "repeats", "repeats_share", "pages", "known", "pure", "path_score-1", "path_score+1", "repeats-1",
    "repeats+1",
)  # fmt: skip
# A block of which none of these is known has nothing in common with the site's other pages.
_TELLING = [
    FEATURES.index(name)
    for name in ("pages_path", "pages_end_12", "pages_end_6", "pages_parent", "pages_grand", "repeats")
]


def _names(path: str) -> Iterator[str]:
    """Return the names under which a path's sums are kept, one for each level."""
    yield path
    steps = path.split(">")
    for count in _ENDS:
        yield "…" + ">".join(steps[-count:])
    for up in (1, 2):
        yield ">".join(steps[:-up]) + ">*"


class Evidence:
    """The sums of a site's pages, ready to be asked for a page's blocks."""

    def __init__(self, pages: Mapping[str, PageSums], lines: SiteLines | None = None) -> None:
        self.lines = SiteLines(pages) if lines is None else lines
        self._pages = dict(sorted(pages.items()))
        self._bits = {name: 1 << bit for bit, name in enumerate(self._pages)}
        self._names: dict[str, tuple[str, ...]] = {}
        self._sums = self._sums_of(self._pages.values())
        self._masks: dict[str, int] = {}  # on which pages a name is, a bit for each
        for name, seen in self._pages.items():
            for key in {key for path in seen.paths for key in self._names_of(path)}:
                self._masks[key] = self._masks.get(key, 0) | self._bits[name]
        self._levels: dict[str, tuple[float, ...]] = {}

    def __len__(self) -> int:
        return len(self._pages)

    def _sums_of(self, pages: Iterable[PageSums]) -> dict[str, PathSums]:
        """Return the sums of some pages for each name of each of their paths."""
        found: dict[str, PathSums] = {}
        for seen in pages:
            for path, sums in seen.paths.items():
                for name in self._names_of(path):
                    mine = found.get(name)
                    found[name] = sums if mine is None else mine.plus(sums)
        return found

    def _names_of(self, path: str) -> tuple[str, ...]:
        found = self._names.get(path)
        if found is None:
            found = self._names[path] = tuple(_names(path))
        return found

    def others(self, page: str) -> int:
        """Return how many pages other than `page` there are."""
        return len(self._pages) - (page in self._pages)

    def rows(self, page: str, paths: Sequence[str]) -> list[tuple[float, ...]]:
        """Return what the pages other than `page` say of each path."""
        own = self._pages.get(page)
        mine = self._sums_of([own]) if own is not None else {}
        if len(self._levels) > _MAX_REMEMBERED:
            self._levels.clear()
            self._names.clear()
        levels = self._levels if own is None else {}
        bit = self._bits.get(page, 0)
        rows: dict[str, tuple[float, ...]] = {}
        for path in dict.fromkeys(paths):
            row: tuple[float, ...] = ()
            for name in self._names_of(path):
                level = levels.get(name)
                if level is None:
                    level = levels[name] = self._level(name, mine.get(name), bit)
                row += level
            rows[path] = row
        return [rows[path] for path in paths]

    def _level(self, name: str, own: PathSums | None, bit: int) -> tuple[float, ...]:
        """Return what is known of one name, as `_OF_LEVEL` names it, without a page's own part."""
        sums = self._sums.get(name)
        if sums is not None and own is not None:
            sums = sums.minus(own)
        if sums is None or not sums.blocks:
            return _UNKNOWN
        seen_on = (self._masks[name] & ~bit).bit_count()
        return (
            sums.score / (10 * sums.blocks),
            sums.kept / max(1, sums.size),
            sums.links / max(1, sums.size),
            math.log1p(sums.size),
            math.log1p(sums.blocks / seen_on),
            seen_on / (len(self._pages) - bool(bit)),
        )


def features(evidence: Evidence, page: str, blocks: Sequence[Block], scores: Sequence[float]) -> Any:
    """Return an array of one row of numbers for each block (float32); `FEATURES` names the columns."""
    import numpy as np

    n = len(blocks)
    paths = [block_path(block.element.path) for block in blocks]
    numbers = {path: number for number, path in enumerate(dict.fromkeys(paths))}
    rows = np.array(evidence.rows(page, [*numbers]), dtype=np.float32)[[numbers[path] for path in paths]]
    hashes = [text_hash(block.text) for block in blocks]
    repeats, there = evidence.lines.repeats(article_marks(blocks, hashes, scores, TAKEN), page, hashes)
    repeated = np.minimum(_MAX_REPEATS, repeats)
    own = np.clip(np.array(scores), -8, 8)
    sizes = np.array([weight(block.text) for block in blocks])
    known = rows[:, 5] > 0
    kept = sizes * (own > 0)
    pure = np.abs(2 * rows[:, 1] - 1) * known * kept
    columns = [
        own,
        repeated,
        np.array(repeats) / max(1, there),
        np.full(n, math.log1p(evidence.others(page))),
        np.full(n, (kept * known).sum() / max(1, kept.sum())),
        np.full(n, pure.sum() / max(1, (kept * known).sum())),
        _shifted(rows[:, 0], -1),
        _shifted(rows[:, 0], 1),
        _shifted(repeated, -1),
        _shifted(repeated, 1),
    ]
    return np.hstack([rows, np.column_stack(columns).astype(np.float32)])


def has_evidence(rows: Any) -> Any:
    """Return for each block whether the site's other pages say anything about it."""
    return (rows[:, _TELLING] > 0).any(axis=1)


def known_share(rows: Any) -> float:
    """Return the share of a page's main content, by its own evidence, that lies on paths known from other pages."""
    return float(rows[0, FEATURES.index("known")])


def _shifted(values: Any, step: int) -> Any:
    """Return the values of the blocks `step` further on, 0 beyond the page."""
    import numpy as np

    found = np.zeros(len(values), dtype=np.float32)
    if abs(step) < len(values):
        if step > 0:
            found[:-step] = values[step:]
        else:
            found[-step:] = values[:step]
    return found
