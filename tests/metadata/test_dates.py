"""Dates: every shape that pages and people give them, and the ones that are refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.metadata import date_parse as dates
from newsclean.metadata.date_text import dates_in, printed
from newsclean.metadata.date_value import Stamp, make_stamp, may_be


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
    ],
)
def test_machine_dates_keep_time_and_zone_and_nothing_more(value: str, iso: str) -> None:
    found = dates.machine(value)
    assert found is not None
    assert found.iso() == iso


@pytest.mark.parametrize(
    "text",
    [
        "March 29, 2016",
        "29. März 2016",
        "29 mars 2016",
        "29 de marzo de 2016",
        "29 de março de 2016",
        "29 marzo 2016",
        "29 maart 2016",
        "29 marca 2016",
        "29 марта 2016 года",
        "29 MART 2016",
        "29 مارس 2016",
        "٢٩ مارس ٢٠١٦",
        "2016年3月29日",
        "平成28年3月29日",
        "2016년 3월 29일",
        "29.03.2016",
        "29.03.16",
        "2016/3/29",
        "Mar. 29, 2016",
        "29th of March 2016",
        "Mental HealthMARCH 29, 2016",
    ],
)
def test_printed_dates_in_the_languages_of_the_rules(text: str) -> None:
    found = printed(text)
    assert found is not None
    assert found.iso() == "2016-03-29"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("29. März 2016, 10:05 Uhr", "2016-03-29T10:05:00"),
        ("March 29, 2016 10:05 pm EST", "2016-03-29T22:05:00-05:00"),
        ("10 h 30, 29 mars 2016", "2016-03-29T10:30:00"),
        ("2016年3月29日 10時05分", "2016-03-29T10:05:00"),
    ],
)
def test_the_time_next_to_a_printed_date_is_read(text: str, iso: str) -> None:
    found = printed(text)
    assert found is not None
    assert found.iso() == iso


def test_all_number_dates_follow_the_order_of_the_page() -> None:
    assert printed("03/04/2016", "dmy") == Stamp(2016, 4, 3)
    assert printed("03/04/2016", "mdy") == Stamp(2016, 3, 4)
    assert printed("16/04/03", "ymd") == Stamp(2016, 4, 3)


def test_a_day_over_twelve_settles_the_order() -> None:
    assert printed("03/29/2016", "dmy") == printed("29/03/2016", "mdy") == Stamp(2016, 3, 29)


def test_a_time_of_day_may_run_on_from_a_year_of_two_digits() -> None:
    assert [found.stamp.date.isoformat() for found in dates_in("keeper28.09.1912:44")] == ["2019-09-28"]
    assert [found.stamp.date.isoformat() for found in dates_in("28.09.1912 in Bremen")] == ["1912-09-28"]


def test_the_order_follows_language_region_and_domain() -> None:
    assert dates.number_order("en", ["en-US"], None) == "mdy"
    assert dates.number_order("en", ["en-GB"], None) == "dmy"
    assert dates.number_order("en", [], "https://paper.example.uk/story") == "dmy"
    assert dates.number_order("de", [], None) == "dmy"
    assert dates.number_order("ja", [], None) == "ymd"


def test_words_before_a_date_tell_change_from_issue() -> None:
    first, second = dates_in("Published 3 May 2019, last updated 7 May 2019")
    assert (first.issued, first.changed) == (True, False)
    assert (second.issued, second.changed) == (False, True)
    assert printed("Aktualisiert am 7. Mai 2019, veröffentlicht am 3. Mai 2019") == Stamp(2019, 5, 3)


@pytest.mark.parametrize("value", ["1970-01-01T00:00:00Z", "0001-01-01", "2016-02-30", "0", "soon", "", "9" * 400])
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
        ("https://a.example/story-1234567890", None),
        ("https://2016-03-29.example/story", None),
    ],
)
def test_addresses_bear_dates_in_their_paths(url: str, day: Stamp | None) -> None:
    assert dates.in_url(url) == day


def test_an_address_may_bear_the_month_alone() -> None:
    assert dates.month_in_url("https://a.example/2016/03/story") == (2016, 3)
    assert dates.month_in_url("https://a.example/2016/03/29/story") is None


def test_a_moment_may_be_two_days_and_no_others() -> None:
    moment = make_stamp(2020, 5, 3, 13 * 3600, 0)
    assert moment is not None
    assert [day for day in range(1, 7) if may_be(moment, date(2020, 5, day))] == [3, 4]
    whole = make_stamp(2020, 5, 3)
    assert whole is not None
    assert [day for day in range(1, 7) if may_be(whole, date(2020, 5, day))] == [2, 3, 4]


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
