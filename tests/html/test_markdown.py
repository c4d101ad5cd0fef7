"""Blocks from plain text and Markdown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsclean.html.markdown import read_text
from newsclean.html.render import to_text


def cleaned(text: str, markdown: bool | None = None) -> str:
    return to_text(read_text(text, markdown))


def test_plain_text_comes_back_as_it_is() -> None:
    text = "First paragraph,\nwith a second line.\n\n- item\n- other\n  - nested\n\nLast *not* emphasis_here_."
    assert cleaned(text) == text


def test_markdown_loses_its_marks() -> None:
    text = (
        "# Head\n\nA [link](http://x.example/a_b) and *some* **words**, an escaped \\_ and \\*star\\*.\n\n> Quoted line"
    )
    assert cleaned(text) == "Head\n\nA link and some words, an escaped _ and *star*.\n\nQuoted line"


def test_markdown_is_known_by_its_links_and_headings_alone() -> None:
    assert cleaned("2 * 3 * 4 and *this*") == "2 * 3 * 4 and *this*"
    assert cleaned("*this* with [a link](#)") == "this with a link"


def test_soft_breaks_join_and_hard_breaks_part_lines() -> None:
    assert cleaned("one\ntwo  \nthree\\\nfour", markdown=True) == "one two\nthree\nfour"


def test_images_and_rules_are_no_text() -> None:
    assert cleaned("![a photo](x.jpg)\n\nText\n\n---\n\nMore", markdown=True) == "Text\n\nMore"


def test_links_are_counted() -> None:
    (block,) = read_text("[Become a member](http://x.example)", markdown=True)
    assert (block.text, block.link_chars, block.hrefs) == ("Become a member", 15, ("http://x.example",))


def test_rows_and_underlined_headings() -> None:
    text = "Title\n=====\n\n| a | b |\n|---|---|\n| 1 | 2 |"
    assert [b.tag for b in read_text(text, markdown=True)] == ["h1", "tr", "tr"]
    assert cleaned(text, markdown=True) == "Title\n\na | b\n1 | 2"


@given(st.text(alphabet="ab *-_[]()#\\\n|>é中", max_size=80))
def test_a_second_pass_changes_nothing(text: str) -> None:
    once = cleaned(text, markdown=False)
    assert cleaned(once, markdown=False) == once
