"""Grow profiles: add new pages of known and unknown sites to what was learned before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsclean.learning.learn import Batch, learn
from newsclean.learning.sample import LARGE
from newsclean.sites.store import Sites, pack
from newsclean.sites.tally import Tally

if TYPE_CHECKING:
    from newsclean.context import Context


def grow(before: Sites | None, batch: Batch, context: Context) -> Sites | None:
    """Return the profiles of earlier batches with what a new one adds, also of sites with too few pages so far."""
    learned = learn(batch, context, least_pages=1)
    if before is None or learned is None:
        return learned or before
    merged = before.merged(learned)
    full = {
        key: pack(thinned(tally, learned.tally(key)))
        for key in learned
        if len((tally := merged.tally(key)).pages) > LARGE
    }
    return merged.replaced(full) if full else merged


def thinned(tally: Tally, latest: Tally, most: int = LARGE) -> Tally:
    """Return a tally with at most so many pages: half of them the latest, if there are as many, else earlier ones.

    Of each the least hashes stay, whatever the order in which pages came.
    """
    newest = sorted(latest.pages)[: max(most // 2, most - len(tally.pages.keys() - latest.pages.keys()))]
    earlier = sorted(tally.pages.keys() - latest.pages.keys())[: most - len(newest)]
    pages = {name: tally.pages[name] for name in sorted([*newest, *earlier])}
    paths = {path for seen in pages.values() for path in seen.paths}
    return Tally(pages, {path: text for path, text in tally.examples.items() if path in paths}, dict(tally.pins))
