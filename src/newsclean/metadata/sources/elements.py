"""Read bylines and dates from elements that are named or marked up for them."""

from __future__ import annotations

import re
from functools import lru_cache

from selectolax.lexbor import LexborNode

from newsclean.metadata.sources.candidates import Candidate, MetaTags
from newsclean.metadata.strings import tidy

_MAX_BYLINE = 300
_MAX_MARKED, _MANY, _MIN_ITEMS = 12, 3, 2
_MAX_DEPTH = 60  # elements from a marked name up to its item
_MAX_NODES = 300  # of one element
_SILENT = frozenset({"script", "style", "svg", "template", "noscript", "-comment"})
_MAX_HEIGHT = 7  # elements from a marked name up
_OTHERS = frozenset({"figure", "figcaption"})
_OTHER = re.compile(
    r"caption|comment|related|recommend|(?:photo|image|picture|media)[\w-]{0,8}(?:credit|attribution|author)|credit[\w-]{0,4}photo",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"(?:^|[ -])comment(?:-?body|-\d+| |$)", re.IGNORECASE)  # an article that is one
_TEASER = re.compile("teaser", re.IGNORECASE)
_MAX_READ = 60  # elements of one page
_MAX_CARD_PARAGRAPHS = 3  # of another story's card
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
    """Return the text inside an element, runs separated by spaces; None where there is more than `limit` of it."""
    runs = _runs(node, 4 * limit)
    return tidy(" ".join(runs), limit) if runs else None


def _runs(node: LexborNode, limit: int) -> list[str]:
    """Return the runs of text inside an element; nothing where they are longer than `limit` together, or too many.

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
    """Return how surely an element of this name is a byline: 2, 3 less so, 0 not at all."""
    if _AUTHOR.search(name) is None or "comment" in name.lower():
        return 0
    return 3 if _NOT_AUTHOR.search(name) else 2


@lru_cache(maxsize=8192)
def _date_kind(name: str) -> int:
    """Return whether an element of this name holds the date of publication (1), of something else (2), or none (0)."""
    return 0 if _DATE.search(name) is None else 2 if _NOT_DATE.search(name) else 1


def marked_authors(tags: MetaTags) -> list[str]:
    """Return the authors that microdata mark in the article's byline, in order.

    Of many, as where comments have theirs, those that are next to the first. Photo credits, comments, and
    teasers of other stories mark their own.
    """
    marked = [node for prop, node in tags.props if prop == "author"][:_MAX_MARKED]
    marked = _of_one_item([node for node in marked if not is_of_other(node)])
    found: dict[str, None] = {}
    for node in marked if len(marked) <= _MANY else _siblings(marked[0], marked):
        inner = node.css('[itemprop="name"]')[:_MAX_MARKED]
        values = [n.attributes.get("content") or text_of(n) for n in inner] or [_value_of(node)]
        for value in values:
            if value:
                found.setdefault(value)
    return list(found)


def _value_of(node: LexborNode) -> str | None:
    return node.attributes.get("content") if node.tag == "meta" else text_of(node)


def _of_one_item(marked: list[LexborNode]) -> list[LexborNode]:
    """Return the authors of one article of a page that has several: the one with a headline, else the first.

    Nothing where the first is one of a row, as teasers are.
    """
    items: dict[int, tuple[LexborNode | None, list[LexborNode]]] = {}
    for node in marked:
        item = _item_of(node)
        items.setdefault(item.mem_id if item is not None else 0, (item, []))[1].append(node)
    if len(items) < _MIN_ITEMS:
        return marked
    for item, nodes in items.values():
        if item is not None and item.css_first("h1") is not None:
            return nodes
    (first, nodes), (second, _) = list(items.values())[:2]
    row = first is not None and second is not None and first.parent == second.parent and len(items) > _MIN_ITEMS
    return [] if row else nodes


def _item_of(node: LexborNode) -> LexborNode | None:
    """Return the article, or the item of microdata, that is closest around an element."""
    at = node.parent
    for _ in range(_MAX_DEPTH):
        if at is None or at.tag == "article" or "itemscope" in at.attributes:
            return at
        at = at.parent
    return None


def _siblings(first: LexborNode, nodes: list[LexborNode]) -> list[LexborNode]:
    """Return the first of some elements, and those of the same parent."""
    parent = first.parent
    return [node for node in nodes if parent is not None and node.parent == parent] or [first]


def is_of_other(node: LexborNode, *, teasers: bool = True) -> bool:
    """Return whether an element is in a caption, a comment or, where the page has `teasers`, in one."""
    at: LexborNode | None = node
    for _ in range(_MAX_HEIGHT):
        if at is None or at.tag in ("body", "article"):
            return at is not None and (_COMMENT.search(_name(at.attributes)) is not None or (teasers and _is_card(at)))
        name = _name(at.attributes)
        if at.tag in _OTHERS or _OTHER.search(name) is not None or (teasers and _TEASER.search(name) is not None):
            return True
        at = at.parent
    return False


def _is_card(node: LexborNode) -> bool:
    """Return whether an article is another one's card: it begins with a linked heading and has hardly a text."""
    heading = node.css_first("h1,h2,h3,h4") if node.tag == "article" else None
    if heading is None or heading.tag == "h1" or heading.css_first("a") is None:
        return False
    return len(node.css("p")) <= _MAX_CARD_PARAGRAPHS


def bylines(tags: MetaTags) -> list[Candidate]:
    """Return the texts of elements named for authors, the most surely marked first: rel=author, bylines, the rest."""
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
        if is_of_other(node):
            continue
        value = "\n".join(_runs(node, 1000)).strip()
        if any(map(str.isalpha, value)):
            found.append((order, Candidate(value, origin)))
    found.sort(key=lambda pair: pair[0])
    return [candidate for _, candidate in found]


def marked_dates(tags: MetaTags) -> tuple[list[Candidate], list[Candidate]]:
    """Return the dates of publication, and of change, in microdata and time elements."""
    published: list[Candidate] = []
    modified: list[Candidate] = []
    for prop, node in tags.props:
        if prop in ("datePublished", "dateCreated", "dateModified") and node.tag != "meta" and not is_of_other(node):
            attributes = node.attributes
            value = attributes.get("datetime") or attributes.get("content") or text_of(node, 100)
            if value:
                target = modified if prop == "dateModified" else published
                target.append(Candidate(value, f"itemprop:{prop}"))
    several = len(tags.times) > 1
    for node in tags.times[:_MAX_READ]:
        attributes = node.attributes
        value = attributes.get("datetime") or text_of(node, 100)
        if value and not is_of_other(node, teasers=several):
            changed = _NOT_DATE.search(_name(attributes)) is not None
            (modified if changed else published).append(Candidate(value, "time"))
    return published, modified


def named_dates(tags: MetaTags) -> list[Candidate]:
    """Return the dates in elements named for them, those of publication first."""
    published: list[Candidate] = []
    modified: list[Candidate] = []
    for name, node in tags.named("dates"):
        kind = _date_kind(name)
        if kind and len(published) < _MAX_READ and not is_of_other(node):
            value = text_of(node, 160)
            if value and any(c.isdigit() for c in value):
                (modified if kind == 2 else published).append(Candidate(value, "printed"))
    return published + modified
