"""What the page itself prints: bylines and dates in elements named or marked for them."""

from __future__ import annotations

import re
from functools import lru_cache

from selectolax.lexbor import LexborNode

from newsclean.metadata.candidates import Candidate, MetaTags
from newsclean.metadata.strings import tidy

_MAX_BYLINE = 300
_MAX_MARKED, _MANY = 12, 3
_MAX_NODES = 300  # of one element
_SILENT = frozenset({"script", "style", "svg", "template", "noscript", "-comment"})
_MAX_READ = 60  # elements of one page
_AUTHOR = re.compile(r"author|byline|by-line|autor|auteur|journalist|writer", re.IGNORECASE)
_NOT_AUTHOR = re.compile(
    r"bio|image|avatar|photo|img|related|comment|box|about|more|list|social|follow|role|title|job|desc"
    r"|email|twitter|popup|modal|date|time",
    re.IGNORECASE,
)
_DATE = re.compile(r"date|time|publish|datum|fecha|stamp|posted|meta|byline|info", re.IGNORECASE)
_NOT_DATE = re.compile(
    r"update|modif|comment|related|event|copyright|footer|sidebar|widget|calendar|archive", re.IGNORECASE
)


def text_of(node: LexborNode, limit: int = _MAX_BYLINE) -> str | None:
    """The text inside an element, runs separated by spaces; None where there is more than `limit` of it."""
    runs = _runs(node, 4 * limit)
    return tidy(" ".join(runs), limit) if runs else None


def _runs(node: LexborNode, limit: int) -> list[str]:
    """The runs of text inside an element; nothing where they are longer than `limit` together, or too many.

    An element may hold the whole page, and another one like it: no more is read than is wanted.
    """
    runs: list[str] = []
    stack = [node.child]
    room = limit
    for _ in range(_MAX_NODES):
        if not stack:
            return runs
        at = stack.pop()
        if at is None:
            continue
        stack.append(at.next)
        if at.tag == "-text":
            text = at.text_content or ""
            room -= len(text)
            if room < 0:
                return []
            runs.append(text)
        elif at.tag not in _SILENT:
            stack.append(at.child)
    return []


def _name(attributes: dict[str, str | None]) -> str:
    return f"{attributes.get('class') or ''} {attributes.get('id') or ''} {attributes.get('data-testid') or ''}"


@lru_cache(maxsize=8192)
def _author_order(name: str) -> int:
    """How surely an element of this name is a byline: 2, 3 less so, 0 not at all."""
    if _AUTHOR.search(name) is None or "comment" in name.lower():
        return 0
    return 3 if _NOT_AUTHOR.search(name) else 2


@lru_cache(maxsize=8192)
def _date_kind(name: str) -> int:
    """Whether an element of this name holds the date of publication (1), of something else (2), or none
    (0).
    """
    return 0 if _DATE.search(name) is None else 2 if _NOT_DATE.search(name) else 1


def marked_authors(tags: MetaTags) -> list[str]:
    """The authors that microdata mark in the page's text; of many, as where comments have theirs, the first."""
    found: dict[str, None] = {}
    marked = [node for prop, node in tags.props if prop == "author" and node.tag != "meta"]
    for node in marked[:_MAX_MARKED]:
        inner = node.css_first('[itemprop="name"]')
        value = (inner.attributes.get("content") or text_of(inner)) if inner is not None else text_of(node)
        if value:
            found.setdefault(value)
    return list(found)[: 1 if len(found) > _MANY else None]


def bylines(tags: MetaTags) -> list[Candidate]:
    """Texts of elements named for authors, the most surely marked first: rel=author, bylines, the rest."""
    found: list[tuple[int, Candidate]] = []
    for name, node in tags.named("authors"):
        if len(found) >= _MAX_READ:
            break
        attributes = node.attributes
        rel = (attributes.get("rel") or "").lower().split()
        if "author" in rel and node.tag == "a":
            order, origin = 1, "rel=author"
        elif order := _author_order(name):
            origin = "byline"
        else:
            continue
        value = "\n".join(_runs(node, 1000)).strip()
        if any(map(str.isalpha, value)):
            found.append((order, Candidate(value, origin)))
    found.sort(key=lambda pair: pair[0])
    return [candidate for _, candidate in found]


def marked_dates(tags: MetaTags) -> tuple[list[Candidate], list[Candidate]]:
    """Dates of publication, and of change, in microdata and time elements."""
    published: list[Candidate] = []
    modified: list[Candidate] = []
    for prop, node in tags.props:
        if prop in ("datePublished", "dateCreated", "dateModified") and node.tag != "meta":
            attributes = node.attributes
            value = attributes.get("datetime") or attributes.get("content") or text_of(node, 100)
            if value:
                target = modified if prop == "dateModified" else published
                target.append(Candidate(value, f"itemprop:{prop}"))
    for node in tags.times[:_MAX_READ]:
        attributes = node.attributes
        value = attributes.get("datetime") or text_of(node, 100)
        if value:
            changed = _NOT_DATE.search(_name(attributes)) is not None
            (modified if changed else published).append(Candidate(value, "time"))
    return published, modified


def named_dates(tags: MetaTags) -> list[Candidate]:
    """Dates in elements named for them, those of publication first."""
    published: list[Candidate] = []
    modified: list[Candidate] = []
    for name, node in tags.named("dates"):
        kind = _date_kind(name)
        if kind and len(published) < _MAX_READ:
            value = text_of(node, 160)
            if value and any(c.isdigit() for c in value):
                (modified if kind == 2 else published).append(Candidate(value, "printed"))
    return published + modified
