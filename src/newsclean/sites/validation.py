"""Whether what was learned of a site is used: checked on pages of it that did not count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from newsclean.sites.tally import PageSums, Tally, articles

MIN_ARTICLES = 3  # different ones: with fewer every line of a page would be judged by one or two others
_MIN_AGREEMENT = 0.6
_CHECKED = 3  # one page in so many is checked


class Status(NamedTuple):
    """Whether a site's evidence is used, in words, and what that rests on."""

    status: str  # "good", "too few articles", "not checked", "disagrees"
    articles: int
    agreement: float | None

    @property
    def good(self) -> bool:
        return self.status == "good"


def is_check(page: str) -> bool:
    """Return whether a page, by its hash, is held out: one in three."""
    return int(page[:8], 16) % _CHECKED == 0


def agreement(pages: Mapping[str, PageSums]) -> float | None:
    """Return how well the other pages predict the main content of the held-out ones: F1 by size, mean over pages.

    Block paths that only the held-out page has say nothing. `None` when there is no page to hold out, or no other.
    """
    seen: dict[str, list[int]] = {}  # by path: size, and size of main content, on the pages that count
    held_out = {name: page for name, page in pages.items() if is_check(name)}
    for name, page in pages.items():
        if name not in held_out:
            for path, sums in page.paths.items():
                mine = seen.setdefault(path, [0, 0])
                mine[0] += sums.size
                mine[1] += sums.kept
    found = []
    for page in held_out.values():
        right = predicted = kept = 0
        for path, sums in page.paths.items():
            if path in seen:
                expected = seen[path][1] * 2 > seen[path][0]
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
        status = "not checked"
    else:
        status = "good" if score >= _MIN_AGREEMENT else "disagrees"
    return Status(status, different, score)
