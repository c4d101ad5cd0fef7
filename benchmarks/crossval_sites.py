"""What a batch gains: every page cleaned with its site's profile and without, by models that have not seen its site.

    python benchmarks/crossval_sites.py PAGES GOLD FOLDS [--set NAME] [--learned-from N]

PAGES, GOLD and FOLDS are those of `crossval.py`; FOLDS holds the models of `train_site_evidence.py` as well. The pages
of a fold are one batch: sites are learned as a run learns them, then each page is cleaned twice. With --learned-from N,
which may be repeated, pages are cleaned by what N others of their site say, and alone: how many are needed. All numbers
are tried on the same pages, of sites that have enough for the greatest.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable
from multiprocessing import Pool
from pathlib import Path
from typing import Any

from folds import FOLDS, Row, fold_dir, fold_of_page, read_body, read_gold
from scoring import score_page, summarise, table

from newsclean.cleaning import clean_page
from newsclean.content.forest import use_models
from newsclean.context import Context, make_context
from newsclean.learning.learn import learn
from newsclean.learning.observe import observe
from newsclean.model import Article, Page, Skip
from newsclean.sites.store import Sites, pack
from newsclean.sites.tally import Observation, Tally
from newsclean.workers.batch import WorkerBatch
from newsclean.workers.pool import Pool as Workers

Cleaned = tuple[Row, dict[str, Any], dict[str, Any]]  # the record with its site's evidence, and without


def record(answer: Article | Skip) -> dict[str, Any]:
    if isinstance(answer, Skip):
        return {}
    data = answer.metadata
    about = {"title": data.title, "authors": list(data.authors), "published": data.published}
    return {**about, "text": answer.text, "method": answer.method}


def few(pages: list[Page], context: Context, numbers: list[int], most: int) -> list[dict[int, Sites]]:
    """Return for each page, by number, what so many others of its site say, those with the least hashes.

    Nothing for pages of sites that have fewer others than the greatest number, nor for more than `most` pages of one.
    """
    seen: dict[str, list[tuple[int, Observation]]] = {}
    for i, page in enumerate(pages):
        found = observe(page, context)
        if isinstance(found, Observation):
            seen.setdefault(found.key, []).append((i, found))
    result: list[dict[int, Sites]] = [{} for _ in pages]
    for key, of_site in seen.items():
        of_site.sort(key=lambda one: one[1].page)
        if len({one.page for _, one in of_site}) <= max(numbers):
            continue
        for i, own in of_site[:: max(1, -(-len(of_site) // most))]:
            others = [one for _, one in of_site if one.page != own.page]
            for number in numbers:
                tally = Tally()
                for one in others[:number]:
                    tally.add(one)
                result[i][number] = Sites({key: pack(tally)})
    return result


def by_number(job: tuple[Path, Path, list[Row], int, list[int], int]) -> list[tuple[Row, dict[int, dict[str, Any]]]]:
    """Return the records of each page of a fold, by the number of other pages that its site is known from; 0: alone."""
    folder, folds, rows, fold, numbers, most = job
    use_models(fold_dir(folds, fold))
    context = make_context()
    pages = [Page(row["file"].removesuffix(".gz"), read_body(folder, row)) for row in rows]
    found = []
    for row, page, known in zip(rows, pages, few(pages, context, numbers, most), strict=True):
        if known:
            contexts = {0: context, **{n: Context(context.rules, context.options, sites) for n, sites in known.items()}}
            found.append((row, {n: record(clean_page(page, each)) for n, each in contexts.items()}))
    return found


def clean_fold(job: tuple[Path, Path, list[Row], int]) -> tuple[list[Cleaned], tuple[float, float, float]]:
    """Return both records of each page of a fold, and the CPU seconds of learning, known and unknown pages."""
    folder, folds, rows, fold = job
    use_models(fold_dir(folds, fold))
    context = make_context()
    pages = [Page(row["file"].removesuffix(".gz"), read_body(folder, row)) for row in rows]
    start = time.process_time()
    with Workers(0) as workers:
        sites = learn(WorkerBatch(lambda: iter(pages), workers), context)
    seconds, known, alone = time.process_time() - start, 0.0, 0.0
    found: list[Cleaned] = []
    for row, page in zip(rows, pages, strict=True):
        start = time.process_time()
        with_site = record(clean_page(page, Context(context.rules, context.options, sites)))
        middle = time.process_time()
        found.append((row, with_site, record(clean_page(page, context))))
        known, alone = known + middle - start, alone + time.process_time() - middle
    return found, (seconds, known, alone)


def print_scores(title: str, pairs: Iterable[tuple[Row, dict[str, Any]]]) -> None:
    """Print the scores of some records, set by set."""
    by_set: dict[str, list[Any]] = {}
    for row, found in pairs:
        by_set.setdefault(row["set"], []).append(score_page(row, found))  # type: ignore[arg-type]
    print(f"{title}\n{table({name: summarise(by_set[name]) for name in sorted(by_set)})}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("folds", type=Path)
    parser.add_argument("--set", action="append", default=[], help="only this set; may be repeated")
    parser.add_argument("--learned-from", type=int, action="append", metavar="N")
    parser.add_argument("--of-each", type=int, default=12, help="pages of a site that --learned-from cleans, at most")
    parser.add_argument("-j", "--jobs", type=int, default=2)
    args = parser.parse_args()
    rows = read_gold(args.gold, args.set)
    jobs = []
    for fold in range(FOLDS):
        jobs.append((args.pages, args.folds, [row for row in rows if fold_of_page(row) == fold], fold))
    with Pool(args.jobs) as pool:
        if args.learned_from:
            each = [(*job, args.learned_from, args.of_each) for job in jobs]
            records = [one for part in pool.map(by_number, each, chunksize=1) for one in part]
            for number in (0, *args.learned_from):
                print_scores(f"{number} other pages", ((row, found[number]) for row, found in records))
            return
        parts = pool.map(clean_fold, jobs, chunksize=1)
    found = [one for part, _ in parts for one in part]
    for title, which in (("page alone", 2), ("with its site", 1)):
        print_scores(title, ((one[0], one[which]) for one in found))
    by_site = sum(one[1].get("method") == "site" for one in found)
    learning, known, alone = (sum(times) for times in zip(*(seconds for _, seconds in parts), strict=True))
    print(f"{by_site} of {len(found)} records by the site's evidence; CPU: learning {learning:.1f} s,")
    per_page = 1000 / len(found)
    print(f"cleaning {known * per_page:.1f} ms a page with profiles, {alone * per_page:.1f} ms without")


if __name__ == "__main__":
    main()
