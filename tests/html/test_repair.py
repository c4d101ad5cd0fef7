"""Markup that a standard parser would read otherwise than its author meant."""

from __future__ import annotations

import pytest

from newsclean.html.blocks import read_blocks
from newsclean.html.repair import parse_repaired

STORY = "<p>The ferry to the outer island is back on Monday, the harbour office said.</p>"


def texts(html: str) -> list[str]:
    return [block.text for block in read_blocks(parse_repaired(html)[0])]


@pytest.mark.parametrize(
    "start",
    [
        "<html><head><title>Ferry back<body>",
        "<body><script>var a = 1;",
        "<body><style>p { color: red }",
        "<body><textarea rows=2>",
        "<body><!-- begin content >",
        "<body><script>a()</script><script src=x.js>",
    ],
)
def test_what_is_never_closed_does_not_swallow_the_page(start: str) -> None:
    assert texts(start + STORY) == ["The ferry to the outer island is back on Monday, the harbour office said."]


@pytest.mark.parametrize(
    "html",
    [
        "<title>A</title><script>if (a < b) { c('<p>') }</script><!-- <p>old</p> -->" + STORY,
        "<textarea><p>typed</p></textarea>" + STORY,
        "<script type=text/template><div>{{ row }}</div></script>" + STORY,
        "<script src=a.js></script><script>document.write('<script src=b.js><\\/script>')</script>" + STORY,
        "<p>Write <code>&amp;amp;</code> for an ampersand.</p>",
        "<p>AT&amp;T and &amp;lt;b&amp;gt;</p>",
        "<p>São João, Ñandú, âge, €</p>",
    ],
)
def test_sound_markup_is_left_as_it_is(html: str) -> None:
    assert parse_repaired(html)[1] == html


def test_text_that_was_encoded_twice_is_decoded() -> None:
    assert texts("<p>Fish &amp;amp; chips, she said: &amp;quot;twice&amp;#39;s enough&amp;quot;.</p>") == [
        'Fish & chips, she said: "twice\'s enough".'
    ]
    garbled = "Der Bürgermeister – müde".encode().decode("windows-1252")
    assert texts(f"<p>{garbled}</p><p>Im Übrigen</p>") == ["Der Bürgermeister – müde", "Im Übrigen"]


def test_a_declarative_shadow_root_is_part_of_the_page() -> None:
    html = f"<div><template shadowrootmode=open>{STORY}<template><p>Row</p></template></template></div><p>After</p>"
    assert texts(html) == ["The ferry to the outer island is back on Monday, the harbour office said.", "After"]


@pytest.mark.parametrize(
    "html",
    [
        "<!--" * 20_000,
        "<!-- -->" * 20_000 + "<!--",
        "<script>" * 20_000,
        "<script " * 20_000,
        "<script src=a><p>" * 20_000 + "</script>",
        "<script" + " src=a" * 20_000 + "<script ",
        "<title>" * 20_000,
        "<title></title>" * 20_000 + "<title>",
        "<title><p>" * 20_000 + "</title>",
        "<xmp></xmp>" * 20_000 + "<xmp>",
        "<textarea></textarea>" * 20_000 + "<textarea>",
        "<template shadowroot>" * 2_000,
        "\u00c3\u00a9" * 20_000,
        "&amp;amp;" * 20_000,
    ],
)
def test_repairs_never_look_at_a_page_once_for_each_of_its_tags(html: str) -> None:
    # Were it so, each of these would take minutes.
    assert isinstance(parse_repaired(html)[1], str)


def test_a_script_without_end_does_not_take_the_page_up_to_the_next_one() -> None:
    html = f"<body><script src=a.js><div>{STORY}</div><script>b()</script><p>After</p>"
    assert texts(html) == ["The ferry to the outer island is back on Monday, the harbour office said.", "After"]
