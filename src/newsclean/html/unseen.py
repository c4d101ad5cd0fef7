"""How classes and style show an element: not at all, as a block, or as the large first letter of a story."""

from __future__ import annotations

import re
from collections.abc import Mapping

from selectolax.lexbor import LexborNode

from newsclean.html.elements import cached_if_short

MAX_LOOKED_AT_NODES = 60  # inside an element that has to tell what it is
# Class names of text for screen readers alone, and of a letter that begins a story in another size.
_UNSEEN = frozenset(
    "sr-only sr-only-focusable visually-hidden visuallyhidden visually_hidden screen-reader-text screen-reader-only"
    " screenreader-only screenreader a11y-hidden u-visually-hidden is-visually-hidden hidden-visually show-for-sr"
    " element-invisible assistive-text offscreen"
    # the names of pictures in a font of icons
    " material-icons material-icons-outlined material-icons-round material-symbols-outlined material-symbols-rounded"
    " material-symbols-sharp".split()
)
# Cards that are shown where the pointer rests on a word.
_CARDS = frozenset(
    "tooltiptext tooltip-text tooltip-content tooltip__content tooltip__text tooltip-inner popover-body"
    " popover-content hovercard hover-card rollover-people-block".split()
)
_DROP_CAP = re.compile(r"(?:^|[\s_-])(?:drop-?_?cap|initial-?cap|first-?letter|lettrine|initiale)", re.IGNORECASE)
_UNSEEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|clip\s*:\s*rect\(\s*[01](?:px)?[\s,]|font-size\s*:\s*0(?![.\d])"
    r"|(?:left|top|text-indent)\s*:\s*-[0-9]{3,}"
)
_BLOCK_STYLE = re.compile(r"display\s*:\s*block")
_MAX_DROP_CAP_CHARS = 20  # with the space around the letter
_QUOTES = "\"'“„«‘‚¡¿»”"
_MAX_UNSEEN_CHARS = 200  # more than that is no label for a screen reader
_MAX_CARD_CHARS = 2_000


def _short_text(element: LexborNode, most: int) -> str | None:
    """Return the text of an element; None if it has more than `most` characters or a lot of markup."""
    text = ""
    waiting: list[LexborNode | None] = [element.child]
    for _ in range(MAX_LOOKED_AT_NODES):
        node = waiting.pop() if waiting else None
        if node is None:
            if not waiting:
                return text
            continue
        if node.tag == "-text":
            text += node.text_content or ""
            if len(text) > most:
                return None
        waiting += [node.next, node.child]
    return None


@cached_if_short(4_000)
def _most_unseen_chars(classes: str) -> int:
    """Return how much text an element of these classes may hold to be unseen; 0 if its classes do not say so."""
    names = classes.lower().split()
    if not _CARDS.isdisjoint(names):
        return _MAX_CARD_CHARS
    return 0 if _UNSEEN.isdisjoint(names) else _MAX_UNSEEN_CHARS


@cached_if_short(4_000)
def _is_drop_cap_name(classes: str) -> bool:
    return _DROP_CAP.search(classes) is not None


def is_unseen(node: LexborNode, classes: str | None, style: str | None = None) -> bool:
    """Return whether an element's text is not for all to see: a label for screen readers, or a card behind a word."""
    if classes and (most := _most_unseen_chars(classes)):
        return _short_text(node, most) is not None
    return bool(style) and _UNSEEN_STYLE.search(style or "") is not None


def is_unseen_inline(node: LexborNode, attributes: Mapping[str, str | None]) -> bool:
    """Return whether the text of an inline element is not for all to see."""
    return "hidden" in attributes or is_unseen(node, attributes.get("class"), attributes.get("style"))


def is_block_span(attributes: Mapping[str, str | None]) -> bool:
    """Return whether a span is shown as a block by its own style."""
    style = attributes.get("style")
    return style is not None and _BLOCK_STYLE.search(style) is not None


def drop_cap(node: LexborNode, classes: str | None) -> str:
    """Return the first letter of a story that an element holds in another size; "" for other elements."""
    if not classes or not _is_drop_cap_name(classes):
        return ""
    letter = (_short_text(node, _MAX_DROP_CAP_CHARS) or "").strip()
    return letter if len(letter) == 1 or (len(letter) == 2 and letter[0] in _QUOTES) else ""
