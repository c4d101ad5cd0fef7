"""A site's profile: which blocks of its pages are the article, by the votes of the pages learned from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

from newsclean.blocks import Places, read_blocks
from newsclean.model import Block, Place
from newsclean.rules.looks import is_prose
from newsclean.sites.observe import text_hash
from newsclean.sites.tally import KEEP, STEPS, Sighting, Tally, Votes, signature

# Evidence for a verdict on a signature.
_BLOCKS = 3
_CHARS = 200
_PAGES = 3  # pages that all say the same are enough, however few characters they have
_SURE = 0.1  # a container decides for what is new in it when at most this share of it votes otherwise
_LINKED = 0.4  # of a signature's characters: with more in links it is a list of links, whoever kept it
_MIXED = (0.2, 0.8)  # shares of kept characters that decide nothing
_DOUBT = 0.12  # of a page's prose, the share that may be undecided

# Evidence for a site.
_ARTICLES = 4
_AGREEMENT = 0.6
_COPY = 0.6  # of the paragraphs of two pages: more in common are two copies of one article

_MAX_PLACES = 4000  # that are remembered with a profile

_MOST_LOST = 3  # a page in doubt keeps at least one in so many of its characters
_SHORT = 200  # characters of an article
_LONG = 10  # times the longest article known
_PART = 0.5  # times the smallest part of a page's prose that was an article

_Table = dict[str, list[int]]


class Trust(NamedTuple):
    """Whether a profile is used, in words, and what that rests on."""

    status: str  # "good", "too few articles", "not checked", "disagrees"
    articles: int
    agreement: float | None

    @property
    def good(self) -> bool:
        return self.status == "good"


def _back_off(path: str) -> Iterator[tuple[str, bool]]:
    """The names under which a signature's votes are looked for, closest first; `True`: as a container."""
    steps = path.split(">")
    yield path, False
    for up in (1, 2):
        if len(steps) > up + 1:
            yield ">".join(steps[:-up]) + ">*", True
    for length in (STEPS // 2, STEPS // 4):
        if len(steps) > length:
            yield "…" + ">".join(steps[-length:]), False


class Verdicts:
    """Votes per signature, with back-off."""

    def __init__(self, votes: Mapping[str, Votes], keep: Collection[str], checks: bool) -> None:
        self._table: _Table = {}
        for path, all_votes in votes.items():
            counts = _counts(all_votes, keep, checks)
            for name, _ in _back_off(path):
                mine = self._table.get(name)
                if mine is None:
                    self._table[name] = list(counts)
                else:
                    for i, n in enumerate(counts):
                        mine[i] += n

    def share(self, path: str) -> float | None:
        """The share of a signature's characters that were kept; `None` without enough evidence."""
        for name, container in _back_off(path):
            found = self._table.get(name)
            if found is None:
                continue
            pages, blocks, chars, kept, links = found
            if blocks < _BLOCKS or (chars < _CHARS and not (pages >= _PAGES and kept in (0, chars))):
                continue
            share = kept / chars if links < _LINKED * chars else 0.0
            if not container or not _SURE < share < 1 - _SURE:
                return share
        return None


def _counts(votes: Votes, keep: Collection[str], checks: bool) -> tuple[int, int, int, int, int]:
    """Pages, blocks, characters, kept and linked ones; `checks`: of the pages for checking, too."""
    kept = votes.kept + sum(chars for kind, chars in votes.cut.items() if kind in keep)
    if checks:
        return votes.pages, votes.blocks, votes.chars, kept, votes.links
    minus = votes.checks.values()
    chars = votes.chars - sum(c for _, c, _ in minus)
    return (
        votes.pages - len(minus),
        votes.blocks - sum(b for b, _, _ in minus),
        chars,
        max(0, kept - sum(k for _, _, k in minus)),
        votes.links * chars // max(1, votes.chars),
    )


def articles(pages: Mapping[str, Sighting]) -> list[list[str]]:
    """The pages, grouped by article: copies of one article stand together. Pages without any are left out."""
    groups: list[tuple[set[str], list[str]]] = []
    for name, seen in sorted(pages.items()):
        marks = set(seen.article)
        if not seen.kept:
            continue
        for first, members in groups:
            if first and marks and len(first & marks) >= _COPY * len(first | marks):
                members.append(name)
                break
        else:
            groups.append((marks, [name]))
    return [members for _, members in groups]


def repeated_texts(pages: Mapping[str, Sighting]) -> dict[str, int]:
    """Hash of a line -> number of different articles that it stands in, where that is more than one."""
    counts: dict[str, int] = {}
    for members in articles(pages):
        for mark in {mark for name in members for mark in pages[name].texts}:
            counts[mark] = counts.get(mark, 0) + 1
    return {mark: n for mark, n in counts.items() if n > 1}


def agreement(tally: Tally, verdicts: Verdicts) -> float | None:
    """How well the voters foretell the pages that did not vote: F1 over characters, mean over pages.

    Pages that their verdicts would leave in doubt say nothing. `None` when no page was left for checking.
    """
    # For each page its characters: kept and foretold, foretold, kept, kept where nothing is foretold.
    found: dict[str, list[int]] = {}
    for path, votes in tally.votes.items():
        if not votes.checks:
            continue
        share = verdicts.share(path)
        unclear = share is None or _MIXED[0] < share < _MIXED[1]
        foretold = share is not None and share >= 0.5
        for page, (_, chars, kept) in votes.checks.items():
            sums = found.setdefault(page, [0, 0, 0, 0])
            if unclear:
                sums[3] += kept
                continue
            sums[2] += kept
            if foretold:
                sums[0] += kept
                sums[1] += chars
    sure = [sums for sums in found.values() if sums[3] <= _DOUBT * (sums[2] + sums[3]) and sums[1] + sums[2]]
    return sum(2 * both / (said + was) for both, said, was, _ in sure) / len(sure) if sure else None


def trust(tally: Tally) -> Trust:
    """Whether the tally of a site is good for a profile."""
    different = articles(tally.pages)
    score = agreement(tally, Verdicts(tally.votes, (), checks=False))
    if len(different) < _ARTICLES:
        status = "too few articles"
    elif score is None:
        status = "not checked"
    else:
        status = "good" if score >= _AGREEMENT else "disagrees"
    return Trust(status, len(different), score)


class Profile:
    """Verdicts on the blocks of one site's pages. What it answers depends on the tally and the page alone."""

    def __init__(self, key: str, tally: Tally, keep: Collection[str] = (), trusted: bool = True) -> None:
        """`keep` are kinds that stay in the text; of a tally that is not `trusted` only the pins count."""
        self.key = key
        self._verdicts = Verdicts(tally.votes if trusted else {}, keep, checks=True)
        self.repeats = repeated_texts(tally.pages) if trusted else {}
        self._pinned = dict(tally.pins)
        lengths = [seen.kept for seen in tally.pages.values() if seen.kept]
        self._shortest = min(_SHORT, min(lengths, default=0) // 2)
        self._longest = _LONG * max(lengths, default=0)
        parts = [seen.kept / (seen.kept + seen.prose) for seen in tally.pages.values() if seen.kept]
        self._least_part = _PART * min(parts, default=0)
        self._shares: dict[str, float | None] = {}
        full_of_links = tally.containers.items() if trusted and not tally.pins else ()
        self._furniture = {path for path, (empty, full) in full_of_links if empty >= _PAGES and not full}
        self._by_place: dict[Place, float | None] = {}
        self._entered: dict[Place, bool] = {}
        self.places: Places = {}  # shared by all pages that this profile is used on

    def read(self, tree: LexborHTMLParser, whole: bool = False) -> tuple[list[Block], list[bool]] | None:
        """The blocks of a page and the votes on them; `None` when the page leaves a doubt.

        Known furniture is left out unless the `whole` page is asked for.
        """
        if len(self.places) > _MAX_PLACES:
            self.places.clear()
            self._by_place.clear()
            self._entered.clear()
        furniture = None if whole or not self._furniture else self.furniture
        blocks = read_blocks(tree, furniture, self.places)
        votes = self.votes(blocks)
        return None if votes is None else (blocks, votes)

    def furniture(self, place: Place) -> bool:
        """Whether an element holds nothing but links that no rule ever cut, and need not be entered."""
        known = self._entered.get(place)
        if known is None:
            known = self._entered[place] = signature(place) in self._furniture
        return known

    def share(self, place: Place) -> float | None:
        """The share of the text at a place that belongs to articles; `None` if the place is not known."""
        if place in self._by_place:
            return self._by_place[place]
        found = self._by_place[place] = self.share_of(signature(place))
        return found

    def share_of(self, path: str) -> float | None:
        """The same for a signature."""
        if path in self._shares:
            return self._shares[path]
        pinned = self._pin(path) if self._pinned else None
        found = self._shares[path] = self._verdicts.share(path) if pinned is None else pinned
        return found

    def unclear(self, share: float) -> bool:
        """Whether a share decides nothing."""
        return _MIXED[0] < share < _MIXED[1]

    def _pin(self, path: str) -> float | None:
        """1 or 0 where a person pinned the place or something around it, the nearest pin first."""
        while path:
            for pinned, what in self._pinned.items():
                if path == pinned or path.endswith(">" + pinned):
                    return 1.0 if what == KEEP else 0.0
            path = path.rpartition(">")[0]
        return None

    def repeated(self, block: Block) -> bool:
        """Whether the block's text stands in several articles of the site.

        A line that two of them share is furniture; two articles on one event may well share a paragraph.
        """
        return self.repeats.get(text_hash(block.text), 0) >= (3 if is_prose(block) else 2)

    def votes(self, blocks: Sequence[Block]) -> list[bool] | None:
        """For each block whether it belongs to the article; `None` when the page leaves a doubt."""
        body: list[bool] = []
        doubtful = kept = prose = 0
        for block in blocks:
            share = self.share(block.place)
            unclear = share is None or _MIXED[0] < share < _MIXED[1]
            wanted = share is not None and share >= 0.5
            if wanted or is_prose(block):
                if self.repeated(block):
                    wanted = False
                else:
                    size = len(block.text)
                    prose += size
                    kept += size if wanted else 0
                    doubtful += size if unclear else 0
            body.append(wanted)
        if not self._shortest <= kept <= self._longest or not kept or doubtful > _DOUBT * (kept + doubtful):
            return None
        if kept < self._least_part * (kept + prose):
            return None
        return body

    def correct(self, blocks: Sequence[Block], votes: Sequence[bool]) -> list[bool]:
        """The page path's votes on a page in doubt, corrected where the site's are clear."""
        body = list(votes)
        for i, block in enumerate(blocks):
            share = self.share(block.place)
            if share is not None and not self.unclear(share):
                body[i] = share >= 0.5
            if body[i] and self.repeated(block):
                body[i] = False
        left = sum(len(block.text) for block, wanted in zip(blocks, body, strict=True) if wanted)
        had = sum(len(block.text) for block, wanted in zip(blocks, votes, strict=True) if wanted)
        if left * _MOST_LOST >= had:
            return body
        # Another kind of page than those learned from: only what a person said holds.
        pins = [self._pin(signature(block.place)) for block in blocks]
        return [vote if pin is None else pin > 0 for vote, pin in zip(votes, pins, strict=True)]
