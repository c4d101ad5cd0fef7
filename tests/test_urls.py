"""URLs: what is one, what is its host, and what a page says that its own is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.urls import clean_url, has_known_suffix, host, registrable_domain, saved_from, slug, unarchived


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("HTTP://Pier.example/a?b=1#c", "http://Pier.example/a?b=1"),
        ("//pier.example/a", "https://pier.example/a"),
        (" https://pier.example/a b ", "https://pier.example/a%20b"),
        ("https://pier.example/ä|b", "https://pier.example/ä%7Cb"),
        ("ftp://pier.example/a", None),
        ("javascript:void(0)", None),
        ("https://localhost/a", None),
        ("https://[broken/a", None),
        ("https://pier.example/" + "a" * 3000, None),
        ("", None),
        (None, None),
    ],
)
def test_a_url_is_cleaned_or_none(written: str | None, wanted: str | None) -> None:
    assert clean_url(written) == wanted


def test_a_relative_url_needs_its_page() -> None:
    assert clean_url("../b") is None
    assert clean_url("../b", "https://pier.example/x/y/a") == "https://pier.example/x/b"


@pytest.mark.parametrize("inner", ["http://pier.example/a", "http:/pier.example/a", "pier.example/a"])
def test_an_archives_url_gives_the_one_inside(inner: str) -> None:
    for host_of_archive in ("web.archive.org", "web-beta.archive.org"):
        assert unarchived(f"https://{host_of_archive}/web/20190102030405/{inner}") == "http://pier.example/a"


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://news.pier.co.uk:8080/a", "pier.co.uk"),
        ("https://pier.com.br/a", "pier.com.br"),
        ("https://www.unknown.suffixless/", "unknown.suffixless"),
        ("https://192.0.2.7/a", None),
        ("https://co.uk/a", None),
        ("no url", None),
    ],
)
def test_the_domain_goes_by_the_public_suffix_list(url: str, domain: str | None) -> None:
    assert registrable_domain(url) == domain


def test_known_suffixes_are_those_of_hosts() -> None:
    assert [
        name for name in ("pier.com", "pier.co.uk", "com", "page.py", "pier.nowhere") if has_known_suffix(name)
    ] == [
        "pier.com",
        "pier.co.uk",
    ]


def test_the_words_of_a_url_are_those_of_its_longest_segment() -> None:
    assert slug("https://pier.example/news/2020/crane-sold-for-1-coin.html?x=a-b") == {
        "crane",
        "sold",
        "for",
        "1",
        "coin",
    }
    assert slug(None) == frozenset()


@pytest.mark.parametrize(
    ("comment", "wanted"),
    [
        ("<!-- saved from url=(0026)http://pier.example/a.html -->", ("http://pier.example/a.html", "saved-from")),
        ("<!-- Mirrored from www.pier.example/a.html by HTTrack -->", ("http://www.pier.example/a.html", "mirror")),
        ("<!-- a comment about http://pier.example/a.html -->", None),
        ("", None),
    ],
)
def test_tools_note_where_they_saved_a_page_from(comment: str, wanted: tuple[str, str] | None) -> None:
    assert saved_from(f"<!doctype html>{comment}<html><body>Text") == wanted


@given(st.text(max_size=80), st.sampled_from([None, "https://pier.example/a"]))
def test_anything_is_a_clean_url_or_none(text: str, base: str | None) -> None:
    found = clean_url(text, base)
    host(text)
    registrable_domain(text)
    if found is not None:
        assert found.startswith(("http://", "https://"))
        assert clean_url(found) == found
