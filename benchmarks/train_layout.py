"""Learn the forests of newsclean's classifier.json from pages whose article is known.

    python benchmarks/train_layout.py PAGES GOLD [-o src/newsclean/classifier.json] [--check]

PAGES is a directory of pages, GOLD one of JSONL files with rows of `file` (below PAGES), `text` (the
article) or `with`/`without` (snippets that belong to it or not), and `url`. Every block of a page is
labelled by whether its words stand in the gold text. Needs lightgbm and numpy, which newsclean itself does
not. Sites are split into five folds; with --check the forest learned on the other four is written for each fold,
so that a benchmark can judge every page by a forest that has not seen its site: those are the figures to quote.
"""

from __future__ import annotations

import argparse
import bisect
import gzip
import hashlib
import json
import re
import sys
from multiprocessing import Pool
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import lightgbm as lgb
import numpy as np

from newsclean.content.classifier import features, score, second_features, weight
from newsclean.content.select import extractor_votes
from newsclean.content.trafilatura import Marked
from newsclean.html.blocks import mark, parse
from newsclean.html.decode import decode

FOLDS = 5
LAYOUT = {
    "objective": "binary", "learning_rate": 0.1, "num_leaves": 31, "min_data_in_leaf": 100, "max_depth": 10,
    "feature_fraction": 0.5, "lambda_l2": 5, "verbose": -1, "num_threads": 1, "seed": 1, "deterministic": True,
    "force_col_wise": True,
}  # fmt: skip
SECOND = {**LAYOUT, "num_leaves": 6, "learning_rate": 0.15, "feature_fraction": 1.0}
LAYOUT_TREES, SECOND_TREES = 150, 50
_UNSPACED = r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")


def words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def labels(texts: list[str], gold: str) -> list[float]:
    """For each block the share of its 4-grams in the gold; short ones count where they stand between long ones."""
    gold_words = words(gold)
    elements: dict[tuple[str, ...], int] = {}
    for i in range(len(gold_words) - 3):
        elements.setdefault(tuple(gold_words[i : i + 4]), i)
    offsets, joined = [], " " + " ".join(gold_words) + " "
    at = 0
    for word in gold_words:
        offsets.append(at)
        at += len(word) + 1
    found: list[float | None] = []
    anchors: list[tuple[int, int]] = []
    split = [words(text) for text in texts]
    for i, block in enumerate(split):
        if len(block) < 6:
            found.append(None)
            continue
        hits = [elements.get(tuple(block[k : k + 4])) for k in range(len(block) - 3)]
        share = sum(hit is not None for hit in hits) / len(hits)
        found.append(share)
        first = next((hit for hit in hits if hit is not None), None)
        if share > 0.6 and first is not None:
            anchors.append((i, first))
    indexes = [i for i, _ in anchors]
    for i, block in enumerate(split):
        if found[i] is not None:
            continue
        k = bisect.bisect(indexes, i)
        low = offsets[anchors[k - 1][1]] if k else 0
        high = offsets[anchors[k][1]] if k < len(anchors) else len(joined)
        needle = " " + " ".join(block) + " "
        end = (high if high >= low else len(joined)) + len(needle)
        found[i] = float(bool(block) and bool(anchors) and joined.find(needle, low, end) >= 0)
    return [share or 0.0 for share in found]


def snippet_labels(texts: list[str], row: dict[str, Any]) -> list[float | None]:
    """1 for blocks with a snippet that belongs, 0 for those with one that does not, None where nothing is known."""
    flat = [" ".join(text.split()).lower() for text in texts]
    found: list[float | None] = []
    for text in flat:
        good = any(" ".join(s.split()).lower() in text for s in row.get("with") or ())
        bad = any(" ".join(s.split()).lower() in text for s in row.get("without") or ())
        found.append(1.0 if good else 0.0 if bad else None)
    return found


def read(job: tuple[Path, dict[str, Any]]) -> dict[str, Any] | None:
    pages, row = job
    path = pages / row["file"]
    body = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    blocks, runs, html = mark(parse(decode(body)))
    if not blocks:
        return None
    texts = [block.text for block in blocks]
    gold = labels(texts, f"{row.get('deck') or ''}\n{row['text']}") if row.get("text") else snippet_labels(texts, row)
    sizes = np.array([min(weight(t), 600) + 30 if y is not None else 0 for t, y in zip(texts, gold, strict=True)])
    host = urlsplit(row.get("url") or "").hostname or row.get("group")
    host = host or path.parent.name.rpartition("_")[0] or row["file"]
    return {
        "site": str(host).removeprefix("www."),
        "rows": np.array(features(blocks), dtype=np.float32),
        "blocks": blocks,
        # Which of trafilatura's answers is heard depends on what the first forest takes: an old one serves.
        "votes": extractor_votes(Marked(html, runs), blocks, score(blocks)),
        "gold": np.array([y is not None and y > 0.5 for y in gold]),
        "weights": sizes / max(1, sizes.sum()) * 100,
        "sizes": np.array([weight(t) for t in texts]),
    }


def learn(rows: Any, gold: Any, weights: Any, params: dict[str, Any], trees: int) -> Any:
    used = weights > 0
    return lgb.train(params, lgb.Dataset(rows[used], gold[used], weight=weights[used]), trees)


def second_rows(pages: list[dict[str, Any]], scores: Any) -> Any:
    out, at = [], 0
    for page in pages:
        n = len(page["blocks"])
        out += second_features(page["blocks"], scores[at : at + n].tolist(), page["votes"])
        at += n
    return np.array(out, dtype=np.float32)


def flatten(model: Any) -> dict[str, Any]:
    """A LightGBM model as the flat arrays that `newsclean.content.classifier.Forest` reads."""
    roots, feature, threshold, children, value = [], [], [], [], []
    deepest = 0

    def add(node: dict[str, Any], depth: int) -> int:
        nonlocal deepest
        deepest = max(deepest, depth)
        number = len(feature)
        leaf = "leaf_value" in node
        feature.append(0 if leaf else node["split_feature"])
        threshold.append(None if leaf else float(f"{node['threshold']:.5g}"))
        value.append(float(f"{node['leaf_value']:.4g}") if leaf else 0)
        children.extend([number, number])
        if not leaf:
            children[2 * number] = add(node["left_child"], depth + 1)
            children[2 * number + 1] = add(node["right_child"], depth + 1)
        return number

    for tree in model.dump_model()["tree_info"]:
        roots.append(add(tree["tree_structure"], 0))
    arrays = {"feature": feature, "threshold": threshold, "children": children, "value": value}
    return {"depth": deepest, "roots": roots, **arrays}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=Path("src/newsclean/classifier.json"))
    parser.add_argument("--check", type=Path, metavar="DIR", help="also write the forest of each fold to DIR")
    args = parser.parse_args()
    rows = [json.loads(line) for path in sorted(args.gold.glob("*.jsonl")) for line in path.open(encoding="utf-8")]
    with Pool() as pool:
        pages = [page for page in pool.imap(read, [(args.pages, row) for row in rows], 8) if page is not None]
    table = np.vstack([page["rows"] for page in pages])
    gold = np.concatenate([page["gold"] for page in pages])
    weights = np.concatenate([page["weights"] for page in pages])
    lengths = [len(page["blocks"]) for page in pages]
    of_page = np.array([int(hashlib.md5(page["site"].encode()).hexdigest(), 16) % FOLDS for page in pages])
    fold = np.repeat(of_page, lengths)
    scores = np.zeros(len(gold))
    held_out = []
    for k in range(FOLDS):
        model = learn(table[fold != k], gold[fold != k], weights[fold != k], LAYOUT, LAYOUT_TREES)
        scores[fold == k] = model.predict(table[fold == k], raw_score=True)
        held_out.append(model)
        print(f"fold {k}: {np.mean((scores[fold == k] > 0) == gold[fold == k]):.4f} of blocks right", file=sys.stderr)
    # The second forest learns from scores of pages that the first one has not seen.
    above = second_rows(pages, scores)
    if args.check:
        args.check.mkdir(exist_ok=True)
        for k, model in enumerate(held_out):
            upper = learn(above[fold != k], gold[fold != k], weights[fold != k], SECOND, SECOND_TREES)
            write(args.check / f"fold{k}.json", model, upper)
    layout = learn(table, gold, weights, LAYOUT, LAYOUT_TREES)
    write(args.output, layout, learn(above, gold, weights, SECOND, SECOND_TREES))


def write(path: Path, layout: Any, second: Any) -> None:
    forests = {"layout": flatten(layout), "second": flatten(second)}
    path.write_text(json.dumps({"forests": forests}, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
