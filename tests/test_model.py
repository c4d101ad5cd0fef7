"""The values that travel: what they derive, how they are written."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, replace

import pytest

from newsclean.model import Article, BodyBlock, Cut, Element, Link, Metadata, Original, Page, Reason
from newsclean.output.record import schema

_ARTICLE = Article(
    "0" * 32,
    "a.html",
    Metadata(
        title="Gates", authors=("Ada",), original=Original(name="Post"), origins={"title": "h1", "authors": "byline"}
    ),
    "Gone.",
    1,
    "page",
    {"share": 2, "ad": 1},
    cuts=(Cut("any-ad", "ad", "Ad"),),
)  # fmt: skip


def test_a_page_is_named_by_its_bytes() -> None:
    page = Page("a.html", b"<p>")
    assert page.digest == replace(page, source="b.html").digest != Page("a.html", b"<p>x").digest
    assert repr(page) == "<Page a.html, 3 bytes>"
    with pytest.raises(FrozenInstanceError):
        page.body = b""  # type: ignore[misc]


def test_an_element_knows_its_path_and_what_is_around_it() -> None:
    body = Element("body", (), frozenset(), "", None)
    story = Element("div", ("story", "#main"), frozenset({"story", "main"}), "article", body)
    assert (story.step, story.path) == ("div.story#main", "body>div.story#main")
    assert story.around == {"<body>", "<div>", "story", "main", "@article"}
    assert [element.tag for element in story.outwards()] == ["div", "body"]


def test_failures_are_told_from_findings() -> None:
    findings = {reason for reason in Reason if not reason.is_failure}
    assert findings == {Reason.EMPTY, Reason.NOT_HTML, Reason.NO_ARTICLE, Reason.TOO_SHORT, Reason.FILTERED}


def test_a_record_has_the_keys_of_the_schema_in_order() -> None:
    record = _ARTICLE.to_dict()
    assert list(record) == schema()["required"]
    assert record["removed"] == [{"kind": "ad", "count": 1}, {"kind": "share", "count": 2}]
    assert record["original"] == {"name": "Post", "url": None, "published": None}
    assert (record["authors"], record["tags"], record["extra"]) == (["Ada"], [], None)


def test_what_was_asked_for_comes_after_the_record() -> None:
    block = BodyBlock("paragraph", 0, "Gone.", (Link("Gone", "https://a.example"),))
    record = replace(_ARTICLE, blocks=(block,), extra={"batch": 7}).to_dict(explain=True)
    assert list(record)[-3:] == ["blocks", "cuts", "origins"]
    assert record["blocks"][0]["links"] == [{"text": "Gone", "url": "https://a.example"}]
    assert "links" not in BodyBlock("paragraph", 0, "Gone.").to_dict()
    assert record["cuts"] == [{"rule": "any-ad", "kind": "ad", "text": "Ad"}]
    assert list(record["origins"]) == ["authors", "title"]
    assert record["extra"] == {"batch": 7}


def test_articles_travel_between_processes() -> None:
    assert pickle.loads(pickle.dumps(_ARTICLE)) == _ARTICLE
    assert repr(_ARTICLE) == "<Article 'Gates', 1 words, from a.html>"
