"""Find the source of a republished piece: from the line that names it, structured data and URLs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newsclean.metadata.dates import parse as dates
from newsclean.metadata.landmarks import Landmarks
from newsclean.metadata.of_site import title_ends
from newsclean.metadata.original_lines import Source, foreign_link, source_line, source_name
from newsclean.metadata.publishers import publisher_name
from newsclean.metadata.site_names import letters
from newsclean.metadata.sources.candidates import Candidates
from newsclean.metadata.strings import tidy
from newsclean.model import Block, Original
from newsclean.urls import clean_url, registrable_domain

_MIN_LABEL_CHARS = 3  # of a domain's name that tells it as the site's


def find_original(
    candidates: Candidates,
    extracted: Mapping[str, Sequence[str]],
    blocks: Sequence[Block],
    landmarks: Landmarks,
    site: str | None,
) -> tuple[Original, str | None]:
    """Return the original and who found it: the text's own line, `isBasedOn`, syndication tags, a canonical elsewhere.

    A date counts only next to a name or a URL: alone it is the piece's own.
    """
    publishers = (publisher_name(candidate.value, site) for candidate in candidates.fields.get("publisher", ()))
    own = {key for key in map(letters, (*candidates.site_names, *publishers)) if key}
    named, origin = _named(candidates, extracted, blocks, landmarks, (own | _in_title(candidates), site))
    name, url = named.name or None, clean_url(named.url)
    published = None
    linked = candidates.sources.linked
    if linked is not None and linked.original is not None:
        based_on = clean_url(linked.original.url)
        if based_on is None or registrable_domain(based_on) != site:  # a page based on itself is nobody's copy
            name, origin, url = name or linked.original.name, origin or "json-ld:isBasedOn", based_on
            published = _day(linked.original.published or "")
    for candidate in candidates.fields.get("original", ()):
        if candidate.source.startswith("date:"):
            published = published or _day(candidate.value)
        elif not candidate.source.startswith("name:") and (found := _elsewhere(candidate.value, own, site)):
            url, origin = url or found, origin or candidate.source
    for value in extracted.get("original_published", ()):
        published = published or _day(value)
    original = Original(name, url, published) if name or url else Original()
    return original, origin if original != Original() else None


def _in_title(candidates: Candidates) -> set[str]:
    """Return what ends the document's title, which is the site: "Gates leave town - Harbour Post", "闸门--港口网"."""
    tags = candidates.sources.tags
    if tags is None:
        return set()
    _, dashes, last = tags.title.rpartition("--")
    return {key for key in map(letters, (title_ends(tags.title)[0], last if dashes else "")) if key}


def _named(
    candidates: Candidates,
    extracted: Mapping[str, Sequence[str]],
    blocks: Sequence[Block],
    landmarks: Landmarks,
    page: tuple[set[str], str | None],
) -> tuple[Source, str | None]:
    """Return the source that a line of the page names, and who read the line."""
    own, site = page
    for candidate in candidates.fields.get("original", ()):
        if candidate.source.startswith("name:") and (name := source_name(candidate.value, own)):
            return Source(name, None), candidate.source[5:]
    found = source_line(blocks, landmarks, own, site)
    if found:
        return found, "printed"
    cut = [name for value in map(tidy, extracted.get("original", ())) if value and (name := source_name(value, own))]
    if cut:
        return Source(cut[0], foreign_link(extracted.get("original_url", ()), site)), "rule"
    return Source("", None), None


def _day(value: str) -> str | None:
    stamp = dates.machine(value)
    return stamp.iso() if stamp else None


def _elsewhere(href: str, own: set[str], site: str | None) -> str | None:
    """Return a URL, if it is not the site's own by its domain or by its names."""
    url = clean_url(href.partition(",http")[0])  # some pages give several in one
    domain = registrable_domain(url)
    if url is None or domain is None or domain == site:
        return None
    label = letters(domain.split(".")[0])
    return None if len(label) >= _MIN_LABEL_CHARS and any(label in name for name in own) else url
