"""The learning pass: every page is read for its site, a sample of each site goes through the page path."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from newsclean.learning.sample import Sample
from newsclean.model import Skip
from newsclean.readers.items import Item
from newsclean.readers.opening import load
from newsclean.sites.key import site_key
from newsclean.sites.store import Sites, pack, unpack
from newsclean.sites.tally import Observation, Tally, page_hash

if TYPE_CHECKING:
    from newsclean.context import Context

T = TypeVar("T")

LEAST_PAGES = 3  # of a site: fewer never make a profile
_OPEN = 128  # tallies that are kept unpacked


class Batch(Protocol):
    """What the learning pass needs of a run: its inputs, as often as needed, and its workers."""

    def items(self) -> Iterator[Item]:
        """Yield all inputs, in order; each call begins again."""
        ...

    def map(
        self, function: Callable[[Any, Any], T], context: object, items: Iterator[Any]
    ) -> Iterator[tuple[str, T | Skip]]:
        """Yield `(source, function(context, item))` for each item, in order."""
        ...

    def phase(self, name: str, total: int | None = None) -> None:
        """Say what is being done."""
        ...


def identify(context: Context, item: Item) -> tuple[str, str] | Skip:
    """Return the site and the hash of a page."""
    page = load(item, context.options.max_size)
    return page if isinstance(page, Skip) else (site_key(page), page_hash(page))


def observe_item(context: Context, item: Item) -> Observation | Skip | None:
    """Return what a page adds to its site's tally."""
    from newsclean.learning.observe import observe  # what a worker needs, and the main process does not

    page = load(item, context.options.max_size)
    return page if isinstance(page, Skip) else observe(page, context)


class _Shelf:
    """Tallies under construction; all but a few are packed, so that memory grows by kilobytes a site."""

    def __init__(self) -> None:
        self._packed: dict[str, bytes] = {}
        self._open: OrderedDict[str, Tally] = OrderedDict()

    def add(self, seen: Observation) -> None:
        tally = self._open.get(seen.key)
        if tally is None:
            packed = self._packed.pop(seen.key, None)
            tally = self._open[seen.key] = Tally() if packed is None else unpack(packed)
            if len(self._open) > _OPEN:
                key, oldest = self._open.popitem(last=False)
                self._packed[key] = pack(oldest)
        self._open.move_to_end(seen.key)
        tally.add(seen)

    def close(self) -> dict[str, bytes]:
        for key, tally in self._open.items():
            self._packed[key] = pack(tally)
        return self._packed


def learn(batch: Batch, context: Context, *, least_pages: int = LEAST_PAGES) -> Sites | None:
    """Learn the sites of a batch. `None` when no site has enough pages.

    The profiles do not depend on the order of the pages, nor on the number of workers. Sites with fewer than
    `least_pages` pages are ignored; `sites learn` takes them in, so that parts of a scrape can be merged.
    """
    batch.phase("learning: reading")
    sample = Sample()
    for number, (_, found) in enumerate(batch.map(identify, context, batch.items())):
        if not isinstance(found, Skip):
            sample.add(*found, number)
    chosen = sample.numbers(least_pages)
    if not chosen:
        return None
    batch.phase("learning: extracting", len(chosen))
    items = (item for number, item in enumerate(batch.items()) if number in chosen)
    shelf = _Shelf()
    for _, seen in batch.map(observe_item, context, items):
        if isinstance(seen, Observation):
            shelf.add(seen)
    sites = Sites(shelf.close(), sample.beyond)
    for key in sites:
        sites.status(key)  # once here, not in every worker
    return sites
