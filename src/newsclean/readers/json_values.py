"""Read JSON values one by one: the elements of an array, or objects that follow each other.

A library would build each element in memory, of whatever size and shape it is, in the process that watches all
others. Here only strings and brackets are distinguished, to find where an element ends; a worker parses it.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator

from newsclean.readers.decompressors import TornError
from newsclean.readers.limits import Stream
from newsclean.readers.lines import Line

_CHUNK = 1 << 18
_MAX_BRACKETS = 1_000_000  # inside one element: they are counted one by one
# What does not matter, up to something that does: outside of elements and inside, whole strings included.
_FLAT = re.compile(rb'(?:[^"\[\]{},]++|"[^"\\]*+(?:\\.[^"\\]*+)*+")*+', re.DOTALL)
_DEEP = re.compile(rb'(?:[^"\[\]{}]++|"[^"\\]*+(?:\\.[^"\\]*+)*+")*+', re.DOTALL)
_COMMAS = re.compile(rb"[\s,]*+")
_INSIDE = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+', re.DOTALL)  # a string, up to its end or that of the data
_BLANK = b" \t\r\n,"


def split_values(stream: Stream, limit: int) -> Iterator[Line]:
    """Yield the elements of a JSON array, or the values that follow each other where there is no array around them."""
    return _Splitter(stream, limit).run()


def _end(match: Callable[[bytes, int], re.Match[bytes] | None], data: bytes, at: int) -> int:
    """Return where the match of a pattern ends that matches everywhere, if only nothing."""
    found = match(data, at)
    return found.end() if found else at


class _Splitter:
    """The state of one splitting. `_depth` counts open brackets, `_parts` holds the element in progress."""

    def __init__(self, stream: Stream, limit: int) -> None:
        self._stream = stream
        self._limit = limit
        self._parts: list[bytes] = []
        self._size = 0
        self._depth = 0
        self._base = -1  # depth at which elements begin: 1 inside an array, else 0; -1 if nothing has begun
        self._in_string = False
        self._brackets = 0  # of the element in progress
        self._number = 0

    def run(self) -> Iterator[Line]:
        rest = b""
        while chunk := self._stream.read(_CHUNK):
            data = rest + chunk
            # A backslash at the very end of a string belongs to the next byte.
            rest = b"\\" if (len(data) - len(data.rstrip(b"\\"))) % 2 else b""
            yield from self._scan(data[:-1] if rest else data)
        self._keep(rest)
        if element := self._element(ended=False):
            yield element

    def _scan(self, data: bytes) -> Iterator[Line]:
        start = at = 0
        while at < len(data):
            if self._in_string:
                at = _end(_INSIDE.match, data, at)
                if at < len(data):
                    self._in_string, at = False, at + 1
                continue
            # Inside an element only brackets count, around it commas, too.
            at = _end(_DEEP.match if self._depth > max(self._base, 0) else _FLAT.match, data, at)
            if at == len(data):
                break
            char, found = data[at : at + 1], at
            at += 1
            if char == b'"':
                self._in_string = True
            elif char == b",":
                if self._depth == self._base:  # what ends here is no object, or nothing
                    yield from self._cut(data[start:found])
                    start = found
                at = _end(_COMMAS.match, data, at)
            elif char in b"[{":
                if self._base < 0 and char == b"[":  # what comes before an array is an element by itself
                    yield from self._cut(data[start:found])
                    start = at
                self._open()
                if self._base < 0:
                    self._base = 1 if char == b"[" else 0
            else:
                self._depth -= 1
                if self._depth == self._base:
                    yield from self._cut(data[start:at])
                    start = at
                elif self._depth < self._base:  # the end of the array
                    yield from self._cut(data[start:found])
                    start, self._base, self._depth = at, -1, 0
        self._keep(data[start:])

    def _open(self) -> None:
        self._depth += 1
        self._brackets += 1
        if self._brackets > _MAX_BRACKETS:
            raise TornError(f"more than {_MAX_BRACKETS} objects and arrays inside one")

    def _cut(self, data: bytes) -> Iterator[Line]:
        self._keep(data)
        if element := self._element():
            yield element

    def _keep(self, data: bytes) -> None:
        self._size += len(data)
        if self._size > self._limit:
            self._parts = []
        elif data:
            self._parts.append(data)

    def _element(self, *, ended: bool = True) -> Line | None:
        """Return what was kept as an element, None if it is blank."""
        body = None
        if self._size <= self._limit:
            body = b"".join(self._parts).strip(_BLANK).removeprefix(BOM_UTF8).lstrip(_BLANK)
        self._parts, self._size, self._brackets = [], 0, 0
        if body == b"":
            return None
        self._number += 1
        return Line(self._number, body, ended)
