"""Plain text: of one line, and of the blocks of an article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsclean.model import Block

# Soft hyphens, zero-width spaces, byte order marks, C1 controls and DEL: invisible, and never part of a word.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\u00ad\u200b\u2060\ufeff\u007f-\u0084\u0086-\u009f\ufffe\uffff]")
_COPY = 60  # characters: shorter lines may well stand twice in a story


def clean_text(raw: str) -> str:
    """`raw` with white space folded to single blanks and invisible characters gone."""
    if not raw.isprintable():
        raw = _INVISIBLE.sub("", raw)
    return " ".join(raw.split())


def drop_copies(blocks: Sequence[Block], body: list[bool]) -> None:
    """Take out of `body` what stands in it before: pages hold their text twice, for print or for phones.

    Paragraphs count alone, shorter lines when they stand beside a paragraph that goes.
    """
    first: dict[str, int] = {}
    kept = [i for i, inside in enumerate(body) if inside]
    for i in kept:
        first.setdefault(blocks[i].text, i)
    copies = [first[blocks[i].text] < i for i in kept]
    gone = [copy and len(blocks[i].text) >= _COPY for i, copy in zip(kept, copies, strict=True)]
    if not any(gone):
        return
    for order in (range(len(kept)), reversed(range(len(kept)))):
        beside = False
        for k in order:
            beside = gone[k] = gone[k] or (copies[k] and beside)
    for i, leaves in zip(kept, gone, strict=True):
        body[i] = not leaves


def to_text(blocks: Sequence[Block], body: Sequence[bool] | None = None) -> str:
    """The plain text of those `blocks` that `body` marks (default: all).

    Blocks are parted by a blank line; list items, table rows and the lines of one block follow on lines
    of their own.
    """
    parts: list[str] = []
    previous: Block | None = None
    last = -1
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
