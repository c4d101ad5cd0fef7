"""In which order blocks are looked at for a byline."""

from __future__ import annotations

from newsclean.metadata.authors.byline_positions import TAIL, positions
from newsclean.metadata.landmarks import Landmarks


def test_lines_below_the_headline_come_first_then_those_above_then_the_tail() -> None:
    steps = dict(positions(100, 10, Landmarks(10, 12, 60)))
    assert list(steps)[:3] == [11, 12, 13]
    assert [steps[11], steps[12]] == [0, 1]
    assert list(steps)[-1] == 60 + TAIL - 1
    assert steps[11] < steps[9] < steps[7]  # right above the headline, and further up
    assert steps[60] < steps[62]
    assert min(steps) == 4
    assert not {40, 50, 90} & steps.keys()


def test_a_text_far_below_the_headline_is_looked_at_where_it_begins() -> None:
    assert 42 in dict(positions(100, 10, Landmarks(10, 40, 60)))
    assert 42 not in dict(positions(100, 10, Landmarks(10, 60, 90)))


def test_without_a_headline_more_blocks_above_the_text_are_looked_at() -> None:
    assert min(dict(positions(100, 20, Landmarks(-1, 21, 60)))) == 8
    assert positions(0, -1, Landmarks(-1, -1, -1)) == []
