"""Dates for machines in attributes next to the headline."""

from __future__ import annotations

import pytest

from newsclean.html.blocks import parse
from newsclean.metadata.sources.candidates import Candidate
from newsclean.metadata.sources.meta_tags import read_meta_tags
from newsclean.metadata.sources.time_marks import marks_at_headline

_TITLE = "Canal gates leave town"
_PROSE = "<p>" + "The old gates were lifted onto a barge this morning. " * 3 + "</p>"
_CARDS = "<div><a href=/a>Ferry fares</a><time datetime='2022-06-07'>June</time></div>"


def _marks(body: str) -> list[Candidate]:
    return marks_at_headline(read_meta_tags(parse(body)), body, _TITLE)


@pytest.mark.parametrize(
    ("mark", "source"),
    [
        ("<time datetime='2021-05-03T14:05:00Z'>3 hours ago</time>", "time"),
        ("<span data-timestamp=1620050700>3 hours ago</span>", "attribute"),
        ("<span class=x title='May 3, 2021 at 2:05 pm'>3 hours ago</span>", "attribute"),
        ("<relative-time datetime='2021-05-03'>yesterday</relative-time>", "attribute"),
    ],
)
def test_an_attribute_dates_what_shows_the_time_since(mark: str, source: str) -> None:
    below = _marks(f"<h1>{_TITLE}</h1><div>{mark}</div>{_PROSE}{_PROSE}{_CARDS}")
    assert [candidate.source for candidate in below] == [source]
    assert [candidate.source for candidate in _marks(f"<div>{mark}</div><h1>{_TITLE}</h1>{_PROSE}{_PROSE}")] == [source]


def test_marks_of_menus_comments_and_lists_below_the_text_are_not_the_article_s() -> None:
    assert _marks(f"<i id=menu data-time=1670442663></i><h1>{_TITLE}</h1>{_PROSE}{_PROSE}{_CARDS}") == []
    assert _marks(f"<h1>{_TITLE}</h1><div class=comment><time datetime='2021-05-03'>May</time></div>") == []
    assert _marks(f"<h1>Another headline</h1>{_CARDS}") == []
    assert _marks(f"<h1>{_TITLE}</h1><a href=/a>Ferry fares to rise <time datetime='2022-06-07'>June</time></a>") == []
    assert _marks(f"<h1>{_TITLE}</h1><span data-time=12>x</span><span title='Share this story'>y</span>") == []


def test_the_title_of_any_element_counts_where_it_is_for_machines() -> None:
    for mark, values in (
        ("<h5 title=2021-05-03T14:05:00Z>Published yesterday</h5>", ["2021-05-03T14:05:00Z"]),
        ("<div title='Gates on 3 May 2021'>A picture</div>", []),
    ):
        assert [found.value for found in _marks(f"<h1>{_TITLE}</h1>{mark}{_PROSE}")] == values


def test_a_headline_below_h1_has_marks_for_machines_alone() -> None:
    for title, values in (("2021-05-03T06:35:00-04:00", ["2021-05-03T06:35:00-04:00"]), ("3 May 2021, 6:35", [])):
        body = f"<h1>Harbour notes</h1><h3>{_TITLE}</h3>{_PROSE}<abbr class=published title='{title}'>6:35 AM</abbr>"
        assert [found.value for found in _marks(body)] == values


def test_links_to_other_captures_are_no_marks() -> None:
    link = "<a href=/web/2 title='02:03:04 Feb 16, 2016'>x</a>"
    bar = f"<div id=wm-ipp><input id=wmtbURL value=http://pier.example/>{link}</div>"
    assert _marks(f"{bar}<h1>{_TITLE}</h1>{_PROSE}") == []
