"""The dates of publication and of change, by the precedence of their sources."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.metadata_pages import PROSE, TITLED, json_ld, meta, resolved

from newsclean.model import Page


def test_nothing_is_published_after_the_fetch() -> None:
    page = Page("t", b"", fetched_at="2020-05-12T12:00:00Z")
    late = meta("article:published_time", "2020-06-01T00:00:00Z")
    assert resolved(late, page=page).published is None
    assert resolved(late).published == "2020-06-01T00:00:00Z"
    assert resolved(meta("article:published_time", "2031-01-01")).published is None


def test_a_moment_in_utc_gets_the_day_that_the_address_files_it_under() -> None:
    page = Page("t", b"", url="https://harbourpost.example/2020/05/11/gates")
    assert resolved(meta("article:published_time", "2020-05-12T02:41:00Z"), page=page).published == "2020-05-11"


def test_periods_and_updates_are_no_publication() -> None:
    body = "<h1>Canal gates leave town</h1><div>3 May 2020 - 9 May 2020</div>"
    assert resolved("", body).published is None
    both = "<h1>Canal gates leave town</h1><div>Updated 9 May 2020</div><div>Published 3 May 2020</div>"
    assert resolved("", both).published == "2020-05-03"


def test_the_date_at_the_headline_is_older_than_the_rebuild_of_the_site() -> None:
    rebuilt = json_ld(headline="Canal gates leave town", datePublished="2023-02-05", dateModified="2023-02-05")
    assert resolved(rebuilt, f"{TITLED}<div>3 May 2020</div>").published == "2020-05-03"
    assert resolved(rebuilt, f"{TITLED}<div>Updated 3 May 2020</div>").published == "2023-02-05"
    assert (
        resolved(rebuilt, f"{TITLED}<div>Updated 5 February 2023</div><div>3 May 2020</div>").published == "2023-02-05"
    )
    assert resolved(rebuilt, f"<div>3 May 2020</div>{TITLED}").published == "2023-02-05"


def test_a_line_that_says_published_outvotes_metadata_that_have_the_day_of_the_change() -> None:
    changed = meta("article:published_time", "2023-02-05T10:00:00Z")
    lines = "<div>Published 3 May 2020</div><div>Updated 5 February 2023</div>"
    assert resolved(changed, f"{TITLED}{lines}").published == "2020-05-03"


def test_the_sites_own_header_and_the_day_of_the_visit_are_no_local_day() -> None:
    moment = meta("article:published_time", "2020-05-03T02:00:00Z")
    header = "<div class=site-header><div>4 May 2020</div></div>"
    teasers = "<div>More stories</div>" * 12
    assert resolved(moment, f"{TITLED}{header}{teasers}<div>2 May 2020</div>").published == "2020-05-02"


def test_a_page_without_a_headline_prints_its_local_time_above_the_text() -> None:
    moment = meta("article:published_time", "2020-05-04T00:44:52Z")
    assert resolved(moment, f"<div>3 May 2020 21:44</div><p>{PROSE}</p>").published == "2020-05-03T21:44:52-03:00"


def test_a_zone_explains_a_day_between_print_and_metadata() -> None:
    late = meta("article:published_time", "2020-05-03T02:00:00Z")
    assert resolved(late, f"{TITLED}<div>2 May 2020</div>").published == "2020-05-02"
    noon = meta("article:published_time", "2020-05-03T13:00:00Z")
    assert resolved(noon, f"{TITLED}<div>2 May 2020</div>").published == "2020-05-02"


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
    assert resolved("", f"{TITLED}<div>03/04/2020</div>{beside}").published == published


def test_one_time_element_is_the_articles_and_many_are_lists() -> None:
    teasers = "".join(f"<a href=/{day}>Story <time datetime=2020-04-{day}></time></a>" for day in range(10, 16))
    one = "<time datetime='2020-04-03T10:00:00+02:00'></time>"
    assert resolved("", f"{TITLED}{one}").published == "2020-04-03T10:00:00+02:00"
    assert resolved(meta("date", "2020-04-02"), f"{TITLED}{teasers}").published == "2020-04-02"


_DAYS = st.dates(date(1995, 1, 1), date(2030, 12, 31))


_SHOWN = st.sampled_from(["%d %B %Y", "%d/%m/%Y", "%m/%d/%Y", "%Y-%m-%d", "Updated %d.%m.%Y", "%d-%m-%Y · 5 min"])


@given(st.lists(st.tuples(_DAYS, _SHOWN), max_size=5), st.lists(_DAYS, max_size=3), _DAYS | st.none(), _DAYS)
@settings(max_examples=60, deadline=None)
def test_whatever_dates_a_page_bears_none_is_of_the_future(
    printed: list[tuple[date, str]], times: list[date], tagged: date | None, fetched: date
) -> None:
    shown = "".join(f"<div>{day.strftime(form)}</div>" for day, form in printed)
    marked = "".join(f"<time datetime={day}></time>" for day in times)
    head = meta("vendor:published_date", f"{tagged}T23:30:00+02:00") if tagged else ""
    found = resolved(head, f"{TITLED}{shown}{marked}", page=Page("t", b"", fetched_at=f"{fetched}T12:00:00Z"))
    for value in (found.published, found.modified):
        assert value is None or date.fromisoformat(value[:10]) <= fetched


def test_of_printed_days_the_one_in_the_month_of_the_url_is_the_article_s() -> None:
    head = "<link rel=canonical href=https://www.harbourpost.example/2020/05/canal-gates.html>"
    lines = "<h1>Canal gates leave town</h1><div>3 May 2010</div><div>Filed 4 May 2020</div>"
    assert resolved(head, lines).published == "2020-05-04"
    assert resolved("", lines).published == "2010-05-03"


def test_an_offset_behind_a_time_in_utc_is_told_by_the_printed_time() -> None:
    lines = "<h1>Canal gates leave town</h1><div>18 April 2023, 22:18</div>"
    assert resolved(json_ld(datePublished="2023-04-19T01:18:38-03:00"), lines).published == "2023-04-18T22:18:38-03:00"


def test_json_ld_may_give_unix_time() -> None:
    linked = json_ld(headline="Canal gates leave town", datePublished=1620050700000)
    assert resolved(linked, TITLED).published == "2021-05-03T14:05:00Z"


def test_a_line_may_bear_the_day_of_first_publication_and_that_of_the_change() -> None:
    linked = json_ld(headline="Canal gates leave town", datePublished="2023-06-01")
    line = "<p>Originally published May 3, 2021. Updated June 1, 2023.</p>"
    assert resolved(linked, f"{TITLED}{line}<p>{PROSE}</p>").published == "2021-05-03"


def test_the_url_keeps_the_day_that_a_rebuilt_site_has_lost() -> None:
    page = Page("t", b"", url="https://harbourpost.example/home/2017/7/12/gates")
    assert resolved(meta("article:published_time", "2019-06-17T18:28:00+02:00"), page=page).published == "2017-07-12"
    assert resolved(meta("article:published_time", "2017-07-20T18:28:00+02:00"), page=page).published == (
        "2017-07-20T18:28:00+02:00"
    )


def test_the_day_of_first_publication_is_the_one_that_the_page_prints() -> None:
    head = meta("article:published_time", "2019-02-20T21:48:24Z")
    body = f"{TITLED}<div>Updated on: February 21, 2019</div>{PROSE}<p>First published on February 21, 2019</p>"
    assert resolved(head, body).published == "2019-02-21"


def test_a_script_may_set_the_date() -> None:
    for script in (
        "var omni_publicationDate = '2021-05-03 02:43:10';",
        "setData('publishedAt','2021-05-03T02:43:10');",
    ):
        found = resolved("", f"<h1>Canal gates leave town</h1><script>{script}</script>")
        assert (found.published, found.origins["published"]) == ("2021-05-03T02:43:10", "script")


def test_the_url_tells_day_from_month() -> None:
    page = Page("t", b"", url="https://pier.example/2021/04/08/gates")
    assert resolved("", "<h1>Canal gates leave town</h1><div>04/08/2021</div>", page=page).published == "2021-04-08"
    assert resolved("", "<h1>Canal gates leave town</h1><div>08/04/2021</div>", page=page).published == "2021-04-08"
