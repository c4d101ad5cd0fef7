"""Lines of a site: which of its articles have the same line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newsclean.sites.tally import PageSums, articles


class SiteLines:
    """The hashes of a site's lines, and in which of its articles each is; copies of one article count once."""

    def __init__(self, pages: Mapping[str, PageSums]) -> None:
        self._pages = pages
        groups = articles(pages)
        self._groups = [[pages[name] for name in group] for group in groups]
        self._articles: dict[str, int] = {}  # hash of a line -> a bit for each article that has it
        for number, group in enumerate(groups):
            for text in frozenset().union(*(pages[name].texts for name in group)):
                self._articles[text] = self._articles.get(text, 0) | 1 << number

    def repeats(self, marks: Sequence[str], page: str, hashes: Sequence[str]) -> tuple[list[int], int]:
        """Return on how many other articles each line is, and how many there are; `marks` are the page's."""
        own = 0
        for number, group in enumerate(self._groups):
            if group[0].is_marked(marks) or any(self._pages.get(page) is one for one in group):
                own |= 1 << number
        there = len(self._groups) - own.bit_count()
        return [(self._articles.get(name, 0) & ~own).bit_count() for name in hashes], there

    def on_most(self) -> frozenset[str]:
        """Return the hashes of the lines that are on most articles of the site."""
        most = max(2, len(self._groups) // 2 + 1)
        return frozenset(text for text, mask in self._articles.items() if mask.bit_count() >= most)
