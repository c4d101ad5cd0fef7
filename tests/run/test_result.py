"""What came of a run."""

from __future__ import annotations

from typing import Any

import pytest

from newsclean import Context
from newsclean.model import Reason, Skip
from newsclean.run.config import RunConfig
from newsclean.run.outcome import Outcome
from newsclean.run.result import RunResult


def result(context: Context, pages: int = 0, **changes: Any) -> RunResult:
    found = RunResult(RunConfig(("in",), **changes), context)
    for number in range(pages):
        found.stats.add(f"{number}.html", Outcome(None, Skip(f"{number}.html", None, Reason.EMPTY, ""), None))
    return found


def test_pages_to_clean_are_those_that_are_left(context: Context) -> None:
    assert result(context, 3).to_clean(10) == 7
    assert result(context, 3, limit=5).to_clean(10) == 2
    assert result(context).to_clean(0) is None


@pytest.mark.parametrize(
    ("pages", "vanished", "is_empty", "message"),
    [
        (0, 0, False, "no page was found in the inputs"),
        (2, 2, False, "is the directory there, and mounted?"),
        (2, 1, False, ""),
        (1, 0, True, "nothing came from standard input"),
    ],
)
def test_inputs_without_a_page_are_told(
    context: Context, pages: int, vanished: int, is_empty: bool, message: str
) -> None:
    found = result(context, pages)
    found.vanished = vanished
    assert found.nothing_read(is_empty).endswith(message)
    assert bool(message) is bool(found.nothing_read(is_empty))
