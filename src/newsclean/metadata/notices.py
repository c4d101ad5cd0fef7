"""Extract the publisher's name and copyright notice, without the slogans and footer menus next to them."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

from newsclean.metadata.names.person_names import is_agency, is_eastern
from newsclean.metadata.phrases import phrase_pattern
from newsclean.metadata.site_names import letters

_BARS = re.compile(r"\s*\.?:{2,}\.?\s*|\s+[|｜│]+\s*|\s*[|｜│]+\s+|_+|\s+(?:»|·|•|>+|›)\s+")
_DASHES = re.compile(r"\s+[-–—－]\s+|:\s+")
_ADDRESS = re.compile(
    r"\s+(?:on|at|@)\s+(?:https?://|www\.)\S+$|\s*\(@\w{2,40}\)|\s+[\w.+-]{1,64}@[\w.-]{3,80}$", re.IGNORECASE
)
_MARKS = dict.fromkeys(map(ord, "®™"))
_DOMAIN = re.compile(r"(?:[\w-]{2,40}\.){1,3}[a-z]{2,6}", re.IGNORECASE)
_MIN_TWICE_CHARS = 6  # of a name that its element holds twice
_MIN_SLOGAN_WORDS = 4  # after a name, the dash counted in; less may be part of the name
_MIN_LABEL_CHARS = 4  # of a domain's name that tells which piece is the site's
NOTICE = phrase_pattern("notices", "notice")
_RIGHTS = phrase_pattern("notices", "rights")
# What begins a footer's menu, or names whoever made the site.
_MENU = phrase_pattern("notices", "menu")
PHOTO = phrase_pattern("notices", "photo")
# What a firm is, and its number, behind its name.
_ABOUT_OWNER = phrase_pattern("notices", "about_owner")
_MAX_NOTICE_CHARS = 200
_MAX_BETWEEN_CHARS = 12  # between the owner and that all rights are reserved
_CREDITED = re.compile(r"[\W\d_]*(?P<first>[^\W\d_][\w-]{1,20})\s?/")  # the first name of a photo's credit
_YEARS_BEFORE = re.compile(r"\b(?:19|20)\d\d(?:\s?[–-]\s?(?:19|20)?\d\d)?\s*$")
# Where a sentence ends, but for abbreviations; and dashes between what is more than years.
_STOPS = re.compile(
    r"(?<!\w)\.\s+(?=[^\W\d_a-zß-ÿ])|(?<![\s.]\w)(?<!\b\w\w)(?<!\b(?:Pte|Pty|Pvt))[.。]\s+(?=[^\W\d_a-zß-ÿ])"
    r"|(?<=\bCo)\.\s+(?!Ltd|KG|Inc|LLC|Limited)(?=[A-Z])|\s[-–—]\s|(?<=\w)\.(?=(?:This|All|The|Alle) )"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEAR_BEHIND = re.compile(r",?\s(?:19|20)\d\d\b")
_YEARS = re.compile(r"(?:(?:19|20)\d\d[\s,–-]*)+(?:$|[.,;]|\s[-–—])|\d{2,4}\b")
_NO_OWNER = phrase_pattern("notices", "no_owner")
# Part of an address: a comma and words with a number that is no year, a mail address, a telephone.
_ADDRESS_PART = re.compile(
    r",\s[^,]{0,40}?(?<![\d–/.-])(?!(?:19|20)\d\d\b)\d+(?![\d–-])[^,]*|(?<![,\s])[,\s]+(?:P\.\s?O\.|Tel\b|\S{2,40}@\S)",
    re.IGNORECASE,
)


@lru_cache(maxsize=512)  # a site's pages have one
def publisher_name(value: str, site: str | None) -> str:
    """Return a publisher's name without what bars, dashes or a colon add to it.

    Of several pieces the one that the site's domain spells is the name, else the first.

    >>> publisher_name("Harbour Post | News, Sport and Weather", "harbourpost.example")
    'Harbour Post'
    """
    value = _once(_ADDRESS.sub("", value.translate(_MARKS)).strip())
    pieces = [piece for piece in _BARS.split(value) if letters(piece)]
    name = _spelled(pieces, site) or (pieces[0] if pieces else value)
    parts = [part for part in _DASHES.split(name) if letters(part)]
    if len(parts) > 1:
        slogan = len(name[len(parts[0]) :].split()) > _MIN_SLOGAN_WORDS
        name = _spelled(parts, site) or (parts[0] if slogan else name)
        least = 2 if _DOMAIN.fullmatch(name) else 3 if name.isupper() and " " not in name else 0
        others = (part for part in parts if len(part.split()) >= least or is_eastern(part))
        name = next(others, name) if least else name  # "Harbour Works Board - HWB.EXAMPLE"
    return name.strip(" -–—|:_·•,/").lstrip(".: ")


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


@lru_cache(maxsize=512)
def copyright_notice(line: str) -> str | None:
    """Return the owner's notice in a line of a footer: mark, years, owner, and that all rights are reserved.

    None for a photo's, and for one that names no owner.

    >>> copyright_notice("About us | © 2020 Harbour Post Ltd. All rights reserved. Do not copy. Terms | Privacy")
    '© 2020 Harbour Post Ltd. All rights reserved.'
    """
    rights = _RIGHTS.search(line)
    if rights is None and (PHOTO.search(line) or _credits_agency(line)):
        return None
    pieces = [piece for piece in _BARS.split(line) if piece.strip()]
    first = next((i for i, piece in enumerate(pieces) if NOTICE.search(piece)), 0)
    if not pieces:
        return None
    text = pieces[first]
    if not _names_owner(text) and first + 1 < len(pieces) and not _RIGHTS.match(pieces[first + 1]):
        text += " " + pieces[first + 1]  # "© 2021 · Harbour Post"
    notice = _from_mark(text)
    end = _end_of_owner(notice)
    kept = notice[:end].rstrip(" |·•-–—,;:")
    rights = _RIGHTS.search(notice, end) or next(filter(None, map(_RIGHTS.search, pieces[first + 1 :])), None)
    if rights is not None:
        nearby = rights.string is notice and len(notice[end : rights.start()]) <= _MAX_BETWEEN_CHARS
        year = _YEAR_BEHIND.match(rights.string, rights.end())
        stop = year.end() if year else rights.end() + rights.string.startswith(".", rights.end())
        between = notice[len(kept) : rights.start()] if nearby else ". " if rights.string is notice else " | "
        kept += between + rights.string[rights.start() : stop]
    kept = " ".join(kept.split())[:_MAX_NOTICE_CHARS].strip(" []")
    return kept if _names_owner(kept) else None


def _credits_agency(line: str) -> bool:
    """Return whether a line is a photo's credit that begins with an agency: "© dpa/Ada Byron"."""
    mark = NOTICE.search(line)
    credit = _CREDITED.match(line, mark.end()) if mark is not None else None
    return credit is not None and is_agency(credit["first"])


def _names_owner(text: str) -> bool:
    """Return whether a notice has words other than its mark and that all rights are reserved."""
    return any(map(str.isalpha, _NO_OWNER.sub("", _RIGHTS.sub("", NOTICE.sub("", text)))))


def _from_mark(text: str) -> str:
    """Return a notice from its mark or the year before it, or with the owner's name that is before the mark."""
    mark = NOTICE.search(text)
    if mark is None or is_eastern(mark.group()):
        return text
    rights = _RIGHTS.search(text)
    if rights is not None and rights.start() < mark.end() and not _STOPS.search(text, rights.start(), mark.start()):
        return text[rights.start() : mark.end()] + _MENU.sub("", text[mark.end() :])
    years = _YEARS_BEFORE.search(text, 0, mark.start())
    start, behind = years.start() if years else mark.start(), _MENU.sub("", text[mark.end() :])
    before = next((part for part in reversed(_STOPS.split(text[:start])) if _names_owner(part)), "")
    if before and not _names_owner(_STOPS.split(behind)[0]):
        return f"{before.strip(' |·•-–—,;:')} {text[start : mark.end()]}{behind}"
    return text[start : mark.end()] + behind


def _end_of_owner(notice: str) -> int:
    """Return where the sentence with the owner ends: at a stop, a dash, an address, or all rights reserved."""
    rights = _RIGHTS.search(notice)
    limit = rights.start() if rights is not None else len(notice)
    if not _names_owner(notice[:limit]) and NOTICE.search(notice):
        limit = len(notice)  # "© All rights reserved Harbour Post 2020"
    for stop in _STOPS.finditer(notice, 0, limit):
        if _names_owner(notice[: stop.start()]) and not _YEARS.match(notice, stop.end()):
            limit = stop.start()
            break
    about = _ABOUT_OWNER.search(notice, 0, limit)
    if about is not None and _names_owner(notice[: about.start()]):
        limit = len(notice[: about.start()].rstrip(" ,("))
    address = _ADDRESS_PART.search(notice, 0, limit)
    return address.start() if address is not None and _names_owner(notice[: address.start()]) else limit
