"""What a page says about itself, and what its site's other pages make of it."""

from __future__ import annotations

from support.metadata_pages import TITLED, meta

from newsclean.html.blocks import parse
from newsclean.metadata import Candidate, OfSite, collect_candidates, page_values
from newsclean.metadata.of_site import checked_publisher, may_name_site, title_ends, without_names
from newsclean.model import Page

POST = Candidate("Harbour Post", "site:og:site_name")


def test_values_are_named_by_field_and_source_and_addresses_are_none() -> None:
    html = meta("og:site_name", "Harbour Post") + meta("article:author", "https://social.example/post")
    html += meta("article:section", "Local") + f"<title>Gates | Local | Harbour Post</title>{TITLED}"
    found = page_values(collect_candidates(parse(html), html, Page("t", b""), latest=None))
    assert found == {
        "publisher og:site_name": "Harbour Post",
        "section article:section": "Local",
        "title end": "Harbour Post",
        "title start": "Gates",
    }


def test_a_title_without_pieces_has_no_ends() -> None:
    assert title_ends("Canal gates leave town") == ("", "")
    assert title_ends("Post: " + "a long headline " * 6) == ("", "Post")


def test_a_headline_loses_exactly_a_name_of_the_site() -> None:
    known = OfSite(names=("Harbour Post",))
    named = Candidate("Gates leave town - Harbour Post", "og:title")
    assert without_names(named, known) == Candidate("Gates leave town", "og:title")
    about = Candidate("Gates leave - Harbour Post wins", "h1")
    assert without_names(about, known) == about
    assert without_names(None, known) is None
    assert without_names(named, OfSite()) == named


def test_a_person_is_no_name_of_a_site() -> None:
    assert may_name_site("authors", "Harbour Post")
    assert not may_name_site("authors", "Margaret Collins")
    assert may_name_site("title", "Margaret Collins")
    assert not may_name_site("title", "–")


def test_only_an_unsure_publisher_is_outvoted_and_only_where_nearly_all_agree() -> None:
    most, all_ = OfSite(publisher=POST), OfSite(publisher=POST, agreed=True)
    menu, declared = Candidate("Menu", "title"), Candidate("Weekend", "og:site_name")
    url = "https://www.harbour.example/a"
    assert checked_publisher(None, most, url) == POST
    assert checked_publisher(menu, most, url) == menu
    assert checked_publisher(menu, all_, url) == POST
    assert checked_publisher(declared, all_, url) == declared
    assert checked_publisher(Candidate("Harbour", "title"), all_, url) == Candidate("Harbour", "title")
    assert checked_publisher(menu, OfSite(), url) == menu
