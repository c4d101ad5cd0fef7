"""Options of a run that do not go together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from newsclean.errors import UsageError
from newsclean.options import Options
from newsclean.output.formats import Layout
from newsclean.run.config import RunConfig, check


def plan(root: Path, name: str = "o.jsonl", **changes: Any) -> RunConfig:
    standard = RunConfig((str(root / "in"),), output=str(root / name), jobs=0, verbosity=-1, learn=False)
    return replace(standard, options=Options(latest="2024-01-01"), **changes)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"layout": Layout(fields=frozenset({"titel"}))}, r"there is no field 'titel'; did you mean title\?"),
        ({"layout": Layout(fields=frozenset({"cuts"}))}, "'cuts' is there only with --explain"),
        ({"layout": Layout(fields=frozenset({"duplicate_of"}))}, "only with --dedup"),
        ({"layout": Layout(source_name="harbour")}, "--source-name needs --layout dolma"),
        ({"layout": Layout(fields=frozenset({"text"})), "resume": True}, "add them to --fields"),
    ],
)
def test_what_no_line_can_have_is_refused(tmp_path: Path, changes: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        check(plan(tmp_path, **changes))


def test_parquet_without_pyarrow_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    look: Callable[[str], Any] = lambda name: None  # noqa: E731
    monkeypatch.setattr("newsclean.output.parquet.find_spec", look)
    with pytest.raises(UsageError, match=r"pip install 'newsclean\[parquet\]'"):
        check(plan(tmp_path, "o.parquet"))


def test_parquet_cannot_be_resumed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsclean.output.parquet.find_spec", lambda name: name)
    with pytest.raises(UsageError, match="cannot be resumed"):
        check(plan(tmp_path, "o.parquet", resume=True))


def test_dedup_without_rensa_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    look: Callable[[str], Any] = lambda name: None  # noqa: E731
    monkeypatch.setattr("newsclean.run.dedup.find_spec", look)
    with pytest.raises(UsageError, match=r"pip install 'newsclean\[dedup\]'"):
        check(plan(tmp_path, layout=Layout(dedup=True)))


def test_dedup_needs_the_text_of_what_is_done_to_resume(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsclean.run.dedup.find_spec", lambda name: name)
    with pytest.raises(UsageError, match="add them to --fields"):
        check(plan(tmp_path, layout=Layout(fields=frozenset({"source"}), dedup=True), resume=True))
