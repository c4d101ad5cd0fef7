"""A launched process answers over its connection, and one that cannot be launched leaves nothing open."""

from __future__ import annotations

import os
import pickle
import socket
import subprocess

import pytest
from support.pool_functions import behave

from newsclean.model import Page
from newsclean.workers.launch import launch
from newsclean.workers.limits import MIB


def test_a_launched_process_does_the_work_it_is_sent() -> None:
    process, connection, cell = launch(400 * MIB, "newsclean.model")
    try:
        connection.send(("setup", pickle.dumps((behave, {"name": "a"}, None))))
        connection.send(("work", [Page("p.html", b"p")]))
        assert connection.receive() == ("ready", None)
        kind, answers = connection.receive()
        assert (kind, len(answers)) == ("done", 1)
        assert os.getpgid(process.pid) == process.pid
    finally:
        connection.close()
        assert process.wait(60) == 0
    assert cell.read().index == -1


def test_a_process_that_cannot_be_launched_leaves_no_file_open(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    ends = socket.socketpair()
    monkeypatch.setattr(socket, "socketpair", lambda: ends)
    monkeypatch.setattr(subprocess, "Popen", refuse)
    with pytest.raises(BlockingIOError):
        launch(400 * MIB, "")
    assert [end.fileno() for end in ends] == [-1, -1]
