"""The path of a page, step by step."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from support.explained import PAGE, STORY

from newsclean import Article, Context, Page, Skip, clean
from newsclean.cleaning import clean_page, page_of, select_content, trace_page, trimmed_blocks, unwanted
from newsclean.model import Reason
from newsclean.options import Options


def traced(context: Context, html: str = PAGE):  # type: ignore[no-untyped-def]
    return trace_page(Page("a.html", html.encode()), context)


def test_every_step_speaks_of_the_same_blocks(context: Context) -> None:
    trace = traced(context)
    assert trace.document is not None
    assert trace.rules is not None
    count = len(trace.document.blocks)
    assert [len(step) for step in (trace.selected, trace.rules.cuts, trace.blocks, trace.kept)] == [count] * 4
    assert clean_page(Page("a.html", PAGE.encode()), context) == trace.result


def test_every_block_that_is_not_kept_is_a_cut(context: Context) -> None:
    trace = traced(context)
    assert isinstance(trace.result, Article)
    assert len(trace.result.cuts) == list(trace.kept).count(False)
    assert trace.result.removed == {"membership": 1, "navigation": 1}
    assert [cut.kind for cut in trace.result.cuts] == ["navigation", "page", "membership"]


def test_a_kind_to_keep_stays_in_the_text(context: Context) -> None:
    figure = "<figure><img src=a.jpg><figcaption>The lamp at dusk.</figcaption></figure>"
    page = PAGE.replace(f"<p>{STORY} Two.</p>", f"{figure}<p>{STORY} Two.</p>")
    for keep, is_there in ((frozenset(), False), (frozenset({"caption"}), True)):
        article = traced(replace(context, options=Options(keep=keep)), page).result
        assert isinstance(article, Article)
        assert ("The lamp at dusk." in article.text, "caption" in article.removed) == (is_there, not is_there)


def test_the_line_that_signs_the_story_is_cut_unless_bylines_are_to_be_kept(context: Context) -> None:
    author = '<meta name="author" content="Jane Beispiel">'
    page = PAGE.replace("<p>", f"{author}<p>Jane Beispiel, Harbour Desk</p><p>", 1)
    for keep, is_there in ((frozenset(), False), (frozenset({"byline"}), True)):
        article = traced(replace(context, options=Options(keep=keep)), page).result
        assert isinstance(article, Article)
        assert ("Harbour Desk" in article.text, "byline" in article.removed) == (is_there, not is_there)


def test_a_repeated_paragraph_is_there_once(context: Context) -> None:
    trace = traced(context, PAGE.replace(f"<p>{STORY} Two.</p>", f"<p>{STORY} Two.</p>" * 2))
    assert isinstance(trace.result, Article)
    assert trace.result.text.count("Two.") == 1
    assert ("copy", "repeated") in {cut[:2] for cut in trace.result.cuts}


def test_a_page_that_cannot_be_opened_has_a_reason_and_no_steps(context: Context) -> None:
    trace = trace_page(Page("a.html", b""), context)
    assert isinstance(trace.result, Skip)
    assert (trace.document, trace.rules, trace.kept) == (None, None, ())


def test_articles_in_other_languages_are_filtered(context: Context) -> None:
    german = replace(context, options=Options(languages=frozenset({"de"})))
    result = clean_page(Page("a.html", PAGE.encode()), german)
    assert isinstance(result, Skip)
    assert (result.reason, result.detail) == (Reason.FILTERED, "language is en")
    assert unwanted(None, german.options) == (Reason.FILTERED, "language is unknown")
    assert unwanted("de", german.options) is None


def test_a_string_is_taken_as_it_is_and_bytes_are_decoded() -> None:
    text = PAGE.replace("Crane", "Кран")
    for html in (text, text.encode("utf-8")):
        result = clean(html, url="https://a.example/1")
        assert isinstance(result, Article)
        assert (result.metadata.title, result.metadata.url) == ("Кран sold", "https://a.example/1")
    assert page_of("\ud800").body == b"?"
    for wrong in (None, 7, Path("page.html")):
        with pytest.raises(TypeError, match="a page is bytes or a string"):
            clean(wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("broken", [b"", b"\xff\xfe", b"<", b"<html>", b"\0" * 99, "<p>" * 5000])
def test_bad_pages_never_raise(broken: bytes | str) -> None:
    assert isinstance(clean(broken), Skip)


def test_what_is_decided_already_is_not_scored_again(context: Context) -> None:
    trace = traced(context)
    assert trace.document is not None
    selected = [False] * len(trace.document.blocks)
    assert select_content(replace(trace.document, selected=selected, method="text"), None) == (selected, "text", False)


def test_blocks_are_trimmed_where_a_rule_left_a_part(context: Context) -> None:
    trace = traced(context)
    assert trimmed_blocks(trace.blocks, {}) is trace.blocks
    assert trimmed_blocks(trace.blocks, {1: "left"})[1].text == "left"
