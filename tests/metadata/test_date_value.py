"""A day with its time and zone."""

from __future__ import annotations

from datetime import date

from newsclean.metadata.date_value import make_stamp, may_be


def test_a_moment_may_be_two_days_and_no_others() -> None:
    moment = make_stamp(2020, 5, 3, 13 * 3600, 0)
    assert moment is not None
    assert [day for day in range(1, 7) if may_be(moment, date(2020, 5, day))] == [3, 4]
    whole = make_stamp(2020, 5, 3)
    assert whole is not None
    assert [day for day in range(1, 7) if may_be(whole, date(2020, 5, day))] == [2, 3, 4]
