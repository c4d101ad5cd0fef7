"""Candidates: what a page offers for each field of the record, before anything is decided."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from newsclean.metadata.sources.jsonld_article import LinkedArticle

# Elements named after authors and dates; asked for only where the others are silent.
_NAMED = {
    "authors": "[rel~=author],[class*=author i],[class*=byline i],[id*=author i],[id*=byline i]",
    "dates": "[class*=date i],[id*=date i]",
}
_UNNAMED = frozenset({"h1", "time", "body", "html", "article", "main", "meta", "link", "script"})
_MAX_NAMED = 200
# Names of meta elements, without case, vendor's prefix and joints, by what they hold.
_KINDS = {
    "published": re.compile(
        r"(?<!un)(?<!re)(?<!last)publi(?:sh|c|k)[a-z]{0,7}(?:date|time|day|at|on|datetime)$|pub(?:date|day|time)$"
        r"|(?:date|time)pub[a-z]{0,7}$|firstcreated?$|(?<!modified)(?<!updated)creat(?:e|ion|ed)date$"
    ),
    "modified": re.compile(r"(?:modif|updat|moddate|lastmod|lastchange)[a-z]{0,12}$"),
    "authors": re.compile(r"(?<!banner)(?:authors?(?:names?)?|byline(?:name)?|writtenby)$"),
}
DESCRIPTION_NAMES = ("og:description", "description", "twitter:description", "dc.description", "dcterms.abstract")
_JOINTS = re.compile("[^a-z]+")


class Candidate(NamedTuple):
    """A value for one field as found, and the source that gives it."""

    value: str
    source: str


@lru_cache(maxsize=8192)
def _is_kin(kind: str, name: str) -> bool:
    return len(name) <= 60 and _KINDS[kind].search(_JOINTS.sub("", name)) is not None


@dataclass(slots=True)
class MetaTags:
    """What is in a page's metadata elements. Names are lower case; values are as written."""

    lang: str = ""
    metas: dict[str, list[str]] = field(default_factory=dict)
    links: dict[str, list[str]] = field(default_factory=dict)
    title: str = ""
    scripts: list[str] = field(default_factory=list)
    headings: list[LexborNode] = field(default_factory=list)
    captured: str = ""  # the page's URL, where a web archive says so
    times: list[LexborNode] = field(default_factory=list)
    props: list[tuple[str, LexborNode]] = field(default_factory=list)
    tree: LexborHTMLParser | None = field(default=None, repr=False)

    def named(self, what: str) -> list[tuple[str, LexborNode]]:
        """Return the elements named after "authors" or "dates", with their names: class, id and data-testid."""
        found: list[tuple[str, LexborNode]] = []
        for node in self.tree.css(_NAMED[what])[:_MAX_NAMED] if self.tree is not None else ():
            if node.tag not in _UNNAMED:
                get = node.attributes.get
                name = f"{get('class') or ''} {get('id') or ''} {get('data-testid') or ''}"
                found.append((name[:200], node))
        return found

    def first(self, *names: str) -> tuple[str, str] | None:
        """Return the first non-blank value under the first of `names` that has one, and that name."""
        for name in names:
            for value in self.metas.get(name, ()):
                if value and not value.isspace():
                    return value, name
        return None

    def all(self, name: str) -> list[str]:
        return self.metas.get(name, [])

    def candidates(self, names: Iterable[str]) -> list[Candidate]:
        """Return the first value under each of `names` that the page has."""
        return [Candidate(self.metas[name][0], name) for name in names if name in self.metas]

    def similar(self, kind: str) -> list[tuple[str, str]]:
        """Read the names that some system or shop made up for a `kind` of value, and the first value of each."""
        return [(name, values[0]) for name, values in self.metas.items() if _is_kin(kind, name)]


class OfSite(NamedTuple):
    """What the other pages of a page's site say. `agreed`: nearly all of them name the same publisher.

    `constant` names the sources, as "section json-ld", under which all of them say the same.
    """

    names: tuple[str, ...] = ()  # of the site
    publisher: Candidate | None = None
    agreed: bool = False
    constant: frozenset[str] = frozenset()


ALONE = OfSite()  # of a page of whose site nothing is known


@dataclass(frozen=True, slots=True)
class PageSources:
    """What holds metadata on a page, as read: its metadata elements, its JSON-LD article, its whole markup."""

    tags: MetaTags | None = field(default=None, repr=False)
    linked: LinkedArticle | None = field(default=None, repr=False)
    html: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Candidates:
    """A page's candidates by field, in order of precedence; the other fields wait for the text: `resolve_metadata`.

    The title and the URL are known before the text, as rules and rejects ask for them. `free` is schema.org's
    isAccessibleForFree (None where the page does not say). `line_kinds` names, for text inputs, the blocks that
    are metadata lines and the kind of each ("headline", "byline", …). `latest` is the last date that the page
    can bear, ISO 8601.
    """

    title: str | None = None
    title_source: str | None = None
    article_body: str | None = None
    free: bool | None = None
    declared_languages: tuple[str, ...] = ()
    url: str | None = None
    url_source: str | None = None
    site_names: tuple[str, ...] = ()  # as far as the page tells them
    latest: str | None = None
    fields: Mapping[str, tuple[Candidate, ...]] = field(default_factory=dict)
    line_kinds: Mapping[int, str] = field(default_factory=dict)
    sources: PageSources = PageSources()
    of_site: OfSite = ALONE

    @property
    def descriptions(self) -> tuple[str, ...]:
        """What the page says that its article is about, in its metadata elements and its JSON-LD."""
        tags, linked = self.sources.tags, self.sources.linked
        found = [value for name in DESCRIPTION_NAMES for value in tags.all(name)] if tags is not None else []
        return (*found, linked.description) if linked is not None and linked.description else tuple(found)
