"""htmldate as the last resort."""

from __future__ import annotations

from newsclean.metadata.dates.fallback import find_date
from newsclean.metadata.dates.value import Stamp


def test_a_line_with_a_year_is_searched() -> None:
    assert find_date(["Canal gates leave town", "Posted on 2020-05-03"], None, "2024-06-01") == Stamp(2020, 5, 3)


def test_without_a_year_nothing_is_searched() -> None:
    assert find_date(["Canal gates leave town", "Posted on Monday", "x" * 400 + " 3 May 2020"], None, None) is None
    assert find_date([], None, None) is None


def test_lone_surrogates_and_markup_in_a_line_do_no_harm() -> None:
    assert find_date(["<p & \ud800 </p>", "Posted on 2020-05-03 \ud800"], None, None) == Stamp(2020, 5, 3)


def test_an_error_of_the_library_costs_the_date_and_not_the_page() -> None:
    assert find_date(["3 May 2020"], None, "no date at all") in (None, Stamp(2020, 5, 3))
