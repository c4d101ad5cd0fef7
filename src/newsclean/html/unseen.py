"""How classes and style show an element: not at all, as a block, or as the large first letter of a story."""

from __future__ import annotations

import re
from collections.abc import Mapping

from selectolax.lexbor import LexborNode

from newsclean.html.elements import cached_if_short

MAX_LOOKED_AT_NODES = 60  # inside an element that has to tell what it is
# Class names of text for screen readers alone; frameworks and builds put words of their own around them.
_UNSEEN_NAME = re.compile(
    r"(?:^|[\s_-]|[a-z](?=[A-Z]))(?<!not-)(?:[sS][rR][_-]?[oO]nly|(?:[vV]isually|[aA]ccessib(?:ly|le|ility))[_-]?[hH]idden"
    r"|[hH]idden-?[vV]isually|hidden-accessible|(?:show-for-)?(?:[sS]creen-?[rR]eader|a11y)(?:[_-]?(?:[tT]ext|[oO]nly|hidden))?"
    r"|show-for-sr|element-invisible|assistive(?:-text)?|off-?screen|invisible|hide-text|text-hide|vh)"
    r"(?:$|[\s_]|-(?=focus|sc-))"
)
# The names of pictures in a font of icons.
_UNSEEN = frozenset(
    "material-icons material-icons-outlined material-icons-round material-symbols-outlined material-symbols-rounded"
    " material-symbols-sharp".split()
)
# Cards that are shown where the pointer rests on a word.
_CARDS = frozenset(
    "tooltiptext tooltip-text tooltip-content tooltip__content tooltip__text tooltip-inner popover-body"
    " popover-content hovercard hover-card rollover-people-block".split()
)
_DROP_CAP = re.compile(
    r"(?:^|[\s_-])(?:drop-?_?cap|initial-?cap|(?:first|big|large)-?letter|lettrine|initiale?(?:$|\s)|versal)",
    re.IGNORECASE,
)
# What is too small, too transparent or too far away to be seen; of styles in small letters, as those below.
_UNSEEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|clip\s*:\s*rect\(\s*[01](?:px)?[\s,]|font-size\s*:\s*0(?![.\d])"
    r"|clip-path\s*:\s*inset\(\s*(?:50|100)%|(?<![a-z-])color\s*:\s*transparent|(?:left|top|right|text-indent)\s*:\s*-[0-9]{3,}"
    r"|opacity\s*:\s*0(?![.\d])|(?:^|[\s;-])(?:width|height)\s*:\s*[01](?:px)?\s*(?:;|$)(?=.*overflow\s*:\s*hidden)"
)
_UNSEEN_BLOCK_STYLE = re.compile(r"(?:left|text-indent)\s*:\s*-[0-9]{4,}|clip\s*:\s*rect\(\s*[01](?:px)?[\s,]")
_BLOCK_STYLE = re.compile(r"display\s*:\s*block")
_LARGE_STYLE = re.compile(
    r"float\s*:\s*left|font-size\s*:\s*(?:[2-9][0-9]|[1-9][0-9]{2})(?:px|pt|%)|font-size\s*:\s*[2-9](?:\.[0-9]+)?r?em"
)
_ODD_STYLE = re.compile(
    "|".join(style.pattern for style in (_UNSEEN_STYLE, _UNSEEN_BLOCK_STYLE, _BLOCK_STYLE, _LARGE_STYLE))
)
# What all these names have in them, and few others.
_HINTS = (
    "sr", "hid", "screen", "a11y", "visib", "assist", "vh", "over", "tooltip", "material",
    "cap", "lett", "initial", "versal",
)  # fmt: skip
_MAX_DROP_CAP_CHARS = 20  # with the space around the letter
_LARGE_SIZES = frozenset({"4", "5", "6", "7", "2", "3"})  # of a font; +2 and more
LETTER_TAGS = frozenset({"big", "font"})  # that may be a large letter by themselves
_ONE_LETTER_WORDS = frozenset("AÀÁEÉIOÓUYВИКОСУЯ")
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
    is_unseen = not _UNSEEN.isdisjoint(names) or _UNSEEN_NAME.search(classes) is not None
    return _MAX_UNSEEN_CHARS if is_unseen else 0


def _is_drop_cap_name(classes: str) -> bool:
    return _DROP_CAP.search(classes) is not None


@cached_if_short(20_000)
def _is_odd_name(classes: str) -> bool:
    lower = classes.lower()
    for hint in _HINTS:
        if hint in lower:
            return _most_unseen_chars(classes) > 0 or _is_drop_cap_name(classes)
    return False


@cached_if_short(4_000)
def _hides(style: str) -> bool:
    return _UNSEEN_STYLE.search(style.lower()) is not None


def _hides_block(style: str) -> bool:
    return _UNSEEN_BLOCK_STYLE.search(style.lower()) is not None


def _is_large(style: str) -> bool:
    return _LARGE_STYLE.search(style.lower()) is not None


@cached_if_short(4_000)
def _is_odd_style(style: str) -> bool:
    return _ODD_STYLE.search(style.lower()) is not None


def may_be_odd(attributes: Mapping[str, str | None]) -> bool:
    """Return whether one of the functions below may say of an element what its tag does not."""
    if (classes := attributes.get("class")) and _is_odd_name(classes):
        return True
    return "hidden" in attributes or ((style := attributes.get("style")) is not None and _is_odd_style(style))


def is_unseen(node: LexborNode, classes: str | None, style: str | None = None) -> bool:
    """Return whether an element's text is not for all to see: a label for screen readers, or a card behind a word."""
    if classes and (most := _most_unseen_chars(classes)):
        return _short_text(node, most) is not None
    return bool(style) and _hides(style or "")


def is_unseen_inline(node: LexborNode, attributes: Mapping[str, str | None]) -> bool:
    """Return whether the text of an inline element is not for all to see."""
    if not attributes:
        return False
    return "hidden" in attributes or is_unseen(node, attributes.get("class"), attributes.get("style"))


def is_unseen_block(node: LexborNode, attributes: Mapping[str, str | None]) -> bool:
    """Return whether the text of a block element is not for all to see.

    What a script may still show is not told by its style: stories wait in elements that are not displayed. Nor is what
    is in letters of size 0, which close the gaps between blocks inside that have a size of their own.
    """
    if (classes := attributes.get("class")) and is_unseen(node, classes):
        return True
    style = attributes.get("style")
    if not style or not _hides_block(style):
        return False
    return _short_text(node, _MAX_UNSEEN_CHARS) is not None


def is_block_span(attributes: Mapping[str, str | None]) -> bool:
    """Return whether a span is shown as a block by its own style."""
    style = attributes.get("style")
    return style is not None and _BLOCK_STYLE.search(style.lower()) is not None


def drop_cap(node: LexborNode, attributes: Mapping[str, str | None]) -> str:
    """Return the first letter of a story that an element holds in another size; "" for others."""
    if not attributes and node.tag != "big":
        return ""
    classes, style = attributes.get("class"), attributes.get("style")
    if not (
        (classes and _is_drop_cap_name(classes))
        or (style and _is_large(style))
        or node.tag == "big"
        or (node.tag == "font" and (attributes.get("size") or "").strip("+") in _LARGE_SIZES)
    ):
        return ""
    return _letter(_short_text(node, _MAX_DROP_CAP_CHARS) or "")


def drawn_cap(node: LexborNode) -> str:
    """Return the first letter of a story that a picture shows right before the rest of its word; "" for others."""
    after = node.next
    if after is None or after.tag != "-text" or not (after.text_content or "").lstrip()[:1].islower():
        return ""
    return _letter(node.attrs.get("alt") or "")


def _letter(text: str) -> str:
    letter = text.strip()
    if not letter[-1:].isalpha() or letter[-1:].islower():
        return ""
    return letter if len(letter) == 1 or (len(letter) == 2 and letter[0] in _QUOTES) else ""


def after_drop_cap(letter: str, text: str) -> str:
    """Return `text` as it continues a drop cap: space between them is the markup's, save after "A" or "I"."""
    rest = text.lstrip()
    is_word = letter[-1].upper() in _ONE_LETTER_WORDS and rest[1:2].isalpha()  # "E l" is no two words
    return f" {rest}" if rest and is_word and rest != text else rest
