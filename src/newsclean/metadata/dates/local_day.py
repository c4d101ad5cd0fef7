"""Convert a moment in UTC to the page's local day, if something on the page gives its offset."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from newsclean.metadata.dates.value import Printed, Stamp, may_be

Dated = tuple[Stamp, str]  # a date and its source
_QUARTER = 15  # minutes: offsets from UTC are multiples of it
_MIN_OFFSET, _MAX_OFFSET = -12 * 60, 14 * 60  # minutes
_EVENING_HOURS = 11  # a page filed under the day before was published in the evening, west of Greenwich


def local_day(published: Dated, others: Sequence[Stamp], printed: Sequence[Printed], url_date: Stamp | None) -> Dated:
    """Return `published` in the page's own time, where it is a moment in UTC; else as it is.

    `others` are the page's other dates for machines: one of the same moment may bear an offset. `printed` are
    the dates below the headline: a time of day that is off by whole
    quarters of an hour tells the offset, a day alone the day. At last the URL may be filed under the day before;
    a day after says nothing, as newspapers file under the next morning's edition.
    """
    stamp, source = published
    if stamp.seconds is not None and stamp.offset and (local := _unshifted(stamp, printed)) is not None:
        return local, source
    if stamp.seconds is None or stamp.offset:
        return published
    issued = [each.stamp for each in printed if not each.changed]
    if stamp.offset is not None:
        for other in issued:
            if (offset := _offset(stamp, other)) is not None:
                return _shifted(stamp, offset), source
        own = [other for other in others if other.offset and other.seconds is not None and other.utc() == stamp.utc()]
        if own:
            return own[0], source
    if any(other.date == stamp.date for other in issued):
        return published
    days = {other.date for other in issued if other.seconds is None and may_be(stamp, other.date)}
    if len(days) == 1:
        return _day(days.pop()), source
    if url_date is not None and not issued and stamp.offset is not None:
        evening = (stamp.date - url_date.date).days == 1 and stamp.seconds < _EVENING_HOURS * 3600
        return (url_date, source) if evening else published
    return published


def _unshifted(stamp: Stamp, printed: Sequence[Printed]) -> Stamp | None:
    """Return the local time where an offset was put behind the time in UTC: the page prints what they add up to."""
    local = _shifted(stamp._replace(offset=0), stamp.offset or 0)
    minute = (local.date, (local.seconds or 0) // 60)
    alike = (p.stamp for p in printed if not p.changed and p.stamp.seconds is not None)
    return local if any((other.date, (other.seconds or 0) // 60) == minute for other in alike) else None


def _offset(moment: Stamp, printed: Stamp) -> int | None:
    """Return the minutes east of UTC at which a clock shows the printed time at that moment; None for no such place."""
    if printed.seconds is None or moment.seconds is None or (printed.offset is not None and printed.offset != 0):
        return printed.offset if printed.seconds is not None and printed.utc() == moment.utc() else None
    days = (printed.date - moment.date).days
    minutes = days * 24 * 60 + printed.seconds // 60 - moment.seconds // 60
    return minutes if minutes % _QUARTER == 0 and _MIN_OFFSET < minutes <= _MAX_OFFSET else None


def _shifted(moment: Stamp, offset: int) -> Stamp:
    local = moment.utc() + timedelta(minutes=offset)
    seconds = local.hour * 3600 + local.minute * 60 + local.second
    return Stamp(local.year, local.month, local.day, seconds, offset)


def _day(day: date) -> Stamp:
    return Stamp(day.year, day.month, day.day)
