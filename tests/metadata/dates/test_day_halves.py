"""Names of the halves of the day next to a time, in many languages."""

import pytest

from newsclean.metadata.calendars import Half
from newsclean.metadata.dates.day_halves import half_before, half_behind
from newsclean.metadata.dates.text import dates_in
from newsclean.metadata.dates.value import Stamp


@pytest.mark.parametrize(
    ("text", "language", "half", "rest"),
    [
        ("3:04 p.m. EST", "en", Half.AFTER_NOON, " EST"),
        ("3:04pm", "en", Half.AFTER_NOON, ""),
        ("3:04 a. m.", "es", Half.BEFORE_NOON, ""),
        ("3:04 オ", "ja", None, " オ"),
        ("3:04 amber", "en", None, " amber"),
    ],
)
def test_the_half_behind_a_time(text: str, language: str, half: Half | None, rest: str) -> None:
    found, end = half_behind(text, 4, len(text), language)
    assert (found, text[end:]) == (half, rest)


@pytest.mark.parametrize(
    ("text", "language", "half"),
    [
        ("오후 ", "ko", Half.AFTER_NOON),
        ("午前", "ja", Half.BEFORE_NOON),
        ("下午 ", "zh", Half.AFTER_NOON),
        ("밤 ", "ko", Half.NIGHT),
        ("中午", "zh", Half.MIDDAY),
        ("team ", "en", None),
        ("p ", "en", None),
    ],
)
def test_the_half_before_an_hour(text: str, language: str, half: Half | None) -> None:
    assert half_before(text + "3", 0, len(text), language) is half


@pytest.mark.parametrize(
    ("line", "language", "seconds"),
    [
        ("2021-03-09 오후 3:05", "ko", 54_300),
        ("2021年3月9日 午後3時5分", "ja", 54_300),
        ("2021年3月9日 下午3:05", "zh", 54_300),
        ("9 de marzo de 2021, 3:05 p. m.", "es", 54_300),
        ("9 de marzo de 2021 12:05 a.m.", "es", 300),
        ("12:05 PM, March 9, 2021", "en", 43_500),
        ("March 9, 2021 12:05 AM", "en", 300),
        ("9 मार्च 2021 3:05 अपराह्न", "hi", 54_300),
        ("9 Μαρτίου 2021 3:05 μ.μ.", "el", 54_300),
        ("٩ مارس ٢٠٢١ ٣:٠٥ م", "ar", 54_300),
        ("9 Mar 2021 3:05 petang", "ms", 54_300),
        ("9 Maret 2021 9:05 malam", "id", 75_900),
        ("2021年3月9日凌晨2:05", "zh", 7_500),
        ("2021年3月9日 中午11:30", "zh", 41_400),
        ("2021年3月9日 夜9時5分", "ja", 75_900),
        ("9 মার্চ 2021, 03:05 পিএম", "bn", 54_300),
        ("9. mart 2021, 3:05 po podne", "sr", 54_300),
        ("March 9, 2021, 12 noon", "en", 43_200),
    ],
)
def test_times_of_twelve_hours(line: str, language: str, seconds: int) -> None:
    order = "ymd" if language in ("zh", "ja", "ko") else "dmy"
    assert [found.stamp for found in dates_in(line, order, language=language)] == [Stamp(2021, 3, 9, seconds)]
