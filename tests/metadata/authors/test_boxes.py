"""The author in a box about them, or below a label that is far from the headline."""

from __future__ import annotations

import pytest

from newsclean.html.blocks import parse, read_blocks
from newsclean.metadata.authors.boxes import boxed_author
from newsclean.metadata.landmarks import Landmarks

STORY = "<h1>Lock reopens after the flood</h1><p>The lock below the mill reopened on Monday after eleven days.</p>"


def boxed(before: str, after: str) -> list[str]:
    blocks = read_blocks(parse(before + STORY + after))
    head = next(i for i, block in enumerate(blocks) if block.tag == "h1")
    return boxed_author(blocks, Landmarks(head, head + 1, head + 1))


@pytest.mark.parametrize(
    "after",
    [
        "<div class=bio><h4>Mary Somerville</h4><p>Mary Somerville covers rivers and canals for us.</p></div>",
        "<div class=bio><h4>Mary Somerville</h4><p>Mary is a reporter who lives on a narrowboat near Marlow.</p></div>",
        "<p>Written by</p><p>Mary Somerville</p><p>More from the canals</p>",
    ],
)
def test_a_box_below_the_text_names_its_author(after: str) -> None:
    assert boxed("", after) == ["Mary Somerville"]


@pytest.mark.parametrize(
    "after",
    [
        "<div class=comments><h4>Mary Somerville</h4><p>Mary Somerville writes that no lock was closed.</p></div>",
        "<h4>Marlow Rowing</h4><p>The club meets at the lock on Sundays and takes beginners.</p>",
        "<h4>Mary Somerville</h4><p>The harbour office answers questions about the lock.</p>",
    ],
)
def test_other_lines_below_the_text_name_none(after: str) -> None:
    assert boxed("", after) == []


def test_a_label_far_above_the_headline_needs_a_link_to_an_author() -> None:
    assert boxed("<p>By</p><p><a href='/author/mary'>Mary Somerville</a></p><p>12 May</p>", "") == ["Mary Somerville"]
    assert boxed("<p>By</p><p><a href='/boats/mary'>Mary Somerville</a></p><p>12 May</p>", "") == []


def test_a_name_without_a_known_given_name_needs_what_its_bearer_does() -> None:
    told = "<div class=bio><h4>Alban Brookes</h4><p>Alban Brookes is {} at the mill, which makes lock gates.</p></div>"
    assert boxed("", told.format("the head of marketing")) == ["Alban Brookes"]
    assert boxed("", told.format("a tool of steel")) == []
