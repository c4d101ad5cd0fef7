"""Faults for `benchmarks/faults.py mixed`: each breaks one run, and says what must hold right after it.

A fault is a function of a `Case`. It runs the command over `scrape`, with something going wrong, and returns whether
the files are as they must be before the run is resumed. After that the run is resumed without a fault, and has to end
with the bytes of a run that nothing happened to.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

COMMAND = [sys.executable, "-m", "newsclean"]
TIMEOUT = 5.0  # seconds for one page
FINISHED = (0, 1)


@dataclass
class Watch(threading.Thread):
    """The largest memory of any process under this one, in bytes, and the longest run in seconds."""

    peak: int = 0
    longest: float = 0.0
    stopped: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    def run(self) -> None:
        while not self.stopped.wait(0.05):
            for pid in descendants(os.getpid()):
                self.peak = max(self.peak, resident(pid))

    def __hash__(self) -> int:
        return id(self)


def descendants(pid: int) -> list[int]:
    """Process ids of the children and of theirs."""
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except OSError:
        return []
    found = [int(word) for word in text.split()]
    return found + [below for child in found for below in descendants(child)]


def resident(pid: int) -> int:
    """Resident bytes of a process, 0 if it is gone."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize()
    except (OSError, IndexError):
        return 0


@dataclass
class Case:
    """One run that is to be broken: its directory, its output, its options."""

    root: Path
    output: str
    options: tuple[str, ...]
    chance: random.Random
    seconds: float  # that an undisturbed run takes

    def command(self, *more: str) -> list[str]:
        return [*COMMAND, "scrape", "-o", self.output, "--as-of", "2024-01-01", "--resume", *self.options, *more]

    def start(self, *more: str, shell: str = "", limit: int | None = None) -> subprocess.Popen[bytes]:
        """Start the run, under a line of bash if there is one, or with a limit of bytes for each file."""

        def bound() -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit or 0, limit or 0))

        command = self.command(*more)
        return subprocess.Popen(
            ["bash", "-c", shell, "-", *command] if shell else command,
            cwd=self.root,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            preexec_fn=bound if limit is not None else None,
        )

    def run(self, *more: str, shell: str = "", limit: int | None = None) -> tuple[int, str]:
        """Run to the end: exit status and what was said."""
        process = self.start(*more, shell=shell, limit=limit)
        _, errors = process.communicate()
        return process.returncode, errors.decode(errors="replace")

    def wait(self, process: subprocess.Popen[bytes]) -> None:
        """Let a run go on for a random part of its time."""
        end = time.monotonic() + self.chance.uniform(0.05, self.seconds)
        while process.poll() is None and time.monotonic() < end:
            time.sleep(0.005)

    def files(self) -> list[bytes]:
        """The bytes of output and rejects."""
        paths = [self.root / self.output, self.root / (self.output + ".rejects.jsonl")]
        return [path.read_bytes() if path.exists() else b"" for path in paths]

    def break_off(self) -> None:
        """Kill a first session at a random moment, so that what follows finds half a run."""
        process = self.start()
        self.wait(process)
        process.kill()
        process.communicate()


def _signalled(case: Case, number: int) -> bool:
    process = case.start()
    case.wait(process)
    if process.poll() is None:
        process.send_signal(number)
    _, errors = process.communicate()
    told = errors.decode(errors="replace")
    clean = process.returncode in (*FINISHED, -number, 128 + number)
    return clean and "Traceback" not in told and (number == signal.SIGKILL or "Error" not in told)


def kill(case: Case) -> bool:
    return _signalled(case, signal.SIGKILL)


def terminate(case: Case) -> bool:
    return _signalled(case, signal.SIGTERM)


def interrupt(case: Case) -> bool:
    return _signalled(case, signal.SIGINT)


def interrupt_twice(case: Case) -> bool:
    process = case.start()
    case.wait(process)
    for _ in range(2):
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
    _, errors = process.communicate()
    return b"Traceback" not in errors


def full_disk(case: Case) -> bool:
    status, told = case.run(limit=case.chance.randint(1, 60_000))
    return status in (*FINISHED, 3) and "Traceback" not in told


def dying_workers(case: Case) -> bool:
    process = case.start()
    for _ in range(2):
        case.wait(process)
        workers = descendants(process.pid)
        if workers and process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(case.chance.choice(workers), signal.SIGKILL)
    _, errors = process.communicate()
    return process.returncode in FINISHED and b"Traceback" not in errors


def no_stderr(case: Case) -> bool:
    where = case.chance.choice(("2>&-", "2>/dev/full"))
    status, _ = case.run("--verbose", shell=f'"$@" {where}')
    return status in FINISHED


def few_open_files(case: Case) -> bool:
    status, told = case.run(shell=f'ulimit -n {case.chance.randint(16, 40)}; "$@"')
    return status == 1 and "ulimit -n" in told


def second_run(case: Case) -> bool:
    process = case.start()
    lock = case.root / (case.output + ".lock")
    while process.poll() is None and not lock.exists():
        time.sleep(0.005)
    status, told = case.run()
    process.communicate()
    return process.returncode in FINISHED and (status in FINISHED or "another run writes" in told)


def lost_inputs(case: Case) -> bool:
    """The input directory is empty: an unmounted disk."""
    case.run()
    before = case.files()
    away = case.root / "away"
    (case.root / "scrape").rename(away)
    (case.root / "scrape").mkdir()
    try:
        status, told = case.run()
        return status == 1 and case.files() == before and "no page was found" in told
    finally:
        (case.root / "scrape").rmdir()
        away.rename(case.root / "scrape")


def vanished_pages(case: Case) -> bool:
    """Some pages that are done vanish: their lines stay."""
    case.run()
    before = case.files()
    pages = sorted((case.root / "scrape").rglob("*.html"))
    gone = {page: case.root / f"{page.name}.away" for page in case.chance.sample(pages, case.chance.randint(1, 5))}
    for page, away in gone.items():
        page.rename(away)
    try:
        status, told = case.run()
        return status in FINISHED and case.files() == before and f"{len(gone):,} pages that are done" in told
    finally:
        for page, away in gone.items():
            away.rename(page)


def new_page(case: Case) -> bool:
    """A page comes up before those that are done: refused, and nothing is lost."""
    case.run()
    before = case.files()
    page = case.root / "scrape" / "0" / "!new.html"
    shutil.copyfile(next((case.root / "scrape").rglob("*.html")), page)
    try:
        status, told = case.run()
        return status == 2 and case.files() == before and "!new.html is not in the output" in told
    finally:
        page.unlink()


def other_options(case: Case) -> bool:
    case.break_off()
    before = case.files()
    status, told = case.run("--min-words", "3")
    if not (case.root / (case.output + ".run.json")).exists() or status in FINISHED:
        return not any(before)
    return status == 2 and case.files() == before and "--min-words was 25, is 3" in told


def torn_files(case: Case) -> bool:
    """A power cut before the disk was asked to keep anything: the ends of both files are gone or full of zeros."""
    case.break_off()
    run_file = case.root / (case.output + ".run.json")
    if run_file.exists():
        state = json.loads(run_file.read_bytes())
        run_file.write_text(json.dumps({**state, "done": 0, "finished": False}), encoding="utf-8")
    for path in (case.root / case.output, case.root / (case.output + ".rejects.jsonl")):
        if path.exists():
            data = path.read_bytes()
            kept = data[: max(len(data) - case.chance.randint(0, 2000), 0)]
            path.write_bytes(kept + bytes(case.chance.choice((0, 4096))))
    return True


def damaged_journal(case: Case) -> bool:
    """What was kept of the learning pass is torn, or garbage."""
    case.break_off()
    journal = case.root / (case.output + ".learning")
    if journal.exists():
        data = bytearray(journal.read_bytes())
        for _ in range(20):
            if data:
                data[case.chance.randrange(len(data))] ^= case.chance.randrange(1, 256)
        journal.write_bytes(data)
    return True


FAULTS: tuple[Callable[[Case], bool], ...] = (
    kill,
    terminate,
    interrupt,
    interrupt_twice,
    full_disk,
    dying_workers,
    no_stderr,
    few_open_files,
    second_run,
    lost_inputs,
    vanished_pages,
    new_page,
    other_options,
    torn_files,
    damaged_journal,
)


def hostile_inputs(root: Path, names: list[str], watch: Watch) -> str:
    """Clean some hostile inputs; return what was wrong, "" if each is a record or a reject."""
    began = time.monotonic()
    listed = root / "names"
    listed.write_bytes(b"\0".join(os.fsencode(f"hostile/{name}") for name in names))
    command = [*COMMAND, "--files-from", "names", "--null", "-o", "h.jsonl", "--overwrite", "--no-learn", "-j", "2"]
    done = subprocess.run(
        [*command, "--timeout", str(TIMEOUT)], cwd=root, capture_output=True, check=False, stdin=subprocess.DEVNULL
    )
    seconds = time.monotonic() - began
    lines = [json.loads(line) for name in ("", ".rejects.jsonl") for line in (root / f"h.jsonl{name}").open("rb")]
    late = sum(line.get("reason") in ("timeout", "out_of_memory", "crashed") for line in lines)
    watch.longest = max(watch.longest, seconds)
    seen = {line["source"].partition("#")[0] for line in lines}
    problems = [line["source"] for line in lines if line.get("reason") == "internal_error"]
    if len(seen) + sum_ignored(done.stderr) < len(names):
        problems.append(f"{len(names)} inputs, {len(seen)} accounted for")
    if done.returncode not in FINISHED or b"Traceback" in done.stderr:
        problems.append(done.stderr.decode(errors="replace")[-500:])
    # Each of two tries may take three times the limit by the clock while others have the processors.
    if seconds > 60 + len(names) * 2 + late * 6 * TIMEOUT + 10:
        problems.append(f"took {seconds:.0f} s, {late} pages over their limits")
    return "; ".join(problems)


def sum_ignored(told: bytes) -> int:
    """How many inputs the summary says were ignored."""
    words = told.decode(errors="replace").replace(",", "").partition("; ignored ")[2].split()
    return int(words[0]) if words else 0
