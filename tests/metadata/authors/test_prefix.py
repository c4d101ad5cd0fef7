"""The "By" of bylines."""

from __future__ import annotations

from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.metadata.authors import prefix
from newsclean.metadata.authors.prefix import is_by_label, without_prefix
from newsclean.text import LatePattern


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Byron", "Ada Byron"),
        ("Von Ada Byron:", "Ada Byron"),
        ("Por Ada Byron –", "Ada Byron"),
        ("Автор: Ада Байрон", "Ада Байрон"),
        ("記者 陳大文", "陳大文"),
    ],
)
def test_a_prefix_is_taken_off(line: str, names: str) -> None:
    assert without_prefix(line) == (names, True)


def test_a_name_that_begins_like_a_prefix_keeps_its_beginning() -> None:
    assert without_prefix("Byron Lake") == ("Byron Lake", False)
    assert without_prefix("Vonda Lake") == ("Vonda Lake", False)


def test_a_label_is_a_prefix_and_no_more() -> None:
    assert is_by_label("By")
    assert is_by_label("Author:")
    assert not is_by_label("By Ada")
    assert not is_by_label("—")


@given(st.from_regex(cast(LatePattern, prefix._PREFIX).compiled()))
def test_no_by_is_missed_for_its_first_letters(text: str) -> None:
    assert prefix._may_lead(text)
