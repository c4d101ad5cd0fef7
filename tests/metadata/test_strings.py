"""Strings out of markup and JSON, made safe."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.metadata.strings import folded, tidy


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("  Gates\n leave\ttown ", "Gates leave town"),
        ("Tom &amp;amp; Ada", "Tom & Ada"),
        ("<b>Gates</b> leave<br>town", "Gates leave town"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("Gates\u200b \u202eleave\ud800", "Gates leave"),
        ("&nbsp;", None),
        ("", None),
        (7, None),
        (None, None),
    ],
)
def test_a_value_is_one_clean_line_or_nothing(value: object, wanted: str | None) -> None:
    assert tidy(value) == wanted


def test_long_values_are_cut() -> None:
    assert tidy("word " * 5000, 12) == "word word wo"
    assert tidy("word " * 5000, 10) == "word word"


@given(st.text(st.characters(exclude_categories=())), st.integers(1, 50))
def test_any_text_fits_its_limit_and_is_utf_8(text: str, limit: int) -> None:
    found = tidy(text, limit)
    if found is not None:
        assert 0 < len(found) <= limit
        assert found == " ".join(found.split())
        found.encode()


def test_texts_are_compared_by_letters_and_digits() -> None:
    assert folded("The “Pier-Post”,  2020!") == "the pier post 2020"
    assert folded("ÉCOLE_straße") == "école strasse"
