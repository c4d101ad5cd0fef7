"""Where the readers' comments begin."""

from __future__ import annotations

import pytest
from support.rule_pages import block, prose

from newsclean.model import Block
from newsclean.rules.thread import find_thread


def comments(number: int, line: str = "Ada wrote on 4 May 2012 at 9:35am") -> list[Block]:
    """Return comments of two blocks each, the line with the date below the text."""
    return [made for _ in range(number) for made in (*prose(1), block(line))]


def start(blocks: list[Block], *lines: int) -> int | None:
    return find_thread(blocks, [True] * len(blocks), lines)


@pytest.mark.parametrize(
    "line",
    ["Ada wrote on 4 May 2012", "Bo, 9:35am", "vor 2 Tagen", "2012年5月4日 Chen", "3 hours ago"],
)
def test_a_thread_begins_at_the_line_above_comments_with_their_dates(line: str) -> None:
    story = prose(4)
    blocks = [*story, block("3 comments"), *comments(3, line)]
    assert start(blocks, len(story)) == len(story)


def test_fewer_comments_will_do_below_a_heading() -> None:
    story = prose(4)
    assert start([*story, block("Comments", tag="h2"), *comments(2)], len(story)) == len(story)
    assert start([*story, block("Comments"), *comments(2)], len(story)) is None
    assert start([*story, block("Comments", tag="h2"), *comments(1)], len(story)) is None


def test_a_counter_above_the_story_begins_nothing() -> None:
    story = prose(4)
    blocks = [block("3 comments"), *story, block("Comments"), *comments(3)]
    assert start(blocks, 0, len(story) + 1) == len(story) + 1
    assert start(blocks, 0) is None


def test_a_story_that_goes_on_without_dates_has_no_thread() -> None:
    blocks = [*prose(4), block("Comments"), *prose(6)]
    assert start(blocks, 4) is None


def test_a_line_that_is_repeated_without_a_date_is_no_comment() -> None:
    blocks = [*prose(4), block("0 comments"), *comments(4, "Advertisement")]
    assert start(blocks, 4) is None


def test_links_to_one_page_again_and_again_are_no_comments() -> None:
    teaser = block("In pictures: the harbour in 2012", link_chars=32, hrefs=("/harbour",))
    blocks = [*prose(4), block("comments"), *[made for _ in range(4) for made in (*prose(1), teaser)]]
    assert start(blocks, 4) is None


def test_dates_far_below_are_those_of_something_else() -> None:
    blocks = [*prose(4), block("Comments"), *prose(12), *comments(3)]
    assert start(blocks, 4) is None


def test_a_long_line_about_comments_is_not_the_heading_of_a_thread() -> None:
    blocks = [
        *prose(4),
        block("Comments are read by an editor before they are shown on this page, mostly"),
        *comments(3),
    ]
    assert start(blocks, 4) is None
    assert start(blocks) is None
