"""Streams that can be read only once, kept to be read again."""

from __future__ import annotations

import io
import shutil
import tempfile
from typing import IO

STDIN_DESCRIPTOR = 0


class Kept:
    """A file or pipe, copied to a temporary file when it is first opened. `name` None is standard input."""

    def __init__(self, name: str | None = None) -> None:
        self._name = name
        self._copy: IO[bytes] | None = None

    def open(self) -> IO[bytes]:
        """Return the copy, at its beginning; it is closed by `close` alone. Raises `OSError`."""
        if self._copy is None:
            with standard_input() if self._name is None else io.FileIO(self._name, "rb") as opened:
                self._copy = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the inputs
                shutil.copyfileobj(opened, self._copy)
        self._copy.seek(0)
        return self._copy

    def close(self) -> None:
        """Let go of the copy."""
        if self._copy is not None:
            self._copy.close()


def standard_input() -> io.FileIO:
    """Return standard input, unbuffered."""
    return io.FileIO(STDIN_DESCRIPTOR, closefd=False)
