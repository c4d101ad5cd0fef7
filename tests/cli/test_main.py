"""The command as a user meets it: whole standard output, standard error and exit status."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from support.pages import article, scrape

from newsclean.cli.main import cli, main
from newsclean.errors import UsageError

Run = Callable[..., subprocess.CompletedProcess[bytes]]
COMMAND = [sys.executable, "-m", "newsclean"]


def test_one_page_through_a_pipe_gives_one_line(newsclean: Run, read_records: Callable[..., Any]) -> None:
    done = newsclean(stdin=article(1))
    assert done.returncode == 0
    (record,) = read_records(done.stdout)
    assert record["source"] == "-"
    assert re.fullmatch(rb"newsclean: 1 page in .* s \(.*/s\): 1 record, 0 rejected\n", done.stderr)


def test_a_closed_pipe_is_no_error_and_is_left_without_a_word(tmp_path: Path) -> None:
    (tmp_path / "in/0").mkdir(parents=True)
    for number in range(40):  # no page among them that is rejected before the pipe is closed, for that is reported
        (tmp_path / f"in/0/{number:05}.html").write_bytes(article(number))
    reader, writer = os.pipe()
    # All records would fit into a pipe of the usual size, and a reader that is slow would close it after the run.
    fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, 4096)
    command = [sys.executable, "-m", "newsclean", "in", "-j", "1", "--no-learn"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=writer, stderr=subprocess.PIPE) as process:
        os.close(writer)
        with open(reader, "rb", buffering=0) as file:  # noqa: PTH123 - a descriptor
            first = file.readline()
        _, errors = process.communicate()
    assert json.loads(first)["source"] == "in/0/00000.html"
    assert process.returncode == 0
    assert errors == b""


@pytest.mark.parametrize(
    ("arguments", "printed"),
    [
        (["gone.html"], "newsclean: cannot read gone.html: No such file or directory\n"),
        (["--min-words", "x"], "is not a valid integer"),
        (["--keep", "nonsense", "."], "'nonsense' is not a kind of boilerplate; there are: ad, app, "),
        (["--max-size", "1x", "."], "write it like 500k, 10m or 1g"),
        (["--as-of", "yesterday", "."], "is not an ISO 8601 date"),
        (["--language", "englisch", "."], "is not a language; did you mean english?"),
        (["--quiet", "--verbose", "."], "mutually exclusive"),
        (["--resume", "."], "--resume needs -o FILE"),
        (["--rules", "gone.toml", "."], "gone.toml"),
        (["--sites", "gone.json", "."], "gone.json"),
        (["-o", "gone/o.jsonl", "."], "make it first"),
    ],
)
def test_usage_errors_say_what_to_do(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    printed: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["newsclean", *arguments])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == (3 if "-o" in arguments else 2)
    shown = capsys.readouterr()
    assert printed in shown.err
    assert shown.out == ""


def test_an_error_ends_the_command_with_one_line_and_no_traceback(tmp_path: Path) -> None:
    done = subprocess.run([*COMMAND, "gone.html"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "newsclean: cannot read gone.html: No such file or directory\n"


def test_starting_up_imports_nothing_heavy() -> None:
    code = "import sys, newsclean, newsclean.cli.main; print(*sys.modules)"
    loaded = set(
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    )
    heavy = {
        "trafilatura",
        "lxml",
        "langdetect",
        "selectolax",
        "re2",
        "ahocorasick_rs",
        "tqdm",
        "brotli",
        "zstandard",
        "orjson",
    }
    assert not loaded & heavy


COUNT = 60
OVER_PAGES = ["in", "--no-learn", "--as-of", "2024-01-01", "-q", "--resume", "-o"]


def here(root: Path, *arguments: str) -> Result:
    """What a command comes to in the process of the test, with `root` as its directory."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        patch.setattr("newsclean.workers.system.available_cores", lambda: 0)
        return CliRunner().invoke(cli, arguments, catch_exceptions=False)


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with pages in `in`, and the outputs of an uninterrupted run over them, `whole.jsonl`."""
    root = tmp_path_factory.mktemp("broken")
    scrape(root / "in", COUNT)
    here(root, *OVER_PAGES, "whole.jsonl")
    return root


def is_whole(root: Path, output: str) -> bool:
    """Whether a run that was continued has the bytes of the uninterrupted one."""
    return all(
        (root / f"{output}{end}").read_bytes() == (root / f"whole.jsonl{end}").read_bytes()
        for end in ("", ".rejects.jsonl")
    )


def interrupted(root: Path, output: str, how: int, size: int) -> int:
    """A run that gets a signal when its output has `size` bytes: its exit status."""
    process = subprocess.Popen([*COMMAND, *OVER_PAGES, output, "-j", "1"], cwd=root)
    file = root / output
    while process.poll() is None and not (file.exists() and file.stat().st_size >= size):
        time.sleep(0.002)
    process.send_signal(how)
    return process.wait()


def test_a_run_that_was_killed_and_told_to_stop_is_resumed_to_the_same_bytes(broken: Path) -> None:
    assert interrupted(broken, "o.jsonl", signal.SIGKILL, 1) == -signal.SIGKILL
    reached = (broken / "o.jsonl").stat().st_size
    assert interrupted(broken, "o.jsonl", signal.SIGTERM, reached + 1) == 143
    assert here(broken, *OVER_PAGES, "o.jsonl").exit_code == 0
    assert is_whole(broken, "o.jsonl")


def test_a_full_disk_stops_the_run_cleanly_and_it_can_go_on(broken: Path) -> None:
    limited = [
        "bash",
        "-c",
        "trap '' XFSZ; ulimit -f 12; exec \"$@\"",
        "-",
        *COMMAND,
        *OVER_PAGES,
        "full.jsonl",
        "-j",
        "1",
    ]
    done = subprocess.run(limited, cwd=broken, capture_output=True, check=False)
    assert done.returncode == 3
    assert done.stderr == b"newsclean: cannot write full.jsonl: File too large\n"
    assert (broken / "full.jsonl").read_bytes().endswith(b"}\n")
    assert here(broken, *OVER_PAGES, "full.jsonl").exit_code == 0
    assert is_whole(broken, "full.jsonl")


def test_ctrl_c_ends_a_run_that_waits_for_input() -> None:
    process = subprocess.Popen(
        [*COMMAND, "--from", "jsonl", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps({"html": article(1).decode()}).encode() + b"\n")
    process.stdin.flush()
    assert json.loads(process.stdout.readline())["source"] == "-#1"  # it does not wait for more
    process.send_signal(signal.SIGINT)
    assert process.wait() == 130
    printed = process.stderr.read().decode() if process.stderr else ""
    for stream in (process.stdin, process.stdout, process.stderr):
        assert stream is not None
        stream.close()
    assert "1 record" in printed
    assert "Traceback" not in printed


def test_on_a_terminal_there_is_a_bar_and_nothing_hostile_raw(tmp_path: Path) -> None:
    scrape(tmp_path / "in", 5)
    (tmp_path / "in" / "a\x1b[31m\u202e.html").write_bytes(b"")
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, "in", "--no-learn", "-j", "1"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=slave
    )
    os.close(slave)
    shown = b""
    while select.select([master], [], [], 120)[0]:
        try:
            shown += os.read(master, 1 << 16)
        except OSError:  # the other end is closed
            break
    assert process.stdout is not None
    assert len(process.stdout.read().splitlines()) == 4
    process.stdout.close()
    assert process.wait() == 0
    os.close(master)
    assert b"a%1B[31m%E2%80%AE.html" in shown
    assert b"\x1b[31m" not in shown
    assert "\u202e".encode() not in shown
    assert shown.rstrip().endswith(b"4 records, 2 rejected (empty 2)")


def shell(root: Path, line: str) -> subprocess.CompletedProcess[bytes]:
    """A line of bash in which `nc` is the command and `$O` are options for a quick run."""
    prelude = f"nc() {{ {sys.executable} -m newsclean \"$@\"; }}; O='in --no-learn --as-of 2024-01-01 -j 1';"
    return subprocess.run(["bash", "-c", prelude + line], cwd=root, capture_output=True, check=False)


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with five pages in `in`, and the output of a run over them, `kept.jsonl`."""
    root = tmp_path_factory.mktemp("few")
    scrape(root / "in", 5)
    assert here(root, "in", "--no-learn", "--as-of", "2024-01-01", "-o", "kept.jsonl").exit_code == 0
    return root


def test_closed_and_full_standard_streams_end_no_run(few: Path) -> None:
    for stderr in ("2>&-", "2>/dev/full"):
        assert shell(few, f"nc $O -v -o closed.jsonl --overwrite {stderr}").returncode == 0
        assert (few / "closed.jsonl").read_bytes() == (few / "kept.jsonl").read_bytes() != b""
    done = shell(few, "nc $O >&-")
    assert done.returncode == 3
    assert done.stderr.startswith(b"newsclean: cannot write to standard output: ")
    assert shell(few, "nc $O >/dev/full").returncode == 3


def test_devices_as_outputs_are_written_through_with_no_other_files(few: Path) -> None:
    before = sorted(Path("/dev").iterdir())
    done = shell(few, "nc $O -q -o /dev/stdout --report /dev/null | wc -l; nc $O -o /dev/null --report /dev/stderr")
    assert done.stdout.strip() == b"4"
    assert b'"schema_version"' in done.stderr
    assert sorted(Path("/dev").iterdir()) == before
    assert shell(few, "nc $O --resume -o /dev/null").stderr.endswith(b"/dev/null is a device or a pipe\n")


def test_nothing_on_standard_input_is_reported_as_a_failure(tmp_path: Path) -> None:
    done = shell(tmp_path, "nc - < /dev/null")
    assert done.returncode == 1
    assert b"nothing came from standard input" in done.stderr


def test_too_few_open_files_are_named_with_what_is_needed(few: Path) -> None:
    done = shell(few, "ulimit -n 30; nc $O -o none.jsonl -j 4")
    assert done.returncode == 1
    assert b"--jobs 4 takes 64 open files, and the limit is 30: raise it with `ulimit -n 64`" in done.stderr
    assert not (few / "none.jsonl").exists()


def test_a_second_run_with_the_same_output_is_refused(few: Path) -> None:
    line = "mkfifo slow; nc slow --from jsonl -o o.jsonl & while [ ! -e o.jsonl.lock ]; do sleep .05; done; sleep .2;"
    line += 'nc $O -o o.jsonl --overwrite; echo $? >&2; echo \'{"html": ""}\' > slow; wait'
    printed = shell(few, line).stderr.decode().splitlines()
    assert re.match(r"newsclean: another run is writing o\.jsonl: process \d+ on .+, started 20", printed[0])
    assert printed[1] == "2"
    assert not list(few.glob("*.lock"))


def test_an_empty_input_directory_costs_nothing(few: Path) -> None:
    before = (few / "kept.jsonl").read_bytes()
    (few / "in").rename(few / "away")
    (few / "in").mkdir()
    done = here(few, "in", "--no-learn", "--as-of", "2024-01-01", "-o", "kept.jsonl", "--resume")
    (few / "in").rmdir()
    (few / "away").rename(few / "in")
    assert done.exit_code == 1
    assert "5 finished pages are no longer among the inputs, first in/0/00000.html; they are kept" in done.stderr
    assert "is the directory there, and mounted?" in done.stderr
    assert (few / "kept.jsonl").read_bytes() == before


def test_failed_pages_can_be_tried_again(few: Path) -> None:
    (few / "r.jsonl").write_text('{"source": "in/0/00000.html", "reason": "timeout"}\n')
    assert here(few, "--retry", "r.jsonl", "-q", "-o", "again.jsonl").exit_code == 0
    (record,) = [json.loads(line) for line in (few / "again.jsonl").read_bytes().splitlines()]
    assert record["source"] == "in/0/00000.html"
    with pytest.raises(UsageError, match="leave out INPUTS"):
        here(few, "in", "--retry", "r.jsonl")


def test_a_run_that_is_stopped_while_it_learns_resumes_there(tmp_path: Path) -> None:
    scrape(tmp_path / "in" / "one-site", 150)
    options = ["in", "--as-of", "2024-01-01"]
    journal = tmp_path / "o.jsonl.learning"
    process = subprocess.Popen([*COMMAND, *options, "-j", "1", "-o", "o.jsonl"], cwd=tmp_path, stderr=subprocess.PIPE)
    while process.poll() is None and not (journal.exists() and journal.stat().st_size > 1000):
        time.sleep(0.005)
    process.send_signal(signal.SIGINT)
    printed = process.communicate()[1].decode()
    assert process.returncode == 130
    assert re.search(r"stopped while learning sites: \d+ results are kept; resume with --resume\n$", printed)
    assert journal.exists()
    assert here(tmp_path, *options, "-q", "-o", "o.jsonl", "--resume").exit_code == 0
    assert here(tmp_path, *options, "-q", "-o", "whole.jsonl").exit_code == 0
    assert (tmp_path / "o.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
    assert not journal.exists()
    journal.write_bytes(b"left by a run that was stopped between learning and cleaning")
    assert here(tmp_path, *options, "-q", "-o", "o.jsonl", "--resume").exit_code == 0
    assert not journal.exists()
