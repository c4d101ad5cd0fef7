"""Tables of contents: runs of links to places on the same page, with the names of the headings below them."""

from __future__ import annotations

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
    found: set[int] = set()
    headings: list[tuple[int, str]] | None = None
    for run in _runs(blocks):
        if headings is None:
            headings = [(i, letters_of(b.text)) for i, b in enumerate(blocks) if b.tag in HEADINGS or is_heading(b)]
        below = [letters for i, letters in headings if i >= run.stop]
        if sum(_is_among(letters_of(blocks[i].text), below) for i in run) < _MIN_NAMED_SHARE * len(run):
            continue
        found.update(run)
        if run.start and _is_label(blocks[run.start - 1]):
            found.add(run.start - 1)
    return frozenset(found)


def _runs(blocks: Sequence[Block]) -> Iterator[range]:
    """Yield the runs of links to places on a page that are long enough."""
    start = 0
    for i in range(len(blocks) + 1):
        if i < len(blocks) and _is_item(blocks[i]):
            continue
        if i - start >= _MIN_ITEMS:
            yield range(start, i)
        start = i + 1


def _is_item(block: Block) -> bool:
    return (
        bool(block.hrefs)
        and block.link_chars >= _MIN_LINK_SHARE * len(block.text)
        and len(block.text) <= _MAX_ITEM_CHARS
        and all("#" in href for href in block.hrefs)
    )


def _is_among(item: str, headings: Sequence[str]) -> bool:
    if item in headings:
        return True
    return len(item) >= _MIN_PART_LETTERS and any(
        len(heading) >= _MIN_PART_LETTERS and (heading.endswith(item) or item.endswith(heading)) for heading in headings
    )


def _is_label(block: Block) -> bool:
    """Return whether a line is the heading of the list below it, such as "Contents": short, and no sentence."""
    return block.tag != "h1" and len(block.text) <= _MAX_LABEL_CHARS and not ends_sentence(block.text)
