"""Read MIME messages within bounds: their parts one by one, each with a header of bounded size.

The standard library's parser builds every header and part of a message, however many there are, and takes time
that grows with the square of a parameter list. Here parts are found by their boundary alone, and only the first
lines of a header are read.
"""

from __future__ import annotations

import binascii
import quopri
import re
import string
from collections.abc import Iterator
from datetime import UTC
from typing import NamedTuple

from newsclean.readers.http import media_type

_MAX_HEADER_BYTES = 1 << 16
_MAX_FIELD_CHARS = 4000
_MAX_DEPTH = 20  # nested multiparts; a browser writes one
_MAX_PARTS = 10_000  # of a message, images and all
_HEADER_END = re.compile(rb"\r?\n[ \t]*\r?\n")
_PARAMETER = re.compile(r';[ \t]*([\w*-]{1,40})[ \t]*=[ \t]*(?:"([^"]{0,500})"|([^\s;"]{1,500}))')
_NO_BASE64 = bytes(range(256)).translate(None, string.ascii_letters.encode() + b"0123456789+/")


class Part(NamedTuple):
    """A part of a message: its header's fields by their lower-case names, and where in the message its body is."""

    fields: dict[str, str]
    message: bytes
    start: int
    end: int

    @property
    def type(self) -> str:
        """The media type: "text/html"."""
        return media_type(self.fields.get("content-type", "text/plain"))

    def parameter(self, name: str) -> str | None:
        """Return a parameter of the content type: its charset, its boundary."""
        for match in _PARAMETER.finditer(self.fields.get("content-type", "")):
            if match[1].lower() == name:
                return str(match[2] if match[2] is not None else match[3])
        return None

    def decoded(self) -> bytes:
        """Return the body without its transfer encoding, broken places as they are."""
        encoding = self.fields.get("content-transfer-encoding", "").strip().lower()
        body = self.message[self.start : self.end]
        if encoding == "quoted-printable":
            return quopri.decodestring(body)
        if encoding != "base64":
            return body
        data = body.translate(None, _NO_BASE64)
        return binascii.a2b_base64(data[: len(data) - (len(data) % 4 == 1)] + b"==")


def read_message(data: bytes) -> Part:
    """Return a message as one part. Raises `ValueError` if its header does not end."""
    start = len(data) - len(data.removeprefix(b"\xef\xbb\xbf").lstrip())
    return _part(data, start, len(data))


def leaves(message: Part) -> Iterator[Part]:
    """Yield the parts that hold no others, in order, up to a number that no honest message has."""
    stack = [iter((message,))]
    for _ in range(_MAX_PARTS):
        while stack and (part := next(stack[-1], None)) is None:
            stack.pop()
        if not stack or part is None:
            return
        if part.type.startswith("multipart/") and len(stack) <= _MAX_DEPTH:
            stack.append(_children(part))
        else:
            yield part


def _children(part: Part) -> Iterator[Part]:
    boundary = part.parameter("boundary")
    if not boundary:
        return
    data, mark = part.message, b"--" + boundary.encode("utf-8", "replace")
    start = _line_with(data, mark, part.start, part.end)
    while start >= 0 and data[start + len(mark) : start + len(mark) + 2] != b"--":
        begin = data.find(b"\n", start, part.end) + 1
        if not begin:
            return
        following = _line_with(data, mark, begin, part.end)
        end = following if following >= 0 else part.end
        if following >= 0 and data[end - 1 : end] == b"\n":  # the line end before a boundary belongs to it
            end -= 2 if data[end - 2 : end] == b"\r\n" else 1
        yield _part(data, begin, max(end, begin))
        start = following


def _line_with(data: bytes, mark: bytes, start: int, end: int) -> int:
    """Return where the next line that begins with `mark` does, -1 if there is none."""
    at = data.find(mark, start, end)
    while at > start and data[at - 1 : at] != b"\n":
        at = data.find(mark, at + 1, end)
    return at


def _part(data: bytes, start: int, end: int) -> Part:
    head = data[start : min(start + _MAX_HEADER_BYTES, end)]
    if head.startswith((b"\n", b"\r\n")):
        return Part({}, data, start + head.index(b"\n") + 1, end)
    found = _HEADER_END.search(head)
    if found is None and end - start > _MAX_HEADER_BYTES:
        raise ValueError(f"a header of more than {_MAX_HEADER_BYTES} bytes")
    fields = _fields(head[: found.start()] if found else head)
    return Part(fields, data, start + found.end() if found else end, end)


def _fields(head: bytes) -> dict[str, str]:
    """Return the fields of a header, the first of each name, cut to a length; folded lines are joined."""
    fields: dict[str, str] = {}
    name = ""
    for line in head.decode("utf-8", "replace").splitlines():
        if line[:1] in (" ", "\t"):
            if name and len(fields[name]) < _MAX_FIELD_CHARS:
                fields[name] += " " + line.strip()[:_MAX_FIELD_CHARS]
            continue
        name, colon, value = line[:_MAX_FIELD_CHARS].partition(":")
        name = name.strip().lower()
        if colon and name not in fields:
            fields[name] = value.strip()
        else:
            name = ""
    return fields


def time_of(message: Part) -> str | None:
    """Return the time in a message's `Date` field in ISO 8601, None if there is none."""
    from email.utils import parsedate_to_datetime  # here, because hardly any input needs it

    try:
        time = parsedate_to_datetime(message.fields.get("date", "")[:100])
    except (ValueError, OverflowError):
        return None
    return (time if time.tzinfo else time.replace(tzinfo=UTC)).isoformat()  # "-0000" is UTC
