"""Count what a run finds on each site, in bounded memory, and find suspicious sites."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from newsclean.model import Reason
from newsclean.run.outcome import COVERED, ArticleCounts
from newsclean.sites.key import place_of

MAX_SITES = 10_000  # counted one by one; the rest together, so that memory stays bounded
OTHER_SITES = "(other sites)"
SHORT_WORDS = 75  # an article with fewer is short: a teaser, a caption, a cookie text
_EXAMPLES = 3  # pages of each sort that are named
_MAX_SOURCE = 400  # characters of a name that is kept as an example

# When a site looks wrong: shares of its pages or articles, and the least number that is meaningful.
_LEAST_PAGES = 5
_LEAST_DRIFTED = 10
_REJECTS = 0.3
_FAILURES = 0.05
_SHORT = 0.5
_TRUNCATED = 0.5
_DRIFT = 0.5


@dataclass(slots=True)
class SiteStats:
    """Counts of one site."""

    records: int = 0
    words: int = 0
    short: int = 0
    truncated: int = 0
    known: dict[str, int] = field(default_factory=dict)  # articles that have each of the covered fields
    methods: dict[str, int] = field(default_factory=dict)
    rejects: dict[str, int] = field(default_factory=dict)
    rejected: list[tuple[str, str]] = field(default_factory=list)  # the first few: source, reason
    shortest: list[tuple[int, str]] = field(default_factory=list)  # heap: minus the words, source
    teasers: list[tuple[int, str]] = field(default_factory=list)  # the first few: words, source
    unfit: list[tuple[int, str]] = field(default_factory=list)  # the same of those that no profile covered

    def absorb(self, other: SiteStats) -> None:
        """Add another one's counts."""
        self.records += other.records
        self.words += other.words
        self.short += other.short
        self.truncated += other.truncated
        self.known = dict(Counter(self.known) + Counter(other.known))
        self.methods = dict(Counter(self.methods) + Counter(other.methods))
        self.rejects = dict(Counter(self.rejects) + Counter(other.rejects))
        self.rejected = [*self.rejected, *other.rejected][:_EXAMPLES]
        self.shortest = heapq.nlargest(_EXAMPLES, [*self.shortest, *other.shortest])
        heapq.heapify(self.shortest)
        self.teasers = [*self.teasers, *other.teasers][:_EXAMPLES]
        self.unfit = [*self.unfit, *other.unfit][:_EXAMPLES]

    def add(self, source: str, article: ArticleCounts) -> None:
        """Count an article."""
        self.records += 1
        self.words += article.words
        self.short += article.words < SHORT_WORDS
        self.truncated += article.truncated
        for name in article.known:
            self.known[name] = self.known.get(name, 0) + 1
        self.methods[article.method] = self.methods.get(article.method, 0) + 1
        source = source[:_MAX_SOURCE]
        shortness = (-article.words, source)
        if len(self.shortest) < _EXAMPLES:
            heapq.heappush(self.shortest, shortness)
        elif shortness > self.shortest[0]:
            heapq.heapreplace(self.shortest, shortness)
        if article.truncated and len(self.teasers) < _EXAMPLES:
            self.teasers.append((article.words, source))
        if article.method == "page" and len(self.unfit) < _EXAMPLES:
            self.unfit.append((article.words, source))

    def to_dict(self) -> dict[str, Any]:
        """Return the counts, and a few pages of each sort that a person may want to look at."""
        rejects = sum(self.rejects.values())
        shortest = [(-words, source) for words, source in sorted(self.shortest, reverse=True)]
        return {
            "pages": self.records + rejects,
            "records": self.records,
            "rejects": rejects,
            "rejects_by_reason": ordered(self.rejects),
            "words": self.words,
            "short": self.short,
            "truncated": self.truncated,
            "known": {name: self.known.get(name, 0) for name in COVERED},
            "methods": ordered(self.methods),
            "examples": {
                "rejects": [{"source": source, "reason": reason} for source, reason in self.rejected],
                "shortest": _named(shortest),
                "truncated": _named(self.teasers),
                "method_page": _named(self.unfit),
            },
        }


def _named(pages: list[tuple[int, str]]) -> list[dict[str, Any]]:
    return [{"source": source, "words": words} for words, source in pages]


class SiteTable:
    """The counts of all sites.

    A page belongs to the site of its URL. One without a URL belongs to its directory or archive,
    and with it to the site that the directory's other pages name, if they name one and are not the fewer.
    """

    def __init__(self) -> None:
        self.rows: dict[str, SiteStats] = {}
        self._homes: dict[str, tuple[str, int]] = {}  # place -> its only site ("": several), pages of it

    def add_record(self, source: str, article: ArticleCounts) -> None:
        """Count an article."""
        place = place_of(source)
        if article.site:
            self._note_home(place, article.site)
        self._row(article.site or place).add(source, article)

    def add_reject(self, source: str, url: str | None, reason: str) -> None:
        """Count a page without a record."""
        from newsclean.urls import registrable_domain  # late: most runs begin without rejects

        row = self._row(registrable_domain(url) or place_of(source))
        row.rejects[reason] = row.rejects.get(reason, 0) + 1
        if len(row.rejected) < _EXAMPLES:
            row.rejected.append((source[:_MAX_SOURCE], reason))

    def _row(self, name: str) -> SiteStats:
        if name not in self.rows and len(self.rows) >= MAX_SITES:
            name = OTHER_SITES
        return self.rows.setdefault(name, SiteStats())

    def _note_home(self, place: str, site: str) -> None:
        known = self._homes.get(place)
        if known is None:
            if len(self._homes) < MAX_SITES:
                self._homes[place] = (site, 1)
        elif known[0] == site:
            self._homes[place] = (site, known[1] + 1)
        else:
            self._homes[place] = ("", 0)

    def _folded(self) -> Iterator[tuple[str, SiteStats]]:
        """Yield the rows by site, those of directories added to the site that they belong to."""
        folded: dict[str, SiteStats] = {}
        for name, row in self.rows.items():
            site, known = self._homes.get(name, ("", 0))
            if site and known >= row.records + sum(row.rejects.values()):
                name = site
            folded.setdefault(name, SiteStats()).absorb(row)
        yield from folded.items()

    def to_list(self, profiles: Mapping[str, Mapping[str, int]]) -> list[dict[str, Any]]:
        """Return one row a site, those with most pages first. `profiles` are statuses of profiles by site."""
        rows = [
            {"site": name, **row.to_dict(), "profiles": dict(profiles.get(name, {}))} for name, row in self._folded()
        ]
        return sorted(rows, key=lambda row: (-row["pages"], row["site"]))


def ordered(counts: Mapping[str, int]) -> dict[str, int]:
    """Return the counts, the largest first."""
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def to_check(sites: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the suspicious sites, those with most pages affected first, each with `why`: what, how many, of what.

    What: `failures`, `rejects`, `short` (bodies), `truncated`, `profile_disagrees` (the profile that was learned
    does not predict the site's own pages and is not used), `profile_drift` (a good profile that does not cover
    most of the pages now: the site may have a new layout).
    """
    found = []
    for site in sites:
        if site["site"] == OTHER_SITES:
            continue
        why = list(_signs(site))
        if why:
            found.append({"site": site["site"], "why": why})
    return sorted(found, key=lambda entry: -max(sign["count"] for sign in entry["why"]))


def _signs(site: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    pages, records = site["pages"], site["records"]
    failures = sum(n for reason, n in site["rejects_by_reason"].items() if Reason(reason).is_failure)
    learned = site["methods"].get("site", 0)
    shares = (
        ("failures", failures, pages, _LEAST_PAGES, _FAILURES),
        ("rejects", site["rejects"], pages, _LEAST_PAGES, _REJECTS),
        ("short", site["short"], records, _LEAST_PAGES, _SHORT),
        ("truncated", site["truncated"], records, _LEAST_PAGES, _TRUNCATED),
    )
    for what, count, of, least, share in shares:
        if of >= least and count >= share * of:
            yield {"what": what, "count": count, "of": of}
    if site["profiles"].get("disagrees"):
        yield {"what": "profile_disagrees", "count": records, "of": records}
    elif site["profiles"].get("good") and records >= _LEAST_DRIFTED and learned < (1 - _DRIFT) * records:
        yield {"what": "profile_drift", "count": records - learned, "of": records}
