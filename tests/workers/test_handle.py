"""One worker, seen from the parent: its answers, its end, and what it was working on then."""

from __future__ import annotations

import os
import pickle
import signal
import time

import pytest
from support.pool_functions import behave

from newsclean.model import Page, Reason
from newsclean.workers.handle import Worker
from newsclean.workers.limits import MIB, Limits
from newsclean.workers.schedule import Task

_SETUP = pickle.dumps((behave, {"name": "a"}, None))
_LIMITS = Limits(timeout=60.0, memory=500 * MIB)
_PATIENCE_SECONDS = 60.0


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


def test_a_worker_answers_and_its_start_is_measured() -> None:
    worker = Worker(_LIMITS)
    try:
        assert worker.assign([task(b"p")], _SETUP)
        assert wait_for(worker, "done")
        worker.end_loading()
        assert worker.is_warm
        assert worker.start_seconds > 0
        assert worker.over_limit() is None
        assert not worker.is_worn()
    finally:
        os.kill(worker.pid, signal.SIGTERM)  # as another program would
        worker.kill(grace=10.0)
    assert worker.was_killed()


@pytest.mark.parametrize(
    ("order", "detail"), [(b"exit", "the worker ended with status 3"), (b"die", "the worker was killed by signal 11")]
)
def test_the_cause_of_a_death_is_told(order: bytes, detail: str) -> None:
    worker = Worker(_LIMITS)
    assert worker.assign([task(order)], _SETUP)
    assert not wait_for(worker, "done")
    assert worker.current() == 0
    worker.kill(grace=10.0)
    assert worker.cause_of_death() == (Reason.CRASHED, detail)
    assert not worker.was_killed()


def test_a_dead_worker_takes_no_batch() -> None:
    worker = Worker(_LIMITS)
    worker.kill()
    assert not worker.assign([task(b"p")], _SETUP)
    assert len(worker.tasks) == 1
