"""The source of a republished piece, by structured data and by addresses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newsclean.metadata import date_parse as dates
from newsclean.metadata.candidates import Witnesses
from newsclean.metadata.strings import tidy
from newsclean.model import Original
from newsclean.urls import clean_url, registrable_domain


def find_original(
    witnesses: Witnesses, harvest: Mapping[str, Sequence[str]], site: str | None
) -> tuple[Original, str | None]:
    """The original and who said it: the text's own line, `isBasedOn`, syndication tags, a canonical
    elsewhere.
    """
    said = witnesses.said.get("original", ())
    name = next((n for n in map(tidy, harvest.get("original", ())) if n), None)
    linked = witnesses.linked
    url = published = None
    origin = "rule" if name else None
    if linked is not None and linked.original is not None:
        based_on = clean_url(linked.original.url)
        if based_on is None or registrable_domain(based_on) != site:  # a page based on itself is nobody's copy
            name, origin, url = name or linked.original.name, origin or "json-ld:isBasedOn", based_on
            stamp = dates.machine(linked.original.published or "")
            published = stamp.iso() if stamp else None
    for word in said:
        if word.origin.startswith("name:"):
            name, origin = name or word.value, origin or word.origin[5:]
        elif word.origin.startswith("date:"):
            stamp = dates.machine(word.value)
            published = published or (stamp.iso() if stamp else None)
        else:
            found = clean_url(word.value)
            if found and registrable_domain(found) != site:
                url, origin = url or found, origin or word.origin
    for value in harvest.get("original_url", ()):
        url = url or clean_url(value)
    for value in harvest.get("original_published", ()):
        stamp = dates.machine(value)
        published = published or (stamp.iso() if stamp else None)
    found_original = Original(name.strip(" .") if name else None, url, published)
    return found_original, origin if found_original != Original() else None
