"""Parquet: one page a row, the columns named as the keys of JSON are (extra `newsclean[parquet]`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from newsclean.model import Reason, Skip
from newsclean.readers.items import Item
from newsclean.readers.records import Keys, has_page_key, missing_key, page_of_record
from newsclean.readers.sniff import has_markup

_ROWS = 16  # that are decoded at once
_MAX_COLUMN_BYTES = 1 << 28  # of one column in a row group, decoded: the largest piece that is in memory at once
_BUFFER_BYTES = 1 << 20


def read_parquet(file: IO[bytes], source: str, keys: Keys, max_size: int) -> Iterator[Item]:
    """Yield the pages of a Parquet file; rows are numbered from 1."""
    try:
        from pyarrow.parquet import ParquetFile
    except ModuleNotFoundError:
        detail = "a Parquet file: not read without pyarrow (pip install 'newsclean[parquet]')"
        yield Skip(source, None, Reason.UNREADABLE, detail)
        return
    number = 0
    try:
        table = ParquetFile(file, pre_buffer=False, buffer_size=_BUFFER_BYTES, memory_map=False)
        names = list(table.schema_arrow.names)
        if not (keys.html.partition(".")[0] in names if keys.html else has_page_key(names)):
            yield Skip(source, None, Reason.UNREADABLE, f"a Parquet file: {missing_key(names, keys)}")
            return
        for group in range(table.metadata.num_row_groups):
            rows = table.metadata.row_group(group).num_rows
            if problem := _too_wide(table.metadata.row_group(group)):
                place = f"{source}#{number + 1}"
                yield Skip(place, None, Reason.TOO_LARGE, f"{rows} rows from here on: {problem}")
                number += rows
                continue
            for batch in table.iter_batches(_ROWS, row_groups=[group], use_threads=False):
                for row in _rows(batch):
                    number += 1
                    yield page_of_record(row, f"{source}#{number}", keys, max_size, has_markup)
    except Exception as error:  # pyarrow raises its own kinds, and others
        detail = f"the rest from this row on: {' '.join(str(error).split())[:200]}"
        yield Skip(f"{source}#{number + 1}", None, Reason.UNREADABLE, detail)


def _too_wide(group: Any) -> str:
    """Say which column of a row group is too large to be decoded, "" if none is."""
    for number in range(group.num_columns):
        column = group.column(number)
        if column.total_uncompressed_size > _MAX_COLUMN_BYTES and column.has_dictionary_page:
            return f"column {column.path_in_schema} has {column.total_uncompressed_size} bytes in one row group"
    return ""


def _rows(batch: Any) -> Iterator[dict[str, Any]]:
    for row in batch.to_pylist():
        yield {
            name: value.decode("utf-8", "replace") if isinstance(value, bytes) else value for name, value in row.items()
        }
