"""The headline as printed, whatever else stands around it."""

from __future__ import annotations

import pytest

from newsclean.blocks import parse
from newsclean.metadata import read_metadata
from newsclean.model import Page


def _title(head: str, body: str) -> str | None:
    html = f"<html><head>{head}</head><body>{body}</body></html>"
    return read_metadata(
        parse(html), html, Page("t", b"", url="https://www.harbourpost.example/a/1"), latest=None
    ).title


_NAME = "<meta property=og:site_name content='Harbour Post'>"
_H1 = "<h1>Canal gates leave town for repairs</h1>"


@pytest.mark.parametrize(
    "title",
    [
        "Canal gates leave town for repairs | Harbour Post",
        "Canal gates leave town for repairs - Harbour Post",
        "Harbour Post: Canal gates leave town for repairs",
        "Canal gates leave town for repairs - Local News - Harbour Post",
        "Canal gates leave town for repairs &amp;ndash; harbourpost.example",
    ],
)
def test_site_names_go_with_and_without_an_h1(title: str) -> None:
    head = f"{_NAME}<meta property='article:section' content='Local News'><title>{title}</title>"
    assert _title(head, _H1) == "Canal gates leave town for repairs"
    assert _title(head, "") == "Canal gates leave town for repairs"


def test_the_printed_headline_wins_over_the_one_for_search_engines() -> None:
    head = "<title>Canal repair 2020: costs</title><meta property=og:title content='Canal repair 2020: dates'>"
    assert _title(head, _H1) == "Canal gates leave town for repairs"


def test_a_logo_in_an_h1_is_no_headline() -> None:
    head = f"{_NAME}<meta property=og:title content='Canal gates leave town for repairs'>"
    body = "<h1 class=logo>Harbour Post</h1><h2>Canal gates leave town for repairs</h2>"
    assert _title(head, body) == "Canal gates leave town for repairs"


def test_a_kicker_in_its_own_element_is_left_out() -> None:
    body = "<h1><span class=kicker>Waterways</span> <span>Canal gates leave town for repairs</span></h1>"
    assert _title("<title>Canal gates leave town for repairs</title>", body) == "Canal gates leave town for repairs"


def test_the_headline_beside_an_h1_for_search_engines_is_the_one_that_people_read() -> None:
    head = "<meta property=og:title content='Gates gone, ducks delighted'><title>Canal: gates removed</title>"
    read = "<span>Canal</span> <span>Gates gone, ducks delighted</span>"
    body = f"<h1>Canal: gates removed for repairs</h1><h2>{read}</h2>"
    assert _title(head, body) == "Gates gone, ducks delighted"


def test_a_colon_in_a_headline_stays() -> None:
    assert _title(_NAME, "<h1>Canal: gates leave town</h1>") == "Canal: gates leave town"


def test_old_pages_print_their_headline_in_bold() -> None:
    head = "<title>Quayside Weekly - Ferry finds a second captain</title>"
    body = "<font size=5><b>Ferry finds a second captain</b></font><p>The ferry sailed at noon.</p>"
    assert _title(head, body) == "Ferry finds a second captain"


def test_ruby_and_styles_inside_a_heading_are_not_read() -> None:
    body = "<h1><style>.a{color:red}</style><ruby>港<rt>みなと</rt></ruby>の水門</h1>"
    assert _title("<title>港の水門</title>", body) == "港の水門"


def test_an_outlet_that_repeats_the_headline_does_not_eat_it() -> None:
    head = "<meta property=og:site_name content='Canal gates leave town for repairs'><title>x</title>"
    assert _title(head, _H1) == "Canal gates leave town for repairs"


def test_a_page_without_any_title_has_none() -> None:
    assert _title("", "<p>Nothing here.</p>") is None
