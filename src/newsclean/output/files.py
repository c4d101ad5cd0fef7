"""Output files and streams: plain, gzip or zstandard. Each write ends on a whole line or frame."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import select
import stat
import sys
import time
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

from newsclean.errors import OutputError
from newsclean.escaping import escape_controls, quote

# Records per gzip member or zstd frame: a fixed number, so that the bytes do not depend on time or jobs.
FRAME_RECORDS = 256
_SYNC_SECONDS = 30.0
_UNFINISHED = ".new"  # ending of a file that is being written, to be renamed
_ZSTD_LEVEL = 6


class ClosedPipeError(Exception):
    """Nobody reads the output any more: `| head`. Not an error."""


class Lines(Protocol):
    """A place for lines."""

    @property
    def pending(self) -> int:
        """Return how many lines were taken and not yet handed over."""

    def discard(self) -> None:
        """Forget the lines that were not handed over."""

    def write(self, line: bytes) -> None:
        """Take a line, newline included."""

    def flush(self) -> None:
        """Hand over what is whole: lines, or full frames."""

    def close(self) -> None:
        """Hand over everything."""


def codec_of(path: str) -> str:
    """Return the compression that an output's name asks for.

    >>> codec_of("articles.jsonl.gz"), codec_of("articles.jsonl")
    ('gz', '')
    """
    return {".gz": "gz", ".zst": "zst"}.get(Path(path).suffix, "")


def compress(data: bytes, codec: str) -> bytes:
    """Return one gzip member (no time, no name) or zstd frame: the same bytes for the same data."""
    if codec == "gz":
        packer = zlib.compressobj(6, zlib.DEFLATED, 31)
        return packer.compress(data) + packer.flush()
    import zstandard

    return zstandard.ZstdCompressor(level=_ZSTD_LEVEL, write_checksum=True).compress(data)


class FileLines:
    """Lines into a file, from `position` on; what comes after it is cut off.

    `pending` are lines of an incomplete last frame that were taken back into memory. Errors are
    `OutputError`, after the file has been cut back to its last whole line or frame.
    """

    def __init__(self, path: str, position: int = 0, pending: list[bytes] | None = None) -> None:
        self.path = path
        self._codec = codec_of(path)
        self._lines = list(pending or ())
        self.position = position  # after the last line or frame that was handed over
        self._synced = time.monotonic()
        try:
            self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o666)
            if stat.S_ISREG(os.fstat(self._file).st_mode):
                self.cut_back(position)
        except OSError as error:
            raise OutputError(f"cannot write {quote(path)}: {error.strerror}") from None

    @property
    def pending(self) -> int:
        return len(self._lines)

    def discard(self) -> None:
        self._lines = []

    def cut_back(self, position: int) -> None:
        """Drop what comes after an earlier `position`. Raises `OSError` for what is not a regular file."""
        os.ftruncate(self._file, position)
        os.lseek(self._file, position, os.SEEK_SET)
        self.position = position

    def write(self, line: bytes) -> None:
        self._lines.append(line)
        if self._codec and len(self._lines) >= FRAME_RECORDS:
            self._hand_over()

    def flush(self) -> None:
        if self._lines and not self._codec:
            self._hand_over()
        if time.monotonic() - self._synced > _SYNC_SECONDS:
            self.sync()

    def end_frame(self) -> None:
        """Hand over everything, a frame that is not full, too."""
        if self._lines:
            self._hand_over()

    def close(self) -> None:
        try:
            self.end_frame()
            self.sync()
        finally:
            os.close(self._file)

    def _hand_over(self) -> None:
        data = b"".join(self._lines)
        self._lines = []
        if self._codec:
            data = compress(data, self._codec)
        try:
            write_all(self._file, data)
        except BrokenPipeError:
            raise ClosedPipeError from None
        except OSError as error:
            with contextlib.suppress(OSError):
                self.cut_back(self.position)
            raise OutputError(f"cannot write {quote(self.path)}: {error.strerror}") from None
        self.position += len(data)

    def sync(self) -> None:
        """Have the disk keep what was handed over."""
        self._synced = time.monotonic()
        try:
            os.fsync(self._file)
        except OSError as error:
            if error.errno not in _NO_SYNC:
                raise OutputError(f"cannot write {quote(self.path)}: {error.strerror}") from None


_NO_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.EROFS)  # pipes and devices


class StandardLines:
    """Lines to an open descriptor, standard output or standard error."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._lines: list[bytes] = []
        try:
            self._terminal = os.isatty(descriptor)
            self._regular = stat.S_ISREG(os.fstat(descriptor).st_mode)
        except OSError as error:
            raise OutputError(f"cannot write to standard output: {error.strerror}") from None

    @property
    def pending(self) -> int:
        return len(self._lines)

    def discard(self) -> None:
        self._lines = []

    def write(self, line: bytes) -> None:
        if self._terminal:
            line = escape_controls(line.decode("utf-8", "replace")).encode()
        self._lines.append(line)

    def flush(self) -> None:
        data = b"".join(self._lines)
        self._lines = []
        start = os.fstat(self._descriptor).st_size if self._regular else 0
        try:
            write_all(self._descriptor, data)
        except BrokenPipeError:
            raise ClosedPipeError from None
        except OSError as error:
            if self._regular:
                with contextlib.suppress(OSError):
                    os.ftruncate(self._descriptor, start)
            raise OutputError(f"cannot write to standard output: {error.strerror}") from None

    def close(self) -> None:
        self.flush()


def is_stream(path: str) -> bool:
    """Return whether a path leads to a device, pipe, socket or open descriptor: nothing to replace, or to put files by.

    >>> is_stream("/dev/stdout"), is_stream("/dev/null"), is_stream("articles.jsonl")
    (True, True, False)
    """
    absolute = os.path.abspath(path)  # noqa: PTH100 - links stay as they are
    if absolute.startswith(_SYSTEM_DIRECTORIES) and not absolute.startswith(_SHARED_MEMORY):
        return True
    target = Path(path)
    return target.exists() and not target.is_file() and not target.is_dir()


_SYSTEM_DIRECTORIES = ("/dev/", "/proc/")
_SHARED_MEMORY = "/dev/shm/"  # holds files like any other


def write_all(descriptor: int, data: bytes) -> None:
    """Write every byte, also to a descriptor that does not block. Raises `OSError`."""
    view = memoryview(data)
    while view:
        try:
            view = view[os.write(descriptor, view) :]
        except BlockingIOError:
            select.select([], [descriptor], [])


def write_error(text: str) -> None:
    """Write to standard error what fits there: one that is closed, full or gone must not end a run."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write(text)
            sys.stderr.flush()


def write_json(path: str, value: Any) -> None:
    """Write a JSON file for programs and people, which is never torn: a temporary file, then renamed."""
    write_atomically(path, (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode())


def write_atomically(path: str, data: bytes | Iterable[bytes]) -> None:
    """Write a whole file, at once or piece by piece, or none.

    A link's target is replaced, a device or pipe is written to. Raises `OutputError`.
    """
    pieces = [data] if isinstance(data, bytes) else data
    try:
        if is_stream(path):
            _write_through(path, pieces)
        else:
            _replace(Path(os.path.realpath(path)), pieces)
    except OSError as error:
        raise OutputError(f"cannot write {quote(path)}: {error.strerror}") from None


def _write_through(path: str, pieces: Iterable[bytes]) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC)
    try:
        for piece in pieces:
            write_all(descriptor, piece)
    except BrokenPipeError:
        pass  # the reader closed the pipe
    finally:
        os.close(descriptor)


def _replace(target: Path, pieces: Iterable[bytes]) -> None:
    """Write to a file next to the target, then rename it.

    Its name is always the same, so that what a killed process left is written over by the next one.
    """
    unfinished = target.with_name(target.name + _UNFINISHED)
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC
        with os.fdopen(os.open(unfinished, flags, 0o666), "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(target)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise
