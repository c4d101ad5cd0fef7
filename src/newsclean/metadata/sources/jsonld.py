"""Read JSON-LD leniently: find the article's node, take its fields whatever their type.

Real blocks carry comments, trailing commas, raw line breaks, entities, CDATA landmarks and quotes nobody
escaped; a broken block must not cost the page its other ones. Sizes and depths are bounded.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

import orjson

_MAX_CHARS = 2_000_000  # of all blocks of a page
_MAX_NODES = 4_000
_MAX_DEPTH = 40

# Tokens of a lenient reading: a string, a comment, or a comma before a closing bracket. Linear: each
# alternative is decided by its first characters, and what is not closed reaches to the end, so that no
# character is looked at from two beginnings.
_TOKEN = re.compile(r'("(?:[^"\\]|\\.)*(?:"|\\?\Z))|(//[^\n]*|/\*.*?(?:\*/|\Z))|(,)(?=\s*[}\]])', re.DOTALL)
_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})')
_OUTER = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|\]\]>|;)\s*$")
_CONTROL = dict.fromkeys(range(32), " ")
# The fields worth saving from a block that is beyond repair.
_SCALAR = re.compile(
    r'"(headline|datePublished|dateModified|articleSection|inLanguage|description)"\s*:\s*"((?:[^"\\\n]|\\.){1,600})"'
)
_NAME = re.compile(r'"author"\s*:\s*[\[{][^\]}]{0,300}?"name"\s*:\s*"((?:[^"\\\n]|\\.){1,200})"')


def _repaired(text: str) -> str:
    def fix(match: re.Match[str]) -> str:
        string = match.group(1)
        if string is None:
            return ""  # a comment or a trailing comma
        return _BAD_ESCAPE.sub(r"\\\\", string.translate(_CONTROL))

    return _TOKEN.sub(fix, text)


def _salvaged(text: str) -> dict[str, Any] | None:
    """Return the plain fields of a block that no parser takes."""
    found: dict[str, Any] = {}
    for key, value in _SCALAR.findall(text):
        found.setdefault(key, _BAD_ESCAPE.sub(r"\\\\", value))
    author = _NAME.search(text)
    if author:
        found["author"] = author.group(1)
    if not found or not ("headline" in found or "datePublished" in found):
        return None
    read: dict[str, Any] = {"@type": "Article"}
    for key, value in found.items():
        try:
            read[key] = json.loads(f'"{value}"')
        except ValueError:
            read[key] = value
    return read


def load(text: str) -> Any:
    """Return the value of one block of JSON-LD, repaired where that is possible; None where nothing is left."""
    try:
        return orjson.loads(text)
    except ValueError:
        pass
    text = _OUTER.sub("", _OUTER.sub("", text.strip().lstrip("\ufeff"))).strip()
    if not text:
        return None
    if '"' not in text and "&quot;" in text:
        text = unescape(text)
    repaired = _repaired(text.encode("utf-8", "replace").decode("utf-8"))
    decoder = json.JSONDecoder(strict=False)
    try:
        value, end = decoder.raw_decode(repaired)
        rest = repaired[end:].strip(" ,;\n\t\r")
        if rest[:1] in "{[" and rest:  # several values one after another
            return [value, decoder.raw_decode(rest)[0]]
    except (ValueError, RecursionError):
        return _salvaged(repaired)
    return value


def nodes(texts: Iterable[str]) -> tuple[list[dict[str, Any]], dict[str, dict[str, Any]]]:
    """Return all typed nodes of a page's blocks in page order, the outermost first; and those with an @id by it.

    Nodes inside lists of links to other pages are left out.
    """
    found: list[dict[str, Any]] = []
    by_id: dict[str, dict[str, Any]] = {}
    room = _MAX_CHARS
    for text in texts:
        room -= len(text)
        if room < 0:
            break
        for node in _walk(load(text)):
            if "@type" in node:
                found.append(node)
            ident = node.get("@id")
            if isinstance(ident, str) and (len(node) > 1) and len(node) > len(by_id.get(ident, ())):
                by_id[ident] = node
            if len(found) >= _MAX_NODES:
                return found, by_id
    return found, by_id


# What is looked into for more nodes: containers, and values that describe this page itself.
_INSIDE = (
    "@graph", "mainEntity", "mainEntityOfPage", "author", "creator", "publisher", "subjectOf", "about",
    "hasPart",
    "mainContentOfPage", "workExample", "liveBlogUpdate", "itemReviewed", "review", "video",
    "primaryImageOfPage",
    "breadcrumb", "isPartOf",
)  # fmt: skip
_OTHERS = frozenset({"liveBlogUpdate", "about", "hasPart", "video", "review", "itemReviewed", "workExample"})


def _walk(value: Any) -> Iterator[dict[str, Any]]:
    queue: list[tuple[Any, int]] = [(value, 0)]
    seen = 0
    for item, depth in queue:  # grows while it is read: breadth first
        seen += 1
        if depth > _MAX_DEPTH or seen > _MAX_NODES:
            continue
        if isinstance(item, list):
            queue.extend((x, depth + 1) for x in item)
        elif isinstance(item, dict):
            yield item
            for key in _INSIDE:
                inner = item.get(key)
                if isinstance(inner, (dict, list)) and key not in _OTHERS:
                    queue.append((inner, depth + 1))
