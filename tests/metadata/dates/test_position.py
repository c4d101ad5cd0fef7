"""Dates printed around the headline and the text."""

from __future__ import annotations

import pytest
from support.metadata_pages import PROSE, TITLED, resolved

from newsclean.html.blocks import parse, read_blocks
from newsclean.metadata.dates.numbers import Numbers
from newsclean.metadata.dates.position import only_printed, printed_near
from newsclean.metadata.landmarks import Landmarks


def test_the_day_on_which_a_piece_was_published_originally_wins_over_that_of_a_new_edition() -> None:
    note = "<p>This guide was originally published on 26 May 2019.</p>"
    body = f"{TITLED}<div>30 September 2022</div><p>{PROSE}</p>{note}"
    assert resolved("", body).published == "2019-05-26"


def test_an_article_that_opens_with_its_date_is_of_that_day() -> None:
    opening = f"{TITLED}<div>Section</div><div>Rubric</div><p>7 April 2020 - {PROSE}</p>"
    assert resolved("", opening).published == "2020-04-07"


def test_the_days_of_a_list_above_the_headline_are_those_of_other_stories() -> None:
    listed = "".join(f"<div class=date>{day} May 2020</div>" for day in (4, 5, 6))
    byline = "<div>1 March 2017 by Ada Byron, Keeper of the Upper Locks, of Marlow and of the Harbour Quay</div>"
    assert resolved("", f"{listed}<h1>Canal gates leave town</h1>{byline}").published == "2017-03-01"


def test_a_name_and_an_office_may_stand_before_the_word_for_a_change() -> None:
    changed = "<div>Ada Byron ⋅ Senior Keeper of Locks ⋅ Updated November 18, 2019</div>"
    found = resolved("", f"<h1>Canal gates leave town</h1>{f'<p>{PROSE}</p>' * 3}{changed}")
    assert (found.published, found.origins["published"]) == ("2019-11-18", "printed:updated")


def test_the_days_of_events_and_terms_are_not_the_article_s() -> None:
    head = "<h1>Canal gates leave town</h1><div>As of: 12 November 2021</div><div>(Valid since: 5 November 2021)</div>"
    assert resolved("", f"{head}<p>{PROSE}</p>").published != "2021-11-05"
    event = "<h1>Canal gates leave town</h1><p>The next meeting is held on 5 February 2020 at the quay.</p>"
    assert resolved("", f"{event}<p>{PROSE}</p>").published is None


def test_the_last_change_counts_where_the_page_has_no_other_day() -> None:
    filler = "".join(f"<li>Lock {i}</li>" for i in range(20))
    footer = f"<ul>{filler}</ul><footer><p>This page was last modified on 29 January 2020.</p></footer>"
    found = resolved("", f"{TITLED}<p>{PROSE}</p>{footer}")
    assert (found.published, found.origins["published"]) == ("2020-01-29", "printed:updated")


def test_a_first_paragraph_after_subheads_may_open_with_its_day() -> None:
    head = "<h2>Gates and locks</h2><h3>By Ada Byron</h3>"
    assert resolved("", f"{head}<p>(21 November 2022) {PROSE}</p><p>{PROSE}</p>").published == "2022-11-21"


def test_a_name_after_the_word_originally_is_that_of_another_publication() -> None:
    metadata = '<meta property="article:published_time" content="2022-09-30">'
    lines = "<div>Updated 30 September 2022</div>"
    for note, day in (
        ("originally published on Sunday, 26 May 2019", "2019-05-26"),
        ("originally published in the Bay Courier on 26 May 2019", "2022-09-30"),
    ):
        body = f"<h1>Canal gates leave town</h1>{lines}<p>{PROSE}</p><p>{PROSE}</p><p>This guide was {note}.</p>"
        assert resolved(metadata, body).published == day


@pytest.mark.parametrize(
    "part",
    [
        "<aside class=related><ul><li><a href=/a>Ferry fares rise</a> 7 June 2022</li></ul></aside>",
        "<figure><img src=/a.jpg><figcaption>The gates on 7 June 2019</figcaption></figure>",
        "<table><tr><th>Day</th><th>Level</th></tr><tr><td>7 June 2019</td><td>2.1</td></tr></table>",
        "<h3>7 June 2019</h3>",
        "<section id=comments><div class=comment>Bo, <time datetime=2022-06-07>7 June 2022</time></div></section>",
    ],
)
def test_a_day_of_captions_tables_lists_and_comments_is_not_the_article_s(part: str) -> None:
    body = (
        f"<h1>Canal gates leave town</h1><p>{PROSE}</p><p>Nobody knows why. {PROSE}</p>{part}<p>{PROSE} It is late.</p>"
    )
    assert resolved("", body).published is None
    assert resolved("", f"{body}<p>Published 3 May 2020</p>").published == "2020-05-03"


def test_dates_in_a_headline_s_own_teaser_and_footer_count() -> None:
    for name in ("teaser", "entry-footer"):
        dated = f"<h1>Canal gates leave town</h1><footer class={name}>3 May 2020</footer><p>{PROSE}</p>"
        assert resolved("", dated).published == "2020-05-03"


def test_the_days_of_other_stories_below_the_text_are_not_the_article_s() -> None:
    card = "<div><a href=/gates>Lock keeper found asleep</a> 3 May 2020</div>"
    blocks = read_blocks(parse(f"<body><h1>Canal gates leave town</h1><p>{PROSE}</p><p>{PROSE}</p>{card}"))
    numbers, landmarks = Numbers(blocks, "dmy", set), Landmarks(0, 1, 2)
    assert printed_near(blocks, landmarks, numbers, None) == []
    assert only_printed(numbers, landmarks, None) == (None, None)


def test_a_date_in_the_article_s_own_footer_is_the_article_s() -> None:
    line = "7 April 2020 in <a href=/locks>Locks and gates</a> | <a href=/gates>Permalink</a>"
    text = f"<p>{PROSE}</p>" * 7
    for name, day in (("entry-footer", "2020-04-07"), ("footer", None)):
        body = f"{TITLED}{text}<div class={name}><p>{line}</p></div>"
        assert resolved("", body).published == day


def test_the_days_of_a_web_archive_s_captures_are_not_the_article_s() -> None:
    bar = "<div id=wm-ipp><p>25 Sep 2015 - 20 Feb 2016</p><p>20 Feb 2016</p></div>"
    assert resolved("", f"{bar}{TITLED}<div>By Ada Byron</div>").published is None
