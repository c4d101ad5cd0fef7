"""Elements and comments that an author forgot to close, so that a standard parser reads the page into them.

All of it works on the page's text, in linear time.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from newsclean.html.marks import any_of

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
# A program that ends in the midst of a page: its first tag is not in a string, and is of the page's own.
_PROGRAM = r"<script(?:\s{1,9}(?:type=[\"']?text/javascript[\"']?|async|defer|language=[^\s<>]{1,20}))*\s{0,9}>"
_OF_PAGE = r"\s{1,200}<(?:p|div|h[1-6]|article|section|main|ul|table)"
_SCRIPT_THAT_RUNS_ON = re.compile(
    f"{_PROGRAM}[^<`]{{0,4000}}[;}})]{_OF_PAGE}"
    r"(?=[\s>])[^<>'\"]{0,200}(?:[\"'][^<>'\"]{0,200}[\"'][^<>'\"]{0,200}){0,9}>"
)
_has_script_without_end = any_of(
    r"<script\b[^<>]*\ssrc=[^<>]*>\s*<[a-zA-Z]",
    f"{_PROGRAM}[^<`]*[;}})]{_OF_PAGE}",
)
_SELECT = re.compile(r"<select\b[^<>]{0,2000}>", re.IGNORECASE)
_OF_SELECT = re.compile(r"</?(?!(?:option|optgroup|hr|script)\b)[a-zA-Z]", re.IGNORECASE)
_PICTURE_TITLE = re.compile(
    r"(<svg\b[^<>]{0,2000}>\s{0,200}<title\b[^<>]{0,200}>[^<]{0,500})(?!</title|[^<])", re.IGNORECASE
)
# A comment that its author meant to end here: "->" or "-- >".
_ILL_CLOSED = re.compile(r"<!--[^<>-]{1,200}(?:->|--\s{1,5}>)")
# An address that goes on behind its tag, for its closing quote is missing.
_OPEN_QUOTE = re.compile(r"""(<a\shref="[\w/#.][^"<>()]{0,1000})(?=>[^"<]{0,5000}<)""")
# What `with_ends` looks for: a comment, a list of options, a picture's title and an address that go on.
_OPTIONS = r"(?:[^<]|<(?:/?(?i:option|optgroup|hr|script)\b|/?[^a-zA-Z/]))*"
_NO_OPTION = r"<(?:/?(?i:[a-gi-npqrt-z]|h[1-6e]|s(?:ec|[pmtu]))|select\b)"  # the beginnings of other tags
ENDLESS = (
    r"<!--[^<>-]+(?:->|--\s+>)",
    rf"<select\b[^<>]*>{_OPTIONS}{_NO_OPTION}",
    r"<svg\b[^<>]*>\s*<title\b[^<>]*>[^<]*<(?:[^/]|/[^t])",
    r"""<a\shref="[\w/#.][^"<>()]*>[^"<]*<""",
)
TEMPLATE = re.compile(r"<template\b([^<>]{0,1000})>|</template\s*>", re.IGNORECASE)


def with_ends(html: str) -> str:
    """Return a page with the ends that can be told without a parser: of comments, options, pictures' titles, addresses.

    >>> with_ends("<select><option>One<p>The ferry"), with_ends("<!-- ad -> The ferry")
    ('<select><option>One</select><p>The ferry', '<!-- ad --> The ferry')
    """
    if _ILL_CLOSED.search(html) is not None and html.count("<!--") > html.count("-->"):  # counting takes longer
        html = _ILL_CLOSED.sub(lambda found: found[0].rstrip("> \t\n-") + " -->", html)
    if "<select" in html and html.count("<select") > html.count("</select"):
        html = _with_ends_of_selects(html)
    if "<svg" in html and html.count("<title") > html.count("</title"):
        html = _PICTURE_TITLE.sub(r"\1</title>", html)
    return _OPEN_QUOTE.sub(r'\1"', html)


def _with_ends_of_selects(html: str) -> str:
    parts: list[str] = []
    at = 0
    while (opening := _SELECT.search(html, at)) is not None:
        next_tag = _OF_SELECT.search(html, opening.end())
        stop = next_tag.start() if next_tag is not None else len(html)
        parts.append(html[at:stop])
        if html[stop : stop + 8].lower() != "</select":
            parts.append("</select>")
        at = stop
    parts.append(html[at:])
    return "".join(parts)


def lacks_an_end(tree: LexborHTMLParser, html: str) -> bool:
    """Return whether a raw element or a comment may hold what it should not: at the page's end, or of those that do."""
    last = tree.root
    if tree.body is not None:
        last = tree.body if tree.body.child is not None else tree.head
    while last is not None and (child := last.last_child) is not None:
        last = child
    if last is not None and last.tag == "template":
        return html.rfind("<template") > html.rfind("</template")
    if last is not None and last.is_comment_node and html.rfind("<!--") > html.rfind("-->"):
        return True
    if last is not None and last.tag == "-text" and last.parent is not None and last.parent.tag in _RAW:
        name = last.parent.tag
        end = max(html.rfind(f"</{name}"), html.rfind(f"</{name.upper()}"))
        if end < max(html.rfind(f"<{name}"), html.rfind(f"<{name.upper()}")):
            return True
    title = tree.css_first("title")
    if title is not None and "<" in (title.text(deep=True) or ""):
        return True
    if not _has_script_without_end(tree.raw_html):
        return False
    if _SCRIPT_WITH_MARKUP.search(html) is not None:
        return True
    return html.count("<script") > html.count("</script") and _SCRIPT_THAT_RUNS_ON.search(html) is not None


def closed(html: str) -> str:
    """Close raw elements and comments that have no end, where the next block begins or a line ends."""
    html = _without_open_templates(html)
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
    start = opening.start()
    return _SCRIPT_WITH_MARKUP.match(html, start) is not None or _SCRIPT_THAT_RUNS_ON.match(html, start) is not None


def _without_open_templates(html: str) -> str:
    """Drop the tags of templates that never end."""
    opened: list[re.Match[str]] = []
    for tag in TEMPLATE.finditer(html):
        if tag[1] is not None:
            opened.append(tag)
        elif opened:
            opened.pop()
    bounds = [0, *(edge for tag in opened for edge in tag.span()), len(html)]
    return "".join(html[start:end] for start, end in zip(bounds[::2], bounds[1::2], strict=True))
