"""Patterns of printed dates and how each is read: month names in many languages, all numbers, eras."""

from __future__ import annotations

import re
from collections.abc import Callable

from newsclean.metadata.calendars import HIJRI_YEARS, JALALI_YEARS, fold, gregorian, month_numbers

Day = tuple[int, int, int]  # year, month, day

_LETTER = r"[^\s\d.,،;:/|()\[\]–—_\"“”«»<>!?*•·+-]"  # combining marks too, which are no word characters
_WORD = rf"({_LETTER}{{2,20}}(?: {_LETTER}{{2,9}})?)"
_OF = r"(?:de |del |of |d['’]|di |ng |gada )?"
_THAI_YEAR = r"(?:พ\. ?ศ\. ?|ค\. ?ศ\. ?)?"
_DAY_MONTH = re.compile(
    rf"(?<![\d.:])(\d{{1,2}})(?:st|nd|rd|th|er|re|º|ª|°|η|ης|\.|ם)?,?[ /\-]{{0,2}}{_OF}{_WORD}\.?,?[ /\-]{{0,2}}"
    rf"{_OF}{_THAI_YEAR}(?:năm )?['’]?(\d{{4}})(?!\d)",
    re.IGNORECASE,
)
MONTH_DAY = re.compile(
    rf"{_WORD}\.?,? (\d{{1,2}})(?:st|nd|rd|th|an?)?(?: d)?\.?,? {{0,2}}(?:de )?(\d{{4}})(?!\d)", re.IGNORECASE
)
# What ends such a date: looked for first, because the date begins at any letter.
DAY_YEAR = re.compile(r"\d(?:st|nd|rd|th|an?)?(?: d)?\.?,? {0,2}(?:de )?\d{4}(?!\d)", re.IGNORECASE)
_YEAR_MONTH = re.compile(rf"(?<!\d)(\d{{4}})\.?(?:\(?e?\)?ko)? (?:{_LETTER}{{1,6}}\. ?)?{_WORD}\.? (\d{{1,2}})(?!\d)")
_YEAR_DAY_MONTH = re.compile(rf"(?<!\d)(\d{{4}})[.-]? ?{_LETTER}{{1,7}}\.? (\d{{1,2}})\.?[- ]{_WORD}")
_THAI_SHORT = re.compile(r"(?<!\d)(\d{1,2}) ?(เ?[ก-ฮ][\u0e34\u0e35]?\. ?[ก-ฮ]{1,2})\.? ?(\d{4}|\d{2})(?!\d)")
_VIETNAMESE = re.compile(
    r"(?<!\d)(\d{1,2})[ ,/-]{0,2}(?:tháng|thg|th)\.? ?(\d{1,2})[ ,/-]{0,2}(?:năm )?(\d{4})(?!\d)", re.IGNORECASE
)
_YMD = re.compile(r"(?<![\d/])(\d{4}) ?([-/.年년]) ?(\d{1,2}) ?[-/.月월] ?(\d{1,2})(?!\d)")
# The time of day may run on from a year of two digits: "28.09.1912:44".
NUMBERS = re.compile(
    r"(?<![\d./-])(\d{1,2}) ?([./-]) ?(\d{1,2}) ?\2 ?"
    r"(\d{2}(?=[012]\d:[0-5]\d(?!\d))|\d{4}(?![\d/])|\d{2}(?![\d/]))"
)
_ERA = re.compile(r"(令和|平成|昭和|民國|民国) ?(\d{1,3}|元)年 ?(\d{1,2})月 ?(\d{1,2})日")
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
# What every date holds: a year of four digits, numbers separated by marks, an era's or a Thai year.
YEAR = re.compile(r"\d{4}|\d ?[./-] ?\d|年|[ก-ฮ]\.? ?\d\d")
_JOINT = re.compile("[a-zß-ÿ](?=[A-ZÀ-Þ])")
_MIN_STEM_CHARS = 5  # of a month's name that may bear an ending: "februarja", "otsailaren"
_MAX_ENDING_CHARS = 3
_OTHER_CALENDARS = frozenset({"fa", "ps", "ar", "ur", "ku", "ckb", "az", "ug"})  # languages that print their years
_THAI_CENTURY = 2500


def _lookup(word: str, language: str | None) -> int | None:
    """Return the month of one or two words, even with an ending, a prefix, or a word run on before it."""
    numbers = month_numbers(language)
    number = numbers.get(word)
    if number is None and len(word) > _MIN_STEM_CHARS:
        for cut in range(1, min(_MAX_ENDING_CHARS, len(word) - _MIN_STEM_CHARS) + 1):
            if number := numbers.get(word[:-cut]):
                return number
    if number is None and word[0] in "בلو":  # "in" in Hebrew, "of" and "and" in Arabic
        number = numbers.get(word[1:])
    return number


def month_of(text: str, language: str | None = None) -> int | None:
    """Return the number of the month that one or two words name; None for other words."""
    word = fold(text)
    number = month_numbers(language).get(word)
    for part in word.split() if number is None else ():
        number = number or _lookup(part, language)
    if number is None and (joint := _JOINT.search(text)):
        number = month_numbers(language).get(fold(text[joint.end() :]))
    return number


def begin(match: re.Match[str], language: str | None) -> int:
    """Return where the date of a match begins: after the first of two words that are no month together."""
    if match.re is not MONTH_DAY or fold(match.group(1)) in month_numbers(language):
        return match.start()
    first, _, second = match.group(1).partition(" ")
    if second and not _lookup(fold(first), language):
        return match.start() + len(first) + 1
    joint = _JOINT.search(first)  # a word that the date runs on from
    return match.start() + (joint.end() if joint and not _lookup(fold(first), language) else 0)


def _read_day_month(match: re.Match[str], order: str, language: str | None) -> Day | None:
    month = month_of(match.group(2), language)
    return gregorian(int(match.group(3)), month, int(match.group(1))) if month else None


def _read_month_day(match: re.Match[str], order: str, language: str | None) -> Day | None:
    month = month_of(match.group(1), language)
    return gregorian(int(match.group(3)), month, int(match.group(2))) if month else None


def _read_year_month(match: re.Match[str], order: str, language: str | None) -> Day | None:
    month = month_of(match.group(2), language)
    return gregorian(int(match.group(1)), month, int(match.group(3))) if month else None


def _read_year_day_month(match: re.Match[str], order: str, language: str | None) -> Day | None:
    month = month_of(match.group(3), language)
    return gregorian(int(match.group(1)), month, int(match.group(2))) if month else None


def _read_thai(match: re.Match[str], order: str, language: str | None) -> Day | None:
    month = month_of(match.group(2).replace(" ", ""), language)
    year = int(match.group(3))
    return gregorian(year + _THAI_CENTURY * (year < 100), month, int(match.group(1))) if month else None


def _read_vietnamese(match: re.Match[str], order: str, language: str | None) -> Day | None:
    day, month, year = map(int, match.groups())
    return (year, month, day) if month <= 12 else None


def _numeric(year: int, month: int, day: int, language: str | None) -> Day | None:
    """Return a day of numbers alone: of another calendar only where the page's language prints such years."""
    if year in JALALI_YEARS or year in HIJRI_YEARS:
        return gregorian(year, month, day) if language in _OTHER_CALENDARS else None
    return gregorian(year, month, day)


def _read_ymd(match: re.Match[str], order: str, language: str | None) -> Day | None:
    year, month, day = int(match.group(1)), int(match.group(3)), int(match.group(4))
    return _numeric(year, month, day, language) if month <= 12 and day <= 31 else None


def read_numbers(match: re.Match[str], order: str, language: str | None = None) -> Day | None:
    """Read a match of `NUMBERS` in an order; None where it is no day in it."""
    a, b, c = int(match.group(1)), int(match.group(3)), int(match.group(4))
    if len(match.group(4)) == 2:
        if order == "ymd" and b <= 12 and c <= 31:
            return 2000 + a, b, c
        c += 2000 if c < 70 else 1900
    if b > 12 or (order == "mdy" and a <= 12 and match.group(2) != "."):
        a, b = b, a
    return _numeric(c, b, a, language) if b <= 12 and a <= 31 else None


def _read_era(match: re.Match[str], order: str, language: str | None) -> Day | None:
    era, year, month, day = match.groups()
    return _ERAS[era] + (1 if year == "元" else int(year)), int(month), int(day)


READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str, str | None], Day | None]], ...] = (
    (_YMD, _read_ymd),
    (_VIETNAMESE, _read_vietnamese),
    (_DAY_MONTH, _read_day_month),
    (MONTH_DAY, _read_month_day),
    (NUMBERS, read_numbers),
    (_YEAR_MONTH, _read_year_month),
    (_YEAR_DAY_MONTH, _read_year_day_month),
    (_THAI_SHORT, _read_thai),
    (_ERA, _read_era),
)
