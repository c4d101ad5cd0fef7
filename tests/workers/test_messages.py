"""Messages arrive whole, in whatever pieces the socket gives them."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest

from newsclean.workers.messages import Connection


@pytest.fixture
def ends() -> Iterator[tuple[Connection, socket.socket]]:
    """One end with its messages, and the bare socket at the other."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield Connection(ours), theirs


@pytest.mark.parametrize("size", [0, 10, 70_000, 3_000_000])
def test_a_message_of_any_size_is_received(ends: tuple[Connection, socket.socket], size: int) -> None:
    ours, theirs = ends
    sender = threading.Thread(target=Connection(theirs).send, args=({"text": "x" * size},))
    sender.start()
    assert ours.receive() == {"text": "x" * size}
    sender.join()


def test_what_has_come_is_taken_without_waiting(ends: tuple[Connection, socket.socket]) -> None:
    ours, theirs = ends
    assert ours.received() == ([], True)
    sender = Connection(theirs)
    sender.send("first")
    sender.send("second")
    messages, is_open = ours.received()
    assert [message for message, _ in messages] == ["first", "second"]
    assert all(size > 0 for _, size in messages)
    assert is_open


def test_an_incomplete_message_waits_for_its_rest(ends: tuple[Connection, socket.socket]) -> None:
    ours, theirs = ends
    theirs.sendall(b"\x05\x00")
    assert ours.received() == ([], True)
    theirs.sendall(b"\x00\x00\x00\x00\x00\x00N.")
    assert ours.received() == ([], True)
    theirs.sendall(b"...")
    assert ours.received() == ([(None, 5)], True)


def test_a_closed_end_is_noticed_on_either_way(ends: tuple[Connection, socket.socket]) -> None:
    ours, theirs = ends
    theirs.close()
    assert ours.received() == ([], False)
    with pytest.raises(EOFError):
        ours.receive()
    with pytest.raises(OSError, match="Broken pipe"):
        ours.send("x")
