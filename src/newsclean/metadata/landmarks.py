"""Landmarks of an article on its page: its headline, and the first and last block of its text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from newsclean.metadata.site_names import words_of
from newsclean.model import Block


class Landmarks(NamedTuple):
    """Places of blocks; -1 for what is not there."""

    head: int
    first: int
    last: int


def find_landmarks(blocks: Sequence[Block], body: Sequence[bool], title: str | None) -> Landmarks:
    """Return the block of the headline `title`, and the ends of the text that `body` landmarks."""
    first = next((i for i, kept in enumerate(body) if kept), -1)
    last = next((i for i in range(len(body) - 1, -1, -1) if body[i]), -1)
    above = blocks[: last + 1] if last >= 0 else blocks
    return Landmarks(_headline(above, title) if title else -1, first, last)


def _headline(blocks: Sequence[Block], title: str) -> int:
    """Return the headline's block: the first heading that is the title, else the last other block that is.

    Below the text no headline is; there the site lists its articles.
    """
    key, opening = words_of(title), title[:12].casefold()
    place, printed = -1, False
    least, most = sum(map(len, key)), 2 * len(title) + 40
    for i, block in enumerate(blocks):
        text = block.text
        if not least <= len(text) <= most:
            continue
        heading = block.tag in ("h1", "h2", "h3")
        if not (heading or opening in text.casefold()):
            continue
        words = words_of(text)
        if words == key or (heading and key and words[-len(key) :] == key):
            if not printed or block.tag in ("h1", "h2"):
                place, printed = i, heading
            if block.tag in ("h1", "h2") and block.link_chars < len(text) / 2:
                break
    return place
