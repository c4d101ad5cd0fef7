"""Metadata from site rules and site configurations, which take precedence over all other sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from newsclean.metadata.authors.names import clean_names
from newsclean.metadata.dates.parse import machine, not_after, number_order
from newsclean.metadata.sources.candidates import Candidates
from newsclean.metadata.strings import tidy
from newsclean.model import Metadata

_DATES = ("published", "modified")


def with_fields(
    metadata: Metadata, values: Mapping[str, tuple[str, Sequence[str]]], candidates: Candidates
) -> Metadata:
    """Return the metadata with the fields that are configured: field -> origin, values as printed."""
    changes: dict[str, Any] = {}
    origins = dict(metadata.origins)
    for field, (origin, found) in values.items():
        value: Any = None
        if field == "authors":
            value = clean_names(found)
        elif field == "tags":
            value = tuple(dict.fromkeys(filter(None, map(tidy, found))))
        elif field in _DATES:
            value = _date(found, metadata, candidates)
        elif field == "section":
            value = tidy(found[0])
        if value:
            changes[field], origins[field] = value, origin
    return replace(metadata, **changes, origins=origins) if changes else metadata


def _date(found: Iterable[str], metadata: Metadata, candidates: Candidates) -> str | None:
    """Return the first date that is one, written for machines or for people."""
    order = number_order(metadata.language, candidates.declared_languages, metadata.url)
    for text in found:
        if (known := not_after(machine(text, order, metadata.language), candidates.latest)) is not None:
            return known.iso()
    return None
