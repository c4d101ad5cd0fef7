"""Authors of a page, by the precedence of their sources."""

from __future__ import annotations

import pytest
from support.metadata_pages import PROSE, TITLED, json_ld, meta, resolved


def test_a_person_in_print_outvotes_the_outlet_in_the_metadata() -> None:
    head = meta("og:site_name", "Harbour Post") + meta("author", "Harbour Post")
    body = TITLED + "<div class=byline>By Ada Byron</div>"
    assert resolved(head, body).authors == ("Ada Byron",)
    assert resolved(head, TITLED).authors == ("Harbour Post",)


def test_a_byline_with_all_of_the_names_and_more_people_is_the_longer_list() -> None:
    ld = json_ld(author={"@type": "Person", "name": "Ada Byron"})
    line = "<div class=byline>By <a href=/author/ada>Ada Byron</a>, Mary Somerville | Harbour Post</div>"
    assert resolved(ld, f"{TITLED}{line}").authors == ("Ada Byron", "Mary Somerville")
    wire = "<div class=byline>By <a href=/author/ada>Ada Byron</a>, The Associated Press</div>"
    assert resolved(ld, f"{TITLED}{wire}").authors == ("Ada Byron",)
    edition = "<div class=byline>By <a href=/author/ada>Ada Byron</a>, Harbour US</div>"
    assert resolved(ld + meta("og:site_name", "Harbour UK"), f"{TITLED}{edition}").authors == ("Ada Byron",)


def test_a_user_yields_to_the_person_in_the_byline_and_a_given_name_is_completed() -> None:
    line = TITLED + "<div>By <a href=/author/mary>Mary Somerville</a></div>"
    assert resolved(json_ld(author="KatS"), line).authors == ("Mary Somerville",)
    assert resolved(json_ld(author="Ada"), TITLED + "<h4>Ada Byron</h4>").authors == ("Ada Byron",)


@pytest.mark.parametrize(
    "line",
    [
        "<div class=byline>AA</div>",  # the button that enlarges letters
        "<div class=byline>FREE FOREVER PLAN</div>",
        "<div class=byline>Code of Harbour Ethics</div>",
        "<div class=byline>Lock Gates</div>",  # words of the text
    ],
)
def test_words_in_a_byline_that_are_no_name_are_nobody(line: str) -> None:
    assert resolved("", f"{TITLED}{line}").authors == ()


def test_a_byline_that_begins_the_text_outvotes_who_entered_it() -> None:
    entered, head = meta("author", "Bea Sander"), f"{TITLED}<div>Bea Sander, 3 May 2020</div>"
    for line, authors in (
        ("By Carl Tiller", ("Carl Tiller",)),
        ("By Bea M. Sander", ("Bea Sander",)),
        ("Edited by Carl Tiller", ("Bea Sander",)),
    ):
        assert resolved(entered, f"{head}<p>{line}</p>").authors == authors


def test_who_reviewed_a_piece_is_no_author() -> None:
    found = resolved("", "<h1>Gates</h1><div>Reviewed by Carl Tiller</div>", extracted={"authors": ["Carl Tiller"]})
    assert found.authors == ()


def test_a_pen_name_that_begins_the_dated_line_below_the_headline_is_an_author() -> None:
    named = "<span class=author>The Quiet Skipper</span>"
    lines = f"<div>{named} - 4 May 2020</div><p>The quiet skipper was lifted out of the canal.</p>"
    assert resolved("", f"<h1>Canal news</h1>{lines}").authors == ("The Quiet Skipper",)
    assert resolved("", f"<h1>Canal news</h1><p>{PROSE}</p><div>{named}</div>").authors == ()


def test_who_edited_a_piece_is_no_author_though_an_element_of_its_own_names_them() -> None:
    edited = "<div>Edited by <a rel=author href=/people/7>Carl Tiller</a></div>"
    assert resolved("", f"<h1>Canal news</h1><p>{PROSE}</p><p>{PROSE}</p>{edited}").authors == ()


def test_names_in_capitals_in_the_byline_are_the_same_people() -> None:
    line = "<div class=byline>By ADA BYRON and MARY SOMERVILLE</div>"
    found = resolved(json_ld(author={"@type": "Person", "name": "Ada Byron"}), f"{TITLED}{line}")
    assert found.authors == ("Ada Byron", "MARY SOMERVILLE")


def test_a_name_alone_before_the_text_outvotes_an_account() -> None:
    page = f"{TITLED}<p>QUILL LARSSON</p><p>{PROSE}</p>"
    assert resolved(meta("author", "Quayline D"), page).authors == ("QUILL LARSSON",)
    assert resolved(meta("author", "Ada Byron"), page).authors == ("Ada Byron",)


def test_an_account_of_a_given_and_a_family_name_is_the_person_whom_the_page_names() -> None:
    account = json_ld(author="ada.byron")
    assert resolved(account, f"{TITLED}<p>Seen from the quay. (Ada M. Byron)</p>").authors == ("Ada M. Byron",)
    assert resolved(account, TITLED).authors == ("ada.byron",)


def test_a_team_in_the_byline_bears_the_name_of_the_site() -> None:
    head, line = meta("og:site_name", "Quayline"), "<p class=author-name>Quayline Staff</p>"
    team = resolved(head, TITLED + line)
    assert (team.authors, team.origins["authors"]) == (("Quayline Staff",), "byline:team")
    assert resolved("", TITLED + line).authors == ()


def test_a_team_says_so_and_a_company_or_a_ministry_is_nobody() -> None:
    team = resolved(meta("author", "Canal Editorial Team"), TITLED)
    assert (team.authors, team.origins["authors"]) == (("Canal Editorial Team",), "author:team")
    for office in ("Quayline GmbH", "Ministry of Canals"):
        assert resolved(meta("author", office), TITLED).authors == ()
