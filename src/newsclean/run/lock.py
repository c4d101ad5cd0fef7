"""One run at a time for each file that a run writes: locks that end with the process that holds them."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
from collections.abc import Iterable
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from newsclean.errors import NewscleanError
from newsclean.escaping import quote
from newsclean.output.files import is_stream

SUFFIX = ".lock"
_MAX_BYTES = 4096  # of a lock file


class LockedError(NewscleanError):
    """Another run writes the same file. The message names it."""


class FileLocks:
    """Locks on files that this process is about to write, held until the end of a `with` block.

    A lock is a file next to the one it protects, locked by the system and removed at the end. One that a killed
    process left is taken over. Devices and pipes have none, nor do directories where none can be made.
    """

    def __init__(self, paths: Iterable[str]) -> None:
        self._targets = sorted({os.path.realpath(path): path for path in paths if not is_stream(path)}.items())
        self._held: list[tuple[str, int]] = []

    def __enter__(self) -> FileLocks:
        try:
            for target, path in self._targets:
                self._lock(target + SUFFIX, path)
        except BaseException:
            self._release()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._release()

    def _lock(self, name: str, path: str) -> None:
        while True:
            try:
                descriptor = os.open(name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
            except OSError:
                return  # what is wrong with the directory shows when the file itself is written
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                owner = _read(descriptor)
                os.close(descriptor)
                raise LockedError(f"another run is writing {quote(path)}: {owner}; wait for it or stop it") from None
            except OSError:  # a file system without locks
                self._held.append((name, descriptor))
                return
            if _is_at(descriptor, name):
                break
            os.close(descriptor)  # its owner has just removed it
        os.ftruncate(descriptor, 0)
        with contextlib.suppress(OSError):  # a full disk
            os.pwrite(descriptor, json.dumps(_this_process()).encode(), 0)
        self._held.append((name, descriptor))

    def _release(self) -> None:
        for name, descriptor in self._held:
            if _is_at(descriptor, name):
                with contextlib.suppress(OSError):
                    os.unlink(name)  # noqa: PTH108
            os.close(descriptor)
        self._held.clear()


def _is_at(descriptor: int, name: str) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(name))  # noqa: PTH116
    except OSError:
        return False


def _this_process() -> dict[str, Any]:
    return {
        "pid": os.getpid(),
        "host": os.uname().nodename,
        "started": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _read(descriptor: int) -> str:
    """Return who holds a lock: "process 17 on host a, started …"."""
    try:
        owner = json.loads(os.pread(descriptor, _MAX_BYTES, 0))
        return f"process {owner['pid']} on {owner['host']}, started {owner['started']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "unknown"
