"""Pins: which paths they hold for, and what is like one that holds for none."""

from __future__ import annotations

import pytest

from newsclean.sites.pins import matches, pin_of
from newsclean.sites.tally import PageSums, PathSums, Tally

STORY, BOX = "body>main>div.story>p", "body>main>aside.promo>p"


def tally() -> Tally:
    sums = PathSums(3, 300, 300)
    pages = {name: PageSums((), frozenset(), {STORY: sums, BOX: sums}) for name in ("a", "b")}
    return Tally(pages, {STORY: "The crane", BOX: "Join us"}, {})


@pytest.mark.parametrize(
    ("pins", "wanted"),
    [
        ({STORY: "keep"}, "keep"),
        ({"div.story>p": "drop"}, "drop"),
        ({"main": "drop"}, "drop"),
        ({"main": "drop", "div.story": "keep"}, "keep"),
        ({"story>p": "keep"}, None),
        ({}, None),
    ],
)
def test_the_nearest_pin_around_a_path_wins(pins: dict[str, str], wanted: str | None) -> None:
    assert pin_of(STORY, pins) == wanted


def test_a_pin_counts_the_blocks_that_it_holds_for() -> None:
    assert matches("aside.promo", tally())[:2] == (6, 2)
    assert matches("main", tally())[:2] == (12, 2)


def test_paths_like_a_pin_that_holds_for_none_are_named() -> None:
    found = matches("aside.promos", tally())
    assert found.blocks == 0
    assert found.nearest[0] == "aside.promo"
