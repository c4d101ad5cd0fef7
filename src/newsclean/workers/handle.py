"""One worker process, seen from the parent: its batch, its answers, its end."""

from __future__ import annotations

import contextlib
import signal
import subprocess
from collections import deque
from time import monotonic
from typing import Any

from newsclean.model import Reason
from newsclean.workers.launch import launch
from newsclean.workers.limits import Limits, Watch
from newsclean.workers.main import OUT_OF_MEMORY_STATUS
from newsclean.workers.schedule import Task
from newsclean.workers.usage import Usage


class Worker:
    """A process that works on one batch at a time. `tasks` are those of its batch without an answer.

    `lane` is the one that its items wait in.
    """

    def __init__(self, limits: Limits, preload: str = "", lane: int = 0) -> None:
        self.lane = lane
        self._process, self.connection, self._cell = launch(limits.memory, preload)
        self.pid = self._process.pid
        self._usage = Usage(self.pid)
        self._watch = Watch(limits, self._usage)
        self.tasks: deque[Task] = deque()
        self.batch = 0  # items of the batch that it was given last
        self.assigned = 0.0  # time.monotonic() when it was sent, or when the worker was ready for it
        self.used = self.booted = self.is_warm = False
        self.start_seconds = 0.0  # of processor time, until its first item was done
        self._used_before = 0.0  # seconds of processor time, before the setup
        self._setup: bytes | None = None
        self._done = 0  # items

    def assign(self, tasks: list[Task], setup: bytes) -> bool:
        """Send a batch; False if the worker is dead. The tasks are its own in either case."""
        self.tasks.extend(tasks)
        self.batch = len(tasks)
        self.assigned = monotonic()
        self.used = True
        try:
            if self._setup is not setup:
                if self._setup is not None:
                    self._used_before = self._usage.processor_seconds() or 0.0
                self.is_warm = False
                self.connection.send(("setup", setup))
                self._setup = setup
            self.connection.send(("work", [task.item for task in tasks]))
        except OSError:
            return False
        return True

    def end_loading(self) -> None:
        """Take note that the first batch after a setup is done: all that an item needs is loaded by now."""
        self.is_warm = True
        self.start_seconds += (self._usage.processor_seconds() or 0.0) - self._used_before

    def receive(self) -> tuple[list[tuple[Any, int]], bool]:
        """Return the messages that have come, with their bytes, and whether the worker is still there."""
        messages, is_alive = self.connection.received()
        for (kind, payload), _ in messages:
            self.booted = True
            if kind == "ready":
                self.assigned = monotonic()  # start-up is no measure of the pages
            elif kind == "done":
                self._done += len(payload)
        return messages, is_alive

    def current(self) -> int:
        """Return which of its `tasks` it is working on, -1 if none."""
        position = self._cell.read().index - (self.batch - len(self.tasks))
        return position if 0 <= position < len(self.tasks) else -1

    def in_progress(self) -> tuple[str, float] | None:
        """Return the source of the item that it works on, and for how many seconds."""
        position = self.current()
        if position < 0:
            return None
        return str(self.tasks[position].item.source), monotonic() - self._cell.read().since

    def is_slow(self, seconds: float) -> bool:
        """Return whether it has been working on one item for longer than this."""
        held = self.in_progress()
        return held is not None and held[1] > seconds

    def over_limit(self) -> tuple[Reason, str] | None:
        """Return the reason and detail if it must be killed."""
        return self._watch.over_limit(self._cell.read(), self.assigned)

    def is_worn(self) -> bool:
        """Return whether a new one should take its place."""
        return self._watch.is_worn(self._done)

    def was_killed(self) -> bool:
        """Return whether somebody else ended it."""
        return self._process.returncode in (-signal.SIGKILL, -signal.SIGTERM)

    def cause_of_death(self) -> tuple[Reason, str]:
        """Return the reason and detail, by the exit status of the dead process."""
        status = self._process.returncode
        if status == OUT_OF_MEMORY_STATUS:
            return Reason.OUT_OF_MEMORY, "an allocation beyond the limit (--max-memory)"
        if status is not None and status < 0:
            return Reason.CRASHED, f"the worker was killed by signal {-status}"
        return Reason.CRASHED, f"the worker ended with status {status}"

    def kill(self, grace: float = 0.0) -> None:
        """End it. One that is dying by itself gets `grace` seconds, so that its own status shows."""
        self.connection.close()
        if grace:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(grace)
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
