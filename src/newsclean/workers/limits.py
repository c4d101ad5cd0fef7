"""The limits of a worker, and the watch that finds one beyond them."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic

from newsclean.model import Reason
from newsclean.workers.cell import InProgress
from newsclean.workers.usage import Usage

MIB = 1 << 20
_START_SECONDS = 120.0  # from a batch's sending to its first page, start-up included, on top of the page's time
_PATIENCE = 3
_WORN_ITEMS = 20_000
_WORN_SHARE = 0.6  # of the memory limit, between two batches


@dataclass(frozen=True)
class Limits:
    """What one worker may use."""

    timeout: float  # seconds of processor time for one item
    memory: int  # bytes


class Watch:
    """Looks at one worker several times a second. `usage` is what the system tells of it."""

    def __init__(self, limits: Limits, usage: Usage) -> None:
        self._limits = limits
        self._usage = usage
        self._first_look: tuple[float, float, float] | None = None  # at what, when, seconds busy until then

    def over_limit(self, item: InProgress, assigned: float) -> tuple[Reason, str] | None:
        """Return the reason and detail if it must be killed. `assigned` is when it was given its batch.

        The time is the processor's, so that a page's fate does not hang on what else the machine does; a page that
        sleeps instead of working is killed after `_PATIENCE` times as long. Waiting for a processor is not sleeping.
        """
        timeout, memory = self._limits.timeout, self._limits.memory
        if item.index >= 0:
            if self._overruns(item):
                return Reason.TIMEOUT, f"more than {timeout:g} s (--timeout)"
        elif monotonic() - assigned > timeout + _START_SECONDS and self._asleep(assigned) > timeout:
            return Reason.TIMEOUT, "the worker did not answer"
        if self._usage.resident_bytes() > memory:
            return Reason.OUT_OF_MEMORY, f"more than {memory // MIB} MiB (--max-memory)"
        return None

    def _overruns(self, item: InProgress) -> bool:
        timeout = self._limits.timeout
        if monotonic() - item.since <= timeout:
            return False
        used = self._usage.processor_seconds()
        if used is None or used - item.processor_seconds > timeout:
            return True
        return self._asleep(item.since) > (_PATIENCE - 1) * timeout

    def _asleep(self, since: float) -> float:
        """Return for how many seconds it neither worked nor waited for a processor, after the first look at it.

        `since` tells one item, or one start, from another.
        """
        now = monotonic()
        busy = (self._usage.processor_seconds() or 0.0) + self._usage.queued_seconds()
        if self._first_look is None or self._first_look[0] != since:
            self._first_look = since, now, busy
        _, then, busy_then = self._first_look
        return (now - then) - (busy - busy_then)

    def is_worn(self, done: int) -> bool:
        """Return whether it has done so many items, or grown so much with them, that a new one should take over."""
        return done >= _WORN_ITEMS or (done > 0 and self._usage.resident_bytes() > _WORN_SHARE * self._limits.memory)
