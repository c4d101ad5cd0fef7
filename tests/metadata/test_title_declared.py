"""Titles of pages whose headline is in no h1."""

from __future__ import annotations

from newsclean.metadata.sources.candidates import Candidate
from newsclean.metadata.sources.headings import Heading
from newsclean.metadata.title_declared import title_without_h1

_TITLE = "Canal gates leave town"


def _heading(text: str) -> Heading:
    return Heading(((text, False),), logo=False, tag="h2")


def test_a_lesser_heading_that_is_nearly_the_title_is_the_headline() -> None:
    named = [Candidate(_TITLE, "title")]
    assert title_without_h1(named, [_heading("Canal gates leave town!")]) == Candidate(
        "Canal gates leave town!", "heading"
    )
    assert title_without_h1(named, [_heading("Boats")]) == Candidate(_TITLE, "title")


def test_a_kicker_that_no_title_has_is_no_part_of_the_headline() -> None:
    title = f"{_TITLE} and nobody says when they return"
    named = [Candidate("Boats and locks since 1920", "og:title"), Candidate(title, "title")]
    assert title_without_h1(named, [_heading(f"Water: {title}")]) == Candidate(title, "heading")
    tailed = [Candidate(f"{title} - Water news", "title")]
    assert title_without_h1(tailed, [_heading(f"Water news {title}")]) == Candidate(title, "heading")


def test_of_titles_one_of_which_has_a_tail_the_shorter_is_the_title() -> None:
    named = [Candidate(f"{_TITLE} - Bay news", "og:title"), Candidate(_TITLE, "twitter:title")]
    assert title_without_h1(named, []) == Candidate(_TITLE, "twitter:title")
