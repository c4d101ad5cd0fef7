"""Reports of runs for tests: one that is made up, with all there can be, and what a report's page shows."""

from __future__ import annotations

import random
from typing import Any

from lxml import html as parser  # type: ignore[import-untyped]

from newsclean import make_context
from newsclean.errors import Exit
from newsclean.kinds import KINDS
from newsclean.model import Reason, Skip
from newsclean.report.build import build
from newsclean.run.config import RunConfig
from newsclean.run.outcome import ArticleCounts, Outcome
from newsclean.run.result import RunResult
from newsclean.run.stats import Stats

HOSTILE = '<script>alert("x")</script>\x1b[31m\u202e\ud800.example'


def record(site: str | None, *, words: int = 300, truncated: bool = False, method: str = "page") -> Outcome:
    """What comes of a page with an article."""
    counts = ArticleCounts(site, method, "en", "2024-05-06", words, truncated, {"ad": 2}, {"en-ad": 2})
    return Outcome(b"{}\n", None, counts, 0.5)


def reject(source: str, reason: Reason, url: str | None = None) -> Outcome:
    """What comes of a page without one."""
    return Outcome(None, Skip(source, url, reason, ""), None, 0.1)


def made_up(pages: int = 3000, sites: int = 150) -> dict[str, Any]:
    """The report of a long run over many sites, some of which look wrong, one with a hostile name."""
    chance, stats = random.Random(7), Stats()
    names = [f"{word}{n}.example" for n in range(sites // 3) for word in ("harbour", "kurier", "gazette")]
    names[2] = HOSTILE
    stats.mark(60.0)
    for number in range(pages):
        at = min(int(chance.expovariate(1 / 30)), len(names) - 1)
        source = f"scrape/{names[at]}/{number:06}.html"
        if chance.random() < (0.6 if at % 10 == 2 else 0.05):
            outcome = reject(source, chance.choice(list(Reason)), f"http://{names[at]}/{number}" if at != 2 else None)
        else:
            kinds = {kind: chance.randint(1, 4) for kind in chance.sample(sorted(KINDS), 3)}
            month = f"{chance.randint(1998, 2026)}-{chance.randint(1, 12):02}-05" if number % 9 else None
            words = chance.randint(26, 60) if at % 10 == 4 else chance.randint(100, 900)
            counts = ArticleCounts(
                names[at],
                "site" if at % 10 != 6 else "page",
                chance.choice("en en en de fr es it pt nl sv ru zh ja ko ar hi tr pl".split()),
                month,
                words,
                at % 10 == 8,
                kinds,
                {f"any-{kind}": count for kind, count in kinds.items()},
            )
            outcome = Outcome(b"{}\n", None, counts, chance.expovariate(30))
        stats.add(source, outcome)
        stats.mark(60.0 + number * 8)
    return finished(stats, {name: {"good": 1} for name in names} | {names[1]: {"disagrees": 1}})


def finished(stats: Stats, profiles: dict[str, dict[str, int]] | None = None) -> dict[str, Any]:
    """The report of a run that counted this, as JSON gives it back."""
    plan = RunConfig(("scrape/",), output="articles.jsonl")
    seconds = 60.0 + stats.pages * 8
    stats.mark(seconds, last=True)
    state = {"started": "2026-01-01T21:30:00+00:00"}
    run = RunResult(plan, make_context(), state, stats, status=Exit.FAILED_PAGES, seconds=seconds)
    return {**build(run), **stats.to_dict(profiles or {})}


def rows(page: str, section: str) -> dict[str, tuple[float, ...]]:
    """What a section of a report's page shows: the exact numbers of each row by its name."""
    document = parser.fromstring(page)
    found = {}
    for row in document.xpath(f"//section[@id='{section}']//tbody/tr"):
        name = row.xpath("string(th[1])")
        found[name] = tuple(float(value) for value in row.xpath(".//data/@value"))
    return found


def check_numbers(page: str, report: dict[str, Any]) -> None:
    """Whether a report's page shows the numbers of the report."""
    document = parser.fromstring(page)

    def tile(name: str) -> float:
        return float(document.xpath(f"string(//*[@id='{name}' and ./dt]//data/@value)"))

    for name, key in (("pages", "pages"), ("records", "records"), ("rejects-all", "rejects"), ("words", "words")):
        assert tile(name) == report[key]
    assert tile("cut") == sum(report["cuts_by_kind"].values())

    def single(counts: dict[str, int]) -> dict[str, tuple[float, ...]]:
        return {name: (float(count),) for name, count in counts.items()}

    assert rows(page, "rejects") == single(report["rejects_by_reason"])
    assert rows(page, "cuts") == single(report["cuts_by_kind"]) | single(report["cuts_by_rule"])
    assert rows(page, "languages") == single(report["languages"])
    months = {month: n for month, n in report["published_by_month"].items() if month != "unknown"}
    assert rows(page, "dates") == single(months)
    marks = [tuple(map(float, (note["pages"], note["rejects"]))) for note in report["timeline"]]
    assert list(rows(page, "time").values())[-1:] == (marks[-1:] if len(marks) > 2 else [])
    shown = list(rows(page, "sites").values())
    assert shown == [(row["pages"], row["records"], row["rejects"]) for row in report["sites"]][:500]
    assert [seconds for (seconds,) in rows(page, "slowest").values()] == [s["seconds"] for s in report["slowest"]]
    assert len(document.xpath("//section[@id='wrong']//article")) == min(len(report["sites_to_check"]), 100)
