"""Text of any script: white space, invisible characters, word counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.text import clean_text, count_words


@given(st.text())
def test_clean_text_is_one_line_and_stays_clean(text: str) -> None:
    once = clean_text(text)
    assert once == clean_text(once)
    assert once.split() == once.split(" ") or once == ""
    assert "\xad" not in once
    assert "\u200b" not in once


def test_joiners_that_letters_need_stay() -> None:
    assert clean_text("می\u200cخواهم") == "می\u200cخواهم"


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("one two-three", 2), ("– one – two –", 2), ("日本語", 3), ("한국 신문", 2), ("กข", 2), ("a日b", 3)],
)
def test_words_are_counted_by_script(text: str, words: int) -> None:
    assert count_words(text) == words
