"""The headline and the ends of the text among the blocks of a page."""

from __future__ import annotations

from support.rule_pages import block

from newsclean.metadata.landmarks import Landmarks, find_landmarks

_TITLE = "Canal gates leave town"


def test_the_headline_is_the_heading_that_is_the_title() -> None:
    blocks = [block(_TITLE, "li"), block(_TITLE, "h1"), block("Text.")]
    assert find_landmarks(blocks, [False, False, True], _TITLE) == Landmarks(1, 2, 2)


def test_a_heading_may_begin_with_a_kicker_and_differ_in_case_and_marks() -> None:
    blocks = [block("CANALS: CANAL GATES LEAVE TOWN!", "h2"), block("Text.")]
    assert find_landmarks(blocks, [False, True], _TITLE).head == 0


def test_another_block_is_the_headline_where_no_heading_is() -> None:
    assert find_landmarks([block(_TITLE, "div"), block("Text.")], [False, True], _TITLE).head == 0


def test_a_linked_heading_yields_to_the_one_below_it() -> None:
    blocks = [block(_TITLE, "h2", link_chars=len(_TITLE)), block(_TITLE, "h1"), block("Text.")]
    assert find_landmarks(blocks, [False, False, True], _TITLE).head == 1


def test_no_headline_is_below_the_text() -> None:
    assert find_landmarks([block("Text."), block(_TITLE, "h1")], [True, False], _TITLE) == Landmarks(-1, 0, 0)


def test_without_title_or_text_nothing_is_found() -> None:
    assert find_landmarks([block(_TITLE, "h1")], [False], None) == Landmarks(-1, -1, -1)
    assert find_landmarks([], [], _TITLE) == Landmarks(-1, -1, -1)


def test_of_lesser_headings_that_are_the_title_the_first_is_the_headline_and_an_h2_is_before_all() -> None:
    def places(*tags: str) -> int:
        blocks = [each for tag in tags for each in (block(f"Re: {_TITLE}", tag), block("Text.", "p"))]
        return find_landmarks(blocks, [each.tag == "p" for each in blocks], _TITLE).head

    assert places("h3", "h3", "h3") == 0
    assert places("h3", "h2") == 2
