"""Find values that only one weak source supports: `--strict-metadata` omits them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from newsclean.model import Metadata

# Sources that are as often wrong as a reader would notice, by field: on pages whose title, authors and date are known
# (benchmarks/metadata.py) more than one in seven. "+" in an origin names a second source that agrees.
_WEAK = {
    "title": frozenset({"title", "json-ld"}),
    "authors": frozenset({"rel=author", "rule", "box", "site", "comment", "dc.creator", "dcterms.creator"}),
    "published": frozenset(
        {
            "printed:updated",
            "article:modified_time",
            "attribute",
            "script",
            "comment",
            "og:image",
            "url",
            "rule",
            "date",
            "datecreated",
        }
    ),
    "publisher": frozenset({"title", "site:title"}),
    "tags": frozenset({"printed", "keywords"}),
}
_MARKS = (":publisher", ":team")  # after the source of an author that is no person
_EMPTY: dict[str, Any] = {"authors": (), "tags": ()}


def without_weak(metadata: Metadata) -> Metadata:
    """Return `metadata` without the values that only one weak source gives, and without their origins.

    >>> without_weak(Metadata(publisher="Harbour Post", origins={"publisher": "title"})).publisher is None
    True
    """
    weak = [field for field, sources in _WEAK.items() if _source(metadata.origins.get(field, "")) in sources]
    if not weak:
        return metadata
    changes: dict[str, Any] = {field: _EMPTY.get(field) for field in weak}
    changes["origins"] = {field: source for field, source in metadata.origins.items() if field not in weak}
    return replace(metadata, **changes)


def _source(origin: str) -> str:
    for mark in _MARKS:
        origin = origin.partition(mark)[0]
    return origin
