"""What holds in every test: no network, and every record that is written fits the schema."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from newsclean import Context, make_context
from newsclean.output import record

ROOT = Path(__file__).resolve().parent.parent
# A suite that runs in the background of a script ignores Ctrl-C, and so would every command that it starts.
signal.signal(signal.SIGINT, signal.default_int_handler)

_LOCAL = ("127.0.0.1", "::1", "localhost")


class NetworkUsed(BaseException):
    """Not an `Exception`: no library may swallow it."""


def _forbid_network() -> None:
    """Refuse every connection and look-up but to this machine, for the whole process and its forks."""
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in _LOCAL:
            raise NetworkUsed(f"a test tried to connect to {address}")
        connect(self, address)

    def guarded_look_up(host: Any, *args: Any, **kwargs: Any) -> Any:
        if host not in (*_LOCAL, None, ""):
            raise NetworkUsed(f"a test tried to look up {host!r}")
        return look_up(host, *args, **kwargs)

    vars(socket).update(getaddrinfo=guarded_look_up)
    setattr(socket.socket, "connect", guarded_connect)  # noqa: B010 - mypy forbids the plain assignment


_forbid_network()

_VALIDATOR = jsonschema.Draft202012Validator(record.schema())
_REQUIRED = frozenset(record.schema()["required"])


def _check(row: dict[str, Any]) -> dict[str, Any]:
    """`row` itself, or an error that says where it does not fit the schema."""
    for error in _VALIDATOR.iter_errors(row):
        raise AssertionError(f"{row.get('source')}: {error.json_path}: {error.message}")
    return row


@pytest.fixture(autouse=True)
def _every_record_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Validate the whole records that newsclean turns into lines inside the test process."""
    write = record.dump

    def checked(row: dict[str, Any]) -> bytes:
        return write(_check(row) if row.keys() >= _REQUIRED else row)

    monkeypatch.setattr("newsclean.output.formats.dump", checked)


@pytest.fixture(scope="session")
def check_record() -> Callable[[dict[str, Any]], dict[str, Any]]:
    """A function that returns a valid record and raises on any other."""
    return _check


@pytest.fixture(scope="session")
def read_records() -> Callable[[bytes | str], list[dict[str, Any]]]:
    """A function from JSONL, as a command wrote it, to valid records."""

    def read(lines: bytes | str) -> list[dict[str, Any]]:
        return [_check(json.loads(line)) for line in lines.splitlines()]

    return read


@pytest.fixture(scope="session")
def context() -> Context:
    """The package's rules and default options, built once."""
    return make_context()


@pytest.fixture
def in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands without --jobs work in the process of the test, for tests that workers show nothing more about."""
    monkeypatch.setattr("newsclean.workers.system.available_cores", lambda: 0)


@pytest.fixture(scope="session")
def newsclean(
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """A function `newsclean(*args, stdin=b"")` that runs the command in a process without a network."""
    guard = tmp_path_factory.mktemp("no-network")
    source = Path(__file__).read_text(encoding="utf-8")
    start, end = source.index("_LOCAL ="), source.index("_VALIDATOR =")
    (guard / "sitecustomize.py").write_text("import socket\nfrom typing import Any\n" + source[start:end])

    def run(*args: str | Path, stdin: bytes = b"", **options: Any) -> subprocess.CompletedProcess[bytes]:
        options.setdefault("cwd", ROOT)
        paths = [str(guard), *filter(None, [os.environ.get("PYTHONPATH")])]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)} | options.pop("env", {})
        command = [sys.executable, "-m", "newsclean", *map(str, args)]
        options |= {"input": stdin, "env": environment, "capture_output": True}
        return subprocess.run(command, check=False, **options)

    return run


@pytest.fixture(scope="session")
def samples_run(
    newsclean: Callable[..., subprocess.CompletedProcess[bytes]], tmp_path_factory: pytest.TempPathFactory
) -> tuple[subprocess.CompletedProcess[bytes], Path]:
    """The README's first run, made once: how it ended, and its output."""
    output = tmp_path_factory.mktemp("samples") / "articles.jsonl"
    return newsclean("samples/", "-o", output), output
