"""What a batch gains: every page cleaned with its site's profile and without, by models that have not seen its site.

    python benchmarks/crossval_sites.py PAGES GOLD FOLDS [--set NAME] [--learned-from N]

PAGES, GOLD and FOLDS are those of `crossval.py`; FOLDS holds the models of `train_site_evidence.py` as well. The pages
of a fold are one batch: sites are learned as a run learns them, then each page is cleaned twice. With --learned-from N
each page is cleaned by what N other pages of its site say, and sites with fewer are left out: how many are needed.
"""

from __future__ import annotations

import argparse
import time
from multiprocessing import Pool
from pathlib import Path
from typing import Any

from folds import FOLDS, Row, fold_dir, fold_of, read_body, read_gold
from scoring import score_page, summarise, table

from newsclean.cleaning import clean_page
from newsclean.content.forest import use_models
from newsclean.context import Context, make_context
from newsclean.learning.learn import learn
from newsclean.learning.observe import observe
from newsclean.model import Article, Page, Skip
from newsclean.sites.key import site_key
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


def few(pages: list[Page], context: Context, number: int) -> list[Sites | None]:
    """Return for each page what `number` others of its site say, those with the least hashes; None: there are fewer."""
    seen: dict[str, list[Observation]] = {}
    for page in pages:
        found = observe(page, context)
        if isinstance(found, Observation):
            seen.setdefault(found.key, []).append(found)
    result: list[Sites | None] = []
    for page in pages:
        own = observe(page, context)
        key = site_key(page)
        name = own.page if isinstance(own, Observation) else ""
        others = sorted((one for one in seen.get(key, []) if one.page != name), key=lambda one: one.page)[:number]
        if len(others) < number:
            result.append(None)
            continue
        tally = Tally()
        for one in others:
            tally.add(one)
        result.append(Sites({key: pack(tally)}))
    return result


def clean_fold(job: tuple[Path, Path, list[Row], int, int | None]) -> tuple[list[Cleaned], tuple[float, float, float]]:
    """Return both records of each page of a fold, and the CPU seconds of learning, known and unknown pages."""
    folder, folds, rows, fold, number = job
    use_models(fold_dir(folds, fold))
    context = make_context()
    pages = [Page(row["file"].removesuffix(".gz"), read_body(folder, row)) for row in rows]
    start = time.process_time()
    if number is None:
        with Workers(0) as workers:
            by_page: list[Sites | None] = [learn(WorkerBatch(lambda: iter(pages), workers), context)] * len(pages)
    else:
        by_page = few(pages, context, number)
    seconds, known, alone = time.process_time() - start, 0.0, 0.0
    found: list[Cleaned] = []
    for row, page, sites in zip(rows, pages, by_page, strict=True):
        if sites is None:
            continue
        start = time.process_time()
        with_site = record(clean_page(page, Context(context.rules, context.options, sites)))
        middle = time.process_time()
        found.append((row, with_site, record(clean_page(page, context))))
        known, alone = known + middle - start, alone + time.process_time() - middle
    return found, (seconds, known, alone)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("folds", type=Path)
    parser.add_argument("--set", action="append", default=[], help="only this set; may be repeated")
    parser.add_argument("--learned-from", type=int, metavar="N")
    parser.add_argument("-j", "--jobs", type=int, default=2)
    args = parser.parse_args()
    rows = read_gold(args.gold, args.set)
    jobs = []
    for fold in range(FOLDS):
        of_fold = [row for row in rows if fold_of(row["site"]) == fold]
        jobs.append((args.pages, args.folds, of_fold, fold, args.learned_from))
    with Pool(args.jobs) as pool:
        parts = pool.map(clean_fold, jobs, chunksize=1)
    found = [one for part, _ in parts for one in part]
    for title, which in (("page alone", 2), ("with its site", 1)):
        by_set: dict[str, list[Any]] = {}
        for one in found:
            by_set.setdefault(one[0]["set"], []).append(score_page(one[0], one[which]))  # type: ignore[arg-type]
        print(f"{title}\n{table({name: summarise(by_set[name]) for name in sorted(by_set)})}\n")
    by_site = sum(one[1].get("method") == "site" for one in found)
    learning, known, alone = (sum(times) for times in zip(*(seconds for _, seconds in parts), strict=True))
    print(f"{by_site} of {len(found)} records by the site's evidence; CPU: learning {learning:.1f} s,")
    per_page = 1000 / len(found)
    print(f"cleaning {known * per_page:.1f} ms a page with profiles, {alone * per_page:.1f} ms without")


if __name__ == "__main__":
    main()
