"""CSV and TSV: one page a row, the columns named in the first one as the keys of JSON are."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from newsclean.model import Reason, Skip
from newsclean.readers.items import Item, WrappedPage
from newsclean.readers.limits import BombError, Stream, TornError
from newsclean.readers.lines import Line, as_utf8, record_limit, split_rows
from newsclean.readers.records import Keys, has_page_key, missing_key, too_large

_MAX_COLUMNS = 10_000
_MAX_HEADER_BYTES = 1 << 20


def read_table(stream: Stream, source: str, keys: Keys, max_size: int, kind: str) -> Iterator[Item]:
    """Yield the pages of a table of `kind` "csv" or "tsv". Rows are numbered from 1, the header is row 1."""
    number = 0
    columns: tuple[str, ...] | None = None
    delimiter = ""
    try:
        for line in split_rows(as_utf8(stream), record_limit(max_size)):
            number = line.number
            place = f"{source}#{number}"
            if columns is None:
                delimiter, columns = _header(line, kind)
                if not _names_a_page(columns, keys):
                    yield Skip(source, None, Reason.UNREADABLE, f"a {kind.upper()} file: {missing_key(columns, keys)}")
                    return
            elif line.body is None:
                yield too_large(place, None, max_size)
            elif line.body.strip():
                note = "" if line.ended or line.body.count(b'"') % 2 == 0 else "the file ends within this row"
                yield WrappedPage(place, line.body, delimiter, keys=keys, columns=columns, note=note)
    except (TornError, BombError, OSError) as error:
        yield Skip(f"{source}#{number + 1}", None, Reason.UNREADABLE, f"the rest from this row on: {error}")


def _header(line: Line, kind: str) -> tuple[str, tuple[str, ...]]:
    """Return the delimiter and the names of the columns."""
    if line.body is None or len(line.body) > _MAX_HEADER_BYTES:
        return ",", ()
    text = line.body.decode("utf-8-sig", "replace").strip("\r\n")
    delimiter = "\t" if kind == "tsv" else max(",;\t", key=text.count)
    return delimiter, tuple(column.strip() for column in read_row(text, delimiter)[:_MAX_COLUMNS])


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
