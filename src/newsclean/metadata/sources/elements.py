"""Read bylines and dates from elements that are named or marked up for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

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
_INLINE = "a,span,em,i,b,strong,small,time,address,cite,label"
_MAX_INLINE = 4000
_MAX_RUN = 80  # characters of a run that may be a name or what is next to one
_MAX_JOINTS = 12  # of one line
_JOINT_CHARS = 12  # on each side of one
# Where words may run on: a capital after a small letter, a letter after a digit or a bracket, and the other way, but
# for ordinals, clocks, and numbers in Han.
_RUN_ON = re.compile(
    r"(?<=[^\W\d_A-ZÀ-Þ])(?=[A-ZÀ-ÞА-Я])|(?<=[\d)\]])(?=[^\W\d_\u3400-\u9fff])(?!(?:[ap]m|st|nd|rd|th)\b)"
    r"|(?<=[^\W\d_\u3400-\u9fff])(?=[\d@])|(?<=[A-Z]{3})(?=[A-Z])"
)
_LONG_WORD = re.compile(r"[^\W\d_]{14,}")
_MIN_LAST_CHARS = 4  # of the last word of a name that another runs on from
_UNQUOTABLE = re.compile(r"[\"\\\n]")  # in an attribute's value in a selector
_MAX_LINKS = 6  # of one URL
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


class InlineRuns:
    """The runs of text in a page's inline elements, for taking apart what is in several without a space."""

    def __init__(self, tree: LexborHTMLParser | None, html: str = "") -> None:
        self.tree = tree
        self._html = html
        self._runs: frozenset[str] | None = None

    def separate(self, text: str) -> str:
        """Return `text` with a comma where one element's words run on from another's."""
        places = {match.start() for match in _RUN_ON.finditer(text)}
        if self.tree is not None:
            places.update(
                at for word in _LONG_WORD.finditer(text) for at in self._ends_inside(word.group(), word.start())
            )
        joints = sorted(places)[:_MAX_JOINTS]
        joints = [at for at in joints if not self._is_written(text, at)] if self.tree is not None else []
        if not joints:
            return text
        runs = [run for run in self._read() if run in text]
        for at in reversed(joints):
            if any(0 <= text.find(run) < at < text.find(run) + len(run) for run in runs):
                continue  # inside of one element
            if any(text.endswith(run, 0, at) or text.startswith(run, at) for run in runs):
                text = f"{text[:at]}, {text[at:]}"
        return text

    def _ends_inside(self, word: str, start: int) -> Iterator[int]:
        """Yield where an element's text ends in the midst of a long word: a small letter may follow a name."""
        if word in self._html:
            return  # in one piece
        for run in self._read():
            last = run.rsplit(None, 1)[-1]
            if _MIN_LAST_CHARS <= len(last) < len(word) and word.startswith(last):
                yield start + len(last)

    def _is_written(self, text: str, at: int) -> bool:
        """Return whether the markup has what is around a joint in one piece: most are names such as "LinkedIn"."""
        before, after = text[max(0, at - _JOINT_CHARS) : at], text[at : at + _JOINT_CHARS]
        return (before.split() or [""])[-1] + (after.split() or [""])[0] in self._html

    def link_text(self, href: str, line: str) -> str | None:
        """Return the longest text of the page's first links to `href` that is in `line`."""
        if self.tree is None or _UNQUOTABLE.search(href):
            return None
        texts = (text_of(node, _MAX_RUN) or "" for node in self.tree.css(f'a[href="{href}"]')[:_MAX_LINKS])
        return max((text for text in texts if text in line), key=len, default="") or None

    def _read(self) -> frozenset[str]:
        if self._runs is None:
            runs: set[str] = set()
            for node in self.tree.css(_INLINE)[:_MAX_INLINE] if self.tree is not None else ():
                child = node.child
                if child is not None and child.tag == "-text" and child.next is None:
                    run = " ".join((child.text_content or "")[:_MAX_RUN].split())  # as the lines of blocks are
                    if len(run) > 1:
                        runs.add(run)
            self._runs = frozenset(runs)
        return self._runs


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
            return at is not None and _COMMENT.search(_name(at.attributes)) is not None
        name = _name(at.attributes)
        if at.tag in _OTHERS or _OTHER.search(name) is not None or (teasers and _TEASER.search(name) is not None):
            return True
        at = at.parent
    return False


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
