"""Dates as machines give them, and dates in URLs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.metadata.dates import parse as dates
from newsclean.metadata.dates.text import dates_in
from newsclean.metadata.dates.value import Stamp, make_stamp

_IMPOSSIBLE = (
    *("1970-01-01T00:00:00Z", "0001-01-01", "2016-02-30", "2016-W60-1", "2016-399"),
    *("0", "soon", "", "9" * 400),
)


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2016-03-29T10:00:00+0200", "2016-03-29T10:00:00+02:00"),
        ("2016-03-29T10:00:00.123Z", "2016-03-29T10:00:00Z"),
        ("2016-03-29 10:00", "2016-03-29T10:00:00"),
        ("2016-03-29", "2016-03-29"),
        ("20160329", "2016-03-29"),
        ("20160329T101500Z", "2016-03-29T10:15:00Z"),
        ("Tue, 29 Mar 2016 10:00:00 GMT", "2016-03-29T10:00:00Z"),
        ("Mon Jul 06 2020 10:05:00 GMT+0200 (CEST)", "2020-07-06T10:05:00+02:00"),
        ("1459245600", "2016-03-29T10:00:00Z"),
        ("1459245600000", "2016-03-29T10:00:00Z"),
        ("2016-03-29T00:00:00", "2016-03-29"),
        ("2016-03-29 3:05 PM", "2016-03-29T15:05:00"),
        ("2016-03-29T12:05:00 a.m.", "2016-03-29T00:05:00"),
        ("2016-03-29T10:00:00 EST", "2016-03-29T10:00:00-05:00"),
        ("Tuesday, 29-Mar-16 10:00:00 UTC", "2016-03-29T10:00:00Z"),
        ("Tue Mar 29 10:00:00 CET 2016", "2016-03-29T10:00:00+01:00"),
        ("Tue, 29 Mar 2016 10:00 CEST", "2016-03-29T10:00:00+02:00"),
        ("Tue, 29 Mar 2016 10:00:00 XYZ", "2016-03-29T10:00:00"),
        ("2016-W13-2", "2016-03-29"),
        ("2016-089T10:00:00Z", "2016-03-29T10:00:00Z"),
        ("20160329 10:00", "2016-03-29T10:00:00"),
        ("2016-03-29, 10:00", "2016-03-29T10:00:00"),
        ("2016-03-29 오후 3:05", "2016-03-29T15:05:00"),
        ("2016/03/29T10:00:00Z", "2016-03-29T10:00:00Z"),
        ("/Date(1459245600000)/", "2016-03-29T10:00:00Z"),
        ("2559-03-29", "2016-03-29"),
    ],
)
def test_machine_dates_keep_time_and_zone_and_nothing_more(value: str, iso: str) -> None:
    found = dates.machine(value)
    assert found is not None
    assert found.iso() == iso


def test_the_order_follows_language_region_and_domain() -> None:
    assert dates.number_order("en", ["en-US"], None) == "mdy"
    assert dates.number_order("en", ["en-GB"], None) == "dmy"
    assert dates.number_order("en", [], "https://paper.example.uk/story") == "dmy"
    assert dates.number_order("de", [], None) == "dmy"
    assert dates.number_order("ja", [], None) == "ymd"


@pytest.mark.parametrize("value", _IMPOSSIBLE)
def test_template_and_impossible_dates_are_unknown(value: str) -> None:
    assert dates.machine(value) is None


def test_no_date_is_later_than_the_fetch() -> None:
    fetched = "2016-03-29T12:00:00Z"
    assert dates.not_after(make_stamp(2016, 3, 29), fetched) == Stamp(2016, 3, 29)
    assert dates.not_after(make_stamp(2016, 3, 30), fetched) is None
    assert dates.not_after(make_stamp(2016, 3, 29, 13 * 3600, 0), fetched) is None
    assert dates.not_after(make_stamp(2016, 3, 29), "1999-11-30T12:00:00Z") is None  # a day that templates bear
    # Without a zone the moment is unknown, the day is not.
    assert dates.not_after(make_stamp(2016, 3, 29, 13 * 3600), fetched) == Stamp(2016, 3, 29)
    assert dates.not_after(make_stamp(2016, 3, 29, 13 * 3600, 120), fetched) is not None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2016/03/29/story", Stamp(2016, 3, 29)),
        ("https://a.example/story-20160329", Stamp(2016, 3, 29)),
        ("https://a.example/local/20160329/123/story.html", Stamp(2016, 3, 29)),
        ("https://a.example/29-03-2016/story", Stamp(2016, 3, 29)),
        ("https://a.example/2016/travel/boats/03/29/story", Stamp(2016, 3, 29)),
        ("https://a.example/gates4-2016mar29,0,1.story", Stamp(2016, 3, 29)),
        ("https://a.example/story-1234567890", None),
        ("https://2016-03-29.example/story", None),
    ],
)
def test_addresses_bear_dates_in_their_paths(url: str, day: Stamp | None) -> None:
    assert dates.in_url(url) == day


@given(st.text(max_size=200), st.sampled_from(["dmy", "mdy", "ymd"]))
def test_any_text_is_read_without_an_error(text: str, order: str) -> None:
    for found in dates_in(text, order):
        assert dates.machine(found.stamp.iso()) is not None
    dates.machine(text, order)


@given(st.dates(), st.one_of(st.none(), st.integers(0, 86_399)), st.one_of(st.none(), st.integers(-56, 56)))
def test_what_is_written_is_read_again(day: object, seconds: int | None, quarters: int | None) -> None:
    stamp = make_stamp(day.year, day.month, day.day, seconds, None if quarters is None else quarters * 15)  # type: ignore[attr-defined]
    if stamp is not None:
        assert dates.machine(stamp.iso()) == stamp


def test_a_url_may_hold_the_month_alone() -> None:
    assert dates.month_in_url("https://a.example/2016/03/story") == (2016, 3)
    assert dates.month_in_url("https://a.example/2016/03/29/story") is None
