"""Parquet: one page per row, with columns named like the keys of JSON (extra `newsclean[parquet]`).

Footers, pages of columns and their dictionaries are untrusted bytes, and no row can be told from the next without
parsing them. So a process of its own decodes a file, under limits of memory and time, and sends the rows one by one.
"""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from typing import IO

from newsclean.model import Page, Reason, Skip
from newsclean.readers.items import Item
from newsclean.readers.limits import BombError, Meter
from newsclean.readers.records import Keys

_START = (
    "import json,sys; sys.path[:]=json.loads(sys.argv[1]);"
    " from newsclean.readers.parquet_rows import serve; serve(*json.loads(sys.argv[2]))"
)
# One thread, and an allocator whose memory the limit of the process counts as it is used.
_MODEST = {"OMP_NUM_THREADS": "1", "OMP_THREAD_LIMIT": "1", "ARROW_IO_THREADS": "1",
           "ARROW_DEFAULT_MEMORY_POOL": "system"}  # fmt: skip
_MIN_ROW_COST_BYTES = 4096  # whatever is in a row: some bytes can say that a billion of them are empty


def read_parquet(file: IO[bytes], source: str, keys: Keys, max_size: int, meter: Meter) -> Iterator[Item]:
    """Yield the pages of a Parquet file; rows are numbered from 1. `file` must have a descriptor that can seek."""
    if find_spec("pyarrow") is None:
        detail = "a Parquet file: not read without pyarrow (pip install 'newsclean[parquet]')"
        yield Skip(source, None, Reason.UNREADABLE, detail)
        return
    meter.bytes_in = max(meter.bytes_in, os.fstat(file.fileno()).st_size)
    number = 0
    problem = None
    with _decoder(file, source, keys, max_size) as process:
        assert process.stdout is not None
        try:
            while (message := pickle.load(process.stdout)) is not None:
                item, number, size = message
                yield item
                meter.add_out(max(size, len(item.body) if isinstance(item, Page) else 0, _MIN_ROW_COST_BYTES))
        except BombError as error:
            problem = str(error)
        except (EOFError, pickle.UnpicklingError):
            problem = _cause(process.wait())
        finally:
            process.kill()
    if problem:
        yield Skip(f"{source}#{number + 1}", None, Reason.UNREADABLE, f"the rest from this row on: {problem}")


def _decoder(file: IO[bytes], source: str, keys: Keys, max_size: int) -> subprocess.Popen[bytes]:
    arguments = [json.dumps(sys.path), json.dumps([source, keys._asdict(), max_size])]
    return subprocess.Popen(
        [sys.executable, "-P", "-c", _START, *arguments],
        stdin=file.fileno(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **_MODEST},
        process_group=0,  # a terminal's Ctrl-C is for the parent to handle
    )


def _cause(status: int) -> str:
    """Say why a decoder ended before its file did."""
    from newsclean.readers.parquet_rows import MEMORY_BYTES, SECONDS, Status

    causes: dict[int, str] = {
        Status.NO_MEMORY: f"it takes more than {MEMORY_BYTES >> 20} MiB to decode",
        Status.NO_TIME: f"it takes more than {SECONDS} s to decode a few rows",
    }
    how = f"signal {-status}" if status < 0 else f"status {status}"
    return causes.get(status) or f"its decoding ended with {how}"
