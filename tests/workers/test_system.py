"""What the system gives to workers: processors and open files."""

from __future__ import annotations

import os
import resource

import pytest

from newsclean.workers.system import WorkerError, available_cores, reserve_files


def test_processors_are_counted_where_affinity_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    assert available_cores() >= 1
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    assert available_cores() == os.cpu_count()


@pytest.mark.parametrize(
    ("limits", "wanted"),
    [
        ((1024, 4096), None),
        ((resource.RLIM_INFINITY, resource.RLIM_INFINITY), None),
        ((64, 4096), 80),
        ((64, resource.RLIM_INFINITY), 80),
    ],
)
def test_the_limit_of_open_files_is_raised_as_far_as_needed(
    monkeypatch: pytest.MonkeyPatch, limits: tuple[int, int], wanted: int | None
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: limits)
    monkeypatch.setattr(resource, "setrlimit", lambda _, pair: asked.append(pair[0]))
    reserve_files(8)
    assert asked == ([] if wanted is None else [wanted])


def test_a_limit_that_cannot_be_raised_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _: (64, 70))
    with pytest.raises(WorkerError, match=r"--jobs 8 takes 80 open files, and the limit is 70: .*ulimit -n 80"):
        reserve_files(8)
