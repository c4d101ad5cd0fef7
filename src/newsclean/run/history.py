"""Compare a run with the one before: sites whose articles lost dates, authors, titles or length."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from newsclean.run.outcome import COVERED
from newsclean.run.run_file import RunFile
from newsclean.run.site_stats import OTHER_SITES

COVERAGE, BEFORE = "coverage", "before"  # keys of the run file: of this run, and of the one before it
_LEAST_ARTICLES = 5  # of a site, in both runs
_LOST_SHARE = 0.3  # of a site's articles that had a field, and have it no more
_LOST_ERRORS = 3  # standard errors of the difference: less may be chance
_LOST_LENGTH = 0.5  # of the mean number of words
_NAMES = {"published": "dates", "authors": "authors", "title": "titles", "url": "URLs"}
_SHOWN = 3

Coverage = Mapping[str, Sequence[int]]  # site -> records, words, and records with each of `COVERED`


def earlier_coverage(output: str | None, has_run_file: bool) -> dict[str, list[int]]:
    """Return what the last run of an output noted of its sites; nothing if there was none."""
    if output is None or not has_run_file:
        return {}
    try:
        state = json.loads(Path(RunFile(output).path).read_bytes())
        known = state.get(COVERAGE) or {}
        return {str(site): [int(n) for n in counts] for site, counts in known.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def coverage_of(sites: Sequence[Mapping[str, Any]], before: Coverage | None = None) -> dict[str, list[int]]:
    """Return what a run notes of its sites, the rows of its report; `before` is added, where runs add up."""
    found = {site: list(counts) for site, counts in (before or {}).items()}
    for row in sites:
        counts = [row["records"], row["words"], *(row["known"][field] for field in COVERED)]
        if row["records"] and row["site"] != OTHER_SITES:
            earlier = found.get(row["site"], [0] * len(counts))
            found[row["site"]] = [a + b for a, b in zip(counts, earlier, strict=True)]
    return found


def changes(before: Coverage, now: Coverage) -> list[dict[str, Any]]:
    """Return what sites have lost since an earlier run: site, what, share or length before and after."""
    found = [change for site in now.keys() & before.keys() for change in _of_site(site, before[site], now[site])]
    return sorted(found, key=lambda change: (-change["records"], change["site"], change["what"]))


def _of_site(site: str, before: Sequence[int], now: Sequence[int]) -> Iterator[dict[str, Any]]:
    records = before[0], now[0]
    if min(records) < _LEAST_ARTICLES or len(before) != len(now):
        return
    words = round(before[1] / records[0]), round(now[1] / records[1])
    if words[1] < (1 - _LOST_LENGTH) * words[0]:
        yield {"site": site, "what": "words", "before": words[0], "after": words[1], "records": now[0]}
    for field, had, has in zip(COVERED, before[2:], now[2:], strict=True):
        shares = round(had / records[0], 3), round(has / records[1], 3)
        common = (had + has) / sum(records)
        error = math.sqrt(common * (1 - common) * (1 / records[0] + 1 / records[1]))
        if shares[0] - shares[1] > max(_LOST_SHARE, _LOST_ERRORS * error):
            yield {"site": site, "what": field, "before": shares[0], "after": shares[1], "records": now[0]}


def in_words(change: Mapping[str, Any]) -> str:
    """Return a change as a person reads it.

    >>> in_words({"site": "a.example", "what": "published", "before": 0.98, "after": 0.04, "records": 50})
    'a.example: dates on 4 % of 50 articles, 98 % before'
    """
    articles = f"{change['records']:,} articles"
    if change["what"] == "words":
        return f"{change['site']}: {change['after']:,} words an article ({articles}), {change['before']:,} before"
    name = _NAMES[change["what"]]
    return f"{change['site']}: {name} on {change['after']:.0%} of {articles}, {change['before']:.0%} before".replace(
        "%", " %"
    )


def notes(found: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the messages about a run's changes, a few lines."""
    yield from (f"lost since the last run: {in_words(change)}" for change in found[:_SHOWN])
    if len(found) > _SHOWN:
        yield f"… and {len(found) - _SHOWN:,} more sites or fields; --report lists them"
