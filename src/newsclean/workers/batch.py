"""A batch of items and the workers for it: every pass yields all answers, in order, as often as needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol, TypeVar

from newsclean.model import Skip
from newsclean.workers.pool import Pool

T = TypeVar("T")


class Watcher(Protocol):
    """Receives the progress of a batch."""

    def phase(self, name: str) -> None:
        """Begin a new part of the work."""

    def update(self, done: int) -> None:
        """Take note that `done` more items came back; 0 is a sign of life."""


class WorkerBatch:
    """Items that can be asked for again, and a pool that works on them. `prepare` runs once in each worker."""

    def __init__(
        self,
        items: Callable[[], Iterator[Any]],
        pool: Pool,
        prepare: Callable[[Any], None] | None = None,
        watcher: Watcher | None = None,
    ) -> None:
        self.items = items
        self._pool = pool
        self._prepare = prepare
        self._watcher = watcher

    def map(
        self, function: Callable[[Any, Any], T], context: object, items: Iterable[Any]
    ) -> Iterator[tuple[str, T | Skip]]:
        """Yield `(source, function(context, item))` for each item, in order, worked out by the workers."""
        for answers in self.map_ready(function, context, items):
            yield from answers

    def map_ready(
        self, function: Callable[[Any, Any], T], context: object, items: Iterable[Any]
    ) -> Iterator[list[tuple[str, T | Skip]]]:
        """Yield the same in lists of what is ready; an empty list is a sign of life."""
        for answers in self._pool.map(function, context, items, self._prepare):
            if self._watcher is not None:
                self._watcher.update(len(answers))
            yield answers

    def phase(self, name: str, total: int | None = None) -> None:
        """Say what is being done."""
        if self._watcher is not None:
            self._watcher.phase(name)
