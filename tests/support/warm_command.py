"""A `newsclean` for the commands of the manual that starts at once: forked from a process that has loaded everything.

`serve` is that process, `CLIENT` the program that asks it for a command and lends it its streams, directory and
environment. Without --jobs, a command works in its own process.
"""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import sys
from pathlib import Path

_HEAD_BYTES = 16
CLIENT = f"""#!{sys.executable} -SE
import json, os, socket, sys
connection = socket.socket(socket.AF_UNIX)
connection.connect(%r)
request = json.dumps([sys.argv[1:], os.getcwd(), dict(os.environ)]).encode()
socket.send_fds(connection, [b"%%{_HEAD_BYTES}d" %% len(request)], [0, 1, 2])
connection.sendall(request)
sys.exit(int(connection.recv({_HEAD_BYTES})))
"""


def serve(address: str, page: Path) -> None:
    """Answer requests until standard input ends; `page` is cleaned first, so that all is loaded."""
    import newsclean
    from newsclean.run import run  # noqa: F401 - loaded for the commands
    from newsclean.workers import system

    newsclean.clean(page.read_bytes())
    system.available_cores = lambda: 0
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(address)
    listener.listen()
    print("ready", flush=True)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system buries those that have answered
    while 0 not in select.select([0, listener.fileno()], [], [])[0]:
        connection = listener.accept()[0]
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            _answer(connection)
        connection.close()


def _answer(connection: socket.socket) -> None:
    """Run the command that is asked for, in a process of its own, and send back its exit status."""
    head, streams, _, _ = socket.recv_fds(connection, _HEAD_BYTES, 3)
    request = b""
    while len(request) < int(head):
        request += connection.recv(1 << 16)
    child = os.fork()
    if child == 0:
        connection.close()
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
            os.close(stream)
        _command(*json.loads(request))
    for stream in streams:
        os.close(stream)
    connection.sendall(b"%d" % (os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) % 256))
    os._exit(0)


def _command(arguments: list[str], directory: str, environment: dict[str, str]) -> None:
    from newsclean.cli.main import main

    os.chdir(directory)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["newsclean", *arguments]
    status: object = 0
    try:
        main()
    except SystemExit as end:
        status = end.code
    finally:
        sys.stdout.flush()
        os._exit(status if isinstance(status, int) else 1)


if __name__ == "__main__":
    serve(sys.argv[1], Path(sys.argv[2]))
