"""Split files of records into their records, as bytes: lines of JSONL, rows of a table.

No record is ever held beyond its limit, and none is parsed here: that is done in a worker, under its limits.
"""

from __future__ import annotations

import codecs
import re
from collections import deque
from collections.abc import Callable, Iterator
from typing import NamedTuple

from newsclean.magic import wide_encoding
from newsclean.readers.limits import Ahead, Stream
from newsclean.readers.sniff import SNIFF_BYTES

_CHUNK = 1 << 18
# JSON writes a character of one byte in at most six ("\u0001"): a longer record is a page over the limit.
_ESCAPE_FACTOR = 6
_OVERHEAD = 1 << 20
_QUOTED = re.compile(rb'[^"]*+(?:""[^"]*+)*+')  # a quoted field, up to its end or that of the line
_MAX_GIVEN_BACK_BYTES = 1 << 28  # of rows whose quotes are never closed, which are read again line by line
_LINE_COST_BYTES = 64  # of memory, in addition to its own
_TOO_LONG = b"\n"  # instead of a line over the limit: no line holds its own end


class Line(NamedTuple):
    """A record: its number from 1, its bytes (None: over the limit), and whether it has its end."""

    number: int
    body: bytes | None
    ended: bool = True


def record_limit(max_size: int) -> int:
    """Return how many bytes a record may have that holds a page of `max_size` bytes."""
    return max_size * _ESCAPE_FACTOR + _OVERHEAD


class _Recoded:
    """A stream of UTF-16 or UTF-32 as UTF-8."""

    def __init__(self, stream: Stream, encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._left = b""
        self._ended = False

    def read(self, size: int, /) -> bytes:
        while not self._left and not self._ended:
            data = self._stream.read(size)
            self._ended = not data
            self._left = self._decoder.decode(data, final=self._ended).encode("utf-8", "replace")
        part, self._left = self._left[:size], self._left[size:]
        return part


def as_utf8(stream: Stream) -> Stream:
    """Return `stream` in UTF-8 if it is in UTF-16 or UTF-32, else as it is; what is wrong in it stays there."""
    ahead = Ahead(stream)
    wide = wide_encoding(ahead.peek(4))
    return _Recoded(ahead, wide) if wide else ahead


class _MacLines:
    """A stream whose lines end in CR alone, with LF for it."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream

    def read(self, size: int, /) -> bytes:
        return self._stream.read(size).replace(b"\r", b"\n")


def with_line_ends(stream: Ahead) -> Stream:
    """Return `stream` with LF for CR, if no line in its first bytes ends otherwise: so old spreadsheets write."""
    head = stream.peek(SNIFF_BYTES)
    return _MacLines(stream) if b"\r" in head[:-1] and b"\n" not in head else stream


def split_lines(stream: Stream, limit: int, wants_empty: Callable[[], bool] = lambda: False) -> Iterator[Line]:
    """Yield the lines of a stream without their ends; empty ones are counted, and yielded only when they are wanted."""
    number, parts, size = 1, list[bytes](), 0
    while chunk := stream.read(_CHUNK):
        *ended, rest = chunk.split(b"\n")
        for piece in ended:
            if piece or size or wants_empty():
                size += len(piece)
                yield Line(number, b"".join([*parts, piece]) if size <= limit else None)
                parts, size = [], 0
            number += 1
        size += len(rest)
        if size > limit:
            parts = []
        elif rest:
            parts.append(rest)
    if size:
        yield Line(number, b"".join(parts) if size <= limit else None, ended=False)


def split_rows(stream: Stream, limit: int, delimiter: str) -> Iterator[Line]:
    """Yield the rows of a table: lines, joined while a quoted field is open. Empty lines outside of fields are none.

    A row ends where the csv module ends it: a quote opens a field at its beginning only (RFC 4180), so others mean
    nothing. If none closes it, up to the limit or the end, the first line alone is a broken row, and what follows
    is read again.
    """
    return _Rows(stream, limit, delimiter.encode()).run()


class _Rows:
    """The state of one splitting: lines that are to be read again, and whether a quoted field is open."""

    def __init__(self, stream: Stream, limit: int, delimiter: bytes) -> None:
        self._lines = split_lines(stream, limit, lambda: self._is_open)
        self._again: deque[bytes] = deque()
        self._given_back = 0
        self._limit = limit
        self._delimiter = delimiter
        self._is_open = False

    def run(self) -> Iterator[Line]:
        number = 0
        while (line := self._next()) is not None:
            if not line:
                continue
            number += 1
            if line == _TOO_LONG:
                yield Line(number, None)
                continue
            row = self._join(line)
            if self._is_open and len(row) > 1 and self._given_back < _MAX_GIVEN_BACK_BYTES:
                self._again.extendleft(reversed(row[1:]))
                self._given_back += sum(map(len, row))
                row = row[:1]
            ended, self._is_open = not self._is_open, False
            yield Line(number, b"\n".join(row), ended)

    def _next(self) -> bytes | None:
        if self._again:
            return self._again.popleft()
        line = next(self._lines, None)
        if line is None:
            return None
        return _TOO_LONG if line.body is None else line.body

    def _join(self, line: bytes) -> list[bytes]:
        """Return the lines of the row that begins with `line`."""
        row, size = [line], len(line) + _LINE_COST_BYTES
        self._is_open = _leaves_open(line, self._delimiter, is_open=False)
        while self._is_open and size <= self._limit and (more := self._next()) is not None:
            row.append(more)
            if more == _TOO_LONG:
                break
            size += len(more) + _LINE_COST_BYTES
            self._is_open = _leaves_open(more, self._delimiter, is_open=True)
        return row


def _leaves_open(line: bytes, delimiter: bytes, *, is_open: bool) -> bool:
    """Tell whether a quoted field is open after a line, before which one is or is not."""
    if b'"' not in line:
        return is_open
    at = 0
    while True:
        if not is_open:
            if not line.startswith(b'"', at):  # the next field that begins with a quote
                at = line.find(delimiter + b'"', at) + len(delimiter)
                if at < len(delimiter):
                    return False
            at += 1
        rest = _QUOTED.match(line, at)
        at = rest.end() if rest else len(line)
        if at == len(line):
            return True
        is_open = False
        at = line.find(delimiter, at)
        if at < 0:
            return False
        at += len(delimiter)


def find_delimiter(line: str) -> str:
    """Return the character between the columns of a table, by its first line.

    >>> find_delimiter("url;title;html")
    ';'
    """
    return max(",;\t|", key=line.count)
