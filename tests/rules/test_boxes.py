"""A box that asks for an address or for money goes as a whole; what is the story's stays."""

from __future__ import annotations

from support.rule_pages import ARTICLE, BODY, block, prose

from newsclean.html.elements import make_element
from newsclean.model import Block, Element
from newsclean.rules.boxes import cut_boxes_that_ask
from newsclean.rules.page_matches import Matches
from newsclean.rules.rule import Rule

NEWSLETTER = Rule("en-letter", "newsletter", "en", "x", "any")
SHARE = Rule("en-share", "share", "en", "x", "any")
PITCH = (
    "At six each morning three of us read all that came in overnight, and pick what you need to know before you leave"
    " the house, with tides and a crossword."
)
BOX = make_element(ARTICLE, "section")
NAMED = make_element(ARTICLE, "div", "c-newsletter-signup")


def cut(blocks: list[Block], rules: dict[int, Rule]) -> list[int]:
    matches = Matches(blocks, {i: [rule] for i, rule in rules.items()}, [True] * len(blocks), None)
    found = cut_boxes_that_ask(matches, [rules.get(i) for i in range(len(blocks))])
    return [i for i, rule in enumerate(found) if rule is not None]


def page(box: Element, *lines: str) -> list[Block]:
    title = block(lines[0], "h3", box)
    return [*prose(2), title, *[block(line, parent=box) for line in lines[1:]], *prose(2)]


def test_a_box_with_a_title_goes_if_its_last_line_or_its_title_asks() -> None:
    blocks = page(BOX, "The tide table", PITCH, "Sign up.")
    assert cut(blocks, {4: NEWSLETTER}) == [2, 3, 4]
    assert cut(blocks, {2: NEWSLETTER}) == [2, 3, 4]


def test_in_a_box_named_for_it_any_line_that_asks_is_enough() -> None:
    blocks = page(NAMED, "The tide table", "Sign up.", PITCH)
    assert cut(blocks, {3: NEWSLETTER}) == [2, 3, 4]
    assert cut(page(BOX, "The tide table", "Sign up.", PITCH), {3: NEWSLETTER}) == [3]


def test_other_kinds_take_nothing_with_them() -> None:
    assert cut(page(BOX, "The tide table", PITCH, "Share"), {4: SHARE}) == [4]


def test_a_section_of_the_story_is_no_box() -> None:
    sections = [block(text, tag, BOX) for text, tag in [("One", "h3"), (PITCH, "p"), ("Sign up.", "p")] * 2]
    between = [*prose(2), *sections[:3], *prose(1), *sections[3:]]
    assert cut(between, {4: NEWSLETTER}) == [4]


def test_what_is_above_the_story_or_all_of_it_is_no_box() -> None:
    first = [block("The tide table", "h3", BOX), block(PITCH, parent=BOX), block("Sign up.", parent=BOX)]
    assert cut([*first, *prose(3)], {2: NEWSLETTER}) == [2]
    assert cut([block(PITCH, parent=BODY), *first], {3: NEWSLETTER}) == [3]


def test_a_long_box_is_none() -> None:
    blocks = page(BOX, "The tide table", *[PITCH] * 12, "Sign up.")
    assert cut(blocks, {15: NEWSLETTER}) == [15]
