"""Entities and tags that were escaped once too often, so that readers see them as text."""

from __future__ import annotations

import re
from html.entities import name2codepoint

from newsclean.html.marks import any_of
from newsclean.text import late_pattern

# The ampersand of an entity, escaped by its name or number, and the entity.
_AMPERSAND = "&(?:amp|#0?38|#x26);(?:amp;)*"
_ENTITY = "[a-zA-Z]{2,8}[0-9]{0,2}|#[0-9]{2,6}|#[xX][0-9a-fA-F]{2,5}"
_TWICE = re.compile(f"{_AMPERSAND}(?=({_ENTITY});)")
_KEPT = frozenset({"lt", "gt", "#60", "#62", "#x3c", "#x3e", "#x3C", "#x3E"})  # they may stand for themselves
_NAMES = frozenset({*name2codepoint, "apos"}) - _KEPT
_CODE = re.compile(r"<(?:code|pre|CODE|PRE)\b")
_SCRIPT = re.compile(r"(</?script\b)", re.IGNORECASE)
_TAGS = (
    r"em|strong|b|i|u|a|p|span|div|font|su[bp]|small|big|h[1-6]|blockquote|[uo]l|li|center|section|article|figure"
    r"|table|tbody|tr|td|th|cite|time|mark"
)
# What shows that tags were escaped, and are not what a page is about.
_ESCAPED_END = late_pattern(
    rf"&lt;/(?:{_TAGS}|iframe|script)&gt;"
    rf"|&lt;br ?/?&gt;\s{{0,9}}&lt;br|&lt;!--[^<>&]{{1,200}}--&gt;"
)
_ESCAPED_TAG = late_pattern(  # a tag around them is passed over
    rf"<[^<>]{{0,20000}}>|&lt;(/?(?:{_TAGS})(?: (?:[^<>&]|&(?!lt;|gt;)){{0,1000}})?|[bh]r ?/?)&gt;"
    r"|&lt;(?:!--[^<>&]{1,200}--|img (?:[^<>&]|&(?!lt;|gt;)){0,1000})&gt;"
    r"|&lt;(?P<silent>iframe|script|style)(?: (?:[^<>&]|&(?!lt;|gt;)){0,1000})?&gt;[^<>]{0,1000}?&lt;/(?P=silent)&gt;"
)

may_be_escaped = any_of(f"{_AMPERSAND}(?:{_ENTITY});", "&lt;(?:/[a-z]|br ?/?&gt;|!--)")


def without_escaping(html: str) -> str:
    """Return a page with entities decoded that were escaped twice, and with escaped tags as tags.

    A page that shows code is left as it is.

    >>> without_escaping("<p>Fish &amp;amp; chips")
    '<p>Fish &amp; chips'
    """
    are_twice = _TWICE.search(html) is not None
    are_tags = "&gt;" in html and _ESCAPED_END.search(html) is not None
    if not (are_twice or are_tags) or _CODE.search(html) is not None:
        return html
    if are_twice:
        html = _TWICE.sub(_once, html)
    return _with_tags(html) if are_tags else html


def _once(found: re.Match[str]) -> str:
    entity = found[1]
    return "&" if entity in _NAMES or (entity[0] == "#" and entity not in _KEPT) else found[0]


def _with_tags(html: str) -> str:
    """Return a page with its encoded tags as tags; in scripts they are strings of programs and of structured data."""
    parts = _SCRIPT.split(html)  # what is between the beginnings and ends of scripts, and these
    for i in range(0, len(parts), 2):
        if (i == 0 or parts[i - 1].startswith("</")) and "&lt;" in parts[i]:
            parts[i] = _ESCAPED_TAG.sub(_unescaped_tag, parts[i])
    return "".join(parts)


def _unescaped_tag(found: re.Match[str]) -> str:
    if found[1] is None:
        return found[0] if found[0][0] == "<" else ""
    return f"<{found[1]}>".replace("&quot;", '"').replace("&#39;", "'")
