"""The reference of the command line."""

from __future__ import annotations

from pathlib import Path

from newsclean.cli.clean import clean
from newsclean.cli.reference import reference

WRITTEN = Path(__file__).resolve().parents[2] / "docs" / "cli.md"


def test_the_reference_is_current() -> None:
    written = WRITTEN.read_text(encoding="utf-8")
    assert written == reference(), "run: python -m newsclean.cli.reference > docs/cli.md"


def test_every_option_is_in_a_table_with_its_variable() -> None:
    text = reference()
    for option in clean.params:
        for name in option.opts:
            assert name[:1] != "-" or f"`{name}" in text or f", {name}" in text, name
    assert "`NEWSCLEAN_MIN_WORDS`" in text


def test_no_row_is_broken_by_a_bar() -> None:
    rows = [line.replace("\\|", "") for line in reference().splitlines() if line.startswith("| `")]
    assert rows
    assert {line.count("|") for line in rows} <= {3, 4}
