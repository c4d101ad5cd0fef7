"""Choose the page's publisher: what its own metadata name, unless host and copyright notice know better."""

from __future__ import annotations

from newsclean.metadata.authors.prefix import without_prefix
from newsclean.metadata.authors.sources import OtherNames
from newsclean.metadata.notices import owner_of
from newsclean.metadata.of_site import FROM_TITLES
from newsclean.metadata.phrases import phrase_pattern
from newsclean.metadata.publishers import is_persons, publisher_name
from newsclean.metadata.site_names import in_host, is_domain, letters, words_of
from newsclean.metadata.site_title import name_of_site, site_piece, spells_site
from newsclean.metadata.sources.candidates import Candidate, Candidates
from newsclean.metadata.strings import unaccented
from newsclean.metadata.title_likeness import likeness
from newsclean.urls import host

_MIN_HEADLINE_CHARS = 40  # of a publisher's name that may be the headline in the wrong element
_MIN_LIKENESS = 0.7
_LEGAL_FORM = phrase_pattern("publishers", "legal_form")


def page_publisher(candidates: Candidates, others: OtherNames, site: str | None, notice: str | None) -> list[Candidate]:
    """Return the page's publisher and its source, or none; `notice` is its copyright's.

    A name that neither the host nor the notice has gives way to what both the host and the document's title, or the
    notice, have: most such names are a section's, an application's or a slogan. A person's is none.
    """
    found = [c for c in candidates.fields.get("publisher", ()) if not c.value.lower().startswith("http")]
    title = candidates.title or ""
    found = [c for c in found if len(c.value) < _MIN_HEADLINE_CHARS or likeness(c.value, title) < _MIN_LIKENESS]
    found = [c._replace(value=publisher_name(c.value, site, notice)) for c in found]
    own = next((c for c in found if c.value), None)
    if own is not None and own.source in FROM_TITLES:
        own = _named(own, candidates, others, notice)
    if own is not None and (not own.value or _is_confirmed(own.value, candidates.url, notice)):
        return [own] if own.value else []
    better = _better(own.value if own is not None else "", candidates, site, notice)
    if better is not None or own is None:
        return [better] if better is not None else []
    return [] if is_persons(own) else [own]


def _is_confirmed(name: str, url: str | None, notice: str | None) -> bool:
    """Return whether the page's host or its copyright notice has the publisher's name."""
    owner = letters(owner_of(notice)) if notice else ""
    key = letters(name)
    return (url is not None and in_host(name, host(url))) or (owner != "" and (key in owner or owner in key))


def _better(name: str, candidates: Candidates, site: str | None, notice: str | None) -> Candidate | None:
    """Return the name that the host spells and the document's title, or the copyright notice, gives."""
    tags, headline = candidates.sources.tags, letters(candidates.title or "")
    piece = site_piece(tags.title, site) if tags is not None else None
    if piece and not (name and (is_domain(piece) or _is_short_for(piece, name))) and letters(piece) not in headline:
        return Candidate(piece, "title+url")
    owner = _LEGAL_FORM.sub("", publisher_name(owner_of(notice), site)) if notice else ""
    known = owner and spells_site(owner, site) and not (name and is_domain(owner))
    return Candidate(owner, "copyright+url") if known else None


def _is_short_for(short: str, name: str) -> bool:
    """Return whether a word is made of the initials of a name, in order."""
    rest = iter(word[0] for word in words_of(unaccented(name)))
    return all(letter in rest for letter in letters(short))


def _named(own: Candidate, candidates: Candidates, others: OtherNames, notice: str | None) -> Candidate:
    """Return a site's name out of a document's title, with who confirms it: the host or the copyright `notice`."""
    name, url = _name_of_site(own.value, candidates, others, notice), candidates.url
    if url is not None and name.isascii() and in_host(name, host(url)):
        return Candidate(name, f"{own.source}+url")
    confirmed = name and letters(name) in letters(notice or "")
    return Candidate(name, f"{own.source}+copyright" if confirmed else own.source)


def _name_of_site(name: str, candidates: Candidates, others: OtherNames, notice: str | None) -> str:
    """Return the site's name out of the end of a document's title; "" for a byline, a section or a menu item."""
    url, tags = candidates.url, candidates.sources.tags
    title = tags.title if tags is not None else ""
    known = None if without_prefix(name)[1] else name_of_site(name, url, notice, title)
    if known is None or (url is not None and in_host(known, host(url))):
        return known or ""
    return "" if known in others else known
