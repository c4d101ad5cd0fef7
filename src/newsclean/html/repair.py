"""Parse a page, with markup repaired that a standard parser would read otherwise than its author meant.

All of it works on the page's text, in linear time, and leaves a page without such faults as it is.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

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
_TEMPLATE = re.compile(r"<template\b([^<>]{0,1000})>|</template\s*>", re.IGNORECASE)
_ESCAPED_TWICE = re.compile(  # with the case of entities, so that the search for "&amp;" is a fast one
    r"&amp;(?=(?:amp|quot|apos|nbsp|hellip|[mn]dash|[lr][sd]quo|laquo|raquo|euro|pound|szlig|[cC]cedil|[nN]tilde"
    r"|[aeiouAEIOU](?:uml|acute|grave|circ)|#0?39|#x27|#8[0-9]{3}|#x20[0-9a-fA-F]{2});)"
)
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
    if not html.isascii() and any(lead[0] in html and lead in html for lead in _LEADS):
        html = _without_mojibake(html)
    tree = parse(html)
    if _lacks_an_end(tree, html):
        html = _closed(html)
        tree = parse(html)
    return tree, html


def _lacks_an_end(tree: LexborHTMLParser, html: str) -> bool:
    """Return whether a raw element or a comment may hold what it should not: at the page's end, or of those that do."""
    last = tree.root
    if tree.body is not None:
        last = tree.body if tree.body.child is not None else tree.head
    while last is not None and (child := last.last_child) is not None:
        last = child
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
