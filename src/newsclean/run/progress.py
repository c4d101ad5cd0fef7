"""Show the progress of a run on stderr: a bar on a terminal, log lines elsewhere with --verbose."""

from __future__ import annotations

import shutil
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from newsclean.escaping import printable
from newsclean.output.files import write_error
from newsclean.readers.inputs import Inputs
from newsclean.run.stats import Stats

_LOG_SECONDS = 60.0
_BAR = "{percentage:3.0f}%|{bar:12}| {desc}"
_BAR_CHARS = 20  # of it without the description
_COUNT = "{desc}"
_LEAST_SHARE = 0.005  # of a run, before which nothing is foretold
_LEAST_NAME_CHARS = 16
_READING, _EXTRACTING, _CLEANING = "learning: reading", "learning: extracting", "cleaning"
# What a page takes in each phase, relative to cleaning it; in their order.
_WEIGHTS = {
    "looking for the place to resume": 0.02,
    "looking for new pages": 0.05,
    _READING: 0.05,
    _EXTRACTING: 0.5,
    _CLEANING: 1.0,
}
_SAMPLED_SHARE = 0.3  # of the pages are learned from, as long as nothing better is known


def say(message: str) -> None:
    """Print one line to stderr, without anything that steers a terminal."""
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
    """Return seconds as "3 h 12 min", "4 min 10 s" or "7.3 s".

    >>> duration(7.3), duration(250), duration(11520)
    ('7.3 s', '4 min 10 s', '3 h 12 min')
    """
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s"


@dataclass
class Course:
    """How far a run is, over all its phases: each counts by the work of a page in it, relative to cleaning it."""

    learns: bool = False
    pages: int = 0  # of all inputs, once a phase has read them; 0 while unknown
    _done: float = 0.0  # of the phases before
    _name: str = ""
    _sampled: float = _SAMPLED_SHARE
    _shown: float = 0.0

    def phase(self, name: str, pages: int, total: int | None) -> None:
        """Begin a phase of `total` pages, if that is known; the one before it had `pages`."""
        self._done += self._weight(self._name) if self._name else 0.0
        if self._name == _READING:
            self.pages = pages
        if name == _EXTRACTING and total is not None and self.pages:
            self._sampled = total / self.pages
        self._name = name

    def share(self, of_phase: float) -> float:
        """Return the part of the run that is done, with that of the current phase; it never shrinks."""
        order = list(_WEIGHTS)
        later = order[order.index(self._name) + 1 :] if self._name in _WEIGHTS else []
        ahead = sum(self._weight(name) for name in later if self.learns or name == _CLEANING)
        here = self._weight(self._name)
        self._shown = max(self._shown, (self._done + here * of_phase) / (self._done + here + ahead))
        return self._shown

    def _weight(self, name: str) -> float:
        return _WEIGHTS.get(name, 0.02) * (self._sampled if name == _EXTRACTING else 1)


class Progress:
    """The progress of a run. `mode` is "bar", "log" or "none"; `in_progress` tells the slowest page in progress."""

    def __init__(self, mode: str, inputs: Inputs, in_progress: Callable[[], tuple[str, float] | None]) -> None:
        self._mode = mode
        self._inputs = inputs
        self._in_progress = in_progress
        self._files = self._size = 0  # the inputs' files and their bytes, 0 while unknown
        self._total: int | None = None  # pages of the phase, if known
        self._phase = ""
        self._begun = self._last = time.monotonic()
        self._phase_begun = self._begun
        self._count = 0
        self.course = Course()
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
        self._files, self._size = self._inputs.measure()

    def phase(self, name: str, total: int | None = None) -> None:
        """Begin a new part of the run, "learning: reading", …; `total` is its number of pages, if known."""
        self.course.phase(name, self._count, total)
        self._phase, self._total, self._count = name, total, 0
        self._phase_begun = time.monotonic()
        if self._mode == "log":
            say(f"{name} …")

    def update(self, done: int) -> None:
        """Take note that `done` more pages came back."""
        self._count += done
        now = time.monotonic()
        if self._bar is not None and now - self._last > 0.2:
            self._last = now
            self._draw(now)
        elif self._mode == "log" and now - self._last > _LOG_SECONDS:
            self._last = now
            say(", ".join(self._parts(now)))

    def _parts(self, now: float) -> list[str]:
        """Return the parts of the line, the most important first."""
        parts = [self._phase]
        share = self.course.share(self._of_phase() or 0.0)
        elapsed = now - self._begun
        if share > _LEAST_SHARE:
            parts.append(f"{duration(elapsed / share - elapsed)} left")
        if self._count:
            parts.append(f"{self._count / max(now - self._phase_begun, 0.001):.1f}/s")
            parts.append(f"{self._count:,} page{'s' * (self._count != 1)}")
        if self.stats is not None:
            parts.append(f"{sum(self.stats.rejects.values()):,} rejects")
        held = self._in_progress()
        if held is not None and held[1] > 1:
            parts.append(f"{held[1]:.0f} s in {held[0]}")
        return parts

    def _of_phase(self) -> float | None:
        """Return the part of the phase that is done, None if that cannot be known."""
        if self._total is not None:
            return min(self._count / self._total, 1.0) if self._total else 1.0
        # Files are read long before their pages are done: there is a page in each at least.
        return min(self._inputs.bytes_read / self._size, self._count / self._files, 1.0) if self._size else None

    def _draw(self, now: float) -> None:
        assert self._bar is not None
        share = self._of_phase()
        self._bar.total = None if share is None else 1.0
        self._bar.bar_format = _COUNT if share is None else _BAR
        self._bar.n = 0.0 if share is None else self.course.share(share)
        room = shutil.get_terminal_size().columns - (1 if share is None else _BAR_CHARS)
        self._bar.set_description_str(printable(fit(self._parts(now), room)), refresh=True)

    def clear(self) -> None:
        """Make room on the terminal for a line."""
        if self._bar is not None:
            self._bar.clear()

    def close(self) -> None:
        """Take the bar off the terminal."""
        if self._bar is not None:
            self._bar.close()


def fit(parts: Sequence[str], room: int) -> str:
    """Return as many parts as there is room for; of the last one its end, if enough of it is seen.

    >>> fit(["cleaning", "5 min left", "12.0/s", "9 s in scrape/a.example/long-name.html"], 48)
    'cleaning, 5 min left, 12.0/s, …le/long-name.html'
    >>> fit(["cleaning", "5 min left", "12.0/s", "1,234 pages"], 30)
    'cleaning, 5 min left, 12.0/s'
    """
    line = parts[0][:room]
    for part in parts[1:]:
        left = room - len(line) - 2
        if len(part) <= left:
            line += f", {part}"
        elif " s in " in part and left >= _LEAST_NAME_CHARS:
            line += f", …{part[1 - left :]}"
    return line


def _make_bar() -> Any:
    from tqdm import tqdm  # type: ignore[import-untyped]

    tqdm.monitor_interval = 0  # its thread is of no use here
    return tqdm(total=None, file=sys.stderr, leave=False, dynamic_ncols=True, bar_format=_COUNT)
