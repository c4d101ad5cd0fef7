"""ARC, the Internet Archive's format before WARC: a line for each record, then the response as received."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from newsclean.readers.crawl import CrawlReader
from newsclean.readers.items import Item
from newsclean.readers.limits import Meter, Stream
from newsclean.readers.record_splitter import Head

_MAX_LINE_BYTES = 8192
_MAX_URL_CHARS = 4000
# Address, IP, time, type, in version 2 four more fields, length. Addresses in old files hold spaces.
_LINE = re.compile(
    rb"([a-z][a-z0-9+.-]{1,15}:[^\r\n]{1,4000}?) ([0-9a-f.:-]{1,45}) ([0-9]{8,14})"
    rb" ([^ \r\n]{0,200})(?: [^ \r\n]{0,2000}){0,5} ([0-9]{1,15})[ \t]{0,9}\r?\n",
    re.IGNORECASE,
)


class ArcFormat:
    """How records of an ARC file begin."""

    name = "ARC"
    following = re.compile(
        rb"\n(?=[a-z][a-z0-9+.-]{1,15}:[^\s]{1,4000} [0-9a-f.:-]{1,45} [0-9]{8,14}"
        rb" [^\r\n]{0,300} [0-9]{1,15}[ \t]{0,9}\r?\n)",
        re.IGNORECASE,
    )
    terminators: tuple[bytes, ...] = (b"\n", b"\r\n")

    def header_end(self, data: bytes, at: int) -> int:
        """Return where the line that begins at `at` ends, 0 if it is none, -1 if more bytes must tell."""
        line = _LINE.match(data, at)
        if line:
            return line.end()
        return 0 if len(data) - at > _MAX_LINE_BYTES or data.find(b"\n", at) >= 0 else -1

    def parse(self, header: bytes) -> Head:
        """Return what the line says: answers of servers are responses, the file's own first record is none."""
        line = _LINE.match(header)
        if line is None:
            return Head("", None, None, "", None)
        url = line[1].decode("utf-8", "replace")[:_MAX_URL_CHARS]
        kind = "filedesc" if url.lower().startswith("filedesc:") else "response"
        return Head(kind, url, _time(line[3].decode()), line[4].decode("utf-8", "replace"), int(line[5]))


def _time(digits: str) -> str | None:
    """Return ISO 8601 from the fourteen digits of a time, or the eight of a day.

    >>> _time("20200131090500")
    '2020-01-31T09:05:00Z'
    """
    day = f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}"
    return f"{day}T{digits[8:10]}:{digits[10:12]}:{digits[12:14]}Z" if len(digits) == 14 else day


def starts_arc(head: bytes) -> bool:
    """Tell whether these are the first bytes of a record."""
    return _LINE.match(head) is not None or head.startswith(b"filedesc:")


def read_arc(
    stream: Stream, source: str, max_size: int, passed: Counter[str], meter: Meter | None = None
) -> Iterator[Item]:
    """Yield the pages of an ARC stream, plain or compressed; `passed` counts the records that are not pages."""
    return CrawlReader(ArcFormat(), starts_arc, max_size, passed, meter).read(stream, source)
