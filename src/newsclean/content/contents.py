"""Tables of contents: runs of links to places on the same page, with the names of the headings below them."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence

from newsclean.html.elements import HEADINGS
from newsclean.html.shape import ends_sentence, is_heading
from newsclean.model import Block
from newsclean.text import letters_of

_MIN_ITEMS = 3
_MAX_ITEM_CHARS = 200
_MIN_LINK_SHARE = 0.6
_MIN_NAMED_SHARE = 0.5  # of the items, that headings below them repeat
_MIN_PART_LETTERS = 6  # of an item that is a part of a heading, which has a number before it, or the other way round
_MAX_LABEL_CHARS = 40


def find_contents(blocks: Sequence[Block]) -> frozenset[int]:
    """Return the blocks that are a table of contents, and the line above it that says so."""
    runs = list(_runs(blocks))
    if not runs:
        return frozenset()
    found: set[int] = set()
    headings = [(i, letters_of(b.text)) for i, b in enumerate(blocks) if b.tag in HEADINGS or is_heading(b)]
    below = _Headings()
    for run in reversed(runs):  # from the last one up, so that each heading is added once
        while headings and headings[-1][0] >= run.stop:
            below.add(headings.pop()[1])
        if sum(below.repeat(letters_of(blocks[i].text)) for i in run) < _MIN_NAMED_SHARE * len(run):
            continue
        found.update(run)
        if run.start and _is_label(blocks[run.start - 1]):
            found.add(run.start - 1)
    return frozenset(found)


class _Headings:
    """The letters of some headings. An item is looked up among them, because a page may have thousands of both."""

    def __init__(self) -> None:
        self._all: set[str] = set()
        self._backwards: list[str] = []  # sorted: those that end alike are neighbours

    def add(self, heading: str) -> None:
        if heading not in self._all:
            self._all.add(heading)
            insort(self._backwards, heading[::-1])

    def repeat(self, item: str) -> bool:
        """Return whether a heading is the item, ends with it, or is what it ends with."""
        if item in self._all:
            return True
        if len(item) < _MIN_PART_LETTERS:
            return False
        if any(item[start:] in self._all for start in range(1, len(item) - _MIN_PART_LETTERS + 1)):
            return True
        ending = item[::-1]
        at = bisect_left(self._backwards, ending)
        return at < len(self._backwards) and self._backwards[at].startswith(ending)


def _runs(blocks: Sequence[Block]) -> Iterator[range]:
    """Yield the runs of links to places on a page that are long enough."""
    start = end = 0
    for i in [i for i, block in enumerate(blocks) if block.hrefs and "#" in block.hrefs[0] and _is_item(block)]:
        if i != end:
            if end - start >= _MIN_ITEMS:
                yield range(start, end)
            start = i
        end = i + 1
    if end - start >= _MIN_ITEMS:
        yield range(start, end)


def _is_item(block: Block) -> bool:
    return (
        block.link_chars >= _MIN_LINK_SHARE * len(block.text)
        and len(block.text) <= _MAX_ITEM_CHARS
        and all("#" in href for href in block.hrefs)
    )


def _is_label(block: Block) -> bool:
    """Return whether a line is the heading of the list below it, such as "Contents": short, and no sentence."""
    return block.tag != "h1" and len(block.text) <= _MAX_LABEL_CHARS and not ends_sentence(block.text)
