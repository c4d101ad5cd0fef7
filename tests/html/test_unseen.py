"""Text that nobody sees, and letters that begin a story in another size."""

from __future__ import annotations

import pytest

from newsclean.html.blocks import parse
from newsclean.html.unseen import drop_cap, is_block_span, is_unseen, is_unseen_inline


def unseen(inside: str, classes: str | None, style: str | None = None) -> bool:
    node = parse(f"<div id=x>{inside}</div>").css_first("#x")
    assert node is not None
    return is_unseen(node, classes, style)


def test_a_short_label_is_unseen_and_a_story_in_the_same_class_is_not() -> None:
    assert unseen("opens in a new window", "Visually-Hidden label")
    assert not unseen("A story. " * 40, "visually-hidden")
    assert not unseen("label", "visually")
    assert not unseen("label", None)


def test_a_card_behind_a_word_is_unseen_and_an_article_is_not() -> None:
    assert unseen("<b>Crane</b> a machine for loads that lifts. " * 5, "tooltip-content")
    assert not unseen("A story. " * 400, "tooltip-content")
    assert unseen("open_in_new", "material-icons small")


def test_what_an_inline_element_is_like_by_its_attributes() -> None:
    node = parse("<span id=x>label</span>").css_first("#x")
    assert node is not None
    assert is_unseen_inline(node, {"hidden": None})
    assert not is_unseen_inline(node, {"id": "hidden"})
    assert is_block_span({"style": "color: red; display:block"})
    assert not is_block_span({"style": "display: inline-block"})


@pytest.mark.parametrize(
    "style",
    ["display: none", "VISIBILITY:hidden", "clip: rect(1px, 1px, 1px, 1px)", "left: -9999px", "font-size:0"],
)
def test_styles_hide_too(style: str) -> None:
    assert unseen("label", None, style.lower())
    assert not unseen("label", None, "display: block")
    assert not unseen("label", None, "font-size: 0.9em; left: -10px")


@pytest.mark.parametrize(
    ("inside", "classes", "letter"),
    [
        (" T ", "drop-cap", "T"),
        ("“T", "firstletter", "“T"),
        ("The", "dropcap", ""),
        ("", "dropcap", ""),
        ("T", "dropdown", ""),
        ("T", None, ""),
        ("<i>" * 90 + "T", "dropcap", ""),
    ],
)
def test_a_drop_cap_is_one_letter_perhaps_quoted(inside: str, classes: str | None, letter: str) -> None:
    node = parse(f"<div id=x>{inside}</div>").css_first("#x")
    assert node is not None
    assert drop_cap(node, classes) == letter
