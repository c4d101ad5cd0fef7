"""Count what a run finds: the figures of the summary and the reports."""

from __future__ import annotations

import heapq
import zlib
from bisect import bisect
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from newsclean.model import Reason
from newsclean.run.outcome import COVERED, ArticleCounts, Outcome, Reading
from newsclean.run.site_stats import SiteTable, ordered, to_check

_SLOWEST = 20
_MARKS = 240
LENGTHS = (0, 75, 150, 300, 600, 1200, 2400)  # words: classes of articles by length, each from here on
_READINGS = 6  # articles that the report shows
_EXAMPLES = 5  # pages that are named for each reason


@dataclass
class Stats:
    """Counts of a run. `pages` = `records` + rejects, always."""

    pages: int = 0
    records: int = 0
    words: int = 0
    truncated: int = 0
    duplicates: int = 0  # records with `duplicate_of`
    known: Counter[str] = field(default_factory=Counter)  # records that have each of the covered fields
    lengths: Counter[int] = field(default_factory=Counter)  # records by the least length, in words, of their class
    readings: list[tuple[int, str, Reading]] = field(default_factory=list)  # a sample: minus hash, source; a heap
    rejects: Counter[str] = field(default_factory=Counter)
    methods: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    months: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    sites: SiteTable = field(default_factory=SiteTable)
    rejected: dict[str, list[str]] = field(default_factory=dict)  # reason -> sources of the first few
    slowest: list[tuple[float, str]] = field(default_factory=list)
    timeline: list[tuple[float, int, int]] = field(default_factory=list)  # seconds, pages, rejects
    _next_mark: float = 0.0
    _step: float = 1.0

    def mark(self, seconds: float, *, last: bool = False) -> None:
        """Note how far the run is after so many seconds; at most `_MARKS` notes are kept, evenly spread.

        The `last` one is noted whenever it comes.
        """
        if seconds < self._next_mark and not last:
            return
        if len(self.timeline) >= _MARKS:
            self.timeline = self.timeline[::2]
            self._step *= 2
        self.timeline.append((round(seconds, 1), self.pages, sum(self.rejects.values())))
        self._next_mark = seconds + self._step

    def add(self, source: str, outcome: Outcome) -> None:
        """Count one page."""
        if outcome.skip is not None:
            self.add_reject(source, outcome.skip.url, outcome.skip.reason.value)
        elif outcome.counts is not None:
            self.add_record(source, outcome.counts)
            self.duplicates += outcome.duplicate
        entry = (round(outcome.seconds, 3), source)
        if len(self.slowest) < _SLOWEST:
            heapq.heappush(self.slowest, entry)
        elif entry > self.slowest[0]:
            heapq.heapreplace(self.slowest, entry)

    def add_reject(self, source: str, url: str | None, reason: str) -> None:
        """Count a page without a record."""
        self.pages += 1
        self.rejects[reason] += 1
        self.sites.add_reject(source, url, reason)
        examples = self.rejected.setdefault(reason, [])
        if len(examples) < _EXAMPLES:
            examples.append(source)

    def add_record(self, source: str, article: ArticleCounts) -> None:
        """Count an article."""
        self.pages += 1
        self.records += 1
        self.words += article.words
        self.truncated += article.truncated
        self.methods[article.method] += 1
        self.languages[article.language or "unknown"] += 1
        self.months[(article.published or "unknown")[:7]] += 1
        self.kinds.update(article.kinds)
        self.rules.update(article.rules)
        self.known.update(article.known)
        self.lengths[LENGTHS[bisect(LENGTHS, article.words) - 1]] += 1
        self.sites.add_record(source, article)
        if article.reading is not None:
            self._sample(source, article.reading)

    def _sample(self, source: str, reading: Reading) -> None:
        """Keep a few articles to be read: those with the least hashes, so that the sample is always the same."""
        entry = (-zlib.crc32(source.encode("utf-8", "replace")), source, reading)
        if len(self.readings) < _READINGS:
            heapq.heappush(self.readings, entry)
        elif entry > self.readings[0]:
            heapq.heapreplace(self.readings, entry)

    @property
    def failures(self) -> int:
        """Rejects that make the run exit with 1."""
        return sum(count for reason, count in self.rejects.items() if Reason(reason).is_failure)

    def to_dict(self, profiles: Mapping[str, Mapping[str, int]] | None = None) -> dict[str, Any]:
        """Return everything counted, for the report. Counters are sorted by count, then by name.

        `profiles` are the statuses of the sites' profiles: site -> status -> number.
        """
        sites = self.sites.to_list(profiles or {})
        return {
            "pages": self.pages,
            "records": self.records,
            "rejects": sum(self.rejects.values()),
            "words": self.words,
            "truncated": self.truncated,
            "duplicates": self.duplicates,
            "rejects_by_reason": ordered(self.rejects),
            "cuts_by_kind": ordered(self.kinds),
            "cuts_by_rule": ordered(self.rules),
            "known": {name: self.known[name] for name in COVERED},
            "lengths": [{"from_words": least, "records": self.lengths[least]} for least in LENGTHS],
            "readings": [
                {"source": source, **reading._asdict(), "cut": [{"kind": k, "text": t} for k, t in reading.cut]}
                for _, source, reading in sorted(self.readings, reverse=True)
            ],
            "methods": ordered(self.methods),
            "languages": ordered(self.languages),
            "published_by_month": dict(sorted(self.months.items())),
            "sites": sites,
            "sites_to_check": to_check(sites),
            "rejected": self.rejected,
            "timeline": [
                {"seconds": seconds, "pages": pages, "rejects": rejects} for seconds, pages, rejects in self.timeline
            ],
            "slowest": [{"source": source, "seconds": s} for s, source in sorted(self.slowest, reverse=True)],
        }
