"""`newsclean sites` on small directories."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.newsroom import page_of, story

from newsclean.cli.sites import command
from newsclean.errors import NewscleanError
from newsclean.learning import batch
from newsclean.sites import load_sites

HOST = "www.harbour-post.example"


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(command, [str(arg) for arg in args])


def message(result: Result) -> str:
    """What the program says of an error that `main` would report."""
    assert isinstance(result.exception, NewscleanError), result.output
    return str(result.exception)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two directories with parts of one site; workers are this process."""
    learn = batch.learn_inputs
    monkeypatch.setattr(batch, "learn_inputs", lambda paths, jobs, reading: learn(paths, 0, reading))
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


def test_sites_are_learned_from_what_a_run_reads(here: Path) -> None:
    pages = [{"raw": page_of(HOST, story(number), number), "url": f"https://{HOST}/{number}"} for number in range(9)]
    (here / "pages.jsonl").write_text("".join(json.dumps(page) + "\n" for page in pages), encoding="utf-8")
    assert run("learn", "pages.jsonl", "--html-key", "raw", "-o", "s.json").exit_code == 0
    assert "9 pages" in run("show", "s.json", HOST).output
    (here / "names").write_text("a/1.html\nb/2.html\n", encoding="utf-8")
    assert run("learn", "--files-from", "names", "-o", "t.json").exit_code == 0
    assert "2 pages" in run("show", "t.json", HOST).output
    assert run("learn", "a", "b", "--exclude", "0.html", "-o", "t.json").exit_code == 0
    assert "8 pages" in run("show", "t.json", HOST).output
    assert "--files-from" in message(run("learn", "-o", "t.json"))


def test_what_is_shown_says_what_is_main_content(here: Path) -> None:
    run("learn", "a", "b", "-o", "s.json")
    assert "harbour-post.example  " in run("show", "s.json").output
    shown = run("show", "s.json", HOST).output
    content, boilerplate = shown.index("MAIN CONTENT"), shown.index("BOILERPLATE")
    assert content < shown.index("div.story-text>p") < boilerplate < shown.index("aside.more")
    assert "lists them" in message(run("show", "s.json", "nowhere.example"))


def test_the_file_of_a_run_is_shown_but_not_pinned(here: Path) -> None:
    run("learn", "a", "b", "-o", "s.json")
    profiles = load_sites("s.json").to_json()
    (here / "out.jsonl.run.json").write_text(json.dumps({"profiles": profiles}), encoding="utf-8")
    assert run("show", "out.jsonl.run.json", HOST).output == run("show", "s.json", HOST).output
    assert "belongs to a run" in message(run("pin", "out.jsonl.run.json", HOST, "footer", "drop"))


def test_a_pin_says_what_it_matches_and_one_that_matches_nothing_is_refused(here: Path) -> None:
    run("learn", "a", "b", "-o", "s.json")
    assert "keep: 9 blocks on 9 of 9 pages" in run("pin", "s.json", HOST, "div.promo>p", "keep").output
    before = (here / "s.json").read_bytes()
    refused = message(run("pin", "s.json", HOST, "div.prom>p", "keep"))
    assert "matches no block" in refused
    assert "div.promo>p" in refused
    assert "has no pin" in message(run("pin", "s.json", HOST, "footer", "none"))
    assert (here / "s.json").read_bytes() == before
    assert run("pin", "s.json", HOST, "div.promo>p", "none").exit_code == 0
    assert "PINNED" not in run("show", "s.json", HOST).output


def test_a_pin_survives_learning_and_merging(here: Path) -> None:
    run("learn", "a", "-o", "s.json")
    assert run("pin", "s.json", HOST, "div.promo>p", "keep").exit_code == 0
    run("learn", "a", "b", "-o", "s.json")
    run("learn", "b", "-o", "t.json")
    run("merge", "t.json", "s.json", "-o", "u.json")
    for name in ("s.json", "u.json"):
        found = json.loads((here / name).read_text(encoding="utf-8"))
        assert found["sites"]["harbour-post.example"]["pins"] == {"div.promo>p": "keep"}


def test_pins_in_a_file_of_an_earlier_version_survive_learning(here: Path) -> None:
    old = {"version": 1, "sites": {"harbour-post.example": {"signatures": {}, "pins": {"div.promo>p": "drop"}}}}
    (here / "s.json").write_text(json.dumps(old), encoding="utf-8")
    assert "learn it again" in message(run("show", "s.json"))
    assert run("learn", "a", "b", "-o", "s.json").exit_code == 0
    found = json.loads((here / "s.json").read_text(encoding="utf-8"))
    assert found["sites"]["harbour-post.example"]["pins"] == {"div.promo>p": "drop"}
    (here / "notes.txt").write_text("mine", encoding="utf-8")
    assert "no file of profiles" in message(run("learn", "a", "-o", "notes.txt"))
    assert (here / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_standard_input_cannot_be_learned_from(here: Path) -> None:
    assert run("learn", "-", "-o", "s.json").exit_code != 0
