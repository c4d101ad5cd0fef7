"""The shipped preparation of the package's patterns."""

from __future__ import annotations

from importlib import resources

from newsclean.rules import build as prepare


def test_the_shipped_file_is_current() -> None:
    shipped = resources.files("newsclean.rules").joinpath("prepared.json").read_text(encoding="utf-8")
    assert shipped == prepare.document(), "run `python -m newsclean.rules.build`"


def test_patterns_that_are_not_shipped_are_worked_out() -> None:
    made = prepare.prepare("^Never seen before: [0-9]+$")
    assert made.folded.startswith("^never")
    assert made.begins
