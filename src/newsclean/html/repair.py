"""Parse a page, and repair markup that a standard parser would read differently from what its author meant.

All of it works on the page's text, in linear time, and leaves a page without such faults as it is.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from newsclean.html.blocks import parse

# Elements whose content is text up to their end tag: without one they swallow the rest of the page.
_RAW = ("title", "script", "style", "textarea", "xmp", "iframe", "noembed")
_OPENING = re.compile(r"<(" + "|".join(_RAW) + r")\b[^<>]{0,4000}>|<!--", re.IGNORECASE)
_ENDS = {name: re.compile(f"</{name}", re.IGNORECASE) for name in _RAW} | {"--": re.compile("-->")}
# Where what an author forgot to close may have ended at the latest.
_BLOCK = re.compile(
    r"<(?=(?:/?(?:head|body|div|p|table|td|tr|ul|li|h[1-6]|article|section|center)|meta|link|script|style)\b)",
    re.IGNORECASE,
)
# A script of another page: it has no content of its own, and no markup in its content.
_SCRIPT_WITH_MARKUP = re.compile(  # with the case of most pages, so that the search for "<script" is a fast one
    r"""<script\b(?=[^<>]{0,1000}?\ssrc=)(?![^<>]{0,1000}?(?:template|html))[^<>]{0,1000}>\s{0,200}<(?=[a-zA-Z])"""
)
_CODE = re.compile(r"<(?:code|pre|CODE|PRE)\b")
_SCRIPT = re.compile(r"(</?script\b)", re.IGNORECASE)
_TEMPLATE = re.compile(r"<template\b([^<>]{0,1000})>|</template\s*>", re.IGNORECASE)
# Elements whose content is shown only where they fail: without an end tag they hold what follows them.
_HOLLOW = "button,audio,video,canvas,object,select"
_MIN_SWALLOWED_PARAGRAPHS, _MIN_PARAGRAPH_CHARS = 2, 60
_MAX_CHILDREN = 200  # of such an element that are looked at
_GOES_ON, _ENDS_WORD = ",;:", '.,;:!?)”’"'  # before and after a word in a sentence
_ESCAPED_TWICE = re.compile(  # with the case of entities, so that the search for "&amp;" is a fast one
    r"&amp;(?:amp;)*(?=(?:amp|quot|apos|nbsp|hellip|[mn]dash|[lr][sd]quo|laquo|raquo|euro|pound|szlig|[cC]cedil|[nN]tilde"
    r"|[aeiouAEIOU](?:uml|acute|grave|circ)|#0?39|#x27|#8[0-9]{3}|#x20[0-9a-fA-F]{2});)"
)
# Tags that were encoded once too often, so that they are read as text; a tag around them is passed over.
_ESCAPED_END = re.compile(r"&lt;/(?:em|strong|b|i|u|a|p)&gt;")
_ESCAPED_TAG = re.compile(
    r"<[^<>]{0,20000}>|&lt;(/?(?:em|strong|b|i|u|a|p)(?: (?:[^<>&]|&(?!lt;|gt;)){0,1000})?|br ?/?)&gt;"
)
# A line break that a page draws with an element of its own.
_DRAWN_BREAK = re.compile(r"""<span class=["'](?:[^"'<>]{0,200}\s)?br["'][^<>]{0,200}></span>""")
# UTF-8 that was taken for a one-byte encoding: a lead byte and a trail byte as the letters they then look like.
_MOJIBAKE = re.compile(
    "[\u00c2\u00c3][\u0080-\u00bf]|\u00e2(?:\u20ac|\u0080)[^\\w\\s]|[\u00d0\u00d1][\u0080-\u00bf\u201a-\u203a]"
)
_LEADS = ("\u00c3", "\u00c2", "\u00e2\u20ac", "\u00e2\u0080", "\u00d0", "\u00d1")  # that each match begins with
_MAX_SEGMENT_CHARS = 20_000


def parse_repaired(html: str) -> tuple[LexborHTMLParser, str]:
    """Return a page's tree and its markup, with what its author forgot to close closed, and text encoded twice decoded.

    >>> parse_repaired("<title>Harbour news<body><p>The ferry is back.")[1]
    '<title>Harbour news</title><body><p>The ferry is back.'
    >>> parse_repaired("<p>Fish &amp;amp; chips")[1]
    '<p>Fish &amp; chips'
    """
    if "shadowroot" in html:
        html = _with_shadow_roots(html)
    if _ESCAPED_TWICE.search(html) is not None and _CODE.search(html) is None:
        html = _ESCAPED_TWICE.sub("&", html)
    if "&lt;/" in html and _ESCAPED_END.search(html) is not None and _CODE.search(html) is None:
        html = _with_tags(html)
    if 'br"' in html or "br'" in html:
        html = _DRAWN_BREAK.sub("<br>", html)
    if not html.isascii() and any(lead[0] in html and lead in html for lead in _LEADS):
        html = _without_mojibake(html)
    tree = parse(html)
    if _lacks_an_end(tree, html):
        html = _closed(_without_open_templates(html))
        tree = parse(html)
    _show_hollow(tree, html)
    return tree, html


def _show_hollow(tree: LexborHTMLParser, html: str) -> None:
    """Unwrap elements whose text is the page's, unlike others of their kind: buttons in a sentence, unclosed ones."""
    lacking: dict[str, bool] = {}  # whether an end tag of this name is missing; counted once a page
    for node in tree.css(_HOLLOW):
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


def _with_tags(html: str) -> str:
    """Return a page with its encoded tags as tags; in scripts they are strings of programs and of structured data."""
    parts = _SCRIPT.split(html)  # what is between the beginnings and ends of scripts, and these
    for i in range(0, len(parts), 2):
        if i == 0 or parts[i - 1].startswith("</"):
            parts[i] = _ESCAPED_TAG.sub(_unescaped_tag, parts[i])
    return "".join(parts)


def _unescaped_tag(found: re.Match[str]) -> str:
    if found[1] is None:
        return found[0]
    return f"<{found[1]}>".replace("&quot;", '"').replace("&#39;", "'")


def _lacks_an_end(tree: LexborHTMLParser, html: str) -> bool:
    """Return whether a raw element or a comment may hold what it should not: at the page's end, or of those that do."""
    last = tree.root
    if tree.body is not None:
        last = tree.body if tree.body.child is not None else tree.head
    while last is not None and (child := last.last_child) is not None:
        last = child
    if last is not None and last.tag == "template":
        return html.rfind("<template") > html.rfind("</template")
    if last is not None and last.is_comment_node:
        return html.rfind("<!--") > html.rfind("-->")
    if last is not None and last.tag == "-text" and last.parent is not None and last.parent.tag in _RAW:
        name = last.parent.tag
        return max(html.rfind(f"</{name}"), html.rfind(f"</{name.upper()}")) < max(
            html.rfind(f"<{name}"), html.rfind(f"<{name.upper()}")
        )
    title = tree.css_first("title")
    if title is not None and "<" in (title.text(deep=True) or ""):
        return True
    return _SCRIPT_WITH_MARKUP.search(html) is not None


def _closed(html: str) -> str:
    """Close raw elements and comments that have no end, where the next block begins or a line ends."""
    parts: list[str] = []
    at = 0
    ends = dict.fromkeys([*_RAW, "--"], 0)  # where the next end tag of each begins; each is searched for once
    while (opening := _OPENING.search(html, at)) is not None:
        name = (opening[1] or "--").lower()
        start = opening.end()
        if ends[name] < start:
            ending = _ENDS[name].search(html, start)
            ends[name] = ending.start() if ending is not None else len(html)
        end = ends[name]
        if end < len(html) and not _swallows(html, opening, end):
            parts.append(html[at:end])
            at = end
            continue
        if name == "--":
            close = html.find(">", start)
            parts.append(html[at : opening.start()])
            at = close + 1 if close >= 0 else len(html)
            continue
        block = _BLOCK.search(html, start)
        stop = block.start() if block is not None else len(html)
        parts += [html[at:stop], f"</{name}>"]
        at = stop
    parts.append(html[at:])
    return "".join(parts)


def _swallows(html: str, opening: re.Match[str], end: int) -> bool:
    """Return whether a raw element's content is markup: its own end tag is missing, and this one another's."""
    if opening[0][:6].lower() == "<title":
        return _BLOCK.search(html, opening.end(), end) is not None
    return _SCRIPT_WITH_MARKUP.match(html, opening.start()) is not None


def _with_shadow_roots(html: str) -> str:
    """Make the templates of declarative shadow roots plain elements: what they hold is shown."""
    open_roots: list[bool] = []

    def plain(tag: re.Match[str]) -> str:
        if tag[1] is not None:
            open_roots.append("shadowroot" in tag[1].lower())
            return f"<div{tag[1]}>" if open_roots[-1] else tag[0]
        return "</div>" if open_roots and open_roots.pop() else tag[0]

    return _TEMPLATE.sub(plain, html)


def _without_open_templates(html: str) -> str:
    """Drop the tags of templates that never end."""
    opened: list[re.Match[str]] = []
    for tag in _TEMPLATE.finditer(html):
        if tag[1] is not None:
            opened.append(tag)
        elif opened:
            opened.pop()
    bounds = [0, *(edge for tag in opened for edge in tag.span()), len(html)]
    return "".join(html[start:end] for start, end in zip(bounds[::2], bounds[1::2], strict=True))


def _without_mojibake(html: str) -> str:
    """Decode the runs of text whose characters were encoded twice."""
    from ftfy import fix_encoding

    parts: list[str] = []
    at = 0
    while (found := _MOJIBAKE.search(html, at)) is not None:
        start = max(at, html.rfind("<", at, found.start()), html.rfind(">", at, found.start()) + 1)
        end = html.find("<", found.end())
        end = min(len(html) if end < 0 else end, start + _MAX_SEGMENT_CHARS)
        end = max(end, found.end())
        parts += [html[at:start], fix_encoding(html[start:end])]
        at = end
    parts.append(html[at:])
    return "".join(parts)
