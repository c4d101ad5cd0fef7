"""The headline that the page repeats above its text, and the kicker over it."""

from __future__ import annotations

import pytest

from newsclean.html.elements import make_element
from newsclean.model import Block
from newsclean.rules.headline import find_headline
from newsclean.rules.rule import HEADLINE, KICKER

BODY = make_element(None, "body")
TITLE = "Harbour crane sold for one coin"


def blocks(*lines: tuple[str, str]) -> list[Block]:
    return [Block(text, tag, make_element(BODY, tag)) for tag, text in lines]


def test_headline_and_kicker_are_found_by_the_title() -> None:
    page = blocks(("p", "Port affairs"), ("h1", TITLE), ("p", "The crane had stood there for ninety years."))
    assert find_headline(page, range(3), TITLE) == {0: KICKER, 1: HEADLINE}


def test_a_sentence_above_the_headline_is_no_kicker() -> None:
    page = blocks(("p", "All trains are late."), ("h1", TITLE))
    assert find_headline(page, range(2), TITLE) == {1: HEADLINE}


@pytest.mark.parametrize("line", ["The council met on Monday", "Crane"])
def test_other_lines_are_left_alone(line: str) -> None:
    assert find_headline(blocks(("p", line), ("p", "More")), range(2), TITLE) == {}


def test_only_the_zone_is_looked_at() -> None:
    assert find_headline(blocks(("p", "Text"), ("p", TITLE)), range(1), TITLE) == {}


def test_scripts_without_spaces_are_compared_by_letter() -> None:
    assert find_headline(blocks(("p", "老桥今晨重新开放")), range(1), "老桥今晨重新开放") == {0: HEADLINE}
