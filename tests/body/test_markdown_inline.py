"""Text as inline Markdown."""

from __future__ import annotations

import pytest

from newsclean.body.markdown_inline import destination, fence, heading_text, image, inline, line_start
from newsclean.body.spans import Marks, Span

_STRONG, _LINK, _CODE = Marks(strong=True), Marks(link=1), Marks(code=True)


def test_marks_are_written_where_a_parser_sees_them() -> None:
    assert inline([Span("a "), Span("b", _STRONG), Span(" c")]) == "a **b** c"
    assert inline([Span("a"), Span("!", _STRONG), Span("c")]) == "a!c"  # no parser would take these for marks


def test_a_mark_within_a_word_may_not_close_the_mark_around_it() -> None:
    strong, both = _STRONG, Marks(strong=True, emphasis=True)
    assert inline([Span("a", both), Span("b", strong), Span("c", both)]) == "***a*bc**"
    assert inline([Span("a", both), Span(":", strong), Span(":", both)]) == "***a*::**"
    assert inline([Span("a", both), Span(":", strong), Span("€", both)]) == "***a*:€**"
    assert inline([Span("a", both), Span(" b ", strong), Span("c", both)]) == "***a* b *c***"


def test_links_hold_balanced_brackets() -> None:
    assert inline([Span("see [1", _LINK, "https://a.example/(x)")]) == r"[see \[1](<https://a.example/(x)>)"
    assert inline([Span("Oh!"), Span("map", _LINK, "https://a.example")]) == r"Oh\![map](https://a.example)"


def test_code_that_touches_code_is_one_span_and_keeps_its_backticks() -> None:
    assert inline([Span("a", _CODE), Span("b", _CODE._replace(strong=True))]) in ("`ab`", "`a`**`b`**")
    assert inline([Span("`", _CODE)]) == "`` ` ``"


def test_in_a_cell_a_bar_is_escaped() -> None:
    assert inline([Span("a|b")], in_cell=True) == r"a\|b"
    assert inline([]) == ""


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("- a", r"\- a"),
        ("# a", r"\# a"),
        ("#a", "#a"),
        ("> a", r"\> a"),
        ("1. a", r"1\. a"),
        ("1.5 m", "1.5 m"),
        ("1234567890. a", "1234567890. a"),
        ("---", r"\---"),
        ("", ""),
    ],
)
def test_the_beginning_of_a_line_is_no_marker(line: str, written: str) -> None:
    assert line_start(line) == written


def test_hashes_at_the_end_of_a_heading_stay() -> None:
    assert heading_text("We are #") == r"We are \#"
    assert heading_text("C#") == "C#"


def test_urls_and_images_cannot_end_early() -> None:
    assert destination("https://a.example/?a=1&copy;") == "https://a.example/?a=1&amp;copy;"
    assert image("a [b", "https://a.example/i.png") == r"![a \[b](https://a.example/i.png)"


def test_a_fence_is_longer_than_any_run_of_backticks() -> None:
    assert fence("a ``` b", 3) == "````"
    assert fence("", 1) == "`"
