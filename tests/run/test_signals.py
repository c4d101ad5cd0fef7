"""Signals: the first lets the pages in progress be finished, the second ends at once."""

from __future__ import annotations

import os
import signal
import threading

import pytest

from newsclean.errors import Exit
from newsclean.run.signals import Signals, Stopped
from newsclean.workers.pool import Pool


@pytest.mark.parametrize(
    ("number", "status"),
    [(signal.SIGINT, Exit.INTERRUPTED), (signal.SIGTERM, Exit.TERMINATED), (signal.SIGHUP, Exit.TERMINATED)],
)
def test_the_first_signal_stops_and_the_second_ends(number: int, status: Exit) -> None:
    before = signal.signal(number, signal.SIG_DFL)  # under nohup, hangups are ignored
    try:
        with Pool(0) as pool, Signals(pool) as signals:
            signals.patient = True
            os.kill(os.getpid(), number)
            assert pool.stopping
            assert signals.status is status
            with pytest.raises(Stopped):
                os.kill(os.getpid(), number)
    finally:
        signal.signal(number, before)


def test_a_signal_ends_at_once_where_nobody_waits_for_pages() -> None:
    with Pool(0) as pool, Signals(pool), pytest.raises(Stopped):
        os.kill(os.getpid(), signal.SIGTERM)


def test_handlers_are_restored_and_ignored_signals_stay_ignored() -> None:
    before = signal.getsignal(signal.SIGTERM)
    hangup = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup does
    try:
        with Pool(0) as pool, Signals(pool):
            os.kill(os.getpid(), signal.SIGHUP)
            assert not pool.stopping
            assert signal.getsignal(signal.SIGTERM) != before
        assert signal.getsignal(signal.SIGTERM) == before
    finally:
        signal.signal(signal.SIGHUP, hangup)


def test_a_run_in_another_thread_leaves_signals_alone() -> None:
    before = signal.getsignal(signal.SIGTERM)
    seen: list[object] = []

    def run() -> None:
        with Pool(0) as pool, Signals(pool):
            seen.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert seen == [before]
