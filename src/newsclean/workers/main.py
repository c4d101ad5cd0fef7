"""The worker process: receive items, call the given function, send back the results.

The parent may kill it at any moment. It writes which item it has in progress, and since when, into a cell of
shared memory, so that the parent can say which page overran its time or killed the process.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import pickle
import signal
import socket
import sys
import time
from collections.abc import Callable
from typing import Any

from newsclean.model import Reason, Skip
from newsclean.workers.cell import Cell, InProgress
from newsclean.workers.messages import Connection

_SEND_AFTER = 0.2  # seconds: how long finished results may wait for the rest of their batch
OUT_OF_MEMORY_STATUS = 77


def guarded(function: Callable[[Any, Any], Any], context: object, item: Any) -> Any:
    """Return `function(context, item)`, or an exception turned into a `Skip`."""
    try:
        return function(context, item)
    except MemoryError:
        raise
    except Exception as error:
        return Skip(item.source, getattr(item, "url", None), Reason.INTERNAL_ERROR, _describe(error))


def _describe(error: Exception) -> str:
    """Return one line that lets a developer find the place."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = ""
    if trace is not None:
        code = trace.tb_frame.f_code
        place = f" at {os.path.basename(code.co_filename)}:{trace.tb_lineno}"  # noqa: PTH119
    return f"{type(error).__name__}{place}: {' '.join(str(error).split())[:300]}"


def main(connection_fd: int, cell_fd: int, parent: int, memory: int, preload: str) -> None:
    """Work until the connection ends. `memory` is its limit in bytes, `preload` a module to import."""
    gc.disable()  # until all is loaded: hardly any of that is garbage
    _become_a_worker(parent, memory)
    if preload:
        importlib.import_module(preload)
    try:
        with contextlib.suppress(ConnectionError, EOFError):  # the parent is gone
            _serve(Connection(socket.socket(fileno=connection_fd)), Cell(cell_fd))
    except MemoryError:
        os._exit(OUT_OF_MEMORY_STATUS)


def _serve(connection: Connection, cell: Cell) -> None:
    function: Callable[[Any, Any], Any] | None = None
    context: object = None
    while True:
        kind, payload = connection.receive()
        if kind == "work":
            assert function is not None
            _work(connection, cell, function, context, payload)
            continue
        if function is not None:
            gc.collect()  # what other pages left
            gc.disable()
        try:
            function, context, prepare = pickle.loads(payload)
            if prepare is not None:
                prepare(context)
        except Exception as error:
            connection.send(("broken", _describe(error)))
            return
        gc.freeze()  # what is loaded by now stays: no collection need look at it again
        gc.set_threshold(200_000, 20, 20)  # a page makes many values, and hardly any cycle of them
        gc.enable()
        connection.send(("ready", None))


def _work(
    connection: Connection,
    cell: Cell,
    function: Callable[[Any, Any], Any],
    context: object,
    items: list[Any],
) -> None:
    done: list[Any] = []
    last = time.monotonic()
    for index, item in enumerate(items):
        now = time.monotonic()
        if done and now - last > _SEND_AFTER:
            connection.send(("done", done))
            done, last = [], now
        cell.begin(InProgress(index, now, time.process_time()))
        done.append(guarded(function, context, item))
    connection.send(("done", done))
    cell.clear()


def _become_a_worker(parent: int, memory: int) -> None:
    """Leave the terminal's signals to the parent, die with it, keep off its streams, bound the memory."""
    import resource

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
        if os.getppid() != parent:
            os._exit(1)
        # Private memory, not address space. The parent watches what is really used and is stricter; this
        # stops the single huge allocation that comes between two looks.
        hard = memory + (512 << 20)
        resource.setrlimit(resource.RLIMIT_DATA, (hard, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
