"""CSV output: a row per record under a row of names; lists and objects are JSON inside their cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from newsclean.output.files import FileLines
from newsclean.output.formats import Layout

SUFFIX = ".csv"


class CsvLines(FileLines):
    """Records, as lines of JSON, into a file of CSV: UTF-8, commas, lines that end with a line feed."""

    def __init__(self, path: str, layout: Layout) -> None:
        from newsclean.output.types import columns

        super().__init__(path)
        self._columns = tuple(columns(layout))
        super().write(_row(self._columns))

    def write(self, line: bytes) -> None:
        record = orjson.loads(line)
        super().write(_row([_cell(record, column) for column in self._columns]))


def _row(cells: Sequence[Any]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue().encode()


def _cell(record: Mapping[str, Any], column: str) -> Any:
    value = record.get(column)
    if isinstance(value, bool):
        return "true" if value else "false"
    return orjson.dumps(value).decode() if isinstance(value, list | dict) else value
