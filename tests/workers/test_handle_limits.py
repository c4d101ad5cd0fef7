"""One worker, seen from the parent: a page's time is what it works or sleeps, not what it waits for a processor."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from newsclean.model import Page, Reason
from newsclean.workers import handle
from newsclean.workers.handle import MIB, Worker
from newsclean.workers.main import CELL
from newsclean.workers.schedule import Task


class Clock:
    """A machine's clock, and what the system says of a process."""

    def __init__(self) -> None:
        self.now = self.worked = self.queued = 0.0

    def go_on(self, seconds: float, *, worked: float = 0.0, queued: float = 0.0) -> None:
        self.now += seconds
        self.worked += worked
        self.queued += queued


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def worker(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Worker]:
    """A worker that began its only page at the clock's zero."""
    made = Worker(400 * MIB)
    made.tasks.append(Task(0, Page("a", b"")))
    made.batch = 1
    CELL.pack_into(made._cell, 0, 0, 0.0, 0.0)
    with monkeypatch.context() as patched:
        patched.setattr(handle, "monotonic", lambda: clock.now)
        patched.setattr(Worker, "processor_time", lambda _: clock.worked)
        patched.setattr(Worker, "_queued_seconds", lambda _: clock.queued)
        yield made
    made.kill()


def over(worker: Worker) -> Reason | None:
    found = worker.over_limit(20.0, 400 * MIB)
    return found[0] if found else None


def test_a_page_on_a_machine_that_does_other_things_is_left_to_finish(worker: Worker, clock: Clock) -> None:
    for _ in range(100):
        clock.go_on(10, worked=0.15, queued=9.8)
        assert over(worker) is None
    clock.go_on(10, worked=8)
    assert over(worker) is Reason.TIMEOUT


def test_a_page_that_sleeps_has_three_times_as_long(worker: Worker, clock: Clock) -> None:
    for _ in range(7):
        clock.go_on(10)
        assert over(worker) is None
    clock.go_on(11)
    assert over(worker) is Reason.TIMEOUT


def test_a_worker_that_is_slow_to_start_is_left_to_and_one_that_sleeps_is_not(worker: Worker, clock: Clock) -> None:
    CELL.pack_into(worker._cell, 0, -1, 0.0, 0.0)
    worker.assigned = 0.0
    for _ in range(50):
        clock.go_on(10, worked=0.1, queued=9.9)
        assert over(worker) is None
    clock.go_on(21)
    assert over(worker) is Reason.TIMEOUT


def test_the_system_tells_how_long_a_process_waited() -> None:
    made = Worker(400 * MIB)
    assert made._queued_seconds() >= 0.0
    made.kill()
    assert made._queued_seconds() == 0.0
