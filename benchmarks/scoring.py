"""Figures of records against gold rows: words, 4-grams, exact bodies, lost pages, snippets, metadata, page types.

A first line that is the page's title counts on neither side. Where the gold row has a deck, the better of with and
without it counts; where it has `head`, its text begins with the title, and the better of text and title + text
counts. `lost` are pages of every 1,000 with an F1 below .5, no record counted as 0, among those with 200 characters
of gold and more.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

UNSPACED = r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
WORD = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_MIN_GOLD_CHARS = 200
_LOST_F1 = 0.5
FIGURES = (
    "f1", "p", "r", "lost", "shingle", "exact", "with", "without", "snip_f", "title", "author", "date", "kept",
    "refused",
)  # fmt: skip
_MEANS = ("f1", "p", "r", "lost", "exact", "title", "author", "date", "kept", "refused")

Figures = dict[str, Any]


def words(text: str | None) -> list[str]:
    """Return the words of a text in lower case, characters of scripts without spaces one by one."""
    return WORD.findall(html.unescape(text or "").translate(_INVISIBLE).lower())


def overlap(found: list[Any], gold: list[Any]) -> tuple[float, float, float]:
    """Return F1, precision and recall of two bags of words."""
    if not gold or not found:
        same = float(not gold and not found)
        return same, same, same
    hits = sum((Counter(found) & Counter(gold)).values())
    precision, recall = hits / len(found), hits / len(gold)
    return (2 * precision * recall / (precision + recall) if hits else 0.0), precision, recall


def _without_title(text: str | None, title: str | None) -> str:
    text = (text or "").strip()
    first, _, rest = text.partition("\n")
    return rest if title and rest and words(first.lstrip("# ")) == words(title) else text


def _grams(tokens: list[str]) -> list[tuple[str, ...]]:
    return [tuple(tokens[i : i + 4]) for i in range(max(1, len(tokens) - 3))] if tokens else []


def _names(value: str | Iterable[str] | None) -> set[str]:
    parts = re.split(r"[;,]| and ", value) if isinstance(value, str) else value or ()
    return {word for part in parts for word in words(part)}


def _flat(text: str | None) -> str:
    return " ".join((text or "").split()).lower()


def score_page(row: Mapping[str, Any], record: Mapping[str, Any]) -> Figures:
    """Return the figures of one page; `record` is empty where there is none."""
    out: Figures = {}
    if row.get("text"):
        out |= _score_text(row, record)
    whole = _flat(f"{record.get('title') or ''}\n{record.get('text') or ''}")
    body = _flat(record.get("text"))
    if row.get("with"):
        out["_with"] = (sum(_flat(s) in whole for s in row["with"]), len(row["with"]))
    if row.get("without"):
        out["_without"] = (sum(_flat(s) in body for s in row["without"]), len(row["without"]))
    if row.get("title"):
        out["title"] = float(words(row["title"]) == words(record.get("title")))
    if authors := _names(row.get("authors") or row.get("author")):
        out["author"] = float(authors == _names(record.get("authors")))
    if row.get("date"):
        out["date"] = float(str(row["date"])[:10] == str(record.get("published") or "")[:10])
    if "article" in row:
        out["kept" if row["article"] else "refused"] = float(bool(record) == row["article"])
    return out


def _score_text(row: Mapping[str, Any], record: Mapping[str, Any]) -> Figures:
    gold = _without_title(row["text"], row.get("title"))
    golds = [words(gold)] + ([words(f"{row['deck']}\n{gold}")] if row.get("deck") else [])
    founds = [words(_without_title(record.get("text"), row.get("title")))]
    if row.get("head") and record.get("title"):
        founds.append(words(record["title"]) + founds[0])
    pairs = [(overlap(found, wanted), found, wanted) for found in founds for wanted in golds]
    (f1, precision, recall), found, wanted = max(pairs, key=lambda pair: pair[0][0])
    ours, theirs = Counter(_grams(found)), Counter(_grams(wanted))
    out: Figures = {"f1": f1, "p": precision, "r": recall, "exact": float(found == wanted)}
    out["_grams"] = (sum((ours & theirs).values()), sum(ours.values()), sum(theirs.values()))
    if len(row["text"]) >= _MIN_GOLD_CHARS:
        out["lost"] = float(f1 < _LOST_F1)
    return out


def summarise(pages: list[Figures]) -> Figures:
    """Return the figures of a set: means over pages, sums over snippets."""
    out: Figures = {"n": len(pages)}
    for name in _MEANS:
        if values := [page[name] for page in pages if name in page]:
            out[name] = sum(values) / len(values)
    if "lost" in out:
        out["lost"] *= 1000
    if grams := [page["_grams"] for page in pages if "_grams" in page]:
        out["shingle"] = _shingle_f1(grams)
    wanted = [page["_with"] for page in pages if "_with" in page]
    unwanted = [page["_without"] for page in pages if "_without" in page]
    if wanted and unwanted:
        found, total = sum(a for a, _ in wanted), sum(b for _, b in wanted)
        leaked = sum(a for a, _ in unwanted)
        out["with"], out["without"] = found / total, leaked / sum(b for _, b in unwanted)
        out["snip_f"] = 2 * found / (2 * found + leaked + total - found)
    return out


def _shingle_f1(grams: list[tuple[int, int, int]]) -> float:
    """Return the 4-gram F1 as the article-extraction-benchmark counts it: precision and recall averaged first."""
    precisions = [hits / found for hits, found, _ in grams if found]
    recalls = [hits / wanted for hits, _, wanted in grams if wanted]
    p, r = (sum(values) / (len(values) or 1) for values in (precisions, recalls))
    return 2 * p * r / (p + r) if p + r else 0.0


def table(figures: Mapping[str, Figures]) -> str:
    """Return the figures of all sets as a table, one line a set."""
    lines = [f"{'set':10}{'n':>6}" + "".join(f"{name:>9}" for name in FIGURES)]
    for name, found in figures.items():
        cells = ("-" if n not in found else f"{found[n]:.{1 if n == 'lost' else 4}f}" for n in FIGURES)
        lines.append(f"{name:10}{found['n']:>6}" + "".join(f"{cell:>9}" for cell in cells))
    return "\n".join(lines)


def _cell(name: str, value: float) -> str:
    return f"{value:.0f}" if name == "lost" else f"{value:.3f}".removeprefix("0")


def markdown(figures: Mapping[str, Figures], names: Iterable[str]) -> str:
    """Return a Markdown table of some figures, without sets that have none of them."""
    names = list(names)
    lines = ["| set | pages | " + " | ".join(names) + " |", "|--|--|" + "--|" * len(names)]
    for name, found in figures.items():
        cells = [("" if n not in found else _cell(n, found[n])) for n in names]
        if any(cells):
            lines.append(f"| {name} | {found['n']} | " + " | ".join(cells) + " |")
    return "\n".join(lines)
