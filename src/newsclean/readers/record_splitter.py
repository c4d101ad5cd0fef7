"""The records of an archive of a crawl, one after the other, with every byte accounted for.

A record says how long it is, and may be wrong: each end is checked, and where no record follows, the bytes are
searched for the next one. So a wrong length costs nothing but the record that has it, and seldom that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, Protocol

from newsclean.readers.limits import Stream

_CHUNK = 1 << 16
MAX_HEADER_BYTES = 1 << 16
_MAX_GIVEN_BACK = 1 << 28  # bytes read again because of wrong lengths, before the first look-alike is believed


class Head(NamedTuple):
    """What a record's header says. `type` is that of WARC, lower case; `truncated` if the crawler cut the body off."""

    type: str
    url: str | None
    date: str | None
    content_type: str
    length: int | None
    truncated: bool = False


class Record(NamedTuple):
    """A record: offset in its stream, head, block (None: too large), what is wrong or ""."""

    offset: int
    head: Head
    block: bytes | None
    problem: str


class Format(Protocol):
    """How records begin and end. `following` finds the line end before a record inside other bytes."""

    name: str
    following: re.Pattern[bytes]
    terminators: tuple[bytes, ...]

    def header_end(self, data: bytes, at: int) -> int:
        """Return where the header that begins at `at` ends, 0 if none does, -1 if more bytes must tell."""
        ...

    def parse(self, header: bytes) -> Head:
        """Return what a header says."""
        ...


NO_HEAD = Head("", None, None, "", None)


class Splitter:
    """The records of a decompressed stream. `position` and `head` are those of the current record."""

    def __init__(self, stream: Stream, max_block: int, layout: Format) -> None:
        self._stream = stream
        self._max_block = max_block
        self._format = layout
        self._data = b""
        self._at = 0  # what of `_data` is used up
        self._base = 0  # offset of the first byte of `_data` in the stream
        self._given_back = 0
        self.position = 0
        self.head = NO_HEAD

    def __iter__(self) -> Iterator[Record]:
        while self._skip_blank():
            self.position, self.head = self._base + self._at, NO_HEAD
            end = self._find_header()
            if end > 0:
                self.head = self._format.parse(self._data[self._at : end])
            if self.head.length is None:
                self._resync()
                lost = self._base + self._at - self.position
                yield Record(self.position, self.head, b"", f"no {self._format.name} record: {lost} bytes skipped")
                continue
            self._at = end
            yield self._read_block(self.head.length)

    def _read_block(self, length: int) -> Record:
        trusted = length <= self._max_block and self._given_back <= _MAX_GIVEN_BACK
        block, missing = self._collect(length) if trusted else self._discard(length)
        record = Record(self.position, self.head, block, "")
        if block is None or (not missing and self._at_boundary()):
            return record
        if found := self._format.following.search(block):
            # The length runs over the records that follow: give them back.
            self._give_back(block[found.start() :])
            return record._replace(block=block[: found.start()].rstrip(b"\r\n"))
        if missing:
            return record._replace(problem=f"the record ends {missing} bytes too early")
        if self._data.startswith(self._format.terminators, self._at):
            return record  # the length is right, and what follows is no record
        return record._replace(block=block + self._rest_of_block())

    def _collect(self, length: int) -> tuple[bytes, int]:
        """Return the next `length` bytes, and how many of them are missing."""
        parts = []
        left = length
        while left and self._has_data():
            part = self._take(left)
            left -= len(part)
            parts.append(part)
        return b"".join(parts), left

    def _discard(self, length: int) -> tuple[None, int]:
        """Skip `length` bytes, but no record that seems to begin among them: nobody could give it back."""
        end = self._base + self._at + length
        while self._base + self._at < end and self._has_data():
            found = self._format.following.search(self._data, self._at)
            if found and self._base + found.start() < end:
                self._at = found.start()
                return None, 0
            left = end - self._base - self._at
            # A record that begins in this chunk and goes on in the next one is looked for again.
            keep = min(len(self._data) - self._at, MAX_HEADER_BYTES // 16)
            if left <= len(self._data) - self._at:
                self._at += left
                return None, 0
            if not self._fill():
                self._at = len(self._data)
                return None, left
            self._at = max(self._at, len(self._data) - _CHUNK - keep)
        return None, 0

    def _rest_of_block(self) -> bytes:
        """Return what follows a block whose length is too small, up to the next record."""
        parts: list[bytes] = []
        size = 0
        while size <= self._max_block:
            found = self._format.following.search(self._data, self._at)
            if found is None and self._fill():
                continue_at = max(len(self._data) - _CHUNK - MAX_HEADER_BYTES // 16, self._at)
                parts.append(self._data[self._at : continue_at])
                size += continue_at - self._at
                self._at = continue_at
                continue
            end = found.start() if found else len(self._data)
            parts.append(self._data[self._at : end])
            self._at = end
            break
        return b"".join(parts).rstrip(b"\r\n")

    def _give_back(self, data: bytes) -> None:
        self._given_back += len(data)
        self._base += self._at - len(data)
        self._data = data + self._data[self._at :]
        self._at = 0

    def _at_boundary(self) -> bool:
        """Tell whether a record begins here, after line ends, or the stream ends."""
        while len(self._data) - self._at < MAX_HEADER_BYTES // 16 and self._fill():
            pass
        rest = self._data[self._at : self._at + MAX_HEADER_BYTES // 16].lstrip(b"\r\n")
        return not rest or self._format.following.match(b"\n" + rest) is not None

    def _find_header(self) -> int:
        """Return where the header that begins here ends, 0 if there is none."""
        while True:
            end = self._format.header_end(self._data, self._at)
            if end >= 0:
                return end
            if len(self._data) - self._at > MAX_HEADER_BYTES or not self._fill():
                return 0

    def _resync(self) -> None:
        """Go to the next thing that looks like a record, or to the end."""
        self._at += 1
        while True:
            found = self._format.following.search(self._data, self._at)
            if found:
                self._at = found.start()
                return
            self._at = max(len(self._data) - MAX_HEADER_BYTES // 16, self._at)
            if not self._fill():
                self._at = len(self._data)
                return

    def _skip_blank(self) -> bool:
        while self._has_data():
            rest = self._data[self._at : self._at + _CHUNK]
            stripped = rest.lstrip(b"\r\n")
            self._at += len(rest) - len(stripped)
            if stripped:
                return True
        return False

    def _has_data(self) -> bool:
        return self._at < len(self._data) or self._fill()

    def _take(self, size: int) -> bytes:
        taken = self._data[self._at : self._at + size]
        self._at += len(taken)
        return taken

    def _fill(self) -> bool:
        """Read on; what is used up goes."""
        more = self._stream.read(_CHUNK)
        if more:
            self._base += self._at
            self._data = self._data[self._at :] + more
            self._at = 0
        return bool(more)
