"""Boxes of links that are boilerplate on every page of a site: they need not be entered when a page is cleaned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newsclean.html.elements import HEADINGS
from newsclean.model import Block, Element
from newsclean.sites.tally import PageSums, block_path

MIN_PAGES = 3  # that must have the box, and have it as boilerplate
_MIN_BLOCKS = 5  # of a box that is worth the asking
_MIN_LINK_SHARE = 0.6
_MAX_SCORE = -2.0  # log-odds: a box with a line above that may be something else
_MAX_BOXES = 60  # of a page
_NEVER = frozenset({"h1", "time"})


def link_boxes(blocks: Sequence[Block], scores: Sequence[float]) -> tuple[str, ...]:
    """Return the block paths of a page's outermost boxes that hold links and nothing that may be main content.

    A path that such a box shares with an element that is none is left out.
    """
    held: dict[Element, list[int]] = {}  # blocks, characters, characters of links; unfit ones
    for block, score in zip(blocks, scores, strict=True):
        unfit = score > _MAX_SCORE or not _NEVER.isdisjoint((block.tag, block.element.tag))
        at: Element | None = block.element
        while at is not None:
            counts = held.setdefault(at, [0, 0, 0, 0])
            counts[0] += 1
            counts[1] += len(block.text)
            counts[2] += block.link_chars
            counts[3] += unfit
            at = at.parent
    fit = {
        element
        for element, (number, chars, links, unfit) in held.items()
        if not unfit and number >= _MIN_BLOCKS and links >= _MIN_LINK_SHARE * chars and element.tag not in HEADINGS
    }
    boxes = {block_path(element.path) for element in fit if element.parent not in fit}
    others = {block_path(element.path) for element in held if element not in fit}
    return tuple(sorted(boxes - others)[:_MAX_BOXES])


def boilerplate_boxes(pages: Mapping[str, PageSums]) -> frozenset[str]:
    """Return the paths of boxes that are boilerplate on every page that has them, on several pages."""
    counts: dict[str, int] = {}
    for seen in pages.values():
        for box in seen.boxes:
            counts[box] = counts.get(box, 0) + 1
    wanted = {box for box, number in counts.items() if number >= MIN_PAGES}
    for seen in pages.values():
        inside = {box for box in wanted if box not in seen.boxes}
        for path in seen.paths if inside else ():
            at = path
            while at:
                if at in inside and not _is_in(at, seen.boxes):
                    wanted.discard(at)
                at = at.rpartition(">")[0]
    return frozenset(wanted)


def _is_in(path: str, boxes: Sequence[str]) -> bool:
    """Return whether a path lies in one of the boxes."""
    return any(path.startswith(box + ">") for box in boxes)
