"""A site's profile: which blocks of its pages are the article, by the votes of the pages learned from."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from selectolax.lexbor import LexborHTMLParser

from newsclean.html.blocks import Elements, read_blocks
from newsclean.html.shape import is_paragraph
from newsclean.model import Block, Element
from newsclean.sites.trust import DOUBT, PAGES, Verdicts, is_unclear, repeated_texts
from newsclean.sites.votes import KEEP, Tally, block_path, text_hash

_MAX_PLACES = 4000  # that are remembered with a profile

_MOST_LOST = 3  # a page in doubt keeps at least one in so many of its characters
_SHORT = 200  # characters of an article
_LONG = 10  # times the longest article known
_PART = 0.5  # times the smallest part of a page's prose that was an article


def _fill(body: list[bool], unclear: Sequence[int]) -> None:
    """Settle the lines about which the votes say little: they belong to the article between two that do."""
    below: dict[int, bool] = {}  # what the next settled line is
    for i in reversed(unclear):
        below[i] = below[i + 1] if i + 1 in below else i + 1 < len(body) and body[i + 1]
    for i in unclear:  # what stands before is settled by now
        body[i] = i > 0 and body[i - 1] and below[i]


class Profile:
    """Verdicts on the blocks of one site's pages. What it answers depends on the tally and the page alone."""

    def __init__(self, key: str, tally: Tally, keep: Collection[str] = (), trusted: bool = True) -> None:
        """`keep` are kinds that stay in the text; of a tally that is not `trusted` only the pins count."""
        self.key = key
        self.trusted = trusted
        self._verdicts = Verdicts(tally.votes if trusted else {}, keep, checks=True)
        self.repeats = repeated_texts(tally.pages) if trusted else {}
        self._pinned = dict(tally.pins)
        lengths = [seen.kept for seen in tally.pages.values() if seen.kept]
        self._shortest = min(_SHORT, min(lengths, default=0) // 2)
        self._longest = _LONG * max(lengths, default=0)
        parts = [seen.kept / (seen.kept + seen.prose) for seen in tally.pages.values() if seen.kept]
        self._least_part = _PART * min(parts, default=0)
        self._shares: dict[str, float | None] = {}
        full_of_links = tally.containers.items() if trusted and not tally.pins else ()
        self._furniture = {path for path, (empty, full) in full_of_links if empty >= PAGES and not full}
        self._by_element: dict[Element, float | None] = {}
        self._entered: dict[Element, bool] = {}
        self.elements: Elements = {}  # shared by all pages that this profile is used on

    def read(self, tree: LexborHTMLParser, whole: bool = False) -> tuple[list[Block], list[bool]] | None:
        """The blocks of a page and the votes on them; `None` when the page leaves a doubt.

        Known furniture is left out unless the `whole` page is asked for.
        """
        if len(self.elements) > _MAX_PLACES:
            self.elements.clear()
            self._by_element.clear()
            self._entered.clear()
        furniture = None if whole or not self._furniture else self.furniture
        blocks = read_blocks(tree, furniture, self.elements)
        votes = self.votes(blocks)
        return None if votes is None else (blocks, votes)

    def furniture(self, element: Element) -> bool:
        """Whether an element holds nothing but links that no rule ever cut, and need not be entered."""
        known = self._entered.get(element)
        if known is None:
            known = self._entered[element] = block_path(element) in self._furniture
        return known

    def share(self, element: Element) -> float | None:
        """The share of the text at a place that belongs to articles; `None` if the place is not known."""
        if element in self._by_element:
            return self._by_element[element]
        found = self._by_element[element] = self.share_of(block_path(element))
        return found

    def share_of(self, path: str) -> float | None:
        """The same for a signature."""
        if path in self._shares:
            return self._shares[path]
        pinned = self._pin(path) if self._pinned else None
        found = self._shares[path] = self._verdicts.share(path) if pinned is None else pinned
        return found

    def _pin(self, path: str) -> float | None:
        """1 or 0 where a person pinned the place or something around it, the nearest pin first."""
        while path:
            for pinned, what in self._pinned.items():
                if path == pinned or path.endswith(">" + pinned):
                    return 1.0 if what == KEEP else 0.0
            path = path.rpartition(">")[0]
        return None

    def repeated(self, block: Block) -> bool:
        """Whether the block's text stands in several articles of the site.

        A line that two of them share is furniture; two articles on one event may well share a paragraph.
        """
        return self.repeats.get(text_hash(block.text), 0) >= (3 if is_paragraph(block) else 2)

    def votes(self, blocks: Sequence[Block]) -> list[bool] | None:
        """For each block whether it belongs to the article; `None` when the page leaves a doubt."""
        body: list[bool] = []
        unclear_lines: list[int] = []
        doubtful = kept = prose = 0
        for block in blocks:
            share = self.share(block.element)
            unclear = is_unclear(share)
            wanted = share is not None and share >= 0.5
            if wanted or is_paragraph(block):
                if self.repeated(block):
                    wanted = False
                else:
                    size = len(block.text)
                    prose += size
                    kept += size if wanted else 0
                    doubtful += size if unclear else 0
            if unclear and not is_paragraph(block):
                unclear_lines.append(len(body))
            body.append(wanted)
        _fill(body, unclear_lines)
        if not self._shortest <= kept <= self._longest or not kept or doubtful > DOUBT * (kept + doubtful):
            return None
        if kept < self._least_part * (kept + prose):
            return None
        return body

    def correct(self, blocks: Sequence[Block], votes: Sequence[bool]) -> list[bool]:
        """The page path's votes on a page in doubt, corrected where the site's are clear."""
        body = list(votes)
        for i, block in enumerate(blocks):
            share = self.share(block.element)
            if share is not None and not is_unclear(share):
                body[i] = share >= 0.5
            if body[i] and self.repeated(block):
                body[i] = False
        left = sum(len(block.text) for block, wanted in zip(blocks, body, strict=True) if wanted)
        had = sum(len(block.text) for block, wanted in zip(blocks, votes, strict=True) if wanted)
        if left * _MOST_LOST >= had:
            return body
        # Another kind of page than those learned from: only what a person said holds.
        pins = [self._pin(block_path(block.element)) for block in blocks]
        return [vote if pin is None else pin > 0 for vote, pin in zip(votes, pins, strict=True)]
