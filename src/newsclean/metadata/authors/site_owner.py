"""The author of a one-person site: the person whose name is the site's, where nothing names another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsclean.metadata.authors.names import split_names
from newsclean.metadata.landmarks import Landmarks
from newsclean.metadata.names.person_names import has_given_name, is_agency, is_person, untitled
from newsclean.metadata.notices import NOTICE
from newsclean.metadata.site_names import letters
from newsclean.metadata.sources.candidates import Candidates
from newsclean.model import Block
from newsclean.urls import host

_ORIGIN = "site"
_MAX_WORDS = 3  # of an owner's name
_MAX_LOGO_CHARS = 40
_MIN_NAME_CHARS = 4  # of a given or family name that tells a domain as its bearer's
_WHOSE = re.compile(r"['’]s\s.*$")  # "Ada Byron's notes"
_FIRM = frozenset(",&+")  # what joins the names of a firm
_FRONT = ("", "/", "./", "index.html", "/index.html")


def site_owner(
    candidates: Candidates, blocks: Sequence[Block], landmarks: Landmarks
) -> tuple[str, tuple[str, ...]] | None:
    """Return the source and the name of the site's owner where two places of the page agree on a person's name.

    The places are the link to the front page or the heading above the headline, the copyright notice, the site's
    name in its metadata or its titles, and the domain.
    """
    places: dict[str, set[str]] = {}
    for place, value in _named(candidates, blocks, landmarks):
        names = split_names(_WHOSE.sub("", value)) if _FIRM.isdisjoint(value) else []
        if len(names) == 1 and _is_owner(names[0]):
            places.setdefault(names[0].title() if names[0].isupper() else names[0], set()).add(place)
    domain = letters(host(candidates.url or ""))
    for name, found in places.items():
        parts = [part for part in map(letters, name.split()) if len(part) >= _MIN_NAME_CHARS]
        if len(found) > 1 or any(part in domain for part in parts):
            return _ORIGIN, (untitled(name),)
    return None


def _is_owner(name: str) -> bool:
    return 2 <= len(name.split()) <= _MAX_WORDS and is_person(name) and not is_agency(name) and has_given_name(name)


def _named(candidates: Candidates, blocks: Sequence[Block], landmarks: Landmarks) -> Iterator[tuple[str, str]]:
    """Yield the values that may be the owner's name, each with its place."""
    first = landmarks.head if landmarks.head >= 0 else landmarks.first
    front = (*_FRONT, *(f"{scheme}://{host(candidates.url)}" for scheme in ("http", "https") if candidates.url))
    for block in blocks[: max(first, 0)]:
        if len(block.text) > _MAX_LOGO_CHARS:
            continue
        if block.tag == "h1" or any(href in front or href.removesuffix("/") in front for href in block.hrefs[:2]):
            yield "logo", block.text.strip("/ ")
    for block in blocks[max(landmarks.last, 0) :]:
        notice = NOTICE.search(block.text) if len(block.text) <= 4 * _MAX_LOGO_CHARS else None
        if notice is not None:
            yield "notice", _holder(block.text[notice.end() :])
    for candidate in candidates.fields.get("publisher", ()):
        yield "publisher", candidate.value


def _holder(text: str) -> str:
    """Return what is in a notice after the years, up to its first stop."""
    text = text.lstrip(" ©0123456789-–—,.|·():")
    for stop in (". ", " | ", " - ", " – ", " · ", "."):
        text = text.partition(stop)[0]
    return text.removeprefix("by ").strip()
