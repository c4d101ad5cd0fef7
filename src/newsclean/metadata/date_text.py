"""Dates as people print them, in the languages of the rules and some more: found in lines of text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from newsclean.metadata.date_value import Stamp, make_stamp, offset_of, seconds_of
from newsclean.metadata.months import month_numbers
from newsclean.metadata.strings import DIGIT

_WORD = r"([^\W\d_]{3,12}(?: (?:الأول|الثاني))?)"
_DAY_MONTH = re.compile(
    rf"(?<![\d.:])(\d{{1,2}})(?:st|nd|rd|th|er|º|ª|°|\.)?,?[ /\-]{{0,2}}(?:de |of |d['’]|di "
    rf")?{_WORD}\.?,?[ /\-]{{0,2}}(?:de |del |of )?['’]?(\d{{4}})(?!\d)",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(rf"{_WORD}\.?,? (\d{{1,2}})(?:st|nd|rd|th)?\.?,? {{0,2}}(?:de )?(\d{{4}})(?!\d)", re.IGNORECASE)
_YEAR_MONTH = re.compile(rf"(?<!\d)(\d{{4}})\.? {_WORD}\.? (\d{{1,2}})(?!\d)")
_YMD = re.compile(r"(?<![\d/])(\d{4}) ?([-/.年년]) ?(\d{1,2}) ?[-/.月월] ?(\d{1,2})(?!\d)")
_DMY = re.compile(r"(?<![\d./-])(\d{1,2}) ?([./-]) ?(\d{1,2}) ?\2 ?(\d{4}|\d{2})(?![\d/])")
_ERA = re.compile(r"(令和|平成|昭和) ?(\d{1,2}|元)年 ?(\d{1,2})月 ?(\d{1,2})日")
# What every date holds: a year of four digits, numbers separated by marks, or an era's year.
_YEAR = re.compile(r"\d{4}|\d ?[./-] ?\d|年")
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
_TIME = re.compile(
    r"(?<![\d.:])(\d{1,2}) ?[:.h時点시] ?(\d{2})(?!\d|[./]\d)(?::(\d{2}))?(?: ?([ap])\.?m\b\.?)?"
    r"(?: ?\(?(?:(Z|UTC|GMT)? ?(?<! )([+-]\d{1,2}:?\d{2})|([A-Z]{2,5})\b))?",
    re.IGNORECASE,
)
_JOINT = re.compile("[a-zß-ÿ](?=[A-ZÀ-Þ])")
_HOUR = re.compile(r"(?<![\d.:])(\d{1,2}) ?([ap])\.?m\b", re.IGNORECASE)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९", "0123456789" * 3)


_Triple = tuple[int, int, int]

# Words in front of a date that say what it is the date of.
_CHANGED = re.compile(
    r"updated?|modified|reviewed|edited|revised|last\b|aktualisier|geändert|zuletzt|letzte|\bstand\b"
    r"|überarbeitet|mis à jour|maj\b"
    r"|modifi|actualiza|atualiza|última|aggiornat|aggiornamento|ultima|bijgewerkt|gewijzigd|laatst"
    r"|aktualizacj|zmodyfik|zmienion"
    r"|обновлен|изменен|оновлен|güncelle|son değiş|تحديث|تعديل|更新|最終|수정|최종|oppdater|opdater|uppdater"
    r"|päivitetty|cập nhật",
    re.IGNORECASE,
)
_ISSUED = re.compile(
    r"publish|posted|post (?:date|time)|issued|created|written|first|veröffentlich|erschienen|erstellt|publié"
    r"|parution|créé|publicad|creado|publicação"
    r"|pubblicat|gepubliceerd|geplaatst|opublikow|dodan|utworzon|опубликов|создан|дата|опубліков|yayın"
    r"|giriş|eklen|oluştur|نشر|发布|發布|发表"
    r"|公開|配信|掲載|投稿|작성|입력|등록|게재|publisert|publicerad|udgivet|julkaistu|đăng|\bdate\b|\bdatum\b|\bfecha\b"
    r"|\bdata\b|\bam\b|\bvom\b|\bon\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:[-–—]|to|bis|until|à|au|a|al|до|～|~)\s*", re.IGNORECASE)


class Found(NamedTuple):
    """A date in a line: where it stands, and whether the words before it make it one of change or of
    issue.
    """

    start: int
    end: int
    stamp: Stamp
    changed: bool
    issued: bool


def dates_in(text: str, order: str = "dmy", limit: int = 600) -> list[Found]:
    """The dates in a line of text, in order. `order` reads all-number dates: "dmy", "mdy" or "ymd"."""
    text = text[:limit]
    if not text.isascii():
        text = text.translate(_DIGITS)
    spans: list[tuple[int, int, _Triple]] = []
    if _YEAR.search(text):
        for pattern, read in _READERS:
            for match in pattern.finditer(text):
                triple = read(match, order)
                if triple is not None and not any(a < match.end() and match.start() < b for a, b, _ in spans):
                    spans.append((match.start(), match.end(), triple))
    spans.sort()
    found: list[Found] = []
    since = 0
    for i, (start, end, (year, month, day)) in enumerate(spans):
        until = spans[i + 1][0] if i + 1 < len(spans) else len(text)
        seconds, offset = _time_near(text, since, start, end, until)
        stamp = make_stamp(year, month, day, seconds, offset)
        if stamp is not None:
            label = text[since:start][-60:]
            changed = _CHANGED.search(label) is not None
            found.append(Found(start, end, stamp, changed, not changed and _ISSUED.search(label) is not None))
        since = end
    return found


def observed_order(texts: Iterable[str], order: str, days: set[date]) -> str:
    """`order`, "dmy" or "mdy", unless more of the all-number dates in `texts` can be read in the other only.

    A date that may be read in both orders speaks for the one that makes it one of `days`.
    """
    votes = {"dmy": 0, "mdy": 0}
    for text in texts:
        for match in _DMY.finditer(text) if DIGIT.search(text) else ():
            read = {o for o in votes if _is_one_of(_read_dmy(match, o), days)} if is_ambiguous(text) else set()
            a, b = int(match.group(1)), int(match.group(3))
            if match.group(2) != "." and (a > 12) != (b > 12) and max(a, b) <= 31:
                read = {"dmy" if a > 12 else "mdy"}
            if len(read) == 1:
                votes[read.pop()] += 1
    other = "mdy" if order == "dmy" else "dmy"
    return other if votes[other] > votes[order] else order


def _is_one_of(triple: _Triple | None, days: set[date]) -> bool:
    return triple is not None and any((day.year, day.month, day.day) == triple for day in days)


def is_ambiguous(text: str) -> bool:
    """Whether `text` holds an all-number date that reads in two orders."""
    match = _DMY.search(text)
    return match is not None and match.group(2) != "." and max(int(match.group(1)), int(match.group(3))) <= 12


def printed(text: str, order: str = "dmy") -> Stamp | None:
    """The first date in a line of text that is not one of change, else the first."""
    found = dates_in(text, order)
    return next((f.stamp for f in found if not f.changed), found[0].stamp if found else None)


def is_period(text: str, found: list[Found]) -> bool:
    """Whether the dates of a line are the ends of a period, as in event notices."""
    return any(_BETWEEN.fullmatch(text[a.end : b.start]) for a, b in pairwise(found))


def _time_near(text: str, since: int, start: int, end: int, until: int) -> tuple[int | None, int | None]:
    """The time within a few characters behind a date, else just before it."""
    match = _TIME.search(text, end, min(until, end + 30))
    if match is None:
        match = _HOUR.search(text, end, min(until, end + 20))
        if match is not None:
            return _half_day(int(match.group(1)), match.group(2)) * 3600, None
        before = list(_TIME.finditer(text, max(since, start - 24), start))
        match = before[-1] if before else None
    if match is None:
        return None, None
    hour, minute, second, half, _, shift, name = match.groups()
    hours = _half_day(int(hour), half) if half else int(hour)
    seconds = seconds_of(str(hours), minute, second)
    return seconds, None if seconds is None else offset_of(shift or match.group(5) or name)


def _half_day(hour: int, half: str) -> int:
    return hour % 12 + (12 if half.lower() == "p" else 0)


def _month(word: str) -> int | None:
    """The month of a name, also of one that runs on from a word before it ("HealthDECEMBER")."""
    number = month_numbers().get(word.casefold().replace("i\u0307", "i"))
    if number is None and (joint := _JOINT.search(word)):
        number = month_numbers().get(word[joint.end() :].casefold())
    return number


def _read_day_month(match: re.Match[str], order: str) -> _Triple | None:
    month = _month(match.group(2))
    return (int(match.group(3)), month, int(match.group(1))) if month else None


def _read_month_day(match: re.Match[str], order: str) -> _Triple | None:
    month = _month(match.group(1))
    return (int(match.group(3)), month, int(match.group(2))) if month else None


def _read_year_month(match: re.Match[str], order: str) -> _Triple | None:
    month = _month(match.group(2))
    return (int(match.group(1)), month, int(match.group(3))) if month else None


def _read_ymd(match: re.Match[str], order: str) -> _Triple | None:
    year, month, day = int(match.group(1)), int(match.group(3)), int(match.group(4))
    return (year, month, day) if month <= 12 and day <= 31 else None


def _read_dmy(match: re.Match[str], order: str) -> _Triple | None:
    a, b, c = int(match.group(1)), int(match.group(3)), int(match.group(4))
    if len(match.group(4)) == 2:
        if order == "ymd" and b <= 12 and c <= 31:
            return 2000 + a, b, c
        c += 2000 if c < 70 else 1900
    if b > 12 or (order == "mdy" and a <= 12 and match.group(2) != "."):
        a, b = b, a
    return (c, b, a) if b <= 12 and a <= 31 else None


def _read_era(match: re.Match[str], order: str) -> _Triple | None:
    era, year, month, day = match.groups()
    return _ERAS[era] + (1 if year == "元" else int(year)), int(month), int(day)


_READERS = (
    (_YMD, _read_ymd),
    (_DAY_MONTH, _read_day_month),
    (_MONTH_DAY, _read_month_day),
    (_DMY, _read_dmy),
    (_YEAR_MONTH, _read_year_month),
    (_ERA, _read_era),
)
