"""Journal of the learning pass on disk, so that an interrupted run need not start learning again."""

from __future__ import annotations

import contextlib
import io
import itertools
import pickle
import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any, TypeVar

from newsclean.model import Skip
from newsclean.workers.batch import WorkerBatch

T = TypeVar("T")

SUFFIX = ".learning"
_LENGTH = struct.Struct("<I")
_MAX_CHUNK_BYTES = 64 << 20  # packed
_CHUNK_ANSWERS = 64
# What answers are made of. Nothing else is ever loaded from a journal, whoever wrote it.
_TYPES = {("newsclean.sites.tally", name) for name in ("Observation", "PageSums", "PathSums")} | {
    ("newsclean.model", "Skip"),
    ("newsclean.model", "Reason"),
}


class JournaledBatch:
    """A batch whose answers are kept in a file: those that an earlier start of the run got are not worked out again.

    Answers are kept in the order of the items, one call of `map` after the other, each with the source of its item;
    from the first that does not fit, the work is done anew. `run` says which run they belong to. A journal that
    cannot be written is done without.
    """

    def __init__(self, batch: WorkerBatch, path: str, run: str) -> None:
        self.items = batch.items
        self.phase = batch.phase
        self._batch = batch
        self._call = 0
        self._journal = Journal(path, run)

    @property
    def kept(self) -> int:
        """Return how many answers are on the disk."""
        return self._journal.kept

    def map(
        self, function: Callable[[Any, Any], T], context: object, items: Iterator[Any]
    ) -> Iterator[tuple[str, T | Skip]]:
        """Yield `(source, function(context, item))` for each item, in order, from the journal as far as it goes."""
        self._call += 1
        for item in items:
            found = self._journal.take(self._call, item.source)
            if found is None:
                items = itertools.chain([item], items)
                break
            yield item.source, found[0]
        for source, answer in self._batch.map(function, context, items):
            self._journal.add(self._call, source, answer)
            yield source, answer

    def close(self) -> None:
        """Have the disk keep all answers."""
        self._journal.close()

    def remove(self) -> None:
        """Forget all answers."""
        self._journal.remove()


class Journal:
    """Numbered answers in a file of packed chunks: first those that are there are taken, then new ones are added."""

    def __init__(self, path: str, run: str) -> None:
        self._path = Path(path)
        self._run = run
        self._file: IO[bytes] | None = None
        self._chunk: list[Any] = []  # entries to be written after `_start`
        self._start = 0
        self._next: list[Any] = []  # entries of the chunk at `_start` that are still to be taken, the last one first
        self._is_writing = False
        self.kept = 0
        with contextlib.suppress(OSError):
            self._file = self._path.open("r+b" if self._path.exists() else "w+b")
        if self._read_chunk() == [run]:
            self._start = self._tell()
        else:
            self._begin_writing([run])

    def take(self, call: int, source: str) -> tuple[Any] | None:
        """Return the answer that was kept for this item, in a tuple; None from the first that was not."""
        if self._is_writing:
            return None
        if not self._next:
            self._start, self._chunk = self._tell(), []
            self._next = self._read_chunk()[::-1]
        if not self._next or self._next[-1][:2] != (call, source):
            self._begin_writing(self._chunk)
            return None
        self._chunk.append(self._next.pop())
        self.kept += 1
        return (self._chunk[-1][2],)

    def add(self, call: int, source: str, answer: Any) -> None:
        """Keep an answer."""
        if self._file is not None:
            self._chunk.append((call, source, answer))
            if len(self._chunk) >= _CHUNK_ANSWERS:
                self._write()

    def close(self) -> None:
        """Write what is not written, and let go of the file."""
        if self._is_writing and self._chunk:
            self._write()
        if self._file is not None:
            self._file.close()
            self._file = None

    def remove(self) -> None:
        """Remove the file."""
        self._is_writing = False
        self.close()
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)

    def _tell(self) -> int:
        return self._file.tell() if self._file is not None else 0

    def _begin_writing(self, chunk: list[Any]) -> None:
        """Drop what comes after the entries that were taken; `chunk` are those of the last chunk."""
        self._is_writing, self._chunk, self._next = True, chunk, []
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.truncate(self._start)
                self._file.seek(self._start)
        if chunk == [self._run]:
            self._write()

    def _write(self) -> None:
        data = zlib.compress(pickle.dumps(self._chunk, pickle.HIGHEST_PROTOCOL), 1)
        count, self._chunk = len(self._chunk), []
        if self._file is None:
            return
        try:
            self._file.write(_LENGTH.pack(len(data)) + data)
            self._file.flush()
            self.kept += count
        except OSError:  # a full disk: learning continues without a journal
            with contextlib.suppress(OSError):
                self._file.close()
            self._file = None

    def _read_chunk(self) -> list[Any]:
        """Return the entries of the next chunk, none at the end or at a torn place."""
        if self._file is None:
            return []
        try:
            head = self._file.read(_LENGTH.size)
            (size,) = _LENGTH.unpack(head)
            if size > _MAX_CHUNK_BYTES:
                return []
            found = _Answers(io.BytesIO(zlib.decompress(self._file.read(size)))).load()
            return found if isinstance(found, list) else []
        except Exception:  # torn in any way, or written by another version
            return []


class _Answers(pickle.Unpickler):
    """Loads answers and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _TYPES:
            raise pickle.UnpicklingError(f"{module}.{name} is no answer")
        return super().find_class(module, name)
