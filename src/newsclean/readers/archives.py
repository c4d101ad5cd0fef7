"""Zip and WACZ: their members, streamed, never written to disk under their names."""

from __future__ import annotations

import io
import lzma
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, NamedTuple

from newsclean.escaping import quote
from newsclean.model import Reason, Skip
from newsclean.readers.decompressors import TornError
from newsclean.readers.limits import Ahead, BombError, Meter, Stream

_MAX_SPOOL_BYTES = 32 << 20  # of an archive inside a pipe or archive that are held in memory, the rest in a file
_MAX_NESTED_BYTES = 1 << 30  # of a zip file inside another archive
_MAX_MEMBERS = 1_000_000  # of a zip file: its directory is read into memory
_LOCAL_HEADER_BYTES = 30  # of a zip member, without its name
_DIRECTORY_ENTRY_BYTES = 46  # of a zip member in the directory, without its name
_END_RECORD = b"PK\x05\x06"  # followed by numbers of disks and members, then the size of the directory
_END_RECORD_BYTES = 22
_MAX_COMMENT_BYTES = 1 << 16
_ZIP64_END_RECORD = b"PK\x06\x06"
_BROKEN_ZIP = (
    zipfile.BadZipFile, zipfile.LargeZipFile, OSError, ValueError, EOFError, NotImplementedError, struct.error,
)  # fmt: skip


class Member(NamedTuple):
    """A file inside an archive. Its stream must be read before the next member is asked for."""

    source: str
    name: str
    stream: Stream


def read_zip(stream: Stream, source: str, nested: bool, meter: Meter | None = None) -> Iterator[Member | Skip]:
    """Yield the files of a zip archive in the order of its directory."""
    meter = meter or Meter()
    try:
        opened = seekable(stream, nested)
    except (TornError, BombError, OSError) as error:
        yield Skip(source, None, Reason.UNREADABLE, str(error))
        return
    if opened is None:
        detail = f"a zip file of more than {_MAX_NESTED_BYTES} bytes inside an archive"
        yield Skip(source, None, Reason.TOO_LARGE, detail)
        return
    try:
        with opened:
            meter.bytes_in = max(meter.bytes_in, 0 if nested else opened.seek(0, io.SEEK_END))
            if (members := _members_claimed(opened)) > _MAX_MEMBERS:
                detail = f"a zip file of {members} members, more than {_MAX_MEMBERS}: unpack it"
                yield Skip(source, None, Reason.TOO_LARGE, detail)
                return
            with zipfile.ZipFile(opened) as archive:
                yield from _zip_members(archive, source, meter)
    except _BROKEN_ZIP as error:
        yield Skip(source, None, Reason.UNREADABLE, f"broken zip file: {error}")


def _members_claimed(file: IO[bytes]) -> int:
    """Return how many members the directory of a zip file has room for, 0 if there is none to be found."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(size - _MAX_COMMENT_BYTES - _END_RECORD_BYTES - 76, 0))
    tail = file.read()
    at = tail.rfind(_END_RECORD)
    if at < 0 or len(tail) - at < _END_RECORD_BYTES:
        return 0
    (claimed,) = struct.unpack_from("<L", tail, at + 12)
    wide = tail.rfind(_ZIP64_END_RECORD, 0, at)
    if wide >= 0 and len(tail) - wide >= 48:
        claimed = max(claimed if claimed < 0xFFFFFFFF else 0, struct.unpack_from("<Q", tail, wide + 40)[0])
    return int(min(claimed, size)) // _DIRECTORY_ENTRY_BYTES


def _zip_members(archive: zipfile.ZipFile, source: str, meter: Meter) -> Iterator[Member | Skip]:
    names = MemberNames()
    overlapping = _overlapping(archive)
    for info in archive.infolist():
        if info.filename.endswith("/"):  # what `is_dir` asks, of names that are not empty alone
            continue
        place = names.unique(f"{source}#{quote(info.filename)}")
        if info.header_offset in overlapping:
            yield Skip(place, None, Reason.UNREADABLE, "this member's bytes are another member's, too")
            continue
        try:
            with archive.open(info) as member:
                yield Member(place, info.filename, _ZipStream(member, meter))
        except (zipfile.BadZipFile, OSError, ValueError, EOFError, RuntimeError) as error:
            # RuntimeError: encrypted; NotImplementedError, which is one: an unknown compression.
            yield Skip(place, None, Reason.UNREADABLE, str(error)[:200])


def _overlapping(archive: zipfile.ZipFile) -> set[int]:
    """Return the offsets of members that reach into others: a small file in which each byte is read again and again."""
    places = sorted((info.header_offset, info.compress_size + len(info.filename)) for info in archive.infolist())
    overlapping: set[int] = set()
    end, last = 0, -1
    for start, size in places:
        if start < end:
            overlapping |= {start, last}
        if start + _LOCAL_HEADER_BYTES + size > end:
            end, last = start + _LOCAL_HEADER_BYTES + size, start
    return overlapping


class MemberNames:
    """The sources of an archive's members. It may hold two of one name; they stay apart: "a.zip#x", "a.zip#x#2"."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}

    def unique(self, place: str) -> str:
        number = self._counts.get(place, 0)
        while number:
            number += 1
            if (numbered := f"{place}#{number}") not in self._counts:
                self._counts[place], self._counts[numbered] = number, 1
                return numbered
        self._counts[place] = 1
        return place


class _ZipStream:
    """A zip member with the errors of this package, what is made of its bytes counted."""

    def __init__(self, member: IO[bytes], meter: Meter) -> None:
        self._member = member
        self._meter = meter

    def read(self, size: int, /) -> bytes:
        try:
            data = self._member.read(size)
        except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError) as error:
            raise TornError(str(error) or type(error).__name__) from None
        self._meter.add_out(len(data))
        return data


def seekable(stream: Stream, nested: bool) -> IO[bytes] | None:
    """Return a file that can be read from its end: a copy of a pipe or a member, None if that is too large."""
    if isinstance(stream, Ahead):
        stream = stream.rewound()
    if isinstance(stream, io.FileIO) and stream.seekable():
        return io.BufferedReader(stream)
    spool = tempfile.SpooledTemporaryFile(max_size=_MAX_SPOOL_BYTES)  # noqa: SIM115 - closed by the caller
    size = 0
    try:
        while chunk := stream.read(1 << 20):
            size += len(chunk)
            if nested and size > _MAX_NESTED_BYTES:
                spool.close()
                return None
            spool.write(chunk)
        spool.seek(0)
    except BaseException:
        spool.close()
        raise
    return spool
