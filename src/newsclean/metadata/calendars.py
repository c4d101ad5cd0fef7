"""Names of months, weekdays and halves of the day as pages print them, and calendars other than the Gregorian.

`calendar_names.txt` is made from CLDR (see benchmarks/make_calendar_names.py); `months.txt` adds by hand what
pages print next to it: other spellings, and the months of the Jalali and Hijri calendars.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from newsclean.metadata.phrases import phrase_words

# Years of these calendars since the first news on the web; no two calendars share one.
JALALI_YEARS = range(1369, 1416)
HIJRI_YEARS = range(1416, 1470)
BUDDHIST_YEARS = range(2500, 2644)
_BUDDHIST_OFFSET = 543
_OTHER = {"jalali": 100, "hijri": 200}  # what is added to the numbers of these calendars' months
_ACCENT = re.compile("[\u0300-\u036f\u0653-\u0655\u200c]")
_ONE_SPELLING = str.maketrans("يىكة", "ییکه")
# Languages whose names of the halves of the day no word of another language looks like.
_NOON, _EVENING, _LATE_MORNING = 12, 6, (10, 11)  # hours
_CLEAR = ("en", "zh", "ja", "ko", "hi", "el", "th", "ta")


class Half(Enum):
    """What a name next to an hour of a clock of twelve says of it."""

    BEFORE_NOON = "before_noon"
    AFTER_NOON = "after_noon"
    MIDDAY = "midday"
    NIGHT = "night"

    def hour(self, hour: int) -> int:
        """Return the hour since midnight of an hour on the clock.

        >>> [Half.NIGHT.hour(2), Half.NIGHT.hour(10), Half.MIDDAY.hour(11), Half.MIDDAY.hour(1)]
        [2, 22, 11, 13]
        """
        if hour > _NOON or (self is Half.MIDDAY and hour in _LATE_MORNING):
            return hour
        after = self in (Half.AFTER_NOON, Half.MIDDAY) or (self is Half.NIGHT and hour % _NOON >= _EVENING)
        return hour % _NOON + _NOON * after


class _Names(NamedTuple):
    """One language's names: months, weekdays, and what tells the half of the day of an hour."""

    months: tuple[tuple[str, ...], ...]
    weekdays: tuple[tuple[str, ...], ...]
    halves: tuple[tuple[Half, tuple[str, ...]], ...]


def fold(name: str) -> str:
    """Return a name as the tables have it.

    >>> fold("Feb.")
    'feb'
    """
    return name.casefold().replace("i\u0307", "i").strip(". ")


def plain(name: str) -> str:
    """Return a folded name without accents, in one spelling of the letters that Arabic script has in several.

    >>> plain("μαΐου"), plain("février")
    ('μαιου', 'fevrier')
    """
    return _ACCENT.sub("", unicodedata.normalize("NFD", name)).translate(_ONE_SPELLING)


def _lines(name: str) -> list[str]:
    return Path(__file__).with_name(name).read_text("utf-8").splitlines()


def _spellings(text: str) -> tuple[str, ...]:
    return () if text == "-" else tuple(text.split("|"))


@lru_cache(maxsize=1)
def _languages() -> dict[str, _Names]:
    found: dict[str, _Names] = {}
    for line in _lines("calendar_names.txt"):
        code, *names = line.split("\t")
        groups = [_spellings(group) for group in names]
        found[code] = _Names(tuple(groups[:12]), tuple(groups[12:19]), tuple(zip(Half, groups[19:], strict=True)))
    return found


@lru_cache(maxsize=1)
def _all_months() -> dict[str, int]:
    numbers: dict[str, int] = {}
    for line in _lines("months.txt"):
        code, *months = line.split()
        for number, spellings in enumerate(months, 1):
            for spelling in spellings.replace("_", " ").split("|"):
                numbers.setdefault(fold(spelling), number + _OTHER.get(code, 0))
    for names in _languages().values():
        for number, own_spellings in enumerate(names.months, 1):
            for spelling in own_spellings:
                numbers.setdefault(spelling, number)
    return numbers


@lru_cache(maxsize=8)
def month_numbers(language: str | None = None) -> dict[str, int]:
    """Return every spelling of a month and its number, 1 to 12; more for the months of other calendars.

    Of a spelling that means two months the page's language decides: "listopad" is October in Croatian.
    """
    own = _languages().get(language or "")
    numbers = dict(_all_months()) if own else _all_months()
    for number, months in enumerate(own.months if own else (), 1):
        numbers.update(dict.fromkeys(months, number))
    return numbers


@lru_cache(maxsize=1)
def calendar_words() -> frozenset[str]:
    """Return the names of months and weekdays, of three letters and more, that are written with capitals."""
    words = {name for names in _languages().values() for group in names.weekdays for name in group}
    return frozenset(word for word in (*words, *_all_months()) if len(word) > 2)


@lru_cache(maxsize=8)
def halves_of_day(language: str | None) -> dict[str, Half]:
    """Return the names of halves of the day in a language, and in clear other ones."""
    halves: dict[str, Half] = {}
    for code in (*_CLEAR, language or ""):
        names = _languages().get(code)
        for half, own in reversed(names.halves) if names else ():  # of two meanings of one name the narrower counts
            halves |= dict.fromkeys(own, half)
    for half in Half:
        halves |= dict.fromkeys(phrase_words("dates", half.value), half)
    return halves


def gregorian(year: int, month: int, day: int) -> tuple[int, int, int] | None:
    """Return the Gregorian day of one that may be of another calendar; None for a day that does not exist.

    >>> gregorian(2567, 2, 13), gregorian(1402, 11, 24), gregorian(1445, 8, 3)
    ((2024, 2, 13), (2024, 2, 13), (2024, 2, 13))
    """
    try:
        if month > _OTHER["hijri"] or year in HIJRI_YEARS:
            from hijridate import Hijri

            found = Hijri(year, month % 100, day).to_gregorian()
            return found.year, found.month, found.day
        if month > _OTHER["jalali"] or year in JALALI_YEARS:
            from jdatetime import date as jalali_date  # type: ignore[import-untyped]

            other: date = jalali_date(year, month % 100, day).togregorian()
            return other.year, other.month, other.day
    except (ValueError, OverflowError):
        return None
    if year in BUDDHIST_YEARS:
        year -= _BUDDHIST_OFFSET
    return year, month, day
