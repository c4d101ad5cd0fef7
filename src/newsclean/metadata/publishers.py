"""The publisher's name, without the slogans, sections and addresses that pages write next to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from unicodedata import normalize

from newsclean.metadata.names.person_names import is_agency, is_eastern, is_organisation
from newsclean.metadata.phrases import phrase_pattern, phrase_words
from newsclean.metadata.site_names import in_host, letters
from newsclean.metadata.sources.candidates import Candidate
from newsclean.urls import host, registrable_domain

BARS = re.compile(r"\s*\.?:{2,}\.?\s*|\s+[|｜│]+\s*|\s*[|｜│]+\s+|_+|\s+(?:»|·|•|>+|›)\s+")
_DASHES = re.compile(r"\s+[-–—－:]\s+|:\s+")
_ADDRESS = re.compile(
    r"\s+(?:on|at|@)\s+(?:https?://|www\.)\S+$|\s*\(@\w{2,40}\)|\s+[\w.+-]{1,64}@[\w.-]{3,80}$", re.IGNORECASE
)
_EASTERN_JOINTS = re.compile(r"\s?[-–—－_|｜]\s?")
_EASTERN_OUTLET = phrase_pattern("publishers", "eastern_outlet")
_WELCOME = phrase_pattern("publishers", "welcome")
_SENTENCE = phrase_pattern("publishers", "sentence")
_PLATFORMS = phrase_words("publishers", "platforms")
_ENDS = " -–—|:_·•,/<>«»‹›~*@"
_PLAIN_WORD = re.compile(r"[^\W\d_][a-zß-ÿ]*\Z")
_MARKS = dict.fromkeys(map(ord, "®™"))
_DOMAIN = re.compile(r"(?:[\w-]{2,40}\.){1,3}[a-z]{2,10}", re.IGNORECASE)
_MIN_TWICE_CHARS = 6  # of a name that its element holds twice
_MIN_SLOGAN_WORDS = 4  # after a name, the dash counted in; less may be part of the name
_MIN_LABEL_CHARS = 4  # of a domain's name that tells which piece is the site's


@lru_cache(maxsize=512)  # a site's pages have one
def publisher_name(value: str, site: str | None) -> str:
    """Return a publisher's name without what bars, dashes or a colon add to it.

    Of several pieces the one that the site's domain spells is the name, else the first.

    >>> publisher_name("Harbour Post | News, Sport and Weather", "harbourpost.example")
    'Harbour Post'
    """
    value = _once(_WELCOME.sub("", _ADDRESS.sub("", value.translate(_MARKS)).strip()))
    if is_eastern(value) and (outlet := _eastern_outlet(value)):
        return outlet
    pieces = [piece for piece in BARS.split(value) if letters(piece)]
    name = _spelled(pieces, site) or (pieces[0] if pieces else value)
    parts = [part for part in _DASHES.split(name) if letters(part)]
    if len(parts) > 1:
        slogan = len(name[len(parts[0]) :].split()) > _MIN_SLOGAN_WORDS
        name = _spelled(parts, site) or (parts[0] if slogan else name)
        least = 2 if _DOMAIN.fullmatch(name) else 3 if name.isupper() and " " not in name else 0
        others = (part for part in parts if len(part.split()) >= least or is_eastern(part))
        name = next(others, name) if least else name  # "Harbour Works Board - HWB.EXAMPLE"
    return name.strip(_ENDS).lstrip(".: ")


def _once(value: str) -> str:
    """Return a name that is written twice in a row once."""
    half = value[: len(value) // 2].rstrip()
    return half if len(half) >= _MIN_TWICE_CHARS and value[len(half) :].lstrip() == half else value


def _spelled(pieces: list[str], site: str | None) -> str | None:
    """Return the piece that a site's domain spells: all of it, else its label."""
    domain, label = letters(site or ""), letters((site or "").split(".")[0])
    keys = [(piece, _unaccented(letters(piece))) for piece in pieces]
    if domain and (exact := next((piece for piece, key in keys if key == domain), None)):
        return exact
    if len(label) < _MIN_LABEL_CHARS:
        return None
    alike = (piece for piece, key in keys if key and (key.startswith(label) or label.startswith(key)))
    return next((piece for piece, key in keys if key == label), None) or next(alike, None)


def _unaccented(key: str) -> str:
    return normalize("NFKD", key).encode("ascii", "ignore").decode() or key


def _eastern_outlet(value: str) -> str | None:
    """Return the piece of a chain in Han, kana or Hangul that is called a paper, a site or a station."""
    pieces = [piece for piece in _EASTERN_JOINTS.split(value) if piece]
    return next((piece for piece in pieces if _EASTERN_OUTLET.search(piece)), None) if len(pieces) > 1 else None


def choose_publisher(found: Sequence[Candidate]) -> Candidate | None:
    """Return the first name that is no bare domain and no URL, else the first that is no URL."""
    named = [each for each in found if each.value.lower()[:4] != "http"]
    return next((each for each in named if not _DOMAIN.fullmatch(each.value)), None) or next(iter(named), None)


def name_of_site(name: str, url: str | None, copyright_line: str | None) -> str | None:
    """Return the site's name out of the end of a document's title; None where it hardly is one.

    Its host or its copyright notice has the name, or it is that of a paper. A blog on a platform may bear any name.
    """
    own = host(url) if url else ""
    parts = [part.strip(_ENDS) for part in _DASHES.split(name) if letters(part)] or [name]
    known = [part for part in parts if own and in_host(part, own)]
    if known and len(parts) > 1 and not is_eastern(name):
        return name if in_host(name, own) and len(known) == len(parts) else known[0]
    if known or (copyright_line and letters(name) in letters(copyright_line)):
        return name
    if len(parts) > 1 and not is_eastern(name):
        return None
    if is_agency(name) or is_organisation(name) or (name.startswith("The ") and name.istitle()):
        return name
    if _SENTENCE.search(name) or (_PLAIN_WORD.match(name) and name.isascii()):
        return None
    hosted = not own or (registrable_domain(url) or "").partition(".")[0] in _PLATFORMS
    return name if hosted or not name.isascii() else None
