"""Kinds of nodes: what ends a run of text, and what holds none."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborNode

from newsclean.html.blocks import parse
from newsclean.html.tags import (
    BLOCK,
    BREAK,
    INLINE,
    LINK,
    SILENT,
    SPAN,
    STRONG,
    TEXT,
    UNKNOWN,
    category_of,
    ends_run,
    has_blocks,
    is_skipped,
)


def node(html: str, selector: str) -> LexborNode:
    found = parse(html).css_first(selector)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("tag", "category"),
    [
        ("-text", TEXT),
        ("br", BREAK),
        ("script", SILENT),
        ("-comment", SILENT),
        ("!doctype", SILENT),
        ("", SILENT),
        ("em", STRONG),
        ("a", LINK),
        ("span", SPAN),
        ("code", INLINE),
        ("p", BLOCK),
        ("my-widget", UNKNOWN),
    ],
)
def test_every_tag_has_a_category(tag: str, category: int) -> None:
    assert category_of(tag) == category


def test_an_unknown_element_ends_a_run_where_it_holds_blocks() -> None:
    for inside, ends in (("<p>Text</p>", True), ("<i>Text</i>", False), ("", False)):
        assert ends_run(node(f"<x-y>{inside}</x-y>", "x-y"), "x-y") is ends
    assert ends_run(node("<p>a<br>", "br"), "br")


def test_so_much_markup_is_no_run_of_text() -> None:
    assert has_blocks(node("<x-y>" + "<i></i>" * 100 + "</x-y>", "x-y"))
    assert not has_blocks(node("<x-y>" + "<i></i>" * 9 + "</x-y>", "x-y"))


def test_labels_for_screen_readers_are_skipped() -> None:
    html = "<p><span class=sr-only>share</span><span style='display:none'>x</span><span>seen</span></p>"
    assert [is_skipped(span, "span") for span in parse(html).css("span")] == [True, True, False]
    assert is_skipped(node("<style>p {}</style>", "style"), "style")
