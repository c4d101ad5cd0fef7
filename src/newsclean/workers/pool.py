"""Worker processes that can be killed: limits that hold inside C code, and a death costs one page at most.

`concurrent.futures` can do neither: there, one dead worker breaks the pool, and a running task cannot be
stopped. Each worker here has a socket of its own, so that killing one leaves no lock held.
"""

from __future__ import annotations

import os
import pickle
import resource
import selectors
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from newsclean.errors import Exit, NewscleanError
from newsclean.model import Reason, Skip
from newsclean.workers.handle import MIB, Task, Worker
from newsclean.workers.main import guarded
from newsclean.workers.readahead import Feed

T = TypeVar("T")

DEFAULT_TIMEOUT = 20.0  # seconds for one page
DEFAULT_MEMORY = 448 * MIB  # bytes of one worker
_TICK = 0.05  # seconds between two looks at the workers' time and memory
_IDLE_TICK = 0.5  # seconds, while all of them wait for input
_BATCH_SECONDS = 0.04  # work per batch: long against the cost of sending it, short against the tick
_MAX_BATCH = 32
_BATCH_BYTES = 2 * MIB
# How far finished pages may be ahead of an unfinished one.
_WINDOW = 2000
_WINDOW_BYTES = 64 * MIB
_MAX_REQUEUES = 5
_MAX_BOOT_DEATHS = 5
_KILLED_COUNTS = 0.05
_START_SECONDS = 1.0  # that a worker takes until its first page is done
_MANY_ITEMS = 100  # that wait: worth a worker before it is known how long one takes
_FILES_PER_WORKER = 4
_OTHER_FILES = 48  # outputs, archives within archives, what libraries open


def available_cores() -> int:
    """Return the number of processors that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS
        return os.cpu_count() or 1


def reserve_files(jobs: int) -> None:
    """Raise the limit of open files to what so many workers take. Raises `WorkerError` if that is not allowed."""
    needed = _FILES_PER_WORKER * jobs + _OTHER_FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or soft >= needed:
        return
    if hard != resource.RLIM_INFINITY and hard < needed:
        raise WorkerError(
            f"--jobs {jobs} takes {needed} open files, and the limit is {hard}: raise it with `ulimit -n {needed}`,"
            " or try fewer --jobs"
        )
    resource.setrlimit(resource.RLIMIT_NOFILE, (needed, hard))


class WorkerError(NewscleanError):
    """Worker processes do not start."""

    status = Exit.FAILED_PAGES


@dataclass(slots=True)
class _Run:
    """The state of one `map`."""

    feed: Feed
    setup: bytes
    answers: dict[int, tuple[str, Any, int]] = field(default_factory=dict)  # with their bytes
    requeued: deque[Task] = field(default_factory=deque)  # lost with a worker that worked on another
    isolated: deque[Task] = field(default_factory=deque)  # suspects: to be tried alone, in a new worker
    base: int = 0  # ordinal of the next answer to give
    next: int = 0  # ordinal of the next item to take
    held: int = 0  # bytes of the answers not yet given


class Pool:
    """`jobs` worker processes (0: work here, no limits), `timeout` seconds, `memory` bytes, module to `preload`."""

    def __init__(
        self, jobs: int, *, timeout: float = DEFAULT_TIMEOUT, memory: int = DEFAULT_MEMORY, preload: str = ""
    ) -> None:
        self._jobs = jobs
        self._timeout = timeout
        self._memory = memory
        self._preload = preload
        self._workers: list[Worker] = []
        self._selector = selectors.DefaultSelector()
        self._seconds = 0.0  # running mean of the time of one item
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

    def pids(self) -> list[int]:
        """Process ids of the workers."""
        return [worker.pid for worker in self._workers]

    def map(
        self,
        function: Callable[[Any, Any], T],
        context: object,
        items: Iterable[Any],
        prepare: Callable[[Any], None] | None = None,
    ) -> Iterator[list[tuple[str, T | Skip]]]:
        """`function(context, item)` of each item: lists of `(item.source, answer)`, in the items' order.

        An item that is a `Skip` is its own answer. An exception of `function` becomes a `Skip`; so does an
        item that kills its worker, overruns its time or its memory twice, the second time alone in a new
        process. `prepare(context)` runs once in each worker, before its first item and outside of the limits.
        A list may be empty: a sign of life, several times a second while nothing is done.
        """
        if self._jobs == 0:
            yield from self._map_here(function, context, items)
            return
        run = _Run(Feed(items), pickle.dumps((function, context, prepare), pickle.HIGHEST_PROTOCOL))
        self._selector.register(run.feed.signal, selectors.EVENT_READ, None)
        run.feed.start()
        try:
            yield from self._loop(run)
        finally:
            if self._selector.get_map() is not None:  # else the pool is closed
                self._selector.unregister(run.feed.signal)
            run.feed.stop()
            for worker in [w for w in self._workers if w.tasks]:
                self._remove(worker)

    def _map_here(
        self, function: Callable[[Any, Any], T], context: object, items: Iterable[Any]
    ) -> Iterator[list[tuple[str, T | Skip]]]:
        for item in items:
            yield [(item.source, item if isinstance(item, Skip) else guarded(function, context, item))]
            if self.stopping:
                return

    def _loop(self, run: _Run) -> Iterator[list[tuple[str, Any]]]:
        while True:
            self._dispatch(run)
            busy = any(worker.tasks for worker in self._workers)
            if run.base not in run.answers:
                if not busy and (self.stopping or self._finished(run)):
                    break
                self._wait(run, busy)
            yield self._ready(run)
        run.feed.check()

    def _finished(self, run: _Run) -> bool:
        return run.feed.exhausted and not run.requeued and not run.isolated and not run.answers

    def _ready(self, run: _Run) -> list[tuple[str, Any]]:
        """Return the answers whose turn has come."""
        ready = []
        while run.base in run.answers:
            source, answer, size = run.answers.pop(run.base)
            ready.append((source, answer))
            run.held -= size
            run.base += 1
        return ready

    def _dispatch(self, run: _Run) -> None:
        while not self.stopping:
            worker = self._idle_worker(run)
            if worker is None:
                return
            tasks = self._next_tasks(run, worker)
            if not tasks:
                return
            if not worker.assign(tasks, run.setup):
                self._handle_death(worker, run, None)

    def _idle_worker(self, run: _Run) -> Worker | None:
        """Return a worker that waits for work; a new one if there is work and there may be one more."""
        if not (run.requeued or run.isolated or run.feed.waiting):
            return None
        for worker in [w for w in self._workers if not w.tasks]:
            if run.isolated and worker.used:
                continue
            if worker.is_worn(self._memory):
                self._remove(worker)
                continue
            return worker
        if len(self._workers) >= self._jobs:
            if not run.isolated:
                return None
            # A suspect needs a new worker: an idle one makes room for it.
            idle = next((w for w in self._workers if not w.tasks), None)
            if idle is None:
                return None
            self._remove(idle)
        elif not self._pays(run):
            return None
        return self._start_worker()

    def _pays(self, run: _Run) -> bool:
        """Return whether what waits is worth the time that one more worker takes to start."""
        waiting = len(run.requeued) + run.feed.waiting
        if not self._workers or run.isolated or waiting >= _MANY_ITEMS:
            return True
        if self._seconds:
            return waiting * self._seconds > _START_SECONDS
        return all(worker.is_slow(_START_SECONDS) for worker in self._workers)

    def _start_worker(self) -> Worker | None:
        """Start one more worker; None if the system has no room for another."""
        try:
            worker = Worker(self._memory, self._preload)
        except OSError as error:
            if self._workers:
                self._jobs = len(self._workers)
                return None
            raise WorkerError(f"a worker process cannot be started: {error.strerror}; try fewer --jobs") from None
        self._workers.append(worker)
        self._selector.register(worker.connection, selectors.EVENT_READ, worker)
        return worker

    def _next_tasks(self, run: _Run, worker: Worker) -> list[Task]:
        if run.isolated and not worker.used:
            return [run.isolated.popleft()]
        tasks: list[Task] = []
        size = 0
        limit = self._batch_size(run)
        while len(tasks) < limit and size < _BATCH_BYTES:
            if run.requeued:
                tasks.append(run.requeued.popleft())
                continue
            if run.next - run.base >= _WINDOW or run.held > _WINDOW_BYTES:
                break
            item = run.feed.take()
            if item is None:
                break
            if isinstance(item, Skip):
                run.answers[run.next] = (item.source, item, 0)
            else:
                tasks.append(Task(run.next, item))
                size += len(getattr(item, "body", b""))
            run.next += 1
        return tasks

    def _batch_size(self, run: _Run) -> int:
        if not self._seconds:
            return 1
        waiting = len(run.requeued) + run.feed.waiting
        return max(1, min(int(_BATCH_SECONDS / self._seconds), _MAX_BATCH, waiting // self._jobs))

    def _wait(self, run: _Run, busy: bool) -> None:
        for key, _ in self._selector.select(_TICK if busy else _IDLE_TICK):
            if key.data is None:
                run.feed.clear_signal()
            else:
                self._receive(key.data, run)
        now = time.monotonic()
        if busy and now - self._looked >= _TICK:
            self._looked = now
            for worker in [w for w in self._workers if w.tasks]:
                over = worker.over_limit(self._timeout, self._memory)
                if over is not None:
                    self._handle_death(worker, run, over)

    def _receive(self, worker: Worker, run: _Run) -> None:
        messages, alive = worker.receive()
        for (kind, payload), size in messages:
            if kind == "broken":
                raise WorkerError(f"workers cannot be set up: {payload}")
            self._boot_deaths = 0
            if kind == "done":
                share = size // len(payload)
                run.held += share * len(payload)
                for answer in payload:
                    task = worker.tasks.popleft()
                    run.answers[task.ordinal] = (task.item.source, answer, share)
                if not worker.tasks and worker.batch and not worker.is_warm:
                    worker.is_warm = True  # its first batch took the time that loading takes
                elif not worker.tasks and worker.batch:
                    mean = (time.monotonic() - worker.assigned) / worker.batch
                    self._seconds = 0.8 * self._seconds + 0.2 * mean if self._seconds else mean
        if not alive:
            self._handle_death(worker, run, None)

    def _handle_death(self, worker: Worker, run: _Run, over: tuple[Reason, str] | None) -> None:
        """Handle a worker that died, or is to be killed for `over`: isolate the item in progress, requeue the rest."""
        tasks, current = list(worker.tasks), worker.current()
        self._remove(worker, grace=0.0 if over else 1.0)
        self.replaced += 1
        if not worker.booted and over is None:
            self._count_boot_death(worker)
        why = over or worker.cause_of_death()
        for position, task in enumerate(tasks):
            if position == current:
                self._suspect(run, task, why)
            else:
                self._requeue(run, task, why)

    def _count_boot_death(self, worker: Worker) -> None:
        # One that was killed from outside says nothing about whether workers can start.
        self._boot_deaths += _KILLED_COUNTS if worker.was_killed() else 1
        if self._boot_deaths > _MAX_BOOT_DEATHS + self._jobs:
            raise WorkerError("worker processes die while they start")

    def _suspect(self, run: _Run, task: Task, why: tuple[Reason, str]) -> None:
        """Give an item one isolated retry; the second death is its answer."""
        if task.is_suspect:
            skip = Skip(task.item.source, getattr(task.item, "url", None), *why)
            run.answers[task.ordinal] = (task.item.source, skip, 0)
        else:
            task.is_suspect = True
            run.isolated.append(task)

    def _requeue(self, run: _Run, task: Task, why: tuple[Reason, str]) -> None:
        """Do an item again; one that loses its worker too often is a suspect itself."""
        task.requeues += 1
        if task.requeues > _MAX_REQUEUES:
            self._suspect(run, task, why)
        else:
            (run.isolated if task.is_suspect else run.requeued).append(task)

    def _remove(self, worker: Worker, grace: float = 0.0) -> None:
        self._selector.unregister(worker.connection)
        self._workers.remove(worker)
        worker.kill(grace)
