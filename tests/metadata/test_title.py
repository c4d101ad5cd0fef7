"""The headline as printed, whatever else stands around it."""

from __future__ import annotations

import pytest

from newsclean.html.blocks import parse
from newsclean.metadata import collect_candidates
from newsclean.model import Page


def _title(head: str, body: str) -> str | None:
    html = f"<html><head>{head}</head><body>{body}</body></html>"
    return collect_candidates(
        parse(html), html, Page("t", b"", url="https://www.harbourpost.example/a/1"), latest=None
    ).title


def _title_of(head: str, body: str) -> str | None:
    """The title of a page whose address nobody gave."""
    html = f"<html><head>{head}</head><body>{body}</body></html>"
    return collect_candidates(parse(html), html, Page("t", b""), latest=None).title


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


def test_the_headline_next_to_an_h1_for_search_engines_is_the_one_that_people_read() -> None:
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


def test_a_kicker_that_json_ld_counts_as_headline_stays() -> None:
    head = """<script type="application/ld+json">{"@type": "NewsArticle", "headline":
        "Waterways: Canal gates leave town"}</script><title>Canal gates leave town</title>"""
    body = "<h1><span class=kicker>Waterways</span> <span>Canal gates leave town</span></h1>"
    assert _title(head, body) == "Waterways: Canal gates leave town"


def test_a_note_inside_the_heading_is_left_out_where_a_witness_leaves_it_out() -> None:
    head = "<meta property=og:title content='Canal gates leave town for repairs'>"
    body = "<h1>Canal gates leave town for repairs <div>4 May 2020</div></h1>"
    assert _title(head, body) == "Canal gates leave town for repairs"


def test_a_site_name_in_the_only_h1_yields_to_the_heading_that_the_title_joins_it_with() -> None:
    body = "<h1>Notes from the quay</h1><h2><a href=/a/1>Canal gates leave town</a></h2>"
    assert _title("<title>Canal gates leave town | Notes from the quay</title>", body) == "Canal gates leave town"


def test_a_blog_s_name_in_the_h1_yields_to_the_heading_that_the_title_puts_behind_it() -> None:
    page = "<h1{}><a href=/>Ada's Notes</a></h1><h3>Gates leave town</h3>"
    head = "<title>Ada's Notes: Gates leave town</title>"
    assert _title_of(head, page.format(" id=banner-header")) == "Gates leave town"
    assert _title_of(
        "<title>Gates leave town: Ada's Notes</title>", "<h1>Gates leave town</h1><h3>Ada's Notes</h3>"
    ) == ("Gates leave town")


def test_of_a_heading_and_the_element_around_it_the_title_is_the_heading() -> None:
    body = "<div class=title><h2>Canal gates leave town for repairs</h2><div>Theme: Locks</div></div>"
    head = "<meta property=og:title content='Canal gates leave town for repairs - Harbour Post'>"
    assert _title_of(head, body) == "Canal gates leave town for repairs"


def test_the_address_tells_which_title_is_the_article_s() -> None:
    head = """<link rel=canonical href=https://www.harbourpost.example/local/old-canal-gates-leave-town.html>
        <title>Old canal gates leave town - Harbour Post</title>"""
    assert _title_of(head + _NAME, "<h1>Support your local newsroom</h1>") == "Old canal gates leave town"
    assert _title_of(head + _NAME, "<h1>Old gates leave the canal and the town</h1>") == (
        "Old gates leave the canal and the town"
    )


def test_of_several_strange_headings_the_one_inside_the_article_is_the_headline() -> None:
    head = "<meta property=og:title content='Repair bill surprises mayor'><title>Repair bill surprises mayor</title>"
    body = "<article><header><h1>Canal gates leave town again</h1></header></article><h1>More news from here</h1>"
    assert _title(head, body) == "Canal gates leave town again"


def test_a_letter_in_an_element_of_its_own_does_not_break_a_word() -> None:
    head = "<title>Canal gates leave town</title>"
    assert _title(head, "<h1><span>C</span><span>anal gates leave town</span></h1>") == "Canal gates leave town"


def test_one_word_behind_a_bar_is_a_section() -> None:
    assert _title("", "<h1>Canal gates leave town for repairs | Opinion</h1>") == "Canal gates leave town for repairs"


def test_the_headline_s_own_meta_element_beats_one_with_a_section() -> None:
    social = "<meta property=og:title content='水門が町を離れる-地域ㅣ港新聞'>"
    head = f"<meta name=headline content='水門が町を離れる'>{social}"
    assert _title(head, "") == "水門が町を離れる"


def test_an_h1_in_the_midst_of_the_text_is_a_subhead() -> None:
    text = "<p>" + "The wooden piles were driven in by hand, and nobody measured how deep they went. " * 2 + "</p>"
    head = "<title>Piers | Harbour Post</title><meta property=og:title content=Piers>"
    subhead = "<h1>Appendix: a history of the landing</h1>"
    assert _title(head, f"<h2 class=entry-title>Piers</h2>{2 * text}{subhead}{text}") == "Piers"
    assert _title(head, f"<h2>Piers</h2>{subhead}{2 * text}") == "Appendix: a history of the landing"


def test_a_sites_name_in_its_logo_is_no_headline_even_where_the_page_declares_it() -> None:
    head = f"{_NAME}<title>Harbour Post » Archive » Canal gates leave town for repairs</title>"
    body = "<h1><a href='/'>Harbour Post</a></h1><h3>Canal gates leave town for repairs</h3>"
    assert _title(head, body) == "Canal gates leave town for repairs"


def test_a_subheads_kicker_in_an_element_of_its_own_is_left_out_where_a_source_leaves_it_out() -> None:
    head = (
        "<meta property=og:title content='Waterways: Canal gates leave town for repairs'>"
        "<meta name=twitter:title content='Canal gates leave town for repairs'><title>What the canal costs</title>"
    )
    body = "<h1>Report from the locks</h1><h2><span>Waterways</span> Canal gates leave town for repairs</h2>"
    assert _title(head, body) == "Canal gates leave town for repairs"


def test_the_headline_below_the_h1_of_a_section_is_the_end_of_a_title() -> None:
    head = "<title>harbourpost.example - Notices - Canal gates leave town for repairs</title>"
    body = "<h1>Notices | Entry</h1><h2>Canal gates leave town for repairs</h2>"
    assert _title_of(head, body) == "Canal gates leave town for repairs"
    long_h1 = "<h1>All that our readers need to know</h1><h2>Canal gates leave town for repairs</h2>"
    assert _title_of(head, long_h1) == "All that our readers need to know"


def test_an_h1_that_is_all_of_the_documents_title_gives_way_to_the_headline_below() -> None:
    chain = "Canal gates leave town for repairs | Town notes | Harbour Town"
    body = f"<h1>{chain}</h1><h2>Canal gates leave town for repairs</h2>"
    assert _title_of(f"<title>{chain}</title>", body) == "Canal gates leave town for repairs"


def test_a_subhead_in_an_h1_gives_way_to_the_headline_above_the_text() -> None:
    text = (
        "<p>The gates of the old canal are on their way up the river to a yard, where they will be mended by June.</p>"
    )
    body = f"<h2>Canal gates leave town for repairs</h2>{text * 3}<h1>Nobody knows yet what it will cost</h1>{text}"
    assert _title_of("<title>Canal gates leave town for repairs | Notes</title>", body) == (
        "Canal gates leave town for repairs"
    )


def test_an_h1_that_the_documents_title_runs_on_from_is_the_headline() -> None:
    slogan = "The paper for all towns on the river"
    head = f"<title>Canal gates{slogan} | {slogan}</title>"
    assert _title_of(head, f"<h1 class=site-title>{slogan}</h1><h1>Canal gates</h1>") == "Canal gates"


def test_an_h1_of_a_box_with_other_stories_is_no_headline() -> None:
    head = "<title>Where to walk by the water in town</title>"
    body = (
        "<h1 class=headline>The best paths along the water in our town</h1>"
        "<h1 class=widget__title>Next in your guide to the water in town</h1>"
    )
    assert _title_of(head, body) == "The best paths along the water in our town"


def test_one_word_of_a_menu_is_no_headline_though_it_is_in_a_title() -> None:
    head = "<title>Your checklist: a planning guide for the canal</title>"
    menu = "".join(f"<h1>{word}</h1>" for word in ("First", "Planning", "Budget"))
    assert _title_of(head, menu) == "Your checklist: a planning guide for the canal"


def test_an_owner_s_notice_and_what_is_left_of_markup_are_no_titles() -> None:
    assert _title_of("<title>Bay library--&gt;</title>", "") is None
    assert _title_of("", "<h1>© 2020 Harbour Post Company</h1>") is None
    assert _title_of("<title>Article</title>", "") is None
