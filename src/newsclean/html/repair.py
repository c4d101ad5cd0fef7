"""Parse a page, and repair markup that a standard parser would read differently from what its author meant.

All of it works on the page's text, in linear time, and leaves a page without such faults as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from selectolax.lexbor import LexborHTMLParser, LexborNode

from newsclean.html.blocks import parse
from newsclean.html.decode import as_utf8
from newsclean.html.escaped import may_be_escaped, without_escaping
from newsclean.html.marks import any_of
from newsclean.html.mojibake import may_be_mojibake, without_mojibake
from newsclean.html.unclosed import ENDLESS, TEMPLATE, closed, lacks_an_end, with_ends

# Elements whose content is shown only where they fail: without an end tag they hold what follows them.
_HOLLOW = ("audio", "video", "canvas", "object", "select", "map", "datalist", "noscript")
_may_hide_text = any_of(  # with a paragraph before its end tag, or in the midst of a sentence
    *(
        rf"<(?i:{tag})\b[^<>]*>(?:[^<]|<(?:[^/]|/(?i:[^{tag[0]}]|{tag[0]}[^{tag[1]}])))*<[pP][\s>]"
        for tag in ("button", *_HOLLOW)
    ),
    r"""</(?i:button)\b[^<>]*>(?:\s|</[^<>]*>)*[a-z.,;:!?)"&\x80-\xff]""",
)
_MIN_SWALLOWED_PARAGRAPHS, _MIN_PARAGRAPH_CHARS = 2, 60
_MAX_CHILDREN = 200  # of such an element that are looked at
_GOES_ON, _ENDS_WORD = ",;:", '.,;:!?)”’"'  # before and after a word in a sentence
_FRAMES = re.compile(r"</?(?:frameset|frame|noframes)\b[^<>]{0,1000}>", re.IGNORECASE)
_WITHOUT_FRAMES = re.compile(r"<noframes\b[^<>]{0,1000}>", re.IGNORECASE)
_MIN_FRAMELESS_CHARS = 700  # of markup: fewer say that a browser should know frames
# A line break that a page draws with an element of its own.
_DRAWN_BREAK = r"""<span class=["'](?:[^"'<>]*\s)?br["'][^<>]*></span>"""
_DRAWN_BREAKS = re.compile(_DRAWN_BREAK)
_has_odd_tags = any_of(r"<(?i:template)\b[^<>]*(?i:shadowroot)", _DRAWN_BREAK, *ENDLESS)


def parse_repaired(html: str, encoded: bytes | None = None) -> tuple[LexborHTMLParser, str]:
    """Return a page's tree and its markup, with what its author forgot to close closed, and text encoded twice decoded.

    `encoded` is the same in UTF-8, where that is known.

    >>> parse_repaired("<title>Harbour news<body><p>The ferry is back.")[1]
    '<title>Harbour news</title><body><p>The ferry is back.'
    >>> parse_repaired("<p>Fish &amp;amp; chips")[1]
    '<p>Fish &amp; chips'
    """
    if encoded is None:
        encoded = as_utf8(html)
    for may_need, mended in _REPAIRS:
        if may_need(encoded) and (better := mended(html)) != html:
            html, encoded = better, as_utf8(better)
    tree = parse(encoded)
    if (tree.body is None or tree.body.tag == "frameset") and _has_frameless_story(html):
        html = _FRAMES.sub("", html)
        tree = parse(html)
    if lacks_an_end(tree, html):
        html = closed(html)
        tree = parse(html)
    _show_hollow(tree, html)
    return tree, html


def _with_tags_mended(html: str) -> str:
    if "shadowroot" in html or "SHADOWROOT" in html:
        html = _with_shadow_roots(html)
    return with_ends(_DRAWN_BREAKS.sub("<br>", html))


# What a page may need, and how it gets it.
_REPAIRS: tuple[tuple[Callable[[bytes], bool], Callable[[str], str]], ...] = (
    (may_be_escaped, without_escaping),
    (may_be_mojibake, without_mojibake),
    (_has_odd_tags, _with_tags_mended),
)


def _has_frameless_story(html: str) -> bool:
    """Return whether a frameset holds more for browsers without frames than that they should know them."""
    start = _WITHOUT_FRAMES.search(html)
    return start is not None and len(html) - start.end() >= _MIN_FRAMELESS_CHARS


def _show_hollow(tree: LexborHTMLParser, html: str) -> None:
    """Unwrap elements whose text is the page's, unlike others of their kind: buttons in a sentence, unclosed ones."""
    if not _may_hide_text(tree.raw_html):
        return
    lacking: dict[str, bool] = {}  # whether an end tag of this name is missing; counted once a page
    for node in tree.css("button") + tree.css(",".join(_HOLLOW)):
        tag = node.tag or ""
        if tag == "button" and _is_in_sentence(node):
            node.unwrap()
        elif _swallows_paragraphs(node):
            if tag not in lacking:
                lacking[tag] = html.count(f"</{tag}") < html.count(f"<{tag}")
            if lacking[tag]:
                node.unwrap()


def _is_in_sentence(node: LexborNode) -> bool:
    """Return whether a sentence goes on after an element in its midst."""
    before, after = node.prev, node.next
    if before is None or after is None or before.tag != "-text" or after.tag != "-text":
        return False
    start, end = (before.text_content or "").rstrip(), (after.text_content or "").lstrip()
    if not start or not end:
        return False
    return (start[-1].isalnum() or start[-1] in _GOES_ON) and (end[0].islower() or end[0] in _ENDS_WORD)


def _swallows_paragraphs(node: LexborNode) -> bool:
    """Return whether several paragraphs of prose are right inside an element."""
    child, found = node.child, 0
    for _ in range(_MAX_CHILDREN):
        if child is None:
            return False
        if child.tag == "p" and len(child.text(deep=True) or "") >= _MIN_PARAGRAPH_CHARS:
            found += 1
            if found == _MIN_SWALLOWED_PARAGRAPHS:
                return True
        child = child.next
    return False


def _with_shadow_roots(html: str) -> str:
    """Make the templates of declarative shadow roots elements that nobody knows: what they hold is shown."""
    open_roots: list[bool] = []

    def plain(tag: re.Match[str]) -> str:
        if tag[1] is not None:
            open_roots.append("shadowroot" in tag[1].lower())
            return f"<shadow-root{tag[1]}>" if open_roots[-1] else tag[0]
        return "</shadow-root>" if open_roots and open_roots.pop() else tag[0]

    return TEMPLATE.sub(plain, html)
