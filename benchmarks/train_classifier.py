"""Train the block classifier, newsclean's classifier.npz, on pages whose article is known.

    python benchmarks/train_classifier.py PAGES GOLD --cache DIR --folds DIR [-o FILE]

PAGES is a directory of pages, GOLD one of JSONL files of rows: `file` (below PAGES), `site`, and `text` (the article),
`with` and `without` (snippets that belong to it or not) or `article`: false. Every block is labelled by whether its
words are in the gold text. Needs lightgbm, which newsclean itself does not. To FOLDS go the models for
`crossval.py`, each trained without the sites of its fold; the scores that a forest learns from are those of forests
that have not seen the page's site. Pages read and forests trained are kept in the cache, so that a
training that was interrupted continues where it was.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import lightgbm as lgb
import numpy as np
from folds import FOLDS, Row, digest_of_code, digest_of_rows, fold_dir, fold_of_page, for_each_page, read_gold, site_of
from forests import BASE_PARAMS, SET_WEIGHTS, SITE_POWER, flatten, page_weight
from training_pages import page_blocks, page_votes

from newsclean.content.classifier import MODEL, SECOND_FEATURES, UNCERTAIN, VOTE_FEATURES, Scores, vote_features
from newsclean.content.context_features import context_features
from newsclean.content.doubt import DOUBT_FEATURES, doubt_features
from newsclean.content.features import FEATURES, PageFeatures
from newsclean.content.forest import write_model

FIRST = {**BASE_PARAMS, "learning_rate": 0.15}
SECOND = {**BASE_PARAMS, "learning_rate": 0.09, "num_leaves": 63, "max_depth": 12, "min_data_in_leaf": 60}
VOTES = {**BASE_PARAMS, "num_leaves": 12, "feature_fraction": 0.7}
DOUBT = {
    **BASE_PARAMS, "objective": "regression", "num_leaves": 8, "min_data_in_leaf": 30, "learning_rate": 0.07,
    "feature_fraction": 0.7,
}  # fmt: skip
TREES = {"first": 80, "second": 200, "votes": 60, "doubt": 60}
# For trying something out: a third of the cost, and most of the way.
QUICK_TREES = {"first": 45, "second": 100, "votes": 50, "doubt": 50}
_QUICK_PAGES = 6  # of one site
_MAX_PAGES = 16  # of one site: more of them teach little about others, and cost as much
_ASKED_SHARE = 0.3  # the last forest learns from these pages, where trafilatura is most likely to be asked
_MAX_ASKED = 8  # of these a site; trafilatura is slow
# Of the short blocks of links that no gold text has, which make most of a page, one in so many is learned from.
_MENU_STEP = 4
_MENU_LINKS, _MENU_SIZE = 0.5, 60

Model = dict[str, tuple[tuple[str, ...], dict[str, Any]]]


class Kept:
    """Models that are kept as soon as they are trained, so that an interrupted training continues where it was."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        directory.mkdir(parents=True, exist_ok=True)

    def get(self, name: str, train: Callable[[], Any]) -> Any:
        """Return the model of this name, trained now if it was not before."""
        path = self.directory / f"{name}.txt"
        if not path.exists():
            unfinished = path.with_suffix(".part")
            train().save_model(unfinished)
            unfinished.rename(path)
            _log(name)
        return lgb.Booster(model_file=path)


def _log(what: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {what}", file=sys.stderr, flush=True)


def page_features(page: dict[str, Any]) -> PageFeatures:
    """Return the numbers of a page's blocks, without the blocks: they are many."""
    found = PageFeatures(page["blocks"], page["topic"].title)
    found.page.blocks = ()
    return found


class Table:
    """All blocks of all pages: their numbers, labels and weights, and the fold of each."""

    def __init__(self, pages: list[dict[str, Any]]) -> None:
        self.pages = pages
        with Pool() as pool:
            self.features = list(pool.imap(page_features, pages, 16))
        self.rows = np.vstack([features.rows for features in self.features])
        for features, page in zip(self.features, pages, strict=True):
            features.rows = np.empty((len(page["blocks"]), 0), dtype=np.float32)
        self.gold = np.concatenate([page["gold"] for page in pages])
        number = Counter(site_of(page) for page in pages)
        self.weights = np.concatenate([page["weights"] * page_weight(page, number[site_of(page)]) for page in pages])
        sizes = np.concatenate([features.page.sizes for features in self.features])
        menu = (self.rows[:, FEATURES.index("links")] > _MENU_LINKS) & (sizes < _MENU_SIZE) & ~self.gold
        chance = np.random.default_rng(1).random(len(menu))
        self.weights = np.where(menu, (chance < 1 / _MENU_STEP) * self.weights * _MENU_STEP, self.weights)
        self.ends = np.cumsum([len(page["blocks"]) for page in pages])
        self.page_folds = np.array([fold_of_page(page) for page in pages])
        self.folds = np.repeat(self.page_folds, np.diff(self.ends, prepend=0))

    def parts(self, values: Any) -> list[Any]:
        """Return values of all blocks page by page."""
        return np.split(values, self.ends[:-1])


def train_first(table: Table, kept: Kept) -> tuple[list[Any], Any]:
    """Return the first forests of all folds and the one of all pages, and the scores by forests new to the site."""
    used = table.weights > 0
    data = lgb.Dataset(table.rows[used], table.gold[used], weight=table.weights[used], params=FIRST).construct()
    folds = table.folds[used]
    scores = np.zeros(len(table.gold))
    models = []
    for k in range(FOLDS + 1):
        part = data.subset(np.flatnonzero(folds != k))
        models.append(kept.get(f"first-{k}", partial(lgb.train, FIRST, part, TREES["first"])))
        held_out = table.folds == k
        if held_out.any():
            scores[held_out] = models[k].predict(table.rows[held_out], raw_score=True)
    sure = ((scores <= UNCERTAIN[0]) | (scores >= UNCERTAIN[1])) & used
    wrong = ((scores[sure] > 0) != table.gold[sure]).mean()
    _log(f"first: sure of {sure.sum() / used.sum():.1%} of the blocks, wrong about {wrong:.2%} of these")
    return models, scores


def train_second(table: Table, first: Any, kept: Kept) -> tuple[list[Any], Any]:
    """Return the second forests, and the first scores with the second ones where those are asked for."""
    open_ = (first > UNCERTAIN[0]) & (first < UNCERTAIN[1])
    parts = zip(table.features, table.parts(first), strict=True)
    context = np.vstack([context_features(features, part) for features, part in parts])[open_]
    rows = np.hstack([table.rows[open_], context])
    gold, weights, folds = table.gold[open_], table.weights[open_], table.folds[open_]
    used = weights > 0
    data = lgb.Dataset(rows[used], gold[used], weight=weights[used], params=SECOND).construct()
    scores = first.copy()
    second = np.zeros(len(gold))
    models = []
    for k in range(FOLDS + 1):
        part = data.subset(np.flatnonzero(folds[used] != k))
        models.append(kept.get(f"second-{k}", partial(lgb.train, SECOND, part, TREES["second"])))
        if (folds == k).any():
            second[folds == k] = models[k].predict(rows[folds == k], raw_score=True)
    scores[open_] = second
    return models, scores


def train_doubt(table: Table, scores: Any) -> tuple[list[Any], Any]:
    """Return the forests that tell how wrong the scores are about a page, and what they say of pages new to them."""
    parts = table.parts(scores)
    rows = np.vstack([doubt_features(*pair) for pair in zip(table.features, parts, strict=True)])
    losses = [_loss(*triple) for triple in zip(table.pages, table.features, parts, strict=True)]
    known = np.array([loss is not None for loss in losses])
    loss = np.array([loss or 0.0 for loss in losses])
    number = Counter(site_of(page) for page in table.pages)
    weights = np.array([number[site_of(page)] ** -SITE_POWER for page in table.pages])
    doubts = np.zeros(len(loss))
    models = []
    for k in (*range(FOLDS), None):
        used = known & (table.page_folds != k) if k is not None else known
        data = lgb.Dataset(rows[used], loss[used], weight=weights[used], params=DOUBT)
        models.append(lgb.train(DOUBT, data, TREES["doubt"]))
        if k is not None:
            doubts[table.page_folds == k] = models[k].predict(rows[table.page_folds == k])
    for share in (0.05, 0.1, 0.13, 0.2):
        least = np.quantile(doubts[known], 1 - share)
        here = loss[known & (doubts >= least)].sum() / loss[known].sum()
        _log(f"doubt: {share:.0%} of the pages are above {least:.3f}, with {here:.0%} of what is lost")
    return models, doubts


def _loss(page: dict[str, Any], features: PageFeatures, scores: Any) -> float | None:
    """Return 1 - F1 over the characters of a page's blocks; None where the gold does not tell."""
    sizes = features.page.sizes * (page["weights"] > 0)
    taken = scores > 0.2
    wanted = (sizes * page["gold"]).sum()
    if not wanted or not page["row"].get("text"):
        return None
    return float(1 - 2 * (sizes * (taken & page["gold"])).sum() / ((sizes * taken).sum() + wanted))


def train_votes(table: Table, scores: Any, doubts: Any, ask: Callable[[list[Row]], list[Any]]) -> tuple[list[Any], Any]:
    """Return the forests that weigh in trafilatura's votes, and all scores with theirs where it was asked.

    It is asked, by `ask`, about pages that leave doubt, and about a few of one site.
    """
    parts = table.parts(scores)
    asked: Counter[str] = Counter()
    chosen = []
    least = np.quantile(doubts, 1 - _ASKED_SHARE)
    for number, page in enumerate(table.pages):
        if doubts[number] >= least and page["set"] != "gate" and asked[site_of(page)] < _MAX_ASKED:
            asked[site_of(page)] += 1
            chosen.append(number)
    answers = ask([table.pages[number]["row"] for number in chosen])
    _log(f"votes: asked about {len(chosen)} pages")
    rows = []
    for number, answer in zip(chosen, answers, strict=True):
        rows.append(vote_features(_scores(table.features[number], parts[number]), answer))
    at = [np.arange(table.ends[number] - len(parts[number]), table.ends[number]) for number in chosen]
    lines, stack = np.concatenate(at), np.vstack(rows)
    gold, weights, folds = table.gold[lines], table.weights[lines], table.folds[lines]
    found = scores.copy()
    models = []
    for k in (*range(FOLDS), None):
        used = (weights > 0) & (folds != k) if k is not None else weights > 0
        data = lgb.Dataset(stack[used], gold[used], weight=weights[used], params=VOTES)
        models.append(lgb.train(VOTES, data, TREES["votes"]))
        if k is not None:
            found[lines[folds == k]] = models[k].predict(stack[folds == k], raw_score=True)
    return models, found


def _scores(features: PageFeatures, log_odds: Any) -> Scores:
    found = Scores.__new__(Scores)
    found.features, found.log_odds = features, log_odds
    return found


def show(table: Table, name: str, scores: Any) -> None:
    """Print the F1 of each set over the characters of its blocks, without rules: a first look."""
    by_set: dict[str, list[float]] = {}
    for page, features, part in zip(table.pages, table.features, table.parts(scores), strict=True):
        loss = _loss(page, features, part)
        if loss is not None:
            by_set.setdefault(page["set"], []).append(1 - loss)
    cells = [f"{k} {np.mean(v):.4f}/{1000 * np.mean(np.array(v) < 0.5):.0f}" for k, v in sorted(by_set.items())]
    _log(f"{name}: {' '.join(cells)} mean {np.mean([np.mean(v) for v in by_set.values()]):.4f}")


def _settings() -> str:
    """Return a digest of all that the first two forests depend on, apart from the pages and the gold."""
    code = digest_of_code(
        "html/shape.py", *(f"content/{name}features.py" for name in ("", "own_", "element_", "context_"))
    )
    values = (FIRST, SECOND, TREES["first"], TREES["second"], UNCERTAIN, _MENU_STEP, SITE_POWER, SET_WEIGHTS, code)
    return hashlib.sha256(repr(values).encode()).hexdigest()[:12]


def _few_of_each_site(rows: list[Row], most: int) -> list[Row]:
    seen: Counter[str] = Counter()
    few = []
    for row in rows:
        seen[site_of(row)] += 1
        if seen[site_of(row)] <= most:
            few.append(row)
    return few


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--cache", type=Path, required=True, help="directory for what is worked out page by page")
    parser.add_argument("--folds", type=Path, required=True, help="directory for the models of the folds")
    parser.add_argument("-o", "--output", type=Path, default=Path("src/newsclean/content") / MODEL)
    parser.add_argument("--quick", action="store_true", help="fewer trees, at most six pages of a site")
    args = parser.parse_args()
    gold = read_gold(args.gold)
    if args.quick:
        TREES.update(QUICK_TREES)
    gold = _few_of_each_site(gold, _QUICK_PAGES if args.quick else _MAX_PAGES)
    code = digest_of_code("document.py", "html", "metadata", "model.py", "text.py", "urls.py", "content/trafilatura.py")
    blocks = for_each_page(page_blocks, args.pages, gold, args.cache, code)
    _log("pages read")
    table = Table([{**page, "row": row} for page, row in zip(blocks, gold, strict=True) if page is not None])
    _log(f"{table.rows.shape[0]} blocks of {len(table.pages)} pages, {table.rows.shape[1]} features")
    kept = Kept(args.cache / f"forests-{code}-{digest_of_rows(gold)}-{_settings()}")
    firsts, scores = train_first(table, kept)
    show(table, "first", scores)
    seconds, scores = train_second(table, scores, kept)
    show(table, "second", scores)
    ask = partial(for_each_page, page_votes, args.pages, cache=args.cache, version=code)
    doubts, doubt = train_doubt(table, scores)
    votes, with_votes = train_votes(table, scores, doubt, ask)
    show(table, "votes", with_votes)
    trained_on = digest_of_rows(gold)
    for k, found in enumerate(zip(firsts, seconds, doubts, votes, strict=True)):
        path = args.output if k == FOLDS else fold_dir(args.folds, k) / MODEL
        names = {"first": FEATURES, "second": SECOND_FEATURES, "doubt": DOUBT_FEATURES, "votes": VOTE_FEATURES}
        model = {
            name: (features, flatten(forest)) for (name, features), forest in zip(names.items(), found, strict=True)
        }
        write_model(path, model, trained_on if k == FOLDS else f"{trained_on} without fold {k}")
    _log(f"written: {args.output}, {args.output.stat().st_size} bytes")


if __name__ == "__main__":
    main()
