"""Break a run in every way, and count what is lost.

    python benchmarks/faults.py kill --times 50        # kill -9 of the whole run, then --resume
    python benchmarks/faults.py term --times 50        # the same with SIGTERM
    python benchmarks/faults.py disk --times 20        # the same with a disk that is full (a file size limit)
    python benchmarks/faults.py workers --times 50     # kill -9 of workers during one run
    python benchmarks/faults.py jobs                   # --jobs 1, 2 and 4: the same bytes
    python benchmarks/faults.py hostile                # over 200 hostile inputs, under memory watch
    python benchmarks/faults.py mixed --times 1000     # all of these and more, at random, from --seed

Pages are made from seeds. Each command prints what it did and exits with 1 if anything was lost.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent / "tests"))
from injections import FAULTS, FINISHED, Case, Watch, hostile_inputs
from support import hostile
from support.pages import scrape

COMMAND = [sys.executable, "-m", "newsclean"]
MIB = 1 << 20


def start(root: Path, output: str, *options: str, limit: int | None = None) -> subprocess.Popen[bytes]:
    """A run over `root`/scrape. `limit` is the largest file that it may write, in bytes."""

    def bound() -> None:
        if limit is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.Popen(
        [*COMMAND, "scrape", "-o", output, "--as-of", "2024-01-01", *options],
        cwd=root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=bound if limit is not None else None,
    )


def finish(process: subprocess.Popen[bytes], expected: tuple[int, ...] = (0, 1)) -> None:
    """Wait for a run; anything but the expected exit status is an error of this benchmark's subject."""
    _, errors = process.communicate()
    if process.returncode not in expected:
        sys.exit(f"exit status {process.returncode}: {errors.decode(errors='replace')[-2000:]}")


def reference(root: Path, output: str, *options: str) -> float:
    """The uninterrupted run: seconds it took."""
    began = time.monotonic()
    finish(start(root, output, *options))
    return time.monotonic() - began


def same(root: Path, a: str, b: str) -> bool:
    """Whether two runs have the same output and rejects."""
    return all(
        (root / (a + suffix)).read_bytes() == (root / (b + suffix)).read_bytes() for suffix in ("", ".rejects.jsonl")
    )


def interrupt(root: Path, how: str, times: int, options: tuple[str, ...]) -> bool:
    """`times` runs, each ended at a random moment and resumed; compare each with the uninterrupted run."""
    chance = random.Random(4)
    good = 0
    for suffix in ("", ".gz", ".zst"):
        reference(root, "whole.jsonl" + suffix, *options)
    seconds = reference(root, "again.jsonl", *options)
    size = (root / "whole.jsonl").stat().st_size
    stops = 0
    for number in range(times):
        suffix = ("", ".gz", ".zst")[number % 3]
        output = f"broken{number}.jsonl{suffix}"
        while True:
            limit = chance.randint(1, size) if how == "disk" else None
            process = start(root, output, "--resume", *options, limit=limit)
            if how != "disk":
                wait_at_most(process, chance.uniform(0.05, seconds))
                if process.poll() is None:
                    process.send_signal(signal.SIGKILL if how == "kill" else signal.SIGTERM)
            process.communicate()
            stops += process.returncode not in (0, 1)
            if process.returncode in (0, 1) or chance.random() < 0.5:
                break
        finish(start(root, output, "--resume", *options))
        ok = same(root, "whole.jsonl" + suffix, output)
        good += ok
        print(f"\r{number + 1} runs, {stops} stops, {good} with the same bytes", end="", flush=True)
        for path in root.glob(output + "*"):
            path.unlink()
    print()
    return good == times


def wait_at_most(process: subprocess.Popen[bytes], seconds: float) -> None:
    """Let it run for a while."""
    end = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < end:
        time.sleep(0.005)


def children(pid: int) -> list[int]:
    """Process ids of the direct children."""
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [int(word) for word in text.split()]


def kill_workers(root: Path, times: int, pages: int) -> bool:
    """Kill workers at random moments during one run."""
    chance = random.Random(5)
    process = start(root, "killed.jsonl", "--no-learn", "-j", "2", "--overwrite")
    kills = 0
    while process.poll() is None and kills < times:
        time.sleep(chance.uniform(0.1, 2.0))
        workers = children(process.pid)
        if workers:
            os.kill(chance.choice(workers), signal.SIGKILL)
            kills += 1
    finish(process)
    records = sum(1 for _ in (root / "killed.jsonl").open("rb"))
    rejects = [json.loads(line) for line in (root / "killed.jsonl.rejects.jsonl").open("rb")]
    crashed = sum(reject["reason"] == "crashed" for reject in rejects)
    print(
        f"{kills} workers killed; {pages} pages in, {records} records + {len(rejects)} rejects"
        f" = {records + len(rejects)}; {crashed} of them crashed"
    )
    if kills < times:
        print(f"the run was over before {times} workers were killed: give it more --pages")
    return records + len(rejects) == pages and crashed <= kills


def compare_jobs(root: Path) -> bool:
    """The same bytes for any number of jobs."""
    outputs = []
    for jobs in ("1", "2", "4"):
        name = f"jobs{jobs}.jsonl"
        finish(start(root, name, "-j", jobs, "--overwrite"))
        outputs.append(name)
    ok = all(same(root, outputs[0], other) for other in outputs[1:])
    print(f"--jobs 1, 2, 4: {'the same' if ok else 'DIFFERENT'} bytes")
    return ok


def memory_of(pids: list[int]) -> int:
    """Resident bytes of these processes together, shared pages counted once each."""
    total = 0
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()
        except OSError:
            continue
        total += int(fields[1]) * resource.getpagesize()
    return total


def run_hostile(root: Path, jobs: str) -> bool:
    """Every hostile input alone is accounted for: a record or a reject, no traceback, bounded memory."""
    count = hostile.make(root / "scrape")
    process = subprocess.Popen(
        [*COMMAND, "scrape", "-o", "hostile.jsonl", "--overwrite", "--no-learn", "-j", jobs],
        cwd=root,
        stderr=subprocess.PIPE,
    )
    began, peak = time.monotonic(), 0
    while process.poll() is None:
        peak = max(peak, memory_of([process.pid, *children(process.pid)]))
        time.sleep(0.05)
    errors = process.stderr.read().decode() if process.stderr else ""
    lines = [json.loads(line) for name in ("", ".rejects.jsonl") for line in lines_of(root / f"hostile.jsonl{name}")]
    seen = {line["source"].removeprefix("scrape/").partition("#")[0] for line in lines}
    missing = {hostile.quoted(path.name) for path in (root / "scrape").iterdir()} - seen - hostile.NOT_PAGES
    internal = [line for line in lines if line.get("reason") in ("internal_error", "crashed")]
    reasons: dict[str, int] = {}
    for line in lines:
        reasons[line.get("reason", "record")] = reasons.get(line.get("reason", "record"), 0) + 1
    print(errors.strip())
    print(f"{count} hostile inputs in {time.monotonic() - began:.0f} s: {reasons}")
    print(f"peak memory of all processes: {peak / MIB:.0f} MiB; exit status {process.returncode}")
    for name in sorted(missing):
        print("LOST:", name)
    for line in internal:
        print("INTERNAL:", line["source"], line["detail"])
    return not missing and not internal and "Traceback" not in errors and peak < 1024 * MIB


def mixed(root: Path, times: int, seed: int, pages: int) -> bool:
    """`times` faults and hostile inputs at random: nothing is lost, nothing is different after a resume."""
    chance, watch = random.Random(seed), Watch()
    watch.start()
    scrape(root / "scrape", pages)
    hostile.make(root / "hostile", large=False)
    names = sorted(path.name for path in (root / "hostile").iterdir() if path.name not in hostile.NOT_PAGES)
    wholes: dict[tuple[str, ...], float] = {}
    counts: dict[str, list[int]] = {}
    for number in range(times):
        if chance.random() < _HOSTILE_SHARE:
            name, problem = "hostile inputs", hostile_inputs(root, chance.sample(names, _HOSTILE_INPUTS), watch)
        else:
            fault = chance.choice(FAULTS)
            name, problem = fault.__name__, _break_once(root, fault, number, wholes, chance)
        done = counts.setdefault(name, [0, 0])
        done[0] += 1
        done[1] += bool(problem)
        if problem:
            print(f"\n{number}: {name}: {problem}", flush=True)
        print(f"\r{number + 1} of {times}, {sum(bad for _, bad in counts.values())} wrong", end="", flush=True)
    watch.stopped.set()
    print()
    for name, (tried, bad) in sorted(counts.items()):
        print(f"{name.replace('_', ' '):20} {tried:5} {bad:4} wrong")
    print(f"largest process: {watch.peak / MIB:.0f} MiB; longest run over hostile inputs: {watch.longest:.0f} s")
    return not any(bad for _, bad in counts.values()) and watch.peak < 1024 * MIB


_HOSTILE_SHARE = 0.3
_HOSTILE_INPUTS = 4


def _break_once(
    root: Path, fault: Callable[[Case], bool], number: int, wholes: dict[tuple[str, ...], float], chance: random.Random
) -> str:
    """Break one run, resume it, compare it; return what was wrong."""
    suffix = chance.choice(("", ".gz", ".zst"))
    options = ("-j", chance.choice("12"), *(() if chance.random() < 0.3 else ("--no-learn",)))
    key = (suffix, *options[2:])
    whole = f"whole{'-'.join(options[2:])}.jsonl{suffix}"
    if key not in wholes:
        wholes[key] = reference(root, whole, *options)
    case = Case(root, f"broken{number}.jsonl{suffix}", options, chance, wholes[key])
    good = fault(case)
    status, told = case.run()
    problem = "" if good else "not as it must be right after it"
    if status not in FINISHED:
        problem += f" exit status {status} on --resume: {told[-500:]}"
    elif not same(root, whole, case.output):
        problem += " other bytes after --resume"
    left = {path.name for path in root.glob(case.output + "*")} - {case.output + end for end in _FILES}
    if left:
        problem += f" files left: {sorted(left)}"
    for path in root.glob(case.output + "*"):
        path.unlink()
    return problem.strip()


_FILES = ("", ".rejects.jsonl", ".run.json")


def lines_of(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from file


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("what", choices=["kill", "term", "disk", "workers", "jobs", "hostile", "mixed"])
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--pages", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", default="2")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        if asked.what == "hostile":
            ok = run_hostile(root, asked.jobs)
        elif asked.what == "mixed":
            ok = mixed(root, asked.times, asked.seed, min(asked.pages, 60))
        else:
            scrape(root / "scrape", asked.pages)
            if asked.what == "workers":
                ok = kill_workers(root, asked.times, asked.pages)
            elif asked.what == "jobs":
                ok = compare_jobs(root)
            else:
                ok = interrupt(root, asked.what, asked.times, ("-j", asked.jobs))
    sys.exit(0 if ok else "SOMETHING WAS LOST")


if __name__ == "__main__":
    main()
