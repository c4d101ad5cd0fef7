"""In which order blocks are looked at for a byline."""

from __future__ import annotations

from support.rule_pages import block

from newsclean.metadata.authors.byline_positions import TAIL, positions, spot_of
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


def test_where_a_block_is_relative_to_the_article() -> None:
    blocks = [block("4 May 2020"), block("Canal gates leave"), block("Ada Byron"), *[block("x" * 80)] * 6, block("Ada")]
    landmarks = Landmarks(1, 3, 8)
    spots = [spot_of(blocks, 1, landmarks, i) for i in range(len(blocks))]
    assert [i for i, spot in enumerate(spots) if spot.close] == [2, 3, 4, 5]
    assert [i for i, spot in enumerate(spots) if spot.above] == [0]
    assert [i for i, spot in enumerate(spots) if spot.inside] == [6, 7]
    assert [i for i, spot in enumerate(spots) if spot.signature] == [9]


def test_a_signature_may_have_notes_below_it_if_a_dash_or_brackets_mark_it() -> None:
    def signs(line: str, above: str = "The bridge is grey again.", below: int = 1) -> bool:
        blocks = [block("Canal gates leave"), *[block("x" * 80)] * 3, block(above), block(line)]
        blocks += [block("No advice is given here.")] * below
        return spot_of(blocks, 0, Landmarks(0, 1, len(blocks) - 1), 5).signature

    assert signs("-- Ada Byron")
    assert signs("（王海）", below=2)
    assert not signs("Ada Byron")
    assert not signs("-- Ada Byron", below=3)
    assert not signs("— Ada Byron", above='"I painted it myself."')
    assert signs("— Ada Byron", below=0)
    assert not signs("Ada Byron", below=0)


def test_without_a_headline_the_lines_right_above_the_text_are_close() -> None:
    blocks = [block("Ada Byron")] * 5
    assert [i for i in range(5) if spot_of(blocks, 2, Landmarks(-1, 3, 4), i).close] == [1, 2, 3, 4]
