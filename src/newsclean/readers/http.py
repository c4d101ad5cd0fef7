"""HTTP responses as crawlers store them: split the header, undo transfer and content encodings.

Crawlers keep what came over the wire, or what their library made of it, with the header of either: line ends
are CRLF or LF alone, chunks and compression may be undone already though the header names them, or be there though
it does not. So each encoding is undone where the bytes show it, and what then looks like a page is one.
"""

from __future__ import annotations

import io
import re
import zlib
from typing import NamedTuple

from newsclean.readers.decompressors import TornError
from newsclean.readers.limits import BombError, Expanded
from newsclean.readers.sniff import SNIFF_BYTES, sniff_codec, sniff_text

_MAX_HEADER_BYTES = 1 << 16
_STATUS = re.compile(rb"[A-Z]{2,10}(?:/[0-9](?:\.[0-9])?)?[ \t]{1,9}([0-9]{3})(?=\s|$)")
HEADER_END = re.compile(rb"\n\r{0,2}\n")  # also of the header of a WARC record
_CHUNK_SIZE = re.compile(rb"[ \t]*([0-9a-fA-F]{1,15})[ \t]*(?:;[^\r\n]{0,4096})?\r?\n")
_MEDIA_TYPE = re.compile(r"[\s\"',;]{0,99}([\w.+-]{1,60}/[\w.+*-]{1,99})(?![^\s\"',;])")
_MAX_INTERIM = 10  # answers like "100 Continue" before the real one
_MAX_CODINGS = 5  # encodings one inside the other
_SAME = frozenset({"", "identity", "none", "binary", "utf-8", "utf8"})


def media_type(declared: str) -> str:
    """Return the media type of a Content-Type field, lower case, as browsers find it in what servers write.

    >>> media_type('"Text/HTML" charset=utf-8'), media_type("text/html, text/html"), media_type("html")
    ('text/html', 'text/html', 'html')
    """
    found = _MEDIA_TYPE.match(declared)
    return found.group(1).lower() if found else declared.partition(";")[0].strip().lower()


class Response(NamedTuple):
    """An answer: its status (None: without a status line), its header by lower-case names, its body as it was kept."""

    status: int | None
    headers: dict[str, str]
    body: bytes

    @property
    def mime(self) -> str:
        """The media type that is declared, lower case."""
        return media_type(self.headers.get("content-type", ""))


def parse_response(block: bytes) -> Response | None:
    """Return the answer in a record's block, None if it is none. A page without any header is an answer, too."""
    for _ in range(_MAX_INTERIM):
        block = block.lstrip(b"\r\n") if block[:1] in b"\r\n" else block
        status = _STATUS.match(block)
        if status is None:
            return Response(None, {}, block) if sniff_text(block[:SNIFF_BYTES]) == "html" else None
        end = HEADER_END.search(block, 0, _MAX_HEADER_BYTES)
        if end is None and len(block) > _MAX_HEADER_BYTES:
            return None
        head, body = (block[: end.start()], block[end.end() :]) if end else (block, b"")
        code = int(status.group(1))
        if 100 <= code < 200 and _STATUS.match(body):
            block = body
            continue
        return Response(code, _fields(head), body)
    return None


def _fields(head: bytes) -> dict[str, str]:
    fields: dict[str, str] = {}
    name = ""
    for line in head.decode("utf-8", "replace").split("\n")[1:]:
        if line[:1] in (" ", "\t"):  # a folded line
            if name:
                fields[name] += " " + line.strip()
            continue
        key, colon, value = line.partition(":")
        name = key.strip().lower() if colon else ""
        if name in ("transfer-encoding", "content-encoding") and name in fields:
            fields[name] += ", " + value.strip()
        elif name:
            fields.setdefault(name, value.strip())
    return fields


def decode_body(response: Response, max_size: int, *, truncated: bool = False) -> bytes | None:
    """Return the body without its encodings, little more than `max_size` bytes of it; None if they are broken.

    `truncated` says that the crawler cut it off: what there is of it is all that there can be.
    """
    transfer = _codings(response, "transfer-encoding")
    kept = dechunk(response.body, truncated=truncated) if "chunked" in transfer else response.body
    if kept is None:
        return None
    body: bytes | None = kept
    names = [name for name in (*_codings(response, "content-encoding"), *transfer) if name != "chunked"]
    for name in reversed(names[:_MAX_CODINGS]):
        body = None if body is None else _undo(name, body, max_size, truncated)
    found = kept if body is None else body
    if (codec := sniff_codec(found[:8])) in ("gz", "zst"):
        body = _expanded(found, codec, max_size, truncated)  # an encoding that the header does not name
    if body is None and sniff_text(kept[:SNIFF_BYTES]) == "html":
        return kept  # one that is undone already
    return body


def _codings(response: Response, name: str) -> list[str]:
    return [coding.strip().lower() for coding in response.headers.get(name, "").split(",")]


def dechunk(body: bytes, *, truncated: bool = False) -> bytes | None:
    """Return what is in the chunks (RFC 9112, 7.1); a body that does not begin with one comes back as it is.

    None if it breaks off in the middle. Extensions and trailers are dropped; the last chunk may be missing.

    >>> dechunk(b"5;name=value\\r\\nwords\\r\\n0\\r\\nTrailer: x\\r\\n\\r\\n")
    b'words'
    """
    parts: list[bytes] = []
    at = 0
    while at < len(body):
        line = _CHUNK_SIZE.match(body, at)
        if line is None:
            if not parts:
                return body
            return b"".join(parts) if truncated or not body[at:].strip() else None
        size = int(line.group(1), 16)
        if size == 0:
            break
        at = line.end() + size
        if at > len(body):
            return b"".join([*parts, body[line.end() :]]) if truncated else None
        parts.append(body[line.end() : at])
        at += 2 if body[at : at + 2] == b"\r\n" else body[at : at + 1] == b"\n"
    return b"".join(parts)


def _undo(name: str, body: bytes, max_size: int, truncated: bool) -> bytes | None:
    """Return a body without one encoding; as it is if that is undone already, None if it is broken."""
    if name in _SAME:
        return body
    if name in ("gzip", "x-gzip", "zstd"):
        codec = "zst" if name == "zstd" else "gz"
        return _expanded(body, codec, max_size, truncated) if sniff_codec(body[:8]) == codec else body
    if name == "deflate":
        wrapped = _is_zlib(body)
        return _expanded(body, "zlib" if wrapped else "deflate", max_size, truncated)
    if name == "br":
        return _unbrotli(body, max_size, truncated)
    return body if sniff_codec(body[:8]) or sniff_text(body[:SNIFF_BYTES]) else None


def _is_zlib(body: bytes) -> bool:
    return len(body) > 1 and body[0] & 15 == zlib.DEFLATED and int.from_bytes(body[:2]) % 31 == 0


def _expanded(body: bytes, codec: str, max_size: int, truncated: bool) -> bytes | None:
    stream = Expanded(io.BytesIO(body), codec)
    parts: list[bytes] = []
    size = 0
    try:
        while size <= max_size and (part := stream.read(max_size + 1 - size)):
            parts.append(part)
            size += len(part)
    except (TornError, BombError):
        if not (parts and (truncated or stream.has_whole_member)):
            return None
    return b"".join(parts)


def _unbrotli(body: bytes, max_size: int, truncated: bool) -> bytes | None:
    import brotli

    decompressor = brotli.Decompressor()
    parts: list[bytes] = []
    size = 0
    data = body
    try:
        while size <= max_size and not decompressor.is_finished():
            part = decompressor.process(data, output_buffer_limit=1 << 20)
            data = b""
            if not part and decompressor.can_accept_more_data():
                return b"".join(parts) if truncated and parts else None  # the data end too early
            parts.append(part)
            size += len(part)
    except brotli.error:
        return None
    return b"".join(parts)
