"""Runs of newsclean for `benchmarks/faults.py`: as the command, or forked from this process, which has all loaded.

A forked run goes through the whole command line, but cleans pages in its own process: it costs a tenth of a command,
so that a thousand of them can be broken. What is about workers and limits is broken in commands.
"""

from __future__ import annotations

import contextlib
import dataclasses
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

COMMAND = [sys.executable, "-m", "newsclean"]
OPTIONS = ("--as-of", "2024-01-01", "--max-size", "2m")
FINISHED = (0, 1)
FILES = ("", ".rejects.jsonl", ".run.json")  # that a finished run leaves
_TICKS = os.sysconf("SC_CLK_TCK")


class Session:
    """A run in progress. `stderr` is what it wrote to standard error, once it has ended."""

    def __init__(
        self, root: Path, arguments: list[str], before: Callable[[], None] | None = None, *, fork: bool
    ) -> None:
        self.stderr = ""
        self.status: int | None = None
        self._errors = root / f"errors-{time.monotonic_ns()}"
        with self._errors.open("wb") as errors:
            if fork:
                self.pid = _forked(root, arguments, before, errors.fileno())
                return
            process = subprocess.Popen(
                [*COMMAND, *arguments], cwd=root, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors,
                preexec_fn=before,
            )  # fmt: skip
            process.returncode = 0  # it is waited for here, not by its object
            self.pid = process.pid

    def is_running(self) -> bool:
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._ended(status)
        return self.status is None

    def wait(self) -> int:
        """Wait for its end; its exit status, that of a signal is negative."""
        if self.status is None:
            self._ended(os.waitpid(self.pid, 0)[1])
        assert self.status is not None
        return self.status

    def signal(self, number: int) -> None:
        if self.is_running():
            os.kill(self.pid, number)

    def _ended(self, status: int) -> None:
        self.status = os.waitstatus_to_exitcode(status)
        self.stderr = self._errors.read_text(encoding="utf-8", errors="replace")
        self._errors.unlink()


def _forked(root: Path, arguments: list[str], before: Callable[[], None] | None, errors: int) -> int:
    if pid := os.fork():
        return pid
    status = 99
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # as long as the command is not there to answer
        os.chdir(root)
        os.dup2(errors, 2)
        os.dup2(os.open(os.devnull, os.O_RDWR), 1)
        if before is not None:
            before()
        status = _main(arguments)
    finally:
        os._exit(status)


def _main(arguments: list[str]) -> int:
    """Run the command line in this process, pages without workers; its exit status."""
    import traceback

    from newsclean.cli import clean
    from newsclean.cli import main as command

    run: Any = clean.run_and_report
    clean.run_and_report = lambda config, _pool=None: run(dataclasses.replace(config, jobs=0))
    sys.argv = ["newsclean", *arguments]
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        command.main()
    except SystemExit as ended:
        return int(ended.code or 0)
    except KeyboardInterrupt:
        return 130
    except BaseException:
        traceback.print_exc()
        return 98
    return 0


def processor_seconds(pid: int) -> dict[int, float]:
    """Seconds that a process and those below it have used, each."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    except OSError:
        return {}
    used = {pid: (int(fields[11]) + int(fields[12])) / _TICKS}
    for child in children(pid):
        used |= processor_seconds(child)
    return used


def children(pid: int) -> list[int]:
    """Process ids of the direct children."""
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [int(word) for word in text.split()]


@dataclasses.dataclass
class Case:
    """One run that is to be broken: its directory with the directory `in`, its output, its options."""

    root: Path
    output: str
    options: tuple[str, ...]
    chance: random.Random
    seconds: float  # that an undisturbed run takes
    is_command: bool = False

    def start(self, *more: str, before: Callable[[], None] | None = None, command: bool = False) -> Session:
        arguments = ["in", "-o", self.output, "--resume", *OPTIONS, *self.options, *more]
        return Session(self.root, arguments, before, fork=not (command or self.is_command))

    def run(self, *more: str, before: Callable[[], None] | None = None, command: bool = False) -> tuple[int, str]:
        """Run to the end: exit status and messages."""
        session = self.start(*more, before=before, command=command)
        return session.wait(), session.stderr

    def wait(self, session: Session) -> None:
        """Let a run continue for a random part of its time."""
        end = time.monotonic() + self.chance.uniform(0.02, self.seconds)
        while session.is_running() and time.monotonic() < end:
            time.sleep(0.005)

    def path(self, suffix: str = "") -> Path:
        return self.root / (self.output + suffix)

    def files(self) -> list[bytes]:
        """The bytes of output and rejects."""
        paths = [self.path(), self.path(".rejects.jsonl")]
        return [path.read_bytes() if path.exists() else b"" for path in paths]

    def break_off(self) -> None:
        """Kill a first session at a random moment, so that what follows finds half a run."""
        session = self.start()
        self.wait(session)
        session.signal(signal.SIGKILL)
        session.wait()

    def remove(self) -> list[str]:
        """Remove what the run left, and name what it should not have left."""
        left = [path for path in self.root.glob(self.output + "*") if path.name not in {self.output + e for e in FILES}]
        for path in self.root.glob(self.output + "*"):
            with contextlib.suppress(OSError):
                path.unlink()
        return [path.name for path in left]
