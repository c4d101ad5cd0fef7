"""What a block looks like: a paragraph, a heading, a title."""

from __future__ import annotations

import re

from newsclean.html.elements import HEADINGS
from newsclean.model import Block, Element

_BOXES = frozenset({"div", "section", "aside", "form", "fieldset", "footer", "header"})
_PROSE = 80  # characters of a paragraph; scripts without blanks say as much in a third of it
_WIDE_PROSE = 30
_TITLE = 150  # characters of an embed's title
_ENDS = ".!?…\"”'’»)。！？"  # the last character of what is no title
_WIDE = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def is_prose(block: Block) -> bool:
    """Whether a block reads like a paragraph: long enough, not a heading, not mostly links."""
    length = len(block.text)
    if length < _WIDE_PROSE or block.link_chars * 2 > length or block.tag in HEADINGS:
        return False
    return length >= _PROSE or len(_WIDE.findall(block.text)) * 2 > length


def is_heading(block: Block) -> bool:
    """Whether a block is a heading, by its element or because all of it is bold, as old pages have it."""
    if block.link_chars:
        return False
    return block.tag in HEADINGS or block.strong_chars >= len(block.text) - block.text.count(" ")


def are_equals(heading: Block, *paragraphs: Block) -> bool:
    """Whether all stand in the same element; a heading may be wrapped in an element of its own."""
    parent = heading.element.parent
    return parent is not None and all(parent in (p.element.parent, p.element) for p in paragraphs)


def is_box(element: Element | None) -> bool:
    """Whether an element may be a box within a page: it bears a name, and is no list, row, quote or body."""
    return element is not None and bool(element.tokens) and element.tag in _BOXES


def is_title(text: str) -> bool:
    """Whether a line may be the title of what stands below it."""
    return len(text) <= _TITLE and text[-1] not in _ENDS
