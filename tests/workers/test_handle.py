"""One worker, seen from the parent: a page's time is what it works or sleeps, not what it waits for a processor."""

from __future__ import annotations

import os
import pickle
import signal
import time
from collections.abc import Iterator

import pytest
from support.pool_functions import behave

from newsclean.model import Page, Reason
from newsclean.workers import handle
from newsclean.workers.handle import MIB, Worker
from newsclean.workers.main import CELL
from newsclean.workers.schedule import Task

_SETUP = pickle.dumps((behave, {"name": "a"}, None))
_PATIENCE_SECONDS = 60.0


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


def wait_for(worker: Worker, kind: str) -> bool:
    """Whether a message of this kind came before the worker ended."""
    end = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < end:
        messages, alive = worker.receive()
        if any(message[0] == kind for message, _ in messages):
            return True
        if not alive:
            return False
        time.sleep(0.01)
    return False


def task(order: bytes) -> Task:
    return Task(0, Page("p.html", order))


def test_a_worker_answers_and_is_measured() -> None:
    worker = Worker(500 * MIB)
    try:
        assert worker.assign([task(b"p")], _SETUP)
        assert wait_for(worker, "done")
        worker.end_loading()
        assert worker.is_warm
        assert worker.start_seconds > 0
        assert worker.memory() > 0
        assert worker.over_limit(timeout=60, memory=500 * MIB) is None
        assert worker.over_limit(timeout=60, memory=1) == (Reason.OUT_OF_MEMORY, "more than 0 MiB (--max-memory)")
        assert worker.is_worn(memory=1)
        assert not worker.is_worn(memory=100_000 * MIB)
    finally:
        os.kill(worker.pid, signal.SIGTERM)  # as another program would
        worker.kill(grace=10.0)
    assert worker.was_killed()


@pytest.mark.parametrize(
    ("order", "detail"), [(b"exit", "the worker ended with status 3"), (b"die", "the worker was killed by signal 11")]
)
def test_the_cause_of_a_death_is_told(order: bytes, detail: str) -> None:
    worker = Worker(500 * MIB)
    assert worker.assign([task(order)], _SETUP)
    assert not wait_for(worker, "done")
    assert worker.current() == 0
    worker.kill(grace=10.0)
    assert worker.cause_of_death() == (Reason.CRASHED, detail)
    assert not worker.was_killed()


def test_a_dead_worker_takes_no_batch() -> None:
    worker = Worker(500 * MIB)
    worker.kill()
    assert not worker.assign([task(b"p")], _SETUP)
    assert len(worker.tasks) == 1
