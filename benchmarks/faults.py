"""Break runs in every way, with hostile inputs in between, and count what is lost.

    python benchmarks/faults.py [--times 1000] [--seed 1] [--only NAME ...]

Faults and hostile inputs are mixed at random. A round cleans some hundred files of every kind, most of them broken or
made to do harm, with the command and its limits; then it breaks runs over harmless ones of them, resumes each, and
compares the bytes with those of a run that nothing happened to. Counted: that every page is a record or a reject,
that no whole page is lost, that no file of many pages becomes one record, that no byte differs after a resume, that no
process takes more than 1 GiB, and that none works for longer than its time limit and 10 seconds without an answer.
Exits with 1 if anything is wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent / "tests"))
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a process that forks has one thread
from injections import FAULTS
from input_files import MISNAMED, make, make_odd, page, tricks
from sessions import FINISHED, OPTIONS, Case, Session, processor_seconds
from support import hostile

MAX_PROCESS_BYTES = 1 << 30  # resident
TIMEOUT = 5  # seconds for a page
SLACK = 10  # seconds beyond it
HOSTILE = 120  # inputs of a round
WHOLE = 12  # other files of a round
FAULTS_PER_ROUND = 45
PAGES = 12  # that a run to be broken cleans


@dataclass
class Tally:
    """What was done and found so far."""

    hostile: int = 0  # inputs
    faults: Counter[str] = field(default_factory=Counter)
    pages: int = 0
    records: int = 0
    rejects: int = 0
    compared: int = 0  # bytes, after a resume
    longest: float = 0.0  # seconds of a process without an answer
    problems: list[str] = field(default_factory=list)

    @property
    def done(self) -> int:
        return self.faults.total() + self.hostile

    def wrong(self, what: str) -> None:
        self.problems.append(what)
        print(f"\nWRONG: {what}", flush=True)


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()] if path.exists() else []


def round_of_inputs(root: Path, hostile_made: list[tuple[str, bytes]], tally: Tally, chance: random.Random) -> None:
    """Clean hostile inputs, and whole ones between them, in one run of the command."""
    folder = root / "files"
    folder.mkdir()
    names, titles = make(folder, WHOLE, 1.0, chance)
    for index in range(HOSTILE):
        kind = chance.choices(("damaged", "known", "trick"), (55, 25, 20))[0]
        place = folder / f"h{index}"
        place.mkdir()
        if kind == "damaged":
            made = make(place, 1, 0.0, chance)[0][0]
        else:
            made, content = tricks(chance) if kind == "trick" else chance.choice(hostile_made)
            (place / made).write_bytes(content)
        names.append(f"h{index}/{made}")
    odd = make_odd(root / "odd") if chance.random() < 0.3 else 0
    chance.shuffle(names)
    (root / "list").write_bytes(b"\0".join(os.fsencode(f"files/{name}") for name in names))
    arguments = ["--files-from", "list", "-0", "-o", "out.jsonl", "--report", "report.json", "--timeout", str(TIMEOUT)]
    learn = () if chance.random() < 0.2 else ("--no-learn",)
    inputs = ["odd"] if odd else []
    session = Session(root, [*inputs, *arguments, "-j", chance.choice("12"), *learn, *OPTIONS], fork=False)
    tally.longest = max(tally.longest, watch(session, root / "out.jsonl"))
    if session.status not in FINISHED or "Traceback" in session.stderr:
        tally.wrong(f"exit status {session.status}: {session.stderr[-800:]}")
        return
    check(root, names, titles, tally)
    tally.hostile += HOSTILE + odd


def watch(session: Session, output: Path) -> float:
    """Wait for a run; the most seconds that one of its processes worked without a new record or reject."""
    longest, size, before = 0.0, -1, dict[int, float]()
    while session.is_running():
        now = sum(path.stat().st_size for path in output.parent.glob(output.name + "*"))
        used = processor_seconds(session.pid)
        if now != size:
            size, before = now, used
        longest = max([longest, *(seconds - before.get(pid, 0.0) for pid, seconds in used.items())])
        time.sleep(0.1)
    return longest


def check(root: Path, names: list[str], titles: set[str], tally: Tally) -> None:
    """Account for every page and every input."""
    records, rejects = lines(root / "out.jsonl"), lines(root / "out.jsonl.rejects.jsonl")
    report = json.loads((root / "report.json").read_text(encoding="utf-8"))
    sources = Counter(str(line["source"]) for line in [*records, *rejects])
    tally.pages, tally.records = tally.pages + report["pages"], tally.records + len(records)
    tally.rejects += len(rejects)
    if report["pages"] != len(records) + len(rejects):
        tally.wrong(f"{report['pages']} pages in, {len(records)} records and {len(rejects)} rejects out")
    if twice := [source for source, count in sources.items() if count > 1]:
        tally.wrong(f"sources that come twice: {twice[:5]}")
    if lost := titles - {str(record["title"]) for record in records}:
        whole = [line for line in rejects if not str(line["source"]).startswith(("files/h", "odd"))]
        tally.wrong(f"{len(lost)} whole pages have no record: {sorted(lost)[:5]}: {whole[:5]}")
    if taken := [str(line["source"]) for line in records if f"/{MISNAMED}" in str(line["source"])]:
        tally.wrong(f"files of many pages, or of none, that became records: {taken[:5]}")
    seen = {source.partition("#")[0] for source in sources}
    silent = [name for name in names if hostile.quoted(f"files/{name}") not in seen]
    if len(silent) > sum(report["ignored"].values()):
        tally.wrong(f"inputs that are not accounted for: {silent}")
    if ours := [line for line in rejects if line["reason"] in ("internal_error", "crashed")]:
        tally.wrong(f"errors of newsclean itself: {ours[:3]}")


def round_of_faults(root: Path, wanted: list[str], tally: Tally, chance: random.Random) -> None:
    """Break runs over a few pages and archives, resume them, and compare."""
    folder = root / "in"
    folder.mkdir()
    for number in range(PAGES):
        (folder / f"p{number:02}.html").write_text(page(number, chance) if number % 5 else "<p>Too short.")
    make(folder, 4, 0.5, chance)
    suffix = chance.choice(("", ".gz", ".zst"))
    options = () if chance.random() < 0.4 else ("--no-learn",)
    began = time.monotonic()
    whole = Case(root, f"whole.jsonl{suffix}", options, chance, 0.0)
    status, stderr = whole.run()
    seconds = time.monotonic() - began
    if status not in FINISHED:
        tally.wrong(f"undisturbed: exit status {status}: {stderr[-500:]}")
        return
    weights = {fault: weight for fault, weight in FAULTS.items() if not wanted or fault.__name__ in wanted}
    for number, fault in enumerate(chance.choices(list(weights), list(weights.values()), k=FAULTS_PER_ROUND)):
        case = Case(root, f"broken{number}.jsonl{suffix}", options, chance, seconds)
        tally.faults[fault.__name__] += 1
        if problem := fault(case):
            tally.wrong(f"{fault.__name__}: {problem}")
        status, stderr = case.run()
        if status not in FINISHED:
            tally.wrong(f"{fault.__name__}: exit status {status} on --resume: {stderr[-500:]}")
        elif case.files() != whole.files():
            tally.wrong(f"{fault.__name__}: other bytes after --resume")
        tally.compared += sum(map(len, case.files()))
        if left := case.remove():
            tally.wrong(f"{fault.__name__}: files left: {left}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--times", type=int, default=1000, help="faults and hostile inputs together")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--only", nargs="+", action="extend", default=[], choices=["inputs", *(fault.__name__ for fault in FAULTS)]
    )
    asked = parser.parse_args()
    from newsclean import clean

    clean("<p>What forked runs need is loaded once.")
    chance, tally = random.Random(asked.seed), Tally()
    hostile_made = [(name, content) for name, content in hostile.made(large=False) if len(content) < 1_000_000]
    rounds: list[Callable[[Path], None]] = []
    if not asked.only or "inputs" in asked.only:
        rounds.append(lambda root: round_of_inputs(root, hostile_made, tally, chance))
    if asked.only != ["inputs"]:
        rounds.append(lambda root: round_of_faults(root, asked.only, tally, chance))
    while tally.done < asked.times:
        for one in rounds:
            with tempfile.TemporaryDirectory() as name:
                one(Path(name))
                shutil.rmtree(Path(name) / "odd", ignore_errors=True)
        print(f"\r{tally.done} of {asked.times}, {len(tally.problems)} wrong", end="", flush=True)
    report(tally)
    sys.exit(1 if tally.problems else 0)


def report(tally: Tally) -> None:
    """Print the counts, and what is beyond a limit."""
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    print(f"\n{tally.hostile} hostile inputs, {tally.faults.total()} faults:")
    for name, count in sorted(tally.faults.items()):
        print(f"  {name.replace('_', ' '):20} {count:4}")
    print(f"{tally.pages} pages in = {tally.records} records + {tally.rejects} rejects")
    print(f"{tally.compared} bytes compared after --resume")
    print(
        f"largest process {largest >> 20} MiB; longest work without an answer {tally.longest:.1f} s, limit {TIMEOUT} s"
    )
    if largest > MAX_PROCESS_BYTES:
        tally.wrong("a process of more than 1 GiB")
    if tally.longest > TIMEOUT + SLACK:
        tally.wrong(f"more than {TIMEOUT + SLACK} s without an answer")
    print(f"{len(tally.problems)} wrong")


if __name__ == "__main__":
    main()
