"""Sample the pages to learn from: those of each site with the smallest content hashes, in bounded memory."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from hashlib import blake2b

SMALL = 9  # pages of a site up to which all of them are learned from
LARGE = 64  # pages of a site that are learned from at most
MAX_SITES = 20_000
_BITS = 40  # of the number of a page in the run; the bits above are of its hash


def sample_size(pages: int) -> int:
    """Return how many pages of a site are learned from: all of a few, a third of many, some of thousands.

    >>> sample_size(4), sample_size(90), sample_size(5000)
    (4, 30, 64)
    """
    return min(pages, max(SMALL, min(pages // 3, LARGE)))


@dataclass(slots=True)
class _Site:
    pages: int = 0
    least: list[int] = field(default_factory=list)  # heap of negated hash-and-number: greatest hash first


class Sample:
    """Takes in all pages one by one and keeps the least hashes of each site.

    The choice does not depend on the order of pages, until there are more than `max_sites` sites: then those
    with the fewest pages so far are forgotten, and their pages counted in `beyond`.
    """

    def __init__(self, max_sites: int = MAX_SITES) -> None:
        self._sites: dict[str, _Site] = {}
        self._max_sites = max_sites
        self.beyond = 0

    def add(self, key: str, page: str, number: int) -> None:
        """Take in a page: its site, the hash of its bytes (16 hex digits), its number in the run."""
        site = self._sites.get(key)
        if site is None:
            if len(self._sites) >= self._max_sites:
                self._forget()
            site = self._sites[key] = _Site()
        site.pages += 1
        name = int(page, 16)
        if len(site.least) >= LARGE and -site.least[0] >> _BITS <= name:
            return
        if any(-packed >> _BITS == name for packed in site.least):
            return  # a copy of a page that is there already
        heapq.heappush(site.least, -(name << _BITS | number))
        if len(site.least) > LARGE:
            heapq.heappop(site.least)

    def _forget(self) -> None:
        def rank(item: tuple[str, _Site]) -> tuple[int, bytes]:
            return item[1].pages, blake2b(item[0].encode("utf-8", "replace"), digest_size=8).digest()

        smallest = heapq.nsmallest(max(1, len(self._sites) // 4), self._sites.items(), key=rank)
        for key, site in smallest:
            self.beyond += site.pages
            del self._sites[key]

    def numbers(self, least_pages: int) -> set[int]:
        """Return the numbers of the pages to learn from, of sites with at least `least_pages` different pages."""
        chosen: set[int] = set()
        for site in self._sites.values():
            if len(site.least) >= least_pages:
                packed = sorted(-p for p in site.least)[: sample_size(site.pages)]
                chosen.update(p & ((1 << _BITS) - 1) for p in packed)
        return chosen
