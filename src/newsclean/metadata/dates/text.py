"""Find printed dates in lines of text, in many languages, with their times and their labels."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from newsclean.metadata.dates.day_halves import half_before, half_behind
from newsclean.metadata.dates.patterns import DAY_YEAR, MONTH_DAY, NUMBERS, READERS, YEAR, Day, begin, read_numbers
from newsclean.metadata.dates.value import Stamp, make_stamp, offset_of, seconds_of
from newsclean.metadata.phrases import phrase_pattern
from newsclean.metadata.strings import DIGIT

_OTHER_DIGIT = re.compile(r"[^\W\D0-9]|[٠-٩۰-۹]")
_MAX_BEHIND, _MAX_BEFORE = 30, 24  # characters around a date in which its time is
_TIME = re.compile(
    r"(?<![\d.:])(?P<hour>\d{1,2})"
    r"(?: ?[:.h时時点點시] ?(?P<minute>\d{2}|\d(?= ?[分분]))(?!\d|[./]\d)(?::(?P<second>\d{2}))?(?: ?[分분])?"
    r"| ?[時时點点시](?! ?\d)|(?= ?[ap]\.?m\b))",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r" ?\(?(?:(?P<utc>Z|UTC|GMT)? ?(?<! )(?P<shift>[+-]\d{1,2}:?\d{2})"
    r"|(?:UTC|GMT)(?P<hours>[+-]\d{1,2})(?![\d:])|(?<= )(?P<rfc>[+-]\d{4})\b|(?P<zone>[A-Z]{2,5})\b)",
    re.IGNORECASE,
)

# Words in front of a date that say what it is the date of.
_CHANGED = phrase_pattern("dates", "changed")
_ISSUED = phrase_pattern("dates", "issued")
_OF_OTHER = phrase_pattern("dates", "of_other")
_BETWEEN = phrase_pattern("dates", "between")


class Found(NamedTuple):
    """A date in a line: where it is, and whether the words before it make it one of change, of issue, or of neither."""

    start: int
    end: int
    stamp: Stamp
    changed: bool
    issued: bool
    of_other: bool = False


def dates_in(text: str, order: str = "dmy", limit: int = 600, language: str | None = None) -> list[Found]:
    """Return the dates in a line of text, in order.

    `order` reads all-number dates: "dmy", "mdy" or "ymd"; `language` is the page's, as far as it is known.

    >>> [found.stamp.iso() for found in dates_in("Published 3 May 2021, updated 04.05.2021, 14:05")]
    ['2021-05-03', '2021-05-04T14:05:00']
    """
    return list(_dates_in(text[:limit], order, language))


@lru_cache(maxsize=512)  # authors, dates and sources are looked for in the same lines
def _dates_in(text: str, order: str, language: str | None) -> tuple[Found, ...]:
    if not text.isascii():
        text = _OTHER_DIGIT.sub(_ascii_digit, text)
    spans = _spans(text, order, language)
    found: list[Found] = []
    since = 0
    for i, (start, end, (year, month, day)) in enumerate(spans):
        until = spans[i + 1][0] if i + 1 < len(spans) else len(text)
        seconds, offset = _time_near(text, since, start, end, until, language)
        stamp = make_stamp(year, month, day, seconds, offset)
        if stamp is not None:
            label = text[since:start][-60:]
            other = _OF_OTHER.search(label) is not None
            changed = not other and _CHANGED.search(label) is not None
            issued = not (other or changed) and _ISSUED.search(label) is not None
            found.append(Found(start, end, stamp, changed, issued, other))
        since = end
    return tuple(found)


def _spans(text: str, order: str, language: str | None) -> list[tuple[int, int, Day]]:
    """Return the days in a line, each with where its date begins and ends."""
    spans: list[tuple[int, int, Day]] = []
    if not YEAR.search(text):
        return spans
    for pattern, read in READERS:
        if pattern is MONTH_DAY and not DAY_YEAR.search(text):
            continue
        for match in pattern.finditer(text):
            triple = read(match, order, language)
            if triple is not None and not any(a < match.end() and match.start() < b for a, b, _ in spans):
                spans.append((begin(match, language), match.end(), triple))
    spans.sort()
    return spans


def _ascii_digit(match: re.Match[str]) -> str:
    return str(unicodedata.decimal(match.group()))


def observed_order(texts: Iterable[str], order: str, days: set[date]) -> str:
    """Return `order`, "dmy" or "mdy", unless more of the all-number dates in `texts` can be read in the other only.

    A date that may be read in both orders speaks for the one that makes it one of `days`.
    """
    votes = {"dmy": 0, "mdy": 0}
    for text in texts:
        for match in NUMBERS.finditer(text) if DIGIT.search(text) else ():
            read = {o for o in votes if _is_one_of(read_numbers(match, o), days)} if is_ambiguous(text) else set()
            a, b = int(match.group(1)), int(match.group(3))
            if match.group(2) != "." and (a > 12) != (b > 12) and max(a, b) <= 31:
                read = {"dmy" if a > 12 else "mdy"}
            if len(read) == 1:
                votes[read.pop()] += 1
    other = "mdy" if order == "dmy" else "dmy"
    return other if votes[other] > votes[order] else order


def _is_one_of(triple: Day | None, days: set[date]) -> bool:
    return triple is not None and any((day.year, day.month, day.day) == triple for day in days)


def is_ambiguous(text: str) -> bool:
    """Return whether `text` holds an all-number date that reads in two orders."""
    match = NUMBERS.search(text)
    return match is not None and match.group(2) != "." and max(int(match.group(1)), int(match.group(3))) <= 12


def printed(text: str, order: str = "dmy", language: str | None = None) -> Stamp | None:
    """Return the first date in a line of text that is not one of change, else the first."""
    found = dates_in(text, order, language=language)
    return next((f.stamp for f in found if not f.changed), found[0].stamp if found else None)


def is_period(text: str, found: list[Found]) -> bool:
    """Return whether the dates of a line are the ends of a period, as in event notices."""
    return any(_BETWEEN.fullmatch(text[a.end : b.start]) for a, b in pairwise(found))


def _time_near(text: str, since: int, start: int, end: int, until: int, language: str | None) -> _Time:
    """Return the time within a few characters after a date, else just before it."""
    until, since = min(until, end + _MAX_BEHIND), max(since, start - _MAX_BEFORE)
    match = _TIME.search(text, end, until) if DIGIT.search(text, end, until) else None
    since, until = (end, until) if match is not None else (since, start)
    if match is None and DIGIT.search(text, since, start):
        match = _last_time(text, since, start)
    if match is None:
        return None, None
    hour = int(match["hour"])
    after, at = half_behind(text, match.end(), until, language)
    half = after if after is not None else half_before(text, since, match.start(), language)
    if half is not None and hour <= 12:
        hour = hour % 12 + 12 * half
    seconds = seconds_of(str(hour), match["minute"], match["second"])
    zone = _ZONE.match(text, at, until)
    named = zone and (zone["shift"] or zone["hours"] or zone["rfc"] or zone["utc"] or zone["zone"])
    return seconds, None if seconds is None else offset_of(named)


def _last_time(text: str, since: int, until: int) -> re.Match[str] | None:
    """Return the last time of day in a part of a text; the numbers of a zone are none."""
    last: re.Match[str] | None = None
    found = _TIME.search(text, since, until)
    while found is not None:
        last, zone = found, _ZONE.match(text, found.end(), until)
        found = _TIME.search(text, (zone or found).end(), until)
    return last


_Time = tuple[int | None, int | None]  # seconds since midnight, minutes east of UTC
