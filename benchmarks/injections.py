"""Faults for `benchmarks/faults.py`: each breaks one run, and checks what must hold right after it.

A fault is a function of a `Case`. It runs newsclean over `in`, with something going wrong, and returns what is wrong
with what it left, "" if nothing is. After that the run is resumed without a fault, and has to end with the bytes of a
run that nothing happened to.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

from sessions import FINISHED, Case, children


def _signalled(case: Case, number: int, times: int = 1) -> str:
    session = case.start()
    case.wait(session)
    for _ in range(times):
        session.signal(number)
    status = session.wait()
    if status not in (*FINISHED, -number, 128 + number) or "Traceback" in session.stderr:
        return f"exit status {status}: {session.stderr[-500:]}"
    return ""


def kill(case: Case) -> str:
    return _signalled(case, signal.SIGKILL)


def terminate(case: Case) -> str:
    return _signalled(case, signal.SIGTERM)


def interrupt(case: Case) -> str:
    return _signalled(case, signal.SIGINT)


def interrupt_twice(case: Case) -> str:
    return _signalled(case, signal.SIGINT, times=2)


def hang_up(case: Case) -> str:
    """The terminal is closed."""
    return _signalled(case, signal.SIGHUP)


def full_disk(case: Case) -> str:
    limit = case.chance.randint(1, 30_000)

    def bound() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    status, stderr = case.run(before=bound)
    return "" if status in (*FINISHED, 3) and "Traceback" not in stderr else f"exit status {status}: {stderr[-500:]}"


def dying_workers(case: Case) -> str:
    session = case.start("-j", case.chance.choice("12"), command=True)
    for _ in range(2):
        case.wait(session)
        workers = children(session.pid)
        if workers and session.is_running():
            with contextlib.suppress(ProcessLookupError):
                os.kill(case.chance.choice(workers), signal.SIGKILL)
    status = session.wait()
    return (
        "" if status in FINISHED and "Traceback" not in session.stderr else f"status {status}: {session.stderr[-500:]}"
    )


def no_stderr(case: Case) -> str:
    full = case.chance.random() < 0.5
    status, _ = case.run(
        "--verbose", before=lambda: os.dup2(os.open("/dev/full", os.O_WRONLY), 2) if full else os.close(2)
    )
    return "" if status in FINISHED else f"exit status {status}"


def few_open_files(case: Case) -> str:
    few = case.chance.randint(16, 30)
    status, stderr = case.run(
        "-j", "2", before=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (few, few)), command=True
    )
    return "" if status == 1 and "ulimit -n" in stderr else f"exit status {status}: {stderr[-300:]}"


def second_run(case: Case) -> str:
    first = case.start()
    while first.is_running() and not case.path(".lock").exists():
        time.sleep(0.002)
    status, stderr = case.run()
    first.wait()
    if first.status not in FINISHED:
        return f"the first ended with {first.status}: {first.stderr[-300:]}"
    return "" if status in FINISHED or "another run is writing" in stderr else f"exit status {status}: {stderr[-300:]}"


def lost_inputs(case: Case) -> str:
    """The input directory is empty: an unmounted disk."""
    case.run()
    before = case.files()
    inputs, away = case.root / "in", case.root / "away"
    inputs.rename(away)
    inputs.mkdir()
    try:
        status, stderr = case.run()
        good = status == 1 and case.files() == before and "no page was found" in stderr
        return "" if good else f"exit status {status}: {stderr[-300:]}"
    finally:
        inputs.rmdir()
        away.rename(inputs)


def vanished_pages(case: Case) -> str:
    """Some pages that are done vanish: their lines stay."""
    case.run()
    before = case.files()
    pages = sorted((case.root / "in").glob("p*.html"))
    gone = {page: case.root / f"{page.name}.away" for page in case.chance.sample(pages, case.chance.randint(1, 3))}
    for page, away in gone.items():
        page.rename(away)
    try:
        status, stderr = case.run()
        good = status in FINISHED and case.files() == before and f"{len(gone):,} finished page" in stderr
        return "" if good else f"exit status {status}: {stderr[-300:]}"
    finally:
        for page, away in gone.items():
            away.rename(page)


def vanished_archive(case: Case) -> str:
    """A file with many pages that are done vanishes: their lines stay."""
    case.run()
    before = case.files()
    archive = case.chance.choice([path for path in sorted((case.root / "in").iterdir()) if path.name[0] != "p"])
    archive.rename(case.root / "archive.away")
    try:
        status, told = case.run()
        good = status in FINISHED and case.files() == before
        return "" if good else f"{archive.name}: exit status {status}: {told[-300:]}"
    finally:
        (case.root / "archive.away").rename(archive)


def new_page(case: Case) -> str:
    """A page comes up before those that are done: refused, and nothing is lost."""
    case.run()
    before = case.files()
    page = case.root / "in" / "!new.html"
    shutil.copyfile(next((case.root / "in").glob("p*.html")), page)
    try:
        status, stderr = case.run()
        good = status == 2 and case.files() == before and "!new.html is not in the output" in stderr
        return "" if good else f"exit status {status}: {stderr[-300:]}"
    finally:
        page.unlink()


def other_options(case: Case) -> str:
    case.break_off()
    before = case.files()
    status, stderr = case.run("--min-words", "3")
    if status in FINISHED:  # nothing was there to resume
        case.remove()
        return "the run went on with other options" if any(before) else ""
    good = status == 2 and case.files() == before and "--min-words was 25, is 3" in stderr
    return "" if good else f"exit status {status}: {stderr[-300:]}"


def torn_files(case: Case) -> str:
    """A power cut before the disk was asked to keep anything: the ends of both files are gone or full of zeros."""
    case.break_off()
    if case.path(".run.json").exists():
        state = json.loads(case.path(".run.json").read_bytes())
        case.path(".run.json").write_text(json.dumps({**state, "done": 0, "finished": False}), encoding="utf-8")
    for path in (case.path(), case.path(".rejects.jsonl")):
        if path.exists():
            data = path.read_bytes()
            kept = data[: max(len(data) - case.chance.randint(0, 2000), 0)]
            path.write_bytes(kept + bytes(case.chance.choice((0, 4096))))
    return ""


def damaged_journal(case: Case) -> str:
    """What was kept of the learning pass is torn, or garbage."""
    case.break_off()
    journal = case.path(".learning")
    if journal.exists():
        data = bytearray(journal.read_bytes())
        for _ in range(20):
            if data:
                data[case.chance.randrange(len(data))] ^= case.chance.randrange(1, 256)
        journal.write_bytes(data)
    return ""


def changing_inputs(case: Case) -> str:
    """Inputs are cut, replaced and removed while they are read: every page that was found is a record or a reject."""
    inputs, copy = case.root / "in", case.root / "copy"
    shutil.copytree(inputs, copy)
    try:
        session = case.start("--report", "changing.json")
        names = sorted(inputs.iterdir())
        for path in case.chance.sample(names, 4):
            case.chance.choice((_cut, _replace, Path.unlink))(path)
            time.sleep(case.chance.uniform(0, 0.05))
        status, stderr = session.wait(), session.stderr
        counted = json.loads((case.root / "changing.json").read_text(encoding="utf-8"))["pages"]
        lines = sum(case.path(suffix).read_bytes().count(b"\n") for suffix in ("", ".rejects.jsonl"))
        packed = case.output.endswith((".gz", ".zst"))
        good = status in FINISHED and "Traceback" not in stderr and (packed or counted == lines)
        return "" if good else f"exit status {status}, {counted} pages, {lines} lines: {stderr[-300:]}"
    finally:
        shutil.rmtree(inputs)
        copy.rename(inputs)
        case.remove()


def _cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _replace(path: Path) -> None:
    path.unlink()
    path.write_bytes(b"\0nothing like a page" * 100)


# With how many of a hundred faults each is: those that need workers take ten times as long.
FAULTS: dict[Callable[[Case], str], int] = {
    kill: 20, terminate: 8, interrupt: 8, interrupt_twice: 6, hang_up: 4, full_disk: 12, torn_files: 8,
    damaged_journal: 5, no_stderr: 4, second_run: 5, lost_inputs: 4, vanished_pages: 4, vanished_archive: 4,
    new_page: 4, other_options: 4, changing_inputs: 5, dying_workers: 2, few_open_files: 1,
}  # fmt: skip
