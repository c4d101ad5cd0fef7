"""Dates of blocks, and the labels above them."""

from __future__ import annotations

import pytest

from newsclean.html.blocks import parse, read_blocks
from newsclean.metadata.dates.numbers import Numbers


def _found(html: str, place: int, order: str = "dmy") -> list[tuple[str, bool, bool]]:
    numbers = Numbers(read_blocks(parse(html)), order, set)
    return [(found.stamp.iso(), found.changed, found.issued) for found in numbers.dates_of(place)]


@pytest.mark.parametrize(
    ("label", "found"),
    [
        ("Erschienen am:", [("2021-05-03", False, True)]),
        ("Page updated:", [("2021-05-03", True, False)]),
        ("Video verfügbar bis:", []),
        ("Publish date", [("2021-05-03", False, True)]),
        ("More from the harbour", [("2021-05-03", False, False)]),
        ("Issue 4 of 2020, updated:", [("2021-05-03", False, False)]),
    ],
)
def test_a_label_on_the_line_above_says_what_a_date_is(label: str, found: list[tuple[str, bool, bool]]) -> None:
    assert _found(f"<body><p>{label}</p><p>3 May 2021</p>", 1) == found


def test_a_label_is_of_the_date_that_begins_the_next_line_alone() -> None:
    html = "<body><p>Updated:</p><p>The gates were hung on 3 May 2021</p><p>Updated:</p><p>Posted 3 May 2021</p>"
    assert _found(html, 1) == [("2021-05-03", False, True)]
    assert _found(html, 3) == [("2021-05-03", False, True)]


def test_all_number_dates_read_in_the_order_of_the_pages_others() -> None:
    html = "<body><p>03/04/2021</p><p>28/04/2021</p>"
    assert _found(html, 0, "mdy") == [("2021-04-03", False, False)]
