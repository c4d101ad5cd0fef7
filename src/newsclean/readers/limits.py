"""Decompress within bounds, and tell when the input is torn.

The streams of gzip, bz2, lzma and zstandard differ in what they do at the end of a torn input (some
say nothing), in whether they continue with a second member, and in what they let a bomb do. Here is one
reader for all of them: bounded output per step, members one after the other, `TornError` at a torn end.
"""

from __future__ import annotations

import io
import lzma
import zlib
from collections.abc import Callable
from typing import Protocol

from newsclean.readers.decompressors import MAKERS, Decompressor, TornError

CHUNK = 1 << 16
# Past this size, an input that expands more than this is taken for a bomb. Pages compress 5 to 30 times.
BOMB_BYTES = 512 << 20
BOMB_RATIO = 500
_MAX_FORGIVEN = 5  # bombs in one input, each as large as the bytes above


class BombError(Exception):
    """A compressed stream expands beyond all measure."""


class Meter:
    """How many bytes of an input were read, and how many all the decompression in it has made of them.

    One meter for everything inside one input: archives within archives multiply what each of them may do.
    """

    def __init__(self) -> None:
        self.bytes_in = self.bytes_out = 0
        self._burst = False
        self._forgiven = 0

    def add_out(self, size: int) -> None:
        """Count bytes that were decompressed. Raises `BombError` when they are beyond all measure."""
        self.bytes_out += size
        if self.bytes_out > BOMB_BYTES and self.bytes_out > BOMB_RATIO * self.bytes_in:
            self._burst = True
            raise BombError(f"{self.bytes_in} bytes expand to more than {self.bytes_out}")

    def forgive(self, bytes_out: int) -> None:
        """Count a bomb no longer, so that what comes after it can be read: a few times, then no more.

        `bytes_out` is what the meter showed before it.
        """
        if self._burst and self._forgiven < _MAX_FORGIVEN:
            self._burst, self.bytes_out = False, bytes_out
            self._forgiven += 1


class Stream(Protocol):
    """What all readers here read from: `read` may return less than asked for, and b"" at the end only."""

    def read(self, size: int, /) -> bytes: ...


class Expanded:
    """The decompressed bytes of `stream`. `read` raises `TornError` or `BombError` after what was readable.

    Not an `io.BufferedReader`: that would drop what a read had collected before the error.
    """

    def __init__(self, stream: Stream, codec: str, meter: Meter | None = None) -> None:
        self._stream = stream
        self._make: Callable[[], Decompressor] = MAKERS[codec]()
        self._current: Decompressor | None = None
        self._left = b""  # input that follows the last member
        self._members = 0
        self.has_whole_member = False  # whether all that was read belongs to members that ended
        self._own = Meter()
        self._meter = meter  # of the whole input

    def read(self, size: int, /) -> bytes:
        """Read up to `size` bytes."""
        while True:
            if self._current is None and not self._start():
                return b""
            assert self._current is not None
            chunk = self._left or (self._fetch() if self._current.needs_input else b"")
            self._left = b""
            if not chunk and self._current.needs_input:
                raise TornError("the compressed data end too early")
            data = self._expand(chunk, size)
            self.has_whole_member = self._current is None or (self.has_whole_member and not data)
            if data:
                self._own.add_out(len(data))
                if self._meter is not None:
                    self._meter.add_out(len(data))
                return data

    def _start(self) -> bool:
        """Begin the next member; false at the end of the input. Zero padding after a member is no member."""
        chunk = self._left or self._fetch()
        while chunk and self._members and not chunk.strip(b"\0"):
            chunk = self._fetch()
        self._left = chunk.lstrip(b"\0") if self._members else chunk
        if not self._left:
            return False
        self._current = self._make()
        self._members += 1
        return True

    def _expand(self, chunk: bytes, size: int) -> bytes:
        assert self._current is not None
        try:
            data = self._current.decompress(chunk, size)
        except (zlib.error, OSError, lzma.LZMAError, EOFError, ValueError) as error:
            raise TornError(f"broken compressed data: {error}") from None
        if self._current.eof:
            self._left = self._current.unused_data
            self._current = None
        return data

    def _fetch(self) -> bytes:
        chunk = self._stream.read(CHUNK)
        self._own.bytes_in += len(chunk)
        return chunk


class Ahead:
    """A stream whose first bytes can be looked at before they are read."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._head = b""
        self._error: Exception | None = None

    def peek(self, size: int) -> bytes:
        """Return the first `size` bytes, fewer only at the end of the stream or before an error in it."""
        while len(self._head) < size and self._error is None:
            try:
                part = self._stream.read(size - len(self._head))
            except (TornError, BombError, OSError) as error:
                self._error = error  # raised when the reading comes to this place
                break
            if not part:
                break
            self._head += part
        return self._head[:size]

    def rewound(self) -> Stream:
        """Return the file that it reads from, at its beginning; itself if that is none."""
        if not (isinstance(self._stream, io.FileIO) and self._stream.seekable()):
            return self
        self._stream.seek(0)
        return self._stream

    def read(self, size: int, /) -> bytes:
        if self._head:
            data, self._head = self._head[:size], self._head[size:]
            return data
        if self._error is not None:
            raise self._error
        return self._stream.read(size)


class Metered:
    """A stream whose bytes are counted by a meter."""

    def __init__(self, stream: Stream, meter: Meter) -> None:
        self._stream = stream
        self._meter = meter

    def read(self, size: int, /) -> bytes:
        data = self._stream.read(size)
        self._meter.bytes_in += len(data)
        return data


def expand(stream: Stream, codec: str, meter: Meter | None = None) -> Stream:
    """Return `stream` decompressed, counted by `meter`; "" leaves it as it is."""
    return Expanded(stream, codec, meter) if codec else stream


def read_limited(stream: Stream, limit: int) -> bytes | None:
    """Return all of `stream`, or None if it holds more than `limit` bytes. Never reads much further."""
    parts: list[bytes] = []
    size = 0
    while size <= limit:
        part = stream.read(min(1 << 20, limit + 1 - size))
        if not part:
            return b"".join(parts)
        parts.append(part)
        size += len(part)
    return None
