"""Validate a site's profile: each page is predicted from the others, without its own contribution."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from newsclean.sites.tally import PageSums, Tally, articles

MIN_ARTICLES = 2  # different ones
_MIN_AGREEMENT = 0.6


class Status(NamedTuple):
    """Whether a site's evidence is used, in words, and what that rests on."""

    status: str  # "good", "too few articles", "nothing in common", "disagrees"
    articles: int
    agreement: float | None

    @property
    def good(self) -> bool:
        return self.status == "good"


def agreement(pages: Mapping[str, PageSums]) -> float | None:
    """Return how well each page's main content is predicted by the other pages: F1 by size, mean over pages.

    Block paths that no other page has say nothing. `None` where the pages have no main content on common paths.
    """
    total: dict[str, tuple[int, int]] = {}  # by path: size, and size of main content
    for page in pages.values():
        for path, sums in page.paths.items():
            size, kept = total.get(path, (0, 0))
            total[path] = size + sums.size, kept + sums.kept
    found = []
    for page in pages.values():
        right = predicted = kept = 0
        for path, sums in page.paths.items():
            size, of_size = total[path]
            if size == sums.size:
                continue
            expected = 2 * (of_size - sums.kept) > size - sums.size
            kept += sums.kept
            predicted += sums.size if expected else 0
            right += sums.kept if expected else 0
        if kept + predicted:
            found.append(2 * right / (kept + predicted))
    return sum(found) / len(found) if found else None


def status_of(tally: Tally) -> Status:
    """Return whether a site's evidence is used."""
    different = len(articles(tally.pages))
    score = agreement(tally.pages)
    if different < MIN_ARTICLES:
        status = "too few articles"
    elif score is None:
        status = "nothing in common"
    else:
        status = "good" if score >= _MIN_AGREEMENT else "disagrees"
    return Status(status, different, score)
