"""What `newsclean sites show` says of profiles."""

from __future__ import annotations

from newsclean.report.sites_text import describe, overview
from newsclean.sites.store import Sites, pack
from newsclean.sites.tally import PageSums, PathSums, Tally

STORY, BOX = "body>div.story>p", "body>aside>p"


def sites(beyond: int = 0) -> Sites:
    pages = {}
    for n in range(4):
        sums = {STORY: PathSums(5, 900, 50, 900), BOX: PathSums(2, 80, -90, 0)}
        pages[f"{n:016x}"] = PageSums((f"{n:08x}",), frozenset({f"{n:08x}", "ffffffff"}), sums)
    tally = Tally(pages, {STORY: "The crane was sold", BOX: "Join\x1b us"}, {"aside": "drop"})
    return Sites({"pier.example": pack(tally)}, beyond)


def test_the_overview_has_a_line_for_each_site_and_counts_them() -> None:
    first, last = overview(sites()).splitlines()
    assert first.startswith("pier.example  ")
    assert "4 articles" in first
    assert last.startswith("1 sites, ")
    assert overview(sites(12)).endswith("12 pages of further sites were left out")


def test_a_site_is_described_by_its_paths_most_text_first() -> None:
    shown = describe(sites(), "pier.example")
    assert "PINNED BY HAND\n  drop  aside" in shown
    main, mixed, boilerplate = (shown.index(name) for name in ("MAIN CONTENT: 1", "MIXED: 0", "BOILERPLATE: 1"))
    assert main < mixed < boilerplate
    assert main < shown.index(STORY) < mixed
    assert "20 blocks on 4 pages, 3600 characters" in shown
    assert "'Join\\x1b us'" in shown
    assert shown.endswith("1 lines are on most articles of the site")
