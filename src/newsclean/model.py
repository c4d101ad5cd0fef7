"""The values that travel through newsclean. Read this first: a newcomer who knows these knows the program.

A *page* is what was scraped, a *block* a run of text inside one block element, an *article* what comes
out, a *cut* a removed block and the rule that removed it, a *skip* a page without a record and its
reason. All of them are frozen: nothing changes a value after it crossed a module boundary.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple


@dataclass(frozen=True, slots=True)
class Page:
    """One scraped page, as bytes.

    `body` is the bytes after file, transfer and content decoding and before charset decoding.
    `content_type` is the declared header, if any (`text/html; charset=…`); `text/plain` and
    `text/markdown` mark text that another tool already pulled out of a page.
    `fetched_at` is an ISO 8601 time. `extra` is what `--pass KEY` carries over.
    """

    source: str
    body: bytes
    url: str | None = None
    content_type: str | None = None
    fetched_at: str | None = None
    extra: Mapping[str, Any] | None = None

    @property
    def digest(self) -> str:
        """The SHA-256 of the body in hex digits."""
        return _digest(self.body)

    def __repr__(self) -> str:
        return f"<Page {self.source}, {len(self.body)} bytes>"


@lru_cache(maxsize=1)  # it names the record as well as the page in a site's profile
def _digest(body: bytes) -> str:
    from hashlib import sha256  # here, because `newsclean --help` needs this module and not OpenSSL

    return sha256(body).hexdigest()


class Element:
    """An element as its blocks share it: its tag, its stable class and id tokens, and its parent.

    All blocks of a page inside the same kind of element share one `Element`, so whatever is derived from it
    is computed once, when first asked for.
    """

    __slots__ = ("_around", "_path", "_step", "parent", "role", "tag", "tokens", "words")

    def __init__(
        self, tag: str, tokens: tuple[str, ...], words: frozenset[str], role: str, parent: Element | None
    ) -> None:
        self.tag = tag
        self.tokens = tokens  # stable class tokens in order, ids as "#id"; all lower case
        self.role = role  # the role attribute, or itemprop when there is no role; "" if neither
        self.parent = parent
        self.words = words  # of its class and id attributes, and their tokens
        self._step: str | None = None
        self._path: str | None = None
        self._around: frozenset[str] | None = None

    @property
    def step(self) -> str:
        """The element's step of the block path: "div.article-body#main"."""
        if self._step is None:
            step = ".".join((self.tag, *self.tokens)) if self.tokens else self.tag
            if "#" in step:
                step = self.tag + "".join([t if t[0] == "#" else "." + t for t in self.tokens])
            self._step = step
        return self._step

    @property
    def path(self) -> str:
        """The path of steps from the body: "body>div#main>div.article-body>p"."""
        if self._path is None:
            self._path = f"{self.parent.path}>{self.step}" if self.parent else self.step
        return self._path

    @property
    def around(self) -> frozenset[str]:
        """Class/id tokens and words of the element and its ancestors, tags as "<tag>", roles as "@role"."""
        if self._around is None:
            own = {*self.words, f"<{self.tag}>"}
            if self.role:
                own.add(f"@{self.role}")
            self._around = self.parent.around | own if self.parent else frozenset(own)
        return self._around

    def outwards(self) -> Iterator[Element]:
        """Yield the element and those that it is in, from the inside out."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent


class Block(NamedTuple):
    """A line of text inside one block element: its whole text, or a part of it that ends at a `<br>`.

    `text` is white-space normalised and holds no line break; the cells of a table row are joined by
    " | ". `level` is the nesting of a list item, from 1, and 0 outside lists. `glued` lines continue
    the block before them after a single `<br>`.
    """

    text: str
    tag: str  # the block element: "p", "h2", "li", "tr", "figcaption", "div", …
    element: Element
    level: int = 0
    link_chars: int = 0  # characters of `text` inside links
    strong_chars: int = 0  # characters of `text` in <b>, <strong>, <em> or <i>
    hrefs: tuple[str, ...] = ()  # the links' URLs, as written
    glued: bool = False


class Cut(NamedTuple):
    """A block that was removed, and by what."""

    rule: str  # a rule's id; "site", "page", "copy" or "text-head" for the cuts no rule made
    kind: str  # one of `kinds.KINDS`, or one of `kinds.OTHER_CUTS`
    text: str


class Reason(StrEnum):
    """Why a page has no record. Failures make the run exit with 1, findings do not."""

    EMPTY = "empty"
    NOT_HTML = "not_html"
    NO_ARTICLE = "no_article"
    TOO_SHORT = "too_short"
    FILTERED = "filtered"
    TOO_LARGE = "too_large"
    TIMEOUT = "timeout"
    OUT_OF_MEMORY = "out_of_memory"
    CRASHED = "crashed"
    UNREADABLE = "unreadable"
    BAD_RECORD = "bad_record"
    INTERNAL_ERROR = "internal_error"

    @property
    def is_failure(self) -> bool:
        return self not in _FINDINGS


_FINDINGS = frozenset({Reason.EMPTY, Reason.NOT_HTML, Reason.NO_ARTICLE, Reason.TOO_SHORT, Reason.FILTERED})


@dataclass(frozen=True, slots=True)
class Skip:
    """A page without a record, with its reason. `detail` is one line for a person."""

    source: str
    url: str | None
    reason: Reason
    detail: str


class Link(NamedTuple):
    """A link in a block of an article, or an image and its alternative text; the URL is absolute."""

    text: str
    url: str


class BodyBlock(NamedTuple):
    """A block of an article with its type, without marks.

    `kind` is "heading", "paragraph", "bullet", "numbered", "quote", "code", "table" or "image". `level` is that of a
    heading, and how deep items, and paragraphs in items, and quotes are nested, from 1; 0 for others. The rows of a
    table are lines, its cells are separated by " | ". `links` is None where links were not asked for.
    """

    kind: str
    level: int
    text: str
    links: tuple[Link, ...] | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the block as a record has it."""
        found: dict[str, Any] = {"kind": self.kind, "level": self.level, "text": self.text}
        if self.links is not None:
            found["links"] = [link._asdict() for link in self.links]
        return found


@dataclass(frozen=True, slots=True)
class Original:
    """The source of a republished piece."""

    name: str | None = None
    url: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about an article besides its text. Unknown is `None`, or `()` for lists.

    `origins` names the source of each known field: "json-ld", "og:title", "rule:en-byline", …
    """

    url: str | None = None
    site: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    publisher: str | None = None
    language: str | None = None
    description: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    image: str | None = None
    original: Original = Original()
    copyright: str | None = None
    truncated: bool = False
    origins: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Article:
    """One cleaned article: what becomes a line of the output."""

    id: str
    source: str
    metadata: Metadata
    text: str
    words: int
    method: str  # "site", "page", "config" or "text"
    removed: Mapping[str, int] = field(default_factory=dict)  # kind -> number of cuts by rules
    fetched_at: str | None = None
    extra: Mapping[str, Any] | None = None
    cuts: tuple[Cut, ...] = ()
    blocks: tuple[BodyBlock, ...] | None = None  # with the option of that name

    def __repr__(self) -> str:
        return f"<Article {self.metadata.title!r}, {self.words} words, from {self.source}>"

    def to_dict(self, *, explain: bool = False) -> dict[str, Any]:
        """Return the record: every key of the schema, in its order; `None` or an empty list if unknown.

        After them comes `blocks`, if that was asked for; with `explain` the record ends with `cuts` and `origins`.
        """
        m = self.metadata
        record: dict[str, Any] = {
            "id": self.id,
            "source": self.source,
            "url": m.url,
            "site": m.site,
            "title": m.title,
            "authors": list(m.authors),
            "published": m.published,
            "modified": m.modified,
            "fetched_at": self.fetched_at,
            "publisher": m.publisher,
            "language": m.language,
            "description": m.description,
            "section": m.section,
            "tags": list(m.tags),
            "image": m.image,
            "original": {"name": m.original.name, "url": m.original.url, "published": m.original.published},
            "copyright": m.copyright,
            "text": self.text,
            "words": self.words,
            "truncated": m.truncated,
            "removed": [{"kind": kind, "count": self.removed[kind]} for kind in sorted(self.removed)],
            "method": self.method,
            "extra": None if self.extra is None else dict(self.extra),
        }
        if self.blocks is not None:
            record["blocks"] = [block.to_dict() for block in self.blocks]
        if explain:
            record["cuts"] = [cut._asdict() for cut in self.cuts]
            record["origins"] = dict(sorted(m.origins.items()))
        return record
