"""Parse machine-readable dates, in metadata and URLs, and find the last date that is plausible for a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from newsclean.metadata.calendars import month_numbers
from newsclean.metadata.dates.text import printed
from newsclean.metadata.dates.value import Stamp, make_stamp, offset_of, seconds_of

_ISO = re.compile(
    r"\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s]+(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?)?\s*(Z\b|UTC|GMT"
    r"|[+-]\d{2}:?(?:\d{2})?\b)?(?:\s?(?P<half>[ap])\.?m\b)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"\s*((?:19|20)\d{2})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{4})?)?\s*$")
_UNIX = re.compile(r"\s*(\d{9,10})(?:\.\d+|\d{3})?\s*$")
# As Java and C print it.
_JAVA = re.compile(
    r"\s*[A-Z][a-z]{2} ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d):(\d\d):(\d\d) "
    r"(?:([A-Z]{1,5}|(?:GMT|UTC)?[+-]\d\d:?\d\d) )?(\d{4})"
)
# And RFC 850, as old servers do: "Tuesday, 09-Mar-21 15:05:00 UTC".
_RFC_2822 = re.compile(r"\s*(?:[A-Z][a-z]{2,8}, ?)?\d{1,2}([ -])[A-Z][a-z]{2}\1(?:\d{4}|\d{2}) \d{1,2}:\d\d")
_ZONE_NAME = re.compile(r"\s?([A-Z]{3,4})\b")
_JS_ZONE = re.compile(r"(?:GMT|UTC)?\s?([+-]\d{2}):?(\d{2})\b")


def machine(value: str, order: str = "dmy", language: str | None = None) -> Stamp | None:
    """Return a date as metadata gives it: ISO 8601 in its many shapes, RFC 2822, Unix time, or as printed."""
    value = value[:120]
    match = _ISO.match(value)
    if match is None:
        match = _COMPACT.match(value)
    if match is not None:
        y, mo, d, h, mi, s, zone = match.groups()[:7]
        if h is not None and (half := match.groupdict().get("half")) and int(h) <= 12:
            h = str(int(h) % 12 + 12 * (half in "pP"))
        if zone is None and (js := _JS_ZONE.search(value, match.end())):
            zone = js.group(1) + js.group(2)
        elif zone is None and (name := _ZONE_NAME.match(value, match.end())):
            zone = name.group(1)
        return make_stamp(int(y), int(mo), int(d), seconds_of(h, mi, s), offset_of(zone))
    unix = _UNIX.match(value)
    if unix is not None:
        moment = datetime.fromtimestamp(int(unix.group(1)), UTC)
        seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
        return make_stamp(moment.year, moment.month, moment.day, seconds, 0)
    if (java := _JAVA.match(value)) is not None:
        month, day, h, mi, s, zone, year = java.groups()
        value = f"{day} {month} {year} {h}:{mi}:{s} {zone or ''}"
    elif _RFC_2822.match(value):
        from email.utils import parsedate_tz  # here, because few pages need it

        if (mail := parsedate_tz(value)) is not None:
            year, month, day, h, mi, s, *_, zone = mail
            time = seconds_of(str(h), str(mi), str(s))
            return make_stamp(year, month, day, time, None if zone is None else zone // 60)
    return printed(value, order, language)


_URL_DATE = re.compile(
    r"[/_\-=.](19[89]\d|20\d\d)([/\-_]?)(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?=\D|$)"
    r"|[/_\-=.][A-Za-z]{0,3}(19[89]\d|20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=\d{5,})"
)
_URL_MONTH_NAME = re.compile(r"[/\-](19[89]\d|20\d\d)[/\-]([a-z]{3,9})[/\-](0?[1-9]|[12]\d|3[01])(?=\D|$)")
_URL_MONTH = re.compile(r"/(19[89]\d|20\d\d)[/-](0[1-9]|1[0-2])/(?!\d{1,2}(?:/|$))")
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
    match = _URL_DAY_FIRST.search("/" + path)
    if match:
        day, month, year = (int(g) for g in match.groups())
        return make_stamp(year, month, day)
    match = _URL_MONTH_NAME.search("/" + path.lower())
    if match and (number := month_numbers().get(match.group(2))):
        return make_stamp(int(match.group(1)), number, int(match.group(3)))
    return None


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


def number_order(language: str | None, declared: Sequence[str], url: str | None) -> str:
    """Return how the page's all-number dates read: "mdy" in American English, "ymd" in East Asia, else "dmy"."""
    if language in _YEAR_FIRST:
        return "ymd"
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
