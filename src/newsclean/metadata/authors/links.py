"""Tell elements and links of authors from those of topics and of people in the news."""

from __future__ import annotations

import re
from functools import lru_cache

from newsclean.metadata.strings import folded, word_set
from newsclean.model import Block, Element
from newsclean.urls import registrable_domain

# Elements that say what an author is, not who.
_ABOUT = re.compile(
    r"(?:author|byline|autor|auteur)[\w-]{0,24}(?:desc|bio|about|title|role|job)"
    r"|^(?:location|place|city|country|region|ort|standort)$",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"author(?!ed)|byline|by-line|autor|auteur|journalist|writer|redakteur|yazar|reporter|contributor|profil-"
    r"|penulis|szerzo|kirjoittaja|forfatter|skribent|tac-?gia",
    re.IGNORECASE,
)
# Parts of a URL's path that authors' pages have. Looked up part by part: a pattern takes ten times as long.
_AUTHOR_PARTS = word_set(
    "author authors autor autoren autores autorin auteur auteurs autore autori people profile profiles"
    " journalist journalists contributor contributors by staff team redakteur redakteure writer writers"
    " columnist columnists expert experts reporter person user users member members avtor yazar yazarlar"
    " muhabir author-profile producers kirjoittaja kirjoittajat toimittaja skribent skribenter forfatter journaliste"
    " journalistes redactores periodista periodistas colunista colunistas kolumnist penulis szerzo szerzok"
    " autorzy giornalista firmas avtori avtory tac-gia editor editors"
)
_ACCOUNTS = word_set("register login signin signup password account #")  # pages of a visitor's own
_TOPIC_PARTS = word_set(
    "tag tags topic topics theme themes thema themen category search label keyword keywords emne tema temas etiqueta"
    " dossier"
)
_HANDLE_PART = re.compile(r"@[\w.-]{1,40}")


def is_author_address(href: str) -> bool:
    """Return whether a link leads to a page about an author."""
    parts = href[-160:].lower().split("/")[1:]
    for i, part in enumerate(parts):
        if part[:1] == "@" and _HANDLE_PART.fullmatch(part.partition("?")[0]):
            return True
        if part in _AUTHOR_PARTS and i + 1 < len(parts) and parts[i + 1] and parts[i + 1] not in _ACCOUNTS:
            return True
    return False


def is_topic(href: str) -> bool:
    """Return whether a link leads to the list of a topic."""
    return not _TOPIC_PARTS.isdisjoint(href[-160:].lower().split("/"))


def links_author(block: Block) -> bool:
    """Return whether one of a block's first links leads to a page about an author."""
    return any(map(is_author_address, block.hrefs[:3]))


def leads_elsewhere(href: str, site_names: frozenset[str]) -> bool:
    """Return whether a link leads to another page of the site than an author's: that of a person in the news."""
    if is_author_address(href) or href[:7].lower() == "mailto:":
        return False
    label = (registrable_domain(href) or "").partition(".")[0] if href[:4].lower() == "http" else ""
    return not label or folded(label).replace(" ", "") in site_names


def named_for_author(element: Element, known: dict[Element, bool]) -> bool:
    """Return whether the element, or one close around it, is named for authors. `known` holds the answers of a page."""
    if element not in known:
        known[element] = _is_named(element)
    return known[element]


def _is_named(element: Element) -> bool:
    at: Element | None = element
    for _ in range(4):
        if at is None:
            return False
        if (at.role and at.role.lower() == "author") or (at.tokens and any(map(_is_author_token, at.tokens))):
            return not any(map(is_about_author, element.tokens))
        at = at.parent
    return False


@lru_cache(maxsize=8192)
def _is_author_token(token: str) -> bool:
    return _NAMED.search(token) is not None


@lru_cache(maxsize=8192)
def is_about_author(token: str) -> bool:
    """Return whether an element of this class says what an author is or where, not who."""
    return _ABOUT.search(token) is not None
