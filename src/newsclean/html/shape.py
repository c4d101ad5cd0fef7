"""The shape of a block: whether it looks like a paragraph, a heading or a title."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from newsclean.html.elements import HEADINGS
from newsclean.model import Block, Element
from newsclean.text import MAY_BE_WIDE, count_unspaced, late_pattern

BOXES = frozenset({"div", "section", "aside", "form", "fieldset", "footer", "header"})
MIN_PARAGRAPH_WEIGHT = 80  # see `weight`; the width of a line of print, and more than most headlines have
MAX_PARAGRAPH_LINK_SHARE = 0.35
_UNSPACED_WEIGHT = 3  # a character of a script without spaces carries as much as this many others
_MAX_REMEMBERED_CHARS = 2_000
_TITLE = 150  # characters of an embed's title
_ENDS = ".!?…\"”'’»)。！？"  # the last character of what is no title
_STOPS, _CLOSING, _MAX_END = frozenset(".!?…。！？؟।"), "'\"”»’)]", 6  # of a sentence, what may follow, and both
_HANGUL = late_pattern("[\uac00-\ud7af]+")


def weight(text: str) -> int:
    """Return the length of `text` in characters, those of scripts without spaces counted threefold, Hangul twice.

    >>> weight("abc"), weight("東京"), weight("한국")
    (3, 6, 4)
    """
    if text.isascii():
        return len(text)
    return _remembered(text) if len(text) <= _MAX_REMEMBERED_CHARS else _weight(text)


def _weight(text: str) -> int:
    if MAY_BE_WIDE.search(text) is None:
        return len(text)
    return len(text) + (_UNSPACED_WEIGHT - 1) * count_unspaced(text) + sum(map(len, _HANGUL.findall(text)))


_remembered = lru_cache(maxsize=1_000)(_weight)  # each step of a page asks for the same texts


def is_paragraph(block: Block) -> bool:
    """Return whether a block reads like a paragraph: long enough, not a heading, not mostly links."""
    return prose_size(block) > 0


def prose_size(block: Block) -> int:
    """Return the weight of a block that reads like a paragraph, 0 for others."""
    length = len(block.text)
    if _UNSPACED_WEIGHT * length < MIN_PARAGRAPH_WEIGHT:  # as of most blocks, whatever they are written in
        return 0
    if block.link_chars >= MAX_PARAGRAPH_LINK_SHARE * length or block.tag in HEADINGS:
        return 0
    size = weight(block.text)
    return size if size >= MIN_PARAGRAPH_WEIGHT else 0


def total_prose(blocks: Sequence[Block], chosen: Sequence[bool]) -> int:
    """Return the weight of the chosen blocks that read like paragraphs."""
    return sum(prose_size(block) for block, inside in zip(blocks, chosen, strict=True) if inside)


def ends_sentence(text: str) -> bool:
    """Return whether `text` ends with a full stop of some script, even if quotation marks or brackets follow.

    >>> ends_sentence('He said: "Yes."'), ends_sentence("More on this")
    (True, False)
    """
    return text[-_MAX_END:].rstrip(_CLOSING)[-1:] in _STOPS


def is_heading(block: Block) -> bool:
    """Return whether a block is a heading, by its element or because all of it is bold, as old pages have it."""
    if block.link_chars:
        return False
    return block.tag in HEADINGS or block.strong_chars >= len(block.text) - block.text.count(" ")


def are_equals(heading: Block, *paragraphs: Block) -> bool:
    """Return whether all are in the same element; a heading may be wrapped in an element of its own."""
    parent = heading.element.parent
    return parent is not None and all(parent in (p.element.parent, p.element) for p in paragraphs)


def is_box(element: Element | None) -> bool:
    """Return whether an element may be a box within a page: it bears a name, and is no list, row, quote or body."""
    return element is not None and bool(element.tokens) and element.tag in BOXES


def is_title(text: str) -> bool:
    """Return whether a line may be the title of what follows.

    >>> is_title("Council sells the old crane"), is_title("The crane was sold.")
    (True, False)
    """
    return len(text) <= _TITLE and text[-1] not in _ENDS
