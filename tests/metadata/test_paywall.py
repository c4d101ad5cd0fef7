"""Texts that are known to be incomplete."""

from __future__ import annotations

import pytest
from support.metadata_pages import PROSE, json_ld, resolved


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
