"""Tally of a site: sums per block path for each of its pages, and hashes of their lines.

A `Tally` is what a file of profiles holds of one site. It is a set of pages: parts of a scrape that are learned one by
one are merged by putting their pages together, in any order, and a page that was learned twice counts once. Everything
else is derived from it when a page of the site is cleaned: see `newsclean.sites.evidence` and `.profile`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple

from newsclean.html.shape import prose_size, weight
from newsclean.model import Block, Element, Page

KEEP, DROP = "keep", "drop"

MAX_PATHS = 1000  # of a page: one with more has no template that others could share
_MAX_PATH_CHARS = 2000
_MAX_LINES = 400  # of a page whose text is remembered
_MAX_MARKS = 12  # hashes that identify an article
_MAX_EXAMPLE_CHARS = 60
_MAX_SCORE = 80  # tenths of log-odds of one block: beyond that a classifier is only more certain
_HASH_DIGITS = 8
_MAX_REMEMBERED_CHARS = 150  # of a line whose hash is kept for the next pages
_COPY_SHARE = 0.6  # of the paragraphs of two pages: with more in common they are copies of one article


class PathSums(NamedTuple):
    """Sums over the blocks of one block path. Sizes are weights of text; `score` is in tenths of log-odds."""

    blocks: int = 0
    size: int = 0
    score: int = 0
    kept: int = 0  # size of the blocks that the classifier takes for main content
    links: int = 0

    def plus(self, other: PathSums) -> PathSums:
        """Return both together."""
        blocks, size, score, kept, links = other
        return PathSums(
            self.blocks + blocks, self.size + size, self.score + score, self.kept + kept, self.links + links
        )

    def minus(self, other: PathSums) -> PathSums:
        """Return these sums without those of some of their blocks."""
        blocks, size, score, kept, links = other
        return PathSums(
            self.blocks - blocks, self.size - size, self.score - score, self.kept - kept, self.links - links
        )


@dataclass(frozen=True, slots=True)
class PageSums:
    """What one page adds. `marks` identify its article: the least hashes of its paragraphs in the main content.

    `texts` are the hashes of its lines, `values` what it says about itself, by field and source. `is_article` is False
    for what is none, and for pages of profiles that do not tell.
    """

    marks: tuple[str, ...]
    texts: frozenset[str]
    paths: Mapping[str, PathSums]
    values: Mapping[str, str] = field(default_factory=dict)
    is_article: bool = False

    def is_copy_of(self, other: PageSums) -> bool:
        """Return whether both pages hold the same article, for the most part."""
        return self.is_marked(other.marks)

    def is_marked(self, marks: Sequence[str]) -> bool:
        """Return whether a page with these marks holds the same article, for the most part."""
        ours, theirs = set(self.marks), set(marks)
        return bool(ours and theirs) and len(ours & theirs) >= _COPY_SHARE * len(ours | theirs)


class Observation(NamedTuple):
    """What one page adds to its site's tally, with an example line for each block path."""

    key: str
    page: str  # hash of its bytes
    sums: PageSums
    examples: Mapping[str, str]


def page_hash(page: Page) -> str:
    """Return the name of a page in profiles: the first 16 hex digits of the SHA-256 of its bytes."""
    return page.digest[:16]


def text_hash(text: str) -> str:
    """Return the name of a line's text in profiles: 8 hex digits."""
    return _remembered(text) if len(text) <= _MAX_REMEMBERED_CHARS else _hash(text)


def _hash(text: str) -> str:
    return blake2b(text.encode("utf-8", "replace"), digest_size=_HASH_DIGITS // 2).hexdigest()


_remembered = lru_cache(maxsize=8_000)(_hash)  # a site's menus are the same on each of its pages


def block_path(path: str) -> str:
    """Return an element's path as profiles name it: its beginning, where it is very long."""
    return path if len(path) <= _MAX_PATH_CHARS else path[:_MAX_PATH_CHARS].rpartition(">")[0]


def page_sums(blocks: Sequence[Block], scores: Sequence[float], taken: float) -> PageSums:
    """Return what a page says, by the block classifier's `scores`; `taken` is the score of main content."""
    elements: defaultdict[Element, list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0])
    marks: set[str] = set()
    texts: set[str] = set()
    for block, score in zip(blocks, scores, strict=True):
        text, kept = block.text, score > taken
        size, tenths = weight(text), round(10 * score)
        sums = elements[block.element]
        sums[0] += 1
        sums[1] += size
        sums[2] += tenths if -_MAX_SCORE <= tenths <= _MAX_SCORE else (_MAX_SCORE if score > 0 else -_MAX_SCORE)
        if kept:
            sums[3] += size
        if block.link_chars:
            sums[4] += size * block.link_chars // len(text)
        if len(texts) < _MAX_LINES:
            name = text_hash(text)
            texts.add(name)
            if kept and prose_size(block):
                marks.add(name)
    found: dict[str, PathSums] = {}
    for element, counts in elements.items():
        name = block_path(element.path)
        sums_of_path = PathSums(*counts)
        found[name] = found[name].plus(sums_of_path) if name in found else sums_of_path
    return PageSums(least_marks(marks), frozenset(texts), found)


def least_marks(hashes: Iterable[str]) -> tuple[str, ...]:
    """Return the marks of an article, of the hashes of its paragraphs."""
    return tuple(sorted(set(hashes))[:_MAX_MARKS])


def example_lines(blocks: Iterable[Block]) -> dict[str, str]:
    """Return the longest line of each block path, cut short."""
    found: dict[str, str] = {}
    for block in blocks:
        path, text = block_path(block.element.path), block.text[:_MAX_EXAMPLE_CHARS]
        found[path] = longer(found.get(path, ""), text)
    return found


def longer(one: str, other: str) -> str:
    """Return the longer of two lines; of two as long, always the same one."""
    if len(one) != len(other):
        return one if len(one) > len(other) else other
    return max(one, other)


@dataclass(slots=True)
class Tally:
    """All that was learned of one site. `pins` are a person's: block path -> "keep" or "drop"."""

    pages: dict[str, PageSums] = field(default_factory=dict)
    examples: dict[str, str] = field(default_factory=dict)
    pins: dict[str, str] = field(default_factory=dict)

    def add(self, seen: Observation) -> None:
        """Add one page."""
        self.pages[seen.page] = seen.sums
        self._add_examples(seen.examples)

    def merge(self, other: Tally) -> None:
        """Add another part of the same site. A pin that both parts have is the first one's."""
        self.pages.update(other.pages)
        self._add_examples(other.examples)
        self.pins = {**other.pins, **self.pins}

    def _add_examples(self, examples: Mapping[str, str]) -> None:
        for path, text in examples.items():
            self.examples[path] = longer(self.examples.get(path, ""), text)

    def sums(self) -> dict[str, tuple[int, PathSums]]:
        """Return for each block path the number of pages that have it, and the sums of them all."""
        found: dict[str, tuple[int, PathSums]] = {}
        for seen in self.pages.values():
            for path, sums in seen.paths.items():
                count, total = found.get(path, (0, PathSums()))
                found[path] = count + 1, total.plus(sums)
        return found

    def to_json(self) -> dict[str, Any]:
        """Return plain values, in one order. Pages name block paths by their number, `n`."""
        numbers = {path: n for n, path in enumerate(sorted(self.examples))}
        pages = {}
        for name, seen in sorted(self.pages.items()):
            pages[name] = {
                "article": " ".join(seen.marks),
                "is_article": seen.is_article,
                "lines": "".join(sorted(seen.texts)),
                "values": dict(sorted(seen.values.items())),
                "sums": sorted([numbers[path], *sums] for path, sums in seen.paths.items()),
            }
        paths = [{"n": n, "path": path, "example": self.examples[path]} for path, n in numbers.items()]
        return {"pins": dict(sorted(self.pins.items())), "paths": paths, "pages": pages}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Tally:
        """Return the reverse of `to_json`; paths that are not listed are forgotten.

        Raises `KeyError`, `TypeError`, `AttributeError` or `ValueError` on anything else.
        """
        pins = {str(path): str(pin) for path, pin in data.get("pins", {}).items()}
        for path, pin in pins.items():
            if pin not in (KEEP, DROP):
                raise ValueError(f'the pin of "{path}" is "{pin}"; it can be "keep" or "drop"')
        paths = {int(row["n"]): str(row["path"]) for row in data["paths"]}
        examples = {str(row["path"]): str(row["example"]) for row in data["paths"]}
        pages: dict[str, PageSums] = {}
        for name, seen in data["pages"].items():
            int(name, 16)  # as `page_hash` makes them
            lines = str(seen["lines"])
            texts = frozenset(lines[i : i + _HASH_DIGITS] for i in range(0, len(lines), _HASH_DIGITS))
            sums = {paths[row[0]]: PathSums(*map(int, row[1:])) for row in seen["sums"] if row[0] in paths}
            values = {str(key): str(value) for key, value in seen.get("values", {}).items()}
            is_article = bool(seen.get("is_article", False))
            pages[name] = PageSums(tuple(seen["article"].split()), texts, sums, values, is_article)
        return cls(pages, examples, pins)


# What the text of a path is, for people; the order is that of a file of profiles.
ROLES = ("main content", "mixed", "boilerplate")
_MAIN_SHARE, _BOILERPLATE_SHARE = 0.8, 0.2


def role_of(sums: PathSums) -> str:
    """Return in words what the text of a path is."""
    share = sums.kept / max(1, sums.size)
    return ROLES[0] if share >= _MAIN_SHARE else ROLES[2] if share <= _BOILERPLATE_SHARE else ROLES[1]


def articles(pages: Mapping[str, PageSums]) -> list[list[str]]:
    """Return the pages' names grouped by article: copies of one article together; pages without any are left out."""
    groups: list[list[str]] = []
    for name, seen in sorted(pages.items()):
        if not seen.marks:
            continue
        group = next((group for group in groups if seen.is_copy_of(pages[group[0]])), None)
        if group is None:
            groups.append([name])
        else:
            group.append(name)
    return groups
