"""The process that decodes one Parquet file for `readers.parquet`: file on standard input, rows on standard output.

Every message is a pickle: what a row is, how many rows of the file are behind it, and how many bytes it takes; at the
end None.
"""

from __future__ import annotations

import os
import pickle
import resource
import signal
import sys
import time
from collections.abc import Iterator
from datetime import date
from enum import IntEnum
from typing import IO, Any

from newsclean.model import Reason, Skip
from newsclean.readers.items import Item
from newsclean.readers.lines import record_limit
from newsclean.readers.records import Keys, columns_of, has_page_key, missing_key, page_of_record, too_large
from newsclean.readers.sniff import has_markup

MEMORY_BYTES = 448 << 20  # as much as a worker has for a page
SECONDS = 10  # of processor time without a message
_ROWS = 16  # that are decoded at once
_MAX_COLUMN_BYTES = 1 << 28  # of one column in a row group, decoded: the largest piece that is in memory at once
_BUFFER_BYTES = 1 << 20
Message = tuple[Item, int, int]


class Status(IntEnum):
    """Exit statuses that tell why not everything was sent."""

    NO_MEMORY = 77
    NO_TIME = -signal.SIGXCPU


def serve(source: str, known_keys: dict[str, Any], max_size: int) -> None:
    """Send the rows of the file on standard input, within the limits."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # the parent ends this process when it ends itself
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES, MEMORY_BYTES))
    keys = Keys(**{**known_keys, "passed": tuple(known_keys["passed"])})
    _grant_time()
    try:
        for item, done, size in rows(sys.stdin.buffer, source, keys, max_size):
            data = pickle.dumps((item, done, size), pickle.HIGHEST_PROTOCOL)
            if len(data) > record_limit(max_size):
                data = pickle.dumps((too_large(item.source, None, max_size), done, size))
            sys.stdout.buffer.write(data)
            _grant_time()
        pickle.dump(None, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    except MemoryError:
        os._exit(Status.NO_MEMORY)
    except BrokenPipeError:
        pass  # nobody listens any more
    os._exit(0)  # without what libraries do at their end


def _grant_time() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + 1 + SECONDS, hard))


def rows(file: IO[bytes], source: str, keys: Keys, max_size: int) -> Iterator[Message]:
    """Yield the page of each row, or why there is none, with the number of rows that are done by then and its size."""
    from pyarrow.parquet import ParquetFile

    try:
        table = ParquetFile(file, pre_buffer=False, buffer_size=_BUFFER_BYTES, memory_map=False)
        names = list(table.schema_arrow.names)
        groups = [table.metadata.row_group(number) for number in range(table.metadata.num_row_groups)]
    except MemoryError:
        raise
    except Exception as error:  # pyarrow raises its own kinds, and others
        yield Skip(source, None, Reason.UNREADABLE, f"a broken Parquet file: {_line(error)}"), 0, 0
        return
    columns = columns_of(names, keys)
    if not (columns_of(names, Keys(keys.html, keys.html, fetched=keys.html)) if keys.html else has_page_key(names)):
        yield Skip(source, None, Reason.UNREADABLE, f"a Parquet file: {missing_key(names, keys)}"), 0, 0
        return
    number = 0
    for index, group in enumerate(groups):
        last = number + max(group.num_rows, 0)
        reason, problem = Reason.TOO_LARGE, _too_wide(group, columns)
        try:
            for batch in () if problem else table.iter_batches(_ROWS, [index], columns, use_threads=False):
                for row in _as_records(batch):
                    number += 1
                    page = page_of_record(row, f"{source}#{number}", keys, max_size, has_markup)
                    yield page, number, batch.nbytes // batch.num_rows
        except MemoryError:
            raise
        except Exception as error:
            reason, problem = Reason.UNREADABLE, _line(error)
        if problem or number < last:
            detail = f"{last - number} rows from this one on: {problem or 'they are not there'}"
            yield Skip(f"{source}#{number + 1}", None, reason, detail), max(last, number + 1), 0
            number = max(last, number + 1)


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


def _too_wide(group: Any, names: list[str]) -> str:
    """Say which column of a row group is too large to be decoded, "" if none is."""
    for number in range(group.num_columns):
        column = group.column(number)
        if column.path_in_schema.partition(".")[0] not in names:
            continue
        if column.total_uncompressed_size > _MAX_COLUMN_BYTES and column.has_dictionary_page:
            return f"column {column.path_in_schema} has {column.total_uncompressed_size} bytes in one row group"
    return ""


def _as_records(batch: Any) -> Iterator[dict[str, Any]]:
    """Yield rows with the strings that JSON would have: text for bytes, ISO 8601 for times."""
    import pyarrow as pa

    columns = []
    for column in batch.columns:
        is_fine = pa.types.is_timestamp(column.type) and column.type.unit == "ns"  # more than a datetime can hold
        columns.append(column.cast(pa.timestamp("us", column.type.tz), safe=False) if is_fine else column)
    for row in pa.RecordBatch.from_arrays(columns, batch.schema.names).to_pylist():
        yield {name: _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value.isoformat() if isinstance(value, date) else value
