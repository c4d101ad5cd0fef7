"""Text that nobody sees, and letters that begin a story in another size: elements known by their class names."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from newsclean.html.elements import cached_if_short

MAX_LOOKED_AT_NODES = 60  # inside an element that has to tell what it is
# Class names of text for screen readers alone, and of a letter that begins a story in another size.
_UNSEEN = frozenset(
    "sr-only sr-only-focusable visually-hidden visuallyhidden visually_hidden screen-reader-text screen-reader-only"
    " screenreader-only screenreader a11y-hidden u-visually-hidden is-visually-hidden hidden-visually show-for-sr"
    " element-invisible assistive-text offscreen".split()
)
_DROP_CAP = re.compile(r"(?:^|[\s_-])(?:drop-?_?cap|initial-?cap|first-?letter|lettrine|initiale)", re.IGNORECASE)
_UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|clip\s*:\s*rect\(\s*[01](?:px)?[\s,]")
_MAX_DROP_CAP_CHARS = 20  # with the space around the letter
_QUOTES = "\"'“„«‘‚¡¿»”"
_MAX_UNSEEN_CHARS = 200  # more than that is no label for a screen reader


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
def _is_unseen_name(classes: str) -> bool:
    return not _UNSEEN.isdisjoint(classes.lower().split())


@cached_if_short(4_000)
def _is_drop_cap_name(classes: str) -> bool:
    return _DROP_CAP.search(classes) is not None


def is_unseen(node: LexborNode, classes: str | None, style: str | None = None) -> bool:
    """Return whether an element's text is for screen readers alone: a label next to what everybody sees."""
    if classes and _is_unseen_name(classes):
        return _short_text(node, _MAX_UNSEEN_CHARS) is not None
    return bool(style) and _UNSEEN_STYLE.search(style or "") is not None


def drop_cap(node: LexborNode, classes: str | None) -> str:
    """Return the first letter of a story that an element holds in another size; "" for other elements."""
    if not classes or not _is_drop_cap_name(classes):
        return ""
    letter = (_short_text(node, _MAX_DROP_CAP_CHARS) or "").strip()
    return letter if len(letter) == 1 or (len(letter) == 2 and letter[0] in _QUOTES) else ""
