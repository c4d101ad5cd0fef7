"""Train content/clash.npz: which selection is the article where the block classifier and trafilatura do not agree.

    python benchmarks/train_clash.py PAGES GOLD FOLDS CACHE [-o src/newsclean/content/clash.npz]

PAGES is a directory of pages, GOLD one of JSONL files of rows (`file`, `site`, `text`), FOLDS and CACHE what
`train_classifier.py` wrote: every page is scored by the block classifier that has not seen its site, and trafilatura is
asked about the pages that leave most doubt, unless the cache has its answer. The models of the folds go to FOLDS, where
`crossval.py` finds them, and the held-out F1 of each way to choose is printed. Needs lightgbm.
"""

from __future__ import annotations

import argparse
from collections import Counter
from multiprocessing import Pool
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
    fold_of,
    for_each_page,
    read_gold,
    training_arguments,
)
from forests import BASE_PARAMS, flatten
from training_pages import page_blocks, page_votes

from newsclean.content.clash import EXTRACTED, FEATURES, MIN_GAIN, MODEL, OWN, WEIGHED, selection_features
from newsclean.content.classifier import Scores
from newsclean.content.forest import use_models, write_model
from newsclean.content.select import DOUBT, fill_holes, opinions_on

PARAMETERS = {
    **BASE_PARAMS, "objective": "regression", "learning_rate": 0.05, "num_leaves": 8, "min_data_in_leaf": 20,
    "feature_fraction": 0.4, "bagging_fraction": 0.7, "bagging_freq": 1,
}  # fmt: skip
TREES = 150
_ASKED_SHARE = 0.3  # the pages that leave most doubt: more than will be asked about, so that there is more to learn
_MAX_ASKED = 8  # of them a site
CODE = ("document.py", "html", "metadata", "model.py", "text.py", "urls.py", "content/trafilatura.py")


class Case(NamedTuple):
    row: Row
    doubt: float
    numbers: Any  # a row for each selection
    f1: list[float]  # of each selection


def doubts_of(job: tuple[Path, list[dict[str, Any]]]) -> list[float]:
    """Return the doubt about each page, by the models of one fold."""
    use_models(job[0])
    return [Scores(page["blocks"], page["topic"]).doubt() for page in job[1]]


def cases_of(job: tuple[Path, list[tuple[Row, dict[str, Any], Any]]]) -> list[Case]:
    """Return the selections on each page, by the models of one fold, and how good they are."""
    use_models(job[0])
    return [case for row, page, votes in job[1] if (case := _case(row, page, votes)) is not None]


def _case(row: Row, page: dict[str, Any], votes: list[bool] | None) -> Case | None:
    blocks = page["blocks"]
    scored = Scores(blocks, page["topic"])
    sizes = scored.features.page.sizes * (page["weights"] > 0)
    wanted = (sizes * page["gold"]).sum()
    if votes is None or not wanted:
        return None
    masks = [np.array(fill_holes(blocks, opinion)) for opinion in opinions_on(scored, votes)]
    f1 = [2 * (sizes * (mask & page["gold"])).sum() / ((sizes * mask).sum() + wanted) for mask in masks]
    return Case(row, scored.doubt(), selection_features(scored, masks), f1)


def collect(args: argparse.Namespace) -> list[Case]:
    """Return the cases of all pages that leave most doubt."""
    gold = read_gold(args.gold)
    code = digest_of_code(*CODE)
    pages = for_each_page(page_blocks, args.pages, gold, args.cache, code, args.jobs)
    known = [(row, page) for row, page in zip(gold, pages, strict=True) if page is not None and row.get("text")]
    with Pool(args.jobs) as pool:
        by_fold = [[pair for pair in known if fold_of(pair[0]["site"]) == k] for k in range(FOLDS)]
        jobs = [(fold_dir(args.folds, k), [page for _, page in pairs]) for k, pairs in enumerate(by_fold)]
        doubts = [doubt for found in pool.imap(doubts_of, jobs) for doubt in found]
        least = np.quantile(doubts, 1 - _ASKED_SHARE)
        number: Counter[str] = Counter()
        chosen = []
        for (row, page), doubt in zip([pair for pairs in by_fold for pair in pairs], doubts, strict=True):
            if doubt >= least and number[row["site"]] < _MAX_ASKED:
                number[row["site"]] += 1
                chosen.append((row, page))
        answers = for_each_page(page_votes, args.pages, [row for row, _ in chosen], args.cache, code, args.jobs)
        asked = [(row, page, answer) for (row, page), answer in zip(chosen, answers, strict=True)]
        parts = [
            (fold_dir(args.folds, k), [one for one in asked if fold_of(one[0]["site"]) == k]) for k in range(FOLDS)
        ]
        return [case for found in pool.imap(cases_of, parts) for case in found]


def train(cases: list[Case]) -> Any:
    """Return the forest that expects of each selection its F1."""
    number = Counter(case.row["site"] for case in cases)
    weights = np.repeat([number[case.row["site"]] ** -0.5 for case in cases], 3)
    rows = np.vstack([case.numbers for case in cases])
    return lgb.train(PARAMETERS, lgb.Dataset(rows, np.concatenate([case.f1 for case in cases]), weight=weights), TREES)


def report(cases: list[Case], expected: Any) -> None:
    """Print F1 and lost pages of each way to choose, over the pages that trafilatura would be asked about."""
    chosen = expected + np.array([0, MIN_GAIN, 0])
    ways = {"own": OWN, "weighed": WEIGHED, "extracted": EXTRACTED}
    f1 = np.array([case.f1 for case in cases])
    picks = {**{name: np.full(len(cases), at) for name, at in ways.items()}, "chosen": chosen.argmax(axis=1)}
    picks["best"] = f1.argmax(axis=1)
    asked = np.array([case.doubt > DOUBT for case in cases])
    sets = np.array([case.row["set"] for case in cases])
    for name, pick in picks.items():
        found = f1[np.arange(len(cases)), pick]
        cells = [
            f"{s} {found[asked & (sets == s)].mean():.3f}/{(found[asked & (sets == s)] < 0.5).sum()}"
            for s in sorted(set(sets[asked]))
        ]
        lost = (found[asked] < 0.5).sum()
        print(f"{name:10} {found[asked].mean():.4f}, {lost} of {asked.sum()} lost: {' '.join(cells)}")


def main() -> None:
    args = training_arguments(__doc__, Path("src/newsclean/content") / MODEL)
    cases = collect(args)
    trained_on = digest_of_rows(case.row for case in cases)
    expected = np.zeros((len(cases), 3))
    for k in range(FOLDS):
        mine = [i for i, case in enumerate(cases) if fold_of(case.row["site"]) == k]
        model = train([case for case in cases if fold_of(case.row["site"]) != k])
        expected[mine] = [model.predict(cases[i].numbers) for i in mine]
        forest = {"clash": (FEATURES, flatten(model))}
        write_model(fold_dir(args.folds, k) / MODEL, forest, f"{trained_on} without fold {k}")
    report(cases, expected)
    write_model(args.output, {"clash": (FEATURES, flatten(train(cases)))}, trained_on)


if __name__ == "__main__":
    main()
