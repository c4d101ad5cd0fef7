"""Read ahead in a thread, within bounds, so that a slow pipe does not stop the watch over the workers."""

from __future__ import annotations

import socket
import threading
from collections import deque
from collections.abc import Iterable
from typing import Any

_MAX_ITEMS = 256
_MAX_BYTES = 32 << 20


class Feed(threading.Thread):
    """The items of an iterable. `signal` becomes readable when there is something new, or nothing more."""

    def __init__(self, items: Iterable[Any]) -> None:
        super().__init__(name="newsclean-feed", daemon=True)
        self._items = items
        self._queue: deque[Any] = deque()
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
            self._queue.append(item)
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
        return len(self._queue)

    @property
    def is_full(self) -> bool:
        """Whether it waits for items to be taken before it reads on."""
        return len(self._queue) >= _MAX_ITEMS or self._bytes >= _MAX_BYTES

    @property
    def exhausted(self) -> bool:
        """Whether everything has been taken and nothing will come."""
        return self._ended and not self._queue

    def take(self) -> Any:
        """Return the next item, None if there is none yet."""
        with self._space:
            if not self._queue:
                return None
            item = self._queue.popleft()
            self._bytes -= len(getattr(item, "body", b""))
            if len(self._queue) < _MAX_ITEMS // 2 and self._bytes < _MAX_BYTES:
                self._space.notify()
            return item

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
