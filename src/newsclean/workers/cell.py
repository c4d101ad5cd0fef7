"""A worker's current item, in memory that it shares with its parent, readable after the worker has died."""

from __future__ import annotations

import mmap
import struct
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InProgress:
    """The item that a worker is working on."""

    index: int  # in its batch; -1: none
    since: float  # time.monotonic() when it was begun
    processor_seconds: float  # time.process_time() of the worker at that time


_LAYOUT = struct.Struct("<qdd")
_NOTHING = InProgress(-1, 0.0, 0.0)


class Cell:
    """A value of type `InProgress` in the shared file `fd`, which must have `Cell.BYTES`."""

    BYTES = _LAYOUT.size

    def __init__(self, fd: int) -> None:
        self._memory = mmap.mmap(fd, self.BYTES)
        self.clear()

    def begin(self, item: InProgress) -> None:
        """Note that an item was begun."""
        _LAYOUT.pack_into(self._memory, 0, item.index, item.since, item.processor_seconds)

    def clear(self) -> None:
        """Note that no item is in progress."""
        self.begin(_NOTHING)

    def read(self) -> InProgress:
        """Return what was noted last."""
        return InProgress(*_LAYOUT.unpack_from(self._memory))
