"""One pass over the elements that carry metadata: meta, link, JSON-LD, title, h1, time, itemprop, bylines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from newsclean.metadata.candidates import Said

_QUERY = (
    "html,meta,link[rel=canonical],link[rel=shortlink],link[rel=amphtml],script[type*=json],title,h1,time,[itemprop]"
)
# Elements named after authors and dates; asked for only where the others are silent.
_NAMED = {
    "authors": "[rel~=author],[class*=author i],[class*=byline i],[id*=author i],[id*=byline i]",
    "dates": "[class*=date i],[id*=date i]",
}
_UNNAMED = frozenset({"h1", "time", "body", "html", "article", "main", "meta", "link", "script"})
_MAX_ELEMENTS = 6000
_MAX_VALUES = 400  # of one meta name
_MAX_NAMED = 200


@dataclass(slots=True)
class Head:
    """What stands in a page's metadata elements. Names are lower case; values are as written."""

    lang: str = ""
    metas: dict[str, list[str]] = field(default_factory=dict)
    links: dict[str, list[str]] = field(default_factory=dict)
    title: str = ""
    scripts: list[str] = field(default_factory=list)
    headings: list[LexborNode] = field(default_factory=list)
    times: list[LexborNode] = field(default_factory=list)
    props: list[tuple[str, LexborNode]] = field(default_factory=list)
    tree: LexborHTMLParser | None = field(default=None, repr=False)

    def named(self, what: str) -> list[tuple[str, LexborNode]]:
        """The elements named after "authors" or "dates", with their names: class, id and data-testid."""
        found: list[tuple[str, LexborNode]] = []
        for node in self.tree.css(_NAMED[what])[:_MAX_NAMED] if self.tree is not None else ():
            if node.tag not in _UNNAMED:
                get = node.attributes.get
                name = f"{get('class') or ''} {get('id') or ''} {get('data-testid') or ''}"
                found.append((name[:200], node))
        return found

    def first(self, *names: str) -> tuple[str, str] | None:
        """The first non-blank value under the first of `names` that has one, and that name."""
        for name in names:
            for value in self.metas.get(name, ()):
                if value and not value.isspace():
                    return value, name
        return None

    def all(self, name: str) -> list[str]:
        return self.metas.get(name, [])

    def said(self, names: Iterable[str]) -> list[Said]:
        """The first value under each of `names` that the page has."""
        return [Said(self.metas[name][0], name) for name in names if name in self.metas]

    def kin(self, kind: str) -> list[tuple[str, str]]:
        """Names that some system or shop made up for a `kind` of value, and the first value of each."""
        return [(name, values[0]) for name, values in self.metas.items() if _is_kin(kind, name)]


# Names of meta elements, without case, vendor's prefix and joints, by what they hold.
_KINDS = {
    "published": re.compile(
        r"(?<!un)(?<!re)(?<!last)publi(?:sh|c|k)[a-z]{0,7}(?:date|time|day|at|on|datetime)$|pub(?:date|day|time)$"
        r"|(?:date|time)pub[a-z]{0,7}$|firstcreated?$|(?<!modified)(?<!updated)creat(?:e|ion|ed)date$"
    ),
    "modified": re.compile(r"(?:modif|updat|moddate|lastmod|lastchange)[a-z]{0,12}$"),
    "authors": re.compile(r"(?<!banner)(?:authors?(?:names?)?|byline(?:name)?|writtenby)$"),
}
_JOINTS = re.compile("[^a-z]+")


@lru_cache(maxsize=8192)
def _is_kin(kind: str, name: str) -> bool:
    return len(name) <= 60 and _KINDS[kind].search(_JOINTS.sub("", name)) is not None


def read_head(tree: LexborHTMLParser) -> Head:
    """Collect the metadata elements of a page, in page order."""
    head = Head(tree=tree)
    for node in tree.css(_QUERY)[:_MAX_ELEMENTS]:
        tag = node.tag or ""
        if tag == "meta":
            _meta(head, node.attributes)
        elif tag == "link":
            attributes = node.attributes
            href = attributes.get("href")
            if href:
                for rel in (attributes.get("rel") or "").lower().split():
                    head.links.setdefault(rel, []).append(href)
        elif tag == "script":
            if "ld+json" in (node.attributes.get("type") or "").lower():
                head.scripts.append(node.text())
        elif tag == "html":
            head.lang = node.attributes.get("lang") or node.attributes.get("xml:lang") or ""
        elif tag == "title":
            parent = node.parent
            if not head.title and (parent is None or parent.tag != "svg"):
                head.title = node.text()
        else:
            _element(head, node, tag)
    return head


def _meta(head: Head, attributes: dict[str, str | None]) -> None:
    value = attributes.get("content")
    if not value:
        return
    for kind in ("property", "name", "itemprop", "http-equiv"):
        name = attributes.get(kind)
        if name:
            for part in name.lower().split():
                values = head.metas.setdefault(part, [])
                if len(values) < _MAX_VALUES:
                    values.append(value)


def _element(head: Head, node: LexborNode, tag: str) -> None:
    if tag == "h1":
        head.headings.append(node)
    elif tag == "time":
        head.times.append(node)
    prop = node.attributes.get("itemprop")
    if prop:
        for part in prop.split():
            head.props.append((part, node))
