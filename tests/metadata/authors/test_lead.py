"""A name in a line of its own before the first paragraph is the author's, unless the text is about its bearer."""

from __future__ import annotations

import pytest
from support.rule_pages import block

from newsclean.metadata.authors.lead import leading_author
from newsclean.metadata.landmarks import Landmarks

_PROSE = "The gates of the old canal left the town on Monday, on a barge that was far too small for them."


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("ADA BYRON", ["ADA BYRON"]),
        ("Ada Byron and Mary Somerville", ["Ada Byron", "Mary Somerville"]),
        ("Ada Byron, Chief Harbour Correspondent", ["Ada Byron"]),
        ("Harbour News", []),
        ("Old Canal", []),
        ("王海", []),
    ],
)
def test_a_name_alone_begins_the_text(line: str, names: list[str]) -> None:
    blocks = [block("Canal gates leave", tag="h1"), block(line), block(_PROSE), block(_PROSE)]
    assert leading_author(blocks, Landmarks(0, 2, 3)) == names
    assert leading_author(blocks, Landmarks(0, 1, 3)) == names


def test_a_person_in_the_story_is_no_author() -> None:
    about = [block("Canal gates leave", tag="h1"), block("Ada Byron"), block(_PROSE + " Byron waved."), block(_PROSE)]
    assert leading_author(about, Landmarks(0, 1, 3)) == []
    headed = [block("Byron leaves", tag="h1"), block("Ada Byron"), block(_PROSE), block(_PROSE)]
    assert leading_author(headed, Landmarks(0, 1, 3)) == []


def test_a_heading_or_a_link_is_no_byline() -> None:
    head = block("Canal gates leave", tag="h1")
    for line in (block("Ada Byron", tag="h2"), block("Ada Byron", hrefs=("/stories/byron",))):
        assert leading_author([head, line, block(_PROSE)], Landmarks(0, 1, 2)) == []


def test_nothing_without_a_text() -> None:
    assert leading_author([], Landmarks(-1, -1, -1)) == []
    assert leading_author([block("Ada Byron")], Landmarks(-1, 0, 0)) == []
