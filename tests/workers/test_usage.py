"""What the system tells of a process, and of one that is gone."""

from __future__ import annotations

import os
import subprocess
import sys

from newsclean.workers.usage import Usage


def test_this_process_has_used_time_and_memory() -> None:
    usage = Usage(os.getpid())
    used = usage.processor_seconds()
    assert used is not None
    assert 0 < used < 1e6
    assert 0 <= usage.queued_seconds() < 1e6
    assert 1 << 20 < usage.resident_bytes() < 1 << 36


def test_nothing_is_known_of_a_process_that_is_gone() -> None:
    gone = subprocess.Popen([sys.executable, "-S", "-c", ""])
    gone.wait()
    usage = Usage(gone.pid)
    assert usage.processor_seconds() is None
    assert (usage.queued_seconds(), usage.resident_bytes()) == (0.0, 0)
