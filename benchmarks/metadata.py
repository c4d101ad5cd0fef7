"""Metadata and language on real pages: how often they are right, and what a page costs.

    python benchmarks/metadata.py CORPUS [--only fundus] [--sample 200] [--errors title]

CORPUS holds `pages/<set>/….html.gz` and `gold/<set>.jsonl` with the fields file, title, authors or author,
date. Title, author and date are compared as the corpus's own scorer does: by words, by the set of name
words, by calendar day. Pages named `<country>_<Publisher>_<date>` are also scored by the language of their
publisher. "printed" is how many authors are printed on pages with gold, "wrong" the share of them that the gold
does not name, "none" on how many of these pages nobody is printed. The costs are CPU milliseconds a page in
this process, next to the cost of parsing as a yardstick.
"""

from __future__ import annotations

import argparse
import html
import json
import random
import re
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from folds import read_body

from newsclean import Context, clean_page, make_context
from newsclean.html.blocks import parse, read_blocks
from newsclean.html.decode import decode
from newsclean.language.detect import detect
from newsclean.metadata import collect_candidates, resolve_metadata
from newsclean.model import Metadata, Page, Skip

# The language of each country's pages, and of the publishers that write in another one.
LANGUAGES = {
    "at": "de", "au": "en", "be": "en", "bd": "en", "ca": "en", "ch": "de", "cl": "es", "cn": "en",
    "co": "es",
    "cz": "cs", "de": "de", "dk": "da", "es": "es", "fi": "fi", "fr": "fr", "gl": "kl", "hu": "hu",
    "il": "de",
    "ind": "en", "isl": "is", "it": "it", "jp": "ja", "kr": "ko", "lb": "ar", "li": "de", "ls": "en",
    "lt": "lt",
    "lu": "de", "mx": "en", "my": "en", "na": "en", "nl": "nl", "no": "no", "pl": "pl", "pt": "pt",
    "py": "de",
    "ru": "ru", "se": "sv", "sg": "en", "tr": "tr", "tw": "zh", "tz": "sw", "ua": "ru", "uk": "en",
    "us": "en",
    "vn": "vi", "za": "en",
}  # fmt: skip
PUBLISHERS = {
    "es_MallorcaMagazin": "de", "it_Tageszeitung": "de", "za_Dizindaba": "xh", "za_EyethuNews": "zu",
    "za_Ilanga": "zu", "za_Isolezwe": "zu", "za_IsolezweLesiXhosa": "xh", "na_AllgemeineZeitung": "de",
    "tz_DailyNewsTZ": "en", "us_ElDiario": "es",
}  # fmt: skip
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_CJK = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WORD = re.compile(f"[{_CJK}]|[^\\W{_CJK}]+")
_KEYS = {"author": "authors", "date": "published"}
_STEPS = ("parse", "read", "resolve", "language")


@dataclass
class Tally:
    """The scores of one set of pages: by field how many were right and how many have gold; and CPU
    seconds.
    """

    right: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    pages: int = 0
    printed: int = 0  # authors, on pages with gold
    unnamed: int = 0  # pages with gold and without an author
    wrong: list[tuple[str, str]] = field(default_factory=list)  # pages and authors that their gold does not name

    def score(self, name: str) -> str:
        return f"{sum(self.right[name]) / len(self.right[name]):.4f}" if self.right[name] else "-"

    def cost(self, name: str) -> str:
        return f"{1000 * self.seconds[name] / max(self.pages, 1):.2f}"


def words(text: object) -> list[str]:
    """The words of a value, compared without case, entities and invisible characters."""
    return _WORD.findall(html.unescape(str(text or "")).translate(_INVISIBLE).lower())


def names(value: object) -> set[str]:
    """The words of all names of an author field, a list or one string."""
    parts = re.split(r"[;,]| and ", value) if isinstance(value, str) else value
    return {word for part in parts or () for word in words(part)} if isinstance(parts, Iterable) else set()


def compare(gold: dict[str, Any], found: Metadata) -> Iterator[tuple[str, bool]]:
    """Field by field whether what was found is the gold, for the fields that have gold."""
    if gold.get("title"):
        yield "title", words(gold["title"]) == words(found.title)
    authors = names(gold.get("authors") or gold.get("author"))
    if authors:
        yield "author", authors == names(list(found.authors))
    if gold.get("date"):
        yield "date", str(gold["date"])[:10] == (found.published or "")[:10]
    parts = Path(gold["file"]).name.split("_")
    if len(parts) > 2 and (language := PUBLISHERS.get("_".join(parts[:2])) or LANGUAGES.get(parts[0])):
        yield "language", found.language == language


def strangers(gold: dict[str, Any], found: Metadata) -> tuple[int, list[str]]:
    """How many authors were printed on a page with gold, and those of which a word is in no gold name."""
    known = names(gold.get("authors") or gold.get("author"))
    return (len(found.authors), [a for a in found.authors if not set(words(a)) <= known]) if known else (0, [])


def clean(raw: bytes, source: str, context: Context, tally: Tally) -> Metadata:
    """The metadata of a page's record; the cost of its parts is added to the tally."""
    page = Page(source, raw)
    article = clean_page(page, context)
    if isinstance(article, Skip):
        return Metadata()
    markup = decode(raw, None)
    clock = [time.process_time()]
    tree = parse(markup)
    clock.append(time.process_time())
    candidates = collect_candidates(tree, markup, page, latest=None)
    clock.append(time.process_time())
    language = detect(article.text, candidates.declared_languages)
    clock.append(time.process_time())
    blocks = read_blocks(tree)
    body = [block.text in article.text for block in blocks]
    clock.append(time.process_time())
    resolve_metadata(candidates, {}, blocks, body, article.text, language)
    clock.append(time.process_time())
    for step, (start, end) in zip(("parse", "read", "language", "", "resolve"), pairwise(clock), strict=True):
        tally.seconds[step] += end - start
    tally.pages += 1
    return article.metadata


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpus", type=Path)
    options.add_argument("--only", action="append", help="a set; all by default")
    options.add_argument("--sample", type=int, help="so many pages of each set, drawn with a fixed seed")
    options.add_argument("--errors", help="print the pages whose field of this name is wrong")
    options.add_argument("--worst", type=int, default=0, help="print so many wrong authors of each set")
    given = options.parse_args()
    fields = ("title", "author", "date", "language")
    heads = [f"{f:>10}" for f in fields] + [f"{step + ' ms':>13}" for step in _STEPS]
    print(f"{'set':10}{'pages':>7}" + "".join(heads) + f"{'printed':>9}{'wrong':>8}{'none':>6}")
    context = make_context()
    detect("The first call loads the profiles of its languages.", [])
    for gold in sorted((given.corpus / "gold").glob("*.jsonl")):
        rows = [json.loads(line) for line in gold.read_text("utf-8").split("\n") if line]
        rows = [row for row in rows if any(row.get(f) for f in ("title", "date", "author", "authors"))]
        if not rows or (given.only and gold.stem not in given.only):
            continue
        if given.sample and given.sample < len(rows):
            rows = random.Random(0).sample(rows, given.sample)
        tally = Tally()
        for row in rows:
            raw = read_body(given.corpus / "pages", row)
            found = clean(raw, row["file"], context, tally)
            printed, wrong = strangers(row, found)
            tally.printed += printed
            tally.unnamed += not found.authors and bool(names(row.get("authors") or row.get("author")))
            tally.wrong += [(row["file"], author) for author in wrong]
            for name, right in compare(row, found):
                tally.right[name].append(right)
                if name == given.errors and not right:
                    print(f"    {row['file']}: {getattr(found, _KEYS.get(name, name))}")
        scores = "".join(f"{tally.score(f):>10}" for f in fields) + "".join(f"{tally.cost(s):>13}" for s in _STEPS)
        share = f"{len(tally.wrong) / tally.printed:>8.1%}" if tally.printed else f"{'-':>8}"
        share = f"{tally.printed:>9}{share}{tally.unnamed:>6}"
        print(f"{gold.stem:10}{len(rows):>7}{scores}{share}", flush=True)
        for file, author in tally.wrong[: given.worst]:
            print(f"    {file}: {author}")


if __name__ == "__main__":
    main()
