"""Zip, WACZ and tar: their members, streamed, none of them ever written to disk under its name."""

from __future__ import annotations

import io
import lzma
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, NamedTuple, Self

from newsclean.escaping import quote
from newsclean.model import Reason, Skip
from newsclean.readers.limits import BombError, Stream, TornError, read_limited

_SPOOL = 64 << 20  # bytes of an archive from a pipe that are held in memory, the rest in a temporary file
_NESTED = 1 << 30  # bytes of a zip file inside another archive
_BLOCKS = 1 << 16  # bytes that are read from a tar stream at once
_MAX_EMPTY = 50  # reads behind the end of a tar stream
_LONG_HEADER = 1 << 20  # bytes of a tar member's extended header
_WACZ_PAGES = "archive/"


class Member(NamedTuple):
    """A file inside an archive. Its stream must be read before the next member is asked for."""

    source: str
    name: str
    stream: Stream


def read_zip(stream: Stream, source: str, nested: bool) -> Iterator[Member | Skip]:
    """The files of a zip archive in the order of its directory."""
    try:
        opened = _seekable(stream, nested)
    except (TornError, BombError, OSError) as error:
        yield Skip(source, None, Reason.UNREADABLE, str(error))
        return
    if opened is None:
        yield Skip(
            source, None, Reason.TOO_LARGE, f"a zip file of more than {_NESTED} bytes inside an archive"
        )
        return
    try:
        with opened, zipfile.ZipFile(opened) as archive:
            yield from _zip_members(archive, source)
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        OSError,
        ValueError,
        EOFError,
        NotImplementedError,
    ) as error:
        yield Skip(source, None, Reason.UNREADABLE, f"broken zip file: {error}")


def _zip_members(archive: zipfile.ZipFile, source: str) -> Iterator[Member | Skip]:
    seen: set[str] = set()
    for info in archive.infolist():
        if info.is_dir():
            continue
        place = _unique(f"{source}#{quote(info.filename)}", seen)
        try:
            with archive.open(info) as member:
                yield Member(place, info.filename, _ZipStream(member))
        except (zipfile.BadZipFile, OSError, ValueError, EOFError, RuntimeError) as error:
            # RuntimeError: encrypted; NotImplementedError, which is one: an unknown compression.
            yield Skip(place, None, Reason.UNREADABLE, str(error)[:200])


def _unique(place: str, seen: set[str]) -> str:
    """Archives may hold two members of one name; the sources stay apart: "a.zip#x", "a.zip#x#2"."""
    unique, number = place, 1
    while unique in seen:
        number += 1
        unique = f"{place}#{number}"
    seen.add(unique)
    return unique


class _ZipStream:
    """A zip member with the errors of this package."""

    def __init__(self, member: IO[bytes]) -> None:
        self._member = member

    def read(self, size: int, /) -> bytes:
        try:
            return self._member.read(size)
        except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError) as error:
            raise TornError(str(error) or type(error).__name__) from None


def _seekable(stream: Stream, nested: bool) -> IO[bytes] | None:
    """A zip's directory stands at its end, so a pipe or nested archive is copied; None if it is too large."""
    if isinstance(stream, io.FileIO) and stream.seekable():
        return io.BufferedReader(stream)
    if nested:
        data = read_limited(stream, _NESTED)
        return None if data is None else io.BytesIO(data)
    spool = tempfile.SpooledTemporaryFile(max_size=_SPOOL)  # noqa: SIM115 - closed by the caller
    while chunk := stream.read(1 << 20):
        spool.write(chunk)
    spool.seek(0)
    return spool


class _TarInfo(tarfile.TarInfo):
    """A tar header that refuses to read an extended header of any size into memory."""

    def _proc_pax(self, archive: tarfile.TarFile) -> Self:
        self._check()
        return super()._proc_pax(archive)  # type: ignore[misc,no-any-return]

    def _proc_gnulong(self, archive: tarfile.TarFile) -> Self:
        self._check()
        return super()._proc_gnulong(archive)  # type: ignore[misc,no-any-return]

    def _check(self) -> None:
        if self.size > _LONG_HEADER:
            raise tarfile.ReadError("an extended header is too long")


class _Counted:
    """A stream that knows how far it was read and what broke it: tarfile hides both."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self.position = 0
        self.error: Exception | None = None
        self._empty = 0

    def read(self, size: int, /) -> bytes:
        try:
            data = self._stream.read(size)
        except (TornError, BombError, OSError) as error:
            self.error = error
            data = b""
        self.position += len(data)
        self._empty = 0 if data else self._empty + 1
        if self._empty > _MAX_EMPTY:
            # tarfile skips a member by reading through it, block by block, also behind the end of the file:
            # a header that claims a terabyte would keep it busy for hours.
            raise OSError("the archive ends within a member")
        return data


def read_tar(stream: Stream, source: str, passed: dict[str, int]) -> Iterator[Member | Skip]:
    """The regular files of a (decompressed) tar stream, in order."""
    counted = _Counted(stream)
    end = 0
    seen: set[str] = set()
    try:
        with tarfile.open(
            fileobj=counted,
            mode="r|",
            bufsize=_BLOCKS,
            tarinfo=_TarInfo,
            encoding="utf-8",
            errors="surrogateescape",
        ) as archive:  # type: ignore[call-overload]
            for info in archive:
                archive.members = []  # it would keep all headers of a million members
                end = info.offset_data + info.size
                if not info.isreg():
                    if not info.isdir():
                        passed["tar member that is no file"] = passed.get("tar member that is no file", 0) + 1
                    continue
                place = _unique(f"{source}#{quote(info.name)}", seen)
                member = archive.extractfile(info)
                if member is not None:
                    yield Member(place, info.name, _TarStream(member, counted))
    except (tarfile.TarError, OSError, ValueError, EOFError, OverflowError, RecursionError) as error:
        counted.error = counted.error or error
    if counted.error is None and counted.position < end:
        counted.error = TornError("the archive ends within a member")
    if counted.error is not None:
        detail = f"the rest from here on: {counted.error}"
        yield Skip(f"{source}#{counted.position}", None, Reason.UNREADABLE, detail)


class _TarStream:
    """A tar member that raises `TornError` when the archive ends before it does."""

    def __init__(self, member: IO[bytes], archive: _Counted) -> None:
        self._member = member
        self._archive = archive

    def read(self, size: int, /) -> bytes:
        try:
            return self._member.read(size)
        except (tarfile.TarError, OSError, EOFError, ValueError) as error:
            raise TornError(
                str(self._archive.error or error) or "the archive ends within this member"
            ) from None
