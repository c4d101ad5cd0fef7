"""WARC: the format of its records.

The libraries end the iteration at the first broken gzip member, trust every length, read a torn record as an empty
one or refuse line ends that other tools write. Here records are found by `record_splitter` instead, and answers
read by `http`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from newsclean.readers.crawl import CrawlReader
from newsclean.readers.http import HEADER_END
from newsclean.readers.items import Item
from newsclean.readers.limits import Meter, Stream
from newsclean.readers.record_splitter import MAX_HEADER_BYTES, Head

_VERSIONS = (b"WARC/1.", b"WARC/0.")
_MAX_VALUE_CHARS = 4000


class WarcFormat:
    """How records of a WARC file begin; line ends are CRLF, LF, or what a tool made of them."""

    name = "WARC"
    following = re.compile(rb"\nWARC/[01]\.[0-9]{1,2}[ \t]{0,9}\r{0,2}\n[A-Za-z][A-Za-z-]{2,40}:")
    terminators: tuple[bytes, ...] = (b"\r\n\r\n", b"\n\n", b"\r\r\n")

    def header_end(self, data: bytes, at: int) -> int:
        """Return where the header that begins at `at` ends, 0 if none does, -1 if more bytes must tell."""
        if len(data) - at >= len(_VERSIONS[0]) and not data.startswith(_VERSIONS, at):
            return 0
        found = HEADER_END.search(data, at, at + MAX_HEADER_BYTES)
        return found.end() if found else -1

    def parse(self, header: bytes) -> Head:
        """Return what a header says."""
        fields: dict[str, str] = {}
        for line in header.decode("utf-8", "replace").split("\n")[1:]:
            name, colon, value = line.partition(":")
            if colon:
                fields.setdefault(name.strip().lower(), value.strip()[:_MAX_VALUE_CHARS])
        length = fields.get("content-length", "")
        url = fields.get("warc-target-uri", "").strip("<> \t").partition(" ")[0]
        return Head(
            fields.get("warc-type", "").lower()[:30],
            url or None,
            fields.get("warc-date") or None,
            fields.get("content-type", ""),
            int(length) if length.isascii() and length.isdecimal() and len(length) < 19 else None,
            bool(fields.get("warc-truncated")),
            bool(fields.get("warc-segment-number")),
        )


def read_warc(
    stream: Stream, source: str, max_size: int, passed: Counter[str], meter: Meter | None = None
) -> Iterator[Item]:
    """Yield the pages of a WARC stream, plain or compressed; `passed` counts the records that are not pages."""
    reader = CrawlReader(WarcFormat(), lambda head: head.startswith(_VERSIONS), max_size, passed, meter)
    return reader.read(stream, source)
