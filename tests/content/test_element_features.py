"""Numbers about the elements around blocks."""

from __future__ import annotations

import numpy as np
from support.rule_pages import BODY, block

from newsclean.content.element_features import ELEMENT_FEATURES, kind_rows
from newsclean.content.kinds import Kinds
from newsclean.html.elements import make_element
from newsclean.model import Block

STORY = make_element(make_element(BODY, "article", "story-body"), "div", "text")
ASIDE = make_element(BODY, "aside", "related")


def table(blocks: list[Block]) -> tuple[list[int], np.ndarray]:
    sizes = np.array([float(len(each.text)) for each in blocks])
    links = np.array([float(each.link_chars) for each in blocks])
    kinds = Kinds([each.tag for each in blocks], [each.element for each in blocks])
    return kinds.numbers.tolist(), kind_rows(kinds, (sizes, links, sizes - links), blocks[0].element.path)


def value(rows: np.ndarray, kind: int, name: str) -> float:
    return float(rows[kind, ELEMENT_FEATURES.index(name)])


PAGE = [block("One line.", parent=STORY), block("Two lines.", parent=STORY), block("A list", "li", ASIDE, link_chars=6)]


def test_blocks_of_one_tag_and_path_are_one_kind() -> None:
    numbers, rows = table(PAGE)
    assert numbers == [0, 0, 1]
    assert rows.shape == (2, len(ELEMENT_FEATURES))


def test_tags_names_and_roles_around_are_flags() -> None:
    _, rows = table(PAGE)
    assert [value(rows, kind, "is_p") for kind in (0, 1)] == [1.0, 0.0]
    assert [value(rows, kind, "around_<article>") for kind in (0, 1)] == [1.0, 0.0]
    assert [value(rows, kind, "around_related") for kind in (0, 1)] == [0.0, 1.0]
    assert value(rows, 0, "close_text") == 1.0


def test_shares_are_of_the_element_itself_and_those_around_it() -> None:
    _, rows = table(PAGE)
    assert value(rows, 0, "links_own") == 0.0
    assert value(rows, 1, "links_own") == 1.0
    assert 0.0 < value(rows, 0, "prose_own") <= 1.0


def test_steps_lead_from_the_centre() -> None:
    _, rows = table(PAGE)
    assert value(rows, 0, "steps_out") == value(rows, 0, "steps_up") == 0.0
    assert value(rows, 1, "steps_out") > 0.0
