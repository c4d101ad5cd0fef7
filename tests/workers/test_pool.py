"""Worker processes: order, limits, deaths. Each item has exactly one answer, whatever happens."""

from __future__ import annotations

import itertools
import os
import random
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.pool_functions import behave

from newsclean.model import Page, Skip
from newsclean.workers.limits import MIB
from newsclean.workers.pool import Pool
from newsclean.workers.system import WorkerError

CONTEXT = {"name": "first"}


def pages(*orders: str) -> list[Page]:
    return [Page(str(n), order.encode()) for n, order in enumerate(orders)]


def worker_pids(pool: Pool) -> list[int]:
    return [worker.pid for worker in pool._workers]


def run(pool: Pool, *orders: str) -> list[str]:
    """The answers in order: the page's own, or the reason of the skip."""
    answers = list(itertools.chain.from_iterable(pool.map(behave, CONTEXT, pages(*orders))))
    assert [source for source, _ in answers] == [str(n) for n in range(len(orders))]
    return [a.reason.value if isinstance(a, Skip) else a.split()[2] for _, a in answers]


@pytest.mark.parametrize("jobs", [0, 1, 3])
def test_answers_come_in_the_order_of_the_items(jobs: int) -> None:
    orders = ["slow" if n % 10 == 0 else f"p{n}" for n in range(60)]
    with Pool(jobs) as pool:
        assert run(pool, *orders) == orders
        assert run(pool) == []


def test_a_page_that_hangs_dies_or_raises_costs_only_itself() -> None:
    orders = ["a", "die", "b", "hang", "raise", "c", "exit", "print", "d"]
    with Pool(2, timeout=0.4) as pool:
        assert run(pool, *orders) == [
            "a", "crashed", "b", "timeout", "internal_error", "c", "crashed", "print", "d",
        ]  # fmt: skip


def test_a_page_that_eats_memory_is_stopped() -> None:
    with Pool(1, memory=200 * MIB) as pool:
        assert run(pool, "a", "eat", "allocate", "b") == ["a", "out_of_memory", "out_of_memory", "b"]


def test_a_page_whose_worker_died_is_tried_once_more_alone(tmp_path: Path) -> None:
    order = f"once:{tmp_path / 'died'}"
    with Pool(2) as pool:
        assert run(pool, "a", order, "b") == ["a", order, "b"]
        assert pool.replaced == 1


def test_killing_workers_at_random_loses_nothing() -> None:
    chance = random.Random(7)
    orders = [f"p{n}" if n % 40 else "slow" for n in range(400)]
    answers: list[tuple[str, str | Skip]] = []
    kills = 0
    with Pool(3) as pool:
        for ready in pool.map(behave, CONTEXT, pages(*orders)):
            answers += ready
            if kills < 8 and worker_pids(pool) and chance.random() < 0.3:
                os.kill(chance.choice(worker_pids(pool)), signal.SIGKILL)
                kills += 1
    assert kills == 8
    assert [source for source, _ in answers] == [str(n) for n in range(400)]
    assert sum(isinstance(answer, Skip) for _, answer in answers) <= 1


def test_a_second_map_gets_its_own_context() -> None:
    with Pool(1) as pool:
        first = next(a for ready in pool.map(behave, CONTEXT, pages("x")) for _, a in ready)
        second = next(a for ready in pool.map(behave, {"name": "second"}, pages("x")) for _, a in ready)
    assert isinstance(first, str)
    assert isinstance(second, str)
    assert (first.split()[0], second.split()[0]) == ("first", "second")


def test_skips_are_their_own_answers() -> None:
    from newsclean.model import Reason

    skip = Skip("s", None, Reason.UNREADABLE, "gone")
    with Pool(1) as pool:
        answers = [a for ready in pool.map(behave, CONTEXT, [skip, Page("p", b"x"), skip]) for a in ready]
    assert [source for source, _ in answers] == ["s", "p", "s"]


def test_reading_stays_bounded_ahead_of_a_slow_page() -> None:
    taken = 0

    def endless() -> Iterator[Page]:
        nonlocal taken
        yield Page("0", b"slow")
        for n in itertools.count(1):
            taken = n
            yield Page(str(n), b"x" * 1000)

    with Pool(2) as pool:
        for ready in pool.map(behave, CONTEXT, endless()):
            if len(ready) > 5:
                break
        assert taken < 4000


def test_a_slow_input_does_not_hold_back_what_is_done() -> None:
    given = threading.Event()

    def slow() -> Iterator[Page]:
        yield Page("0", b"x")
        assert given.wait(30), "the first answer waited for the second page"
        yield Page("1", b"y")

    with Pool(1) as pool:
        for ready in pool.map(behave, CONTEXT, slow()):
            if ready:
                given.set()


def test_stopping_finishes_what_is_in_progress() -> None:
    with Pool(1) as pool:
        count = 0
        for ready in pool.map(behave, CONTEXT, (Page(str(n), b"x") for n in itertools.count())):
            count += len(ready)
            if count:
                pool.stop()
        assert 0 < count < 200


def test_an_error_of_the_reader_is_raised_after_what_it_gave() -> None:
    def broken() -> Iterator[Page]:
        yield Page("0", b"x")
        raise RuntimeError("the reader")

    with Pool(1) as pool:
        answers = itertools.chain.from_iterable(pool.map(behave, CONTEXT, broken()))
        assert next(answers)[0] == "0"
        with pytest.raises(RuntimeError, match="the reader"):
            next(answers)


def test_workers_that_cannot_start_are_an_error_and_not_a_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsclean.workers.launch._BOOT", "raise SystemExit(1)")
    with Pool(1) as pool, pytest.raises(WorkerError, match="start"):
        run(pool, "a")


def test_a_context_that_cannot_be_set_up_is_an_error() -> None:
    with Pool(1) as pool, pytest.raises(WorkerError, match="set up"):
        list(pool.map(behave, _Unloadable(), pages("a")))


class _Unloadable:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return int, ("not a number",)


def test_workers_end_with_their_parent() -> None:
    with Pool(2) as pool:
        run(pool, "slow", "slow", "a")
        pids = worker_pids(pool)
        assert pids
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_few_quick_items_are_left_to_one_worker_and_many_are_not() -> None:
    with Pool(2) as pool:
        run(pool, *["x"] * 6)
        assert len(worker_pids(pool)) == 1
        run(pool, *["brief"] * 150)
        assert len(worker_pids(pool)) == 2


def test_a_slow_item_does_not_hold_back_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsclean.workers.pool._SLOW_SECONDS", 0.6)
    with Pool(2, timeout=0.4) as pool:
        answers = pool.map(behave, CONTEXT, pages("hang", "a", "b"))
        workers = 0
        for _ in answers:
            workers = max(workers, len(worker_pids(pool)))
    assert workers == 2


def test_a_system_without_room_for_one_more_worker_makes_do(monkeypatch: pytest.MonkeyPatch) -> None:
    with Pool(2) as pool:
        pool.warm_up()

        def refuse(*_: object) -> None:
            raise BlockingIOError(11, "Resource temporarily unavailable")

        monkeypatch.setattr("newsclean.workers.pool.Worker", refuse)
        assert run(pool, *["brief"] * 120) == ["brief"] * 120
    with Pool(1) as pool, pytest.raises(WorkerError, match="cannot be started: Resource temporarily unavailable"):
        run(pool, "a")
