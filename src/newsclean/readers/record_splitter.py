"""Split a crawl archive into its records, with every byte accounted for.

A record says how long it is, and may be wrong: each end is checked, and where no record follows, the bytes are
searched for the next one. So a wrong length costs nothing but the record that has it, and seldom that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, Protocol

from newsclean.readers.decompressors import TornError
from newsclean.readers.limits import BombError, Stream

_CHUNK = 1 << 16
MAX_HEADER_BYTES = 1 << 16
_OVERLAP_BYTES = 1 << 12  # in which a record's beginning shows
_MAX_GIVEN_BACK = 1 << 28  # bytes read again because of wrong lengths, before the first look-alike is accepted


class Head(NamedTuple):
    """What a record's header says. `type` is that of WARC, lower case; `truncated` if the crawler cut the body off.

    A segment is a part of a record that goes on in others.
    """

    type: str
    url: str | None
    date: str | None
    content_type: str
    length: int | None
    truncated: bool = False
    is_segment: bool = False


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
    """The records of a decompressed stream. `position` and `head` are those of the current record.

    An error of the stream is raised after the records before it. With `is_checked`, it is about the last of them,
    because a gzip member ends with a check of all its bytes.
    """

    def __init__(self, stream: Stream, max_block: int, layout: Format, *, is_checked: bool = False) -> None:
        self._stream = stream
        self._max_block = max_block
        self._format = layout
        self._data = b""
        self._at = 0  # what of `_data` is used up
        self._base = 0  # offset of the first byte of `_data` in the stream
        self._given_back = 0
        self._is_checked = is_checked
        self._error: Exception | None = None
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
                self._raise_unless(self._at < len(self._data))
                lost = self._base + self._at - self.position
                yield Record(self.position, self.head, b"", f"no {self._format.name} record: {lost} bytes skipped")
                continue
            self._at = end
            record = self._read_block(self.head.length)
            rest = self._data[self._at :].strip(b"\r\n") if self._is_checked else True
            self._raise_unless(not record.problem and bool(rest))
            yield record
        self.position = self._base + self._at
        self._raise_unless(False)

    def _raise_unless(self, is_before: bool) -> None:
        """Raise the error of the stream, if there is one, unless it comes after the current record."""
        if self._error is not None and not is_before:
            raise self._error

    def _read_block(self, length: int) -> Record:
        if length > self._max_block or self._given_back > _MAX_GIVEN_BACK:
            return self._read_long_block(length)
        block, missing = self._collect(length)
        record = Record(self.position, self.head, block, "")
        if not missing and self._at_boundary():
            return record
        ahead = self._data[self._at : self._at + _OVERLAP_BYTES]
        if (found := self._format.following.search(block + ahead)) and found.start() < len(block):
            # The length runs into the records that follow: give them back.
            self._give_back(block[found.start() :])
            return record._replace(block=self._unterminated(block[: found.start()]))
        if missing:
            return record._replace(problem=f"the record ends {missing} bytes too early")
        if self._data.startswith(self._format.terminators, self._at):
            return record  # the length is right, and what follows is no record
        return record._replace(block=block + (self._up_to_next(None, self._max_block)[0] or b""))

    def _read_long_block(self, length: int) -> Record:
        """Skip a block, but no record that seems to begin in it: that could not be recovered later."""
        block, ended = self._up_to_next(length, self._max_block)
        record = Record(self.position, self.head, block, "")
        if not ended:
            return record._replace(block=b"", problem="the file ends within this record")
        return record

    def _collect(self, length: int) -> tuple[bytes, int]:
        """Return the next `length` bytes, and how many of them are missing."""
        parts = []
        left = length
        while left and self._has_data():
            part = self._take(left)
            left -= len(part)
            parts.append(part)
        return b"".join(parts), left

    def _up_to_next(self, length: int | None, max_bytes: int) -> tuple[bytes | None, bool]:
        """Take the bytes up to the next record, at most `length`, and tell whether one or the other was reached.

        The bytes are None if they are more than `max_bytes`.
        """
        parts: list[bytes] = []
        size = 0
        ended = False
        while not ended and (length is None or size < length):
            found = self._format.following.search(self._data, self._at)
            # A record that begins in this chunk may continue in the next one.
            stop = found.start() if found else max(len(self._data) - _OVERLAP_BYTES, self._at)
            part = self._take(min(stop - self._at, length - size if length is not None else stop))
            size += len(part)
            parts = [*parts, part] if size <= max_bytes else []
            ended = found is not None and self._at == stop
            if not part and not ended and not self._fill():
                part = self._take(len(self._data) if length is None else length - size)
                size += len(part)
                parts.append(part)
                break
        return (self._unterminated(b"".join(parts)) if size <= max_bytes else None), ended or size == length

    def _unterminated(self, block: bytes) -> bytes:
        """Return a block without its terminator, whose last LF is the match of `following`.

        No byte more goes: it may be the last one of a compressed body.
        """
        ends = (terminator[:-1] for terminator in self._format.terminators)
        return block.removesuffix(next((end for end in ends if block.endswith(end)), b""))

    def _give_back(self, data: bytes) -> None:
        self._given_back += len(data)
        self._base += self._at - len(data)
        self._data = data + self._data[self._at :]
        self._at = 0

    def _at_boundary(self) -> bool:
        """Tell whether a record begins here, after line ends, or the stream ends."""
        while len(self._data) - self._at < _OVERLAP_BYTES and self._fill():
            pass
        rest = self._data[self._at : self._at + _OVERLAP_BYTES].lstrip(b"\r\n")
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
            self._at = max(len(self._data) - _OVERLAP_BYTES, self._at)
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
        more = b""
        if self._error is None:
            try:
                more = self._stream.read(_CHUNK)
            except (TornError, BombError, OSError) as error:
                self._error = error
        if more:
            self._base += self._at
            self._data = self._data[self._at :] + more
            self._at = 0
        return bool(more)
