"""Near-duplicates, measured: precision and recall on pairs made from real pages.

    python benchmarks/dedup.py PAGES [--each 3]

PAGES are directories of pages, as `newsclean` takes them. Their articles are cleaned once; then pairs are made of
each: small edits that leave it nearly the same text, and near misses that make another text of it (another story of
the site under the site's own boilerplate, a wire story half rewritten). Prints for every kind of pair how many were
marked, with the exact Jaccard index of their shingles, precision and recall over all, and what a signature and a
look-up take.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from newsclean import Article, Options, Page, clean_many
from newsclean.readers import ReadOptions, load, open_inputs
from newsclean.run.dedup import THRESHOLD, Index, shingles, signature

# Lines that a site puts around every story, in words of our own.
_FURNITURE = (
    "Read more about this and other subjects on the pages of our newspaper, every day of the week",
    "Sign up for the morning letter and have the news of the region in your mailbox before breakfast",
    "All rights reserved, no part of this may be copied without asking us first",
)


class Pair(NamedTuple):
    """A text made from an article; `same` is whether it should be marked as nearly the same."""

    kind: str
    same: bool
    text: str


def articles(paths: list[str], jobs: int) -> dict[str, list[str]]:
    """The texts of each site, without exact copies."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    options = Options(min_words=100)
    items = open_inputs(paths, ReadOptions()).items()
    pages = (page for item in items if isinstance(page := load(item, options.max_size), Page))
    for article in clean_many(pages, jobs=jobs, options=options):
        if isinstance(article, Article):
            found[article.metadata.site or article.source.rpartition("/")[0]][article.text] = None
    return {site: list(texts) for site, texts in found.items()}


def units(text: str) -> list[str]:
    """Words with the spaces after them; single characters where there are no spaces."""
    found = re.findall(r"\S+\s*", text)
    return found if len(found) > len(text) / 15 else list(text)


def changed(text: str, share: float, chance: random.Random) -> str:
    """The text with a share of its words put in the place of others, at least one."""
    words = units(text)
    for place in chance.sample(range(len(words)), max(1, int(share * len(words)))):
        words[place] = words[chance.randrange(len(words))]
    return "".join(words)


def pairs(text: str, other: str, chance: random.Random) -> Iterator[Pair]:
    """Pairs of one article; `other` is another one of its site."""
    blocks = text.split("\n\n")
    words, length = units(text), len(units(text))
    yield Pair("one word changed", True, changed(text, 0, chance))
    yield Pair("1 % of words changed", True, changed(text, 0.01, chance))
    yield Pair("3 % of words changed", True, changed(text, 0.03, chance))
    yield Pair("5 % of words changed", True, changed(text, 0.05, chance))
    yield Pair("case, quotes and punctuation", True, re.sub(r"[,;:“”„«»\"]", "", text.replace("’", "'")).upper())
    yield Pair("the last tenth lost", True, "".join(words[: -length // 10]))
    yield Pair("a tenth added: update of a story", True, "".join(units(other)[: length // 10]) + "\n\n" + text)
    if length > 250:
        yield Pair("boilerplate left in", True, "\n\n".join((_FURNITURE[0], text, *_FURNITURE[1:])))
    if len(blocks) > 5 and max(map(len, blocks)) < len(text) / 5:
        place = chance.randrange(1, len(blocks))
        yield Pair("one paragraph lost", True, "\n\n".join(blocks[:place] + blocks[place + 1 :]))
        moved = blocks[place]
        yield Pair("one paragraph moved", True, "\n\n".join((blocks[0], moved, *blocks[1:place], *blocks[place + 1 :])))
    yield Pair("another story of the site", False, other)
    yield Pair("another story, same boilerplate", False, "\n\n".join((*_FURNITURE, other, *_FURNITURE)))
    rest = units(other)
    if len(rest) > length / 2:
        yield Pair("half of it, half new", False, "".join(words[: length // 2]) + "".join(rest[: length // 2]))
        yield Pair("a third of it, the rest new", False, "".join(words[: length // 3]) + "".join(rest))
    yield Pair("the first half alone", False, "".join(words[: length // 2]))


def jaccard(one: str, other: str) -> float:
    """The exact index."""
    a, b = set(shingles(one)), set(shingles(other))
    return len(a & b) / len(a | b)


class Counts:
    """The results for one kind of pair."""

    def __init__(self) -> None:
        self.total = self.marked = 0
        self.exact: list[float] = []


def measure(sites: dict[str, list[str]], each: int) -> dict[tuple[bool, str], Counts]:
    """Ask for every pair of up to `each` articles of every site."""
    chance = random.Random(1)
    counts: dict[tuple[bool, str], Counts] = defaultdict(Counts)
    for site in sorted(sites):
        texts = sites[site]
        for text in chance.sample(texts, min(each, len(texts)) if len(texts) > 1 else 0):
            other = chance.choice([t for t in texts if t is not text])
            if jaccard(text, other) > THRESHOLD / 2:
                continue  # two pages of one story
            for kind, same, made in pairs(text, other, chance):
                index = Index(1 << 20)
                index.find_or_add(signature(text), text)
                count = counts[same, kind]
                count.total += 1
                count.marked += index.find_or_add(signature(made), "made") is not None
                count.exact.append(jaccard(text, made))
    return counts


def look_up(sites: dict[str, list[str]]) -> str:
    """What is marked among the articles themselves, and the time of a signature and of a look-up."""
    texts = [text for of_site in sites.values() for text in of_site]
    began = time.process_time()
    marks = [signature(text) for text in texts]
    signed = time.process_time()
    index = Index()
    found = [(n, first) for n, m in enumerate(marks) if (first := index.find_or_add(m, str(n))) is not None]
    ended = time.process_time()
    exact = sorted(jaccard(texts[n], texts[int(first)]) for n, first in found)
    return (
        f"{len(texts)} articles of {len(sites)} sites, {len(found)} of them marked, with Jaccard indices from"
        f" {exact[0] if exact else 1:.2f}; a signature takes {(signed - began) / len(texts) * 1e3:.2f} ms,"
        f" a look-up {(ended - signed) / len(texts) * 1e3:.2f} ms"
    )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="+")
    parser.add_argument("--each", type=int, default=3, help="articles of a site that pairs are made of")
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    sites = articles(arguments.pages, arguments.jobs)
    print(look_up(sites))
    counts = measure(sites, arguments.each)
    print(f"\n{'marked':>14}  {'Jaccard index':>17}\n{'':14}  {'5 %':>5} {'50 %':>5} {'95 %':>5}")
    for (same, kind), count in sorted(counts.items(), key=lambda entry: (not entry[0][0], entry[0][1])):
        exact = sorted(count.exact)
        low, middle, high = (exact[int(share * (len(exact) - 1))] for share in (0.05, 0.5, 0.95))
        sign = "same" if same else "other"
        print(f"{count.marked:5} of {count.total:5}  {low:5.2f} {middle:5.2f} {high:5.2f}  {sign}: {kind}")
    true = sum(c.marked for (same, _), c in counts.items() if same)
    wanted = sum(c.total for (same, _), c in counts.items() if same)
    false = sum(c.marked for (same, _), c in counts.items() if not same)
    rest = sum(c.total for (same, _), c in counts.items() if not same)
    print(f"\nthreshold {THRESHOLD}: recall {true / wanted:.4f} ({true} of {wanted} edits),", end=" ")
    print(f"precision {true / (true + false):.4f}")
    print(f"marked wrongly: {false} of {rest} near misses")


if __name__ == "__main__":
    main()
