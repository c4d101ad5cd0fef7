"""Read what JSON-LD says about the article of a page: the right node of many, its fields whatever their type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from newsclean.metadata.sources import jsonld
from newsclean.metadata.strings import folded, tidy
from newsclean.model import Original

_BODY_MAX = 400_000

# How surely a node of this type is about the page's article. Every other *Article counts as 4.
_RANK = {
    "report": 4, "blogposting": 4, "liveblogposting": 4, "socialmediaposting": 3, "newsarticle": 5,
    "recipe": 3, "review": 3, "criticreview": 3, "podcastepisode": 3, "creativework": 2, "howto": 2,
    "qapage": 2, "book": 1,
    "videoobject": 2, "clip": 1, "webpage": 1, "itempage": 1, "faqpage": 1, "event": 1, "audioobject": 1,
    "discussionforumposting": 3, "mediaobject": 1, "imagegallery": 2, "course": 1, "product": 1, "movie": 1,
}  # fmt: skip
_MEDIA = frozenset({"videoobject", "audioobject", "clip", "mediaobject"})
_LIKE, _LIKE_MEDIA = 0.5, 0.66  # of the words of one headline that are in the other


@dataclass(frozen=True, slots=True)
class LinkedArticle:
    """The article's fields as JSON-LD gives them; dates still as written."""

    kind: str = ""
    headline: str | None = None
    authors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()  # authors that are organisations
    published: str | None = None
    modified: str | None = None
    publisher: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    image: str | None = None
    description: str | None = None
    body: str | None = None
    free: bool | None = None
    gated: bool = False  # some part of it is not free
    languages: tuple[str, ...] = ()
    url: str | None = None
    original: Original | None = None
    copyright: str | None = None


def _kinds(node: Mapping[str, Any]) -> list[str]:
    value = node.get("@type")
    kinds = value if isinstance(value, list) else [value]
    return [_kind(k) for k in kinds if isinstance(k, str)]


@lru_cache(maxsize=1024)
def _kind(name: str) -> str:
    return name.rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower()


def _rank(node: Mapping[str, Any]) -> int:
    best = 0
    for kind in _kinds(node):
        best = max(best, _RANK.get(kind, 4 if kind.endswith("article") else 0))
    return best


def _same(a: str | None, b: str | None) -> bool:
    if not a or not b:
        return False
    a, b = folded(a), folded(b)
    return bool(a) and bool(b) and (a in b or b in a)


def read_jsonld_article(texts: Sequence[str], title: str | None, url: str | None) -> LinkedArticle | None:
    """Return the page's article by its JSON-LD blocks; `title` and `url` (from elsewhere) choose among several."""
    if not texts:
        return None
    typed, by_id = jsonld.nodes(texts)
    if not typed:
        return None
    reader = _Reader(by_id)

    def score(node: Mapping[str, Any]) -> float:
        rank = float(_rank(node))
        if rank:
            headline = tidy(node.get("headline")) or tidy(node.get("name"))
            rank += 3.0 * _same(headline, title)
            rank += 2.0 * (url is not None and reader.url(node) == url)
            rank += sum(0.5 for k in ("headline", "datePublished", "author") if node.get(k))
        return rank

    typed = [node for node in typed if not _is_of_other(node, reader, title, url)] or [{}]
    best = max(typed, key=score)
    others = [n for n in typed if n is not best and _rank(n) == 1 and "webpage" in _kinds(n)]
    publisher = next((n for n in typed if _kinds(n) and _kinds(n)[0] in _OUTLETS), None)
    site = next((n for n in typed if "website" in _kinds(n)), None)
    return reader.read(best if _rank(best) else {}, others[0] if others else {}, publisher or site or {})


def _is_of_other(node: Mapping[str, Any], reader: _Reader, title: str | None, url: str | None) -> bool:
    """Return whether an article's node is another story's: neither its headline nor its address is the page's.

    So is that of a video or a recording, unless the page is about it.
    """
    media = not _MEDIA.isdisjoint(_kinds(node))
    headline = tidy(node.get("headline")) or (tidy(node.get("name")) if media else None)
    if not headline or not title or not (url or media) or not _rank(node):
        return False
    words, known = set(folded(headline).split()), set(folded(title).split())
    if len(words & known) >= min(len(words), len(known)) * (_LIKE_MEDIA if media else _LIKE):
        return False
    own = urlsplit(url or "").path.strip("/").lower()
    at = reader.url(node.get("url")) or reader.url(node.get("mainEntityOfPage"))
    return (media or bool(at and own)) and urlsplit(at or "").path.strip("/").lower() != own


_OUTLETS = ("newsmediaorganization", "organization", "newsmedia", "corporation")


class _Reader:
    def __init__(self, by_id: Mapping[str, dict[str, Any]]) -> None:
        self.by_id = by_id

    def node(self, value: Any) -> Any:
        """Return `value`, or what its @id points to."""
        if isinstance(value, dict) and len(value) <= 2:
            ident = value.get("@id")
            if isinstance(ident, str) and ident in self.by_id:
                return self.by_id[ident]
        elif isinstance(value, str) and value in self.by_id:
            return self.by_id[value]
        return value

    def each(self, value: Any) -> Iterator[Any]:
        """Yield the values of a field that may be one, or a list, or a list of lists."""
        queue = [value]
        for item in queue[:400]:
            if isinstance(item, list):
                for inner in item[:400]:
                    if isinstance(inner, list):
                        yield from (self.node(x) for x in inner[:400])
                    else:
                        yield self.node(inner)
            else:
                yield self.node(item)

    def text(self, value: Any, limit: int = 4000) -> str | None:
        """Return the first string of a value, or of its name, @value, headline or url."""
        for item in self.each(value):
            if isinstance(item, dict):
                for key in ("name", "@value", "headline", "url"):
                    inner = item.get(key)
                    found = tidy(inner[0] if isinstance(inner, list) and inner else inner, limit)
                    if found:
                        return found
            else:
                found = tidy(item, limit)
                if found:
                    return found
        return None

    def date(self, value: Any) -> str | None:
        """Return a date, even one in Unix time."""
        return self.text(str(value) if isinstance(value, int) else value)

    def url(self, value: Any) -> str | None:
        for item in self.each(value):
            if isinstance(item, dict):
                for key in ("url", "@id", "contentUrl"):
                    inner = item.get(key)
                    inner = inner[0] if isinstance(inner, list) and inner else inner
                    if isinstance(inner, str) and inner[:4].lower() == "http":
                        return tidy(inner)
            elif isinstance(item, str) and item[:4].lower() == "http":
                return tidy(item)
        return None

    def people(self, value: Any) -> tuple[list[str], list[str]]:
        """Return the names of persons, and of organisations, in an author field."""
        persons: list[str] = []
        agencies: list[str] = []
        for item in self.each(value):
            if isinstance(item, dict):
                names = item.get("name")
                target = agencies if any("organization" in k for k in _kinds(item)) else persons
                for name in names if isinstance(names, list) else [names]:
                    tidied = tidy(name, 500)
                    if tidied is None and isinstance(name, dict):
                        tidied = tidy(name.get("@value"), 500) or tidy(name.get("name"), 500)
                    if tidied:
                        target.append(tidied)
                if not names:
                    parts = [tidy(item.get(k), 100) for k in ("givenName", "familyName")]
                    joined = " ".join(p for p in parts if p)
                    if joined:
                        persons.append(joined)
            else:
                tidied = tidy(item, 1000)
                if tidied:
                    persons.append(tidied)
        return persons[:60], agencies[:60]

    def words(self, value: Any) -> tuple[str, ...]:
        """Return the keywords: a list, or one string with commas or semicolons."""
        found: dict[str, None] = {}
        for item in self.each(value):
            text = tidy(item.get("name") if isinstance(item, dict) else item)
            if text and not text.lower().startswith("http"):
                for word in text.replace(";", ",").split(",") if "," in text or ";" in text else [text]:
                    if word.strip():
                        found.setdefault(word.strip())
        return tuple(found)

    def original(self, node: Mapping[str, Any]) -> Original | None:
        for item in self.each(node.get("isBasedOn") or node.get("isBasedOnUrl")):
            if isinstance(item, dict):
                name = self.text(item.get("publisher")) or self.text(item.get("sourceOrganization"))
                found = Original(name, self.url(item), tidy(item.get("datePublished")))
            else:
                found = Original(None, self.url(item), None)
            if found != Original():
                return found
        return None

    def read(self, node: dict[str, Any], page: dict[str, Any], publisher_node: dict[str, Any]) -> LinkedArticle:
        persons, agencies = self.people(node.get("author"))
        if not persons and not agencies:
            persons, agencies = self.people(node.get("creator"))
        if not persons and not agencies:
            persons, agencies = self.people(page.get("author"))
        free, gated = _access(node.get("isAccessibleForFree")), False
        for part in self.each(node.get("hasPart")):
            if isinstance(part, dict) and _access(part.get("isAccessibleForFree")) is False:
                gated = True
        kinds = _kinds(node)
        name = self.text(node.get("name")) if kinds and kinds[0] not in ("webpage", "product") else None
        return LinkedArticle(
            kind=kinds[0] if kinds else "",
            headline=self.text(node.get("headline")) or name,
            authors=tuple(dict.fromkeys(persons)),
            agencies=tuple(dict.fromkeys(agencies)),
            published=self.date(_any(node, page, "datePublished", "dateCreated", "uploadDate")),
            modified=self.date(_any(node, page, "dateModified")),
            publisher=self.text(node.get("publisher")) or self.text(publisher_node.get("name")),
            section=self.text(node.get("articleSection")),
            tags=self.words(node.get("keywords")),
            image=self.url(_any(node, page, "image", "thumbnailUrl", "primaryImageOfPage")),
            description=self.text(_any(node, page, "description")),
            body=self.text(node.get("articleBody"), _BODY_MAX),
            free=free,
            gated=gated,
            languages=self.words(_any(node, page, "inLanguage")),
            url=self.url(node.get("url")) or self.url(node.get("mainEntityOfPage")) or self.url(node),
            original=self.original(node),
            copyright=self.text(node.get("copyrightNotice")),
        )


def _any(node: Mapping[str, Any], page: Mapping[str, Any], *keys: str) -> Any:
    for source in (node, page):
        for key in keys:
            if source.get(key):
                return source[key]
    return None


def _access(value: Any) -> bool | None:
    """Return a truth value, however it is spelled."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        word = value.strip().rsplit("/", 1)[-1].lower()
        return {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}.get(word)
    return None
