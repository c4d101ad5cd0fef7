"""Metadata by site: what a page says about itself that its site's other pages may confirm or contradict."""

from __future__ import annotations

from newsclean.metadata.names.person_names import has_given_name, is_person
from newsclean.metadata.site_names import SiteNames, cuts, in_host, letters
from newsclean.metadata.sources.candidates import Candidate, Candidates, OfSite
from newsclean.metadata.strings import tidy
from newsclean.urls import host

PUBLISHER, SECTION, AUTHOR, TITLE = "publisher", "section", "authors", "title"
BY_SITE = "site:"  # before the source under which other pages of the site say it
FROM_TITLES = frozenset({"title", f"{BY_SITE}title"})  # sources of a publisher that may be a section or a column
SECTION_NAMES = ("article:section", "parsely-section", "section", "dc.subject.section")
_AUTHOR_NAMES = ("author", "article:author", "dc.creator", "byl")
_ENDS = ("end", "start")  # of a document's title, where it names its site
_MAX_CHARS = 80  # of a value that is kept
_MAX_NAME_CHARS = 50
_MIN_LETTERS = 3  # of a name
# Sources of a publisher that other pages of the site outvote. The others name parts of a site on purpose.
_APPS = frozenset({"application-name", "apple-mobile-web-app-title", "twitter:site:name"})
_UNSURE = _APPS | {"title", "cre", "publisher"}


def page_values(candidates: Candidates) -> dict[str, str]:
    """Return what is compared with other pages of the site: values by field and source, as "publisher og:site_name"."""
    tags, linked = candidates.sources.tags, candidates.sources.linked
    found = {f"{PUBLISHER} {each.source}": each.value for each in candidates.fields.get(PUBLISHER, ())}
    if tags is not None:
        found |= {f"{TITLE} {end}": value for end, value in zip(_ENDS, title_ends(tags.title), strict=True)}
        found |= {f"{SECTION} {each.source}": each.value for each in tags.candidates(SECTION_NAMES)}
        found |= {f"{AUTHOR} {each.source}": each.value for each in tags.candidates(_AUTHOR_NAMES)}
    if linked is not None:
        found[f"{SECTION} json-ld"] = linked.section or ""
    tidied = ((name, tidy(value, _MAX_CHARS)) for name, value in found.items())
    return {name: value for name, value in tidied if value and "://" not in value}


def title_ends(title: str) -> tuple[str, str]:
    """Return the last and the first piece of a document's title, one of which may name the site; "" for none.

    >>> title_ends("Lanterns lit again - Local - Harbour Post")
    ('Harbour Post', 'Lanterns lit again')
    """
    whole = tidy(title, 500) or ""
    places = [(start, end) for start, end in cuts(whole) if start > 0 and end < len(whole)]
    pieces = (whole[places[-1][1] :], whole[: places[0][0]]) if places else ("", "")
    last, first = (piece if len(piece) <= _MAX_NAME_CHARS else "" for piece in pieces)
    return last, first


def may_name_site(field: str, value: str) -> bool:
    """Return whether a value that a site's pages share may be a name of the site: the author of all may be a person."""
    if len(letters(value)) < _MIN_LETTERS or len(value) > _MAX_NAME_CHARS:
        return False
    return field != AUTHOR or not (is_person(value) and has_given_name(value))


def without_names(title: Candidate | None, of_site: OfSite) -> Candidate | None:
    """Return a headline without what the titles of the site's other pages end in as well.

    Only after it was chosen: told before, these names make a heading of one word look like the headline.
    """
    if title is None or not of_site.names:
        return title
    return title._replace(value=SiteNames(of_site.names, (), ()).strip(title.value, heading=True))


def checked_publisher(own: Candidate | None, of_site: OfSite, url: str | None) -> Candidate | None:
    """Return a page's publisher, or that of its site's other pages where its own is unknown or from an unsure source.

    A name that the page's domain spells is left alone.
    """
    common = of_site.publisher
    if common is None or (own is not None and letters(own.value) == letters(common.value)):
        return own
    if own is None or (own.source in _UNSURE and of_site.agreed and not (url and in_host(own.value, host(url)))):
        return common
    return own
