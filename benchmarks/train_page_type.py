"""Train content/page_type.npz: what a page is, from articles, front pages, lists, and made-up errors and walls.

    python benchmarks/train_page_type.py PAGES GOLD FOLDS CACHE [-o src/newsclean/content/page_type.npz]

PAGES is a directory of pages, GOLD one of JSONL files of rows (`file`, `site`, and `article`: false for pages that hold
none), FOLDS what `train_classifier.py` wrote: every page is read by the block classifier that has not seen its site.
For each fold a model trained on the other folds is written to FOLDS, where `crossval.py` finds it, and the figures on
those held-out pages are printed. Needs lightgbm, which newsclean itself does not.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import lightgbm as lgb
import numpy as np
from folds import (
    FOLDS,
    Row,
    digest_of_code,
    digest_of_rows,
    fold_dir,
    fold_of_page,
    for_each_page,
    read_body,
    read_gold,
    training_arguments,
)
from forests import flatten
from page_samples import Opened, brief, easy, example_pages, front_pages, without_boilerplate

from newsclean import make_context
from newsclean.cleaning import trace_page
from newsclean.content.forest import use_models, write_model
from newsclean.content.page_features import FEATURES, page_features
from newsclean.content.page_type import MIN_ARTICLE, MODEL, WHAT
from newsclean.document import claims_of
from newsclean.model import Page
from newsclean.urls import host

PARAMETERS = {
    "objective": "binary", "learning_rate": 0.05, "num_leaves": 8, "max_depth": 5, "min_data_in_leaf": 10,
    "feature_fraction": 0.3, "bagging_fraction": 0.7, "bagging_freq": 1, "lambda_l2": 5, "verbose": -1,
    "num_threads": 1, "seed": 1, "deterministic": True, "force_col_wise": True,
}  # fmt: skip
TREES, TYPE_TREES = 600, 60
WEIGHTS = {"front": 8.0, "list": 3.0}  # there are few of them
MIN_GOLD_CHARS = 150  # a page with less of an article teaches little
BRIEFS = 1500
FRONTS, EASY = 1000, 400
COPIES = {"error": 8, "wall": 8, "article": 12}  # frames that each example is put into
MIN_FRAME_BLOCKS = 20
# What of the content package an opened page depends on: all but what decides its type.
OPENING = tuple(f"content/{name}.py" for name in ("select", "classifier", "features", "context_features", "doubt"))


class Sample(NamedTuple):
    page: Opened
    origin: str  # "page", "site", "brief", "easy" or "example"
    weight: float
    row: Row | None


_context = make_context()
_models: list[Path] = []  # the fold models that this process uses


def open_page(folds: Path, pages: Path, row: Row) -> Opened | None:
    """Return a page as the page path opens it, with the block classifier of its fold."""
    directory = fold_dir(folds, fold_of_page(row))
    if _models != [directory]:
        use_models(directory)
        _models[:] = [directory]
    trace = trace_page(Page(row["file"], read_body(pages, row)), _context)
    if trace.document is None or trace.rules is None or not trace.document.blocks:
        return None
    kind = "article" if row.get("article", True) else "list" if row["site"] == "lists" else "front"
    claims = claims_of(trace.document.candidates)
    blocks, kinds = list(trace.document.blocks), trace.rules.kinds
    return Opened(row["file"], blocks, list(trace.kept), kinds, claims, kind, fold_of_page(row))


class Opener:
    """`open_page` for a directory of fold models: worker processes want a function that can be sent to them."""

    def __init__(self, folds: Path) -> None:
        self.folds = folds
        self.__module__, self.__name__ = __name__, "open_page"

    def __call__(self, pages: Path, row: Row) -> Opened | None:
        return open_page(self.folds, pages, row)


def make_samples(rows: Sequence[Row], opened: Sequence[Opened | None]) -> list[Sample]:
    """Return all that is learned from."""
    rng = random.Random(1)
    samples: list[Sample] = []
    articles: list[Opened] = []
    for row, page in zip(rows, opened, strict=True):
        if page is None or not any(page.body):
            continue
        weight = 0.2 if row.get("text") and len(row["text"]) < MIN_GOLD_CHARS else WEIGHTS.get(page.type, 1.0)
        samples.append(Sample(page, "page", weight, row))
        samples.append(Sample(without_boilerplate(page), "site", weight / 2, row))
        if page.type == "article":
            articles.append(page)
    for page in rng.sample(articles, min(BRIEFS, len(articles))):
        if (short := brief(page, rng)) is not None:
            samples.append(Sample(short, "brief", 1.0, None))
    for page in rng.sample(articles, min(EASY, len(articles))):
        if (simple := easy(page, rng)) is not None:
            samples.append(Sample(simple, "easy", 1.0, None))
    frames = [page for page in articles if len(page.blocks) >= MIN_FRAME_BLOCKS]
    for kind, copies in COPIES.items():
        samples += [Sample(page, "example", 3.0, None) for page in example_pages(frames, kind, copies, FOLDS, rng)]
    samples += [Sample(page, "example", 3.0, None) for page in front_pages(frames, FRONTS, FOLDS, rng)]
    return samples


def train(table: Any, types: Any, weights: Any) -> dict[str, tuple[Sequence[str], dict[str, Any]]]:
    """Return the forests of a model file: article or not, and which type those are that are not."""
    data = lgb.Dataset(table, types == "article", weight=weights)
    forests = {"article": (FEATURES, flatten(lgb.train(PARAMETERS, data, TREES)))}
    others = types != "article"
    for name in WHAT:
        data = lgb.Dataset(table[others], types[others] == name, weight=weights[others])
        forests[name] = (FEATURES, flatten(lgb.train(PARAMETERS, data, TYPE_TREES)))
    return forests


def held_out(samples: Sequence[Sample], fold: int) -> list[bool]:
    """Return which samples may be learned from to evaluate `fold`: those of other folds, on hosts that it has not."""
    theirs = {host(s.page.claims.url) for s in samples if s.page.type == "list" and s.page.fold == fold} - {""}
    return [s.page.fold != fold and not (s.page.type == "list" and host(s.page.claims.url) in theirs) for s in samples]


def report(samples: Sequence[Sample], scores: Any, nothing: dict[str, int]) -> None:
    """Print which share of each kind of sample is refused, at the threshold in use and near it."""
    kinds = np.array([f"{s.page.type} {s.origin}" for s in samples])
    total = {kind: int((kinds == kind).sum()) for kind in sorted(set(kinds))}
    print("log-odds " + " ".join(f"{kind:>15}" for kind in total))
    for least in sorted({-3.0, -2.5, -2.0, -1.5, -1.0, -0.5, 0.0, MIN_ARTICLE}):
        low = scores < least
        print(f"{least:8} " + " ".join(f"{low[kinds == kind].mean():15.4f}" for kind in total))
    print("         " + " ".join(f"{number:15}" for number in total.values()), "samples")
    print(f"pages of which nothing was kept, refused anyway: {nothing}")
    real = [i for i, s in enumerate(samples) if s.origin == "page" and s.page.type == "article"]
    for i in sorted(real, key=lambda i: float(scores[i]))[:12]:
        print(f"{scores[i]:8.2f} {len((samples[i].row or {}).get('text') or '')} characters, {samples[i].page.name}")


def main() -> None:
    args = training_arguments(__doc__, Path("src/newsclean/content") / MODEL)
    rows = read_gold(args.gold)
    models = [digest_of_code("html", "rules", "document.py", "cleaning.py", *OPENING)]
    models += [
        path.read_bytes().hex()[-64:]
        for k in range(FOLDS)
        for path in sorted(fold_dir(args.folds, k).glob("classifier*"))
    ]
    version = digest_of_rows([{"of": part} for part in models])
    opened = for_each_page(Opener(args.folds), args.pages, rows, args.cache, version, args.jobs)
    samples = make_samples(rows, opened)
    table = np.array(
        [page_features(s.page.blocks, s.page.body, s.page.kinds, s.page.claims) for s in samples], dtype=np.float32
    )
    types = np.array([s.page.type for s in samples])
    weights = np.array([s.weight for s in samples])
    scores = np.zeros(len(samples))
    for k in range(FOLDS):
        seen = np.array(held_out(samples, k))
        forests = train(table[seen], types[seen], weights[seen])
        write_model(fold_dir(args.folds, k) / MODEL, forests, digest_of_rows(rows))
        use_models(fold_dir(args.folds, k))
        mine = np.array([s.page.fold == k for s in samples])
        scores[mine] = article_scores(table[mine])
    use_models(None)
    nothing: dict[str, int] = {}
    for row, page in zip(rows, opened, strict=True):
        if page is None or not any(page.body):
            nothing[row["set"]] = nothing.get(row["set"], 0) + 1
    report(samples, scores, nothing)
    write_model(args.output, train(table, types, weights), digest_of_rows(rows))


def article_scores(table: Any) -> list[float]:
    from newsclean.content.forest import load_model

    return [float(score) for score in load_model("newsclean.content", MODEL)["article"].score(table)]


if __name__ == "__main__":
    main()
