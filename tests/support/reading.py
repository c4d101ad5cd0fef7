"""Small pages and archives for the reader tests, and how to read them whole."""

from __future__ import annotations

import gzip
import io
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from newsclean.model import Page, Skip
from newsclean.readers import ReadOptions, load, open_inputs

HTML = b"<!doctype html><html><body><p>A page about nothing much.</p></body></html>"


def read(*paths: str | Path, **options: object) -> list[Page | Skip]:
    """Every page or skip of the inputs."""
    reading = ReadOptions(**options)  # type: ignore[arg-type]
    inputs = open_inputs([str(path) for path in paths], reading)
    found = [load(item, reading.max_size) for item in inputs.items()]
    inputs.close()
    return found


def passed(*paths: str | Path, **options: object) -> Counter[str]:
    """What reading the inputs passes over."""
    inputs = open_inputs([str(path) for path in paths], ReadOptions(**options))  # type: ignore[arg-type]
    for _ in inputs.items():
        pass
    inputs.close()
    return inputs.passed


def sources(items: Iterable[Page | Skip], root: Path) -> list[str]:
    """Sources without the temporary directory; skips as "source: reason"."""
    names = []
    for item in items:
        name = item.source.removeprefix(str(root)).lstrip("/")
        names.append(f"{name}: {item.reason.value}" if isinstance(item, Skip) else name)
    return names


def warc_record(
    body: bytes = HTML,
    url: str = "http://news.example/a",
    *,
    kind: str = "response",
    headers: str = "Content-Type: text/html; charset=utf-8\r\n",
    status: str = "200 OK",
    length: int | None = None,
) -> bytes:
    """One WARC record with an HTTP response in it."""
    http = f"HTTP/1.1 {status}\r\n{headers}\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:12345678-1234>\r\n"
        f"WARC-Date: 2021-03-04T05:06:07Z\r\nWARC-Target-URI: {url}\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http) if length is None else length}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def warc_gz(records: Iterable[bytes]) -> tuple[bytes, list[int]]:
    """A WARC file with a gzip member per record, and the offsets of the members."""
    file, offsets = io.BytesIO(), []
    for record in records:
        offsets.append(file.tell())
        file.write(gzip.compress(record, mtime=0))
    return file.getvalue(), offsets
