"""Limits: a page's time is what its worker works or sleeps, not what it waits for a processor."""

from __future__ import annotations

import os

import pytest

from newsclean.model import Reason
from newsclean.workers import limits
from newsclean.workers.cell import InProgress
from newsclean.workers.limits import MIB, Limits, Watch
from newsclean.workers.usage import Usage

FIRST = InProgress(0, 0.0, 0.0)
NONE = InProgress(-1, 0.0, 0.0)


class Machine(Usage):
    """A machine's clock, and what the system says of a process."""

    def __init__(self) -> None:
        super().__init__(os.getpid())
        self.now = self.worked = self.queued = 0.0
        self.bytes = 100 * MIB

    def go_on(self, seconds: float, *, worked: float = 0.0, queued: float = 0.0) -> None:
        self.now += seconds
        self.worked += worked
        self.queued += queued

    def processor_seconds(self) -> float:
        return self.worked

    def queued_seconds(self) -> float:
        return self.queued

    def resident_bytes(self) -> int:
        return self.bytes


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    made = Machine()
    monkeypatch.setattr(limits, "monotonic", lambda: made.now)
    return made


@pytest.fixture
def watch(machine: Machine) -> Watch:
    return Watch(Limits(20.0, 400 * MIB), machine)


def over(watch: Watch, item: InProgress = FIRST) -> Reason | None:
    found = watch.over_limit(item, assigned=0.0)
    return found[0] if found else None


def test_a_page_on_a_machine_that_does_other_things_is_left_to_finish(watch: Watch, machine: Machine) -> None:
    for _ in range(100):
        machine.go_on(10, worked=0.15, queued=9.8)
        assert over(watch) is None
    machine.go_on(10, worked=8)
    assert over(watch) is Reason.TIMEOUT


def test_a_page_that_sleeps_has_three_times_as_long(watch: Watch, machine: Machine) -> None:
    for _ in range(7):
        machine.go_on(10)
        assert over(watch) is None
    machine.go_on(11)
    assert over(watch) is Reason.TIMEOUT


def test_a_page_has_only_its_own_time(watch: Watch, machine: Machine) -> None:
    machine.go_on(25, worked=25)
    assert over(watch, InProgress(1, since=20.0, processor_seconds=20.0)) is None
    assert watch.over_limit(FIRST, 0.0) == (Reason.TIMEOUT, "more than 20 s (--timeout)")


def test_a_worker_that_is_slow_to_start_is_left_to_and_one_that_sleeps_is_not(watch: Watch, machine: Machine) -> None:
    for _ in range(50):
        machine.go_on(10, worked=0.1, queued=9.9)
        assert over(watch, NONE) is None
    machine.go_on(21)
    assert watch.over_limit(NONE, 0.0) == (Reason.TIMEOUT, "the worker did not answer")


def test_memory_is_limited_whether_or_not_a_page_is_in_progress(watch: Watch, machine: Machine) -> None:
    machine.bytes = 401 * MIB
    assert watch.over_limit(FIRST, 0.0) == (Reason.OUT_OF_MEMORY, "more than 400 MiB (--max-memory)")
    assert over(watch, NONE) is Reason.OUT_OF_MEMORY


def test_a_worker_is_worn_by_many_items_or_by_growing(watch: Watch, machine: Machine) -> None:
    assert not watch.is_worn(done=100)
    assert watch.is_worn(done=20_000)
    machine.bytes = 241 * MIB
    assert watch.is_worn(done=1)
    assert not watch.is_worn(done=0)
