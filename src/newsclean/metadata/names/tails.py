"""Tell what is behind a person's name: a degree, a given name, and without a mark a city, a month, the name again."""

from __future__ import annotations

import re

from newsclean.metadata.names.name_words import reads_like_name
from newsclean.metadata.names.person_names import (
    has_given_name,
    is_agency,
    is_organisation,
    is_person,
    is_role,
)
from newsclean.metadata.phrases import phrase_pattern, phrase_words
from newsclean.text import late_pattern

_PLACES = phrase_words("names", "places")
_DEGREE = phrase_pattern("names", "degrees")
_MONTHS = phrase_words("names", "months_behind")
_DATELINE = phrase_pattern("names", "dateline")
# Letters behind a comma that are a degree's or a society's, whatever they mean.
_LETTERS = late_pattern(
    r"(?:[A-Z][A-Za-z]?[A-Z][A-Za-z.-]{0,6}|[A-Z]{2,7}(?:-[A-Z]{1,4})?(?: \d{2,3})?|(?:[A-Z]\.){2,4})\.?"
)
_JUNIOR = re.compile(r"(?:jr|sr|ii|iii|iv)\.?", re.IGNORECASE)
_TWICE = re.compile(r"(?P<name>\S.{4,40})\s?(?P=name)")
_MIN_TWICE_CHARS = 5
_SURE_NAME = 0.0  # log-odds of the words of a name without a known given name
_MIN_PLACED_WORDS = 3  # of a name with a place behind it


def once(text: str) -> str:
    """Return a name that was printed twice in a row once.

    >>> once("Ada ByronAda Byron")
    'Ada Byron'
    """
    twice = _TWICE.fullmatch(text) if text[:_MIN_TWICE_CHARS] in text[_MIN_TWICE_CHARS:] else None
    return twice["name"] if twice is not None else text


def is_degree(piece: str) -> bool:
    """Return whether a piece behind a name and a comma is a degree or a society's letters: "PhD", "MRCGP"."""
    if _DEGREE.fullmatch(piece) is not None:
        return True
    return _LETTERS.fullmatch(piece) is not None and not (is_agency(piece) or is_organisation(piece))


def is_junior(piece: str) -> bool:
    """Return whether a piece behind a name belongs to it: "Jr"."""
    return _JUNIOR.fullmatch(piece) is not None


def is_place(piece: str) -> bool:
    """Return whether a piece of a byline is the name of a city and no more."""
    return piece.strip().casefold().replace(" ", "_") in _PLACES


def is_dateline(text: str) -> bool:
    """Return whether a piece of a line is a town and its state: "HARBOUR HILL, Calif."."""
    return "," in text and _DATELINE.fullmatch(text) is not None


def without_place(part: str) -> str:
    """Return a name without the city behind it: "Ada Byron Paris"."""
    words = part.split()
    if len(words) < _MIN_PLACED_WORDS or words[-1].casefold() not in _PLACES or has_given_name(words[-2]):
        return part
    name = " ".join(words[:-1])
    return name if is_person(name) and (has_given_name(name) or reads_like_name(name, _SURE_NAME)) else part


def without_months(part: str) -> str:
    """Return a name without the months behind it, whose days and years are elsewhere: "Harbour Post December"."""
    words = part.split()
    least = 2 if has_given_name(part) else 1
    while len(words) > least and words[-1].casefold() in _MONTHS:
        del words[-1]
    return " ".join(words)


def turned(name: str) -> str:
    """Return a name that a catalogue gives with the family name first in its usual order.

    >>> turned("Byron, Ada M.")
    'Ada M. Byron'
    """
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}" if comma and "," not in given else name


def is_turned(family: str, given: str) -> bool:
    """Return whether a name is written as catalogues do: "Byron, Ada"."""
    if not (family.isalpha() and family.istitle() and given.isalpha() and given.istitle()):
        return False
    known = is_role(family) or is_organisation(family) or is_agency(family)
    return has_given_name(given) and not has_given_name(family) and not known
