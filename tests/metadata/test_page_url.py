"""The page's URL: given, declared by the page, or told by where it was saved."""

from __future__ import annotations

import pytest
from support.metadata_pages import resolved

from newsclean import clean
from newsclean.cleaning import clean_page
from newsclean.context import make_context
from newsclean.metadata.page_url import choose_url, mirrored
from newsclean.metadata.sources.candidates import Candidate
from newsclean.model import Article, Page

STORY = "<p>" + "The lock gates were lifted out of the canal on Monday and nobody knows when they will return. " * 3


def found(head: str, url: str | None = None) -> tuple[str | None, str | None]:
    """The URL of a page with this head, and its origin."""
    page = f"<!doctype html>{head}<body><article><h1>Canal gates leave town</h1>{STORY}{STORY}</article>"
    result = clean(page, url=url)
    assert isinstance(result, Article)
    return result.metadata.url, result.metadata.origins.get("url")


CANONICAL = "<link rel=canonical href=https://pier.example.org/news/gates#top>"
OG = "<meta property=og:url content=https://pier.example.org/og>"


def test_a_given_url_comes_before_all_that_a_page_declares() -> None:
    assert found(CANONICAL, "https://pier.example.org/given")[0] == "https://pier.example.org/given"


def test_the_canonical_comes_before_other_tags() -> None:
    assert found(OG + CANONICAL) == ("https://pier.example.org/news/gates", "canonical")
    assert found(OG) == ("https://pier.example.org/og", "og:url")


def test_a_front_page_is_no_articles_url_where_there_is_a_better_one() -> None:
    front = "<link rel=canonical href=https://pier.example.org/>"
    assert found(front + OG)[0] == "https://pier.example.org/og"
    assert found(front)[0] == "https://pier.example.org/"


def test_relative_urls_go_by_where_the_page_was_saved_from() -> None:
    saved = "<!-- saved from url=(0033)https://pier.example.org/news/a.html -->"
    assert found(f"{saved}<link rel=canonical href=../gates>")[0] == "https://pier.example.org/gates"
    assert found("<link rel=canonical href=../gates>") == (None, None)


@pytest.mark.parametrize(
    ("source", "url"),
    [
        ("crawl/www.pier.org/news/gates.html", "http://www.pier.org/news/gates.html"),
        ("crawl.zip#www.pier.org/news/gates.html.gz", "http://www.pier.org/news/gates.html"),
        ("C:\\crawl\\www.pier.org\\news\\index.html", "http://www.pier.org/news/"),
        ("crawl/pages.old/news/gates.html", None),
        ("crawl/gates.html", None),
        ("www.pier.org", None),
    ],
)
def test_a_directory_that_is_named_after_a_host_tells_the_url(source: str, url: str | None) -> None:
    assert mirrored(source) == (None if url is None else Candidate(url, "mirror-path"))


def test_a_mirrors_path_counts_where_the_page_declares_nothing() -> None:
    page = Page("www.pier.org/news/gates.html", f"<h1>Canal gates leave town</h1>{STORY}{STORY}".encode())
    result = clean_page(page, make_context())
    assert isinstance(result, Article)
    assert (result.metadata.url, result.metadata.site) == ("http://www.pier.org/news/gates.html", "pier.org")


def test_of_many_hosts_the_odd_one_is_not_the_pages() -> None:
    urls = [
        Candidate("https://shop.example.net/a", "canonical"),
        Candidate("https://pier.example.org/b", "og:url"),
        Candidate("https://pier.example.org/c", "json-ld"),
    ]
    assert choose_url(urls, None) == ("https://pier.example.org/b", "og:url")
    assert choose_url(urls[:1], None) == ("https://shop.example.net/a", "canonical")
    assert choose_url([], None) == (None, None)


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
    assert resolved(before=before).url == url


def test_archive_rewriting_is_undone() -> None:
    head = '<link rel="canonical" href="https://web.archive.org/web/20120216182711/http://harbourpost.example/gates">'
    assert resolved(head).url == "http://harbourpost.example/gates"


def test_a_given_address_is_kept_and_a_bad_one_is_not() -> None:
    assert resolved(page=Page("t", b"", url="https://harbourpost.example/x#top")).url == "https://harbourpost.example/x"
    assert resolved(page=Page("t", b"", url="javascript:alert(1)")).url is None


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
    assert resolved(page=Page(source, b"")).url == url


def test_a_web_archive_has_the_url_in_its_bar_of_captures() -> None:
    bar = '<form><input type=text name=url id=wmtbURL value="http://www.pier.org:80/gates?a=1&amp;b=2"></form>'
    assert found(f"<body>{bar}") == ("http://www.pier.org/gates?a=1&b=2", "saved-from")
    canonical = "<link rel=canonical href=https://web.archive.org/web/20150925060049/http://www.pier.org/news/gates>"
    assert found(f"{canonical}<body>{bar}")[0] == "http://www.pier.org/news/gates"
    assert found("<body><input id=wmtbURL value=gates>") == (None, None)
