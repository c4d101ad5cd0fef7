"""One bar over all phases of a run, with one total, and a line that fits a narrow terminal."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

import pytest

from newsclean.readers import ReadOptions, open_inputs
from newsclean.run.progress import Course, Progress, fit


def test_the_share_of_a_run_grows_over_its_phases() -> None:
    course = Course(learns=True)
    shares = []
    for name, pages, total in (
        ("learning: reading", 0, None),
        ("learning: extracting", 1000, 200),
        ("cleaning", 200, None),
    ):
        course.phase(name, pages, total)
        shares += [course.share(0.0), course.share(0.5), course.share(1.0)]
    assert shares == sorted(shares)
    assert shares[0] == 0.0
    assert shares[2] == pytest.approx(0.05 / 1.2)
    assert shares[5] == pytest.approx(0.15 / 1.15)
    assert shares[-1] == 1.0


def test_a_run_that_learns_nothing_is_all_cleaning() -> None:
    course = Course()
    course.phase("cleaning", 0, None)
    assert course.share(0.25) == 0.25
    unknown = Course()
    unknown.phase("something else", 0, None)
    assert 0 <= unknown.share(0.5) <= 1


def test_what_is_read_ahead_is_not_done(tmp_path: Path) -> None:
    for name in ("a.html", "b.html", "c.html", "d.html"):
        (tmp_path / name).write_bytes(b"x" * 1000)
    inputs = open_inputs([str(tmp_path)], ReadOptions())
    shown = Progress("none", inputs, lambda: None)
    shown._measure()
    shown.phase("cleaning")
    assert len(list(inputs.items())) == 4  # a worker has none of them yet
    assert shown._of_phase() == 0.0
    shown.update(3)
    assert shown._of_phase() == 0.75


def test_the_pages_of_all_inputs_are_known_once_they_were_read() -> None:
    course = Course(learns=True)
    course.phase("learning: reading", 0, None)
    assert course.pages == 0
    course.phase("learning: extracting", 124, 40)
    assert course.pages == 124


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def moments(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr("newsclean.run.progress.time.monotonic", lambda: now[0])
    return now


@pytest.mark.parametrize("columns", [40, 60, 100])
def test_the_bar_fits_the_terminal(
    tmp_path: Path, columns: int, moments: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("COLUMNS", str(columns))
    (tmp_path / "a.html").write_bytes(b"x" * 1000)
    inputs = open_inputs([str(tmp_path)], ReadOptions())
    shown = Progress("bar", inputs, lambda: ("scrape/a-long-name.example/" + "n" * 80 + "/page.html", 7.0))
    shown.phase("cleaning", 200)
    shown.update(0)
    for _ in range(4):
        moments[0] += 10.0
        shown.update(20)
    shown.close()
    lines = [line.strip("\r\n ") for line in re.split(r"[\r\n]", terminal.getvalue()) if "cleaning" in line]
    assert lines
    assert max(map(len, lines)) <= columns
    assert lines[-1].startswith("40%|")
    if columns >= 60:
        assert "cleaning, 1 min 0 s left, 2.0/s" in lines[-1]
    if columns >= 100:
        assert lines[-1].endswith("n/page.html")


def test_parts_that_do_not_fit_are_left_out() -> None:
    assert fit(["cleaning", "5 min left"], 12) == "cleaning"
    assert fit(["cleaning"], 4) == "clea"
