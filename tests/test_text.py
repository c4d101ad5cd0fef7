"""Text of any script: white space, invisible characters, word counts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.text import clean_text, count_words, late_pattern, letters_of


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


@given(st.text(st.characters(max_codepoint=127)))
def test_letters_of_plain_text_are_those_of_any_text(text: str) -> None:
    assert letters_of(text) == letters_of(text + "é")[:-1] == "".join(filter(str.isalnum, text.lower()))


def test_a_late_pattern_works_like_one_that_is_compiled_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_ = re.compile

    def noted(pattern: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(pattern)
        return compile_(pattern, flags)

    monkeypatch.setattr(re, "compile", noted)
    late, at_once = late_pattern(r"(?P<day>\d+)\. MAY", re.IGNORECASE), compile_(r"(?P<day>\d+)\. MAY", re.IGNORECASE)
    assert compiled == []
    line = "From 3. May to 12. may"
    assert late.findall(line) == at_once.findall(line) == ["3", "12"]
    assert late.split(line) == at_once.split(line)
    assert [match.span("day") for match in late.finditer(line)] == [(5, 6), (15, 17)]
    assert late.sub("then", line) == "From then to then"
    assert late.search(line) is not None
    assert late.match(line) is None
    assert late.match(line, 5) is not None
    assert late.fullmatch("4. May") is not None
    assert late.pattern == at_once.pattern
    assert compiled == [at_once.pattern]


def test_a_text_of_joiners_alone_is_empty() -> None:
    assert clean_text("\u200d") == clean_text(" \u200e\u200f ") == ""
    assert clean_text("\u200fמה\u200dנש ") == "מה\u200dנש"
