"""Months of many languages and calendars, and clocks of twelve hours."""

from __future__ import annotations

import pytest

from newsclean.metadata.dates.parse import machine
from newsclean.metadata.dates.text import dates_in


@pytest.mark.parametrize(
    ("line", "language", "iso"),
    [
        ("등록 2021.05.03 오후 4:20", "ko", "2021-05-03T16:20:00"),
        ("2021年5月3日 午後4時20分", "ja", "2021-05-03T16:20:00"),
        ("2021年5月3日 下午4点", "zh", "2021-05-03T16:00:00"),
        ("3 de mayo de 2021, 4:20 p. m.", "es", "2021-05-03T16:20:00"),
        ("3 μαΐου 2021 4:20 μ.μ.", "el", "2021-05-03T16:20:00"),
        ("3 जुलाई 2021 शाम 5:30", "hi", "2021-07-03T17:30:00"),
        ("3 พฤษภาคม 2564", "th", "2021-05-03"),
        ("3 พ.ค. 64 16:20 น.", "th", "2021-05-03T16:20:00"),
        ("2021 m. gegužės 3 d.", "lt", "2021-05-03"),
        ("2021. gada 3. maijs", "lv", "2021-05-03"),
        ("ngày 3 tháng 5 năm 2021", "vi", "2021-05-03"),
        ("3 tháng năm 2021", "vi", "2021-05-03"),
        ("3. listopada 2021", "hr", "2021-10-03"),
        ("3 listopada 2021", "pl", "2021-11-03"),
        ("۱۳ اردیبهشت ۱۴۰۰", "fa", "2021-05-03"),
        ("1400/02/13", "fa", "2021-05-03"),
        ("21 رمضان 1442", "ar", "2021-05-03"),
        ("2021 жыл, 3 мамыр", "kk", "2021-05-03"),
        ("2021 оны 5-р сарын 3", "mn", "2021-05-03"),
        ("二〇二一年五月二十三日", "zh", "2021-05-23"),
        ("3 5 月, 2021", "zh", "2021-05-03"),
        ("03 أيار/مايو 2021", "ar", "2021-05-03"),
        ("3 غشت 2021", "ar", "2021-08-03"),
        ("۱۳ ارديبهشت ۱۴۰۰", "fa", "2021-05-03"),
        ("00/02/13", "fa", "2021-05-03"),
        ("ΔΕΥΤΕΡΑ, 3 ΜΑΪΟΥ 2021", "el", "2021-05-03"),
        ("3. маја 2021. године", "sr", "2021-05-03"),
        ("03-May-21", "en", "2021-05-03"),
        ("3 May '21", "en", "2021-05-03"),
        ("03 May 21", "en", "2021-05-03"),
        ("May32021", "en", "2021-05-03"),
        ("Ada Byron3 May 20214 min read", "en", "2021-05-03"),
        ("4:20 PM EST May 3, 2021", "en", "2021-05-03T16:20:00-05:00"),
    ],
)
def test_a_printed_date_is_read_in_its_language(line: str, language: str, iso: str) -> None:
    assert [found.stamp.iso() for found in dates_in(line, "ymd", language=language)] == [iso]


def test_a_word_before_the_month_is_a_label_and_no_part_of_the_date() -> None:
    (found,) = dates_in("Updated May 3, 2021", "mdy")
    assert found.changed
    assert found.start == len("Updated ")


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("Mon, 03 May 2021 16:20:00 +0200", "2021-05-03T16:20:00+02:00"),
        ("Mon May 03 16:20:00 CEST 2021", "2021-05-03T16:20:00+02:00"),
        ("Mon, 3 May 2021 16:20:00 GMT", "2021-05-03T16:20:00Z"),
    ],
)
def test_dates_of_mail_and_java_keep_their_zone(value: str, iso: str) -> None:
    stamp = machine(value)
    assert stamp is not None
    assert stamp.iso() == iso
