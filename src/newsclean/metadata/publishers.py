"""The publisher's name, without the slogans, sections and addresses that pages write next to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from newsclean.metadata.names.person_names import has_given_name, is_eastern, is_organisation, is_person
from newsclean.metadata.phrases import phrase_pattern
from newsclean.metadata.site_names import in_host, letters
from newsclean.metadata.sources.candidates import Candidate
from newsclean.urls import host

BARS = re.compile(r"\s*\.?:{2,}\.?\s*|\s+[|｜│]+\s*|\s*[|｜│]+\s+|_+|\s+(?:»|·|•|>+|›|►|▸|▶|//|~)\s+")
_CHAIN = re.compile(r"[|｜│]")  # without spaces, it joins the words of "Bay|Life"; two make a chain
DASHES = re.compile(r"\s+[-–—－:]\s+|:\s+")
_ADDRESS = re.compile(
    r"\s+(?:on|at|@)\s+(?:https?://|www\.)\S+$|\s*\(@\w{2,40}\)|\s+[\w.+-]{1,64}@[\w.-]{3,80}$"
    r"|\s*\((?:[\w-]{2,40}\.){1,3}[a-z]{2,10}\)$|\s*\[\w{2,20}\]$",
    re.IGNORECASE,
)
_EASTERN_JOINTS = re.compile(r"\s?[-–—－_|｜：]\s?")
_OF_SITE = re.compile(r"\s(?:@|by|from|at|on|w|auf)\s(?:the\s)?")  # before the site's name: "Boats @ Bay Post"
_EASTERN_OUTLET = phrase_pattern("publishers", "eastern_outlet")
_WELCOME = phrase_pattern("publishers", "welcome")
_SITE_WORD = phrase_pattern("publishers", "site_word")
_ABOUT = phrase_pattern("publishers", "about")
NO_NAME = phrase_pattern("publishers", "no_name")
APP = phrase_pattern("publishers", "app")
_CONTACT = re.compile(r"\S+@\S+\.\w+|[\d\s()+./-]{6,}")
ENDS = " -–—|:_·•,/<>«»‹›~*@$►"
_MARKS = dict.fromkeys(map(ord, "®™©"))
_DOMAIN = re.compile(r"(?:[\w-]{2,40}\.){1,3}[a-z]{2,10}", re.IGNORECASE)
_MIN_TWICE_CHARS = 6  # of a name that its element holds twice
_MIN_SLOGAN_WORDS = 4  # after a name, the dash counted in; less may be part of the name
_ODD_WORD = re.compile(r"[a-z][A-Z]|[A-Z]{2}[a-z]|\w\.\w")  # "DroidDog", "OSNews", "bay.example"
_JOINS = frozenset({"&", "+", "and", "und", "et", "y", "e", "en", "of", "de", "du", "di", "del", "von"})
_KIND = re.compile(r"\w\s(?:news|blog)$", re.IGNORECASE)
_MIN_TAIL_WORDS = 3  # behind the site's name, for a description; two may be an edition: "Bay Post New York"
_MAX_FORM_WORDS = 2  # of a firm's form behind a comma
_MIN_LIST_WORDS, _MIN_SENTENCE_WORDS = 3, 9  # of a description
_MAX_NAME_WORDS = 7
_MIN_HEADLINE_CHARS = 12
_MAX_SECTION_WORDS = 2
_MIN_LABEL_CHARS = 4  # of a domain's name that tells which piece is the site's


class PageWords(NamedTuple):
    """What of a page is no publisher, each as `letters`."""

    headline: str = ""
    sections: frozenset[str] = frozenset()
    authors: frozenset[str] = frozenset()


NO_WORDS = PageWords()


@lru_cache(maxsize=512)  # a site's pages have one
def publisher_name(value: str, site: str | None, notice: str | None = None) -> str:
    """Return a publisher's name without what bars, dashes or a colon add to it, and without a description.

    Of several pieces the one that the site's domain spells is the name, else the first. What the copyright `notice`
    says as well is the name.

    >>> publisher_name("Harbour Post | News, Sport and Weather", "harbourpost.example")
    'Harbour Post'
    """
    value = _once(_WELCOME.sub("", _ADDRESS.sub("", value.translate(_MARKS)).strip()))
    value = _without_site_word(value, site)
    if is_eastern(value) and (outlet := _eastern_outlet(value)):
        return outlet
    pieces = [piece for piece in BARS.split(value) if letters(piece)]
    if len(_CHAIN.findall(value)) > 1:
        pieces = [part for piece in pieces for part in _CHAIN.split(piece) if letters(part)]
    name = _spelled(pieces, site) or (pieces[0] if pieces else value)
    parts = [part for part in DASHES.split(name) if letters(part)]
    if len(parts) > 1:
        rest = name[len(parts[0]) :].split()
        slogan = len(rest) > _MIN_SLOGAN_WORDS or (parts[1][0].islower() and len(parts[1].split()) > 1)
        name = _spelled(parts, site) or (parts[0] if slogan else name)
        least = 2 if _DOMAIN.fullmatch(name) else 3 if name.isupper() and " " not in name else 0
        others = (part for part in parts if _may_be_name(part, least))
        name = next(others, name) if least else name  # "Harbour Works Board - HWB.EXAMPLE"
    if letters(name) not in letters(notice or ""):
        name = _without_description(name, site)
    name = name.strip(ENDS).lstrip(".: ")
    return name[4:] if name[:4].lower() == "www." and _DOMAIN.fullmatch(name) else name


def _may_be_name(part: str, least: int) -> bool:
    """Return whether a piece beside a domain, of at least so many words, is a name: no section, no slogan."""
    return is_eastern(part) or (least <= len(part.split()) <= _MAX_NAME_WORDS and _KIND.search(part) is None)


def _without_site_word(value: str, site: str | None) -> str:
    """Return a name without "website" behind it, and without the genitive's ending before that."""
    name = _SITE_WORD.sub("", value)
    if name != value and name.endswith("s") and letters(name[:-1]) == letters(_label(site)):
        return name[:-1]
    return name or value


def _without_description(name: str, site: str | None) -> str:
    """Return a name without the description behind, or before, what the domain spells.

    A single word that the domain spells begins many a longer name ("Harvard Medical School"), unless it is written
    as no word is ("DroidDog").
    """
    if (about := _ABOUT.match(name)) is not None:
        return about["name"]
    label, domain = letters(_label(site)), letters(site or "")
    if len(label) < _MIN_LABEL_CHARS:
        return name
    if letters(last := _OF_SITE.split(name)[-1]) in (label, domain):
        return last
    words = name.split()
    for count in range(1, len(words)):
        head, tail = " ".join(words[:count]), words[count:]
        if letters(head).removeprefix("the") not in (label, domain, label.removeprefix("the")):
            continue
        if head[-1] in ",.:;-–":
            return name if len(tail) <= _MAX_FORM_WORDS and is_organisation(" ".join(tail)) else head
        odd = count > 1 or _ODD_WORD.search(head) is not None
        long = len(tail) >= _MIN_TAIL_WORDS or _KIND.search(" ".join(tail)) is not None
        templates = letters(head) == domain and tail[0].islower() and len(tail) == 1  # "bay.example name"
        return head if (odd and long and _JOINS.isdisjoint(tail)) or templates else name
    return name


def _label(site: str | None) -> str:
    return (site or "").split(".")[0]


def _once(value: str) -> str:
    """Return a name that is written twice in a row once."""
    half = value[: len(value) // 2].rstrip()
    return half if len(half) >= _MIN_TWICE_CHARS and value[len(half) :].lstrip() == half else value


def _spelled(pieces: list[str], site: str | None) -> str | None:
    """Return the piece that a site's domain spells: all of it, else its label."""
    domain, label = letters(site or ""), letters(_label(site))
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


def choose_publisher(
    found: Sequence[Candidate], url: str | None = None, page: PageWords = NO_WORDS
) -> Candidate | None:
    """Return the first name that is no bare domain and no URL, else the first that is no URL.

    The page's section or headline is none, nor is a template's word; a person is only where nothing else is.
    """
    named = [each for each in found if each.value.lower()[:4] != "http" and not _is_no_name(each.value, url, page)]
    others = [each for each in named if len(named) > 1 and not _is_person_s(each, url, page)] or named
    return next((each for each in others if not _DOMAIN.fullmatch(each.value)), None) or next(iter(others), None)


def _is_no_name(value: str, url: str | None, page: PageWords) -> bool:
    """Return whether a value is no site's name: a word of the template, the section, the headline or a description.

    What the host spells may be one: there is a site called News.
    """
    key = letters(value)
    if (len(page.headline) >= _MIN_HEADLINE_CHARS and page.headline in key) or _CONTACT.fullmatch(value.strip()):
        return True
    if APP.search(value):
        return True
    generic = NO_NAME.search(value.strip()) is not None
    if url is not None and in_host(value, host(url)) and not (generic and key not in host(url).split(".")):
        return False
    section = key in page.sections and len(value.split()) <= _MAX_SECTION_WORDS
    return section or generic or (url is not None and is_list(value))


def _is_person_s(found: Candidate, url: str | None, page: PageWords) -> bool:
    """Return whether a candidate is the author's name, or another person's whom the host does not spell."""
    if letters(found.value) in page.authors:
        return has_given_name(found.value) and not is_organisation(found.value)
    return is_persons(found) and not (url is not None and in_host(found.value, host(url)))


def is_persons(found: Candidate) -> bool:
    """Return whether a candidate is a person's name, from where many pages name whoever publishes them."""
    return found.source != "og:site_name" and is_person(found.value) and has_given_name(found.value)


def is_list(value: str) -> bool:
    """Return whether a value lists what a site writes about, or is a whole sentence."""
    words, (before, _, last) = value.split(), value.rpartition(",")
    form = len(last.split()) <= _MAX_FORM_WORDS and is_organisation(last)
    listed = bool(before) and not form and len(words) >= _MIN_LIST_WORDS
    return (listed and not BARS.search(value)) or (len(words) >= _MIN_SENTENCE_WORDS and not is_organisation(value))
