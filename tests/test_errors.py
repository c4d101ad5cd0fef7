"""Errors that a user can fix, and the ends of their messages."""

from __future__ import annotations

import pytest

from newsclean import errors
from newsclean.errors import Exit, InputError, NewscleanError, OutputError, suggestion


@pytest.mark.parametrize(
    ("word", "end"),
    [
        ("newslettr", "; did you mean newsletter?"),
        ("Newsletter", "; did you mean newsletter?"),
        ("xyz", "; there are: ad, newsletter"),
        ("", "; there are: ad, newsletter"),
    ],
)
def test_a_message_ends_with_the_nearest_word_or_with_all(word: str, end: str) -> None:
    assert suggestion(word, ["newsletter", "ad"]) == end


def test_a_status_belongs_to_each_kind_of_error() -> None:
    assert (InputError("x").status, OutputError("x").status) == (Exit.USAGE, Exit.OUTPUT)
    kinds = [value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, NewscleanError)]
    assert len(kinds) > 5
    assert all(kind.status in Exit for kind in kinds)
