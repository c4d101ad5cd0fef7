"""CPU time of whole runs against the `trafilatura` command on the same pages; `stages.py` shows where it goes.

    python benchmarks/speed.py known PAGES… --least 8 --pages 2000   # sites with profiles, given by --sites
    python benchmarks/speed.py default PAGES… --least 8 --pages 2000 # the same pages, learning included
    python benchmarks/speed.py never PAGES…                          # sites without profiles: --no-learn
    python benchmarks/speed.py table UNKNOWN KNOWN --least 8         # all three, as the table of the documentation
    python benchmarks/speed.py start                                 # --help, and one page through a pipe

PAGES are directories of .html or .html.gz files, one directory per site for `known` and `default`; those with
fewer than --least pages are left out. More pages than there are come from the same ones with changed words.
Runs of both programs alternate, each with one worker. CPU time is what the whole process tree
used; start-up is measured apart, on a directory with one small page, and taken off both. Medians are of
--times pairs of runs, and the machine's load is printed, too: it affects milliseconds, but hardly ratios of pairs.
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

NEWSCLEAN = [sys.executable, "-m", "newsclean"]
TRAFILATURA = [str(Path(sys.executable).parent / "trafilatura")]
# Words of texts, not of markup and scripts: they may change, and the page stays a page of its kind.
_VERBATIM = re.compile(r"(<script\b.*?</script>|<style\b.*?</style>|<[^>]*>)", re.DOTALL | re.IGNORECASE)
_WORD = re.compile(r"[a-z]{6,}")
_SMALL = f"<html><body><article><p>{'One small page with a few words. ' * 12}</p></article></body></html>"


def read(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def changed(body: bytes, turn: int) -> bytes:
    """The page with every third long word of its text spelled otherwise."""
    count = 0

    def other(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        word = match.group()
        return word[turn % 5 + 1 :] + word[: turn % 5 + 1] if count % 3 == 0 else word

    parts = _VERBATIM.split(body.decode("latin-1"))
    parts[::2] = [_WORD.sub(other, part) for part in parts[::2]]
    return "".join(parts).encode("latin-1")


def lay_out(sources: Sequence[Path], target: Path, least: int, pages: int) -> int:
    """Write the pages to `target`, in the directories they come from; the number of pages."""
    groups: dict[Path, list[Path]] = {}
    for source in sources:
        for path in sorted([*source.rglob("*.html"), *source.rglob("*.html.gz")]):
            groups.setdefault(path.parent, []).append(path)
    chosen = [path for group in groups.values() if len(group) >= least for path in group]
    if not chosen:
        sys.exit(f"no directory with at least {least} pages")
    written = turn = 0
    while written < max(pages, len(chosen)):
        for path in chosen:
            body = read(path) if turn == 0 else changed(read(path), turn)
            element = target / path.parent.parent.name / path.parent.name
            element.mkdir(parents=True, exist_ok=True)
            (element / f"{path.name.split('.')[0]}-{turn}.html").write_bytes(body)
            written += 1
        turn += 1
        if pages <= len(chosen):
            break
    return written


def cpu(command: Sequence[str], stdin: bytes | None = None) -> tuple[float, float]:
    """CPU seconds (user and system, of all its processes) and wall seconds of a command."""
    with tempfile.TemporaryFile() as given:
        given.write(stdin or b"")
        given.seek(0)
        began = time.monotonic()
        process = subprocess.Popen(command, stdin=given, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        assert process.stderr is not None
        errors = process.stderr.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)}: {errors.decode(errors='replace')}")
    return used.ru_utime + used.ru_stime, time.monotonic() - began


def ours(pages: Path, work: Path, options: Sequence[str]) -> list[str]:
    return [*NEWSCLEAN, str(pages), "-o", str(work / "out.jsonl"), "--overwrite", "-q", "-j", "1", *options]


def theirs(pages: Path, work: Path) -> list[str]:
    shutil.rmtree(work / "out", ignore_errors=True)
    where = ["--input-dir", str(pages), "-o", str(work / "out"), "--parallel", "1"]
    return [*TRAFILATURA, *where, "--json", "--with-metadata"]


class Cost(NamedTuple):
    """What both programs cost on the same pages: medians, milliseconds of CPU time a page."""

    pages: int
    mine: float
    other: float
    ratios: Sequence[float]  # of each pair of runs

    def row(self, name: str) -> str:
        """Return a row of the table in the documentation."""
        ratio, least, most = statistics.median(self.ratios), min(self.ratios), max(self.ratios)
        return (
            f"| {name} | {self.pages} | {self.other:.1f} ms | {self.mine:.1f} ms"
            f" | {ratio:.2f} = 1/{1 / ratio:.1f} ({least:.2f} to {most:.2f}) |"
        )


def compare(pages: Path, count: int, work: Path, options: Sequence[str], times: int) -> Cost:
    """Alternate both programs over `pages` and print what they cost."""
    one = work / "one"
    one.mkdir(exist_ok=True)
    (one / "page.html").write_text(_SMALL, encoding="utf-8")
    starts = [(cpu(ours(one, work, options))[0], cpu(theirs(one, work))[0]) for _ in range(3)]
    start = [statistics.median(column) for column in zip(*starts, strict=True)]
    print(f"{count} pages; start-up: newsclean {start[0]:.2f} s, trafilatura {start[1]:.2f} s (taken off)")
    ratios, totals = [], []
    for _ in range(times):
        mine = cpu(ours(pages, work, options))[0] - start[0]
        other = cpu(theirs(pages, work))[0] - start[1]
        ratios.append(mine / other)
        totals.append((mine, other))
        print(
            f"  newsclean {mine:7.1f} s, {1000 * mine / count:6.2f} ms a page;"
            f"  trafilatura {other:7.1f} s, {1000 * other / count:6.2f} ms a page;  {mine / other:.3f}"
        )
    mine, other = (1000 * statistics.median(column) / count for column in zip(*totals, strict=True))
    ratio, load = statistics.median(ratios), ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"median: newsclean {mine:.2f} ms, trafilatura {other:.2f} ms; ratio {ratio:.3f} = 1/{1 / ratio:.1f}")
    print(f"load of the machine: {load} on {os.cpu_count()} processors")
    return Cost(count, mine, other, ratios)


def table(args: argparse.Namespace, work: Path) -> None:
    """Print what all kinds of runs cost, as rows of Markdown."""
    if len(args.sources) != 2:
        sys.exit("table: name two directories of pages: of sites to be cleaned one by one, and of sites to be learned")
    unknown, pages = work / "unknown", work / "pages"
    few, many = lay_out(args.sources[:1], unknown, 1, 0), lay_out(args.sources[1:], pages, args.least, args.pages)
    args.sources = args.sources[1:]
    rows = [
        compare(unknown, few, work, ["--no-learn"], args.times).row("sites not seen (`never`)"),
        known(args, work, pages, many).row("known sites (`known`)"),
        compare(pages, many, work, [], args.times).row("learning included (`default`)"),
    ]
    print("| run | pages | trafilatura, a page | newsclean, a page | ratio, median (range) |\n|--|--|--|--|--|")
    print("\n".join(rows))


def known(args: argparse.Namespace, work: Path, pages: Path, count: int) -> Cost:
    """Profiles are learned from the pages as they are, and used on all of them."""
    first = work / "first"
    lay_out(args.sources, first, args.least, 0)
    file = str(work / "sites.json")
    learning = cpu([*NEWSCLEAN, "sites", "learn", str(first), "-o", file, "-j", "1"])[0]
    print(f"profiles: {learning:.1f} s, {Path(file).stat().st_size:,} bytes")
    return compare(pages, count, work, ["--sites", file], args.times)


def start(times: int) -> None:
    """Start-up: wall time of `--help` and of one page through a pipe."""
    for name, command, page in (
        ("newsclean --help", [*NEWSCLEAN, "--help"], b""),
        ("one page through a pipe", [*NEWSCLEAN, "-q"], _SMALL.encode()),
    ):
        walls = [cpu(command, page)[1] for _ in range(max(5, times))]
        print(f"{name}: {statistics.median(walls):.3f} s (median of {len(walls)}, wall time)")


def main() -> None:
    layout = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=layout)
    parser.add_argument("what", choices=["known", "default", "never", "table", "start"])
    parser.add_argument("sources", nargs="*", type=Path)
    parser.add_argument("--least", type=int, default=1, help="pages that a directory must have")
    parser.add_argument("--pages", type=int, default=0, help="at least this many pages in all")
    parser.add_argument("--times", type=int, default=5, help="pairs of runs")
    args = parser.parse_args()
    if args.what == "start":
        start(args.times)
        return
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        if args.what == "table":
            table(args, work)
            return
        pages = work / "pages"
        count = lay_out(args.sources, pages, args.least, args.pages)
        if args.what == "known":
            known(args, work, pages, count)
        else:
            compare(pages, count, work, ["--no-learn"] if args.what == "never" else [], args.times)


if __name__ == "__main__":
    main()
