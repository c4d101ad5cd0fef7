"""Kinds of blocks, and the block paths around them."""

from __future__ import annotations

from support.rule_pages import BODY

from newsclean.content.kinds import Kinds
from newsclean.html.elements import make_element
from newsclean.model import Element

ARTICLE = make_element(BODY, "article", "report")
TEXT = make_element(ARTICLE, "div", "text")
PARAGRAPH, OTHER_PARAGRAPH = make_element(TEXT, "p"), make_element(make_element(ARTICLE, "div", "text"), "p")
LABEL = make_element(BODY, "p", "[&>b]:bold")


def kinds_of(*pairs: tuple[str, Element]) -> Kinds:
    return Kinds([tag for tag, _ in pairs], [element for _, element in pairs])


def test_a_kind_is_a_tag_and_a_block_path() -> None:
    found = kinds_of(("p", PARAGRAPH), ("li", PARAGRAPH), ("p", LABEL), ("p", OTHER_PARAGRAPH))
    assert found.numbers.tolist() == [0, 1, 2, 0]
    assert found.pairs == [("p", PARAGRAPH), ("li", PARAGRAPH), ("p", LABEL)]


def test_paths_lead_outwards_and_end_at_the_body() -> None:
    found = kinds_of(("p", PARAGRAPH), ("p", LABEL))
    own, parent, grand, great = found.paths.T.tolist()
    assert len({own[0], parent[0], grand[0], great[0]}) == 4
    assert great[0] == parent[1] == grand[1] == great[1]


def test_paths_around_are_numbered_without_gaps() -> None:
    found = kinds_of(("p", LABEL), ("p", PARAGRAPH), ("p", LABEL))
    assert found.around(1).tolist() == [0, 1, 0]


def test_steps_lead_from_each_kind_to_a_path() -> None:
    found = kinds_of(("p", PARAGRAPH), ("div", TEXT), ("div", BODY))
    out, down, depth = found.steps_from(TEXT.path).tolist()
    assert out == [1, 0, 0]
    assert down == [0, 0, 2]
    assert depth == [4, 3, 1]


def test_steps_are_those_of_the_path_as_it_is_written() -> None:
    out, down, depth = kinds_of(("p", LABEL)).steps_from(f"{BODY.path}>p.[&>i").tolist()
    assert (out, down, depth) == ([1], [1], [3])


def test_a_page_without_prose_has_no_centre() -> None:
    out, down, depth = kinds_of(("p", PARAGRAPH)).steps_from("").tolist()
    assert (out, down, depth) == ([4], [1], [4])
