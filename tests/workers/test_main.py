"""What a worker sends and receives, and what it makes of errors."""

from __future__ import annotations

import socket
import threading

import pytest
from support.pool_functions import behave

from newsclean.model import Page, Reason, Skip
from newsclean.workers.main import guarded, send, unpack


@pytest.mark.parametrize("size", [0, 10, 70_000, 3_000_000])
def test_a_message_arrives_whole_in_whatever_pieces(size: int) -> None:
    ours, theirs = socket.socketpair()
    sender = threading.Thread(target=send, args=(ours, {"text": "x" * size}))
    sender.start()
    buffer = bytearray()
    message = None
    while message is None:
        buffer += theirs.recv(40_000)
        message = unpack(buffer)
    sender.join()
    assert message[0] == {"text": "x" * size}
    assert not buffer
    ours.close()
    theirs.close()


def test_what_is_not_complete_is_left_where_it_is() -> None:
    buffer = bytearray(b"\x05\x00")
    assert unpack(buffer) is None
    assert buffer == b"\x05\x00"


def test_an_exception_is_a_skip_that_names_its_place() -> None:
    found = guarded(behave, {"name": "a"}, Page("p.html", b"raise", url="https://a.example/p"))
    assert isinstance(found, Skip)
    assert (found.source, found.url, found.reason) == ("p.html", "https://a.example/p", Reason.INTERNAL_ERROR)
    assert found.detail.startswith("ValueError at pool_functions.py:")


def test_running_out_of_memory_is_not_swallowed() -> None:
    def exhaust(context: object, item: object) -> None:
        raise MemoryError

    with pytest.raises(MemoryError):
        guarded(exhaust, None, Page("p.html", b""))
