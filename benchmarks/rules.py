"""How often each rule cut something, and how often that belongs to the article.

    python benchmarks/rules.py PAGES GOLD [--sample N] [--rule ID] [--examples N]

PAGES is a directory of .html or .html.gz files. GOLD is a JSONL file, or a directory of them, with one row
per page: `file` (the end of the page's path), `text` (what belongs to the article) or `with` (snippets of
it), and `title`. Each page is cleaned twice, with the rules and with every kind kept; a cut counts where the
second run has the block in its text. A cut is wrong when the gold text has all of it more often than the record,
and it is not the title. A rule that is wrong in more than 2 % of its cuts is fixed or removed; below 20
cuts, look at the examples.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from newsclean import Article, Context, Options, Page, clean_page, make_context
from newsclean.kinds import KINDS

_TOKEN = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+")
_WRONG = 0.02  # the share of wrong cuts that a rule may have


def squeezed(text: str) -> str:
    """The words of `text`, each between spaces, so that whole words are found in it."""
    return f" {' '.join(_TOKEN.findall(text.lower()))} "


def gold_rows(path: Path) -> Iterator[dict[str, Any]]:
    for file in sorted(path.glob("*.jsonl")) if path.is_dir() else [path]:
        with file.open(encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines)


def belongs(line: str, left: str, row: Mapping[str, Any]) -> bool:
    """Whether the gold row has `line` in its text, or in one of its snippets.

    `left` is the text without what was cut: the entry of a table of contents is a heading there.
    """
    words = squeezed(line)
    if len(words) < 3 or words == squeezed(row.get("title") or ""):
        return False
    if row.get("text"):
        return squeezed(row["text"]).count(words) > squeezed(left).count(words)
    return any(squeezed(snippet) in words or words in squeezed(snippet) for snippet in row.get("with") or ())


def cuts(path: Path, with_rules: Context, without: Context) -> Iterator[tuple[str, str, str]]:
    """Rule and text of every block that only a rule keeps out of the page's text; and the text that is left."""
    body = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    page = Page(str(path), body)
    cleaned, whole = clean_page(page, with_rules), clean_page(page, without)
    if isinstance(cleaned, Article) and isinstance(whole, Article):
        lines = {line.strip("- ") for line in whole.text.split("\n")}
        for cut in cleaned.cuts:
            if cut.kind in KINDS and cut.text.strip("- ") in lines:
                yield cut.rule, cut.text, cleaned.text


def main() -> None:
    formatter = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=formatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--sample", type=int, default=0, help="only N pages, the same ones each time")
    parser.add_argument("--rule", default="", help="only rules whose id begins with this")
    parser.add_argument("--examples", type=int, default=0, help="print N wrong cuts of each rule")
    options = parser.parse_args()

    rows = list(gold_rows(options.gold))
    if options.sample:
        rows = random.Random(1).sample(rows, min(options.sample, len(rows)))
    contexts = (
        make_context(Options(explain=True, min_words=1)),
        make_context(Options(keep=frozenset(KINDS), min_words=1)),
    )
    fired: Counter[str] = Counter()
    wrong: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        path = options.pages / row["file"]
        for rule, text, left in cuts(path, *contexts) if path.exists() else ():
            if rule.startswith(options.rule):
                fired[rule] += 1
                if belongs(text, left, row):
                    wrong[rule].append(f"{row['file']}: {text[:160]}")
    print(f"{'cuts':>6} {'wrong':>6} {'share':>6}  rule")
    for rule, count in fired.most_common():
        share = len(wrong[rule]) / count
        print(f"{count:6} {len(wrong[rule]):6} {share:6.1%}  {rule}{'  <-' if share > _WRONG else ''}")
        for example in wrong[rule][: options.examples]:
            print(f"{'':22}{example}")
    total, bad = fired.total(), sum(map(len, wrong.values()))
    print(f"{total:6} {bad:6} {bad / max(1, total):6.1%}  all, on {len(rows)} pages")


if __name__ == "__main__":
    main()
