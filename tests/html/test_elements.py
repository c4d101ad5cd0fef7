"""Stable names of elements: what changes from page to page or from build to build is left out."""

from __future__ import annotations

from typing import Any

import pytest

from newsclean.html.elements import cached_if_short, element_of, make_element
from newsclean.model import Element

BODY = make_element(None, "body")


@pytest.mark.parametrize(
    ("classes", "step"),
    [
        ("story__body", "div.story__body"),
        ("storyBody article-text", "div.storybody.article-text"),
        ("css-1x2ab3 lead", "div.lead"),
        ("post-48213", "div.post"),
        ("Body_paragraph__x7Yz9", "div.body_paragraph"),
        ("x" * 60, "div"),
        ("", "div"),
    ],
)
def test_the_step_of_an_element_is_stable(classes: str, step: str) -> None:
    assert make_element(BODY, "div", classes).step == step


def test_words_come_of_names_and_ids_but_not_of_a_headings_id() -> None:
    assert {"share", "bar", "sharebar"} <= make_element(BODY, "div", "shareBar").words
    assert "author" in make_element(BODY, "div", ident="author-box").words
    assert "author" not in make_element(BODY, "h2", ident="author-resigns").words


def test_paths_and_surroundings_go_outwards() -> None:
    story = make_element(make_element(BODY, "main", role="main"), "div", "story", "top")
    inner = make_element(story, "p", hidden=True)
    assert inner.path == "body>main>div.story#top>p"
    assert {"<body>", "<main>", "@main", "story", "<p>", "!hidden"} <= inner.around
    assert "!hidden" not in story.around


def test_what_is_remembered_of_names_does_not_grow_with_their_length() -> None:
    asked: list[str] = []

    @cached_if_short(10)
    def shout(name: str) -> str:
        asked.append(name)
        return name.upper()

    endless = "quay " * 10_000
    assert [shout(name) for name in ("quay", "quay", endless, endless)] == ["QUAY", "QUAY", *[endless.upper()] * 2]
    assert asked == ["quay", endless, endless]


def test_elements_of_a_kind_are_one_element() -> None:
    known: dict[Any, Element] = {}
    lead = element_of(known, BODY, "p", {"class": "lead"})
    assert element_of(known, BODY, "p", {"class": "lead"}) is lead
    assert element_of(known, BODY, "p", {}) is not lead
    hidden = element_of(known, BODY, "p", {"class": "lead", "style": "color: red; DISPLAY:none"})
    assert (hidden.step, "!hidden" in hidden.words) == ("p.lead", True)
    assert element_of(known, BODY, "p", {"itemprop": "articleBody"}).role == "articlebody"
