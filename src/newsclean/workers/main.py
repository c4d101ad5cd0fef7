"""The worker process: it gets items, calls the function it was given, and sends back what came of it.

The parent may kill it at any moment. It writes which item it has in progress, and since when, into a cell of
shared memory, so that the parent can say which page overran its time or killed the process.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import mmap
import os
import pickle
import signal
import socket
import struct
import sys
import time
from collections.abc import Callable
from typing import Any

from newsclean.model import Reason, Skip

# Index of the item in progress (-1: none), and when it was begun: time.monotonic() and time.process_time().
CELL = struct.Struct("<qdd")
_LENGTH = struct.Struct("<Q")
_SEND_AFTER = 0.05  # seconds: how long finished results may wait for the rest of their batch
OUT_OF_MEMORY_STATUS = 77


def send(connection: socket.socket, message: object) -> None:
    """Send one message: its length and its pickle."""
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    connection.sendall(_LENGTH.pack(len(data)) + data if len(data) < 65536 else _LENGTH.pack(len(data)))
    if len(data) >= 65536:
        connection.sendall(data)


def unpack(buffer: bytearray) -> tuple[Any, int] | None:
    """Return the first message in `buffer` and its size, taken out of it; None while it is not complete."""
    if len(buffer) < _LENGTH.size:
        return None
    (size,) = _LENGTH.unpack_from(buffer)
    end = _LENGTH.size + size
    if len(buffer) < end:
        return None
    message = pickle.loads(bytes(buffer[_LENGTH.size : end]))
    del buffer[:end]
    return message, size


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
    connection = socket.socket(fileno=connection_fd)
    with mmap.mmap(cell_fd, CELL.size) as cell, contextlib.suppress(ConnectionError):
        CELL.pack_into(cell, 0, -1, 0.0, 0.0)
        try:
            _serve(connection, cell)
        except MemoryError:
            os._exit(OUT_OF_MEMORY_STATUS)


def _serve(connection: socket.socket, cell: mmap.mmap) -> None:
    buffer = bytearray()
    function: Callable[[Any, Any], Any] | None = None
    context: object = None
    while True:
        message = unpack(buffer)
        if message is None:
            data = connection.recv(1 << 20)
            if not data:
                return
            buffer += data
            continue
        kind, payload = message[0]
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
            send(connection, ("broken", _describe(error)))
            return
        gc.freeze()  # what is loaded by now stays: no collection need look at it again
        gc.set_threshold(50_000, 20, 20)  # a page makes many values, and hardly any cycle of them
        gc.enable()
        send(connection, ("ready", None))


def _work(
    connection: socket.socket,
    cell: mmap.mmap,
    function: Callable[[Any, Any], Any],
    context: object,
    items: list[Any],
) -> None:
    done: list[Any] = []
    last = time.monotonic()
    for index, item in enumerate(items):
        now = time.monotonic()
        if done and now - last > _SEND_AFTER:
            send(connection, ("done", done))
            done, last = [], now
        CELL.pack_into(cell, 0, index, now, time.process_time())
        done.append(guarded(function, context, item))
    send(connection, ("done", done))
    CELL.pack_into(cell, 0, -1, 0.0, 0.0)


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
