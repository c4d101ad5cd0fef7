"""The run file: a run is resumed as the run that it was, or refused with what differs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from newsclean.run.resume import ResumeError
from newsclean.run.run_file import RunFile, differences

STATE: dict[str, Any] = {
    "digest": "1",
    "inputs": ["a", "b"],
    "options": {"languages": [], "min_words": 25},
    "rules": "0af",
    "versions": {"trafilatura": "2.0.0"},
    "done": 7,
}


def test_a_run_file_is_read_back(tmp_path: Path) -> None:
    file = RunFile(str(tmp_path / "o.jsonl"))
    assert not file.exists()
    file.save(STATE)
    assert file.exists()
    assert file.load(STATE) == STATE


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"digest"', "\xff"])
def test_a_broken_run_file_is_named(tmp_path: Path, content: str) -> None:
    file = RunFile(str(tmp_path / "o.jsonl"))
    Path(file.path).write_text(content, encoding="latin-1")
    with pytest.raises(ResumeError, match=r"cannot read the run file .*o\.jsonl\.run\.json: .*; use --overwrite"):
        file.load(STATE)


def test_the_run_file_of_another_run_says_what_differs(tmp_path: Path) -> None:
    file = RunFile(str(tmp_path / "o.jsonl"))
    file.save(STATE)
    other = {**STATE, "digest": "2", "options": {"languages": ["de"], "min_words": 25}}
    with pytest.raises(ResumeError, match="--language was not given, is de"):
        file.load(other)


@pytest.mark.parametrize(
    ("changed", "wanted"),
    [
        ({"inputs": ["b", "a"]}, ["the inputs are in another order"]),
        ({"inputs": ["a", "c"]}, ["the input b is missing", "the input c is new"]),
        ({"rules": "1bc"}, ["the rules changed"]),
        ({"versions": {"trafilatura": "2.0.1"}}, ['the version of trafilatura was "2.0.0", is "2.0.1"']),
        ({"done": 9}, []),
        ({"profiles": {"version": 2, "sites": {"a.example": "x"}}}, []),  # what was learned is no option
        ({"inputs": [str(n) for n in range(20)]}, None),
    ],
)
def test_differences_are_put_in_words(changed: dict[str, Any], wanted: list[str] | None) -> None:
    found = differences(STATE, {**STATE, **changed})
    if wanted is None:
        assert found[-1].startswith("and ")
        assert len(found) == 7
    else:
        assert found == wanted
