"""Render the blocks of an article as plain text."""

from __future__ import annotations

from collections.abc import Sequence

from newsclean.html.shape import is_paragraph
from newsclean.model import Block

_COPY = 60  # characters: shorter lines may well occur twice in a story
_MIN_LISTED_PARAGRAPHS = 3


def without_copies(blocks: Sequence[Block], body: Sequence[bool]) -> Sequence[bool]:
    """Return `body` without what it holds before: pages have their text twice, for print or for phones.

    Paragraphs count alone, shorter lines only next to a paragraph that is removed.
    """
    first: dict[str, int] = {}
    kept = [i for i, inside in enumerate(body) if inside]
    for i in kept:
        first.setdefault(blocks[i].text, i)
    copies = [first[blocks[i].text] < i for i in kept]
    gone = [copy and len(blocks[i].text) >= _COPY for i, copy in zip(kept, copies, strict=True)]
    if not any(gone):
        return body
    for order in (range(len(kept)), reversed(range(len(kept)))):
        is_next = False
        for k in order:
            is_next = gone[k] = gone[k] or (copies[k] and is_next)
    left = list(body)
    for i, leaves in zip(kept, gone, strict=True):
        left[i] = not leaves
    return left


def is_all_listed(blocks: Sequence[Block], body: Sequence[bool] | None = None) -> bool:
    """Return whether all paragraphs of a story, and not only one or two, are items of lists of bullets."""
    found = 0
    for i, block in enumerate(blocks):
        if (body is None or body[i]) and is_paragraph(block):
            if block.level != 1:
                return False
            found += 1
    return found >= _MIN_LISTED_PARAGRAPHS


def to_text(blocks: Sequence[Block], body: Sequence[bool] | None = None) -> str:
    """Return the plain text of those `blocks` that `body` marks (default: all).

    Blocks are separated by a blank line; list items, table rows and the lines of one block follow on lines
    of their own. Where every paragraph is in a list, the list is the page's layout, and its items are paragraphs.
    """
    parts: list[str] = []
    previous: Block | None = None
    last = -1
    if is_all_listed(blocks, body):
        blocks = [block._replace(level=0) if block.level else block for block in blocks]
    for i, block in enumerate(blocks):
        if body is not None and not body[i]:
            continue
        text = block.text
        if block.level:
            indent = "  " * (block.level - 1)
            text = f"{indent}  {text}" if block.glued and last == i - 1 else f"{indent}- {text}"
        if previous is not None:
            together = (
                (block.glued and last == i - 1)
                or (block.level and previous.level)
                or (block.tag == previous.tag == "tr")
            )
            parts.append("\n" if together else "\n\n")
        parts.append(text)
        previous, last = block, i
    return "".join(parts)
