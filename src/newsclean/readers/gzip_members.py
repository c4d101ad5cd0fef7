"""The members of a gzip file one by one, with their offsets, resuming after a broken one."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator

from newsclean.readers.decompressors import TornError
from newsclean.readers.limits import CHUNK, Meter, Stream

GZIP_MAGIC = b"\x1f\x8b\x08"
# Compressed bytes of the current member that are kept, to look for the next member in when it is broken.
_MAX_KEPT_BYTES = 1 << 20
_PROBE_BYTES = 512  # compressed bytes that must show a member to be one
# A file made to break again and again costs at most this many searches.
_MAX_REPAIRS = 10_000


class Member:
    """The decompressed bytes of one member. `read` raises `TornError`, after all that was readable."""

    def __init__(self, owner: Members) -> None:
        self._owner = owner
        self._object = zlib.decompressobj(31)

    def read(self, size: int, /) -> bytes:
        while not self._object.eof:
            data = self._object.unconsumed_tail or self._owner.take()
            if not data:
                raise TornError("the file ends within a gzip member")
            try:
                out = self._object.decompress(data, size)
            except zlib.error as error:
                raise TornError(f"broken gzip data: {error}") from None
            if self._object.eof:
                self._owner.give_back(self._object.unused_data)
            if out:
                self._owner.meter.add_out(len(out))
                return out
        return b""


class Members:
    """The members of a gzip stream: `(offset, member)`, or `(offset, None)` where bytes are no gzip at all.

    `looks_right` tells by the first decompressed bytes of a member whether it is one: what looks like
    the beginning of a member inside broken data seldom is. Read a member to its end before the next;
    call `repair` when it raised `TornError`.
    """

    def __init__(self, stream: Stream, looks_right: Callable[[bytes], bool], meter: Meter | None = None) -> None:
        self.meter = meter or Meter()  # of what is made of the input's bytes
        self._owns_meter = meter is None
        self._stream = stream
        self._looks_right = looks_right
        self._ready = b""  # compressed bytes that are read but not yet taken
        self._kept = bytearray()  # compressed bytes of the current member
        self._position = 0  # offset of what `take` gives next
        self._repairs = 0

    def __iter__(self) -> Iterator[tuple[int, Member | None]]:
        while self._skip_padding():
            start = self._position
            if self._ready[:2] != GZIP_MAGIC[:2]:
                self._kept.clear()
                yield start, None
                self.repair()
                continue
            self._kept.clear()
            yield start, Member(self)

    def take(self) -> bytes:
        """Return the next compressed bytes, for a member."""
        data, self._ready = self._ready or self._read(), b""
        self._position += len(data)
        self._kept += data
        if len(self._kept) > _MAX_KEPT_BYTES:
            del self._kept[: len(self._kept) - _MAX_KEPT_BYTES]
        return data

    def give_back(self, unused: bytes) -> None:
        """Take back what a member did not need."""
        self._ready = unused + self._ready
        self._position -= len(unused)
        del self._kept[len(self._kept) - len(unused) :]

    def repair(self) -> None:
        """Go to the next member after a broken one: search after the start of the broken one."""
        self._repairs += 1
        if self._repairs > _MAX_REPAIRS:
            raise TornError("too many broken places")
        window = bytes(self._kept[1:]) or self._shift()
        self._position -= len(window) if self._kept[1:] else 0
        self._kept.clear()
        window += self._ready
        self._ready = b""
        while True:
            found = self._find(window)
            if found >= 0:
                self._position += found
                self._ready = window[found:]
                return
            rest = max(len(window) - _PROBE_BYTES, 0)
            self._position += rest
            more = self._read()
            if not more:
                self._position += len(window) - rest
                return
            window = window[rest:] + more

    def _read(self) -> bytes:
        data = self._stream.read(CHUNK)
        if self._owns_meter:
            self.meter.bytes_in += len(data)
        return data

    def _shift(self) -> bytes:
        """Drop one byte, where there is no member to begin with."""
        self._position += min(1, len(self._ready))
        self._ready = self._ready[1:]
        return b""

    def _find(self, window: bytes) -> int:
        at = window.find(GZIP_MAGIC)
        while at >= 0:
            try:
                head = zlib.decompressobj(31).decompress(window[at : at + _PROBE_BYTES], 64)
            except zlib.error:
                head = b""
            if self._looks_right(head):
                return at
            at = window.find(GZIP_MAGIC, at + 1)
        return -1

    def _skip_padding(self) -> bool:
        while True:
            if not self._ready:
                self._ready = self._read()
            if not self._ready:
                return False
            stripped = self._ready.lstrip(b"\0")
            self._position += len(self._ready) - len(stripped)
            self._ready = stripped
            if len(stripped) >= 2:
                return True
            if stripped:
                more = self._read()
                if not more:
                    return True
                self._ready += more
