"""Where a run begins."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from newsclean.errors import NewscleanError, SitesError
from newsclean.run.config import RunConfig
from newsclean.run.resume import ResumeError
from newsclean.run.run_file import RunFile
from newsclean.run.start import OutputExistsError, begin_session, new_state, prepare_output, run_context


def config(root: Path, **changes: Any) -> RunConfig:
    return RunConfig((str(root),), output=str(root / "o.jsonl"), **changes)


def test_a_new_run_begins_with_its_own_state(tmp_path: Path) -> None:
    state = new_state(config(tmp_path), "digest of rules")
    assert prepare_output(config(tmp_path), state) == (state, False)
    assert (state["done"], state["finished"], state["rules"]) == (0, False, "digest of rules")
    assert new_state(RunConfig(("-",)), "")["versions"] == {}  # what goes through a pipe is not looked at again


def test_an_output_that_is_there_is_not_replaced_unasked(tmp_path: Path) -> None:
    (tmp_path / "o.jsonl").write_text("{}\n")
    with pytest.raises(
        OutputExistsError,
        match=r"o\.jsonl exists: continue that run with --resume, add .* --update, or",
    ):
        prepare_output(config(tmp_path), {})
    assert prepare_output(config(tmp_path, overwrite=True), {}) == ({}, False)
    with pytest.raises(ResumeError, match="there is no run file"):
        prepare_output(config(tmp_path, resume=True), {})


def test_a_run_is_continued_with_its_state_and_an_update_only_as_one(tmp_path: Path) -> None:
    (tmp_path / "o.jsonl").write_text("{}\n")
    state = {**new_state(config(tmp_path, resume=True), ""), "done": 1}
    RunFile(str(tmp_path / "o.jsonl")).save(state)
    found, is_resumed = prepare_output(config(tmp_path, resume=True), {**state, "done": 0})
    assert (found["done"], is_resumed) == (1, True)
    RunFile(str(tmp_path / "o.jsonl")).save({**state, "update": {}})
    with pytest.raises(NewscleanError, match="continue with --update"):
        prepare_output(config(tmp_path, resume=True), state)


def test_the_starts_of_a_run_are_remembered_the_last_ones() -> None:
    state: dict[str, Any] = {"finished": True}
    for number in range(120):
        state = begin_session(state, number, number)
    assert (state["finished"], state["done"], len(state["sessions"])) == (False, 119, 100)
    assert state["sessions"][-1]["pages"] == 119


def test_profiles_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    with pytest.raises(SitesError, match=r"gone\.json"):
        run_context(config(tmp_path, sites_file=str(tmp_path / "gone.json")))
