"""Dates printed around the headline and the text."""

from __future__ import annotations

from support.metadata_pages import PROSE, TITLED, resolved


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
