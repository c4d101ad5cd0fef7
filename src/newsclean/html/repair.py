"""Repair markup that a standard parser would read otherwise than its author meant.

All of it works on the page's text before it is parsed, in linear time, and leaves a page without such faults as it is.
"""

from __future__ import annotations

import re

# Elements whose content is text up to their end tag: without one they swallow the rest of the page.
_RAW = ("title", "script", "style", "textarea", "xmp", "iframe", "noembed")
_OPENING = re.compile(r"<(" + "|".join(_RAW) + r")\b[^<>]{0,4000}>|<!--", re.IGNORECASE)
_ENDS = {name: re.compile(f"</{name}", re.IGNORECASE) for name in _RAW} | {"--": re.compile("-->")}
# Where what an author forgot to close may have ended at the latest.
_BLOCK = re.compile(
    r"<(?=(?:/?(?:head|body|div|p|table|td|tr|ul|li|h[1-6]|article|section|center)|meta|link|script|style)\b)",
    re.IGNORECASE,
)
_MARKUP_FIRST = re.compile(r"\s{0,200}" + _BLOCK.pattern, re.IGNORECASE)  # no script and no style sheet begins so
_TEMPLATE = re.compile(r"<template\b([^<>]{0,1000})>|</template\s*>", re.IGNORECASE)
_ESCAPED_TWICE = re.compile(
    r"&amp;(?=(?:amp|quot|apos|nbsp|hellip|[mn]dash|[lr][sd]quo|laquo|raquo|euro|pound|[aeiou](?:uml|acute|grave|circ)"
    r"|szlig|ccedil|ntilde|#0?39|#x27|#8[0-9]{3}|#x20[0-9a-f]{2});)",
    re.IGNORECASE,
)
# UTF-8 that was taken for a one-byte encoding: a lead byte and a trail byte as the letters they then look like.
_MOJIBAKE = re.compile(
    "[\u00c2\u00c3][\u0080-\u00bf]|\u00e2(?:\u20ac|\u0080)[^\\w\\s]|[\u00d0\u00d1][\u0080-\u00bf\u201a-\u203a]"
)
_MAX_SEGMENT_CHARS = 20_000


def repair(html: str) -> str:
    """Return a page's markup with what its author forgot to close closed, and text that was encoded twice decoded.

    >>> repair("<title>Harbour news<body><p>The ferry is back.")
    '<title>Harbour news</title><body><p>The ferry is back.'
    >>> repair("<p>Fish &amp;amp; chips")
    '<p>Fish &amp; chips'
    """
    lower = html.lower()
    if ("<!--" in lower and lower.count("<!--") > lower.count("-->")) or any(
        lower.count("<" + name) > lower.count("</" + name) for name in _RAW
    ):
        html = _closed(html)
    if "shadowroot" in lower:
        html = _with_shadow_roots(html)
    if "&amp;" in lower and "<code" not in lower and "<pre" not in lower:
        html = _ESCAPED_TWICE.sub("&", html)
    return html if html.isascii() or _MOJIBAKE.search(html) is None else _without_mojibake(html)


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
        if end < len(html) and not _swallows(html, name, start, end):
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


def _swallows(html: str, name: str, start: int, end: int) -> bool:
    """Return whether a raw element's content is markup: its own end tag is missing, and this one another's."""
    if name == "title":
        return _BLOCK.search(html, start, end) is not None
    return name in ("script", "style") and _MARKUP_FIRST.match(html, start, end) is not None


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
