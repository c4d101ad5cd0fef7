"""Which articles of a site have the same line."""

from __future__ import annotations

from newsclean.sites.lines import SiteLines
from newsclean.sites.tally import PageSums


def page(article: str, *lines: str) -> PageSums:
    return PageSums((article,), frozenset(lines), {})


def test_copies_of_an_article_count_once_and_the_pages_own_article_not_at_all() -> None:
    pages = {"1": page("a", "menu", "tale"), "2": page("a", "menu", "tale"), "3": page("b", "menu"), "4": page("c")}
    lines = SiteLines(pages)
    assert lines.repeats((), "9", ["menu", "tale", "new"]) == ([2, 1, 0], 3)
    assert lines.repeats(("a",), "9", ["menu", "tale"]) == ([1, 0], 2)
    assert lines.repeats((), "2", ["menu", "tale"]) == ([1, 0], 2)


def test_lines_of_most_articles() -> None:
    lines = SiteLines({name: page(name, "menu", *(["foot"] if name == "a" else [])) for name in "abc"})
    assert lines.on_most() == {"menu"}
