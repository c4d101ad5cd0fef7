"""Opening a page, and why there is no article."""

from __future__ import annotations

import json

import pytest
from support.pages import article

from newsclean.document import Document, claims_of, find_problem, open_page
from newsclean.model import Page, Reason, Skip
from newsclean.options import Options

_STORY = "The harbour office has counted the boats again, and this time it found two more than on the day before. "


def opened(html: str, content_type: str | None = None) -> Document:
    found = open_page(Page("p", html.encode(), content_type=content_type), Options())
    assert isinstance(found, Document), found
    return found


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", Reason.EMPTY),
        (b" \n ", Reason.EMPTY),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), Reason.NOT_HTML),
        (b"no markup at all", Reason.NOT_HTML),
        (b"<p>" + b"x" * 2000, Reason.TOO_LARGE),
    ],
)
def test_what_cannot_be_opened_says_why(body: bytes, reason: Reason) -> None:
    found = open_page(Page("p", body), Options(max_size=1000))
    assert isinstance(found, Skip)
    assert found.reason == reason


def test_a_text_is_all_main_content() -> None:
    found = opened("One line.\n\nAnother line.", "text/plain; charset=utf-8")
    assert (found.method, found.tree, found.selected) == ("text", None, [True, True])
    marked = opened("# Gates\n\nGone.", "text/markdown")
    assert marked.blocks[0].tag == "h1"


def test_a_page_that_is_empty_without_scripts_shows_what_it_has_for_such_readers() -> None:
    story = f"<p>{_STORY * 5}</p>"
    assert any(
        _STORY.strip() in block.text for block in opened(f"<div id=app></div><noscript>{story}</noscript>").blocks
    )


def test_the_story_of_json_ld_is_taken_where_the_page_shows_little_of_it() -> None:
    linked = json.dumps({"@type": "NewsArticle", "articleBody": _STORY * 9})
    script = f'<script type="application/ld+json">{linked}</script>'
    found = opened(f"<html>{script}<p>Loading…</p></html>")
    assert found.selected == [True]
    assert found.blocks[0].text == (_STORY * 9).strip()
    shown = opened(f"<html>{script}<p>{_STORY * 9}</p></html>")
    assert shown.selected is None


def test_a_frameset_names_its_frames() -> None:
    found = opened("<html><frameset><frame src=menu.html><frame src=story.html></frameset></html>")
    assert find_problem(found, [], [], 0, Options()) == (
        Reason.EMPTY,
        "a frameset: its pages are menu.html, story.html",
    )


def test_a_page_without_main_content_or_with_too_little_is_no_article() -> None:
    page = opened(article(1).decode())
    nothing = find_problem(page, [False] * len(page.blocks), [], 0, Options())
    assert nothing == (Reason.NO_ARTICLE, "nothing on the page reads like an article")
    text = opened("Two words", "text/plain")
    assert find_problem(text, [True], [], 2, Options()) == (
        Reason.TOO_SHORT,
        "2 words, fewer than --min-words 25",
    )
    assert find_problem(text, [True], [], 2, Options(min_words=2)) is None


def test_claims_are_what_a_page_declares() -> None:
    html = (
        "<html><head><title>Gates - Post</title><meta property=og:type content=Article><meta property="
        "article:published_time content=2020-05-03></head><h1>Gates</h1><p>Text</p></html>"
    )
    claims = claims_of(opened(html).candidates)
    assert (claims.title, claims.document_title, claims.og_types) == ("Gates", "Gates - Post", frozenset({"article"}))
    assert claims.published
