"""Memory and rate over many pages of many sites: both should be flat.

    python benchmarks/scale.py --pages 100000 --sites 300 --jobs 2

Pages are made from a seed while they are read, as JSONL through a pipe, so that the disk holds none of them.
Prints resident memory of every process, and the rate in pages per second of processor time (what else the
machine does must not count), at tenths of the run; exits with 1 unless the figures of the middle and the end
are within 10 % of those of the second and third tenth (the first pays for the start).
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent / "tests"))
from support.pages import article

MIB = 1 << 20
MENU = "<div class='nav{0}'><ul>" + "<li><a href='/s/{0}'>Section of site {0}</a></li>" * 30 + "</ul></div>"


def write_pages(file: int, pages: int, sites: int) -> None:
    """JSONL lines of pages with changed words, spread over the sites, into a pipe."""
    with os.fdopen(file, "wb") as pipe:
        for number in range(pages):
            site = number * 7919 % sites
            html = article(number, 8).decode().replace("<nav>", MENU.format(site) + "<nav>", 1)
            row = {"html": html, "url": f"http://site{site}.example/{number}"}
            pipe.write(json.dumps(row).encode() + b"\n")


def resident(pid: int) -> int:
    """Resident bytes of a process; 0 if it is gone."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize()
    except OSError:
        return 0


def workers(pid: int) -> list[int]:
    """Process ids of the direct children."""
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]


def lines_in(path: Path, counted: dict[str, int]) -> int:
    """Lines of a growing file, counted on from the last time."""
    with path.open("rb") as file:
        file.seek(counted["offset"])
        while chunk := file.read(MIB):
            counted["lines"] += chunk.count(b"\n")
            counted["offset"] += len(chunk)
    return counted["lines"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--pages", type=int, default=100_000)
    parser.add_argument("--sites", type=int, default=300)
    parser.add_argument("--jobs", default="2")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        output = Path(name) / "o.jsonl"
        reading, writing = os.pipe()
        command = [
            sys.executable,
            "-m",
            "newsclean",
            "--from",
            "jsonl",
            "-",
            "-o",
            str(output),
            "-j",
            asked.jobs,
        ]
        process = subprocess.Popen(command, stdin=reading, stderr=subprocess.PIPE)
        os.close(reading)
        writer = threading.Thread(target=write_pages, args=(writing, asked.pages, asked.sites), daemon=True)
        writer.start()
        figures = watch(process, output, asked.pages)
        print(process.stderr.read().decode().strip() if process.stderr else "")
        lost = asked.pages - sum(1 for _ in output.open("rb"))
        print(f"{lost} of {asked.pages} pages without a record")
    parts = [averaged(figures[1:3]), averaged(figures[3:6]), averaged(figures[-3:])]
    flat = all(abs(b - a) <= 0.1 * a for later in parts[1:] for a, b in zip(parts[0], later, strict=True))
    print("memory and rate are flat within 10 %" if flat else "NOT FLAT within 10 %")
    sys.exit(0 if flat else 1)


def processor_seconds(pid: int) -> float:
    """Processor time of a process, with that of its children, those that have ended included."""
    ticks = 0
    for one in [pid, *workers(pid)]:
        try:
            fields = Path(f"/proc/{one}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        ticks += sum(map(int, fields[11:15] if one == pid else fields[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


def averaged(figures: list[tuple[float, ...]]) -> list[float]:
    """The mean of each figure over some tenths of the run."""
    return [sum(column) / len(column) for column in zip(*figures, strict=True)]


def watch(process: subprocess.Popen[bytes], output: Path, pages: int) -> list[tuple[float, ...]]:
    """(MiB of the main process, MiB of the largest worker, pages per processor second) in tenths of the run.

    A worker's memory is the most that one had in that tenth: workers are replaced, and new ones begin small.
    """
    figures: list[tuple[float, ...]] = []
    counted = {"offset": 0, "lines": 0}
    last, last_done = 0.0, 0
    main_memory, worker_memory, spent = 0, 0, 0.0
    while process.poll() is None:
        time.sleep(0.1)
        done = lines_in(output, counted) if output.exists() else 0
        with contextlib.suppress(OSError):
            worker_memory = max(worker_memory, *map(resident, workers(process.pid)), 0)
            spent = processor_seconds(process.pid) or spent
        main_memory = resident(process.pid) or main_memory
        if done >= pages * (len(figures) + 1) / 10:
            rate = (done - last_done) / max(spent - last, 0.01)
            figures.append((main_memory / MIB, worker_memory / MIB, rate))
            print(
                f"{100 * done // pages:3} %: main {main_memory / MIB:.0f} MiB, largest worker"
                f" {worker_memory / MIB:.0f} MiB, {rate:.0f} pages per processor second",
                flush=True,
            )
            last, last_done, worker_memory = spent, done, 0
    process.wait()
    return figures


if __name__ == "__main__":
    main()
