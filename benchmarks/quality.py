"""Bodies and metadata of newsclean and its peers, on any checkout of the public sets.

    python benchmarks/quality.py --aeb DIR --wcxb DIR --fundus DIR --tfeval DIR
        [--tools newsclean,trafilatura] [--step N]
    python benchmarks/quality.py --pages DIR --gold DIR        # pages with gold rows in JSONL

--aeb      checkout of article-extraction-benchmark (ground-truth.json, html/*.html.gz)
--wcxb     checkout of WCXB (a directory with html/ and ground-truth/, or a split of it)
--fundus   checkout of fundus (tests/resources/parser/test_data)
--tfeval   checkout of trafilatura (tests/evaldata.json, tests/cache, tests/eval)
--gold     JSONL rows: file, and text or with/without; optional title, date, url

Every tool that is installed takes part; each sees only the page's bytes and its URL. Figures are means
over pages: f1, precision and recall over words; 4-gram F1 as the article-extraction-benchmark counts it; `with` and
`without`, the shares of snippets found that should and should not be. Pages that a tool fails on count as empty.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.metadata
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from scoring import WORD


class Gold(NamedTuple):
    """A page and what is known about it."""

    path: Path
    url: str | None
    text: str | None
    wanted: list[str]
    unwanted: list[str]


def words(text: str) -> list[str]:
    return WORD.findall(text.lower())


def overlap(found: Counter[Any], gold: Counter[Any]) -> tuple[float, float]:
    hit = sum((found & gold).values())
    return hit / (sum(found.values()) or 1), hit / (sum(gold.values()) or 1)


def grams(tokens: list[str], n: int = 4) -> Counter[tuple[str, ...]]:
    return Counter(tuple(tokens[i : i + n]) for i in range(max(1, len(tokens) - n + 1)) if tokens)


def f_score(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


# -- the sets


def read_aeb(root: Path) -> Iterator[Gold]:
    rows = json.loads((root / "ground-truth.json").read_text(encoding="utf-8"))
    for name, row in sorted(rows.items()):
        yield Gold(root / "html" / f"{name}.html.gz", row.get("url"), row["articleBody"], [], [])


def read_wcxb(root: Path) -> Iterator[Gold]:
    for path in sorted(root.rglob("ground-truth/*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        truth = row.get("ground_truth", row)
        html = next((path.parent.parent / "html").glob(f"{path.stem}.html*"), None)
        kind = (row.get("page_type") or truth.get("page_type") or "article").lower()
        if html is not None and kind == "article":
            yield Gold(
                html,
                row.get("url"),
                truth.get("main_content"),
                list(truth.get("with") or ()),
                list(truth.get("without") or ()),
            )


def read_fundus(root: Path) -> Iterator[Gold]:
    for path in sorted((root / "tests" / "resources" / "parser" / "test_data").rglob("*.json")):
        for version in json.loads(path.read_text(encoding="utf-8")).values():
            body = version.get("content", version).get("body")
            pages = sorted(path.parent.glob(f"{path.stem}_*.html.gz"))
            date = str(version.get("meta", {}).get("crawl_date") or "")[:10].replace("-", "_")
            page = next((p for p in pages if date and date in p.name), pages[-1] if pages else None)
            if isinstance(body, dict) and page is not None:
                yield Gold(page, version.get("url"), "\n".join(_flat(body)), [], [])


def _flat(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:
        for part in value.values() if isinstance(value, dict) else value:
            yield from _flat(part)


def read_tfeval(root: Path) -> Iterator[Gold]:
    rows = json.loads((root / "tests" / "evaldata.json").read_text(encoding="utf-8"))
    for url, row in rows.items():
        for folder in ("cache", "eval"):
            path = root / "tests" / folder / row["file"]
            if path.is_file():
                yield Gold(path, url, None, list(row.get("with") or ()), list(row.get("without") or ()))
                break


def read_rows(pages: Path, gold: Path) -> Iterator[Gold]:
    for path in sorted(gold.glob("*.jsonl")):
        for line in path.open(encoding="utf-8"):
            row = json.loads(line)
            yield Gold(
                pages / row["file"],
                row.get("url"),
                row.get("text"),
                list(row.get("with") or ()),
                list(row.get("without") or ()),
            )


# -- the tools: bytes and address in, text out


def tools() -> dict[str, tuple[str, Callable[[bytes, str | None], str]]]:
    """Name -> version and function, for every tool that can be imported."""
    found: dict[str, tuple[str, Callable[[bytes, str | None], str]]] = {}
    for name, package, make in (
        ("newsclean", "newsclean", _newsclean),
        ("trafilatura", "trafilatura", lambda: _trafilatura()),
        ("trafilatura fast", "trafilatura", lambda: _trafilatura(fast=True)),
        ("trafilatura precision", "trafilatura", lambda: _trafilatura(favor_precision=True)),
        ("trafilatura recall", "trafilatura", lambda: _trafilatura(favor_recall=True)),
        ("resiliparse", "Resiliparse", _resiliparse),
        ("readability-lxml", "readability-lxml", _readability),
        ("newspaper4k", "newspaper4k", _newspaper),
    ):
        try:
            found[name] = (importlib.metadata.version(package), make())
        except ImportError:
            continue
    return found


def _newsclean() -> Callable[[bytes, str | None], str]:
    from newsclean import Article, Cleaner

    cleaner = Cleaner()

    def run(body: bytes, url: str | None) -> str:
        result = cleaner.clean(body, url=url)
        return result.text if isinstance(result, Article) else ""

    return run


def _trafilatura(**options: bool) -> Callable[[bytes, str | None], str]:
    import trafilatura

    return lambda body, url: trafilatura.extract(body, url=url, include_comments=False, **options) or ""


def _resiliparse() -> Callable[[bytes, str | None], str]:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    return lambda body, url: extract_plain_text(bytes_to_str(body, detect_encoding(body)), main_content=True)


def _readability() -> Callable[[bytes, str | None], str]:
    from lxml import html
    from readability import Document

    return lambda body, url: html.fromstring(Document(body).summary()).text_content()


def _newspaper() -> Callable[[bytes, str | None], str]:
    import newspaper

    def run(body: bytes, url: str | None) -> str:
        article = newspaper.Article(url or "http://localhost/", fetch_images=False)
        article.download(input_html=body.decode("utf-8", "replace"))
        article.parse()
        return str(article.text)

    return run


# -- judging


def measure(run: Callable[[bytes, str | None], str], pages: list[Gold]) -> dict[str, float]:
    sums: Counter[str] = Counter()
    gram_scores: list[tuple[float, float]] = []
    spent = 0.0
    for page in pages:
        body = page.path.read_bytes()
        body = gzip.decompress(body) if page.path.suffix == ".gz" else body
        began = time.process_time()
        try:
            text = run(body, page.url)
        except Exception:  # whatever a tool raises on a page is its answer on that page
            text, sums["errors"] = "", sums["errors"] + 1
        spent += time.process_time() - began
        if page.text:
            found, gold = words(text), words(page.text)
            precision, recall = overlap(Counter(found), Counter(gold))
            sums["texts"] += 1
            sums["p"] += precision
            sums["r"] += recall
            sums["f1"] += f_score(precision, recall)
            gram_scores.append(overlap(grams(found), grams(gold)))
        flat = " ".join(text.split()).lower()
        for key, snippets in (("with", page.wanted), ("without", page.unwanted)):
            sums[key] += sum(" ".join(s.split()).lower() in flat for s in snippets)
            sums[f"{key}_all"] += len(snippets)
    result = {key: sums[key] / sums["texts"] for key in ("f1", "p", "r") if sums["texts"]}
    if gram_scores:
        means = [sum(column) / len(gram_scores) for column in zip(*gram_scores, strict=True)]
        result["4-gram f1"] = f_score(*means)
    for key in ("with", "without"):
        if sums[f"{key}_all"]:
            result[key] = sums[key] / sums[f"{key}_all"]
    result["ms"] = 1000 * spent / max(1, len(pages))
    result["errors"] = sums["errors"]
    return result


COLUMNS = ("f1", "p", "r", "4-gram f1", "with", "without", "ms", "errors")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("aeb", "wcxb", "fundus", "tfeval", "pages", "gold"):
        parser.add_argument(f"--{name}", type=Path)
    parser.add_argument("--tools", help="comma-separated; default: all that are installed")
    parser.add_argument("--step", type=int, default=1, help="take every Nth page")
    args = parser.parse_args()
    sets: dict[str, list[Gold]] = {}
    for name, reader in (("aeb", read_aeb), ("wcxb", read_wcxb), ("fundus", read_fundus), ("tfeval", read_tfeval)):
        if getattr(args, name):
            sets[name] = list(reader(getattr(args, name)))[:: args.step]
    if args.pages and args.gold:
        for row in list(read_rows(args.pages, args.gold))[:: args.step]:
            sets.setdefault(row.path.relative_to(args.pages).parts[0], []).append(row)
    if not sets:
        parser.error("name at least one set")
    wanted = args.tools.split(",") if args.tools else None
    print("| set | tool | " + " | ".join(COLUMNS) + " |")
    print("|--" * (len(COLUMNS) + 2) + "|")
    for name, pages in sets.items():
        for tool, (version, run) in tools().items():
            if wanted is None or tool in wanted:
                row = measure(run, pages)
                cells = [f"{row[c]:.4f}" if c in row and c not in ("ms", "errors") else "" for c in COLUMNS[:-2]]
                cells += [f"{row['ms']:.1f}", f"{row['errors']:.0f}"]
                print(f"| {name} ({len(pages)}) | {tool} {version} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
