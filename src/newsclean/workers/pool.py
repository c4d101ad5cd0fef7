"""Worker processes that can be killed: limits that hold inside C code, and a death costs one page at most.

`concurrent.futures` can do neither: there, one dead worker breaks the pool, and a running task cannot be
stopped. Each worker here has a socket of its own, so that killing one leaves no lock held.
"""

from __future__ import annotations

import pickle
import selectors
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from newsclean.model import Reason, Skip
from newsclean.workers.handle import Worker
from newsclean.workers.limits import MIB, Limits
from newsclean.workers.main import guarded
from newsclean.workers.schedule import Schedule
from newsclean.workers.system import WorkerError, reserve_files

T = TypeVar("T")

DEFAULT_TIMEOUT = 20.0  # seconds for one page
DEFAULT_MEMORY = 448 * MIB  # bytes of one worker
_TICK = 0.05  # seconds between two looks at the workers' time and memory
_IDLE_TICK = 0.5  # seconds, while all of them wait for input
_BATCH_SECONDS = 0.2  # work per batch: long against what it costs to wake the other process
_MAX_BATCH = 32
_MAX_BOOT_DEATHS = 5
_KILLED_COUNTS = 0.05
_START_SECONDS = 1.0  # that a worker takes until its first item is done, before one has been measured
# One more worker, which takes s to start, ends work of W seconds (W - s) / 2 earlier: worth its s from 3 s on.
_MIN_WORK_PER_START = 3.0
# Before it is known how long an item takes, this is worth one more worker: so many that wait, or so long on the first.
_MANY_ITEMS = 100
_MIN_MEASURED_ITEMS = 8  # the first ones load what is loaded when first needed
_SLOW_SECONDS = 2.0


class Pool:
    """`jobs` worker processes (0: work here, no limits), `timeout` seconds, `memory` bytes, module to `preload`."""

    def __init__(
        self, jobs: int, *, timeout: float = DEFAULT_TIMEOUT, memory: int = DEFAULT_MEMORY, preload: str = ""
    ) -> None:
        self._jobs = jobs
        self._limits = Limits(timeout, memory)
        self._preload = preload
        self._workers: list[Worker] = []
        self._selector = selectors.DefaultSelector()
        self._seconds = 0.0  # running mean of the time of one item
        self._measured = 0  # items
        self._start_seconds = _START_SECONDS
        self._boot_deaths = 0.0
        self._looked = 0.0
        self.stopping = False
        self.replaced = 0  # workers that died or were killed

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def warm_up(self) -> None:
        """Start a first worker: it imports `preload` while the caller prepares the first `map`.

        Raises `WorkerError` if the system does not allow for all of them.
        """
        reserve_files(self._jobs)
        if self._jobs and not self._workers:
            self._start_worker()

    def close(self) -> None:
        """End all workers, at once."""
        for worker in self._workers:
            worker.kill()
        self._workers.clear()
        self._selector.close()

    def stop(self) -> None:
        """Begin no more items: `map` ends when what is in progress is done."""
        self.stopping = True

    def in_progress(self) -> tuple[str, float] | None:
        """Return the item that has been in progress for the longest time, and the seconds since it was begun."""
        held = [found for worker in self._workers if (found := worker.in_progress()) is not None]
        return max(held, key=lambda pair: pair[1], default=None)

    def map(
        self,
        function: Callable[[Any, Any], T],
        context: object,
        items: Iterable[Any],
        prepare: Callable[[Any], None] | None = None,
    ) -> Iterator[list[tuple[str, T | Skip]]]:
        """Yield `function(context, item)` of each item: lists of `(item.source, answer)`, in the items' order.

        An item that is a `Skip` is its own answer. An exception of `function` becomes a `Skip`; so does an
        item that kills its worker, overruns its time or its memory twice, the second time alone in a new
        process. `prepare(context)` runs once in each worker, before its first item and outside of the limits.
        A list may be empty: a sign of life, several times a second while nothing is done.
        """
        if self._jobs == 0:
            yield from self._map_here(function, context, items)
            return
        setup = pickle.dumps((function, context, prepare), pickle.HIGHEST_PROTOCOL)
        schedule = Schedule(items, self._jobs)
        self._seconds, self._measured = 0.0, 0
        self._selector.register(schedule.feed.signal, selectors.EVENT_READ, None)
        schedule.feed.start()
        try:
            yield from self._loop(schedule, setup)
        finally:
            if self._selector.get_map() is not None:  # else the pool is closed
                self._selector.unregister(schedule.feed.signal)
            schedule.feed.stop()
            for worker in [w for w in self._workers if w.tasks]:
                self._remove(worker)

    def _map_here(
        self, function: Callable[[Any, Any], T], context: object, items: Iterable[Any]
    ) -> Iterator[list[tuple[str, T | Skip]]]:
        for item in items:
            yield [(item.source, item if isinstance(item, Skip) else guarded(function, context, item))]
            if self.stopping:
                return

    def _loop(self, schedule: Schedule, setup: bytes) -> Iterator[list[tuple[str, Any]]]:
        while True:
            self._dispatch(schedule, setup)
            busy = any(worker.tasks for worker in self._workers)
            if not schedule.has_ready:
                if not busy and (self.stopping or schedule.is_finished):
                    break
                self._wait(schedule, busy)
                self._dispatch(schedule, setup)  # no worker waits while the caller handles what came back
            yield schedule.ready()
        schedule.feed.check()

    def _dispatch(self, schedule: Schedule, setup: bytes) -> None:
        while not self.stopping:
            worker = self._idle_worker(schedule)
            if worker is None:
                return
            limit = self._batch_size(schedule)
            tasks = schedule.next_tasks(limit, for_new_worker=not worker.used, lane=worker.lane)
            if not tasks:
                return
            if not worker.assign(tasks, setup):
                self._handle_death(worker, schedule, None)

    def _idle_worker(self, schedule: Schedule) -> Worker | None:
        """Return a worker that waits for work; a new one if there is work and there may be one more."""
        if not (schedule.waiting or schedule.has_suspects):
            return None
        for worker in [w for w in self._workers if not w.tasks]:
            if schedule.has_suspects and worker.used:
                continue
            if worker.is_worn():
                self._remove(worker)
                continue
            return worker
        if len(self._workers) >= self._jobs:
            if not schedule.has_suspects:
                return None
            # A suspect needs a new worker: an idle one makes room for it.
            idle = next((w for w in self._workers if not w.tasks), None)
            if idle is None:
                return None
            self._remove(idle)
        elif not self._pays(schedule):
            return None
        return self._start_worker()

    def _pays(self, schedule: Schedule) -> bool:
        """Return whether what waits is worth the time that one more worker takes to start."""
        if not self._workers or schedule.has_suspects or schedule.feed.is_full:
            return True
        if self._measured >= _MIN_MEASURED_ITEMS:
            return schedule.waiting * self._seconds > _MIN_WORK_PER_START * self._start_seconds
        return schedule.waiting >= _MANY_ITEMS or all(worker.is_slow(_SLOW_SECONDS) for worker in self._workers)

    def _start_worker(self) -> Worker | None:
        """Start one more worker; None if the system has no room for another."""
        try:
            lane = min(set(range(self._jobs)) - {worker.lane for worker in self._workers})
            worker = Worker(self._limits, self._preload, lane)
        except OSError as error:
            if self._workers:
                self._jobs = len(self._workers)
                return None
            raise WorkerError(f"a worker process cannot be started: {error.strerror}; try fewer --jobs") from None
        self._workers.append(worker)
        self._selector.register(worker.connection, selectors.EVENT_READ, worker)
        return worker

    def _batch_size(self, schedule: Schedule) -> int:
        if not self._seconds:
            return 1
        return max(1, min(int(_BATCH_SECONDS / self._seconds), _MAX_BATCH, schedule.waiting // self._jobs))

    def _wait(self, schedule: Schedule, busy: bool) -> None:
        for key, _ in self._selector.select(_TICK if busy else _IDLE_TICK):
            if key.data is None:
                schedule.feed.clear_signal()
            else:
                self._receive(key.data, schedule)
        now = time.monotonic()
        if busy and now - self._looked >= _TICK:
            self._looked = now
            for worker in [w for w in self._workers if w.tasks]:
                over = worker.over_limit()
                if over is not None:
                    self._handle_death(worker, schedule, over)

    def _receive(self, worker: Worker, schedule: Schedule) -> None:
        messages, alive = worker.receive()
        for (kind, payload), size in messages:
            if kind == "broken":
                raise WorkerError(f"workers cannot be set up: {payload}")
            self._boot_deaths = 0
            if kind == "done":
                schedule.finish([worker.tasks.popleft() for _ in payload], payload, size)
                if not worker.tasks:
                    self._measure(worker)
        if not alive:
            self._handle_death(worker, schedule, None)

    def _measure(self, worker: Worker) -> None:
        """Learn from a finished batch how long an item takes."""
        if not worker.is_warm:
            worker.end_loading()  # its first batch took the time that loading takes
            self._start_seconds = worker.start_seconds or self._start_seconds
            return
        self._measured += worker.batch
        mean = (time.monotonic() - worker.assigned) / worker.batch
        self._seconds = 0.8 * self._seconds + 0.2 * mean if self._seconds else mean

    def _handle_death(self, worker: Worker, schedule: Schedule, over: tuple[Reason, str] | None) -> None:
        """Handle a worker that died, or is to be killed for `over`: isolate the item in progress, requeue the rest."""
        tasks, current = list(worker.tasks), worker.current()
        self._remove(worker, grace=0.0 if over else 1.0)
        self.replaced += 1
        if not worker.booted and over is None:
            self._count_boot_death(worker)
        schedule.lose(tasks, current, over or worker.cause_of_death())

    def _count_boot_death(self, worker: Worker) -> None:
        # One that was killed from outside says nothing about whether workers can start.
        self._boot_deaths += _KILLED_COUNTS if worker.was_killed() else 1
        if self._boot_deaths > _MAX_BOOT_DEATHS + self._jobs:
            raise WorkerError("worker processes die while they start")

    def _remove(self, worker: Worker, grace: float = 0.0) -> None:
        self._selector.unregister(worker.connection)
        self._workers.remove(worker)
        worker.kill(grace)
