"""Profiles that grow from run to run."""

from __future__ import annotations

from support.newsroom import CONTEXT, InProcess, scrape

from newsclean.learning.grow import grow, thinned
from newsclean.sites.tally import PageSums, Tally


def test_a_profile_keeps_the_latest_pages_and_some_before_them() -> None:
    seen = PageSums((), frozenset(), {})
    tally = Tally({f"{n:016x}": seen for n in range(30)}, {"body>p": "gone"})
    latest = Tally({f"{n:016x}": seen for n in range(22, 30)})
    kept = thinned(tally, latest, 10)
    assert [int(name, 16) for name in kept.pages] == [0, 1, 2, 3, 4, 22, 23, 24, 25, 26]
    assert kept.examples == {}
    assert list(thinned(latest, latest, 6).pages) == sorted(latest.pages)[:6]


def test_new_pages_add_to_what_was_known() -> None:
    def batch(count: int, first: int) -> InProcess:
        return InProcess([page for page, _ in scrape("harbour-post.example", count, first)])

    first = grow(None, batch(3, 0), CONTEXT)
    assert first is not None
    second = grow(first, batch(2, 3), CONTEXT)
    assert second is not None
    assert len(second.tally("harbour-post.example").pages) == 5
    assert grow(second, InProcess([]), CONTEXT) is second
    assert grow(None, InProcess([]), CONTEXT) is None
