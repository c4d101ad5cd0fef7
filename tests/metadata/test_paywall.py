"""Texts that are known to be incomplete."""

from __future__ import annotations

import pytest
from support.metadata_pages import PROSE, json_ld, resolved
from support.rule_pages import BODY, block

from newsclean.html.elements import make_element
from newsclean.metadata.paywall import is_truncated
from newsclean.metadata.sources.candidates import Candidates


@pytest.mark.parametrize("value", [False, "False", "false", "http://schema.org/False"])
def test_a_short_text_that_is_not_free_is_truncated(value: object) -> None:
    assert resolved(json_ld(isAccessibleForFree=value)).truncated


def test_a_prompt_alone_does_not_make_a_free_article_truncated() -> None:
    prompt = "<div>Subscribe to continue reading stories like this.</div>"
    assert not resolved(json_ld(isAccessibleForFree=True), prompt).truncated
    assert not resolved("", prompt).truncated


def test_a_body_far_shorter_than_the_page_says_is_truncated() -> None:
    assert resolved(json_ld(articleBody=PROSE * 12)).truncated
    assert not resolved(json_ld(articleBody=PROSE)).truncated


def test_a_wall_and_a_prompt_after_a_short_text_are_two_signs() -> None:
    text = [block(PROSE)]
    wall = block("Subscribe to continue reading.", parent=make_element(BODY, "div", "paywall"))
    prompt, plain = block("Subscribe to continue reading."), block("Boats.")
    asked = [is_truncated(Candidates(), [*text, below], [True, False], PROSE) for below in (wall, prompt, plain)]
    assert asked == [True, False, False]
    assert not is_truncated(Candidates(), [*text, wall], [True, False], PROSE * 30)
    assert not is_truncated(Candidates(free=True), [*text, wall], [True, False], PROSE)
