"""Escaping: names survive the way there and back, and nothing steers a terminal."""

from __future__ import annotations

import os
from urllib.parse import unquote_to_bytes

from hypothesis import given
from hypothesis import strategies as st

from newsclean.escaping import escape_controls, printable, quote


@given(st.binary(min_size=1, max_size=40))
def test_any_name_is_quoted_and_found_again(name: bytes) -> None:
    quoted = quote(name)
    assert unquote_to_bytes(quoted) == name
    assert "#" not in quoted
    assert quoted.replace("\u200c", "").replace("\u200d", "").replace("\u3000", "").replace("\xa0", "").isprintable()
    assert quote(os.fsdecode(name)) == quoted


@given(st.text())
def test_nothing_printable_steers_a_terminal(text: str) -> None:
    shown = printable(text)
    assert not any(ord(char) < 32 or 127 <= ord(char) < 160 or char in "\u202e\u2066\u2028" for char in shown)


def test_line_feeds_stay_where_lines_are_wanted() -> None:
    assert escape_controls("a\nb\rc") == "a\nb\\u000dc"
    assert printable("a\nb") == "a\\nb"
