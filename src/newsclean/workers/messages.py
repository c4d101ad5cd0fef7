"""Messages between the parent and a worker process, over a socket."""

from __future__ import annotations

import pickle
import socket
import struct
from typing import Any

_LENGTH = struct.Struct("<Q")
_READ_BYTES = 1 << 20
_MAX_COPIED_BYTES = 1 << 16  # a message up to this size is sent with its length in one call


class Connection:
    """One end of a socket. A message is the length of a pickle, and the pickle."""

    def __init__(self, end: socket.socket) -> None:
        self._socket = end
        self._buffer = bytearray()

    def fileno(self) -> int:
        """Return the descriptor, for a selector."""
        return self._socket.fileno()

    def close(self) -> None:
        """Close this end."""
        self._socket.close()

    def send(self, message: object) -> None:
        """Send one message. Raises `OSError` if nobody reads it."""
        data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
        length = _LENGTH.pack(len(data))
        if len(data) <= _MAX_COPIED_BYTES:
            self._socket.sendall(length + data)
        else:
            self._socket.sendall(length)
            self._socket.sendall(data)

    def receive(self) -> Any:
        """Return the next message, when it has come. Raises `EOFError` if the other end is closed."""
        while (found := self._take()) is None:
            data = self._socket.recv(_READ_BYTES)
            if not data:
                raise EOFError
            self._buffer += data
        return found[0]

    def received(self) -> tuple[list[tuple[Any, int]], bool]:
        """Return the messages that have come, with their bytes, and whether the other end is open, without waiting."""
        is_open = True
        try:
            data = self._socket.recv(_READ_BYTES, socket.MSG_DONTWAIT)
            is_open = bool(data)
            self._buffer += data
        except BlockingIOError:
            pass
        except OSError:
            is_open = False
        return list(iter(self._take, None)), is_open

    def _take(self) -> tuple[Any, int] | None:
        """Return the first message and its bytes, out of the buffer; None while it is not complete."""
        if len(self._buffer) < _LENGTH.size:
            return None
        (size,) = _LENGTH.unpack_from(self._buffer)
        end = _LENGTH.size + size
        if len(self._buffer) < end:
            return None
        message = pickle.loads(bytes(self._buffer[_LENGTH.size : end]))
        del self._buffer[:end]
        return message, size
