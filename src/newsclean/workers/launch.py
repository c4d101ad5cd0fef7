"""Start a worker process."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
from typing import NamedTuple

from newsclean.workers.cell import Cell
from newsclean.workers.messages import Connection

_BOOT = (
    "import json,sys; sys.path[:]=json.loads(sys.argv[1]); from newsclean.workers.main import main;"
    " main(*map(int,sys.argv[3:]),sys.argv[2])"
)
_SEND_TIMEOUT = 120.0  # seconds a worker may leave a batch unread
# There is a worker for each processor already: numerical libraries must not start threads of their own.
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class Launched(NamedTuple):
    """A process that starts, and the ways to it."""

    process: subprocess.Popen[bytes]
    connection: Connection
    cell: Cell


def launch(memory: int, preload: str) -> Launched:
    """Start a worker of at most `memory` bytes that imports `preload`. Raises `OSError` if the system has no room."""
    ours, theirs = socket.socketpair()
    ours.settimeout(_SEND_TIMEOUT)
    with contextlib.ExitStack() as unless_started, theirs, tempfile.TemporaryFile() as file:
        unless_started.callback(ours.close)
        file.truncate(Cell.BYTES)
        cell = Cell(file.fileno())
        arguments = [json.dumps(sys.path), preload, theirs.fileno(), file.fileno(), os.getpid(), memory]
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", _BOOT, *map(str, arguments)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(theirs.fileno(), file.fileno()),
            env={**dict.fromkeys(_ONE_THREAD, "1"), **os.environ},
            process_group=0,  # a terminal's Ctrl-C is for the parent to handle
        )
        unless_started.pop_all()
    return Launched(process, Connection(ours), cell)
