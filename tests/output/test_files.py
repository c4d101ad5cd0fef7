"""Outputs: the same bytes for the same lines, whole frames only, nothing torn on a full disk."""

from __future__ import annotations

import contextlib
import gzip
import os
import threading
from pathlib import Path
from unittest.mock import Mock

import pytest
import zstandard

from newsclean.errors import OutputError
from newsclean.escaping import printable
from newsclean.output.files import (
    FRAME_RECORDS,
    ClosedPipeError,
    FileLines,
    StandardLines,
    is_stream,
    write_atomically,
    write_error,
    write_json,
)
from newsclean.run.resume import read_frames

LINES = [b'{"source":"%d","text":"%s"}\n' % (n, b"x" * (n % 50)) for n in range(3 * FRAME_RECORDS + 10)]


def unpack(path: Path) -> bytes:
    data = path.read_bytes()
    if path.suffix == ".gz":
        return gzip.decompress(data)
    if path.suffix == ".zst":
        return zstandard.ZstdDecompressor().stream_reader(data, read_across_frames=True).read()
    return data


@pytest.mark.parametrize("name", ["o.jsonl", "o.jsonl.gz", "o.jsonl.zst"])
def test_the_bytes_do_not_depend_on_when_it_was_flushed(tmp_path: Path, name: str) -> None:
    files = []
    for step in (1, 7, 10_000):
        path = tmp_path / str(step)
        path.mkdir()
        out = FileLines(str(path / name))
        for number, line in enumerate(LINES):
            out.write(line)
            if number % step == 0:
                out.flush()
        out.close()
        files.append(path / name)
    assert unpack(files[0]) == b"".join(LINES)
    assert len({file.read_bytes() for file in files}) == 1


@pytest.mark.parametrize("name", ["o.jsonl", "o.jsonl.gz", "o.jsonl.zst"])
@pytest.mark.parametrize("keep", [0, 1, 100, 5000, 9000])
def test_the_whole_frames_of_a_torn_file_are_found(tmp_path: Path, name: str, keep: int) -> None:
    path = tmp_path / name
    out = FileLines(str(path))
    for line in LINES:
        out.write(line)
    out.close()
    data = path.read_bytes()
    path.write_bytes(data[:keep] + bytes(30))  # a power cut leaves zeros
    frames = list(read_frames(str(path)))
    whole = b"".join(line for frame in frames for line in frame.lines)
    assert b"".join(LINES).startswith(whole)
    assert (frames[-1].end if frames else 0) <= min(keep, len(data))
    path.write_bytes(data)
    assert [line for frame in read_frames(str(path)) for line in frame.lines] == LINES


def test_a_full_disk_leaves_whole_lines(tmp_path: Path) -> None:
    import resource
    import signal

    path = tmp_path / "o.jsonl"
    out = FileLines(str(path))
    before = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (5000, before[0][1]))
        out.write(LINES[0])
        out.flush()
        for line in LINES:
            out.write(line)
        with pytest.raises(OutputError, match=r"cannot write .*o\.jsonl"):
            out.flush()
        out.close()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before[0])
        signal.signal(signal.SIGXFSZ, before[1])
    assert path.read_bytes() == LINES[0]


def test_a_closed_pipe_is_told_apart_from_an_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    out = StandardLines(writing)
    out.write(b"x\n")
    with pytest.raises(ClosedPipeError):
        out.flush()
    os.close(writing)


def test_nothing_that_steers_a_terminal_is_printed_raw() -> None:
    text = "a\x1b[31m\x07\x9b2J\u202egnp\u2066\nb\tc\x7f"
    shown = printable(text)
    assert shown.isprintable()
    assert shown == "a\\u001b[31m\\u0007\\u009b2J\\u202egnp\\u2066\\nb\\u0009c\\u007f"


def test_on_a_terminal_json_stays_json_without_raw_controls() -> None:
    import json
    import pty
    import tty

    master, slave = pty.openpty()
    tty.setraw(slave)
    out = StandardLines(slave)
    record = {"text": "a\x9b31m \u202e \x7f é"}
    out.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")
    out.flush()
    shown = os.read(master, 1000)
    os.close(master)
    os.close(slave)
    assert json.loads(shown) == record
    assert b"\xc2\x9b" not in shown
    assert "é".encode() in shown


def test_a_report_is_whole_or_not_there(tmp_path: Path) -> None:
    write_json(str(tmp_path / "r.json"), {"a": 1})
    assert (tmp_path / "r.json").read_bytes() == b'{\n "a": 1\n}\n'
    with pytest.raises(OutputError, match=r"none/r\.json"):
        write_json(str(tmp_path / "none" / "r.json"), {})
    assert [path.name for path in tmp_path.iterdir()] == ["r.json"]


def test_what_is_no_file_is_written_through_and_never_replaced(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(fifo.read_bytes()))
    reader.start()
    write_atomically(str(fifo), b"whole")
    reader.join()
    assert read == [b"whole"]
    assert fifo.is_fifo()
    write_atomically("/dev/null", b"nothing")
    assert Path("/dev/null").is_char_device()
    with pytest.raises(OutputError, match="No space"):
        write_atomically("/dev/full", b"nothing")


def test_the_target_of_a_link_is_replaced_and_the_link_stays(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "link").symlink_to("d/target")
    for data in (b"first", b"second"):
        write_atomically(str(tmp_path / "link"), data)
        assert (tmp_path / "d" / "target").read_bytes() == data
    assert (tmp_path / "link").is_symlink()
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["d", "link", "target"]


def test_what_a_killed_process_left_is_written_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "run.json"
    with monkeypatch.context() as killed:
        killed.setattr(os, "fsync", Mock(side_effect=KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            write_atomically(str(target), b"first, and longer")
    assert not target.exists()
    write_atomically(str(target), b"second")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("run.json", b"second")]


def test_streams_are_told_from_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "null").symlink_to("/dev/null")
    found = [is_stream(str(tmp_path / name)) for name in ("fifo", "null", "file", "none", ".")]
    assert found == [True, True, False, False, False]
    assert is_stream("/dev/stdout")
    assert not is_stream("/dev/shm/o.jsonl")


def test_a_standard_error_that_takes_nothing_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("/dev/full").open("w") as full:
        monkeypatch.setattr("sys.stderr", full)
        write_error("line\n")
        monkeypatch.setattr("sys.stderr", None)
        write_error("line\n")
        with contextlib.suppress(OSError):
            full.close()
