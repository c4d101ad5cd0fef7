"""Find printed dates in lines of text, in many languages, with their times and their labels."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from newsclean.metadata.dates.day_halves import half_before, half_behind
from newsclean.metadata.dates.patterns import (
    ASCII_READERS,
    DAY_YEAR,
    LINES,
    MAX_MONTH_CHARS,
    MONTH_DAY,
    NUMBERS,
    READERS,
    YEAR,
    Day,
    begin,
    read_numbers,
)
from newsclean.metadata.dates.value import Stamp, make_stamp, offset_of, seconds_of
from newsclean.metadata.phrases import phrase_pattern
from newsclean.metadata.strings import DIGIT

_OTHER_DIGIT = re.compile(r"[^\W\D0-9]|[٠-٩۰-۹]")
_SPACE = re.compile(r"[\u00a0\u2000-\u200a\u202f\u3000]")
_MARK = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # of the writing direction
_MAX_BEHIND, _MAX_BEFORE = 30, 24  # characters around a date in which its time is
_TIME = re.compile(
    r"(?<![\d.:])(?P<hour>\d{1,2})"
    r"(?: ?(?:[:.h時时点點시]|giờ) ?(?P<minute>\d{2}|\d(?= ?[分분]))(?!\d|[./]\d)(?::(?P<second>\d{2}))?(?: ?[分분])?"
    r"| ?[时時點点시](?! ?\d)| ?h\b|(?= ?[ap]\.?m\b| (?:uhr|noon|midnight)\b))",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r" ?\(?(?:(?P<utc>Z|UTC|GMT)? ?(?<! )(?P<shift>[+-]\d{1,2}:?\d{2})"
    r"|(?:UTC|GMT)(?P<hours>[+-]\d{1,2})(?![\d:])|(?<= )(?P<rfc>[+-]\d{4}|\+\d\d:\d\d)\b"
    r"|(?P<zone>[A-ZА-Я]{2,5}|(?<=\d)Z)\b)",
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

    Their places are those without marks of the writing direction. `order` reads all-number dates: "dmy", "mdy" or
    "ymd"; `language` is the page's, as far as it is known.

    >>> [found.stamp.iso() for found in dates_in("Published 3 May 2021, updated 04.05.2021, 14:05")]
    ['2021-05-03', '2021-05-04T14:05:00']
    """
    return list(_dates_in(text[:limit], order, language))


@lru_cache(maxsize=512)  # authors, dates and sources are looked for in the same lines
def _dates_in(text: str, order: str, language: str | None) -> tuple[Found, ...]:
    if not text.isascii():
        text = _OTHER_DIGIT.sub(_ascii_digit, _SPACE.sub(" ", _MARK.sub("", text)))
    spans = _spans(text, order, language)
    found: list[Found] = []
    since = 0
    times = _times_of(text, spans, language) if spans else []
    for (start, end, (year, month, day)), (seconds, offset) in zip(spans, times, strict=True):
        stamp = make_stamp(year, month, day, seconds, offset)
        if stamp is not None:
            found.append(Found(start, end, stamp, *meaning(text[since:start][-60:])))
        since = end
    return tuple(found)


@lru_cache(maxsize=1024)  # a site's pages have the same words in front of their dates
def meaning(label: str) -> tuple[bool, bool, bool]:
    """Return whether the words in front of a date make it one of change, of issue, or of something else."""
    other = _OF_OTHER.search(label) is not None
    changed = not other and _CHANGED.search(label) is not None
    issued = not (other or changed) and _ISSUED.search(label) is not None
    return changed, issued, other


def _spans(text: str, order: str, language: str | None) -> list[tuple[int, int, Day]]:
    """Return the days in a line, each with where its date begins and ends."""
    if not YEAR.search(text):
        return []
    read: list[tuple[int, int, Day]] = []
    for pattern, reader in ASCII_READERS if text.isascii() else READERS:
        start = 0
        if pattern is MONTH_DAY:
            end = DAY_YEAR.search(text)
            if end is None:
                continue
            start = max(0, end.start() - MAX_MONTH_CHARS)
        for match in pattern.finditer(text, start) if pattern not in LINES else filter(None, [pattern.match(text)]):
            day = reader(match, order, language)
            if day is not None:
                read.append((begin(match, language), match.end(), day))
    read.sort(key=lambda span: span[0])
    spans: list[tuple[int, int, Day]] = []
    for span in read:  # the first of two that overlap: "24. 11. 2019. 11.07" ends with a time
        if not spans or spans[-1][1] <= span[0]:
            spans.append(span)
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


class _Clock(NamedTuple):
    """A time of day in a line: where it is with its zone, the seconds since midnight and the minutes east of UTC."""

    start: int
    end: int
    time: _Time


def _times_of(text: str, spans: Sequence[tuple[int, int, Day]], language: str | None) -> list[_Time]:
    """Return the time of each date in a line: the first behind it, or the last before it.

    Before it, where the line begins with a time and ends with a date; a time that is closer to the next date is that
    one's: "Published 3 May 2021. Updated: 14:05, 4 May 2021".
    """
    gaps = pairwise([0, *(end for _, end, _ in spans), len(text)])
    clocks = [_clocks(text, a, spans[i][0] if i < len(spans) else b, language) for i, (a, b) in enumerate(gaps)]
    leading = bool(clocks[0] and not clocks[-1] and spans[0][0] - clocks[0][-1].end <= _MAX_BEFORE)
    times: list[_Time] = []
    for i, (start, end, _) in enumerate(spans):
        before, behind = clocks[i], clocks[i + 1]
        gap = behind[0].start - end if behind else _MAX_BEHIND + 1
        of_next = len(behind) == 1 and i + 1 < len(spans) and spans[i + 1][0] - behind[0].end < gap
        if gap <= _MAX_BEHIND and not (leading or of_next):
            times.append(behind.pop(0).time)
        elif before and start - before[-1].end <= _MAX_BEFORE:
            times.append(before.pop().time)
        else:
            times.append((None, None))
    return times


def _clocks(text: str, since: int, until: int, language: str | None) -> list[_Clock]:
    """Return the times of day in a part of a text; the numbers of a zone are none."""
    clocks: list[_Clock] = []
    match = _TIME.search(text, since, until) if DIGIT.search(text, since, until) else None
    while match is not None:
        clock = _read_clock(text, match, until, language)
        clocks.append(clock)
        match = _TIME.search(text, clock.end, until)
    return clocks


def _read_clock(text: str, match: re.Match[str], until: int, language: str | None) -> _Clock:
    hour = int(match["hour"])
    half, at = half_behind(text, match.end(), until, language)
    if half is None:
        half = half_before(text, max(0, match.start() - _MAX_BEFORE), match.start(), language)
    if half is not None:
        hour = half.hour(hour)
    seconds = seconds_of(str(hour), match["minute"], match["second"])
    zone = _ZONE.match(text, at, until)
    named = zone and (zone["shift"] or zone["hours"] or zone["rfc"] or zone["utc"] or zone["zone"])
    offset = None if seconds is None else offset_of(named)
    return _Clock(match.start(), zone.end() if zone else at, (seconds, offset))


_Time = tuple[int | None, int | None]  # seconds since midnight, minutes east of UTC
