"""Patterns of printed dates and how each is read: month names in many languages, all numbers, eras."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from newsclean.metadata.calendars import HIJRI_YEARS, JALALI_YEARS, fold, gregorian, month_numbers, plain

Day = tuple[int, int, int]  # year, month, day

_LETTER = r"[^\s\d.,،;:/|()\[\]–—_\"“”«»<>!?*•·+-]"  # combining marks too, which are no word characters
_WORD = rf"({_LETTER}{{2,20}}(?: {_LETTER}{{2,9}})?)"
_OR_WORD = rf"(?:/{_LETTER}{{2,12}})?"  # the month's other name: "أيار/مايو"
# What follows a year: no digit, but for the time or the minutes of reading that run on from it.
_END = r"(?:(?!\d)|(?=\d{1,2}(?::[0-5]\d(?!\d)| ?min)))"
_OF = r"(?:de |del |of |d['’]|di |ng |gada )?"
_THAI_YEAR = r"(?:พ\. ?ศ\. ?|ค\. ?ศ\. ?)?"
_DAY_MONTH = re.compile(
    rf"(?<![\d.:])(\d{{1,2}})(?:st|nd|rd|th|er|re|º|ª|°|η|ης|\.|ם)?,?[ /\-]{{0,3}}{_OF}{_WORD}{_OR_WORD}\.?[,،]?"
    rf"[ /\-]{{0,3}}{_OF}{_THAI_YEAR}(?:năm )?['’]?(\d{{4}}){_END}",
    re.IGNORECASE,
)
MONTH_DAY = re.compile(
    rf"{_WORD}\.?,? (\d{{1,2}})(?:st|nd|rd|th|an?)?(?: d)?\.?,? {{0,2}}(?:de )?(\d{{4}}){_END}", re.IGNORECASE
)
# What ends such a date: looked for first, because the date begins at any letter.
MAX_MONTH_CHARS = 40  # of the month's name and what joins it
DAY_YEAR = re.compile(rf"\d(?:st|nd|rd|th|an?)?(?: d)?\.?,? {{0,2}}(?:de )?\d{{4}}{_END}", re.IGNORECASE)
_YEAR_MONTH = re.compile(
    rf"(?<!\d)(\d{{4}})\.?(?:\(?e?\)?ko)?[ -](?:{_LETTER}{{1,6}}\. ?)?{_WORD}\.?[ -](\d{{1,2}})(?!\d)"
)
_YEAR_DAY_MONTH = re.compile(rf"(?<!\d)(\d{{4}})[.-]? ?{_LETTER}{{1,7}}[.,]? (\d{{1,2}})\.?[- ]{_WORD}")
_THAI_SHORT = re.compile(r"(?<!\d)(\d{1,2}) ?(เ?[ก-ฮ][\u0e34\u0e35]?\. ?[ก-ฮ]{1,2})\.? ?(\d{4}|\d{2})(?!\d)")
# Years of two digits, where marks show that they are years: "03-May-21", "3 May '21".
_SHORT_YEAR = re.compile(rf"(?<![\d.:])(\d{{1,2}})(?:([-/])| ){_WORD}(?(2)\2|\.?,? ?['’])(\d\d)(?![\d:.])")
# A line that is a date alone, whose year has two digits or whose parts run on: "03 May 21", "May32021".
_SHORT_LINE = re.compile(rf"\W{{0,3}}(\d{{1,2}})([ .]) ?{_WORD}[.,]? (\d\d)\W{{0,3}}$")
_JOINT_LINE = re.compile(rf"\W{{0,3}}({_LETTER}{{2,20}})(\d{{1,2}})((?:19|20)\d\d)\W{{0,3}}$")
_CELLS_LINE = re.compile(r"(\d\d)( \| )(\d\d) \| ((?:19|20)\d\d)(?! \| \d)")  # day, month and year apart
_VIETNAMESE = re.compile(
    r"(?<!\d)(\d{1,2})[ ,/-]{0,2}(?:tháng|thg|th)\.? ?(\d{1,2})[ ,/-]{0,2}(?:năm )?(\d{4})(?!\d)", re.IGNORECASE
)
_YMD = re.compile(r"(?<![\d/])(\d{4}) ?(?:([-/.])|[年년]) ?(\d{1,2}) ?(?(2)\2|[-/.月월]) ?(\d{1,2})(?!\d)")
# The time of day may run on from a year of two digits: "28.09.1912:44".
NUMBERS = re.compile(
    r"(?<![\d./-])(\d{1,2}) ?([./-]) ?(\d{1,2}) ?\2 ?"
    r"(\d{2}(?=[012]\d:[0-5]\d(?!\d))|\d{4}(?![\d/])|\d{2}(?![\d/]))"
)
# As WordPress puts its English forms into Chinese, and as Mongolians count months.
_DAY_MONTH_OF_YEAR = re.compile(r"(?<![\d.:])(\d{1,2}) (\d{1,2}) ?[月월],? (\d{4})(?!\d)")
_MONTH_DAY_OF_YEAR = re.compile(r"(?<![\d.:年])(\d{1,2}) ?[月월] (\d{1,2}), (\d{4})(?!\d)")
_MONGOLIAN = re.compile(r"(?<!\d)(\d{4}) оны? (\d{1,2})(?:[- ]?р)? сарын (\d{1,2})(?!\d)")
_HAN_DIGITS = "〇一二三四五六七八九"
_HAN = re.compile(rf"([零○{_HAN_DIGITS}]{{4}})年([{_HAN_DIGITS}十]{{1,2}})月([{_HAN_DIGITS}十]{{1,3}})日")
# Without its name the era of Taiwan: "112年08月09日".
_ERA = re.compile(r"(令和|平成|昭和|民國|民国|(?<!\d)(?=1\d\d年)) ?(\d{1,3}|元)年 ?(\d{1,2})月 ?(\d{1,2})日")
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911, "": 1911}
# What every date holds: a year of four digits, numbers separated by marks, an era's or a Thai year.
YEAR = re.compile(
    r"\d{4}|\d-[^\W\d_]{3,9}-\d|^\W{0,3}\d[^\n]{5,20}\d\d\W{0,3}$|['’]\d\d|\d ?[./-] ?\d|年|[ก-ฮ]\.? ?\d\d"
)
_JOINT = re.compile("[a-zß-ÿ](?=[A-ZÀ-Þ])")
_MIN_STEM_CHARS = 5  # of a month's name that may bear an ending: "februarja", "otsailaren"
_MAX_ENDING_CHARS = 3
_OTHER_CALENDARS = frozenset({"fa", "ps", "ar", "ur", "ku", "ckb", "az", "ug"})  # languages that print their years
_THAI_CENTURY = 2500
_MONTHS = 12
_FIRST_OF_1900S = 70  # of years of two digits


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


@lru_cache(maxsize=8)
def _plain_months(language: str | None) -> dict[str, int]:
    return {plain(name): number for name, number in month_numbers(language).items()}


def month_of(text: str, language: str | None = None) -> int | None:
    """Return the number of the month that one or two words name; None for other words."""
    word = fold(text)
    number = month_numbers(language).get(word)
    for part in word.split() if number is None else ():
        number = number or _lookup(part, language)
    if number is None and (joint := _JOINT.search(text)):
        number = month_numbers(language).get(fold(text[joint.end() :]))
    for part in (word, *word.split()) if number is None else ():
        number = number or _plain_months(language).get(plain(part))
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


def _read_short_year(match: re.Match[str], order: str, language: str | None) -> Day | None:
    month = month_of(match.group(3), language)
    return (century(int(match.group(4))), month, int(match.group(1))) if month and month <= _MONTHS else None


def _read_day_first(match: re.Match[str], order: str, language: str | None) -> Day | None:
    day, month, year = map(int, match.groups())
    return (year, month, day) if month <= _MONTHS else None


def _read_month_first(match: re.Match[str], order: str, language: str | None) -> Day | None:
    month, day, year = map(int, match.groups())
    return (year, month, day) if month <= _MONTHS else None


def _read_year_first(match: re.Match[str], order: str, language: str | None) -> Day | None:
    year, month, day = map(int, match.groups())
    return (year, month, day) if month <= _MONTHS else None


def _read_han(match: re.Match[str], order: str, language: str | None) -> Day | None:
    year, month, day = (_han_number(each) for each in match.groups())
    return (year, month, day) if month <= _MONTHS else None


def _han_number(text: str) -> int:
    """Return the number of Han numerals, digit by digit or with a ten: "二〇二一", "二十三"."""
    tens, ten, ones = text.rpartition("十")
    digits: list[int] = [max(0, _HAN_DIGITS.find(each)) for each in (ones if ten else text)]
    number = 0
    for digit in digits:
        number = 10 * number + digit
    return number + 10 * (_HAN_DIGITS.find(tens) if tens else 1) if ten else number


def century(year: int) -> int:
    """Return the year of two digits of one."""
    return year + (2000 if year < _FIRST_OF_1900S else 1900)


def numeric_day(year: int, month: int, day: int, language: str | None) -> Day | None:
    """Return a day of numbers alone: of another calendar only where the page's language prints such years."""
    if year in JALALI_YEARS or year in HIJRI_YEARS:
        return gregorian(year, month, day) if language in _OTHER_CALENDARS else None
    return gregorian(year, month, day)


def _read_ymd(match: re.Match[str], order: str, language: str | None) -> Day | None:
    year, month, day = int(match.group(1)), int(match.group(3)), int(match.group(4))
    return numeric_day(year, month, day, language) if 0 < month <= _MONTHS and 0 < day <= 31 else None


def read_numbers(match: re.Match[str], order: str, language: str | None = None) -> Day | None:
    """Read a match of `NUMBERS` in an order; None where it is no day in it.

    Between dots the day is first, but for the short form of those who put the month first: "11.30.21".
    """
    a, b, c = int(match.group(1)), int(match.group(3)), int(match.group(4))
    short = len(match.group(4)) == 2
    if short:
        if order == "ymd" and b <= _MONTHS and c <= 31:
            return numeric_day(1400 + a, b, c, language) if language == "fa" else (2000 + a, b, c)
        c = century(c)
    if b > 12 or (order == "mdy" and a <= 12 and (short or match.group(2) != ".")):
        a, b = b, a
    return numeric_day(c, b, a, language) if b <= 12 and a <= 31 else None


def _read_era(match: re.Match[str], order: str, language: str | None) -> Day | None:
    era, year, month, day = match.groups()
    return _ERAS[era] + (1 if year == "元" else int(year)), int(month), int(day)


READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str, str | None], Day | None]], ...] = (
    (_YMD, _read_ymd),
    (_VIETNAMESE, _read_day_first),
    (_DAY_MONTH, _read_day_month),
    (MONTH_DAY, _read_month_day),
    (NUMBERS, read_numbers),
    (_YEAR_MONTH, _read_year_month),
    (_YEAR_DAY_MONTH, _read_year_day_month),
    (_THAI_SHORT, _read_thai),
    (_ERA, _read_era),
    (_SHORT_YEAR, _read_short_year),
    (_SHORT_LINE, _read_short_year),
    (_JOINT_LINE, _read_month_day),
    (_CELLS_LINE, read_numbers),
    (_DAY_MONTH_OF_YEAR, _read_day_first),
    (_MONTH_DAY_OF_YEAR, _read_month_first),
    (_MONGOLIAN, _read_year_first),
    (_HAN, _read_han),
)
# The readers of lines in ASCII: names of months in other scripts are in none.
ASCII_READERS = tuple(
    reader
    for reader in READERS
    if reader[0] not in {_THAI_SHORT, _ERA, _DAY_MONTH_OF_YEAR, _MONTH_DAY_OF_YEAR, _MONGOLIAN, _HAN}
)
LINES = frozenset({_SHORT_LINE, _JOINT_LINE, _CELLS_LINE})  # patterns of whole lines, or their beginnings
