"""Values of JSON one after the other: the elements of an array, or objects that follow each other.

A library would build each element in memory, of whatever size and shape it is, in the process that watches all
others. Here only strings and brackets are told apart, to find where an element ends; a worker parses it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsclean.readers.limits import Stream
from newsclean.readers.lines import Line

_CHUNK = 1 << 18
_OUTSIDE = re.compile(rb'["\[\]{},]')  # what matters outside of strings
_INSIDE = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+', re.DOTALL)  # a string, up to its end or that of the data
_BLANK = b" \t\r\n,"


def split_values(stream: Stream, limit: int) -> Iterator[Line]:
    """Yield the elements of a JSON array, or the values that follow each other where there is no array around them."""
    return _Splitter(stream, limit).run()


class _Splitter:
    """The state of one splitting. `_depth` counts open brackets, `_parts` holds the element in progress."""

    def __init__(self, stream: Stream, limit: int) -> None:
        self._stream = stream
        self._limit = limit
        self._parts: list[bytes] = []
        self._size = 0
        self._depth = 0
        self._base: int | None = None  # depth at which elements begin: 1 inside an array, else 0
        self._in_string = False
        self._number = 0

    def run(self) -> Iterator[Line]:
        rest = b""
        first = True
        while chunk := self._stream.read(_CHUNK):
            if first:
                chunk, first = chunk.removeprefix(b"\xef\xbb\xbf"), False
            data = rest + chunk
            end = len(data)
            if self._in_string or b"\\" in data[-1:]:
                # A backslash at the very end belongs to the next byte.
                backslashes = len(data) - len(data.rstrip(b"\\"))
                end -= backslashes % 2
            yield from self._scan(data[:end])
            rest = data[end:]
        self._keep(rest)
        if self._size and (self._size > self._limit or b"".join(self._parts).strip(_BLANK)):
            yield self._element(ended=False)

    def _scan(self, data: bytes) -> Iterator[Line]:
        start = at = 0
        while at < len(data):
            if self._in_string:
                inside = _INSIDE.match(data, at)
                at = inside.end() if inside else len(data)
                if at < len(data):
                    self._in_string, at = False, at + 1
                continue
            found = _OUTSIDE.search(data, at)
            if found is None:
                break
            at = found.end()
            yield from self._mark(data, start, found.start())
            start = self._start if self._start >= 0 else start
        self._keep(data[start:])

    def _mark(self, data: bytes, start: int, at: int) -> Iterator[Line]:
        """Note a quote, bracket or comma; yield the element that ends there. `_start` is where the next begins."""
        self._start = -1
        char = data[at : at + 1]
        if char == b'"':
            self._in_string = True
        elif char in b"[{":
            if self._base is None:
                self._base = 1 if char == b"[" else 0
                if self._base:
                    self._start = at + 1
            self._depth += 1
        elif char in b"]}":
            self._depth = max(self._depth - 1, 0)
            if self._depth == self._base:
                self._keep(data[start : at + 1])
                yield self._element()
                self._start = at + 1
            elif self._depth < (self._base or 0):
                yield from self._bare(data[start:at])
                self._base, self._start = None, at + 1
        elif char == b"," and self._depth == self._base:
            yield from self._bare(data[start:at])
            self._start = at + 1

    def _bare(self, data: bytes) -> Iterator[Line]:
        """A number, a string or a word where an object should stand."""
        self._keep(data)
        if self._size > self._limit or b"".join(self._parts).strip(_BLANK):
            yield self._element()
        self._parts, self._size = [], 0

    def _keep(self, data: bytes) -> None:
        self._size += len(data)
        if self._size > self._limit:
            self._parts = []
        elif data:
            self._parts.append(data)

    def _element(self, *, ended: bool = True) -> Line:
        self._number += 1
        body = b"".join(self._parts).strip(_BLANK) if self._size <= self._limit else None
        self._parts, self._size = [], 0
        return Line(self._number, body, ended)
