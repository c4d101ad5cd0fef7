"""Where the CPU time of a page goes, stage by stage, in one process, and the same pages through trafilatura's own call.

    python benchmarks/stages.py PAGES…             # sites without profiles
    python benchmarks/stages.py PAGES… --known --least 8

PAGES are as those of `speed.py`. With --known, profiles of their sites are learned first. Each page is timed once per
table, whatever became of it: a page that gives no record is opened and classified like the others.
"""

from __future__ import annotations

import argparse
import importlib
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from speed import NEWSCLEAN, cpu, lay_out
from trafilatura import extract

from newsclean import Article, Context, Page, cleaning, make_context
from newsclean.output.formats import Layout
from newsclean.sites import load_sites

# Steps of the path of a page: where each is called, its name there, and the stage that it counts for.
STEPS = (
    ("newsclean.cleaning", "open_page", "open: other"),
    ("newsclean.document", "decode_twofold", "open: decode"),
    ("newsclean.document", "parse_repaired", "open: parse"),
    ("newsclean.document", "collect_candidates", "metadata: collect"),
    ("newsclean.document", "read_located_blocks", "open: blocks"),
    ("newsclean.context.Context", "profile_for", "site: key and profile"),
    ("newsclean.sites.profile.Profile", "by_template", "site: template"),
    ("newsclean.sites.profile.Profile", "combine", "site: evidence"),
    ("newsclean.content.classifier", "PageFeatures", "classifier: features"),
    ("newsclean.content.classifier", "context_features", "classifier: features"),
    ("newsclean.content.forest.Forest", "score", "forests"),
    ("newsclean.content.select", "mark", "trafilatura: marks"),
    ("newsclean.content.select", "trafilatura_votes", "trafilatura"),
    ("newsclean.cleaning", "select_content", "select content: other"),
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


def profiled_context(pages: Path, work: Path) -> Context:
    """Return a context with the profiles of the sites of these pages."""
    file = work / "sites.json"
    cpu([*NEWSCLEAN, "sites", "learn", str(pages), "-o", str(file), "-j", "1"])
    return replace(make_context(), sites=load_sites(file))


def stages(paths: Sequence[Path], context: Context) -> None:
    """Where the time of a page goes, in one process; and the same pages through trafilatura's own call."""
    loaded = [Page(str(path), path.read_bytes()) for path in paths]
    cleaning.clean_page(loaded[0], context)  # what is loaded when first needed is no page's cost
    extract(loaded[0].body, output_format="json", with_metadata=True)
    methods: list[str] = []
    whole: list[float] = []
    peer: list[float] = []
    for page in loaded:
        began = time.process_time()
        answer = cleaning.clean_page(page, context)
        if isinstance(answer, Article):
            Layout().render(answer)
        whole.append(time.process_time() - began)
        methods.append(answer.method if isinstance(answer, Article) else answer.reason.value)
        began = time.process_time()
        extract(page.body, output_format="json", with_metadata=True)
        peer.append(time.process_time() - began)
    print(f"{len(loaded)} pages:", ", ".join(f"{method} {methods.count(method)}" for method in sorted(set(methods))))
    found: dict[str, list[float]] = {}
    with timed(found):
        for page in loaded:
            cleaning.clean_page(page, context)
    print(f"{'stage':24}{'ms a page':>10}{'calls':>10}   (with the cost of measuring, and the pages seen before)")
    for name, values in sorted(found.items(), key=lambda item: -sum(item[1])):
        print(f"{name:24}{1000 * sum(values) / len(loaded):10.3f}{len(values):10}")
    for name, values in (("newsclean, whole", whole), ("trafilatura.extract", peer)):
        print(f"{name:24}{1000 * sum(values) / len(values):10.3f}   median {1000 * statistics.median(values):.3f}")
    ratios = sorted(mine / other for mine, other in zip(whole, peer, strict=True))
    print(f"of all pages {sum(whole) / sum(peer):.3f}; per-page ratio: median {statistics.median(ratios):.3f}")


def main() -> None:
    layout = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=layout)
    parser.add_argument("sources", nargs="+", type=Path)
    parser.add_argument("--known", action="store_true", help="with profiles of the sites")
    parser.add_argument("--least", type=int, default=1, help="pages that a directory must have")
    parser.add_argument("--every", type=int, default=1, help="every nth page")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        lay_out(args.sources, work / "pages", args.least, 0)
        context = profiled_context(work / "pages", work) if args.known else make_context()
        stages(sorted((work / "pages").rglob("*.html"))[:: args.every], context)


if __name__ == "__main__":
    main()
