"""A quick look for rare markup."""

from __future__ import annotations

import pytest

from newsclean.html.marks import any_of


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<p>Ferry<span hidden>", True),
        ("<p>Ferry<wbr>", True),
        ("<p>Ferry&shy;boat", True),
        ("<p>Fähre", True),
        ("<p>Ferrã", False),
        ("<span><p>&amp;", False),
        ("", False),
    ],
)
def test_one_of_several_patterns_is_found_whatever_it_begins_with(page: str, found: bool) -> None:
    assert any_of(r"<span\b[^<>]*hidden", "<wbr", "&shy;", "\xc3[\xa4\xb6]")(page.encode()) is found


def test_a_long_search_takes_linear_time() -> None:
    assert not any_of("<p[^<]*</p", "<b[^>]*>x")(b"<p <b " * 200_000)
