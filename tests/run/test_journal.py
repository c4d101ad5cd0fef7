"""The learning pass resumes where it was ended; a journal is never trusted further than it can be."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from newsclean.model import Page, Reason, Skip
from newsclean.run.journal import _LENGTH, Journal, JournaledBatch
from newsclean.sites.tally import Observation, PageSums, PathSums
from newsclean.workers.batch import WorkerBatch
from newsclean.workers.pool import Pool

COUNT = 150


def pages() -> Iterator[Page]:
    return (Page(f"p{n}", b"%d" % n) for n in range(COUNT))


def work(done: list[str], page: Page) -> tuple[str, bytes]:
    done.append(page.source)
    return page.source, page.body


def learn(path: Path, stop: int | None = None, run: str = "a") -> tuple[list[str], list[Any]]:
    """Two passes over all pages, as learning makes them: which pages were worked on, and the answers."""
    done: list[str] = []
    answers: list[Any] = []
    with Pool(0) as pool:
        batch = JournaledBatch(WorkerBatch(pages, pool), str(path), run)
        for _ in range(2):
            for answer in batch.map(work, done, batch.items()):
                answers.append(answer)
                if len(answers) == stop:
                    batch.close()
                    return done, answers
        batch.close()
    return done, answers


@pytest.mark.parametrize("stop", [1, 63, 64, 65, COUNT, COUNT + 1, 2 * COUNT])
def test_what_was_worked_out_is_not_worked_out_again(tmp_path: Path, stop: int) -> None:
    path = tmp_path / "j"
    learn(path, stop)
    done, answers = learn(path)
    assert len(done) == 2 * COUNT - stop
    assert answers == learn(tmp_path / "other")[1]
    assert learn(path) == ([], answers)


def test_a_torn_journal_serves_up_to_the_tear(tmp_path: Path) -> None:
    path = tmp_path / "j"
    _, answers = learn(path)
    path.write_bytes(path.read_bytes()[:-40] + bytes(20))
    done, again = learn(path)
    assert 0 < len(done) < COUNT
    assert again == answers
    assert learn(path)[0] == []


def test_the_journal_of_another_run_is_begun_anew(tmp_path: Path) -> None:
    learn(tmp_path / "j")
    assert len(learn(tmp_path / "j", run="b")[0]) == 2 * COUNT


def test_a_journal_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    assert len(learn(tmp_path / "none" / "j")[0]) == 2 * COUNT
    assert len(learn(Path("/dev/full"))[0]) == 2 * COUNT


def test_answers_of_the_learning_pass_can_be_kept(tmp_path: Path) -> None:
    sums = PageSums(("x",), frozenset(("y",)), {"p": PathSums(1, 2)})
    seen = Observation("a.example", "00", sums, {"p": "a line"})
    skip = Skip("s", None, Reason.EMPTY, "nothing")
    first = Journal(str(tmp_path / "j"), "a")
    assert first.take(1, "p") is None
    for answer in (seen, skip, None, ("site", "hash")):
        first.add(1, "p", answer)
    first.close()
    second = Journal(str(tmp_path / "j"), "a")
    assert [second.take(1, "p") for _ in range(5)] == [(seen,), (skip,), (None,), (("site", "hash"),), None]
    second.remove()
    assert not (tmp_path / "j").exists()


def test_nothing_but_answers_is_ever_loaded(tmp_path: Path) -> None:
    class Hostile:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return Path.unlink, (tmp_path / "precious",)  # type: ignore[return-value]

    (tmp_path / "precious").write_bytes(b"")
    data = zlib.compress(pickle.dumps([Hostile()]))
    (tmp_path / "j").write_bytes(_LENGTH.pack(len(data)) + data)
    assert len(learn(tmp_path / "j")[0]) == 2 * COUNT
    assert (tmp_path / "precious").exists()
