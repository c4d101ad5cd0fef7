"""Extract the owner's copyright notice, without the footer menus, addresses and sentences next to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache, partial
from itertools import pairwise

from newsclean.metadata.names.person_names import has_given_name, is_agency, is_eastern, is_organisation, is_person
from newsclean.metadata.phrases import phrase_pattern
from newsclean.metadata.publishers import BARS

NOTICE = phrase_pattern("notices", "notice")
_RIGHTS = phrase_pattern("notices", "rights")
# What begins a footer's menu, or names whoever made the site.
_MENU = phrase_pattern("notices", "menu")
PHOTO = phrase_pattern("notices", "photo")
# What a firm is, and its number, behind its name; and what the sentence goes on with.
_ABOUT_OWNER = phrase_pattern("notices", "about_owner")
_BEHIND_OWNER = phrase_pattern("notices", "behind_owner")
_MADE_BY = phrase_pattern("notices", "made_by")
_BRAND_OF = phrase_pattern("notices", "brand_of")
_NO_NOTICE = phrase_pattern("notices", "no_notice")
_MAX_NOTICE_CHARS = 200
_MAX_BETWEEN_CHARS = 12  # between the owner and that all rights are reserved
_CREDITED = re.compile(r"[\W\d_]*(?P<first>[^\W\d_][\w-]{1,20})\s?/")  # the first name of a photo's credit
_YEARS_BEFORE = re.compile(r"\b(?:19|20)\d\d(?:\s?[–-]\s?(?:19|20)?\d\d)?\s*$")
# Where a sentence ends, but for abbreviations; and dashes between what is more than years.
_STOPS = re.compile(
    r"(?<!\w)\.\s+(?=[^\W\d_a-zß-ÿ])"
    r"|(?<![\s.]\w)(?<!\b[^\W\d_][a-zß-ÿ])(?<!\b(?:Pte|Pty|Pvt))[.。]\s+(?=[\"“„'‘«]?[^\W\d_a-zß-ÿ])"
    r"|(?<=\bCo)\.\s+(?!Ltd|KG|Inc|LLC|Limited)(?=[A-Z])|\s[-–—]\s|(?<=\w)\.(?=(?:This|All|The|Alle) )"
    r"|\s(?=[*❉★✦♦■►])|,\s(?=not to be )|(?<=\w):\s(?=\w+,\s)"
    # What is glued to a firm, a domain or a sentence is another element's.
    r"|(?<=\b(?:LLC|Ltd|Inc))\.?(?=[A-Z][a-z])|(?<=\bGmbH)(?=[A-Z][a-z])"
    r"|(?<=\.(?:com|net|org))(?=[A-Z][a-z])|(?<=\w\.(?:de|at|ch|fr|es|it|nl|pl|uk))(?=[A-ZÄÖÜ][a-zß-ÿ])"
    r"|(?<=[a-z]{3})\.(?=[A-Z][a-z]+\s)(?!Com|Net|Org)"
)
_SEAT = phrase_pattern("notices", "seat")
_TRADEMARK = phrase_pattern("notices", "trademark")
_LOWER_WORD = re.compile(r"(?<!\w)[a-zß-ÿ]{4,}(?!\w)")
_MAX_LOWER_WORDS = 4  # of a line without years and rights: more are a caption's
_JOINED = phrase_pattern("notices", "joined")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEAR_BEHIND = re.compile(r",?\s(?:19|20)\d\d\b")
_YEARS = re.compile(r"(?:(?:19|20)\d\d[\s,–-]*)+(?:$|[.,;]|\s[-–—])|\d{2,4}\b")
_NO_OWNER = phrase_pattern("notices", "no_owner")
# What markup leaves out or a template leaves in: "2017Harbour Post", "post.example" glued to a street, "[2014] [Post]".
_GLUED_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=[^\W\d_a-zß-ÿ][^\W\d_A-Z])")
_BRACKETED = re.compile(r"\[([^\[\]]{1,60})\]")
_DOMAIN_ALONE = re.compile(r"(?<=\d )\(((?:[\w-]{2,40}\.){1,3}[a-z]{2,10})\)")
_CLOCK = re.compile(r"(?:(?:[A-Z][a-z]{2} ){2}\d{1,2} |\s-\s)\d{1,2}:\d\d(?::\d\d)?(?: h\b| [A-Z]{2,5}\b)?")
_RANGE = re.compile(r"(?<!\d)([12]\d{3})(\s?[–-]\s?)([12]\d{3})(?!\d)(?:\s[–-](?=\s))?")
_ANY_YEARS = re.compile(r"(?<!\d)\d{4}(?:\s?[–-]\s?(?:\d{4})?)?(?!\d)")
_FIRST_YEAR, LAST_YEAR = 1800, 2100  # of a notice
_STAFF = re.compile(r"(?<=[A-ZÄÖÜ])(?:\s?/\s?[a-zäöü]{2,5}){1,3}$")  # initials of who wrote it, behind the paper's
_DOTS = re.compile(r"\.{2,}")
_AGAIN = re.compile(r"\b(\w{3,40})\b(.*)\s\1$")  # the subject of a sentence that was cut
_PARTS = re.compile(r"\s?[/:]\s?|\sI\s")
# Part of an address: a comma and words with a number that is no year, a mail address, a telephone.
_ADDRESS_PART = re.compile(
    r",\s(?:[A-Z]{1,3}-)?(?!(?:19|20)\d\d\b)\d{4,5}\s[^\W\d_]"
    r"|,\s[^,]{0,40}?(?<![\d–/.-])(?!(?:19|20)\d\d\b)\d+(?![\d–-])[^,]*|(?<![,\s])[,\s]+(?:P\.\s?O\.|Tel\b|\S{2,40}@\S)",
    re.IGNORECASE,
)


@lru_cache(maxsize=512)
def copyright_notice(line: str, last_year: int = LAST_YEAR) -> str | None:
    """Return the owner's notice in a line of a footer: mark, years, owner, and that all rights are reserved.

    None for a photo's, and for one that names no owner. No year is later than `last_year`.

    >>> copyright_notice("About us | © 2020 Harbour Post Ltd. All rights reserved. Do not copy. Terms | Privacy")
    '© 2020 Harbour Post Ltd. All rights reserved.'
    """
    rights = _RIGHTS.search(line)
    if rights is None and (PHOTO.search(line) or _credits_agency(line)):
        return None
    if _NO_NOTICE.search(line):
        return None
    line = _tidied(line, last_year)
    pieces = [piece for piece in BARS.split(line) if piece.strip()]
    first = next((i for i, piece in enumerate(pieces) if NOTICE.search(piece)), 0)
    if not pieces:
        return None
    text = pieces[first]
    if not _names_owner(text) and first + 1 < len(pieces) and not _RIGHTS.match(pieces[first + 1]):
        text += " " + pieces[first + 1]  # "© 2021 · Harbour Post"
    notice = _with_owner_of_brand(_from_mark(text))
    end = _end_of_owner(notice)
    kept = notice[:end].rstrip(" |·•-–—,;:")
    kept = _AGAIN.sub(r"\1\2", kept) if end < len(notice) else kept
    rights = _RIGHTS.search(notice, end) or next(filter(None, map(_RIGHTS.search, pieces[first + 1 :])), None)
    if rights is not None:
        nearby = rights.string is notice and len(notice[end : rights.start()]) <= _MAX_BETWEEN_CHARS
        year = _YEAR_BEHIND.match(rights.string, rights.end())
        stop = year.end() if year else rights.end() + rights.string.startswith(".", rights.end())
        between = notice[len(kept) : rights.start()] if nearby else ". " if rights.string is notice else " | "
        kept += between + rights.string[rights.start() : stop]
    kept = _STAFF.sub("", _DOTS.sub(".", " ".join(kept.split())[:_MAX_NOTICE_CHARS].strip(" []●¶*")))
    marked = NOTICE.search(kept) is not None or rights is not None
    if not _names_owner(kept) or _MADE_BY.search(kept) or not (marked or is_organisation(kept)):
        return None
    return kept if rights is not None or not (_is_caption(kept) or _credits_person(kept)) else None


def _tidied(line: str, last_year: int) -> str:
    """Return a line without a template's brackets, with a space behind years, and without years that cannot be."""
    line = _CLOCK.sub("", _DOMAIN_ALONE.sub(r"\1", _GLUED_YEAR.sub(r"\1 ", line)))
    if len(_BRACKETED.findall(line)) > 1:
        line = _BRACKETED.sub(r" \1 | ", line)
    return _RANGE.sub(partial(_possible, last_year), line)


def _possible(last_year: int, years: re.Match[str]) -> str:
    """Return a range of years, its first year where the last is to come, or nothing where the owner jokes."""
    first, last = int(years[1]), int(years[3])
    if first < _FIRST_YEAR or max(first, last) > LAST_YEAR:
        return ""
    return years[1] if first <= last_year < last else years.group()


def is_bare(notice: str) -> bool:
    """Return whether a notice has neither a year nor the sentence about rights: as a picture's credit."""
    return _YEAR.search(notice) is None and _RIGHTS.search(notice) is None


def _credits_person(notice: str) -> bool:
    """Return whether a notice without a year names a person and somebody else: "© Ada Byron/WireTime"."""
    parts = _PARTS.split(NOTICE.sub("", notice).strip())
    return is_bare(notice) and len(parts) > 1 and any(is_person(part) and has_given_name(part) for part in parts)


def _credits_agency(line: str) -> bool:
    """Return whether a line is a photo's credit that begins with an agency: "© dpa/Ada Byron"."""
    mark = NOTICE.search(line)
    credit = _CREDITED.match(line, mark.end()) if mark is not None else None
    return credit is not None and is_agency(credit["first"])


def _is_caption(line: str) -> bool:
    """Return whether a line says in words what a picture shows: "© Ada Byron The lock keeper opens the upper gates"."""
    return _YEAR.search(line) is None and len(_LOWER_WORD.findall(NOTICE.sub("", line))) > _MAX_LOWER_WORDS


@lru_cache(maxsize=1024)  # one notice is asked about several times
def _names_owner(text: str) -> bool:
    """Return whether a notice has words other than its mark and that all rights are reserved."""
    return any(map(str.isalpha, _NO_OWNER.sub("", NOTICE.sub("", _RIGHTS.sub("", text)))))


def _from_mark(text: str) -> str:
    """Return a notice from its mark or the year before it, or with the owner's name that is before the mark."""
    mark = NOTICE.search(text)
    if mark is None:
        return text
    if is_eastern(mark.group()):
        owner = _MENU.sub("", text)
        return owner if _names_owner(owner) else text
    rights = _RIGHTS.search(text)
    if rights is not None and rights.start() < mark.end() and not _STOPS.search(text, rights.start(), mark.start()):
        return text[rights.start() : mark.end()] + _MENU.sub("", text[mark.end() :])
    years = _YEARS_BEFORE.search(text, 0, mark.start())
    start, behind = years.start() if years else mark.start(), _MENU.sub("", text[mark.end() :])
    if _names_owner(_STOPS.split(behind, 1)[0]):
        return text[start : mark.end()] + behind
    parts = (_MENU.sub("", _BEHIND_OWNER.split(part)[0]) for part in reversed(_STOPS.split(text[:start])))
    before = next(filter(_names_owner, parts), "").strip(" |·•-–—,;:")
    return f"{before} {text[start : mark.end()]}{behind}".lstrip()


def _with_owner_of_brand(notice: str) -> str:
    """Return a notice with the owner's name where it says what it is of his: "© 2024 a Quayline plc subsidiary"."""
    found = _BRAND_OF.search(notice)
    if found is None or _names_owner(notice[: found.start()]):
        return notice
    return notice[: found.start()] + (found["brand"] or found["parent"]) + notice[found.end() :]


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
    for start in _other_ends(notice, limit):
        if start < limit and _names_owner(notice[:start]):
            limit = len(notice[:start].rstrip(" ,("))
    return limit


def _other_ends(notice: str, limit: int) -> Iterator[int]:
    """Yield where an address, more about the owner, another notice or a sentence about trademarks begins."""
    for pattern, group in ((_ADDRESS_PART, 0), (_SEAT, "seat"), (_ABOUT_OWNER, 0)):
        if (found := pattern.search(notice, 0, limit)) is not None:
            yield found.start(group)
    yield from (found.start() for found in _BEHIND_OWNER.finditer(notice, 0, limit))
    marks = list(NOTICE.finditer(notice, 0, limit))
    if len(marks) > 1 and (rights := _RIGHTS.search(notice)) is not None:
        marks = [mark for mark in marks if mark.start() not in range(*rights.span())]
    for before, mark in pairwise(marks):
        if _names_owner(notice[before.end() : mark.start()]) and not _JOINED.search(notice, 0, mark.start()):
            yield mark.start()
    if (trademark := _TRADEMARK.search(notice, 0, limit)) is not None:
        yield max(notice.rfind(". ", 0, trademark.start()), 0) + 1


@lru_cache(maxsize=512)
def owner_of(notice: str) -> str:
    """Return the owner's name out of a notice, with whatever else is not its mark, years or sentence about rights."""
    return _ANY_YEARS.sub("", NOTICE.sub("", _RIGHTS.sub("", notice))).strip(" .,|·•-–—")
