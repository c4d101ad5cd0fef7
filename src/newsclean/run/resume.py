"""Going on after any end: which pages are done, by what stands in the output and the rejects.

Every page becomes exactly one line in one of the two files, both in input order. So walking the inputs
beside the two files finds the first page that is in neither; what stands behind it is dropped.
"""

from __future__ import annotations

import itertools
import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from newsclean.errors import NewscleanError
from newsclean.escaping import quote
from newsclean.output.files import FRAME_RECORDS, codec_of, write_json
from newsclean.readers.items import Item
from newsclean.readers.limits import make_decompressor

Flatten = Callable[[Mapping[str, Any]], Mapping[str, Any]]

_CHUNK = 1 << 20
_MAX_LINE = 1 << 30


class ResumeError(NewscleanError):
    """A run cannot be continued. The message says why."""


class Frame(NamedTuple):
    """Whole lines of an output file, and the offsets of their first byte and behind their last."""

    start: int
    end: int
    lines: list[bytes]


class Position(NamedTuple):
    """Where to go on in a file: cut it there; `pending` are whole lines of the frame that is begun again."""

    offset: int = 0
    pending: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Resumed:
    """The state of a continued run: `done` pages, positions in both files, the items that are still to do."""

    done: int
    output: Position
    rejects: Position
    items: Iterator[Item]


def read_frames(path: str) -> Iterator[Frame]:
    """The whole frames of an output file, up to the first torn one. In a plain file each line is a frame."""
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
    """The lines of one file, one after the other, with the position behind those that were taken.

    `flatten` makes of a line what has the `source` of a page.
    """

    def __init__(self, path: str, packed: bool, flatten: Flatten = dict) -> None:
        self._flatten = flatten
        self._frames = read_frames(path) if Path(path).exists() else iter(())
        self._packed = packed
        self._frame: Frame | None = None
        self._taken = 0  # lines of the current frame that were taken
        self._record: Mapping[str, Any] | None = None

    def record(self) -> Mapping[str, Any] | None:
        """The next line's record, None at the end."""
        if self._record is None:
            if self._frame is None or (self._taken == len(self._frame.lines) and self._is_full()):
                following = next(self._frames, None)
                if following is None:
                    return None
                self._frame, self._taken = following, 0
            if self._taken < len(self._frame.lines):
                self._record = self._flatten(orjson.loads(self._frame.lines[self._taken]))
        return self._record

    def take(self) -> None:
        """The record belongs to a page that is done."""
        self._taken += 1
        self._record = None

    def position(self) -> Position:
        """Where writing goes on."""
        if self._frame is None:
            return Position()
        if self._taken == len(self._frame.lines) and self._is_full():
            return Position(self._frame.end)
        return Position(self._frame.start, tuple(self._frame.lines[: self._taken]))

    def _is_full(self) -> bool:
        """Whether nothing can be added to the frame; a run that was told to stop writes a short one."""
        assert self._frame is not None
        return not self._packed or len(self._frame.lines) >= FRAME_RECORDS


def find_position(
    items: Iterator[Item],
    output: str,
    rejects: str,
    on_record: Callable[[Mapping[str, Any]], None],
    on_reject: Callable[[Mapping[str, Any]], None],
    flatten: Flatten = dict,
) -> Resumed:
    """Walk the inputs beside both files. The callbacks get what is kept of them, in order.

    `flatten` makes a record of a line of the output.
    """
    written = _Cursor(output, bool(codec_of(output)), flatten)
    refused = _Cursor(rejects, bool(codec_of(rejects)))
    done = 0
    for item in items:
        record, reject = written.record(), refused.record()
        if record is not None and record["source"] == item.source:
            on_record(record)
            written.take()
        elif reject is not None and reject["source"] == item.source:
            on_reject(reject)
            refused.take()
        else:
            items = itertools.chain([item], items)
            break
        done += 1
    return Resumed(done, written.position(), refused.position(), items)


class RunFile:
    """`FILE.run.json`: what must be the same for a run to be continued, and what it has learned."""

    def __init__(self, output: str) -> None:
        self.path = output + ".run.json"

    def exists(self) -> bool:
        return Path(self.path).exists()

    def load(self, digest: str) -> dict[str, Any]:
        """The state of the run. Raises `ResumeError` if it was another one."""
        try:
            state = json.loads(Path(self.path).read_bytes())
            known = state["digest"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ResumeError(f"cannot read the run file {quote(self.path)}: {error}; use --overwrite") from None
        if known != digest:
            raise ResumeError(
                f"{quote(self.path)} belongs to a run with other inputs, options, rules or versions:"
                " continue with those, or start anew with --overwrite"
            )
        return dict(state)

    def save(self, state: Mapping[str, Any]) -> None:
        """Write it atomically. Raises `OutputError`."""
        write_json(self.path, state)
