"""The day that the reader saw."""

from __future__ import annotations

import pytest

from newsclean.metadata.dates.local_day import local_day
from newsclean.metadata.dates.value import Printed, Stamp

_UTC = (Stamp(2021, 5, 3, 2 * 3600, 0), "json-ld")


@pytest.mark.parametrize(
    ("others", "printed", "iso"),
    [
        ([Stamp(2021, 5, 2, 22 * 3600, -240)], [], "2021-05-02T22:00:00-04:00"),
        ([], [Printed(Stamp(2021, 5, 2, 22 * 3600), False, False)], "2021-05-02T22:00:00-04:00"),
        ([], [Printed(Stamp(2021, 5, 2), False, False)], "2021-05-02"),
        ([], [Printed(Stamp(2021, 5, 2), True, False)], "2021-05-03T02:00:00Z"),  # a date of change
        (
            [],
            [Printed(Stamp(2021, 5, 2, 22 * 3600 + 420), False, False)],
            "2021-05-03T02:00:00Z",
        ),  # no zone is off by that
        ([], [], "2021-05-03T02:00:00Z"),
    ],
)
def test_the_day_is_the_reader_s(others: list[Stamp], printed: list[Printed], iso: str) -> None:
    assert local_day(_UTC, others, printed, None)[0].iso() == iso


@pytest.mark.parametrize(
    ("filed", "iso"),
    [
        (Stamp(2021, 5, 2), "2021-05-02"),
        (Stamp(2021, 5, 4), "2021-05-03T02:00:00Z"),  # the next morning's edition
        (Stamp(2021, 5, 1), "2021-05-03T02:00:00Z"),
    ],
)
def test_a_url_may_file_a_page_under_the_evening_before(filed: Stamp, iso: str) -> None:
    assert local_day(_UTC, [], [], filed)[0].iso() == iso


def test_a_moment_with_an_offset_and_a_day_alone_stay() -> None:
    for stamp in (Stamp(2021, 5, 3, 7200, 120), Stamp(2021, 5, 3)):
        assert local_day((stamp, "h1"), [Stamp(2021, 5, 2, 0, -120)], [], Stamp(2021, 5, 2)) == (stamp, "h1")


def test_a_page_that_prints_utc_shows_that_day() -> None:
    own, printed = [Stamp(2021, 5, 2, 22 * 3600, -240)], [Printed(Stamp(2021, 5, 3, 2 * 3600), False, False)]
    assert local_day(_UTC, own, printed, None)[0].iso() == "2021-05-03T02:00:00Z"


def test_a_time_without_a_zone_gives_way_to_the_printed_day() -> None:
    stamp = (Stamp(2021, 5, 3, 20 * 3600), "json-ld")
    assert local_day(stamp, [], [Printed(Stamp(2021, 5, 4), False, False)], None)[0].iso() == "2021-05-04"
    assert local_day(stamp, [], [], Stamp(2021, 5, 2)) == stamp
