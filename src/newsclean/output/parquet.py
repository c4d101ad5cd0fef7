"""Parquet output (extra `newsclean[parquet]`): typed columns, written in row groups during the run.

A Parquet file is valid only with its footer, which comes last. Room for it is kept on the disk before each row
group is written, so that a disk that fills up leaves a file that ends with the last whole row group.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import orjson

from newsclean.errors import OutputError, UsageError
from newsclean.escaping import quote
from newsclean.output.files import ClosedPipeError, write_all
from newsclean.output.formats import Layout
from newsclean.output.types import columns, kind_of

if TYPE_CHECKING:
    import pyarrow as pa

SUFFIX = ".parquet"
GROUP_BYTES = 16 << 20  # of lines; what is held in memory until a row group is written
GROUP_ROWS = 16_384
_FOOTER_BYTES = 1 << 16  # without statistics, which hold texts, a row group takes some kilobytes of the footer
_GROUP_FOOTER_BYTES = 16 << 10
_COMPRESSION = "zstd"
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def check_installed() -> None:
    """Raise `UsageError` if pyarrow is missing."""
    if find_spec("pyarrow") is None:
        raise UsageError("Parquet output needs pyarrow: pip install 'newsclean[parquet]', or write .jsonl.zst")


def arrow_schema(layout: Layout | None = None) -> pa.Schema:
    """Return the columns of a Parquet output. Objects with free keys (`extra`, `origins`) are strings of JSON."""
    import pyarrow as pa

    return pa.schema([(key, _arrow(node)) for key, node in columns(layout or Layout()).items()])


def _arrow(node: Mapping[str, Any]) -> pa.DataType:
    import pyarrow as pa

    kind = kind_of(node)
    if kind == "array":
        return pa.list_(_arrow(node["items"]))
    if kind == "object":
        return pa.struct([(key, _arrow(inner)) for key, inner in node["properties"].items()])
    return {"string": pa.string(), "integer": pa.int64(), "boolean": pa.bool_(), "json": pa.string()}[kind]


def _as_cell(node: Mapping[str, Any], value: Any) -> Any:
    """Return a value of a line as its column holds it."""
    kind = kind_of(node)
    if value is None:
        return None
    if kind == "json":
        return orjson.dumps(value).decode()
    if kind == "object":
        return {key: _as_cell(inner, value[key]) for key, inner in node["properties"].items()}
    return value


class _Packed:
    """What pyarrow has written and the file has not yet got. pyarrow takes it for a file."""

    closed = False

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._position = 0

    def write(self, data: bytes) -> int:
        self._parts.append(bytes(data))
        self._position += len(data)
        return len(data)

    def tell(self) -> int:
        return self._position

    def flush(self) -> None:
        """Do nothing: `take` hands over."""

    def take(self) -> bytes:
        data, self._parts = b"".join(self._parts), []
        return data


class ParquetLines:
    """Lines into a Parquet file. Errors are `OutputError`; what was written until then is a valid file."""

    def __init__(self, path: str, layout: Layout) -> None:
        import pyarrow.parquet as pq

        self.path = path
        self._nodes = columns(layout)
        self._schema = arrow_schema(layout)
        self._lines: list[bytes] = []
        self._bytes = 0
        self._position = 0
        self._groups = 0
        self._torn = False
        self._packed = _Packed()
        try:
            self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o666)
        except OSError as error:
            raise OutputError(f"cannot write {quote(path)}: {error.strerror}") from None
        self._regular = stat.S_ISREG(os.fstat(self._file).st_mode)
        self._writer = pq.ParquetWriter(self._packed, self._schema, compression=_COMPRESSION, write_statistics=False)

    @property
    def pending(self) -> int:
        return len(self._lines)

    def discard(self) -> None:
        self._lines, self._bytes = [], 0

    def write(self, line: bytes) -> None:
        self._lines.append(line)
        self._bytes += len(line)
        if self._bytes >= GROUP_BYTES or len(self._lines) >= GROUP_ROWS:
            self._write_group()

    def flush(self) -> None:
        """Do nothing: only whole row groups are written."""

    def close(self) -> None:
        try:
            if self._lines:
                self._write_group()
        finally:
            self._finish()

    def _write_group(self) -> None:
        import pyarrow as pa

        lines, size = self._lines, self._bytes
        self._lines, self._bytes = [], 0
        table = pa.Table.from_pylist([self._row(orjson.loads(line)) for line in lines], self._schema)
        # Its size is not known before it is written, and what is written cannot be taken back.
        problem = self._reserve(size) and self._reserve(self._size(table))
        if problem:
            raise OutputError(
                f"cannot write {quote(self.path)}: {problem}. What is in it can be read;"
                f" the last {len(lines):,} records are not in it"
            )
        self._writer.write_table(table, row_group_size=len(lines))
        self._groups += 1
        self._hand_over()

    def _size(self, table: pa.Table) -> int:
        """Return bytes of a row group, found by writing it."""
        import pyarrow.parquet as pq

        trial = _Packed()
        pq.write_table(table, trial, compression=_COMPRESSION, row_group_size=table.num_rows)
        return trial.tell()

    def _row(self, record: Mapping[str, Any]) -> dict[str, Any]:
        return {key: _as_cell(node, record[key]) for key, node in self._nodes.items()}

    def _reserve(self, size: int) -> str:
        """Make sure that `size` bytes and the footer will find room. Return the system's message if they will not."""
        if not self._regular or not hasattr(os, "posix_fallocate"):
            return ""
        footer = _FOOTER_BYTES + _GROUP_FOOTER_BYTES * self._groups
        try:
            os.posix_fallocate(self._file, self._position, size + footer)
        except OSError as error:
            os.ftruncate(self._file, self._position + footer)  # what an earlier call has got for the footer stays
            return os.strerror(error.errno or 0) if error.errno in _NO_ROOM else ""
        return ""

    def _hand_over(self) -> None:
        data = self._packed.take()
        try:
            write_all(self._file, data)
        except BrokenPipeError:
            self._torn = True
            raise ClosedPipeError from None
        except OSError as error:
            self._torn = True
            raise OutputError(f"cannot write {quote(self.path)}, which cannot be read now: {error.strerror}") from None
        self._position += len(data)

    def _finish(self) -> None:
        """Write the footer, give back what was reserved."""
        try:
            self._writer.close()
            if not self._torn:
                self._hand_over()
            if self._regular:
                os.ftruncate(self._file, self._position)
                os.fsync(self._file)
        except OSError as error:
            raise OutputError(f"cannot write {quote(self.path)}: {error.strerror}") from None
        finally:
            with contextlib.suppress(OSError):
                os.close(self._file)
