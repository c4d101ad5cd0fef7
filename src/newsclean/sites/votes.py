"""What a site's pages said: votes per block path, and which texts stand on which page. It only ever adds up.

A `Tally` is what a file of profiles holds of one site. Everything that is derived from it (verdicts,
repeated texts, whether the site can be trusted) is worked out by `profile`, so tallies of shards of a
scrape can be added, and the sum is the tally of the whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from newsclean.model import Block, Element, Page

STEPS = 12  # of an element's path that make its block path
_MAX_PATH = 700  # characters of a block path
MAX_SIGNATURES = 6000  # of one site: pages of a site that makes up more have nothing in common
_EXAMPLE = 80  # characters

KEEP, DROP = "keep", "drop"

_COUNTS = ("pages", "blocks", "chars", "kept", "links")


def page_hash(page: Page) -> str:
    """The name of a page in profiles: the first 16 hex digits of the SHA-256 of its bytes."""
    return hashlib.sha256(page.body).hexdigest()[:16]


def text_hash(text: str) -> str:
    """The name of a line's text in profiles: 10 hex digits."""
    return blake2b(text.encode("utf-8", "replace"), digest_size=5).hexdigest()


def is_link(block: Block) -> bool:
    """Whether most of a line is link text: menus and lists of links are nobody's article."""
    return block.link_chars * 2 > len(block.text)


def block_path(element: Element) -> str:
    """The last steps of a place's path: "div#main>div.article-body>p"."""
    steps: list[str] = []
    size = 0
    at: Element | None = element
    while at is not None and len(steps) < STEPS and size < _MAX_PATH:
        steps.append(at.step)
        size += len(at.step)
        at = at.parent
    return ">".join(reversed(steps))


@dataclass(slots=True)
class Votes:
    """The votes on the blocks of one signature. All counts but `pages` and `blocks` are of characters."""

    pages: int = 0
    blocks: int = 0
    chars: int = 0
    kept: int = 0
    links: int = 0
    cut: dict[str, int] = field(default_factory=dict)  # kind -> cut by rules from what was extracted
    example: str = ""
    checks: dict[str, tuple[int, int, int]] = field(default_factory=dict)  # page -> its blocks, chars, kept

    def add(self, other: Votes) -> None:
        """Add the votes of other pages."""
        self.pages += other.pages
        self.blocks += other.blocks
        self.chars += other.chars
        self.kept += other.kept
        self.links += other.links
        for kind, chars in other.cut.items():
            self.cut[kind] = self.cut.get(kind, 0) + chars
        self.checks.update(other.checks)
        # Any rule would do that does not depend on the order of pages.
        self.example = max(self.example, other.example, key=lambda text: (len(text), text))

    def count(self, block: Block, inside: bool, kind: str | None) -> None:
        """Count one block of a page: whether it was extracted, and the kind of the rule that cut it."""
        text, size = block.text, len(block.text)
        self.blocks += 1
        self.chars += size
        self.links += block.link_chars
        if inside and kind is None:
            self.kept += size
        elif inside and kind is not None:
            self.cut[kind] = self.cut.get(kind, 0) + size
        self.example = max(self.example, text[:_EXAMPLE], key=lambda t: (len(t), t))

    def to_json(self) -> dict[str, Any]:
        """As plain values; what is empty is left out."""
        found: dict[str, Any] = {name: getattr(self, name) for name in _COUNTS}
        if self.cut:
            found["cut"] = dict(sorted(self.cut.items()))
        if self.example:
            found["example"] = self.example
        if self.checks:
            found["checks"] = {page: list(counts) for page, counts in sorted(self.checks.items())}
        return found

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Votes:
        """The reverse of `to_json`. Raises `KeyError`, `TypeError` or `ValueError` on anything else."""
        checks = {str(page): (int(a), int(b), int(c)) for page, (a, b, c) in data.get("checks", {}).items()}
        cut = {str(kind): int(chars) for kind, chars in data.get("cut", {}).items()}
        pages, blocks, chars, kept, links = (int(data[name]) for name in _COUNTS)
        return cls(pages, blocks, chars, kept, links, cut, str(data.get("example", "")), checks)


@dataclass(slots=True)
class Sighting:
    """What is remembered of one page that was learned from.

    `kept` are characters of its article, `prose` of all its paragraphs; `article` marks which article it is:
    the least hashes of its paragraphs; `texts` are the hashes of its lines, without lists of links.
    """

    kept: int
    prose: int = 0
    article: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As plain values."""
        marks, texts = " ".join(self.article), " ".join(self.texts)
        return {"kept": self.kept, "prose": self.prose, "article": marks, "texts": texts}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Sighting:
        """The reverse of `to_json`."""
        marks, texts = tuple(data["article"].split()), tuple(data["texts"].split())
        return cls(int(data["kept"]), int(data["prose"]), marks, texts)


@dataclass(slots=True)
class Observation:
    """What one page adds to its site's tally."""

    key: str
    page: str  # hash of its bytes
    sighting: Sighting
    votes: dict[str, Votes]
    containers: dict[str, list[int]] = field(default_factory=dict)


@dataclass(slots=True)
class Tally:
    """All that was learned of one site. `pins` are a person's: signature -> "keep" or "drop".

    `containers` are elements with something in them: signature -> on how many pages no text in it was kept or
    cut by a rule, while the element around it had such text, and it held links for the most part; and on how
    many pages it had such text itself.
    """

    pages: dict[str, Sighting] = field(default_factory=dict)
    votes: dict[str, Votes] = field(default_factory=dict)
    pins: dict[str, str] = field(default_factory=dict)
    containers: dict[str, list[int]] = field(default_factory=dict)

    def add(self, seen: Observation) -> None:
        """Add one page."""
        self.pages[seen.page] = seen.sighting
        self._add_votes(seen.votes)
        self._add_containers(seen.containers)

    def merge(self, other: Tally) -> None:
        """Add another part of the same site. A pin that both parts have is the first one's."""
        self.pages.update(other.pages)
        self._add_votes(other.votes)
        self._add_containers(other.containers)
        self.pins = {**other.pins, **self.pins}

    def _add_votes(self, votes: Mapping[str, Votes]) -> None:
        for path, more in votes.items():
            mine = self.votes.get(path)
            if mine is None and len(self.votes) < MAX_SIGNATURES:
                mine = self.votes[path] = Votes()
            if mine is not None:
                mine.add(more)

    def _add_containers(self, containers: Mapping[str, list[int]]) -> None:
        for path, (empty, full) in containers.items():
            mine = self.containers.get(path)
            if mine is not None:
                mine[0] += empty
                mine[1] += full
            elif len(self.containers) < MAX_SIGNATURES:
                self.containers[path] = [empty, full]

    def to_json(self) -> dict[str, Any]:
        """As plain values, in one order."""
        found: dict[str, Any] = {
            "containers": dict(sorted(self.containers.items())),
            "pages": {page: seen.to_json() for page, seen in sorted(self.pages.items())},
            "signatures": {path: votes.to_json() for path, votes in sorted(self.votes.items())},
        }
        if self.pins:
            found["pins"] = dict(sorted(self.pins.items()))
        return found

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Tally:
        """The reverse of `to_json`. Raises `KeyError`, `TypeError` or `ValueError` on anything else."""
        pins = {str(path): str(pin) for path, pin in data.get("pins", {}).items()}
        for path, pin in pins.items():
            if pin not in (KEEP, DROP):
                raise ValueError(f'the pin of "{path}" is "{pin}"; it can be "keep" or "drop"')
        return cls(
            {str(page): Sighting.from_json(seen) for page, seen in data["pages"].items()},
            {str(path): Votes.from_json(votes) for path, votes in data["signatures"].items()},
            pins,
            {str(path): [int(empty), int(full)] for path, (empty, full) in data["containers"].items()},
        )


def is_check(page: str) -> bool:
    """Whether a page, by its hash, does not vote until the others were checked on it: every third."""
    return int(page[:8], 16) % 3 == 0
