"""What a block looks like: a paragraph, a heading, a title."""

from __future__ import annotations

import pytest

from newsclean.html.elements import make_element
from newsclean.html.shape import (
    MIN_PARAGRAPH_WEIGHT,
    are_equals,
    ends_sentence,
    is_box,
    is_heading,
    is_paragraph,
    is_title,
)
from newsclean.model import Block

BODY = make_element(None, "body")
LINE = "The harbour crane was sold for one coin and a promise to paint it every single spring."


def block(text: str, tag: str = "p", link_chars: int = 0, strong_chars: int = 0) -> Block:
    return Block(text, tag, make_element(BODY, tag), 0, link_chars, strong_chars)


def test_a_paragraph_is_long_and_no_heading_and_not_mostly_links() -> None:
    assert len(LINE) >= MIN_PARAGRAPH_WEIGHT
    assert is_paragraph(block(LINE))
    assert is_paragraph(block("橋" * 40))
    assert is_paragraph(block(LINE, link_chars=len(LINE) // 4))
    assert not is_paragraph(block(LINE, "h2"))
    assert not is_paragraph(block(LINE[:40]))
    assert not is_paragraph(block(LINE, link_chars=len(LINE) // 2))


def test_a_heading_is_one_by_its_element_or_wholly_bold() -> None:
    assert is_heading(block("The crane", "h3"))
    assert is_heading(block("The crane", strong_chars=8))
    assert not is_heading(block("The crane", strong_chars=3))
    assert not is_heading(block("The crane", "h3", link_chars=9))


@pytest.mark.parametrize("text", ["It is.", "Is it?", "“It is!”", "«Да.»", "終わり。", "انتهى؟", 'He said: "No…"'])
def test_these_end_a_sentence(text: str) -> None:
    assert ends_sentence(text)


@pytest.mark.parametrize("text", ["More on this", "1. The crane", "See: below", "A.B"])
def test_these_do_not(text: str) -> None:
    assert not ends_sentence(text)


def test_titles_are_short_and_end_like_titles() -> None:
    assert is_title("Crane sold for one coin")
    assert not is_title("The crane was sold.")
    assert not is_title("x" * 400)


def test_a_heading_is_an_equal_of_the_paragraphs_next_to_it() -> None:
    story = make_element(BODY, "div", "story")
    paragraph = Block(LINE, "p", make_element(story, "p"))
    assert are_equals(Block("Later", "h2", make_element(story, "h2")), paragraph)
    assert not are_equals(Block("Later", "h2", make_element(BODY, "h2")), paragraph)


def test_a_box_has_a_name() -> None:
    assert is_box(make_element(BODY, "aside", "promo"))
    assert not is_box(make_element(BODY, "aside"))
    assert not is_box(make_element(BODY, "ul", "promo"))
    assert not is_box(None)
