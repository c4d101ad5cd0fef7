"""A date: the day, and where the page gives them the time and the zone.

Nothing is converted between zones: the day that the page gives is the day of the record.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

_FIRST_YEAR = 1900
# What empty database fields and templates turn into.
_TEMPLATES = frozenset({(1970, 1, 1), (1969, 12, 31), (1900, 1, 1), (1899, 12, 31), (1980, 1, 1), (1999, 11, 30)})
# Zone names that mean one offset, in minutes.
_ZONES = {
    "Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "CET": 60, "CEST": 120, "MEZ": 60, "MESZ": 120,
    "UT": 0, "WEST": 60, "BST": 60, "EET": 120, "EEST": 180, "MSK": 180, "МСК": 180, "TRT": 180,
    "EST": -300, "EDT": -240, "CDT": -300, "MDT": -360, "PST": -480, "PDT": -420, "AKST": -540, "AKDT": -480,
    "HST": -600, "NST": -210, "NDT": -150, "BRT": -180, "ART": -180, "COT": -300, "PET": -300,
    "JST": 540, "KST": 540, "HKT": 480, "SGT": 480, "MYT": 480, "PHT": 480, "ICT": 420, "WIB": 420, "WITA": 480,
    "WIT": 540, "PKT": 300, "NPT": 345, "IDT": 180, "IRST": 210, "WAT": 60, "EAT": 180, "SAST": 120,
    "AEST": 600, "AEDT": 660, "ACST": 570, "ACDT": 630, "AWST": 480, "NZST": 720, "NZDT": 780,
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
        """Return the moment; a missing zone counts as UTC, a missing time as midnight."""
        moment = datetime(self.year, self.month, self.day, tzinfo=UTC) + timedelta(seconds=self.seconds or 0)
        return moment - timedelta(minutes=self.offset or 0)


class Printed(NamedTuple):
    """A date as a line prints it: whether the words before it make it one of change, or of publication."""

    stamp: Stamp
    changed: bool
    issued: bool


def may_be(stamp: Stamp, day: date) -> bool:
    """Return whether a moment can fall on `day` somewhere on earth; one without time or zone may be off by a day."""
    if stamp.seconds is None or stamp.offset is None:
        return abs((day - stamp.date).days) <= 1
    moment = stamp.utc()
    return (moment - timedelta(hours=12)).date() <= day <= (moment + timedelta(hours=14)).date()


def make_stamp(year: int, month: int, day: int, seconds: int | None = None, offset: int | None = None) -> Stamp | None:
    """Return a stamp of a day that exists and that is plausible for a page."""
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


def offset_of(text: str | None) -> int | None:
    """Return the minutes east of UTC of "+02:00", "-0500", "+2", "Z" or a zone's name; None if it means none."""
    if not text:
        return None
    if text[0] in "+-":
        digits = text[1:].replace(":", "")
        hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
        return (-1 if text[0] == "-" else 1) * (int(hours) * 60 + int(minutes))
    return _ZONES.get(text.upper())


def seconds_of(hour: str | None, minute: str | None, second: str | None) -> int | None:
    """Return the seconds since midnight of a time of day; None if there is no such time."""
    if hour is None:
        return None
    h, m, s = int(hour), int(minute or 0), int(second or 0)
    return h * 3600 + m * 60 + s if h < 24 and m < 60 and s < 61 else None
