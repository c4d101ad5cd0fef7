"""Printed dates: every shape that people give them, and their times and labels."""

from __future__ import annotations

import pytest

from newsclean.metadata.dates.text import dates_in, printed
from newsclean.metadata.dates.value import Stamp


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


@pytest.mark.parametrize(
    ("text", "isos"),
    [
        ("Published 3 May 2021, 14:05, updated 04.05.2021", ["2021-05-03T14:05:00", "2021-05-04"]),
        ("14:05, 3 May 2021 | Updated: 09:12, 4 May 2021", ["2021-05-03T14:05:00", "2021-05-04T09:12:00"]),
        ("14:05 3 мая 2021 (обновлено: 09:12 04.05.2021)", ["2021-05-03T14:05:00", "2021-05-04T09:12:00"]),
        ("3 maj 2021. Senast ändrad 09.12, 4 maj 2021", ["2021-05-03", "2021-05-04T09:12:00"]),
        ("3. maj 2021 - 11.07", ["2021-05-03T11:07:00"]),
        ("3. 5. 2021. 11.07", ["2021-05-03T11:07:00"]),
        ("03\u200f/05\u200f/2021", ["2021-05-03"]),
        ("2021. május 3. 11.07", ["2021-05-03T11:07:00"]),
    ],
)
def test_each_date_of_a_line_has_its_own_time(text: str, isos: list[str]) -> None:
    assert [found.stamp.iso() for found in dates_in(text)] == isos


def test_all_number_dates_follow_the_order_of_the_page() -> None:
    assert printed("03/04/2016", "dmy") == Stamp(2016, 4, 3)
    assert printed("03/04/2016", "mdy") == Stamp(2016, 3, 4)
    assert printed("16/04/03", "ymd") == Stamp(2016, 4, 3)


def test_a_day_over_twelve_settles_the_order() -> None:
    assert printed("03/29/2016", "dmy") == printed("29/03/2016", "mdy") == Stamp(2016, 3, 29)


def test_a_time_of_day_may_run_on_from_a_year_of_two_digits() -> None:
    assert [found.stamp.date.isoformat() for found in dates_in("keeper28.09.1912:44")] == ["2019-09-28"]
    assert [found.stamp.date.isoformat() for found in dates_in("28.09.1912 in Bremen")] == ["1912-09-28"]


def test_words_before_a_date_tell_change_from_issue() -> None:
    first, second = dates_in("Published 3 May 2019, last updated 7 May 2019")
    assert (first.issued, first.changed) == (True, False)
    assert (second.issued, second.changed) == (False, True)
    assert printed("Aktualisiert am 7. Mai 2019, veröffentlicht am 3. Mai 2019") == Stamp(2019, 5, 3)


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("2025年6月3日 午後4時5分", "ja", "2025-06-03T16:05:00"),
        ("2025년 6월 3일 오후 4시 5분", "ko", "2025-06-03T16:05:00"),
        ("3 يونيو 2025 - 4:05 م", "ar", "2025-06-03T16:05:00"),
        ("3 يونيو 2025 م 10:30", "ar", "2025-06-03T10:30:00"),
        ("3 มิ.ย. 2568 16:05", "th", "2025-06-03T16:05:00"),
        ("3 เม.ย. 68", "th", "2025-04-03"),
        ("民國114年6月3日", "zh", "2025-06-03"),
    ],
)
def test_clocks_and_years_of_other_scripts(text: str, language: str, value: str) -> None:
    assert [found.stamp.iso() for found in dates_in(text, "ymd", language=language)] == [value]
