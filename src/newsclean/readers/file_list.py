"""The list of `--files-from`: names of files, one a line or ended by NUL."""

from __future__ import annotations

import os
from codecs import BOM_UTF8
from collections.abc import Iterator

from newsclean.readers.kept import Kept
from newsclean.readers.streams import STDIN

_CHUNK_BYTES = 1 << 16


class FileList:
    """The names in a file, or in standard input if that is its name; they can be read again."""

    def __init__(self, name: str, null: bool) -> None:
        self._kept = Kept(None if name == STDIN else name)  # a list from a pipe is copied
        self._null = null

    def names(self) -> Iterator[bytes]:
        """Yield the names in order, empty ones left out."""
        stream = self._kept.open()
        if stream.read(len(BOM_UTF8)) != BOM_UTF8:
            stream.seek(0)
        rest = b""
        end = b"\0" if self._null else b"\n"
        while chunk := stream.read(_CHUNK_BYTES):
            *whole, rest = (rest + chunk).split(end)
            yield from (self._without_cr(name) for name in whole if name.strip(b"\r"))
        if rest:
            yield self._without_cr(rest)

    def close(self) -> None:
        """Let go of what was kept to be read again."""
        self._kept.close()

    def _without_cr(self, name: bytes) -> bytes:
        """Return a name without the CR of a line end, unless a file is called so."""
        if self._null or not name.endswith(b"\r") or os.path.lexists(name):
            return name
        return name[:-1]
