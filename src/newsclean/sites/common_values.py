"""What a site's pages say about themselves in common: its names, its publisher, sources that never vary.

The page in question never counts, and copies of one article count as one, so that a page gets the same answer whether
or not the profile knows it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from newsclean.metadata import Candidate, OfSite
from newsclean.metadata.of_site import AUTHOR, BY_SITE, PUBLISHER, SECTION, TITLE, may_name_site
from newsclean.sites.tally import PageSums, articles

MIN_PAGES = 3  # other articles of the site that say the same
_SHARED = 2  # pages that say the same, to be shown
_MIN_CONSTANT_PAGES = 5  # for what a source says to be the same on all pages of the site
_MOST, _NEARLY_ALL = 2 / 3, 0.8  # of the pages that say anything


class CommonValues:
    """The values of a site's articles, ready to be asked without one of the pages."""

    def __init__(self, pages: Mapping[str, PageSums]) -> None:
        groups = articles(pages)
        self._group_of = {name: number for number, group in enumerate(groups) for name in group}
        self._values = [pages[group[0]].values for group in groups]
        self._answers: dict[int | None, OfSite] = {}

    def without(self, page: str) -> OfSite:
        """Return what the articles other than that of `page` have in common."""
        own = self._group_of.get(page)
        found = self._answers.get(own)
        if found is None:
            found = self._answers[own] = of_site([v for number, v in enumerate(self._values) if number != own])
        return found


def counted(pages: Iterable[Mapping[str, str]]) -> dict[str, Counter[str]]:
    """Return how many pages say what, by field and source."""
    found: dict[str, Counter[str]] = {}
    for values in pages:
        for name, value in values.items():
            found.setdefault(name, Counter())[value] += 1
    return found


def shared(pages: Mapping[str, PageSums]) -> list[tuple[str, str, int]]:
    """Return what several pages say about themselves: field and source, value, number of pages; for people."""
    found = counted([seen.values for seen in pages.values()])
    rows = [(name, value, n) for name, counts in found.items() for value, n in counts.items() if n >= _SHARED]
    return sorted(rows, key=lambda row: (-row[2], row[:2]))


def of_site(pages: Sequence[Mapping[str, str]]) -> OfSite:
    """Return what some pages have in common."""
    names, constant = [], set()
    for name, counts in sorted(counted(pages).items()):
        field = name.partition(" ")[0]
        value, n = _first(counts)
        if n < MIN_PAGES or n < _MOST * counts.total():
            continue
        same = n >= _MIN_CONSTANT_PAGES and n >= _NEARLY_ALL * len(pages)
        if field == SECTION and same:
            constant.add(name)
        if (field == PUBLISHER or (field in (AUTHOR, TITLE) and same)) and may_name_site(field, value):
            names.append(value)
    publisher, agreed = _publisher(pages)
    return OfSite(tuple(names), publisher, agreed, frozenset(constant))


def _publisher(pages: Sequence[Mapping[str, str]]) -> tuple[Candidate | None, bool]:
    """Return the publisher that most pages name, and whether nearly all do; else the name that their titles end in."""
    counts: Counter[str] = Counter()
    sources: dict[str, Counter[str]] = {}
    for values in pages:
        for name, value in values.items():
            if name.startswith(PUBLISHER + " "):
                counts[value] += 1
                sources.setdefault(value, Counter())[name.partition(" ")[2]] += 1
    value, n = _first(counts)
    if n >= MIN_PAGES and n >= _MOST * counts.total():
        return Candidate(value, BY_SITE + _first(sources[value])[0]), n >= _NEARLY_ALL * counts.total()
    ends = Counter(values[f"{TITLE} end"] for values in pages if f"{TITLE} end" in values)
    value, n = _first(ends)
    if not counts and n >= _MIN_CONSTANT_PAGES and n >= _NEARLY_ALL * len(pages) and may_name_site(TITLE, value):
        return Candidate(value, f"{BY_SITE}title"), False
    return None, False


def _first(counts: Counter[str]) -> tuple[str, int]:
    """Return the commonest value and its number; of several, the first by spelling."""
    return min(counts.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
