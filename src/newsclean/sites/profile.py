"""A site's profile: scores of a page's blocks from the page's own evidence and the site's, and a person's pins."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from newsclean.content import TAKEN
from newsclean.content.forest import Forest, checked, load_model
from newsclean.metadata import OfSite
from newsclean.model import Block, Page
from newsclean.sites.common_values import CommonValues
from newsclean.sites.evidence import FEATURES, Evidence, features, has_evidence, known_share
from newsclean.sites.lines import SiteLines
from newsclean.sites.pins import pin_of
from newsclean.sites.tally import KEEP, Tally, page_hash, page_sums
from newsclean.sites.template import Template

MODEL = "evidence.npz"
SURELY_NOT = -6.5  # log-odds of a block by its page, below which no site makes main content of it
MIN_OTHERS = 2  # pages of the site: what one other page says is wrong as often as it helps
# Of a block's log-odds: the rest is in the leaves of the model, which sees the page's own as well.
PAGE_SHARE = 0.4
MIN_KNOWN = 0.5  # of a page's main content: with less on known block paths it is of another template
PINNED = 99.0  # log-odds that nothing outweighs


def _forest() -> Forest:
    return checked(load_model("newsclean.sites", MODEL)["evidence"], FEATURES, MODEL)


class Combined(NamedTuple):
    """Log-odds by page and site together. `is_known`: other pages have the block paths of most of the main content."""

    scores: Sequence[float]
    is_known: bool


class Profile:
    """What is known of one site. Its answers depend on the tally and the page alone."""

    def __init__(self, key: str, tally: Tally, trusted: bool = True) -> None:
        """Make the profile of a tally; of one that is not `trusted` only the pins count."""
        self.key = key
        self.trusted = trusted
        self.pins = dict(tally.pins)
        self._pages = tally.pages if trusted else {}

    @cached_property
    def evidence(self) -> Evidence:
        """What the pages say, made ready when the first page asks."""
        return Evidence(self._pages, self._lines)

    @cached_property
    def template(self) -> Template:
        """How the site's pages are made, made ready when the first page asks."""
        return Template(self._pages, self._lines)

    @cached_property
    def _lines(self) -> SiteLines:
        return SiteLines(self._pages)

    @cached_property
    def _no_articles(self) -> frozenset[str]:
        return frozenset(name for name, seen in self._pages.items() if not seen.is_article)

    @cached_property
    def _common(self) -> CommonValues:
        return CommonValues(self._pages)

    def of_site(self, page: Page) -> OfSite:
        """Return what the other pages of the site say that bears on this page's metadata."""
        return self._common.without(page_hash(page))

    def is_of_articles(self, page: Page) -> bool:
        """Return whether all other pages that the site was learned from are articles."""
        return self._no_articles <= {page_hash(page)}

    def by_template(self, page: Page, blocks: Sequence[Block]) -> Sequence[float] | None:
        """Return the log-odds of each block by the site's template alone, or None if the page does not fit it."""
        scores = self.template.scores(page_hash(page), blocks) if self.trusted and blocks else None
        return None if scores is None else self._pinned(blocks, scores)

    def combine(self, page: Page, blocks: Sequence[Block], scores: Sequence[float]) -> Combined:
        """Return the log-odds of each block by page and site together; `scores` are those by the page alone."""
        found = self._combined(page_hash(page), blocks, scores)
        return found._replace(scores=self._pinned(blocks, found.scores))

    def _pinned(self, blocks: Sequence[Block], scores: Sequence[float]) -> Sequence[float]:
        """Return the scores as a person's pins have them."""
        if not self.pins:
            return scores
        pairs = zip((pin_of(block.element.path, self.pins) for block in blocks), scores, strict=True)
        return [score if pin is None else PINNED if pin == KEEP else -PINNED for pin, score in pairs]

    def _combined(self, name: str, blocks: Sequence[Block], scores: Sequence[float]) -> Combined:
        if not self.trusted or not blocks or self.evidence.others(name) < MIN_OTHERS:
            return Combined(scores, is_known=False)
        import numpy as np

        rows = features(self.evidence, name, page_sums(blocks, scores, TAKEN), blocks, scores)
        found = np.array(scores, dtype=float)
        open_ = np.flatnonzero(has_evidence(rows) & (found > SURELY_NOT))
        if open_.size:
            found[open_] = PAGE_SHARE * found[open_] + _forest().score(rows[open_])
        if not (found > TAKEN).any():
            return Combined(scores, is_known=False)  # a page unlike the others, not a page without an article
        return Combined(found.tolist(), is_known=known_share(rows) >= MIN_KNOWN)
