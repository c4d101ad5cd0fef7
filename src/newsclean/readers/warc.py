"""WARC: the HTML responses of a crawl, and every byte of the file accounted for.

FastWARC reads the single record (header, HTTP, transfer and content encodings). Finding the records is
done here, because libraries end the iteration at the first broken gzip member and read a torn record
as an empty one: here each record's length is checked and the search goes on behind a broken place.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from newsclean.model import Page, Reason, Skip
from newsclean.readers import names
from newsclean.readers.gzip_members import GZIP_MAGIC, Members
from newsclean.readers.items import Item, too_large
from newsclean.readers.limits import Ahead, BombError, Stream, TornError, expand

_VERSIONS = (b"WARC/1.", b"WARC/0.")
_NEXT = re.compile(rb"\r?\nWARC/[01]\.[0-9]{1,2}\r?\nWARC-")
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"^content-length:[ \t]*([0-9]{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_TYPE = re.compile(rb"^warc-type:[ \t]*([a-z]{1,30})", re.IGNORECASE | re.MULTILINE)
_URI = re.compile(rb"^warc-target-uri:[ \t]*<?([^\s>]{1,4000})", re.IGNORECASE | re.MULTILINE)
_MAX_HEADER = 1 << 16
_CHUNK = 1 << 16
_HTML_TYPES = ("text/html", "application/xhtml+xml")
_UNSURE_TYPES = ("", "text/plain", "application/octet-stream", "application/x-unknown-content-type")
_CHUNK_SIZE = re.compile(rb"^[0-9a-fA-F]{1,8}[^\r\n]{0,64}\r\n")


class _Record(NamedTuple):
    """A record as it stands: offset in its stream, header, body (None: too large), what is wrong or ""."""

    offset: int
    header: bytes
    body: bytes | None
    problem: str


def read_warc(stream: Stream, source: str, max_size: int, passed: Counter[str]) -> Iterator[Item]:
    """The pages of a WARC stream, plain or compressed; `passed` counts the records that are not pages."""
    ahead = Ahead(stream)
    head = ahead.peek(_CHUNK)
    codec = names.sniff_codec(head)
    # A file whose very first bytes are damaged is still a gzip file if members follow.
    if codec == "gz" or (not head.startswith(_VERSIONS) and GZIP_MAGIC in head):
        yield from _read_members(ahead, source, max_size, passed)
        return
    splitter = _Splitter(expand(ahead, codec), max_size)
    try:
        for record in splitter:
            yield from _read(record, f"{source}#{record.offset}", max_size, passed)
    except (TornError, BombError, OSError) as error:
        yield Skip(
            f"{source}#{splitter.position}", None, Reason.UNREADABLE, f"the rest from here on: {error}"
        )


def _read_members(stream: Stream, source: str, max_size: int, passed: Counter[str]) -> Iterator[Item]:
    members = Members(stream, lambda head: head.startswith(_VERSIONS))
    place = f"{source}#0"
    try:
        for offset, member in members:
            place = f"{source}#{offset}"
            if member is None:
                yield Skip(place, None, Reason.UNREADABLE, "not gzip: passed over up to the next record")
                continue
            splitter = _Splitter(member, max_size)
            try:
                for record in splitter:
                    inner = place if record.offset == 0 else f"{place}+{record.offset}"
                    yield from _read(record, inner, max_size, passed)
            except TornError as error:
                inner = place if splitter.position == 0 else f"{place}+{splitter.position}"
                yield Skip(inner, _uri(splitter.header), Reason.UNREADABLE, str(error))
                members.repair()
    except (TornError, OSError) as error:
        yield Skip(f"{place}+", None, Reason.UNREADABLE, f"the rest from here on: {error}")


def _uri(header: bytes) -> str | None:
    match = _URI.search(header)
    return match.group(1).decode("utf-8", "replace") if match else None


class _Splitter:
    """The records of a decompressed stream. `position` and `header` are those of the record in hand."""

    def __init__(self, stream: Stream, max_size: int) -> None:
        self._stream = stream
        self._data = b""
        self._offset = 0  # of the first byte of `_data`
        self._limit = max_size + max_size // 8 + _MAX_HEADER  # the page with HTTP header and chunk sizes
        self.position = 0
        self.header = b""

    def __iter__(self) -> Iterator[_Record]:
        while self._skip_blank():
            self.position, self.header = self._offset, b""
            end = self._find_header()
            length = _LENGTH.search(self._data, 0, end) if end > 0 else None
            if length is None:
                start = self._offset
                self._resync()
                yield _Record(
                    start, b"", b"", f"no WARC record here: {self._offset - start} bytes passed over"
                )
                continue
            self.header = self._drop(end)
            yield self._read_body(int(length.group(1)))

    def _read_body(self, length: int) -> _Record:
        kind = _TYPE.search(self.header)
        wanted = kind is not None and kind.group(1).lower() == b"response"
        body, missing = self._collect(length, wanted and length <= self._limit)
        record = _Record(self.position, self.header, body, "")
        if missing:
            return record._replace(problem=f"the record ends {missing} bytes too early")
        if body and not self._at_boundary() and (found := _NEXT.search(body)):
            # The length given runs over the records that follow: give them back.
            self._data = body[found.start() :] + self._data
            self._offset -= len(body) - found.start()
            return record._replace(problem="the length given runs into the next record")
        return record

    def _collect(self, length: int, keep: bool) -> tuple[bytes | None, int]:
        """The next `length` bytes (None if not kept), and how many of them are missing."""
        parts = []
        left = length
        while left and (self._data or self._fill()):
            part = self._drop(min(left, len(self._data)))
            left -= len(part)
            if keep:
                parts.append(part)
        return (b"".join(parts) if keep else None), left

    def _at_boundary(self) -> bool:
        while len(self._data) < 16 and self._fill():
            pass
        rest = self._data[:16].lstrip(b"\r\n")
        return not rest or rest.startswith(b"WARC/")

    def _find_header(self) -> int:
        """Length of the WARC header that begins here, 0 if there is none."""
        while True:
            if len(self._data) >= 7 and not self._data.startswith(_VERSIONS):
                return 0
            found = _HEADER_END.search(self._data, 0, _MAX_HEADER)
            if found:
                return found.end()
            if len(self._data) > _MAX_HEADER or not self._fill():
                return 0

    def _resync(self) -> None:
        """Go to the next thing that looks like a record, or to the end."""
        self._drop(1)
        while True:
            found = _NEXT.search(self._data)
            if found:
                self._drop(found.start())
                return
            self._drop(max(len(self._data) - 32, 0))
            if not self._fill():
                self._drop(len(self._data))
                return

    def _skip_blank(self) -> bool:
        while True:
            stripped = self._data.lstrip(b"\r\n")
            self._offset += len(self._data) - len(stripped)
            self._data = stripped
            if stripped:
                return True
            if not self._fill():
                return False

    def _drop(self, size: int) -> bytes:
        dropped, self._data = self._data[:size], self._data[size:]
        self._offset += len(dropped)
        return dropped

    def _fill(self) -> bool:
        more = self._stream.read(_CHUNK)
        self._data += more
        return bool(more)


def _read(record: _Record, source: str, max_size: int, passed: Counter[str]) -> Iterator[Item]:
    """The page of a record, if it has one."""
    url = _uri(record.header)
    if record.problem:
        yield Skip(source, url, Reason.UNREADABLE, record.problem)
        return
    kind = _TYPE.search(record.header)
    if kind is None or kind.group(1).lower() != b"response":
        passed[f"WARC {kind.group(1).decode().lower() if kind else 'record without a type'}"] += 1
    elif record.body is None:
        yield too_large(source, url, max_size)
    else:
        yield from _read_response(record, source, max_size, passed)


def _read_response(record: _Record, source: str, max_size: int, passed: Counter[str]) -> Iterator[Item]:
    url = _uri(record.header)
    try:
        parsed = _parse_any(record)
        status, content_type = parsed.http_headers.status_code, parsed.http_headers.get("Content-Type") or ""
        date = parsed.headers.get("WARC-Date")
    except (OSError, ValueError, AttributeError, StopIteration) as error:
        yield Skip(source, url, Reason.UNREADABLE, f"not an HTTP response: {str(error)[:100]}")
        return
    mime = content_type.split(";")[0].strip().lower()
    if status is not None and not 200 <= status < 300:
        passed[f"HTTP {status}"] += 1
        return
    if mime not in _HTML_TYPES and mime not in _UNSURE_TYPES:
        passed[mime[:60] if mime.isprintable() else "broken content type"] += 1
        return
    body = _payload(parsed, record, max_size)
    if body is None:
        yield Skip(source, url, Reason.UNREADABLE, "broken transfer or content encoding")
    elif len(body) > max_size:
        yield too_large(source, url, max_size)
    elif mime in _UNSURE_TYPES and names.sniff_text(body[: names.SNIFF_BYTES]) != "html":
        passed[mime or "response without a type"] += 1
    else:
        yield Page(source, body, url, content_type[:200] or None, date)


def _parse(record: _Record, decode: Literal["all", "none"]) -> Any:
    from fastwarc.warc import ArchiveIterator

    whole = io.BytesIO(record.header + (record.body or b"") + b"\r\n\r\n")
    return next(iter(ArchiveIterator(whole, parse_http=True, auto_decode=decode)))


def _parse_any(record: _Record) -> Any:
    try:
        return _parse(record, "all")
    except OSError:  # an encoding it does not know, or an HTTP header it cannot read
        return _parse(record, "none")


def _payload(parsed: Any, record: _Record, max_size: int) -> bytes | None:
    """The decoded body, at most a little over `max_size` bytes of it; None if its encoding is broken.

    Crawlers often keep the header of an encoding that they have undone; then the body is the page.
    """
    try:
        return _read_all(parsed, max_size)
    except OSError:
        raw = _read_all(_parse(record, "none"), max_size)
    if _CHUNK_SIZE.match(raw) or names.sniff_text(raw[: names.SNIFF_BYTES]) != "html":
        return None
    return raw


def _read_all(parsed: Any, max_size: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    while size <= max_size and (part := parsed.reader.read(min(1 << 20, max_size + 1 - size))):
        parts.append(part)
        size += len(part)
    return b"".join(parts)
