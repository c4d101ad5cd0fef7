"""Dates as machines and as people write them, in the languages of the rules and some more.

A date is a `Stamp`: the day, and where the page gives them the time and the zone. Nothing is converted
between zones: the day printed by the page is the day of the record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from newsclean.metadata.months import month_numbers

_FIRST_YEAR = 1900
# What empty database fields and templates turn into.
_TEMPLATES = frozenset({(1970, 1, 1), (1969, 12, 31), (1900, 1, 1), (1899, 12, 31), (1980, 1, 1), (1999, 11, 30)})

_ISO = re.compile(
    r"\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s]+(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?)?\s*(Z\b|UTC|GMT|[+-]\d{2}:?(?:\d{2})?\b)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"\s*((?:19|20)\d{2})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{4})?)?\s*$")
_UNIX = re.compile(r"\s*(\d{9,10})(?:\.\d+|\d{3})?\s*$")
_JS_ZONE = re.compile(r"(?:GMT|UTC)?\s?([+-]\d{2}):?(\d{2})\b")

_WORD = r"([^\W\d_]{3,12}(?: (?:الأول|الثاني))?)"
_DAY_MONTH = re.compile(
    rf"(?<![\d.:])(\d{{1,2}})(?:st|nd|rd|th|er|º|ª|°|\.)?,?[ /\-]{{0,2}}(?:de |of |d['’]|di )?{_WORD}\.?,?[ /\-]{{0,2}}(?:de |del |of )?['’]?(\d{{4}})(?!\d)",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(rf"{_WORD}\.?,? (\d{{1,2}})(?:st|nd|rd|th)?\.?,? {{0,2}}(?:de )?(\d{{4}})(?!\d)", re.IGNORECASE)
_YEAR_MONTH = re.compile(rf"(?<!\d)(\d{{4}})\.? {_WORD}\.? (\d{{1,2}})(?!\d)")
_YMD = re.compile(r"(?<![\d/])(\d{4}) ?([-/.年년]) ?(\d{1,2}) ?[-/.月월] ?(\d{1,2})(?!\d)")
_DMY = re.compile(r"(?<![\d./-])(\d{1,2}) ?([./-]) ?(\d{1,2}) ?\2 ?(\d{4}|\d{2})(?![\d/])")
_ERA = re.compile(r"(令和|平成|昭和) ?(\d{1,2}|元)年 ?(\d{1,2})月 ?(\d{1,2})日")
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
_TIME = re.compile(
    r"(?<![\d.:])(\d{1,2}) ?[:.h時点시] ?(\d{2})(?!\d|[./]\d)(?::(\d{2}))?(?: ?([ap])\.?m\b\.?)?"
    r"(?: ?\(?(?:(Z|UTC|GMT)? ?([+-]\d{1,2}:?\d{2})|([A-Z]{2,5})\b))?",
    re.IGNORECASE,
)
_HOUR = re.compile(r"(?<![\d.:])(\d{1,2}) ?([ap])\.?m\b", re.IGNORECASE)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९", "0123456789" * 3)
# Zone names that mean one offset, in minutes.
_ZONES = {
    "Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "CET": 60, "CEST": 120, "MEZ": 60, "MESZ": 120, "BST": 60, "EET": 120,
    "EEST": 180, "MSK": 180, "EST": -300, "EDT": -240, "CDT": -300, "MDT": -360, "PST": -480, "PDT": -420,
    "JST": 540, "KST": 540, "AEST": 600, "AEDT": 660, "SAST": 120, "NZST": 720, "NZDT": 780,
}  # fmt: skip


class Stamp(NamedTuple):
    """A calendar day, with `minutes` since midnight and `offset` from UTC in minutes where they are known."""

    year: int
    month: int
    day: int
    seconds: int | None = None  # since midnight
    offset: int | None = None  # minutes east of UTC

    @property
    def date(self) -> date:
        return date(self.year, self.month, self.day)

    def iso(self) -> str:
        text = f"{self.year:04}-{self.month:02}-{self.day:02}"
        if self.seconds is None:
            return text
        text += f"T{self.seconds // 3600:02}:{self.seconds // 60 % 60:02}:{self.seconds % 60:02}"
        if self.offset is None:
            return text
        if self.offset == 0:
            return text + "Z"
        sign, minutes = ("+" if self.offset > 0 else "-"), abs(self.offset)
        return f"{text}{sign}{minutes // 60:02}:{minutes % 60:02}"

    def day_only(self) -> Stamp:
        return Stamp(self.year, self.month, self.day)

    def utc(self) -> datetime:
        """The moment; a missing zone counts as UTC, a missing time as midnight."""
        moment = datetime(self.year, self.month, self.day, tzinfo=UTC) + timedelta(seconds=self.seconds or 0)
        return moment - timedelta(minutes=self.offset or 0)


def make_stamp(
    year: int, month: int, day: int, seconds: int | None = None, offset: int | None = None
) -> Stamp | None:
    """A stamp of a day that exists and that a page can bear; Buddhist years are turned into common ones."""
    if 2500 <= year <= 2643:
        year -= 543
    if year < _FIRST_YEAR or year > 2100 or (year, month, day) in _TEMPLATES:
        return None
    try:
        date(year, month, day)
    except ValueError:
        return None
    if offset is not None and abs(offset) > 14 * 60:
        offset = None
    if seconds is not None and not 0 <= seconds < 86_400:
        seconds = offset = None
    if seconds is None or (seconds == 0 and offset is None):
        return Stamp(year, month, day)
    return Stamp(year, month, day, seconds, offset)


def _offset(text: str | None) -> int | None:
    if not text:
        return None
    if text[0] in "+-":
        digits = text[1:].replace(":", "")
        hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
        return (-1 if text[0] == "-" else 1) * (int(hours) * 60 + int(minutes))
    return _ZONES.get(text.upper())


def _seconds(hour: str | None, minute: str | None, second: str | None) -> int | None:
    if hour is None:
        return None
    h, m, s = int(hour), int(minute or 0), int(second or 0)
    return h * 3600 + m * 60 + s if h < 24 and m < 60 and s < 61 else None


def machine(value: str, order: str = "dmy") -> Stamp | None:
    """A date as metadata gives it: ISO 8601 in its many shapes, RFC 2822, Unix time, or as printed."""
    value = value[:120].translate(_DIGITS) if not value.isascii() else value[:120]
    match = _ISO.match(value)
    if match is None:
        match = _COMPACT.match(value)
    if match is not None:
        y, mo, d, h, mi, s, zone = match.groups()
        if zone is None and (js := _JS_ZONE.search(value, match.end())):
            zone = js.group(1) + js.group(2)
        return make_stamp(int(y), int(mo), int(d), _seconds(h, mi, s), _offset(zone))
    unix = _UNIX.match(value)
    if unix is not None:
        moment = datetime.fromtimestamp(int(unix.group(1)), UTC)
        seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
        return make_stamp(moment.year, moment.month, moment.day, seconds, 0)
    return next(printed(value, order), None)


def printed(text: str, order: str = "dmy", limit: int = 600) -> Iterator[Stamp]:
    """The dates in a line of text, in order. `order` reads all-number dates: "dmy", "mdy" or "ymd"."""
    text = text[:limit]
    if not text.isascii():
        text = text.translate(_DIGITS).replace("\xa0", " ").replace("\u202f", " ")
    found: list[tuple[int, int, tuple[int, int, int]]] = []
    if any(c.isdigit() for c in text):
        for pattern, read in _READERS:
            for match in pattern.finditer(text):
                triple = read(match, order)
                if triple is not None and not any(a < match.end() and match.start() < b for a, b, _ in found):
                    found.append((match.start(), match.end(), triple))
    found.sort()
    for i, (_, end, (year, month, day)) in enumerate(found):
        until = found[i + 1][0] if i + 1 < len(found) else len(text)
        since = found[i - 1][1] if i else 0
        seconds, offset = _time_near(text, since, found[i][0], end, until)
        stamp = make_stamp(year, month, day, seconds, offset)
        if stamp is not None:
            yield stamp


def _time_near(text: str, since: int, start: int, end: int, until: int) -> tuple[int | None, int | None]:
    """The time within a few characters behind a date, else just before it."""
    match = _TIME.search(text, end, min(until, end + 30))
    if match is None:
        match = _HOUR.search(text, end, min(until, end + 20))
        if match is not None:
            return _half_day(int(match.group(1)), match.group(2)) * 3600, None
        for match in _TIME.finditer(text, max(since, start - 24), start):
            pass
    if match is None:
        return None, None
    hour, minute, second, half, _, shift, name = match.groups()
    hours = _half_day(int(hour), half) if half else int(hour)
    seconds = _seconds(str(hours), minute, second)
    return seconds, None if seconds is None else _offset(shift or match.group(5) or name)


def _half_day(hour: int, half: str) -> int:
    return hour % 12 + (12 if half.lower() == "p" else 0)


_Triple = tuple[int, int, int]


def _month(word: str) -> int | None:
    return month_numbers().get(word.casefold().replace("i\u0307", "i"))


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

_URL_DATE = re.compile(r"[/_\-=.](19[89]\d|20\d\d)[/\-_]?(0[1-9]|1[0-2])[/\-_]?(0[1-9]|[12]\d|3[01])(?=\D|$|\d{5,})")
_URL_DAY_FIRST = re.compile(r"[/\-](0[1-9]|[12]\d|3[01])[\-/](0[1-9]|1[0-2])[\-/](20\d\d)(?=\D|$)")


def in_url(url: str) -> Stamp | None:
    """The date in an address's path, as news sites file their pages."""
    path = url[:2000].partition("://")[2].partition("/")[2]
    match = _URL_DATE.search("/" + path)
    if match:
        return make_stamp(*(int(g) for g in match.groups()))
    match = _URL_DAY_FIRST.search("/" + path)
    if match:
        day, month, year = (int(g) for g in match.groups())
        return make_stamp(year, month, day)
    return None


def not_after(stamp: Stamp | None, latest: str | None) -> Stamp | None:
    """`stamp` if the page can bear it, given the last possible moment; None if it lies later."""
    if stamp is None or not latest:
        return stamp
    limit = machine(latest)
    if limit is None:
        return stamp
    if limit.seconds is None:  # a day: all of it is possible
        return stamp if stamp.date <= limit.date else None
    if stamp.seconds is not None and stamp.utc() <= limit.utc():
        return stamp
    if stamp.seconds is not None and stamp.offset is not None:
        return None
    return stamp.day_only() if stamp.date <= limit.date else None
