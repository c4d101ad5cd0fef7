"""Streams that are read again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from newsclean.readers import kept
from newsclean.readers.kept import Kept


def test_a_pipe_is_read_again_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    reader, writer = os.pipe()
    os.write(writer, b"one page")
    os.close(writer)
    monkeypatch.setattr(kept, "STDIN_DESCRIPTOR", reader)
    stdin = Kept()
    assert [stdin.open().read(), stdin.open().read()] == [b"one page"] * 2
    stdin.close()
    os.close(reader)


def test_a_file_may_be_gone_by_then_but_not_at_first(tmp_path: Path) -> None:
    file = tmp_path / "list"
    file.write_bytes(b"a.html\n")
    listed = Kept(str(file))
    listed.open()
    file.unlink()
    assert listed.open().read() == b"a.html\n"
    listed.close()
    with pytest.raises(FileNotFoundError):
        Kept(str(file)).open()
    Kept(str(file)).close()
