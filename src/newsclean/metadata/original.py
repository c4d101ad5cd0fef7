"""The source of a republished piece, by structured data and by addresses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newsclean.metadata import date_parse as dates
from newsclean.metadata.candidates import Candidates
from newsclean.metadata.strings import tidy
from newsclean.model import Original
from newsclean.urls import clean_url, registrable_domain


def find_original(
    candidates: Candidates, extracted: Mapping[str, Sequence[str]], site: str | None
) -> tuple[Original, str | None]:
    """The original and who found it: the text's own line, `isBasedOn`, syndication tags, a canonical
    elsewhere.
    """
    named = candidates.fields.get("original", ())
    name = next((n for n in map(tidy, extracted.get("original", ())) if n), None)
    linked = candidates.sources.linked
    url = published = None
    origin = "rule" if name else None
    if linked is not None and linked.original is not None:
        based_on = clean_url(linked.original.url)
        if based_on is None or registrable_domain(based_on) != site:  # a page based on itself is nobody's copy
            name, origin, url = name or linked.original.name, origin or "json-ld:isBasedOn", based_on
            stamp = dates.machine(linked.original.published or "")
            published = stamp.iso() if stamp else None
    for candidate in named:
        if candidate.source.startswith("name:"):
            name, origin = name or candidate.value, origin or candidate.source[5:]
        elif candidate.source.startswith("date:"):
            stamp = dates.machine(candidate.value)
            published = published or (stamp.iso() if stamp else None)
        else:
            found = clean_url(candidate.value)
            if found and registrable_domain(found) != site:
                url, origin = url or found, origin or candidate.source
    for value in extracted.get("original_url", ()):
        url = url or clean_url(value)
    for value in extracted.get("original_published", ()):
        stamp = dates.machine(value)
        published = published or (stamp.iso() if stamp else None)
    found_original = Original(name.strip(" .") if name else None, url, published)
    return found_original, origin if found_original != Original() else None
