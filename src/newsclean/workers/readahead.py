"""Read ahead in a thread, within bounds, so that a slow pipe does not stop the watch over the workers.

What was read waits in lanes, one for each worker: items of one place are in one lane, because a worker remembers what
the pages of a site have in common.
"""

from __future__ import annotations

import socket
import threading
from collections import deque
from collections.abc import Iterable
from typing import Any
from zlib import crc32

_MAX_ITEMS = 256
_MAX_BYTES = 32 << 20


class Feed(threading.Thread):
    """The items of an iterable. `signal` becomes readable when there is something new, or nothing more."""

    def __init__(self, items: Iterable[Any], lanes: int = 1) -> None:
        super().__init__(name="newsclean-feed", daemon=True)
        self._items = items
        self._lanes: list[deque[tuple[int, Any]]] = [deque() for _ in range(lanes)]
        self._read = self._taken = 0  # items
        self._bytes = 0
        self._space = threading.Condition()
        self._stopped = self._ended = False
        self._error: BaseException | None = None
        self.signal, self._waker = socket.socketpair()
        self._signalled = False

    def run(self) -> None:
        try:
            for item in self._items:
                if not self._put(item):
                    break
        except BaseException as error:  # raised in the reading thread, see `check`
            self._error = error
        with self._space:
            self._ended = True
            self._wake()

    def _put(self, item: Any) -> bool:
        with self._space:
            while not self._stopped and self.is_full:
                self._space.wait()
            if self._stopped:
                return False
            self._lanes[lane_of(item, len(self._lanes))].append((self._read, item))
            self._read += 1
            self._bytes += len(getattr(item, "body", b""))
            self._wake()
        return True

    def _wake(self) -> None:
        if not self._signalled and not self._stopped:
            self._signalled = True
            self._waker.send(b"!")

    def clear_signal(self) -> None:
        """Take note of the signal, so that it can be given again."""
        with self._space:
            if self._signalled:
                self._signalled = False
                self.signal.recv(1)

    @property
    def waiting(self) -> int:
        """How many items can be taken at once."""
        return self._read - self._taken

    @property
    def is_full(self) -> bool:
        """Whether it waits for items to be taken before it reads on."""
        return self.waiting >= _MAX_ITEMS or self._bytes >= _MAX_BYTES

    @property
    def exhausted(self) -> bool:
        """Whether everything has been taken and nothing will come."""
        return self._ended and not self.waiting

    def first(self) -> tuple[int, int] | None:
        """Return the number of the item that waits for the longest time, and its lane; None if there is none yet."""
        with self._space:
            return min(((waiting[0][0], lane) for lane, waiting in enumerate(self._lanes) if waiting), default=None)

    def is_empty(self, lane: int) -> bool:
        """Return whether no item waits in a lane."""
        return not self._lanes[lane]

    def take(self, lane: int = 0) -> tuple[int, Any] | None:
        """Return the next item of a lane, after its number, None if there is none yet."""
        with self._space:
            if not self._lanes[lane]:
                return None
            number, item = self._lanes[lane].popleft()
            self._taken += 1
            self._bytes -= len(getattr(item, "body", b""))
            if self.waiting < _MAX_ITEMS // 2 and self._bytes < _MAX_BYTES:
                self._space.notify()
            return number, item

    def stop(self) -> None:
        """Read no further. A thread that waits for a pipe stays until the pipe gives something."""
        with self._space:
            self._stopped = True
            self._space.notify()
            self.signal.close()
            self._waker.close()

    def check(self) -> None:
        """Raise what ended the reading, if it was an error."""
        if self._error is not None:
            raise self._error


def lane_of(item: Any, lanes: int) -> int:
    """Return which of so many lanes an item waits in, by the host of its URL, else by its folder."""
    if lanes == 1:
        return 0
    url = getattr(item, "url", None)
    place = "/".join(url.split("/", 3)[:3]) if url else item.source.rpartition("/")[0]
    return crc32(place.encode("utf-8", "replace")) % lanes
