"""Files of records cut into their records, as bytes: lines of JSONL, rows of a table.

No record is ever held beyond its limit, and none is parsed here: that is done in a worker, under its limits.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import NamedTuple

from newsclean.readers.limits import Ahead, Stream
from newsclean.readers.sniff import wide_encoding

_CHUNK = 1 << 18
# JSON writes a character of one byte in at most six ("\u0001"): a longer record is a page over the limit.
_ESCAPE_FACTOR = 6
_OVERHEAD = 1 << 20


class Line(NamedTuple):
    """A record: its number from 1, its bytes (None: over the limit), and whether it has its end."""

    number: int
    body: bytes | None
    ended: bool = True


def record_limit(max_size: int) -> int:
    """Return how many bytes a record may have that holds a page of `max_size` bytes."""
    return max_size * _ESCAPE_FACTOR + _OVERHEAD


class _Recoded:
    """A stream of UTF-16 as UTF-8."""

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
    """Return `stream` in UTF-8 if it is in UTF-16, else as it is; what is wrong in it stays for its reader."""
    ahead = Ahead(stream)
    wide = wide_encoding(ahead.peek(4))
    return _Recoded(ahead, wide) if wide else ahead


def split_lines(stream: Stream, limit: int) -> Iterator[Line]:
    """Yield the lines of a stream without their ends."""
    number, parts, size = 1, list[bytes](), 0
    while chunk := stream.read(_CHUNK):
        *ended, rest = chunk.split(b"\n")
        for piece in ended:
            size += len(piece)
            yield Line(number, b"".join([*parts, piece]) if size <= limit else None)
            number, parts, size = number + 1, [], 0
        size += len(rest)
        if size > limit:
            parts = []
        elif rest:
            parts.append(rest)
    if size:
        yield Line(number, b"".join(parts) if size <= limit else None, ended=False)


def split_rows(stream: Stream, limit: int) -> Iterator[Line]:
    """Yield the rows of a table: lines, joined while a quoted field is open (RFC 4180: quotes in fields are doubled).

    A row over the limit ends with the line that brings it there: an unclosed quote costs no more than that.
    """
    number, parts, size, quotes = 0, list[bytes](), 0, 0
    for line in split_lines(stream, limit):
        if line.body is None:
            number += 1
            yield Line(number, None)
            parts, size, quotes = [], 0, 0
            continue
        parts.append(line.body)
        size += len(line.body) + 1
        quotes += line.body.count(b'"')
        if quotes % 2 == 0 or size > limit:
            number += 1
            yield Line(number, b"\n".join(parts) if size <= limit else None, line.ended)
            parts, size, quotes = [], 0, 0
    if parts:
        yield Line(number + 1, b"\n".join(parts), ended=False)
