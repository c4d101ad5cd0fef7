"""What the pages of a site say of themselves in common, and what it does to one page's metadata."""

from __future__ import annotations

import random

from support.newsroom import CONTEXT, HOST, KEY, cleaned, learned, page_of, story

from newsclean.cleaning import clean_page
from newsclean.metadata import Candidate
from newsclean.model import Article, Page
from newsclean.sites.common_values import MIN_PAGES, CommonValues, of_site, shared
from newsclean.sites.store import to_text
from newsclean.sites.tally import PageSums

NAMED = '<meta property="og:site_name" content="The Harbour Post">'


def _page(number: int, head: str) -> Page:
    return Page(f"{number}.html", page_of(HOST, story(number), number, head=head).encode(), f"https://{HOST}/{number}")


def _seen(number: int, **values: str) -> PageSums:
    return PageSums((f"{number:08x}",), frozenset(), {}, {k.replace("_", " ", 1): v for k, v in values.items()})


def test_a_page_without_a_publisher_gets_that_of_its_site() -> None:
    sites = learned([_page(n, NAMED) for n in range(6)])
    found = cleaned(_page(40, ""), sites).metadata
    assert (found.publisher, found.origins["publisher"]) == ("The Harbour Post", "site:og:site_name")
    alone = clean_page(_page(40, ""), CONTEXT)
    assert isinstance(alone, Article)
    assert alone.metadata.publisher is None


def test_a_page_has_no_say_about_itself() -> None:
    few = [_page(n, NAMED) for n in range(MIN_PAGES)]
    unnamed = [_page(n, "") for n in range(10, 13)]
    sites = learned(few + unnamed)
    assert cleaned(few[0], sites).metadata.origins["publisher"] == "og:site_name"
    assert cleaned(unnamed[0], sites).metadata.publisher == "The Harbour Post"
    less = learned(few[1:] + unnamed)
    assert cleaned(unnamed[0], less).metadata.publisher is None


def test_a_name_from_an_unsure_source_yields_and_one_that_a_page_declares_stays() -> None:
    sites = learned([_page(n, NAMED) for n in range(6)])
    app = _page(40, '<meta name="application-name" content="Menu">')
    part = _page(41, '<meta property="og:site_name" content="Weekend Garden">')
    assert cleaned(app, sites).metadata.publisher == "The Harbour Post"
    assert cleaned(part, sites).metadata.publisher == "Weekend Garden"


def test_a_section_that_never_varies_yields_to_another_source() -> None:
    def head(section: str) -> str:
        data = f'{{"@type":"NewsArticle","headline":"A","articleSection":"{section}"}}'
        return f'<meta name="article:section" content="Blog"><script type="application/ld+json">{data}</script>'

    constant = of_site([{"section json-ld": "pages", "section section": f"s{n}"} for n in range(6)]).constant
    assert constant == {"section json-ld"}
    assert not of_site([{"section json-ld": "pages"} for _ in range(4)]).constant
    sites = learned([_page(n, head("pages").replace("Blog", f"Part {n}")) for n in range(8)])
    assert cleaned(_page(3, head("pages").replace("Blog", "Part 3")), sites).metadata.section == "Part 3"


def test_an_author_that_is_the_site_on_every_page_is_named_so_and_a_person_is_not() -> None:
    paper, person = "The Quay Gazette Online", "Margaret Collins"
    for name, origin in ((paper, "author:publisher"), (person, "author")):
        head = f'<meta name="author" content="{name}">'
        sites = learned([_page(n, head) for n in range(8)])
        found = cleaned(_page(3, head), sites).metadata
        assert (found.authors, found.origins["authors"]) == ((name,), origin)


def test_titles_lose_the_name_that_all_of_them_end_in() -> None:
    values = [{"title end": "Quay Gazette", "title start": f"News {n}"} for n in range(6)]
    found = of_site(values)
    assert found.names == ("Quay Gazette",)
    assert found.publisher == Candidate("Quay Gazette", "site:title")
    assert of_site(values[:4]).names == ()


def test_copies_of_one_article_count_once_and_its_own_copy_does_not() -> None:
    pages = {f"{n:016x}": _seen(n // 4, **{"publisher_og:site_name": "Post"}) for n in range(12)}
    common = CommonValues(pages)
    assert common.without("f" * 16).publisher is not None  # three articles
    assert common.without(f"{0:016x}").publisher is None


def test_merged_parts_say_what_the_whole_says_in_any_order_and_the_file_shows_it() -> None:
    pages = [_page(n, NAMED) for n in range(8)]
    whole = learned(pages, least_pages=1)
    random.Random(3).shuffle(pages)
    merged = learned(pages[:3], least_pages=1).merged(learned(pages[3:], least_pages=1))
    assert to_text(merged) == to_text(whole)
    assert '["publisher og:site_name", "The Harbour Post", 8]' in to_text(whole)
    assert ("publisher og:site_name", "The Harbour Post", 8) in shared(whole.tally(KEY).pages)
