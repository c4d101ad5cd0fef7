"""Captions by the names of their elements, and galleries whose captions are the story."""

from __future__ import annotations

import pytest

from newsclean.html.elements import make_element
from newsclean.model import Block, Element
from newsclean.rules.captions import cut_captions, is_caption, spare_story_in_captions
from newsclean.rules.page_matches import Matches
from newsclean.rules.rule import CAPTION

BODY = make_element(None, "body")
STORY = "The old crane in the harbour was sold on Monday, and nobody knows who is going to take it away from the quay."
LINE = "The crane at dawn"


def within(name: str, tag: str = "div") -> Element:
    return make_element(BODY, tag, name)


def matches(*blocks: Block, **more: object) -> Matches:
    return Matches(blocks, {}, [True] * len(blocks), None, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["caption", "photoCaption", "media__caption", "field--name-field-caption"])
def test_the_name_of_the_element_or_of_the_one_around_says_caption(name: str) -> None:
    assert is_caption(Block(LINE, "p", make_element(BODY, "p", name)))
    assert is_caption(Block(LINE, "p", make_element(within(name), "p")))


@pytest.mark.parametrize(
    "element",
    [
        make_element(BODY, "p", "hero-caption"),
        make_element(BODY, "p", "table-caption"),
        make_element(BODY, "p", "captioned-full"),
        make_element(make_element(within("header__caption-style"), "div", "rows"), "p"),
        make_element(within("story-caption"), "p", "lead"),
        make_element(within("caption", "tr"), "td"),
        make_element(make_element(make_element(within("caption"), "div"), "div"), "p"),
    ],
)
def test_other_names_and_names_further_out_say_nothing(element: Element) -> None:
    assert not is_caption(Block(LINE, element.tag, element))


def test_headings_and_long_texts_are_no_captions() -> None:
    assert not is_caption(Block(LINE, "h2", make_element(within("caption"), "h2")))
    assert not is_caption(Block(STORY * 10, "p", make_element(within("caption"), "p")))


def test_captions_are_cut_unless_they_are_to_be_kept() -> None:
    page = (Block(STORY, "p", make_element(BODY, "p")), Block(LINE, "p", make_element(BODY, "p", "caption")))
    assert cut_captions(matches(*page), [None, None]) == [None, CAPTION]
    assert cut_captions(matches(*page, keep={"caption"}), [None, None]) == [None, None]


def test_a_gallery_of_which_nothing_else_is_left_keeps_its_captions() -> None:
    caption = Block(STORY, "p", make_element(BODY, "p", "caption"))
    story = Block(STORY, "p", make_element(BODY, "p"))
    assert spare_story_in_captions(matches(story, caption, caption), [None, CAPTION, CAPTION]) == [None] * 3
    assert spare_story_in_captions(matches(story, story, caption), [None, None, CAPTION]) == [None, None, CAPTION]
    dropped = matches(story, caption, caption, drop={"caption"})
    assert spare_story_in_captions(dropped, [None, CAPTION, CAPTION]) == [None, CAPTION, CAPTION]
