"""Shapes of printed dates, one by one."""

from __future__ import annotations

import pytest

from newsclean.metadata.dates.patterns import NUMBERS, READERS, YEAR, Day, begin, month_of, read_numbers


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("March", 3),
        ("MÄRZ", 3),
        ("februarja", 2),
        ("HealthMarch", 3),
        ("of", None),
        ("Gates", None),
    ],
)
def test_a_month_is_known_with_an_ending_and_after_a_word_run_on(text: str, month: int | None) -> None:
    assert month_of(text) == month


def test_a_month_is_one_of_its_language() -> None:
    assert (month_of("listopada", "hr"), month_of("listopada", "pl")) == (10, 11)


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("3/4/2016", "dmy", (2016, 4, 3)),
        ("3/4/2016", "mdy", (2016, 3, 4)),
        ("3.4.2016", "mdy", (2016, 4, 3)),  # nobody writes the month first with dots
        ("3.4.16", "mdy", (2016, 3, 4)),  # but in the short form
        ("3.4.16", "dmy", (2016, 4, 3)),
        ("16/04/03", "ymd", (2016, 4, 3)),
        ("3/4/85", "dmy", (1985, 4, 3)),
        ("13/14/2016", "dmy", None),
        ("32/1/2016", "dmy", None),
    ],
)
def test_numbers_are_read_in_an_order(text: str, order: str, day: Day | None) -> None:
    match = NUMBERS.search(text)
    assert match is not None
    assert read_numbers(match, order) == day


@pytest.mark.parametrize("text", ["1/2/3/4", "192.168.10.20", "3-4.2016"])
def test_other_numbers_are_no_dates(text: str) -> None:
    match = NUMBERS.search(text)
    assert match is None or read_numbers(match, "dmy") is None


def test_a_line_without_a_year_is_not_searched() -> None:
    assert YEAR.search("Monday 3 May at 10:15") is None
    assert YEAR.search("令和元年5月3日")


def test_a_date_begins_after_a_word_that_is_no_month() -> None:
    text = "Gates March 29, 2016"
    starts = [begin(match, "en") for pattern, _ in READERS if (match := pattern.search(text))]
    assert [text[start:] for start in starts] == ["March 29, 2016"]


def test_eras_begin_with_their_first_year() -> None:
    days = [read(match, "ymd", "ja") for pattern, read in READERS if (match := pattern.search("令和元年5月3日"))]
    assert days == [(2019, 5, 3)]


def test_day_month_and_year_may_be_in_cells_of_their_own() -> None:
    (pattern,) = (each for each, _ in READERS if each.pattern.startswith(r"(\d\d)( \| )"))
    assert pattern.match("03 | 05 | 2021 | Canals")
    assert not pattern.match("03 | 05 | 2021 | 17")
    assert not pattern.match("3 | 5 | 21")
