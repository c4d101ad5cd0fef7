"""A day with its time and zone."""

from __future__ import annotations

from datetime import date

import pytest

from newsclean.metadata.dates.value import Stamp, make_stamp, may_be, offset_of, seconds_of


def test_a_moment_may_be_two_days_and_no_others() -> None:
    moment = make_stamp(2020, 5, 3, 13 * 3600, 0)
    assert moment is not None
    assert [day for day in range(1, 7) if may_be(moment, date(2020, 5, day))] == [3, 4]
    whole = make_stamp(2020, 5, 3)
    assert whole is not None
    assert [day for day in range(1, 7) if may_be(whole, date(2020, 5, day))] == [2, 3, 4]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("+02:00", 120), ("-0530", -330), ("+2", 120), ("Z", 0), ("cest", 120), ("XYZ", None), ("", None), (None, None)],
)
def test_zones_are_offsets_or_names(text: str | None, minutes: int | None) -> None:
    assert offset_of(text) == minutes


def test_a_time_that_no_clock_shows_is_unknown() -> None:
    assert seconds_of("23", "59", None) == 86_340
    assert seconds_of("24", "00", None) is seconds_of("10", "60", None) is seconds_of(None, "5", None) is None


def test_a_day_that_does_not_exist_or_that_templates_print_is_none() -> None:
    assert make_stamp(2021, 2, 29) is make_stamp(1899, 1, 1) is make_stamp(1970, 1, 1) is make_stamp(2101, 1, 1) is None


def test_impossible_times_and_zones_leave_the_day() -> None:
    assert make_stamp(2020, 5, 3, 90_000, 0) == make_stamp(2020, 5, 3, 0) == Stamp(2020, 5, 3)
    assert make_stamp(2020, 5, 3, 60, 15 * 60) == Stamp(2020, 5, 3, 60)


def test_a_stamp_is_written_with_what_is_known() -> None:
    written = [Stamp(2020, 5, 3), Stamp(2020, 5, 3, 3661), Stamp(2020, 5, 3, 60, 0), Stamp(2020, 5, 3, 60, -210)]
    assert [stamp.iso() for stamp in written] == [
        "2020-05-03",
        "2020-05-03T01:01:01",
        "2020-05-03T00:01:00Z",
        "2020-05-03T00:01:00-03:30",
    ]
