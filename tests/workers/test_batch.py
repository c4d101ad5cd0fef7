"""Batches: every pass has all answers, and a watcher hears of them."""

from __future__ import annotations

from collections.abc import Iterator

from support.pool_functions import behave

from newsclean.model import Page
from newsclean.workers.batch import WorkerBatch
from newsclean.workers.pool import Pool


class Noted:
    def __init__(self) -> None:
        self.phases: list[tuple[str, int | None]] = []
        self.done = 0

    def phase(self, name: str, total: int | None = None) -> None:
        self.phases.append((name, total))

    def update(self, done: int) -> None:
        self.done += done


def items() -> Iterator[Page]:
    return (Page(str(n), b"p") for n in range(5))


def test_each_pass_has_all_answers_in_order_and_is_watched() -> None:
    watcher = Noted()
    with Pool(0) as pool:
        batch = WorkerBatch(items, pool, watcher=watcher)
        batch.phase("first", 5)
        for _ in range(2):
            assert [source for source, _ in batch.map(behave, {"name": "a"}, batch.items())] == list("01234")
    assert watcher.phases == [("first", 5)]
    assert watcher.done == 10


def test_without_a_watcher_nothing_is_told() -> None:
    with Pool(0) as pool:
        batch = WorkerBatch(items, pool)
        batch.phase("first")
        assert sum(len(answers) for answers in batch.map_ready(behave, {"name": "a"}, batch.items())) == 5
