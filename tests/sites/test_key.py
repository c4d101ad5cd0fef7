"""Which site a page belongs to."""

from __future__ import annotations

import pytest

from newsclean.model import Page
from newsclean.sites.key import site_key

OWN = "".join(f'<a href="https://www.daily.example.org/{i}">x</a>' for i in range(12))
FAR = "".join(f'<a href="https://other-paper.com/{i}">x</a>' for i in range(9))


def key(html: str, source: str = "scrape/a/1.html", url: str | None = None) -> str:
    return site_key(Page(source, html.encode(), url=url))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.Example.com/a", "example.com"),
        ("http://news.example.co.uk:8080/x?y", "news.example.co.uk"),
        ("https://web.archive.org/web/2010/http://www.example.com/a", "example.com"),
        ("not an address", "other-paper.com"),
    ],
)
def test_a_given_address_decides(url: str, expected: str) -> None:
    assert key('<link rel="canonical" href="https://other-paper.com/x">', url=url) == expected


def test_else_what_the_page_calls_itself() -> None:
    assert key(f'<link rel="canonical" href="https://www.daily.example.org/x">{OWN}') == "daily.example.org"
    assert key(f'<meta content="https://daily.example.org/x" property="og:url">{OWN}') == "daily.example.org"
    assert key('<link rel=canonical href="https://daily.example.org/x"><a href="/2">x</a>') == "daily.example.org"


def test_links_decide_between_two_names() -> None:
    head = (
        '<link rel="canonical" href="https://other-paper.com/x">'
        '<meta property="og:url" content="https://www.daily.example.org/x">'
    )
    assert key(head + OWN) == "daily.example.org"


def test_a_name_that_all_links_contradict_is_not_the_site() -> None:
    assert key(f'<link rel="canonical" href="https://other-paper.com/x">{OWN}') == "example.org"


def test_without_a_name_the_links_agree_on_the_site() -> None:
    assert key(OWN + FAR[:60]) == "example.org"
    archived = OWN.replace('"https://', '"/web/20101010101010/http://')
    assert key(archived) == "example.org"


def test_links_that_are_everywhere_say_nothing() -> None:
    shares = "".join(f'<a href="https://www.facebook.com/{i}">x</a>' for i in range(20))
    assert key(shares) == "scrape/a/"


def test_a_directory_of_a_mirror_bears_the_host() -> None:
    assert key(OWN, source="mirror/daily.example.org/2020/x.html") == "daily.example.org"
    assert key("<p>text", source="mirror/www.daily.com/x.html") == "daily.com"
    assert key(FAR, source="mirror/www.daily.com/x.html") == "other-paper.com"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("1.html", "./"),
        ("scrape/a/1.html", "scrape/a/"),
        ("a.zip#b/1.html", "a.zip#b/"),
        ("crawl.warc.gz#17", "crawl.warc.gz/"),
        ("-", "./"),
    ],
)
def test_without_evidence_the_directory_is_the_site(source: str, expected: str) -> None:
    assert key("<p>text", source=source) == expected


def test_any_bytes_have_a_key() -> None:
    for body in (
        b"",
        b"\x00\xff" * 50,
        b'<link rel="canonical" href="https://">',
        b"://" * 500,
        b"canonical" * 99,
    ):
        assert site_key(Page("d/x", body)) == "d/"
