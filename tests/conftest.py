"""What holds in every test: no network, and every record that is written fits the schema."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from newsclean import Context, make_context, record

ROOT = Path(__file__).resolve().parent.parent
_LOCAL = ("127.0.0.1", "::1", "localhost")


class NetworkUsed(BaseException):
    """Not an `Exception`: no library may swallow it."""


def _refuse_network(event: str, args: tuple[Any, ...]) -> None:
    """An audit hook sees every address that Python code asks for, whatever library asks."""
    if event == "socket.connect":
        address = args[1]
        if isinstance(address, tuple) and address[0] not in _LOCAL:
            raise NetworkUsed(f"a test tried to connect to {address}")
    elif event in ("socket.getaddrinfo", "socket.gethostbyname") and args[0] not in (*_LOCAL, None, ""):
        raise NetworkUsed(f"a test tried to look up {args[0]!r}")


sys.addaudithook(_refuse_network)  # for good, and inherited by forked workers

_VALIDATOR = jsonschema.Draft202012Validator(record.schema())


def _check(row: dict[str, Any]) -> dict[str, Any]:
    """`row` itself, or an error that says where it does not fit the schema."""
    for error in _VALIDATOR.iter_errors(row):
        raise AssertionError(f"{row.get('source')}: {error.json_path}: {error.message}")
    return row


@pytest.fixture(autouse=True)
def _every_record_fits(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Validate the records that newsclean turns into lines inside the test process."""
    write = record._line

    def checked(row: dict[str, Any]) -> bytes:
        return write(_check(row) if "method" in row else row)

    monkeypatch.setattr(record, "_line", checked)
    yield


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
def newsclean(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """A function that runs the command in a process of its own, without a network: `newsclean(*args, stdin=b"")`."""
    guard = tmp_path / "no-network"
    guard.mkdir()
    source = Path(__file__).read_text(encoding="utf-8")
    start, end = source.index("_LOCAL ="), source.index("_VALIDATOR =")
    (guard / "sitecustomize.py").write_text("import sys\nfrom typing import Any\n" + source[start:end])

    def run(*args: str | Path, stdin: bytes = b"", **options: Any) -> subprocess.CompletedProcess[bytes]:
        options.setdefault("cwd", ROOT)
        environment = {**os.environ, "PYTHONPATH": str(guard)} | options.pop("env", {})
        command = [sys.executable, "-m", "newsclean", *map(str, args)]
        return subprocess.run(command, input=stdin, capture_output=True, env=environment, check=False, **options)

    return run
