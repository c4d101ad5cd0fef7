"""Train the model that joins a page's own evidence and its site's: sites/evidence.npz.

    python benchmarks/train_site_evidence.py PAGES GOLD FOLDS [-o src/newsclean/sites/evidence.npz] [--cache DIR]

PAGES and GOLD are those of `train_classifier.py`, FOLDS the directory in which it left the block classifiers of each
fold: run it first. The score of a block is always that of a classifier which has not seen its site, and what the site
says of a page never counts the page itself, so that the model is trained on what it will meet. Each site is seen twice:
with the sample that a run would learn from, and with a few pages of it: so the model knows what few pages are worth.
The model starts from the page's own score, calibrated on pages of other sites, and learns only what the site adds to
that: where the site adds no evidence, it adds nothing to the page's own log-odds.
For each fold a model trained on the other folds is written to FOLDS/K/evidence.npz, which `crossval_sites.py` uses.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import lightgbm as lgb
import numpy as np
from folds import FOLDS, Row, digest_of_code, digest_of_rows, fold_dir, fold_of, for_each_page, read_body, read_gold
from forests import flatten
from training_pages import page_blocks

from newsclean.content.classifier import score
from newsclean.content.forest import use_models, write_model
from newsclean.content.select import TAKEN
from newsclean.learning.sample import sample_size
from newsclean.model import Page
from newsclean.sites.evidence import FEATURES, Evidence, features, has_evidence
from newsclean.sites.key import site_key
from newsclean.sites.profile import MIN_OTHERS, MODEL, SURELY_NOT
from newsclean.sites.tally import PageSums, page_hash, page_sums

TREES = 100
# Weights of blocks are 1 on average: small leaves and little shrinking made the model know sites by heart.
PARAMETERS = {
    "objective": "binary", "learning_rate": 0.1, "num_leaves": 8, "min_data_in_leaf": 1000, "max_depth": 4,
    "feature_fraction": 0.5, "bagging_fraction": 0.5, "bagging_freq": 1, "lambda_l2": 500, "max_bin": 63,
    "verbose": -1, "num_threads": 2, "seed": 1, "deterministic": True, "force_col_wise": True,
}  # fmt: skip
CALIBRATION = {"num_leaves": 8, "max_depth": 4, "min_data_in_leaf": 2000, "monotone_constraints": [1], "max_bin": 255}
CALIBRATION_TREES = 40
# Of what the model has learned to add: less is more on sites that differ from all those that it was trained on.
SHARE = 0.8
FEW = (3, 4, 5, 7, 9, 13, 21)  # pages of a site, for its second time
MAX_PAGES_OF_SITE = 60  # that are trained on


def identify(pages: Path, row: Row) -> tuple[str, str]:
    """Return the name and the site that a run would give a page."""
    page = Page(row["file"].removesuffix(".gz"), read_body(pages, row))
    return page_hash(page), site_key(page)


def rows_with_others(pages: Path, rows: list[Row]) -> dict[str, tuple[str, str]]:
    """Return name and site of each page whose site has another one, by the page's file."""
    found = {row["file"]: identify(pages, row) for row in rows}
    counts = Counter(key for _, key in found.values())
    return {file: (name, key) for file, (name, key) in found.items() if counts[key] > 1}


def score_pages(pages: list[dict[str, Any]], folds: Path) -> None:
    """Give each page the scores of the classifier of its fold, and its sums."""
    for fold in range(FOLDS):
        use_models(fold_dir(folds, fold))
        for page in pages:
            if fold_of(page["site"]) == fold:
                scores = page["scores"] = score(page["blocks"], page["topic"])
                page["sums"] = page_sums(page["blocks"], scores, TAKEN)
    use_models(None)


def rows_of(pages: list[dict[str, Any]], sample: list[dict[str, Any]], out: dict[str, list[Any]]) -> None:
    """Add the rows of some pages of a site, of which `sample` was learned from."""
    sums: dict[str, PageSums] = {page["hash"]: page["sums"] for page in sample}
    evidence = Evidence(sums)
    for page in pages:
        used = (page["weights"] > 0) & (np.array(page["scores"]) > SURELY_NOT)
        if evidence.others(page["hash"]) < MIN_OTHERS or not used.any():
            continue
        found = features(evidence, page["hash"], page["sums"], page["blocks"], page["scores"])
        used &= has_evidence(found)
        out["rows"].append(found[used])
        out["gold"].append(page["gold"][used])
        out["weights"].append(page["weights"][used] / np.sqrt(1 + evidence.others(page["hash"])))
        out["scores"].append(np.array(page["scores"])[used])
        out["fold"].append(np.full(used.sum(), fold_of(page["site"])))


def training_rows(pages: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the rows of all pages whose site has another page."""
    by_key: dict[str, list[dict[str, Any]]] = {}
    for page in sorted(pages, key=lambda page: page["hash"]):
        by_key.setdefault(page["key"], []).append(page)
    out: dict[str, list[Any]] = {name: [] for name in ("rows", "gold", "weights", "scores", "fold")}
    for key, site in sorted(by_key.items()):
        chance = random.Random(int(hashlib.md5(key.encode()).hexdigest(), 16))
        some = chance.sample(site, min(len(site), MAX_PAGES_OF_SITE))
        rows_of(some, site[: sample_size(len(site))], out)
        rows_of(some[: MAX_PAGES_OF_SITE // 2], chance.sample(site, min(len(site), chance.choice(FEW))), out)
    data = {name: np.concatenate(parts) for name, parts in out.items()}
    data["weights"] /= data["weights"].mean()
    return data


def set_right(data: dict[str, Any]) -> None:
    """Add the log-odds of the classifier's scores on pages that it has not seen: they are too certain."""
    scores = data["scores"].reshape(-1, 1)
    data["alone"] = np.zeros(len(scores))
    parameters = {**PARAMETERS, **CALIBRATION, "feature_fraction": 1.0, "bagging_freq": 0}
    for fold in range(FOLDS):
        held_out = data["fold"] == fold
        table = lgb.Dataset(scores[~held_out], data["gold"][~held_out], weight=data["weights"][~held_out])
        model = lgb.train(parameters, table, CALIBRATION_TREES)
        data["alone"][held_out] = model.predict(scores[held_out], raw_score=True)


def train(data: dict[str, Any], used: Any) -> Any:
    """Return a model of what the site's evidence adds to the page's own."""
    table = lgb.Dataset(
        data["rows"][used], data["gold"][used], weight=data["weights"][used], init_score=data["alone"][used]
    )
    return lgb.train(PARAMETERS, table, TREES)


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
    score_pages(pages, args.folds)
    data, digest = training_rows(pages), digest_of_rows(rows)
    set_right(data)
    print(f"{len(data['gold'])} rows", file=sys.stderr)
    for fold in range(FOLDS):
        model = train(data, data["fold"] != fold)
        write(fold_dir(args.folds, fold) / MODEL, model, digest)
        held_out = data["fold"] == fold
        after = data["scores"][held_out] + SHARE * model.predict(data["rows"][held_out], raw_score=True)
        both = [
            np.average((scores > TAKEN) == data["gold"][held_out], weights=data["weights"][held_out])
            for scores in (data["scores"][held_out], after)
        ]
        print(f"fold {fold}: {both[0]:.4f} of text right by the page alone, {both[1]:.4f} with its site", flush=True)
    write(args.output, train(data, slice(None)), digest)


def write(path: Path, model: Any, digest: str) -> None:
    """Write a model file, of which each leaf counts for `SHARE` of what was learned."""
    arrays = flatten(model)
    arrays["value"] = [SHARE * value for value in arrays["value"]]
    write_model(path, {"evidence": (FEATURES, arrays)}, digest)


if __name__ == "__main__":
    main()
