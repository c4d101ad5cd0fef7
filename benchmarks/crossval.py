"""Every page of all sets, cleaned by models that have not seen its site: the figures that the documentation quotes.

    python benchmarks/crossval.py PAGES GOLD FOLDS [-o RECORDS] [--set NAME] [--worst N] [--step N] [--trafilatura]

PAGES is a directory of pages, GOLD one of JSONL files of rows (`file`, `site`, and text, snippets, metadata or
`article`), FOLDS what the training scripts wrote: for each fold a directory of models trained on the other folds.
Each page goes the whole way through `clean_page`, page by page, with rules, page type and second opinion.
With --trafilatura that library cleans the same pages instead (`bare_extraction`, with metadata, without comments).
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from functools import cache
from multiprocessing import Pool
from pathlib import Path
from typing import Any

from folds import FOLDS, Row, fold_dir, fold_of_page, read_body, read_gold
from scoring import Figures, markdown, score_page, summarise, table

from newsclean import Context, clean_page, make_context
from newsclean.content import trafilatura as second_opinion
from newsclean.content.forest import use_models
from newsclean.model import Article, Page


@cache
def _context() -> Context:
    return make_context()


_BEGIN, _END = "<!-- made by benchmarks/crossval.py{} -->", "<!-- end -->"
_TEXT_FIGURES = ("f1", "p", "r", "lost", "shingle", "exact")
_OTHER_FIGURES = ("with", "without", "snip_f", "kept", "refused", "title", "author", "date")
_asked: list[bool] = []  # one for each time that trafilatura was asked about the page
_loaded: list[Path] = []  # whose models this process uses
_ask = second_opinion.trafilatura_votes


def _counted(marked: second_opinion.Marked) -> list[bool]:
    _asked.append(True)
    return _ask(marked)


def clean(job: tuple[Path, Path, Row]) -> dict[str, Any]:
    """Return what `clean_page` makes of a page with the models of its site's fold, and what it cost."""
    pages, folds, row = job
    models = fold_dir(folds, fold_of_page(row))
    if _loaded != [models]:
        use_models(models)
        _loaded[:] = [models]
    context = _context()
    page = Page(row["file"], read_body(pages, row), row.get("url"))
    _asked.clear()
    begin = time.process_time()
    result = clean_page(page, context)
    seconds = time.process_time() - begin
    out: dict[str, Any] = {"source": row["file"], "seconds": round(seconds, 4), "asked": bool(_asked)}
    if isinstance(result, Article):
        data = result.metadata
        record = {"title": data.title, "authors": list(data.authors), "published": data.published}
        return {**out, "record": {**record, "text": result.text}}
    return {**out, "skip": [str(result.reason), result.detail]}


def clean_by_trafilatura(job: tuple[Path, Path, Row]) -> dict[str, Any]:
    """Return what trafilatura makes of a page, in the form of `clean`."""
    import trafilatura

    pages, _, row = job
    begin = time.process_time()
    body = read_body(pages, row)
    found = trafilatura.bare_extraction(body, url=row.get("url"), with_metadata=True, include_comments=False)
    out: dict[str, Any] = {"source": row["file"], "seconds": round(time.process_time() - begin, 4), "asked": False}
    if found is None or not found.text:
        return {**out, "skip": ["none", "nothing found"]}
    authors = [name.strip() for name in (found.author or "").split(";") if name.strip()]
    return {**out, "record": {"title": found.title, "authors": authors, "published": found.date, "text": found.text}}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("folds", type=Path)
    parser.add_argument("-o", "--output", type=Path, help="write what came of each page to this file, as JSON lines")
    parser.add_argument("--set", action="append", default=[], help="only this set; may be repeated")
    parser.add_argument("--worst", type=int, default=0, help="name the N worst pages of each set")
    parser.add_argument("--step", type=int, default=1, help="only every Nth page")
    parser.add_argument("--docs", type=Path, metavar="FILE", help="put the tables in the place of FILE's between marks")
    parser.add_argument("--trafilatura", action="store_true", help="evaluate trafilatura instead of newsclean")
    parser.add_argument("-j", "--jobs", type=int, default=2)
    args = parser.parse_args()
    if missing := [k for k in range(FOLDS) if not any(fold_dir(args.folds, k).iterdir())]:
        parser.error(f"{args.folds}: no models for the folds {missing}; benchmarks/train_classifier.py makes them")
    rows = read_gold(args.gold, args.set)[:: args.step]
    rows.sort(key=lambda row: fold_of_page(row))
    with Pool(args.jobs, _count_questions) as pool:
        function = clean_by_trafilatura if args.trafilatura else clean
        found = list(pool.imap(function, [(args.pages, args.folds, row) for row in rows], chunksize=16))
    if args.output:
        lines = (json.dumps({"source": f["source"], **f.pop("record", {}), **f}, ensure_ascii=False) for f in found)
        args.output.write_text("\n".join(lines) + "\n", encoding="utf-8")
        found = [json.loads(line) for line in args.output.read_text(encoding="utf-8").splitlines()]
    figures = report(rows, found, args.worst)
    if args.docs:
        if args.trafilatura:
            write_docs(args.docs, figures, "", " --trafilatura")
        else:
            write_docs(args.docs, figures, _costs(found))


def _count_questions() -> None:
    """Have every question that is put to trafilatura counted; in each worker process."""
    from newsclean.content import select

    select.trafilatura_votes = _counted


def report(rows: list[Row], found: list[dict[str, Any]], worst: int) -> dict[str, Figures]:
    """Print the table, the worst pages of each set, and what the second opinion and a page cost."""
    by_set: dict[str, list[tuple[Row, Figures]]] = {}
    reasons: Counter[str] = Counter()
    for row, one in zip(rows, found, strict=True):
        record = one.get("record") or (one if "text" in one else {})
        by_set.setdefault(row["set"], []).append((row, score_page(row, record)))
        if not record and row.get("article") is not False:
            reasons[" ".join(one["skip"])] += 1
    figures = {name: summarise([found for _, found in by_set[name]]) for name in sorted(by_set)}
    print(table(figures))
    for name in figures if worst else ():
        pages = sorted((p for p in by_set[name] if "f1" in p[1]), key=lambda p: float(p[1]["f1"]))
        for row, page in pages[:worst]:
            print(f"    {page['f1']:.3f} p {page['p']:.3f} r {page['r']:.3f} {row['file']}")
    for group, pages in _gates(rows, found).items():
        print(f"{group}: {sum(pages)} of {len(pages)} pages that are no articles refused")
    print(_costs(found))
    for reason, number in reasons.most_common():
        print(f"articles without a record: {number} {reason}", file=sys.stderr)
    return figures


def _gates(rows: list[Row], found: list[dict[str, Any]]) -> dict[str, list[bool]]:
    """Return for each directory of pages that are no articles which of them are refused: a site, or a kind of page."""
    groups: dict[str, list[bool]] = {}
    for row, one in zip(rows, found, strict=True):
        if row.get("article") is False:
            groups.setdefault(str(Path(row["file"]).parent), []).append("skip" in one)
    return dict(sorted(groups.items()))


def _costs(found: list[dict[str, Any]]) -> str:
    asked = sum(one["asked"] for one in found) / len(found)
    milliseconds = 1000 * sum(one["seconds"] for one in found) / len(found)
    return f"trafilatura is asked on {asked:.1%} of the {len(found)} pages; {milliseconds:.0f} ms CPU a page."


def write_docs(path: Path, figures: dict[str, Figures], costs: str, option: str = "") -> None:
    """Put the figures into a document, between the marks that say where they come from."""
    text = path.read_text(encoding="utf-8")
    before, begin, rest = text.partition(_BEGIN.format(option))
    _, end, after = rest.partition(_END)
    if not end:
        raise SystemExit(f"{path}: no lines {_BEGIN.format(option)!r} and {_END!r} to put the tables between")
    parts = [markdown(figures, _TEXT_FIGURES), costs, markdown(figures, _OTHER_FIGURES)]
    body = "\n\n".join(part for part in parts if part)
    path.write_text(f"{before}{begin}\n\n{body}\n\n{end}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
