"""JSONL and JSON: one page per line, or per element of an array. A worker parses it."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.model import Reason, Skip
from newsclean.readers.decompressors import TornError
from newsclean.readers.items import Item, WrappedPage
from newsclean.readers.json_values import split_values
from newsclean.readers.limits import BombError, Stream
from newsclean.readers.lines import Line, as_utf8, record_limit, split_lines
from newsclean.readers.records import Keys, too_large

_BOM = b"\xef\xbb\xbf"
# What may be around an object: commas of an array, the mark of RFC 7464, and NULs, which a crash leaves at an end.
_AROUND = b" \t\r\n\v\f,\x1e\0"


def read_jsonl(stream: Stream, source: str, keys: Keys, max_size: int) -> Iterator[Item]:
    """Yield the pages of a JSONL stream. Blank lines are ignored, but counted in the line numbers (from 1)."""
    lines = split_lines(as_utf8(stream), record_limit(max_size))
    return _pages(lines, source, keys, max_size, "line")


def read_json(stream: Stream, source: str, keys: Keys, max_size: int) -> Iterator[Item]:
    """Yield the pages of a JSON array, or of objects that follow each other; they are numbered from 1."""
    values = split_values(as_utf8(stream), record_limit(max_size))
    return _pages(values, source, keys, max_size, "element")


def _pages(lines: Iterator[Line], source: str, keys: Keys, max_size: int, name: str) -> Iterator[Item]:
    number = 0
    try:
        for line in lines:
            number = line.number
            place = f"{source}#{number}"
            if line.body is None:
                yield too_large(place, None, max_size)
            elif body := _trimmed(line.body):
                note = "" if line.ended else f"the file ends within this {name}"
                yield WrappedPage(place, body, "json", keys=keys, note=note)
    except (TornError, BombError, OSError) as error:
        yield Skip(f"{source}#{number + 1}", None, Reason.UNREADABLE, f"the rest from this {name} on: {error}")


def _trimmed(body: bytes) -> bytes:
    """Return a line without what may be around an object. A line of NULs stays: it was something."""
    return body.strip(_AROUND).removeprefix(_BOM) or (body if b"\0" in body else b"")
