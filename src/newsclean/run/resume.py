"""Resume a run: find out from the output and the rejects which pages are done.

Every page becomes exactly one line in one of the two files, both in input order. So walking the inputs
alongside the two files finds the first page that is in neither; what comes after it is dropped.
"""

from __future__ import annotations

import itertools
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from newsclean.errors import NewscleanError
from newsclean.model import Skip
from newsclean.output.files import FRAME_RECORDS, codec_of
from newsclean.readers.decompressors import make_decompressor
from newsclean.readers.items import Item

Flatten = Callable[[Mapping[str, Any]], Mapping[str, Any]]

_CHUNK = 1 << 20
_MAX_LINE = 1 << 30


class ResumeError(NewscleanError):
    """A run cannot be resumed. The message gives the reason and the next step."""


class Frame(NamedTuple):
    """Whole lines of an output file, and the offsets of their first byte and after their last."""

    start: int
    end: int
    lines: list[bytes]


class Position(NamedTuple):
    """Where to resume in a file: cut it there; `pending` are whole lines of the frame that is begun again."""

    offset: int = 0
    pending: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Resumed:
    """The state of a continued run: `done` pages, positions in both files, the items that are still to do.

    `whole` of the done pages are in the files as they will be; the others are in a frame that is written again.
    `vanished` are sources of done pages that are no longer among the inputs: how many, and the first one.
    """

    done: int
    whole: int
    output: Position
    rejects: Position
    items: Iterator[Item]
    vanished: tuple[int, str] = (0, "")


def read_frames(path: str) -> Iterator[Frame]:
    """Yield the whole frames of an output file, up to the first torn one. In a plain file each line is a frame."""
    codec = codec_of(path)
    frames = _packed_frames(path, codec) if codec else _plain_frames(path)
    for frame in frames:
        if not all(_is_whole(line) for line in frame.lines):
            return
        yield frame


def _is_whole(line: bytes) -> bool:
    try:
        record = orjson.loads(line)
    except orjson.JSONDecodeError:
        return False
    return isinstance(record, dict) and isinstance(record.get("source"), str)


def _plain_frames(path: str) -> Iterator[Frame]:
    start = 0
    with Path(path).open("rb") as file:
        while (line := file.readline(_MAX_LINE)).endswith(b"\n"):
            yield Frame(start, start + len(line), [line])
            start += len(line)


def _packed_frames(path: str, codec: str) -> Iterator[Frame]:
    start = 0
    with Path(path).open("rb") as file:
        data = b""
        while data or (data := file.read(_CHUNK)):
            packer, parts, size = make_decompressor(codec), [], 0
            try:
                while not packer.eof:
                    if not data and not (data := file.read(_CHUNK)):
                        return
                    parts.append(packer.decompress(data))
                    size += len(data)
                    data = packer.unused_data
                    size -= len(data)
            except (zlib.error, ValueError, OSError, EOFError):
                return
            except Exception as error:  # zstandard's own, which must not be imported here
                if type(error).__name__ != "ZstdError":
                    raise
                return
            lines = b"".join(parts).splitlines(keepends=True)
            if lines and not lines[-1].endswith(b"\n"):
                return
            yield Frame(start, start + size, lines)
            start += size


class _Cursor:
    """The lines of one file, one after the other, with the position after those that were taken.

    `flatten` makes of a line what has the `source` of a page; `on_line` gets what is taken.
    """

    def __init__(
        self, path: str, on_line: Callable[[Mapping[str, Any]], None], flatten: Flatten, numbers: Iterator[int]
    ) -> None:
        self._path = path
        self._on_line = on_line
        self._flatten = flatten
        self._frames = self._read()
        self._packed = bool(codec_of(path))
        self._frame: Frame | None = None
        self._taken = 0  # lines of the current frame that were taken
        self._record: Mapping[str, Any] | None = None
        self._ahead: set[int] | None = None  # hashes of the sources that are to come
        self._lines = 0  # of the file, once that is known
        self._numbers = numbers
        self.frame_from = 0  # lines of all files that were taken before the current frame
        self.taken = 0  # lines, in all

    def _read(self) -> Iterator[Frame]:
        return read_frames(self._path) if self._path and Path(self._path).is_file() else iter(())

    def record(self) -> Mapping[str, Any] | None:
        """Return the next line's record, None at the end."""
        if self._record is None:
            if self._frame is None or (self._taken == len(self._frame.lines) and self._is_full()):
                following = next(self._frames, None)
                if following is None:
                    return None
                self._frame, self._taken = following, 0
            if self._taken < len(self._frame.lines):
                self._record = self._flatten(orjson.loads(self._frame.lines[self._taken]))
        return self._record

    def take_if(self, source: str) -> bool:
        """Take the next line if it is of this page; return whether it is."""
        record = self.record()
        if record is None or record["source"] != source:
            return False
        self.take()
        return True

    def take(self) -> str:
        """Take the next line: it belongs to a page that is done. Return its source."""
        assert self._record is not None
        record, self._record = self._record, None
        number = next(self._numbers)
        if self._taken == 0:
            self.frame_from = number
        self._taken += 1
        self.taken += 1
        self._on_line(record)
        source = str(record["source"])
        if self._ahead is not None:
            self._ahead.discard(hash(source))
        return source

    def has_ahead(self, source: str) -> bool:
        """Return whether a line of this page comes later. Reads the rest of the file when first asked."""
        if self._ahead is None:
            lines = (line for frame in self._read() for line in frame.lines)
            self._ahead, self._lines = set(), self.taken
            for line in itertools.islice(lines, self.taken, None):
                self._ahead.add(hash(self._flatten(orjson.loads(line))["source"]))
                self._lines += 1
        return hash(source) in self._ahead

    def count_ahead(self) -> int:
        """Return how many lines the rest of the file has, after `has_ahead` was asked."""
        return self._lines - self.taken

    def take_up_to(self, source: str | None) -> Iterator[str]:
        """Take the lines before the one of this page, or all that are left; yield their sources."""
        while (record := self.record()) is not None and record["source"] != source:
            yield self.take()

    def position(self) -> Position:
        """Return where writing resumes."""
        if self._frame is None:
            return Position()
        if self._taken == len(self._frame.lines) and self._is_full():
            return Position(self._frame.end)
        return Position(self._frame.start, tuple(self._frame.lines[: self._taken]))

    def _is_full(self) -> bool:
        """Return whether nothing can be added to the frame; an interrupted run writes a short one."""
        assert self._frame is not None
        return not self._packed or len(self._frame.lines) >= FRAME_RECORDS


def find_position(
    items: Callable[[], Iterator[Item]], records: LineFile, rejects: LineFile, known_done: int = 0, redo: bool = False
) -> Resumed:
    """Walk the inputs alongside both files, to the first page that is in neither.

    What comes after it in the files would be dropped. Raises `ResumeError` if that is more than what was on its way
    when the run ended, that is if fewer than `known_done` pages would be left, unless `redo`. Lines of pages that are
    no longer among the inputs stay.
    """
    numbers = itertools.count()
    cursors = records.cursor(numbers), rejects.cursor(numbers)
    missing: dict[int, str] = {}  # pages that the inputs have not shown so far: hash of the source, source
    rest = items()
    for number, item in enumerate(rest):
        if any(cursor.take_if(item.source) for cursor in cursors) or missing.pop(hash(item.source), None) is not None:
            continue
        cursor = next((cursor for cursor in cursors if cursor.has_ahead(item.source)), None)
        if cursor is not None:
            missing.update((hash(source), source) for source in cursor.take_up_to(item.source))
            cursor.take_if(item.source)
        elif redo or sum(cursor.taken for cursor in cursors) >= known_done:
            rest = itertools.chain([item], rest)
            break
        else:
            _check_rest(item, rest, cursors, known_done)
            missing.update(_take_rest(cursors))
            rest = itertools.islice(items(), number, None)
            break
    else:
        missing.update(_take_rest(cursors))
    done = sum(cursor.taken for cursor in cursors)
    positions = [cursor.position() for cursor in cursors]
    vanished = len(missing), next(iter(missing.values()), "")
    begun = (cursor.frame_from for cursor, at in zip(cursors, positions, strict=True) if at.pending)
    return Resumed(done, min(begun, default=done), positions[0], positions[1], rest, vanished)


def _take_rest(cursors: tuple[_Cursor, _Cursor]) -> dict[int, str]:
    """Keep all lines that are left; return the sources of their pages by hash."""
    return {hash(source): source for cursor in cursors for source in cursor.take_up_to(None)}


def _check_rest(item: Item, rest: Iterator[Item], cursors: tuple[_Cursor, _Cursor], known_done: int) -> None:
    """Raise `ResumeError` if resuming at `item` would drop pages that are done and still among the inputs.

    `rest` are the inputs after the item.
    """
    done, left = (sum(counts) for counts in zip(*((c.taken, c.count_ahead()) for c in cursors), strict=True))
    if done + left >= known_done and not any(cursor.has_ahead(other.source) for other in rest for cursor in cursors):
        return  # the lines that are left are of pages that vanished
    if isinstance(item, Skip):
        what = f"{item.source} cannot be read now ({item.detail})"
    else:
        what = f"{item.source} is not in the output"
    if done + left < known_done:
        lost = f"of {known_done:,} pages that were done {done + left:,} are left"
    else:
        lost = f"pages that are done come after it ({left:,} are in the output)"
    raise ResumeError(
        f"{what}, and {lost}. Nothing was changed. Put inputs and output back as they were, or clean what is new"
        " in a run of its own, or use --redo, which drops what comes after that page and does it again"
    )


class LineFile(NamedTuple):
    """A file of lines, who gets those that are kept, and what makes a record of a line."""

    path: str
    on_line: Callable[[Mapping[str, Any]], None]
    flatten: Flatten = dict

    def cursor(self, numbers: Iterator[int]) -> _Cursor:
        """Begin at the first line; `numbers` count the lines of all cursors."""
        return _Cursor(*self, numbers)
