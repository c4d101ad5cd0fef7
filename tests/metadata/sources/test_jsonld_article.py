"""The article of a page among its JSON-LD nodes, and its fields of any type."""

from __future__ import annotations

import json
from typing import Any

from newsclean.metadata.sources.jsonld_article import LinkedArticle, read_jsonld_article
from newsclean.model import Original


def _read(*nodes: dict[str, Any], title: str | None = None, url: str | None = None) -> LinkedArticle | None:
    return read_jsonld_article([json.dumps(node) for node in nodes], title, url)


def _article(**fields: Any) -> LinkedArticle:
    found = _read({"@type": "NewsArticle", **fields})
    assert found is not None
    return found


def test_no_script_and_no_typed_node_give_no_article() -> None:
    assert read_jsonld_article([], None, None) is None
    assert _read({"name": "untyped"}) is None


def test_the_article_comes_before_videos_and_web_pages() -> None:
    found = _read(
        {"@type": "VideoObject", "name": "A film"}, {"@type": "WebPage"}, {"@type": "Article", "name": "Gates"}
    )
    assert found is not None
    assert (found.kind, found.headline) == ("article", "Gates")


def test_an_embedded_video_is_not_the_article() -> None:
    film = {"@type": "VideoObject", "name": "Neighbours on the gates", "uploadDate": "2016-01-18"}
    for title, published in (
        ("Gates leave the harbour town", None),
        ("Neighbours on the gates - Harbour Post", "2016-01-18"),
    ):
        found = _read(film, title=title, url="https://pier.example/a")
        assert (found and found.published) == published
    found = _read({**film, "url": "https://pier.example/a"}, title="Gates leave town", url="https://pier.example/a")
    assert found is not None
    assert found.published == "2016-01-18"


def test_title_and_url_choose_among_several_articles() -> None:
    a = {"@type": "NewsArticle", "headline": "Gates leave town", "url": "https://a.example/gates"}
    b = {"@type": "NewsArticle", "headline": "Ducks arrive", "url": "https://a.example/ducks"}
    assert (found := _read(a, b, title="Ducks arrive")) is not None
    assert found.headline == "Ducks arrive"
    assert (found := _read(a, b, url="https://a.example/ducks")) is not None
    assert found.headline == "Ducks arrive"


def test_another_story_is_not_the_article() -> None:
    other = {
        "@type": "NewsArticle",
        "headline": "Ducks arrive",
        "url": "https://a.example/ducks",
        "author": "Ada Byron",
    }
    found = _read(other, title="Gates leave town", url="https://a.example/gates")
    assert found is None or found.authors == ()
    for same in (
        {"title": "Ducks arrive early", "url": "https://a.example/gates"},
        {"title": "Gates leave town", "url": "https://a.example/ducks"},
    ):
        found = _read(other, title=same["title"], url=same["url"])
        assert found is not None
        assert found.authors == ("Ada Byron",)


def test_people_and_organisations_are_told_apart() -> None:
    found = _article(author=[{"@type": "Person", "name": "Ada Byron"}, {"@type": "Organization", "name": "AFP"}, "Al"])
    assert (found.authors, found.agencies) == (("Ada Byron", "Al"), ("AFP",))


def test_a_name_may_be_in_two_parts_or_a_list_or_an_object() -> None:
    assert _article(author={"givenName": "Ada", "familyName": "Byron"}).authors == ("Ada Byron",)
    assert _article(author={"name": ["Ada Byron", {"@value": "Mary Somerville"}]}).authors == (
        "Ada Byron",
        "Mary Somerville",
    )
    assert _article(creator="Ada Byron").authors == ("Ada Byron",)


def test_the_web_page_fills_what_the_article_lacks() -> None:
    found = _read({"@type": "NewsArticle", "headline": "Gates"}, {"@type": "WebPage", "datePublished": "2020-05-03"})
    assert found is not None
    assert found.published == "2020-05-03"


def test_access_is_read_however_it_is_spelled() -> None:
    spelled = {"True": True, "http://schema.org/False": False, "0": False, "perhaps": None}
    assert {value: _article(isAccessibleForFree=value).free for value in spelled} == spelled
    assert _article(hasPart=[{"isAccessibleForFree": False}]).gated
    assert not _article(hasPart=["x", None]).gated


def test_keywords_are_a_list_or_one_string() -> None:
    assert _article(keywords="Canals; Ducks, Canals").tags == ("Canals", "Ducks")
    assert _article(keywords=["Canals", {"name": "Ducks"}, "https://a.example/tag", 7]).tags == ("Canals", "Ducks")


def test_a_source_has_a_name_or_a_url() -> None:
    based = {"@type": "NewsArticle", "url": "https://b.example/x", "publisher": {"name": "Nordhavn Today"}}
    assert _article(isBasedOn=based).original == Original("Nordhavn Today", "https://b.example/x", None)
    assert _article(isBasedOnUrl="https://b.example/x").original == Original(None, "https://b.example/x", None)
    assert _article(isBasedOn="no url").original is None


def test_values_of_the_wrong_type_are_unknown() -> None:
    found = _article(headline=7, author=[[["Ada"]]], image={"url": 3}, articleBody={"x": 1}, keywords=None)
    assert (found.headline, found.image, found.body, found.tags) == (None, None, None, ())
