"""`newsclean sites` on small directories."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.newsroom import page_of, story

from newsclean.cli.sites import command
from newsclean.learning import batch

HOST = "www.harbour-post.example"


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(command, [str(arg) for arg in args])


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two directories with parts of one site; workers are this process."""
    learn = batch.learn_inputs
    monkeypatch.setattr(batch, "learn_inputs", lambda paths, jobs, rules: learn(paths, 0, rules))
    for number in range(9):
        folder = tmp_path / ("a" if number % 2 else "b")
        folder.mkdir(exist_ok=True)
        (folder / f"{number}.html").write_text(page_of(HOST, story(number), number), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_learning_twice_and_in_parts_gives_the_same_bytes(here: Path) -> None:
    for inputs, output in ((["a", "b"], "one"), (["b", "a"], "two"), (["a"], "x"), (["b"], "y")):
        assert run("learn", *inputs, "-o", output).exit_code == 0
    assert run("merge", "x", "y", "-o", "three").exit_code == 0
    one = (here / "one").read_bytes()
    assert one == (here / "two").read_bytes() == (here / "three").read_bytes()


def test_what_is_shown_says_what_is_kept_and_cut(here: Path) -> None:
    run("learn", "a", "b", "-o", "s.json")
    assert "harbour-post.example  " in run("show", "s.json").output
    shown = run("show", "s.json", HOST).output
    kept, cut = shown.index("KEPT"), shown.index("CUT")
    assert kept < shown.index("div.story-text>p") < cut < shown.index("aside.more")
    assert run("show", "s.json", "nowhere.example").exit_code != 0


def test_a_pin_survives_learning_and_merging(here: Path) -> None:
    run("learn", "a", "-o", "s.json")
    assert run("pin", "s.json", HOST, "div.promo>p", "keep").exit_code == 0
    run("learn", "a", "b", "-o", "s.json")
    run("learn", "b", "-o", "t.json")
    run("merge", "t.json", "s.json", "-o", "u.json")
    for name in ("s.json", "u.json"):
        found = json.loads((here / name).read_text(encoding="utf-8"))
        assert found["sites"]["harbour-post.example"]["pins"] == {"div.promo>p": "keep"}


def test_standard_input_cannot_be_learned_from(here: Path) -> None:
    assert run("learn", "-", "-o", "s.json").exit_code != 0
