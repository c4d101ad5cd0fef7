"""Score the blocks of a page that fits its site's template, by the other pages' block paths alone.

Most pages of a site are made by one template, which puts an article's text in the same places of each. Where nearly all
of a page's text is on paths whose text is nearly always main content on other pages, or nearly never, the page needs
neither block classifier nor extractor: on pages of sites that the models have not seen, F1 is the same within .0006.
What is on a new path counts as the rest of its container does, if that is main content throughout, or never.
"""

from __future__ import annotations

import math
from bisect import bisect
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from newsclean.content.insets import without_insets
from newsclean.html.shape import prose_size, weight
from newsclean.model import Block
from newsclean.sites.lines import SiteLines
from newsclean.sites.tally import PageSums, PathSums, Tally, block_path, least_marks, text_hash

MIN_OTHERS = 3  # pages of the site
_MIN_PAGES = 2  # that have a path: of one page alone it may be an accident
_SURE_SHARE = 0.9  # of a path's text that is main content, or is not
_ALL = 0.98  # of a container's text, for what is on new paths in it to be main content as well
_BEHIND = chr(ord(">") + 1)  # paths in a container are those between its own with ">" and with this
_SURE, _OPEN, _NEW = 3.0, 2.0, -1.0  # log-odds: of a sure path, of others at most, of paths that are new
_REPEATED = 2  # other articles that have a line, from which it need not be this article's
_MOST = 0.5  # of the other articles: a line on so many is none's
_MIN_CHARS = 300  # weight of the sure main content: with less there may be an article of another kind
_MAX_OPEN = 0.1  # of the sure main content, in text that the template leaves open


class Template:
    """The block paths of a site's pages: how much of the text on each, and in each container, is main content."""

    def __init__(self, pages: Mapping[str, PageSums], lines: SiteLines) -> None:
        self._pages = pages
        self._lines = lines
        self._paths = Tally(dict(pages)).sums()
        self._sorted = sorted(self._paths)
        self._scores: dict[str, float] = {}  # of paths, for pages that the site was not learned from
        self._containers: dict[str, _Inside] = {}  # the same of containers

    def scores(self, page: str, blocks: Sequence[Block]) -> list[float] | None:
        """Return for each block the log-odds that it is main content, or None if the page does not fit.

        `page` is its `page_hash`: what the page itself told the site does not count.
        """
        if len(self._pages) - (page in self._pages) < MIN_OTHERS:
            return None
        by_path = self._path_scores(page)
        by_element = {element: by_path(block_path(element.path)) for element in {block.element for block in blocks}}
        found = [by_element[block.element] for block in blocks]
        open_ = [i for i, score in enumerate(found) if score > -_SURE]  # of the others nothing more need be known
        hashes = [text_hash(blocks[i].text) for i in open_]
        pairs = zip(open_, hashes, strict=True)
        marks = least_marks(name for i, name in pairs if found[i] == _SURE and prose_size(blocks[i]))
        repeats, others = self._lines.repeats(marks, page, hashes)
        sure = undecided = 0
        for i, repeated in zip(open_, repeats, strict=True):
            if repeated >= _REPEATED:
                found[i] = -_SURE if repeated >= _MOST * others else min(found[i], _OPEN)
            if found[i] == _SURE:
                sure += weight(blocks[i].text)
            elif found[i] > -_SURE:
                undecided += weight(blocks[i].text)
        return None if sure < _MIN_CHARS or undecided > _MAX_OPEN * sure else without_insets(blocks, found)

    def _path_scores(self, page: str) -> Callable[[str], float]:
        """Return what gives the log-odds of a block on a path by the pages other than `page`."""
        own = self._pages.get(page)
        known, containers = (self._scores, self._containers) if own is None else ({}, {})

        def score(path: str) -> float:
            found = known.get(path)
            if found is None:
                pages, sums = self._seen(path, own)
                found = _score(sums) if pages >= _MIN_PAGES else self._by_container(path, own, containers)
                if path in self._paths:
                    known[path] = found
            return found

        return score

    def _seen(self, path: str, own: PageSums | None) -> tuple[int, PathSums]:
        """Return how many pages other than `own` have a path, and the sums of its blocks on them."""
        pages, sums = self._paths.get(path, (0, PathSums()))
        mine = own.paths.get(path) if own is not None else None
        return (pages, sums) if mine is None else (pages - 1, sums.minus(mine))

    def _by_container(self, path: str, own: PageSums | None, known: dict[str, _Inside]) -> float:
        """Return the log-odds of a block on a new path: by what else is in the nearest container that is known."""
        container = path.rpartition(">")[0]
        while container:
            inside = known.get(container) or self._inside(container, own)
            if inside.pages:
                known[container] = inside
            if inside.pages >= _MIN_PAGES:
                if not inside.kept:
                    return _NEW if inside.around else -_SURE  # a bold line in a paragraph may be a link or a subhead
                return _SURE if inside.kept >= _ALL * inside.size else _NEW
            container = container.rpartition(">")[0]
        return _NEW

    def _inside(self, container: str, own: PageSums | None) -> _Inside:
        """Return what pages other than `own` have on the paths in a container."""
        start, end = bisect(self._sorted, f"{container}>"), bisect(self._sorted, f"{container}{_BEHIND}")
        seen = [self._seen(path, own) for path in self._sorted[start:end]]
        return _Inside(
            max((pages for pages, _ in seen), default=0),
            sum(sums.size for _, sums in seen),
            sum(sums.kept for _, sums in seen),
            self._seen(container, own)[1].kept,
        )


class _Inside(NamedTuple):
    """The text on the paths in a container, and `around` them: the main content on the container's own path.

    `pages` are those that have the commonest of the paths; the others are weights as those of `PathSums`.
    """

    pages: int
    size: int
    kept: int
    around: int


def _score(sums: PathSums) -> float:
    """Return the log-odds of a block on a path of several pages."""
    share = sums.kept / max(1, sums.size)
    if share >= _SURE_SHARE:
        return _SURE
    if share <= 1 - _SURE_SHARE:
        return -_SURE
    return max(-_OPEN, min(_OPEN, math.log(share / (1 - share))))
