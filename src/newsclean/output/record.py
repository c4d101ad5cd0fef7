"""The record: what a line of the output looks like, in one place.

The keys, their order and their meaning are versioned by `SCHEMA_VERSION`; `schema.json` beside this
module states the same for other programs, and `newsclean schema` prints it.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any

from newsclean.model import Article, Skip

SCHEMA_VERSION = 2


def to_dict(article: Article, *, explain: bool = False) -> dict[str, Any]:
    """The record of an article: every key of the schema, in its order; `None` or an empty list if unknown.

    With `explain` the record ends with `cuts` and `origins`.
    """
    m = article.metadata
    record: dict[str, Any] = {
        "id": article.id,
        "source": article.source,
        "url": m.url,
        "site": m.site,
        "title": m.title,
        "authors": list(m.authors),
        "published": m.published,
        "modified": m.modified,
        "fetched_at": article.fetched_at,
        "publisher": m.publisher,
        "language": m.language,
        "description": m.description,
        "section": m.section,
        "tags": list(m.tags),
        "image": m.image,
        "original": {"name": m.original.name, "url": m.original.url, "published": m.original.published},
        "copyright": m.copyright,
        "text": article.text,
        "words": article.words,
        "truncated": m.truncated,
        "removed": [{"kind": kind, "count": article.removed[kind]} for kind in sorted(article.removed)],
        "method": article.method,
        "extra": None if article.extra is None else dict(article.extra),
    }
    if explain:
        record["cuts"] = [cut._asdict() for cut in article.cuts]
        record["origins"] = dict(sorted(m.origins.items()))
    return record


def to_line(article: Article, *, explain: bool = False) -> bytes:
    """The record as one line of UTF-8 JSON, newline included."""
    return _line(to_dict(article, explain=explain))


def reject_line(skip: Skip) -> bytes:
    """A reject as one line of UTF-8 JSON, newline included."""
    return _line({"source": skip.source, "url": skip.url, "reason": skip.reason.value, "detail": skip.detail})


def _line(record: dict[str, Any]) -> bytes:
    return dump(record)


def dump(record: dict[str, Any]) -> bytes:
    """Any object as one line of UTF-8 JSON, newline included."""
    import orjson  # here, because the command line must start quickly

    try:
        return orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)
    except TypeError:
        # A lone surrogate or an integer beyond 64 bits in what was passed through: rare, so mended only here.
        return orjson.dumps(_plain(record), option=orjson.OPT_APPEND_NEWLINE)


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_plain(str(key)): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, int) and not -(2**63) <= value < 2**64:
        return float(value) if abs(value) < 10**300 else str(value)
    return value


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a record."""
    loaded: dict[str, Any] = json.loads(resources.files("newsclean.output").joinpath("schema.json").read_bytes())
    return loaded
