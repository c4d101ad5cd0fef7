"""Markdown read back: the share of blocks that a CommonMark parser makes of it as they were.

    python benchmarks/markdown.py PAGES… [--every 8] [--show 10]

PAGES are files or directories of .html or .html.gz files. Each article is cleaned once in plain text and once in
Markdown with blocks, links and images; markdown-it-py (extra `test`) parses the Markdown. A block survives if it
comes out with its kind, level, text, links and place. Also compared: the words of the blocks with those of the
plain text, and the emphasis that the page has with what was written; and the time that the structure costs.
"""

from __future__ import annotations

import argparse
import difflib
import gzip
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent / "tests"))

from support.markdown import normalised, parsed_blocks

from newsclean.cleaning import clean_page
from newsclean.context import make_context
from newsclean.model import Article, Page, Skip
from newsclean.options import MARKDOWN, Options

_FIRST = b"<html><body><p>" + b"The first page of a process takes the time that loading takes. " * 9


def pages(paths: list[Path], every: int) -> Iterator[Path]:
    found = sorted(file for path in paths for file in (path.rglob("*.html*") if path.is_dir() else [path]))
    yield from found[::every]


def words(text: str) -> Counter[str]:
    return Counter(word for word in text.split() if word not in "-|")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("pages", nargs="+", type=Path)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="blocks that did not survive")
    args = parser.parse_args()
    plain = make_context()
    options = Options(text_format=MARKDOWN, blocks=True, links=True, images=True)
    structured = replace(plain, options=options)
    seconds: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    articles = differing = 0
    for context in (plain, structured):
        clean_page(Page("-", _FIRST), context)  # what a first page loads is not counted
    for number, path in enumerate(pages(args.pages, args.every)):
        data = path.read_bytes()
        body = gzip.decompress(data) if path.suffix == ".gz" else data
        page = Page(path.name, body, url=f"https://www.{path.parent.name}.example/{path.name}")
        results: dict[str, Article | Skip] = {}
        order = [("plain", plain), (MARKDOWN, structured)]
        for name, context in order if number % 2 else reversed(order):  # the second finds the page in some caches
            began = time.process_time()
            results[name] = clean_page(page, context)
            seconds[name] += time.process_time() - began
        a, b = results["plain"], results[MARKDOWN]
        assert type(a) is type(b), path
        if not isinstance(a, Article) or not isinstance(b, Article):
            continue
        articles += 1
        assert b.blocks is not None
        if missing := words(a.text) - words("\n".join(block.text for block in b.blocks if block.kind != "image")):
            differing += 1
            print(f"{path}: words that no block has: {list(missing)[:5]}")
        expected, found = normalised(b.blocks), parsed_blocks(b.text)
        kinds.update(block.kind for block in expected)
        if expected == found:
            continue
        for tag, i, j, k, m in difflib.SequenceMatcher(None, expected, found, autojunk=False).get_opcodes():
            if tag == "equal":
                continue
            lost.update(block.kind for block in expected[i:j])
            if args.show > 0:
                args.show -= 1
                print(f"{path}: {tag}\n  {expected[i:j][:2]}\n  {found[k:m][:2]}")
    total, gone = sum(kinds.values()), sum(lost.values())
    print(
        f"{articles:,} articles, {total:,} blocks: {1 - gone / max(1, total):.4%} survive; {differing} differ in words"
    )
    for kind, count in kinds.most_common():
        print(f"  {kind:10} {count:8,}  {1 - lost[kind] / count:.3%}")
    ratio = seconds[MARKDOWN] / seconds["plain"]
    print(f"CPU: {seconds['plain']:.1f} s plain, {seconds[MARKDOWN]:.1f} s with structure ({ratio:.2f} times)")


if __name__ == "__main__":
    main()
