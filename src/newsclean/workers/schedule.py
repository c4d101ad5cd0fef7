"""Schedule the items of one map: what is next, what came back, and what happens to items that lost their worker.

Answers are given in the items' order. An item that a worker was working on when it died is a suspect: it gets one
more try, alone in a new worker. The others of its batch are done again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from newsclean.model import Reason, Skip
from newsclean.workers.readahead import Feed

_MAX_BATCH_BYTES = 2 << 20
# How far finished items may be ahead of an unfinished one.
_MAX_AHEAD_ITEMS = 2000
_MAX_AHEAD_BYTES = 64 << 20
_MAX_REQUEUES = 5
# Items without an answer stay in memory: no more are given out while these are larger than this.
_MAX_OUT_BYTES = 64 << 20


@dataclass(slots=True)
class Task:
    """An item on its way. A suspect is one that a worker was working on when it died."""

    ordinal: int
    item: Any
    is_suspect: bool = False
    requeues: int = 0


def _size(item: Any) -> int:
    """Return the bytes that an item holds; a file that a worker opens holds none."""
    return len(getattr(item, "body", b""))


class Schedule:
    """The state of one map. `feed` reads the items, in a thread of its own, into a lane for each worker."""

    def __init__(self, items: Iterable[Any], lanes: int = 1) -> None:
        self.feed = Feed(items, lanes)
        self._answers: dict[int, tuple[str, Any, int]] = {}  # by ordinal: source, answer, bytes
        self._requeued: deque[Task] = deque()  # lost with a worker that worked on another
        self._isolated: deque[Task] = deque()  # suspects
        self._base = 0  # ordinal of the next answer to give
        self._taken = 0  # items
        self._held_bytes = 0  # of the answers not yet given
        self._out_bytes = 0  # of the items that are taken and have no answer yet

    @property
    def waiting(self) -> int:
        """The number of items, without suspects, that could be done at once."""
        return len(self._requeued) + self.feed.waiting

    @property
    def has_suspects(self) -> bool:
        """Whether an item waits for a new worker of its own."""
        return bool(self._isolated)

    @property
    def has_ready(self) -> bool:
        """Whether there is an answer whose turn has come."""
        return self._base in self._answers

    @property
    def is_finished(self) -> bool:
        """Whether all items have been taken, none is to be done again, and all answers are given."""
        return self.feed.exhausted and not self._requeued and not self._isolated and not self._answers

    def ready(self) -> list[tuple[str, Any]]:
        """Return the answers whose turn has come."""
        ready = []
        while self._base in self._answers:
            source, answer, size = self._answers.pop(self._base)
            ready.append((source, answer))
            self._held_bytes -= size
            self._base += 1
        return ready

    def next_tasks(self, limit: int, *, for_new_worker: bool, lane: int = 0) -> list[Task]:
        """Return at most `limit` tasks for the worker of a lane; a suspect is alone, and only for a new worker."""
        if self._isolated and for_new_worker:
            return [self._isolated.popleft()]
        tasks: list[Task] = []
        size, source = 0, self._lane_for(lane)
        while len(tasks) < limit and size < _MAX_BATCH_BYTES:
            if self._requeued:
                tasks.append(self._requeued.popleft())
                continue
            if source is None or self._out_bytes > _MAX_OUT_BYTES or (tasks and self._is_far_ahead):
                break
            taken = self.feed.take(source)
            if taken is None:
                break
            self._taken += 1
            ordinal, item = taken
            if isinstance(item, Skip):
                self._answers[ordinal] = (item.source, item, 0)
            else:
                tasks.append(Task(ordinal, item))
                size += _size(item)
                self._out_bytes += _size(item)
        return tasks

    def _lane_for(self, lane: int) -> int | None:
        """Return `lane`, or if nothing waits in it that of the first item; None if nothing may be taken.

        Far ahead of an unfinished item nothing may be taken but that item itself.
        """
        first = self.feed.first()
        if first is None or (self._is_far_ahead and first[0] != self._base):
            return None
        return first[1] if self._is_far_ahead or self.feed.is_empty(lane) else lane

    @property
    def _is_far_ahead(self) -> bool:
        return self._taken - self._base >= _MAX_AHEAD_ITEMS or self._held_bytes > _MAX_AHEAD_BYTES

    def finish(self, tasks: Sequence[Task], answers: Sequence[Any], size: int) -> None:
        """Take the answers of these tasks, which came in a message of `size` bytes."""
        share = size // len(tasks)
        self._held_bytes += share * len(tasks)
        for task, answer in zip(tasks, answers, strict=True):
            self._answers[task.ordinal] = (task.item.source, answer, share)
            self._out_bytes -= _size(task.item)

    def lose(self, tasks: Sequence[Task], current: int, why: tuple[Reason, str]) -> None:
        """Take back the tasks of a dead worker, which was working on number `current` of them (-1: none)."""
        for position, task in enumerate(tasks):
            if position == current:
                self._suspect(task, why)
            else:
                self._requeue(task, why)

    def _suspect(self, task: Task, why: tuple[Reason, str]) -> None:
        """Give an item one isolated retry; the second death is its answer."""
        if task.is_suspect:
            skip = Skip(task.item.source, getattr(task.item, "url", None), *why)
            self._answers[task.ordinal] = (task.item.source, skip, 0)
            self._out_bytes -= _size(task.item)
        else:
            task.is_suspect = True
            self._isolated.append(task)

    def _requeue(self, task: Task, why: tuple[Reason, str]) -> None:
        """Do an item again; one that loses its worker too often is a suspect itself."""
        task.requeues += 1
        if task.requeues > _MAX_REQUEUES:
            self._suspect(task, why)
        else:
            (self._isolated if task.is_suspect else self._requeued).append(task)
