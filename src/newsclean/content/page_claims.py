"""A page's claims about its own type: its machine-readable declarations, and the shape of its URL."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

_PATH_DATE = re.compile(r"(?:19|20)\d\d[/-]?(?:0?[1-9]|1[0-2])\b|/(?:19|20)\d\d/")
_DIGITS = re.compile(r"\d+")
_PAGE_FILE = re.compile(r"\.(?:s?html?|php|aspx?|jsp)$")
_TYPE = re.compile(r'"@type"\s*:\s*(?:\[\s*)?"([A-Za-z:/.]{1,60})"')
_SCHEMA = re.compile(r"^.*[/:]")
_MAX_LINKED, _MAX_TYPES = 500_000, 200
_ARTICLE_TYPES = frozenset({"article", "news", "newsarticle", "blog", "og:article", "news.article", "post", "story"})
_LIST_TYPES = frozenset({"collectionpage", "itemlist", "searchresultspage", "offercatalog", "productgroup"})
_SITE_TYPES = frozenset({"website", "webpage", "organization", "newsmediaorganization"})
_SHOP_TYPES = frozenset({"product", "product.group", "product:group", "offer", "aggregateoffer", "store"})


class Claims(NamedTuple):
    """What a page says about itself, as far as its type goes. Types are lower case: og:type, JSON-LD's @type."""

    title: str = ""
    document_title: str = ""
    headline: str = ""
    description: str = ""
    og_types: frozenset[str] = frozenset()
    linked_types: Sequence[str] = ()
    article_body: bool = False
    published: bool = False
    url: str = ""


def linked_types(scripts: Iterable[str]) -> tuple[str, ...]:
    """Return the types that the texts of a page's JSON-LD name, without reading them as JSON."""
    found: list[str] = []
    for script in scripts:
        found += [_SCHEMA.sub("", name).lower() for name in _TYPE.findall(script[:_MAX_LINKED])]
    return tuple(found[:_MAX_TYPES])


def declared_types(claims: Claims) -> list[float]:
    """Return what a page declares itself to be, to machines."""
    linked = Counter(claims.linked_types)
    articles = sum(n for kind, n in linked.items() if kind.endswith(("article", "posting")) or kind == "report")
    return [
        float(bool(claims.og_types & _ARTICLE_TYPES)),
        float("website" in claims.og_types),
        float(bool(claims.og_types & _SHOP_TYPES)),
        float(bool(claims.og_types)),
        min(3.0, articles),
        float(any(kind in _LIST_TYPES for kind in linked)),
        float(any(kind in _SITE_TYPES for kind in linked)),
        min(9.0, sum(linked[kind] for kind in _SHOP_TYPES)),
        float(claims.article_body),
        float(bool(claims.headline)),
        float(claims.published),
    ]


def address_shape(url: str) -> list[float]:
    """Return features of the shape of the URL's path; no name in it is read."""
    if not url:
        return [0.0, -1.0, -1.0, -1.0, 0.0, 0.0, 0.0]
    try:
        parts = urlsplit(url)
    except ValueError:
        return [0.0, -1.0, -1.0, -1.0, 0.0, 0.0, 0.0]
    path = parts.path.rstrip("/")
    steps = [step for step in path.split("/") if step]
    last = _PAGE_FILE.sub("", steps[-1]) if steps else ""
    return [
        1.0,
        float(min(8, len(steps))),
        float(min(12, last.count("-") + last.count("_") + last.count("+"))),
        float(min(12, max(map(len, _DIGITS.findall(path + parts.query)), default=0))),
        float(_PATH_DATE.search(path) is not None),
        float(bool(steps) and _PAGE_FILE.search(steps[-1]) is not None),
        float(bool(parts.query)),
    ]
