"""CSV and TSV: one page per row; the first row names the columns like the keys of JSON."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from newsclean.model import Reason, Skip
from newsclean.readers.decompressors import TornError
from newsclean.readers.items import Item, WrappedPage
from newsclean.readers.limits import Ahead, BombError, Stream
from newsclean.readers.lines import Line, as_utf8, find_delimiter, record_limit, split_rows, with_line_ends
from newsclean.readers.records import Keys, has_page_key, missing_key, too_large
from newsclean.readers.sniff import SNIFF_BYTES

_MAX_COLUMNS = 10_000
_MAX_HEADER_BYTES = 1 << 20
_SEPARATOR = re.compile(rb'(?:\xef\xbb\xbf)?"?sep=([!-~\t])"?\r{0,2}\n', re.IGNORECASE)


def read_table(stream: Stream, source: str, keys: Keys, max_size: int, kind: str) -> Iterator[Item]:
    """Yield the pages of a table of `kind` "csv" or "tsv". Rows are numbered from 1, the header is row 1."""
    number = 0
    columns: tuple[str, ...] | None = None
    try:
        ahead = Ahead(as_utf8(stream))
        delimiter = "\t" if kind == "tsv" else _delimiter(ahead)
        for line in split_rows(with_line_ends(ahead), record_limit(max_size), delimiter):
            number = line.number
            place = f"{source}#{number}"
            if columns is None:
                columns = _header(line, delimiter)
                if not _names_a_page(columns, keys):
                    yield Skip(source, None, Reason.UNREADABLE, f"a {kind.upper()} file: {missing_key(columns, keys)}")
                    return
            elif line.body is None:
                yield too_large(place, None, max_size)
            elif line.body.strip():
                note = "" if line.ended else "a quote that opens a field is never closed"
                yield WrappedPage(place, line.body, delimiter, keys=keys, columns=columns, note=note)
    except (TornError, BombError, OSError) as error:
        yield Skip(f"{source}#{number + 1}", None, Reason.UNREADABLE, f"the rest from this row on: {error}")
        return
    if columns is None:
        yield Skip(source, None, Reason.UNREADABLE, f"a {kind.upper()} file without a row")


def _delimiter(ahead: Ahead) -> str:
    """Return what separates the columns: what a spreadsheet's line "sep=;" says, which is dropped, else the header."""
    head = ahead.peek(SNIFF_BYTES)
    if separator := _SEPARATOR.match(head):
        ahead.read(separator.end())
        return separator[1].decode()
    return find_delimiter(head.lstrip().splitlines()[0].decode("utf-8", "replace") if head.strip() else "")


def _header(line: Line, delimiter: str) -> tuple[str, ...]:
    """Return the names of the columns."""
    if line.body is None or len(line.body) > _MAX_HEADER_BYTES:
        return ()
    text = line.body.decode("utf-8-sig", "replace").strip("\r\n")
    try:
        return tuple(column.strip() for column in read_row(text, delimiter)[:_MAX_COLUMNS])
    except ValueError:
        return ()


def _names_a_page(columns: tuple[str, ...], keys: Keys) -> bool:
    if keys.html is None:
        return has_page_key(columns)
    return keys.html.lower() in {column.lower() for column in columns}


def read_row(text: str, delimiter: str) -> list[str]:
    """Return the fields of a row. Raises `ValueError` if it is none."""
    csv.field_size_limit(max(len(text), 1 << 17))
    try:
        return next(csv.reader([text], delimiter=delimiter), [])
    except csv.Error as error:
        raise ValueError(str(error)) from None
