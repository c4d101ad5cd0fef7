"""Text that nobody sees, and letters that begin a story in another size."""

from __future__ import annotations

import pytest

from newsclean.html.blocks import parse, read_blocks
from newsclean.html.unseen import drop_cap, is_block_span, is_unseen, is_unseen_block, is_unseen_inline, may_be_odd


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
    assert drop_cap(node, {"class": classes}) == letter


@pytest.mark.parametrize(
    ("classes", "hidden"),
    [
        ("styles_srOnly__x7Hk2", True),
        ("Card__VisuallyHidden-sc-1a", True),
        ("govuk-visually-hidden", True),
        ("show-for-screen-reader", True),
        ("accessibly-hidden", True),
        ("accessibility-hidden", True),
        ("hiddenVisually", True),
        ("vh", True),
        ("not-sr-only", False),
        ("vhs tape", False),
        ("invisible-ink", False),
        ("a11y", True),
    ],
)
def test_names_of_frameworks_and_builds(classes: str, hidden: bool) -> None:
    assert unseen("label", classes) is hidden
    assert may_be_odd({"class": classes}) is hidden


@pytest.mark.parametrize(
    "style",
    [
        "clip-path: inset(50%)",
        "opacity: 0",
        "position:absolute;width:1px;height:1px;overflow:hidden",
        "max-height:0;overflow:hidden",
        "color: transparent",
    ],
)
def test_styles_of_what_is_too_small_or_too_clear(style: str) -> None:
    assert unseen("label", None, style)
    assert not unseen("label", None, "opacity: 0.8; background-color: transparent; width: 1px; line-height: 1")


def test_a_block_out_of_the_picture_is_unseen_and_one_that_waits_is_not() -> None:
    node = parse("<div id=x><p>Cheap watches.</p></div>").css_first("#x")
    assert node is not None
    assert is_unseen_block(node, {"style": "position:absolute; left:-9999px"})
    assert not is_unseen_block(node, {"style": "font-size:0"})  # the blocks inside may have sizes of their own
    assert not is_unseen_block(node, {"style": "opacity:0"})
    assert not is_unseen_block(node, {"style": "display:none"})
    assert not is_unseen_block(node, {})


@pytest.mark.parametrize(
    "first",
    [
        "<big>T</big>",
        "<font size=7>T</font> ",
        "<span style='float:left;font-size:60px'>T</span> ",
        "<img src=t.gif alt=T>",
        "<b class=dropcap>T</b>\n",
        "<span class=initial>T</span> ",
        "</p><div style='font-size:4em'>T</div>",
    ],
)
def test_a_drop_cap_joins_its_word(first: str) -> None:
    assert [block.text for block in read_blocks(parse(f"<p>{first}he ferry is back.</p>"))] == ["The ferry is back."]


def test_other_letters_are_words() -> None:
    html = (
        "<p><big>A</big> ferry</p><p><img alt=T> The ferry</p><p><b class=x>T</b> shirts</p><p><big>E</big> l barco</p>"
    )
    assert [block.text for block in read_blocks(parse(html))] == ["A ferry", "The ferry", "T shirts", "El barco"]


@pytest.mark.parametrize(
    "attributes",
    [
        {"hidden": None},
        {"style": "opacity:0"},
        {"style": "left:-9999px"},
        {"style": "display:block"},
        {"style": "float:left"},
        {"class": "tooltip-inner"},
        {"class": "popover-body"},
        {"class": "hover-card"},
        {"class": "rollover-people-block"},
        {"class": "material-icons"},
        {"class": "element-invisible"},
        {"class": "off-screen"},
        {"class": "assistive-text"},
        {"class": "text-hide"},
        {"class": "first-letter"},
        {"class": "lettrine"},
        {"class": "initiale"},
        {"class": "p__versal"},
        {"class": "DropCap"},
    ],
)
def test_what_may_be_odd_is_told_at_once(attributes: dict[str, str | None]) -> None:
    assert may_be_odd(attributes)
    assert not may_be_odd({"class": "story", "id": "hidden", "style": "color: red"})
