"""What a tally comes to: verdicts on signatures, texts that repeat, and whether the site can be trusted."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from newsclean.sites.votes import STEPS, Sighting, Tally, Votes

# Evidence for a verdict on a signature.
_BLOCKS = 3
_CHARS = 200
PAGES = 3  # pages that all say the same are enough, however few characters they have
_SURE = 0.1  # a container decides for what is new in it when at most this share of it votes otherwise
_LINKED = 0.4  # of a signature's characters: with more in links it is a list of links, whoever kept it
_MIXED = (0.2, 0.8)  # shares of kept characters that decide nothing
DOUBT = 0.12  # of a page's prose, the share that may be undecided

# Evidence for a site.
_ARTICLES = 4
_AGREEMENT = 0.6
_COPY = 0.6  # of the paragraphs of two pages: more in common are two copies of one article

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


def is_unclear(share: float | None) -> bool:
    """Whether a share of kept characters decides nothing."""
    return share is None or _MIXED[0] < share < _MIXED[1]


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
            if blocks < _BLOCKS or (chars < _CHARS and not (pages >= PAGES and kept in (0, chars))):
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
        unclear = is_unclear(share)
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
    sure = [sums for sums in found.values() if sums[3] <= DOUBT * (sums[2] + sums[3]) and sums[1] + sums[2]]
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
