"""Tar: its members, streamed, within bounds that the standard library does not have.

The library keeps all that extended headers and maps of sparse files say, whatever their size, and looks for it with
patterns whose time grows with the square of a header. Here an extended header gives a member's name and size, no more.
"""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator
from typing import IO, Any, Self

from newsclean.escaping import quote
from newsclean.model import Reason, Skip
from newsclean.readers.archives import Member, MemberNames
from newsclean.readers.decompressors import TornError
from newsclean.readers.limits import BombError, Stream

_BLOCK_BYTES = 1 << 16  # that are read from the stream at once
_MAX_EMPTY_READS = 50  # after the end of the stream
_MAX_LONG_HEADER_BYTES = 1 << 20  # of a member's extended header
_MAX_NAME_CHARS = 1 << 12  # of a member that its source shows
_EXTENDED_AT = 504  # where a block of a sparse file's map says that another one follows
_RECORD_LENGTH = re.compile(rb"[0-9]{1,9} ")


class _TarInfo(tarfile.TarInfo):
    """A tar header that reads no more of what extends it than is needed to find the member and its name."""

    is_sparse = False

    def _proc_pax(self, archive: tarfile.TarFile) -> Self:
        header = archive.fileobj.read(self._block(self._checked_size()))  # type: ignore[attr-defined]
        member: Any = self.fromtarfile(archive)
        if self.type == tarfile.XGLTYPE:  # what it says of all members is never their name or size
            return member  # type: ignore[no-any-return]
        fields = _read_pax(header)
        member._apply_pax_info({name: fields[name] for name in ("path", "size") if name in fields}, "utf-8", "replace")
        member.is_sparse |= any(name.startswith("GNU.sparse.") for name in fields)
        if "size" in fields:
            archive.offset = member.offset_data + member._block(member.size)
        return member  # type: ignore[no-any-return]

    def _proc_gnulong(self, archive: tarfile.TarFile) -> Self:
        self._checked_size()
        return super()._proc_gnulong(archive)  # type: ignore[misc,no-any-return]

    def _proc_sparse(self, archive: Any) -> Self:
        """Go over the map of a sparse file, as GNU tar wrote them first."""
        extended = self._sparse_structs[1]  # type: ignore[attr-defined]
        while extended:
            block = archive.fileobj.read(tarfile.BLOCKSIZE)
            extended = block[_EXTENDED_AT : _EXTENDED_AT + 1] not in (b"", b"\0")
        self.is_sparse = True
        self.offset_data = archive.fileobj.tell()
        archive.offset = self.offset_data + self._block(self.size)  # type: ignore[attr-defined]
        return self

    def _checked_size(self) -> int:
        if not 0 <= self.size <= _MAX_LONG_HEADER_BYTES:
            raise tarfile.ReadError("an extended header is too long")
        return self.size


def _read_pax(header: bytes) -> dict[str, str]:
    """Return the fields of an extended header, up to the first that is broken: "17 path=a.html" and a line end."""
    fields: dict[str, str] = {}
    at = 0
    while prefix := _RECORD_LENGTH.match(header, at):
        end = at + int(prefix[0])
        if end <= prefix.end() or end > len(header):
            break
        name, _, value = header[prefix.end() : end - 1].partition(b"=")
        fields[name.decode("utf-8", "replace")] = value.decode("utf-8", "surrogateescape")
        at = end
    return fields


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
        if self._empty > _MAX_EMPTY_READS:
            # tarfile skips a member by reading through it, block by block, even past the end of the file:
            # a header that claims a terabyte would keep it busy for hours.
            raise OSError("the archive ends within a member")
        return data


def read_tar(stream: Stream, source: str, passed: dict[str, int]) -> Iterator[Member | Skip]:
    """Yield the regular files of a (decompressed) tar stream, in order."""
    counted = _Counted(stream)
    end = 0
    names = MemberNames()
    try:
        with tarfile.open(
            fileobj=counted,
            mode="r|",
            bufsize=_BLOCK_BYTES,
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
                place = names.unique(f"{source}#{quote(info.name[:_MAX_NAME_CHARS])}")
                if isinstance(info, _TarInfo) and info.is_sparse:
                    yield Skip(place, None, Reason.UNREADABLE, "a sparse file: not read")
                    continue
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
            raise TornError(str(self._archive.error or error) or "the archive ends within this member") from None
