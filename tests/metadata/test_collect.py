"""What a page says of itself, settled field by field, each with its witness."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.html.blocks import parse, read_blocks
from newsclean.metadata import collect_candidates, resolve_metadata
from newsclean.model import Metadata, Page

_PROSE = "The lock gates were lifted out of the canal on Monday and nobody has said when they will return to town."


def _resolve(
    head: str = "",
    body: str = "",
    before: str = "",
    page: Page | None = None,
    extracted: dict[str, list[str]] | None = None,
) -> Metadata:
    html = f"{before}<html><head>{head}</head><body>{body}<p>{_PROSE}</p></body></html>"
    tree = parse(html)
    said = collect_candidates(tree, html, page or Page("t", b""), latest="2024-06-01")
    blocks = read_blocks(tree)
    text = "\n\n".join(b.text for b in blocks if b.text == _PROSE)
    return resolve_metadata(said, extracted or {}, blocks, [b.text == _PROSE for b in blocks], text, "en")


def _meta(name: str, value: str) -> str:
    return f'<meta property="{name}" content="{value}">'


def _ld(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


def test_each_field_names_its_witness() -> None:
    found = _resolve(
        _meta("og:site_name", "Harbour Post")
        + _meta("article:published_time", "2020-05-12T10:00:00Z")
        + _meta("article:author", "Ada Byron")
        + _meta("og:description", "Gates gone.")
        + '<link rel="canonical" href="https://www.harbourpost.example/news/gates">',
        "<h1>Canal gates leave town</h1>",
    )
    assert found.publisher == "Harbour Post"
    assert found.site == "harbourpost.example"
    assert found.published == "2020-05-12T10:00:00Z"
    assert found.authors == ("Ada Byron",)
    assert found.origins["published"] == "article:published_time"
    assert found.origins["authors"] == "article:author"
    assert found.origins["url"] == "canonical"
    assert found.origins["description"] == "og:description"


def test_a_byline_that_begins_the_text_outvotes_who_entered_it() -> None:
    entered, head = _meta("author", "Bea Sander"), "<h1>Canal gates leave town</h1><div>Bea Sander, 3 May 2020</div>"
    for line, authors in (
        ("By Carl Tiller", ("Carl Tiller",)),
        ("By Bea M. Sander", ("Bea Sander",)),
        ("Edited by Carl Tiller", ("Bea Sander",)),
    ):
        assert _resolve(entered, f"{head}<p>{line}</p>").authors == authors


def test_a_pen_name_that_begins_the_dated_line_below_the_headline_is_an_author() -> None:
    named = "<span class=author>The Quiet Skipper</span>"
    lines = f"<div>{named} - 4 May 2020</div><p>The quiet skipper was lifted out of the canal.</p>"
    assert _resolve("", f"<h1>Canal news</h1>{lines}").authors == ("The Quiet Skipper",)
    assert _resolve("", f"<h1>Canal news</h1><p>{_PROSE}</p><div>{named}</div>").authors == ()


def test_who_edited_a_piece_is_no_author_though_an_element_of_its_own_names_them() -> None:
    edited = "<div>Edited by <a rel=author href=/people/7>Carl Tiller</a></div>"
    assert _resolve("", f"<h1>Canal news</h1><p>{_PROSE}</p><p>{_PROSE}</p>{edited}").authors == ()


def test_who_reviewed_a_piece_is_no_author() -> None:
    found = _resolve("", "<h1>Gates</h1><div>Reviewed by Carl Tiller</div>", extracted={"authors": ["Carl Tiller"]})
    assert found.authors == ()


def test_json_ld_is_trusted_before_tags_and_tags_before_print() -> None:
    printed = "<h1>Canal gates leave town</h1><div>Carl Tiller</div><div>3 May 2020</div>"
    tags = _meta("author", "Bea Sander") + _meta("article:published_time", "2020-05-02")
    ld = _ld(author={"name": "Al Fischer"}, datePublished="2020-05-01")
    assert _resolve(tags + ld, printed).authors == ("Al Fischer",)
    assert _resolve(tags, printed).authors == ("Bea Sander",)
    assert _resolve("", printed).authors == ("Carl Tiller",)
    assert _resolve(tags + ld, printed).published == "2020-05-01"
    assert _resolve(tags, printed).published == "2020-05-02"
    assert _resolve("", printed).published == "2020-05-03"


def test_a_person_in_print_outvotes_the_outlet_in_the_metadata() -> None:
    head = _meta("og:site_name", "Harbour Post") + _meta("author", "Harbour Post")
    body = "<h1>Canal gates leave town</h1><div class=byline>By Ada Byron</div>"
    assert _resolve(head, body).authors == ("Ada Byron",)
    assert _resolve(head, "<h1>Canal gates leave town</h1>").authors == ("Harbour Post",)


def test_a_byline_with_all_of_the_names_and_more_people_is_the_longer_list() -> None:
    ld = _ld(author={"@type": "Person", "name": "Ada Byron"})
    line = "<div class=byline>By <a href=/author/ada>Ada Byron</a>, Mary Somerville | Harbour Post</div>"
    assert _resolve(ld, f"<h1>Canal gates leave town</h1>{line}").authors == ("Ada Byron", "Mary Somerville")
    wire = "<div class=byline>By <a href=/author/ada>Ada Byron</a>, The Associated Press</div>"
    assert _resolve(ld, f"<h1>Canal gates leave town</h1>{wire}").authors == ("Ada Byron",)


def test_a_user_yields_to_the_person_in_the_byline_and_a_given_name_is_completed() -> None:
    line = "<h1>Canal gates leave town</h1><div>By <a href=/author/mary>Mary Somerville</a></div>"
    assert _resolve(_ld(author="KatS"), line).authors == ("Mary Somerville",)
    assert _resolve(_ld(author="Ada"), "<h1>Canal gates leave town</h1><h4>Ada Byron</h4>").authors == ("Ada Byron",)


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
    assert _resolve("", f"<h1>Canal gates leave town</h1>{line}").authors == ()


def test_a_headline_in_the_publisher_s_place_is_no_publisher() -> None:
    title = "Canal gates leave town and nobody knows whether they return"
    found = _resolve(_meta("og:title", title) + _meta("og:site_name", title), f"<h1>{title}</h1>")
    assert found.publisher is None


def test_the_lines_that_rules_cut_fill_what_nothing_else_says() -> None:
    found = _resolve(
        extracted={"authors": ["By Ada Byron"], "copyright": ["All rights reserved.", "© Harbour Post 2020"]}
    )
    assert found.authors == ("Ada Byron",)
    assert found.copyright == "© Harbour Post 2020"
    assert found.origins["copyright"] == "rule"


def test_nothing_is_published_after_the_fetch() -> None:
    page = Page("t", b"", fetched_at="2020-05-12T12:00:00Z")
    late = _meta("article:published_time", "2020-06-01T00:00:00Z")
    assert _resolve(late, page=page).published is None
    assert _resolve(late).published == "2020-06-01T00:00:00Z"
    assert _resolve(_meta("article:published_time", "2031-01-01")).published is None


def test_a_moment_in_utc_gets_the_day_that_the_address_files_it_under() -> None:
    page = Page("t", b"", url="https://harbourpost.example/2020/05/11/gates")
    assert _resolve(_meta("article:published_time", "2020-05-12T02:41:00Z"), page=page).published == "2020-05-11"


def test_periods_and_updates_are_no_publication() -> None:
    body = "<h1>Canal gates leave town</h1><div>3 May 2020 - 9 May 2020</div>"
    assert _resolve("", body).published is None
    both = "<h1>Canal gates leave town</h1><div>Updated 9 May 2020</div><div>Published 3 May 2020</div>"
    assert _resolve("", both).published == "2020-05-03"


@pytest.mark.parametrize(
    ("before", "url"),
    [
        (
            "<!-- saved from url=(0035)https://harbourpost.example/a/gates -->",
            "https://harbourpost.example/a/gates",
        ),
        (
            "<!-- Mirrored from harbourpost.example/a/gates.html by HTTrack Website Copier/3.x -->",
            "http://harbourpost.example/a/gates.html",
        ),
    ],
)
def test_mirror_tools_note_the_address_in_a_comment(before: str, url: str) -> None:
    assert _resolve(before=before).url == url


def test_archive_rewriting_is_undone() -> None:
    head = '<link rel="canonical" href="https://web.archive.org/web/20120216182711/http://harbourpost.example/gates">'
    assert _resolve(head).url == "http://harbourpost.example/gates"


def test_a_given_address_is_kept_and_a_bad_one_is_not() -> None:
    assert _resolve(page=Page("t", b"", url="https://harbourpost.example/x#top")).url == "https://harbourpost.example/x"
    assert _resolve(page=Page("t", b"", url="javascript:alert(1)")).url is None


def test_the_source_of_a_republished_piece() -> None:
    ld = _ld(
        isBasedOn={
            "@type": "NewsArticle",
            "url": "https://nordhavn.example/gates",
            "publisher": {"name": "Nordhavn Today"},
        }
    )
    found = _resolve(ld).original
    assert (found.name, found.url) == ("Nordhavn Today", "https://nordhavn.example/gates")
    assert _resolve(extracted={"original": ["Nordhavn Today"]}).original.name == "Nordhavn Today"
    assert _resolve().original.name is None


def test_a_canonical_on_another_outlet_is_the_original() -> None:
    canonical = '<link rel="canonical" href="https://nordhavn.example/gates">'
    own = _meta("og:url", "https://harbourpost.example/gates") + _meta("og:site_name", "Harbour Post")
    found = _resolve(canonical + own)
    assert found.original.url == "https://nordhavn.example/gates"
    assert found.origins["original"] == "canonical"
    # The outlet's other domain, and a canonical that nothing contradicts, are the page's own address.
    assert _resolve(canonical + _meta("og:url", "https://nordhavn-mobile.example/gates")).original.url is None
    assert _resolve(canonical).original.url is None


def test_a_page_based_on_itself_is_no_copy() -> None:
    page = Page("t", b"", url="https://harbourpost.example/gates")
    assert _resolve(_ld(isBasedOn="https://harbourpost.example/amp/gates"), page=page).original.url is None


@pytest.mark.parametrize(
    ("source", "url"),
    [
        ("crawl/www.harbour.com/news/gates.html", "http://www.harbour.com/news/gates.html"),
        ("crawl/www.harbour.com/news/index.html", "http://www.harbour.com/news/"),
        ("a.zip#harbour.co.uk/gates.htm.gz", "http://harbour.co.uk/gates.htm"),
        ("crawl/harbour.example/gates.html", None),
        ("scrape.d/gates.html", None),
        ("gates.com", None),
    ],
)
def test_a_mirror_keeps_the_address_in_its_directories(source: str, url: str | None) -> None:
    assert _resolve(page=Page(source, b"")).url == url


def test_wrong_types_and_dirty_strings_leave_clean_fields() -> None:
    dirty = "Gates\u0000 \u202egone\ud800"
    found = _resolve(
        _ld(
            headline=["Canal gates leave town"],
            author=[{"name": {"x": 1}}, 7, None],
            articleSection=dirty,
            image=3,
        )
    )
    assert found.title == "Canal gates leave town"
    assert found.authors == ()
    assert found.section == "Gates gone"
    assert found.image is None


@pytest.mark.parametrize("value", [False, "False", "false", "http://schema.org/False"])
def test_a_short_text_that_is_not_free_is_truncated(value: object) -> None:
    assert _resolve(_ld(isAccessibleForFree=value)).truncated


def test_a_prompt_alone_does_not_make_a_free_article_truncated() -> None:
    prompt = "<div>Subscribe to continue reading stories like this.</div>"
    assert not _resolve(_ld(isAccessibleForFree=True), prompt).truncated
    assert not _resolve("", prompt).truncated


def test_a_body_far_shorter_than_the_page_says_is_truncated() -> None:
    assert _resolve(_ld(articleBody=_PROSE * 12)).truncated
    assert not _resolve(_ld(articleBody=_PROSE)).truncated


def test_tags_come_from_tags_json_or_print() -> None:
    assert _resolve(_meta("article:tag", "Canals") + _meta("article:tag", "Ducks")).tags == ("Canals", "Ducks")
    assert _resolve(_ld(keywords="Canals, Ducks; Canals")).tags == ("Canals", "Ducks")
    assert _resolve("", "<div>Topics: Canals, Ducks</div>").tags == ("Canals", "Ducks")


_TITLED = "<h1>Canal gates leave town</h1>"


def test_the_date_at_the_headline_is_older_than_the_rebuild_of_the_site() -> None:
    rebuilt = _ld(headline="Canal gates leave town", datePublished="2023-02-05", dateModified="2023-02-05")
    assert _resolve(rebuilt, f"{_TITLED}<div>3 May 2020</div>").published == "2020-05-03"
    assert _resolve(rebuilt, f"{_TITLED}<div>Updated 3 May 2020</div>").published == "2023-02-05"
    assert (
        _resolve(rebuilt, f"{_TITLED}<div>Updated 5 February 2023</div><div>3 May 2020</div>").published == "2023-02-05"
    )
    assert _resolve(rebuilt, f"<div>3 May 2020</div>{_TITLED}").published == "2023-02-05"


def test_a_line_that_says_published_outvotes_metadata_that_have_the_day_of_the_change() -> None:
    changed = _meta("article:published_time", "2023-02-05T10:00:00Z")
    lines = "<div>Published 3 May 2020</div><div>Updated 5 February 2023</div>"
    assert _resolve(changed, f"{_TITLED}{lines}").published == "2020-05-03"


def test_of_printed_days_the_one_in_the_month_of_the_url_is_the_article_s() -> None:
    head = "<link rel=canonical href=https://www.harbourpost.example/2020/05/canal-gates.html>"
    lines = "<h1>Canal gates leave town</h1><div>3 May 2010</div><div>Filed 4 May 2020</div>"
    assert _resolve(head, lines).published == "2020-05-04"
    assert _resolve("", lines).published == "2010-05-03"


def test_an_offset_behind_a_time_in_utc_is_told_by_the_printed_time() -> None:
    lines = "<h1>Canal gates leave town</h1><div>18 April 2023, 22:18</div>"
    assert _resolve(_ld(datePublished="2023-04-19T01:18:38-03:00"), lines).published == "2023-04-18T22:18:38-03:00"


def test_the_sites_own_header_and_the_day_of_the_visit_are_no_local_day() -> None:
    moment = _meta("article:published_time", "2020-05-03T02:00:00Z")
    header = "<div class=site-header><div>4 May 2020</div></div>"
    teasers = "<div>More stories</div>" * 12
    assert _resolve(moment, f"{_TITLED}{header}{teasers}<div>2 May 2020</div>").published == "2020-05-02"


def test_a_page_without_a_headline_prints_its_local_time_above_the_text() -> None:
    moment = _meta("article:published_time", "2020-05-04T00:44:52Z")
    assert _resolve(moment, f"<div>3 May 2020 21:44</div><p>{_PROSE}</p>").published == "2020-05-03T21:44:52-03:00"


def test_the_day_on_which_a_piece_was_published_originally_wins_over_that_of_a_new_edition() -> None:
    note = "<p>This guide was originally published on 26 May 2019.</p>"
    body = f"{_TITLED}<div>30 September 2022</div><p>{_PROSE}</p>{note}"
    assert _resolve("", body).published == "2019-05-26"


def test_a_zone_explains_a_day_between_print_and_metadata() -> None:
    late = _meta("article:published_time", "2020-05-03T02:00:00Z")
    assert _resolve(late, f"{_TITLED}<div>2 May 2020</div>").published == "2020-05-02"
    noon = _meta("article:published_time", "2020-05-03T13:00:00Z")
    assert _resolve(noon, f"{_TITLED}<div>2 May 2020</div>").published == "2020-05-02"


@pytest.mark.parametrize(
    ("beside", "published"),
    [
        ("", "2020-03-04"),
        ("<p>Corrected 30/04/2020</p>", "2020-04-03"),
        ("<p>Corrected 04/30/2020</p>", "2020-03-04"),
        ("<time datetime='2020-04-03T10:00'></time><time datetime='2019-01-01'></time>", "2020-04-03T10:00:00"),
    ],
)
def test_other_dates_of_the_page_tell_day_from_month(beside: str, published: str) -> None:
    assert _resolve("", f"{_TITLED}<div>03/04/2020</div>{beside}").published == published


def test_one_time_element_is_the_articles_and_many_are_lists() -> None:
    teasers = "".join(f"<a href=/{day}>Story <time datetime=2020-04-{day}></time></a>" for day in range(10, 16))
    one = "<time datetime='2020-04-03T10:00:00+02:00'></time>"
    assert _resolve("", f"{_TITLED}{one}").published == "2020-04-03T10:00:00+02:00"
    assert _resolve(_meta("date", "2020-04-02"), f"{_TITLED}{teasers}").published == "2020-04-02"


@pytest.mark.parametrize("name", ["dd:published_time", "shop:article_publication-date", "cms.pubdate", "firstCreated"])
def test_names_that_vendors_make_up_are_read(name: str) -> None:
    assert _resolve(_meta(name, "2020-04-03T10:00:00Z")).published == "2020-04-03T10:00:00Z"
    assert _resolve(_meta("vendor:article_author_name", "Ada Byron")).authors == ("Ada Byron",)
    for other in ("lastpublished_time", "publisher", "republish-date"):
        assert _resolve(_meta(other, "2020-04-03T10:00:00Z")).origins.get("published") != other


@pytest.mark.parametrize("label", ["Written by", "Verfasst von", "Escrito por", "Écrit par", "Geschreven door"])
def test_labelled_pairs_name_the_author(label: str) -> None:
    pair = _meta("twitter:label1", label) + _meta("twitter:data1", "Ada Byron")
    assert _resolve(pair).authors == ("Ada Byron",)
    assert _resolve(_meta("twitter:label1", "Reading time") + _meta("twitter:data1", "Ada Byron")).authors == ()


def test_an_article_that_opens_with_its_date_is_of_that_day() -> None:
    opening = f"{_TITLED}<div>Section</div><div>Rubric</div><p>7 April 2020 - {_PROSE}</p>"
    assert _resolve("", opening).published == "2020-04-07"


_DAYS = st.dates(date(1995, 1, 1), date(2030, 12, 31))
_SHOWN = st.sampled_from(["%d %B %Y", "%d/%m/%Y", "%m/%d/%Y", "%Y-%m-%d", "Updated %d.%m.%Y", "%d-%m-%Y · 5 min"])


@given(st.lists(st.tuples(_DAYS, _SHOWN), max_size=5), st.lists(_DAYS, max_size=3), _DAYS | st.none(), _DAYS)
@settings(max_examples=60, deadline=None)
def test_whatever_dates_a_page_bears_none_is_of_the_future(
    printed: list[tuple[date, str]], times: list[date], tagged: date | None, fetched: date
) -> None:
    shown = "".join(f"<div>{day.strftime(form)}</div>" for day, form in printed)
    marked = "".join(f"<time datetime={day}></time>" for day in times)
    head = _meta("vendor:published_date", f"{tagged}T23:30:00+02:00") if tagged else ""
    found = _resolve(head, f"{_TITLED}{shown}{marked}", page=Page("t", b"", fetched_at=f"{fetched}T12:00:00Z"))
    for value in (found.published, found.modified):
        assert value is None or date.fromisoformat(value[:10]) <= fetched


def test_the_days_of_a_list_above_the_headline_are_those_of_other_stories() -> None:
    listed = "".join(f"<div class=date>{day} May 2020</div>" for day in (4, 5, 6))
    byline = "<div>1 March 2017 by Ada Byron, Keeper of the Upper Locks, of Marlow and of the Harbour Quay</div>"
    assert _resolve("", f"{listed}<h1>Canal gates leave town</h1>{byline}").published == "2017-03-01"


def test_a_name_and_an_office_may_stand_before_the_word_for_a_change() -> None:
    changed = "<div>Ada Byron ⋅ Senior Keeper of Locks ⋅ Updated November 18, 2019</div>"
    found = _resolve("", f"<h1>Canal gates leave town</h1>{f'<p>{_PROSE}</p>' * 3}{changed}")
    assert (found.published, found.origins["published"]) == ("2019-11-18", "printed:updated")
