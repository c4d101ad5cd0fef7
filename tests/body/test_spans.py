"""The characters of a block that are links, strong, emphasised or code."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from newsclean.body.spans import InlineReader, Marks, Span
from newsclean.html.blocks import parse


def spans(html: str, text: str, links: bool = False) -> tuple[Span, ...]:
    start = parse(html).css_first("p").child  # type: ignore[union-attr]
    assert start is not None
    reader = InlineReader((lambda node: node.attributes.get("href") or "") if links else None)
    return reader.spans(text, [start])


def test_a_plain_block_is_one_span() -> None:
    assert spans("<p>Plain text</p>", "Plain text") == (Span("Plain text"),)


def test_marks_nest_and_spaces_have_what_both_sides_share() -> None:
    found = spans("<p>A <b>bold <i>and</i></b> word</p>", "A bold and word")
    strong, both = Marks(strong=True), Marks(strong=True, emphasis=True)
    assert [(span.text, span.marks) for span in found] == [
        ("A ", Marks()),
        ("bold ", strong),
        ("and", both),
        (" word", Marks()),
    ]


def test_a_link_has_its_url_only_where_links_are_wanted() -> None:
    html = "<p>See <a href=/m>the map</a>.</p>"
    assert spans(html, "See the map.") == (Span("See the map."),)
    assert [(span.text, span.href) for span in spans(html, "See the map.", links=True)] == [
        ("See ", ""),
        ("the map", "/m"),
        (".", ""),
    ]


def test_a_part_that_a_rule_left_keeps_its_marks_and_other_text_has_none() -> None:
    html = "<p>Photo. The <b>gates</b> are gone.</p>"
    assert [span.text for span in spans(html, "The gates are gone.")] == ["The ", "gates", " are gone."]
    assert spans(html, "Something else") == (Span("Something else"),)


def test_a_run_ends_at_a_break_and_code_holds_nothing_else() -> None:
    node: LexborNode | None = parse("<p><code>a <b>b</b></code> c<br>d</p>").css_first("p").child  # type: ignore[union-attr]
    assert node is not None
    runs = list(InlineReader(None).runs(node))
    assert [(text, marks.code) for text, marks in runs] == [("a ", True), ("b", True), (" c", False)]
