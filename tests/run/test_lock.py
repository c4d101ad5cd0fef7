"""Two runs never write one file; a lock ends with its holder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from newsclean.run.lock import SUFFIX, FileLocks, LockedError


def test_the_second_run_is_told_who_the_first_is(tmp_path: Path) -> None:
    path = str(tmp_path / "o.jsonl")
    with (
        FileLocks([path, str(tmp_path / "r.json")]),
        pytest.raises(LockedError, match=rf"o\.jsonl: process {os.getpid()} on .*, started 20"),
        FileLocks([path]),
    ):
        pass
    assert list(tmp_path.iterdir()) == []
    with FileLocks([path]):
        pass


def test_a_link_to_a_locked_file_is_locked(tmp_path: Path) -> None:
    (tmp_path / "link.jsonl").symlink_to("o.jsonl")
    with (
        FileLocks([str(tmp_path / "o.jsonl")]),
        pytest.raises(LockedError, match="link"),
        FileLocks([str(tmp_path / "link.jsonl")]),
    ):
        pass


def test_nothing_stays_locked_when_one_of_two_files_is(tmp_path: Path) -> None:
    a, b = str(tmp_path / "a"), str(tmp_path / "b")
    with FileLocks([b]):
        with pytest.raises(LockedError), FileLocks([a, b]):
            pass
        with FileLocks([a]):
            pass


def test_a_killed_process_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "o.jsonl"
    code = (
        "import os, sys; from newsclean.run.lock import FileLocks;"
        "FileLocks([sys.argv[1]]).__enter__(); os.kill(os.getpid(), 9)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(path)], check=False).returncode == -9
    assert Path(str(path) + SUFFIX).exists()
    with FileLocks([str(path)]):
        pass
    assert not Path(str(path) + SUFFIX).exists()


def test_devices_and_directories_that_are_not_there_have_no_lock(tmp_path: Path) -> None:
    with FileLocks(["/dev/null", str(tmp_path / "none" / "o.jsonl")]):
        assert not Path("/dev/null" + SUFFIX).exists()
