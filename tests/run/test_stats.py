"""What a run counts stays bounded, and adds up."""

from __future__ import annotations

from newsclean.model import Reason, Skip
from newsclean.run.outcome import ArticleCounts, Outcome, as_outcome
from newsclean.run.stats import Stats


def record(site: str | None) -> Outcome:
    return Outcome(
        b"{}\n", None, ArticleCounts(site, "page", "en", "2024-05-06", 100, False, {"ad": 2}, {"en-ad": 2}), 0.5
    )


def test_pages_are_records_plus_rejects() -> None:
    stats = Stats()
    for number in range(10):
        stats.add(str(number), record("a.example"))
    stats.add("x", as_outcome(Skip("x", None, Reason.TIMEOUT, "")))
    stats.add("y", as_outcome(Skip("y", None, Reason.EMPTY, "")))
    counted = stats.to_dict()
    assert (counted["pages"], counted["records"], counted["rejects"], stats.failures) == (12, 10, 2, 1)
    assert counted["cuts_by_kind"] == {"ad": 20}
    assert counted["published_by_month"] == {"2024-05": 10}
    (site,) = counted["sites"]
    assert (site["site"], site["pages"], site["words"], site["methods"]) == ("a.example", 12, 1000, {"page": 10})
    assert site["rejects_by_reason"] == {"empty": 1, "timeout": 1}
    assert counted["rejected"] == {"timeout": ["x"], "empty": ["y"]}
    assert len(counted["slowest"]) == 12


def test_the_course_of_a_long_run_is_kept_in_a_bounded_number_of_notes() -> None:
    stats = Stats()
    for second in range(40_000):
        stats.pages += 3
        stats.mark(float(second))
    assert 100 <= len(stats.timeline) <= 240
    assert stats.timeline == sorted(stats.timeline)
    assert stats.timeline[0] == (0.0, 3, 0)
