"""Links to authors, to topics, and to people in the news."""

from __future__ import annotations

import pytest
from support.rule_pages import block

from newsclean.metadata.authors.links import is_author_address, is_topic, leads_elsewhere, links_author


@pytest.mark.parametrize(
    "href",
    [
        "/author/ada-byron",
        "https://harbourpost.example/by/ada",
        "/@ada",
        "/@ada?page=2",
        "https://harbourpost.example/de/Autoren/ada",
    ],
)
def test_authors_have_pages_of_their_own(href: str) -> None:
    assert is_author_address(href)


@pytest.mark.parametrize("href", ["", "/author", "/author/", "/user/register", "/authority/ada", "/@", "author/ada"])
def test_other_pages_are_no_authors(href: str) -> None:
    assert not is_author_address(href)


def test_a_topic_is_a_part_of_the_path_and_no_part_of_a_word() -> None:
    assert is_topic("https://harbourpost.example/Tag/canals")
    assert not is_topic("https://harbourpost.example/tagged/canals")


def test_a_block_links_to_an_author_with_one_of_its_first_links() -> None:
    assert links_author(block("Ada Byron and more", hrefs=("/a", "/author/ada")))
    assert not links_author(block("Ada Byron and more", hrefs=("/a", "/b", "/c", "/author/ada")))


def test_people_in_the_news_have_other_pages_of_the_site() -> None:
    own = frozenset({"harbourpost"})
    assert leads_elsewhere("/people-in-the-news/ada-byron", own)
    assert leads_elsewhere("https://www.harbourpost.example/ada-byron", own)
    assert not leads_elsewhere("https://elsewhere.example/ada-byron", own)
    assert not leads_elsewhere("/author/ada-byron", own)
    assert not leads_elsewhere("MAILTO:ada@harbourpost.example", own)
