"""Handle SIGINT, SIGTERM and SIGHUP during a run."""

from __future__ import annotations

import signal
import threading
from types import FrameType
from typing import Any

from newsclean.errors import Exit
from newsclean.workers.pool import Pool


class Stopped(BaseException):
    """A signal came while nothing was in progress."""


class Signals:
    """SIGINT, SIGTERM and SIGHUP: the first lets the pages in progress be finished, the second ends at once."""

    _CAUGHT = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._before: dict[int, Any] = {}
        self.received: int | None = None
        self.patient = False  # whether somebody looks at `pool.stopping`

    def __enter__(self) -> Signals:
        if threading.current_thread() is not threading.main_thread():
            return self  # only the main thread may; a caller in another thread handles signals itself
        for number in self._CAUGHT:
            before = signal.getsignal(number)
            if before is not signal.SIG_IGN:  # nohup
                self._before[number] = before
                signal.signal(number, self._handle)
        return self

    def __exit__(self, *_: object) -> None:
        for number, before in self._before.items():
            signal.signal(number, before)

    def _handle(self, number: int, frame: FrameType | None) -> None:
        again = self.received is not None
        self.received = number
        self._pool.stop()
        if again or not self.patient:
            raise Stopped

    @property
    def status(self) -> Exit:
        return Exit.INTERRUPTED if self.received == signal.SIGINT else Exit.TERMINATED
