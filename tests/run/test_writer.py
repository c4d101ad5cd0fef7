"""What is counted is what is in the files, also after a disk was full."""

from __future__ import annotations

import json
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from support.reports import record, reject

from newsclean.errors import OutputError
from newsclean.model import Reason
from newsclean.output.files import FRAME_RECORDS
from newsclean.readers import ReadOptions, open_inputs
from newsclean.run.config import RunConfig
from newsclean.run.outcome import Outcome
from newsclean.run.progress import Progress
from newsclean.run.resume import Position, read_frames
from newsclean.run.writer import Writer

LINE = b'{"source":"x","text":"%s"}\n' % (b"tide " * 40)


def write(path: str, pages: int, counted: list[str], every: int = 7) -> Writer:
    """Write so many pages, every fifth a reject, flushing now and then."""
    progress = Progress("none", open_inputs([], ReadOptions()), lambda: None)
    config = RunConfig(("in",), output=path, verbosity=-1)
    with Writer(config, (Position(), Position()), lambda source, _: counted.append(source), progress) as writer:
        for number in range(pages):
            outcome: Outcome = record("a.example")._replace(line=LINE) if number % 5 else reject("x", Reason.EMPTY)
            writer.write(f"p{number}", outcome)
            if number % every == 0:
                writer.flush()
                assert writer.done == len(counted) <= number + 1
                assert lines_in(path) >= writer.done  # nothing is called done that is not in the files
    return writer


def lines_in(path: str) -> int:
    return sum(len(frame.lines) for name in (path, path + ".rejects.jsonl") for frame in read_frames(name))


@pytest.mark.parametrize("name", ["o.jsonl", "o.jsonl.gz", "o.jsonl.zst"])
def test_pages_are_counted_once_their_lines_are_in_the_files(tmp_path: Path, name: str) -> None:
    counted: list[str] = []
    pages = 2 * FRAME_RECORDS + 30
    writer = write(str(tmp_path / name), pages, counted)
    assert counted == [f"p{number}" for number in range(pages)]
    assert writer.done == lines_in(str(tmp_path / name)) == pages


def fill_up(path: str) -> None:
    """Write until the largest file that is allowed is full; print how many pages were counted."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))
    counted: list[str] = []
    try:
        write(path, 100_000, counted)
    except OutputError as error:
        sys.stdout.write(json.dumps([str(error), len(counted)]))


@pytest.mark.parametrize("name", ["o.jsonl", "o.jsonl.zst"])
def test_after_a_full_disk_the_counts_are_those_of_the_files(tmp_path: Path, name: str) -> None:
    path = [*sys.path, str(Path(__file__).parent)]
    code = f"import sys; sys.path[:0] = {path!r}; import test_writer; test_writer.fill_up({str(tmp_path / name)!r})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    message, counted = json.loads(done.stdout)
    assert message.endswith("File too large")
    # Rejects are written at once; those after the first record of a frame that found no room are done again.
    ahead = lines_in(str(tmp_path / name)) - counted
    assert counted > 0
    assert ahead == 0 if name == "o.jsonl" else 0 <= ahead < FRAME_RECORDS
