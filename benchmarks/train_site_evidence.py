"""Train the model that joins a page's own evidence and its site's: sites/evidence.npz.

    python benchmarks/train_site_evidence.py PAGES GOLD FOLDS [-o src/newsclean/sites/evidence.npz] [--cache DIR]

PAGES and GOLD are those of `train_classifier.py`, FOLDS the directory in which it and `train_clash.py` left
the models of each fold: run them first. The score of a block is always that of models which have not seen its site, and
what the site says of a page never counts the page itself, so that the model is trained on what it will meet. Each site
is seen twice: with the sample that a run would learn from, and with a few pages of it: so the model knows what few
pages are worth. It is monotone: what the other pages keep makes a block no less likely, what they repeat no more so.
For each fold a model trained on the other folds is written to FOLDS/K/evidence.npz, which `crossval_sites.py` uses.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
from collections import Counter
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import lightgbm as lgb
import numpy as np
from folds import FOLDS, Row, digest_of_code, digest_of_rows, fold_dir, fold_of, for_each_page, read_body, read_gold
from forests import flatten, page_weight
from training_pages import page_blocks

from newsclean.content import TAKEN
from newsclean.content.classifier import score
from newsclean.content.forest import use_models, write_model
from newsclean.content.select import score_blocks
from newsclean.document import Document, open_page
from newsclean.learning.sample import sample_size
from newsclean.model import Page
from newsclean.options import Options
from newsclean.sites.evidence import FEATURES, Evidence, features, has_evidence
from newsclean.sites.key import site_key
from newsclean.sites.profile import MIN_OTHERS, MODEL, PAGE_SHARE, SURELY_NOT
from newsclean.sites.tally import PageSums, page_hash, page_sums

TREES = 80
SEEDS = (1, 2)  # two models together err less than one on sites unlike those that they were trained on
# The more main content on a path, the likelier is a block on it; the more pages repeat a line, the less likely is it.
MONOTONE = [
    1 if name.startswith(("score_", "kept_")) or name == "own" else -int(name in ("repeats", "repeats_share"))
    for name in FEATURES
]
# Smaller leaves and less shrinking make the model know sites by heart.
PARAMETERS = {
    "objective": "binary", "learning_rate": 0.08, "num_leaves": 15, "max_depth": 6, "min_data_in_leaf": 500,
    "feature_fraction": 0.4, "bagging_fraction": 0.6, "bagging_freq": 1, "lambda_l2": 100, "max_bin": 63,
    "monotone_constraints": MONOTONE, "verbose": -1, "num_threads": 2, "deterministic": True, "force_col_wise": True,
}  # fmt: skip
_FEW_WEIGHT = 0.7  # of a page that is seen with a few others, beside its weight with all of them
FEW = (3, 4, 5, 7, 9, 13, 21)  # pages of a site, for its second time


def identify(pages: Path, row: Row) -> tuple[str, str]:
    """Return the name and the site that a run would give a page."""
    page = Page(row["file"].removesuffix(".gz"), read_body(pages, row))
    return page_hash(page), site_key(page)


def rows_with_others(pages: Path, rows: list[Row]) -> dict[str, tuple[str, str]]:
    """Return name and site of each page whose site has another one, by the page's file."""
    found = {row["file"]: identify(pages, row) for row in rows}
    counts = Counter(key for _, key in found.values())
    return {file: (name, key) for file, (name, key) in found.items() if counts[key] > 1}


def page_scores(job: tuple[Path, Path, int, list[dict[str, Any]]]) -> dict[str, tuple[Any, list[float]]]:
    """Return, by the models of a fold, what a run would learn from each of its pages, and the scores that it weighs."""
    directory, folds, fold, pages = job
    use_models(fold_dir(folds, fold))
    found = {}
    for page in pages:
        document = open_page(Page(page["file"], read_body(directory, page)), Options())
        if isinstance(document, Document) and len(document.blocks) == len(page["blocks"]):
            sums = page_sums(document.blocks, score(document.blocks, page["topic"]), TAKEN)
            found[page["file"]] = sums, score_blocks(document.tree, document.blocks, page["topic"])
    return found


def score_pages(directory: Path, folds: Path, pages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the pages with their scores and sums."""
    by_fold: list[list[dict[str, Any]]] = [[] for _ in range(FOLDS)]
    for page in pages:
        by_fold[fold_of(page["site"])].append(page)
    with Pool(2) as pool:
        parts = pool.map(page_scores, [(directory, folds, k, part) for k, part in enumerate(by_fold)], chunksize=1)
    found = {file: answer for part in parts for file, answer in part.items()}
    scored = [page for page in pages if page["file"] in found]
    return [{**page, "sums": found[page["file"]][0], "scores": np.array(found[page["file"]][1])} for page in scored]


def rows_of(
    pages: list[dict[str, Any]], sample: list[dict[str, Any]], factor: float, out: dict[str, list[Any]]
) -> None:
    """Add the rows of the pages of a site, of which `sample` was learned from; their weights count `factor` times."""
    sums: dict[str, PageSums] = {page["hash"]: page["sums"] for page in sample}
    evidence = Evidence(sums)
    for page in pages:
        used = (page["weights"] > 0) & (page["scores"] > SURELY_NOT)
        if evidence.others(page["hash"]) < MIN_OTHERS or not used.any():
            continue
        found = features(evidence, page["hash"], page["blocks"], page["scores"])
        used &= has_evidence(found)
        share = factor * page_weight(page, len(pages))
        out["rows"].append(found[used])
        out["gold"].append(page["gold"][used])
        out["weights"].append(share * page["weights"][used])
        out["scores"].append(page["scores"][used])
        out["fold"].append(np.full(used.sum(), fold_of(page["site"])))


def training_rows(pages: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the rows of all pages whose site has another page."""
    by_key: dict[str, list[dict[str, Any]]] = {}
    for page in sorted(pages, key=lambda page: page["hash"]):
        by_key.setdefault(page["key"], []).append(page)
    out: dict[str, list[Any]] = {name: [] for name in ("rows", "gold", "weights", "scores", "fold")}
    for key, site in sorted(by_key.items()):
        chance = random.Random(int(hashlib.md5(key.encode()).hexdigest(), 16))
        rows_of(site, site[: sample_size(len(site))], 1.0, out)
        few = chance.sample(site, min(len(site), chance.choice(FEW)))
        if len(few) < len(site):
            rows_of(site, few, _FEW_WEIGHT, out)
    return {name: np.concatenate(parts) for name, parts in out.items()}


def train(data: dict[str, Any], used: Any) -> list[Any]:
    """Return models of what a block is by its page's and its site's evidence."""
    rows, gold, weights = (data[name][used] for name in ("rows", "gold", "weights"))
    parameters = [{**PARAMETERS, "seed": seed} for seed in SEEDS]
    return [lgb.train(each, lgb.Dataset(rows, gold, weight=weights, params=each), TREES) for each in parameters]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("folds", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=Path("src/newsclean/sites") / MODEL)
    parser.add_argument("--cache", type=Path, default=Path("cache"), help="where what is read of each page is kept")
    args = parser.parse_args()
    rows = read_gold(args.gold)
    named = rows_with_others(args.pages, rows)
    rows = [row for row in rows if row["file"] in named]
    version = digest_of_code(
        "document.py", "html", "metadata", "model.py", "text.py", "urls.py", "content/trafilatura.py"
    )
    pages = []
    for row, page in zip(rows, for_each_page(page_blocks, args.pages, rows, args.cache, version), strict=True):
        if page is not None:
            pages.append({**page, "hash": named[row["file"]][0], "key": named[row["file"]][1]})
    data, digest = training_rows(score_pages(args.pages, args.folds, pages)), digest_of_rows(rows)
    print(f"{len(data['gold'])} rows", file=sys.stderr)
    for fold in range(FOLDS):
        models = train(data, data["fold"] != fold)
        write(fold_dir(args.folds, fold) / MODEL, models, digest)
        held_out = data["fold"] == fold
        model = sum(one.predict(data["rows"][held_out], raw_score=True) for one in models) / len(models)
        alone = data["scores"][held_out]
        both = [
            np.average((scores > TAKEN) == data["gold"][held_out], weights=data["weights"][held_out])
            for scores in (alone, PAGE_SHARE * alone + (1 - PAGE_SHARE) * model)
        ]
        print(f"fold {fold}: {both[0]:.4f} of text right by the page alone, {both[1]:.4f} with its site", flush=True)
    write(args.output, train(data, slice(None)), digest)


def write(path: Path, models: list[Any], digest: str) -> None:
    """Write a model file; its leaves count for what `PAGE_SHARE` leaves."""
    write_model(path, {"evidence": (FEATURES, flatten(*models, factor=1 - PAGE_SHARE))}, digest)


if __name__ == "__main__":
    main()
