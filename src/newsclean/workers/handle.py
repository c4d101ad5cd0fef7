"""One worker process, seen from the parent: start, assign, watch, kill."""

from __future__ import annotations

import contextlib
import json
import mmap
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections import deque
from pathlib import Path
from time import monotonic
from typing import Any

from newsclean.model import Reason
from newsclean.workers.main import CELL, OUT_OF_MEMORY_STATUS, send, unpack
from newsclean.workers.schedule import Task

MIB = 1 << 20
_BOOT = (
    "import json,sys; sys.path[:]=json.loads(sys.argv[1]); from newsclean.workers.main import main;"
    " main(*map(int,sys.argv[3:]),sys.argv[2])"
)
_SEND_TIMEOUT = 120.0  # seconds a worker may leave a batch unread
_BOOT_TIMEOUT = 120.0  # seconds from a batch's sending to its first page, start-up included
_WORN_ITEMS = 20_000
_WORN_SHARE = 0.6  # of the memory limit, between two batches
_PATIENCE = 3
# There is a worker for each processor already: numerical libraries must not start threads of their own.
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE_SIZE = os.sysconf("SC_PAGE_SIZE")


class Worker:
    """A process that works on one batch at a time. `tasks` are those of its batch without an answer."""

    def __init__(self, memory: int, preload: str = "") -> None:
        self.connection, theirs = socket.socketpair()
        self.connection.settimeout(_SEND_TIMEOUT)
        with tempfile.TemporaryFile() as file:
            file.truncate(CELL.size)
            self._cell = mmap.mmap(file.fileno(), CELL.size)
            CELL.pack_into(self._cell, 0, -1, 0.0, 0.0)
            arguments = [json.dumps(sys.path), preload, theirs.fileno(), file.fileno(), os.getpid(), memory]
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", _BOOT, *map(str, arguments)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(), file.fileno()),
                env={**dict.fromkeys(_ONE_THREAD, "1"), **os.environ},
                process_group=0,  # a terminal's Ctrl-C is for the parent to handle
            )
        theirs.close()
        self.pid = self._process.pid
        self.tasks: deque[Task] = deque()
        self.batch = 0  # items of the batch that it was given last
        self.assigned = 0.0  # when it was sent
        self.used = self.booted = self.is_warm = False
        self.start_seconds = 0.0  # of processor time, until its first item was done
        self._watched: tuple[float, float, float] | None = None
        self._used_before = 0.0  # seconds of processor time, before the setup
        self._setup: bytes | None = None
        self._done = 0
        self._buffer = bytearray()

    def assign(self, tasks: list[Task], setup: bytes) -> bool:
        """Send a batch; False if the worker is dead. The tasks are its own in either case."""
        self.tasks.extend(tasks)
        self.batch = len(tasks)
        self.assigned = monotonic()
        self.used = True
        try:
            if self._setup is not setup:
                if self._setup is not None:
                    self._used_before = self.processor_time() or 0.0
                self.is_warm = False
                send(self.connection, ("setup", setup))
                self._setup = setup
            send(self.connection, ("work", [task.item for task in tasks]))
        except OSError:
            return False
        return True

    def end_loading(self) -> None:
        """Take note that the first batch after a setup is done: all that an item needs is loaded by now."""
        self.is_warm = True
        self.start_seconds += (self.processor_time() or 0.0) - self._used_before

    def receive(self) -> tuple[list[tuple[Any, int]], bool]:
        """Return the messages that have come, with their sizes, and whether the worker is still there."""
        alive = True
        try:
            data = self.connection.recv(1 << 20, socket.MSG_DONTWAIT)
            alive = bool(data)
            self._buffer += data
        except BlockingIOError:
            pass
        except OSError:
            alive = False
        messages = []
        while (message := unpack(self._buffer)) is not None:
            messages.append(message)
            if message[0][0] == "ready":
                self.assigned = monotonic()  # start-up is no measure of the pages
            self.booted = True
            if message[0][0] == "done":
                self._done += len(message[0][1])
        return messages, alive

    def current(self) -> int:
        """Return which of its `tasks` it is working on, -1 if none."""
        index = int(CELL.unpack_from(self._cell, 0)[0])
        position = index - (self.batch - len(self.tasks))
        return position if 0 <= position < len(self.tasks) else -1

    def in_progress(self) -> tuple[str, float] | None:
        """Return the source of the item that it works on, and for how many seconds."""
        position = self.current()
        if position < 0:
            return None
        _, since, _ = CELL.unpack_from(self._cell, 0)
        return str(self.tasks[position].item.source), monotonic() - since

    def is_slow(self, seconds: float) -> bool:
        """Return whether it has been working on one item for longer than this."""
        held = self.in_progress()
        return held is not None and held[1] > seconds

    def over_limit(self, timeout: float, memory: int) -> tuple[Reason, str] | None:
        """Return the reason and detail if it must be killed: `timeout` in seconds, `memory` in bytes.

        The time is the processor's, so that a page's fate does not hang on what else the machine does; a page that
        sleeps instead of working is killed after `_PATIENCE` times as long. Waiting for a processor is not sleeping.
        """
        index, since, used = CELL.unpack_from(self._cell, 0)
        now = monotonic()
        if index >= 0 and now - since > timeout:
            spent = self.processor_time()
            if spent is None or spent - used > timeout or self._asleep(since) > (_PATIENCE - 1) * timeout:
                return Reason.TIMEOUT, f"more than {timeout:g} s (--timeout)"
        if index < 0 and now - self.assigned > timeout + _BOOT_TIMEOUT and self._asleep(self.assigned) > timeout:
            return Reason.TIMEOUT, "the worker did not answer"
        if self.memory() > memory:
            return Reason.OUT_OF_MEMORY, f"more than {memory // MIB} MiB (--max-memory)"
        return None

    def _asleep(self, since: float) -> float:
        """Return for how many seconds it neither worked nor waited for a processor, after the first look at it.

        `since` tells one item, or one start, from another.
        """
        now = monotonic()
        busy = (self.processor_time() or 0.0) + self._queued_seconds()
        if self._watched is None or self._watched[0] != since:
            self._watched = since, now, busy
        _, then, busy_then = self._watched
        return (now - then) - (busy - busy_then)

    def _queued_seconds(self) -> float:
        """Return for how many seconds it waited for a processor in its life; 0 where the system does not tell."""
        try:
            return int(Path(f"/proc/{self.pid}/schedstat").read_text(encoding="ascii").split()[1]) / 1e9
        except (OSError, IndexError, ValueError):
            return 0.0

    def processor_time(self) -> float | None:
        """Return the seconds of processor time that it has used, None where the system does not tell."""
        try:
            stat = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii", errors="replace")
        except OSError:
            return None
        user, system = stat.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / _TICKS

    def memory(self) -> int:
        """Return its resident bytes; 0 where the system does not tell."""
        try:
            fields = Path(f"/proc/{self.pid}/statm").read_text(encoding="ascii").split()
        except OSError:
            return 0
        return (int(fields[1]) - int(fields[2])) * _PAGE_SIZE

    def is_worn(self, memory: int) -> bool:
        """Return whether it has done so much, or grown so much, that a new one should take its place."""
        if not self._done:
            return False
        return self._done >= _WORN_ITEMS or self.memory() > _WORN_SHARE * memory

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
