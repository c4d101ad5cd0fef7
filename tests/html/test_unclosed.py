"""What an author forgot to close."""

from __future__ import annotations

import pytest

from newsclean.html.blocks import parse, read_blocks
from newsclean.html.marks import any_of
from newsclean.html.repair import parse_repaired
from newsclean.html.unclosed import ENDLESS, closed, lacks_an_end, with_ends

STORY = "<h1>Ferry back</h1><p>The ferry to the outer island is back on Monday, the harbour office said.</p>"


@pytest.mark.parametrize(
    ("html", "ended"),
    [
        ("<select><option>One<option>Two<p>a", "<select><option>One<option>Two</select><p>a"),
        ("<select><OPTION>1</OPTION></div>", "<select><OPTION>1</OPTION></select></div>"),
        ("<svg><title>Logo<path d=''/></svg>", "<svg><title>Logo</title><path d=''/></svg>"),
        ("<!-- ad ->a<!-- b -->", "<!-- ad -->a<!-- b -->"),
        ("<!-- ad -- >a", "<!-- ad -->a"),
    ],
)
def test_ends_that_need_no_parser(html: str, ended: str) -> None:
    assert with_ends(html) == ended
    assert any_of(*ENDLESS)(html.encode())


@pytest.mark.parametrize(
    "html",
    [
        "<select><option>One</option></select><p>a",
        "<svg><title>Logo</title></svg><title>A</title>",
        "<!-- a > b --><!-- -->",
        "<script>if (a->b) {}</script>",
    ],
)
def test_what_has_its_end_stays(html: str) -> None:
    assert with_ends(html) == html
    assert not any_of(*ENDLESS)(html.encode())


@pytest.mark.parametrize(
    "before",
    [
        "<script>ads.push({a: 1});\n",
        "<script type='text/javascript'>var a = 1;\n\n",
        "<title>Harbour",
        "<!-- ad ->",
        "<select name=m><option>Monday<option>Tuesday",
    ],
)
def test_a_page_goes_on_behind_it(before: str) -> None:
    html = f"<body>{before}{STORY}<script>b()</script><!-- end --></body>"
    assert [block.tag for block in read_blocks(parse_repaired(html)[0])] == ["h1", "p"]


def test_programs_that_write_markup_are_no_pages() -> None:
    html = "<script>a();\nvar t = `\n<p>a</p>`; b = '<p>b</p>'; if (a <b) {}</script>" + STORY
    assert not lacks_an_end(parse(html), html)
    assert closed(html) == html
