"""Parse machine-readable dates, in metadata and URLs, and find the last date that is plausible for a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from newsclean.metadata.calendars import Half, fold, month_numbers
from newsclean.metadata.dates.patterns import century, numeric_day
from newsclean.metadata.dates.text import printed
from newsclean.metadata.dates.value import Stamp, make_stamp, offset_of, seconds_of
from newsclean.metadata.strings import DIGIT

_ISO = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[T\s,]+(?:at )?|-(?=\d\d:))(\d{1,2})[:.]?(\d{2})(?:[:.]?(\d{2})(?:[.,]\d+)?)?)?"
    r"\s*(Z\b|UTC|GMT|[+-]\d{2}:?(?:\d{2})?\b)?(?:\s?(?P<half>[ap])\.?m\b\.?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(
    r"((?:19|20)\d{2})(0[1-9]|1[012])(\d{2})(?:[T ]?(\d{2}):?(\d{2}):?(\d{2})?\s?(Z|[+-]\d{2}:?\d{2})?)?$"
)
# A day by its number in the year, and one by its week's: "2021-123", "2021-W18-1".
_OF_YEAR = re.compile(
    r"(?P<year>(?:19|20)\d{2})-?(?:W(?P<week>\d\d)-?(?P<weekday>[1-7])|(?P<day>[0-3]\d\d))"
    r"(?:T(\d{2}):?(\d{2}):?(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?$"
)
# In seconds, milliseconds or microseconds; .NET puts it into words.
_UNIX = re.compile(r"(?:/?Date\()?(\d{9,10})(?:\.\d+|\d{3}|\d{6})?(?:\)/?)?$")
# As Java and C print it.
_JAVA = re.compile(
    r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d):(\d\d):(\d\d) "
    r"(?:([A-Z]{1,5}|(?:GMT|UTC)?[+-]\d\d:?\d\d) )?(\d{4})"
)
# And RFC 850, as old servers do: "Tuesday, 09-Mar-21 15:05:00 UTC".
_RFC_2822 = re.compile(
    r"(?:[A-Z][a-z]{2,8}, ?)?(\d{1,2})([ -])([A-Z][a-z]{2})\2(\d{4}|\d{2}) (\d{1,2}):(\d\d)(?::(\d\d))?"
    r"\s?([A-Z]{1,5}\b|[+-]\d{4}\b)?"
)
_ZONE_NAME = re.compile(r"\s?([A-Z]{3,5})\b")
_JS_ZONE = re.compile(r"(?:GMT|UTC)?\s?([+-]\d{2}):?(\d{2})\b")
_MAX_MACHINE_CHARS = 120
_QUOTES = " \t\n\r\"'"


def machine(value: str, order: str = "dmy", language: str | None = None) -> Stamp | None:
    """Return a date as metadata gives it: ISO 8601 in its many shapes, RFC 2822, Unix time, or as printed."""
    value = value[:_MAX_MACHINE_CHARS].strip(_QUOTES)
    match = _ISO.match(value)
    if match is not None and match[4] is None and DIGIT.search(value, match.end()):
        return printed(value, order, language)  # with its time in words
    match = match or _COMPACT.match(value)
    if match is not None:
        return _of_numbers(match, language)
    if (match := _OF_YEAR.match(value)) is not None:
        return _of_year(match)
    unix = _UNIX.match(value)
    if unix is not None:
        moment = datetime.fromtimestamp(int(unix.group(1)), UTC)
        seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
        return make_stamp(moment.year, moment.month, moment.day, seconds, 0)
    if (java := _JAVA.match(value)) is not None:
        name, d, h, mi, s, zone, y = java.groups()
    elif (mail := _RFC_2822.match(value)) is not None:
        d, _, name, y, h, mi, s, zone = mail.groups()
    else:
        return printed(value, order, language)
    month = month_numbers(language).get(fold(name))
    year = int(y) if len(y) > 2 else century(int(y))
    zone = zone.removeprefix("GMT").removeprefix("UTC") or "Z" if zone else None
    return make_stamp(year, month, int(d), seconds_of(h, mi, s), offset_of(zone)) if month else None


def _of_numbers(match: re.Match[str], language: str | None) -> Stamp | None:
    """Return the date of a match of `_ISO` or `_COMPACT`, with the zone that follows."""
    y, mo, d, h, mi, s, zone = match.groups()[:7]
    if h is not None and (half := match.groupdict().get("half")):
        h = str((Half.AFTER_NOON if half in "pP" else Half.BEFORE_NOON).hour(int(h)))
    if zone is None and (js := _JS_ZONE.search(match.string, match.end())):
        zone = js.group(1) + js.group(2)
    elif zone is None and (name := _ZONE_NAME.match(match.string, match.end())):
        zone = name.group(1)
    day = numeric_day(int(y), int(mo), int(d), language)
    return make_stamp(*day, seconds_of(h, mi, s), offset_of(zone)) if day else None


def _of_year(match: re.Match[str]) -> Stamp | None:
    """Return a day of a year's week, or the day of that number."""
    year = int(match["year"])
    try:
        if match["week"]:
            day = date.fromisocalendar(year, int(match["week"]), int(match["weekday"]))
        else:
            day = date(year, 1, 1) + timedelta(days=int(match["day"]) - 1)
    except ValueError:
        return None
    h, mi, s, zone = match.groups()[4:]
    return make_stamp(day.year, day.month, day.day, seconds_of(h, mi, s), offset_of(zone)) if day.year == year else None


_URL_DATE = re.compile(
    r"[/_\-=.](19[89]\d|20\d\d)([/\-_]?)(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?=\D|$)"
    r"|[/_\-=.][A-Za-z]{0,3}(19[89]\d|20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=\d{5,})"
)
# With sections between the year and the month: "/2005/US/travel/09/24/".
_URL_APART = re.compile(r"/(19[89]\d|20\d\d)(?:/[A-Za-z][A-Za-z.-]{1,20}){1,3}/(0[1-9]|1[0-2])/(0[1-9]|[12]\d|3[01])/")
_URL_MONTH_NAME = re.compile(r"[/\-](19[89]\d|20\d\d)([/\-]?)([a-z]{3,9})\2(0?[1-9]|[12]\d|3[01])(?=\D|$)")
_URL_MONTH = re.compile(r"/(19[89]\d|20\d\d)[/-](0[1-9]|1[0-2])/(?!\d{1,2}(?:/|$))")
_URL_DIRECTORIES = re.compile(r"/(19[89]\d|20\d\d)/(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])/")
_URL_DAY_FIRST = re.compile(r"[/\-](0[1-9]|[12]\d|3[01])[\-/](0[1-9]|1[0-2])[\-/](20\d\d)(?=\D|$)")


def in_url(url: str) -> Stamp | None:
    """Return the date in a URL's path, as news sites file their pages."""
    path = url[:2000].partition("://")[2].partition("/")[2]
    match = _URL_DATE.search("/" + path)
    if match:
        year, joint, month, day, *compact = match.groups()
        if year is None:
            year, month, day = compact
        elif not joint and len(month + day) < 4:
            return None
        return make_stamp(int(year), int(month), int(day))
    match = _URL_APART.search("/" + path)
    if match:
        return make_stamp(*(int(g) for g in match.groups()))
    match = _URL_DAY_FIRST.search("/" + path)
    if match:
        day, month, year = (int(g) for g in match.groups())
        return make_stamp(year, month, day)
    match = _URL_MONTH_NAME.search("/" + path.lower())
    if match and (number := month_numbers().get(match.group(3))):
        return make_stamp(int(match.group(1)), number, int(match.group(4)))
    return None


def filed_in_url(url: str) -> Stamp | None:
    """Return the day that a page is filed under, if its URL has directories for year, month and day."""
    match = _URL_DIRECTORIES.search(url[:2000].partition("://")[2])
    return make_stamp(int(match.group(1)), int(match.group(2)), int(match.group(3))) if match else None


def month_in_url(url: str) -> tuple[int, int] | None:
    """Return the year and the month of a URL's path that says no day: "/2020/05/canal-gates"."""
    match = _URL_MONTH.search(url[:2000].partition("://")[2])
    return (int(match.group(1)), int(match.group(2))) if match else None


def _day(value: str) -> Stamp | None:
    """Return the day of an ISO 8601 time, whatever day it is."""
    try:
        return Stamp(*(int(part) for part in value[:10].split("-")))
    except (ValueError, TypeError):
        return None


def not_after(stamp: Stamp | None, latest: str | None) -> Stamp | None:
    """Return `stamp` if it is plausible for the page, given the last possible moment; None if it lies later."""
    if stamp is None or not latest:
        return stamp
    limit = machine(latest) or _day(latest)  # a template's date may be the day of the fetch
    if limit is None:
        return stamp
    if limit.seconds is None:  # a day: all of it is possible
        return stamp if stamp.date <= limit.date else None
    if stamp.seconds is not None and stamp.utc() <= limit.utc():
        return stamp
    if stamp.seconds is not None and stamp.offset is not None:
        return None
    return stamp.day_only() if stamp.date <= limit.date else None


_DAY_FIRST = re.compile(r"en[-_](?:gb|au|nz|ie|in|za|sg|hk|ng|ke|pk|my)", re.IGNORECASE)
_YEAR_FIRST = frozenset({"zh", "ja", "ko", "hu", "lt", "mn", "fa"})
_MONTH_FIRST = frozenset({"tl", "fil"})


def number_order(language: str | None, declared: Sequence[str], url: str | None) -> str:
    """Return how the page's all-number dates read: "mdy" in the US and the Philippines, "ymd" in East Asia, "dmy"."""
    if language in _YEAR_FIRST:
        return "ymd"
    if language in _MONTH_FIRST:
        return "mdy"
    if language != "en" or any(_DAY_FIRST.match(code) for code in declared):
        return "dmy"
    host = (url or "").partition("://")[2].partition("/")[0].lower()
    return "dmy" if host.endswith(_DAY_FIRST_HOSTS) else "mdy"


_DAY_FIRST_HOSTS = (
    ".uk",
    ".au",
    ".nz",
    ".ie",
    ".in",
    ".za",
    ".sg",
    ".hk",
    ".ng",
    ".ke",
    ".pk",
    ".my",
    ".eu",
    ".de",
    ".fr",
)
