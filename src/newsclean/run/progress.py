"""What a person sees of a run, on stderr: a bar on a terminal, log lines elsewhere with --verbose."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from newsclean.escaping import printable
from newsclean.output.files import write_error
from newsclean.readers.inputs import Inputs
from newsclean.run.stats import Stats

_LOG_SECONDS = 60.0
_BAR = "{desc} {percentage:3.0f}%|{bar}| {elapsed}<{remaining}{postfix}"
_COUNT = "{desc} {elapsed}{postfix}"
_MAX_SHOWN = 48


def say(message: str) -> None:
    """One line on stderr, nothing in it that steers a terminal."""
    write_error(f"newsclean: {printable(message)}\n")


def progress_mode(verbosity: int, to_stdout: bool) -> str:
    """Return how a run's progress is shown; no bar where records go to the same terminal."""
    terminal = sys.stderr is not None and sys.stderr.isatty()
    if verbosity < 0 or (terminal and to_stdout and sys.stdout.isatty()):
        return "none"
    if terminal:
        return "bar"
    return "log" if verbosity > 0 else "none"


def duration(seconds: float) -> str:
    """ "3 h 12 min", "4 min 10 s", "7.3 s"."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s"


class Progress:
    """The progress of a run. `mode` is "bar", "log" or "none"; `in_progress` tells the slowest page in progress."""

    def __init__(self, mode: str, inputs: Inputs, in_progress: Callable[[], tuple[str, float] | None]) -> None:
        self._mode = mode
        self._inputs = inputs
        self._in_progress = in_progress
        self._total = 0  # bytes of the inputs, 0 while unknown
        self._phase = ""
        self._begun = self._last = time.monotonic()
        self._count = 0
        self.stats: Stats | None = None  # of the pages that are cleaned
        if (
            mode != "none"
            and inputs.rereadable
            and inputs.options.files_from is None
            and inputs.options.manifest is None
        ):
            threading.Thread(target=self._measure, name="newsclean-measure", daemon=True).start()
        self._bar = _make_bar() if mode == "bar" else None

    def _measure(self) -> None:
        self._total = self._inputs.measure()[1]

    def phase(self, name: str) -> None:
        """A new part of the run begins: "learning", "cleaning", …"""
        self._phase, self._count = name, 0
        self._begun = time.monotonic()
        if self._mode == "log":
            say(f"{name} …")
        if self._bar is not None:
            self._bar.reset()

    def update(self, done: int) -> None:
        """`done` more pages came back."""
        self._count += done
        now = time.monotonic()
        if self._bar is not None and now - self._last > 0.2:
            self._last = now
            self._draw(now)
        elif self._mode == "log" and now - self._last > _LOG_SECONDS:
            self._last = now
            say(self._line(now))

    def _line(self, now: float) -> str:
        elapsed = now - self._begun
        parts = [f"{self._phase}: {self._count:,} pages, {self._count / max(elapsed, 0.001):.1f}/s"]
        if self.stats is not None:
            parts.append(f"{sum(self.stats.rejects.values()):,} rejects")
        if self._mode == "log" and self._total and (share := self._share()) > 0:
            parts.append(f"{duration(elapsed / share - elapsed)} left")
        held = self._in_progress()
        if held is not None and held[1] > 1:
            shown = held[0] if len(held[0]) <= _MAX_SHOWN else "…" + held[0][-_MAX_SHOWN:]
            parts.append(f"in progress for {held[1]:.0f} s: {shown}")
        return ", ".join(parts)

    def _share(self) -> float:
        return min(self._inputs.bytes_read / self._total, 1.0) if self._total else 0.0

    def _draw(self, now: float) -> None:
        assert self._bar is not None
        self._bar.total = self._total or None
        self._bar.bar_format = _BAR if self._total else _COUNT
        self._bar.n = min(self._inputs.bytes_read, self._total) if self._total else self._count
        self._bar.set_description_str("newsclean", refresh=False)
        self._bar.set_postfix_str(printable(self._line(now)), refresh=True)

    def clear(self) -> None:
        """Make room on the terminal for a line."""
        if self._bar is not None:
            self._bar.clear()

    def close(self) -> None:
        """Take the bar off the terminal."""
        if self._bar is not None:
            self._bar.close()


def _make_bar() -> Any:
    from tqdm import tqdm  # type: ignore[import-untyped]

    tqdm.monitor_interval = 0  # its thread is of no use here
    return tqdm(total=None, file=sys.stderr, leave=False, dynamic_ncols=True, smoothing=0.05)
