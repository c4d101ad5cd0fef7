"""CPU time of whole runs against the `trafilatura` command on the same pages, and where a page's time goes.

    python benchmarks/speed.py known PAGES… --least 8 --pages 2000   # sites with profiles, given by --sites
    python benchmarks/speed.py default PAGES… --least 8 --pages 2000 # the same pages, learning included
    python benchmarks/speed.py never PAGES…                          # sites without profiles: --no-learn
    python benchmarks/speed.py stages PAGES… --least 8               # stage by stage, in one process
    python benchmarks/speed.py start                                 # --help, and one page through a pipe

PAGES are directories of .html or .html.gz files, one directory per site for `known` and `default`; those with
fewer than --least pages are left out. More pages than there are come from the same ones with changed words.
Runs of both programs alternate, each with one worker. CPU time is what the whole process tree
used; start-up is measured apart, on a directory with one small page, and taken off both. Medians are of
--times runs.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

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


def compare(pages: Path, count: int, work: Path, options: Sequence[str], times: int) -> None:
    """Alternate both programs over `pages` and print what they cost."""
    one = work / "one"
    one.mkdir()
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
    mine, other = (statistics.median(column) for column in zip(*totals, strict=True))
    ratio = statistics.median(ratios)
    print(f"median: newsclean {mine:.1f} s, trafilatura {other:.1f} s; ratio {ratio:.3f} = 1/{1 / ratio:.1f}")


def known(args: argparse.Namespace, work: Path, pages: Path, count: int) -> None:
    """Profiles are learned from the pages as they are, and used on all of them."""
    first = work / "first"
    lay_out(args.sources, first, args.least, 0)
    file = str(work / "sites.json")
    learning = cpu([*NEWSCLEAN, "sites", "learn", str(first), "-o", file, "-j", "1"])[0]
    print(f"profiles: {learning:.1f} s, {Path(file).stat().st_size:,} bytes")
    compare(pages, count, work, ["--sites", file], args.times)


# -- stage by stage

# Steps of the path of a page: where each is called, its name there, and the stage that it counts for.
STEPS = (
    ("newsclean.cleaning", "open_page", "open: other"),
    ("newsclean.document", "decode", "open: decode"),
    ("newsclean.document", "parse_repaired", "open: parse"),
    ("newsclean.document", "collect_candidates", "metadata: collect"),
    ("newsclean.document", "read_blocks", "open: blocks"),
    ("newsclean.context.Context", "profile_for", "site: key and profile"),
    ("newsclean.sites.profile.Profile", "combine", "site: evidence"),
    ("newsclean.cleaning", "select_content", "select content"),
    ("newsclean.cleaning", "apply_rules", "rules"),
    ("newsclean.cleaning", "without_copies", "render"),
    ("newsclean.cleaning", "to_text", "render"),
    ("newsclean.cleaning", "detect", "language"),
    ("newsclean.cleaning", "find_problem", "page type"),
    ("newsclean.cleaning", "resolve_metadata", "metadata: resolve"),
    ("newsclean.cleaning", "list_cuts", "cuts"),
    ("newsclean.cleaning", "make_article", "article"),
    ("newsclean.cleaning", "clean_page", "other"),
)


def owner_of(place: str) -> Any:
    """Return the module or class of this dotted name."""
    module, _, last = place.rpartition(".")
    return getattr(importlib.import_module(module), last) if last[:1].isupper() else importlib.import_module(place)


@contextmanager
def timed(stages: dict[str, list[float]]) -> Iterator[None]:
    """Measure the steps of the page path while the block runs, in CPU seconds without inner steps."""
    stack: list[float] = []

    def wrap(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def measured(*args: Any, **more: Any) -> Any:
            stack.append(0.0)
            began = time.process_time()
            try:
                return function(*args, **more)
            finally:
                took = time.process_time() - began
                stages.setdefault(name, []).append(took - stack.pop())
                if stack:
                    stack[-1] += took

        return measured

    before = [(owner_of(place), name, label) for place, name, label in STEPS]
    functions = [getattr(owner, name) for owner, name, _ in before]
    for (owner, name, label), function in zip(before, functions, strict=True):
        setattr(owner, name, wrap(label, function))
    try:
        yield
    finally:
        for (owner, name, _), function in zip(before, functions, strict=True):
            setattr(owner, name, function)


def stages(args: argparse.Namespace, work: Path, pages: Path, count: int) -> None:
    """Where the time of a page goes, in one process; and the same pages through trafilatura's own call."""
    from trafilatura import extract

    from newsclean import cleaning, make_context
    from newsclean.model import Article, Page
    from newsclean.output.record import to_line
    from newsclean.sites import load_sites

    file = work / "sites.json"
    cpu([*NEWSCLEAN, "sites", "learn", str(pages), "-o", str(file), "-j", "1"])
    context = replace(make_context(), sites=load_sites(file))
    loaded = [Page(str(path), path.read_bytes()) for path in sorted(pages.rglob("*.html"))[:: args.every]]
    methods = [getattr(cleaning.clean_page(page, context), "method", "skip") for page in loaded]
    loaded = [page for page, method in zip(loaded, methods, strict=True) if method == "site"]
    if not loaded:
        sys.exit("no page is covered by a site profile: give directories with more pages of a site each")
    shares = ", ".join(f"{method} {methods.count(method)}" for method in sorted(set(methods)))
    print(f"methods: {shares}; from here on only pages of method site")
    found: dict[str, list[float]] = {}
    whole: list[float] = []
    peer: list[float] = []
    for page in loaded:
        began = time.process_time()
        answer = cleaning.clean_page(page, context)
        if isinstance(answer, Article):
            to_line(answer)
        whole.append(time.process_time() - began)
        began = time.process_time()
        extract(page.body, output_format="json", with_metadata=True)
        peer.append(time.process_time() - began)
    with timed(found):
        for page in loaded:
            cleaning.clean_page(page, context)
    print(f"{'stage':24}{'ms a page':>10}{'median':>10}   (with the cost of measuring)")
    for name, values in sorted(found.items(), key=lambda item: -sum(item[1])):
        print(f"{name:24}{1000 * sum(values) / len(loaded):10.3f}{1000 * statistics.median(values):10.3f}")
    for name, values in (("newsclean, whole", whole), ("trafilatura.extract", peer)):
        print(f"{name:24}{1000 * sum(values) / len(values):10.3f}{1000 * statistics.median(values):10.3f}")
    ratios = sorted(mine / other for mine, other in zip(whole, peer, strict=True))
    print(f"per-page ratio: median {statistics.median(ratios):.3f} = 1/{1 / statistics.median(ratios):.1f}")


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
    parser.add_argument("what", choices=["known", "default", "never", "stages", "start"])
    parser.add_argument("sources", nargs="*", type=Path)
    parser.add_argument("--least", type=int, default=1, help="pages that a directory must have")
    parser.add_argument("--pages", type=int, default=0, help="at least this many pages in all")
    parser.add_argument("--times", type=int, default=3, help="runs of each program")
    parser.add_argument("--every", type=int, default=1, help="stages: every nth page")
    args = parser.parse_args()
    if args.what == "start":
        start(args.times)
        return
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        pages = work / "pages"
        count = lay_out(args.sources, pages, args.least, args.pages)
        if args.what == "known":
            known(args, work, pages, count)
        elif args.what == "stages":
            stages(args, work, pages, count)
        else:
            compare(pages, count, work, ["--no-learn"] if args.what == "never" else [], args.times)


if __name__ == "__main__":
    main()
