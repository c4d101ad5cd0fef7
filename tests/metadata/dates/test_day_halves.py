"""Names of the halves of the day next to a time, in many languages."""

import pytest

from newsclean.metadata.dates.day_halves import half_before, half_behind
from newsclean.metadata.dates.text import dates_in
from newsclean.metadata.dates.value import Stamp


@pytest.mark.parametrize(
    ("text", "language", "afternoon", "rest"),
    [
        ("3:04 p.m. EST", "en", True, " EST"),
        ("3:04pm", "en", True, ""),
        ("3:04 a. m.", "es", False, ""),
        ("3:04 オ", "ja", None, " オ"),
        ("3:04 amber", "en", None, " amber"),
    ],
)
def test_the_half_behind_a_time(text: str, language: str, afternoon: bool | None, rest: str) -> None:
    half, end = half_behind(text, 4, len(text), language)
    assert (half, text[end:]) == (afternoon, rest)


@pytest.mark.parametrize(
    ("text", "language", "afternoon"),
    [("오후 ", "ko", True), ("午前", "ja", False), ("下午 ", "zh", True), ("team ", "en", None), ("p ", "en", None)],
)
def test_the_half_before_an_hour(text: str, language: str, afternoon: bool | None) -> None:
    assert half_before(text + "3", 0, len(text), language) is afternoon


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
    ],
)
def test_times_of_twelve_hours(line: str, language: str, seconds: int) -> None:
    order = "ymd" if language in ("zh", "ja", "ko") else "dmy"
    assert [found.stamp for found in dates_in(line, order, language=language)] == [Stamp(2021, 3, 9, seconds)]
