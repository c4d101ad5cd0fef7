"""For other programs: many pages in a generator, or a cleaner held in a worker of somebody else's pool."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from newsclean.cleaning import clean_page, page_of
from newsclean.context import Context, make_context
from newsclean.model import Article, Options, Page, Skip

if TYPE_CHECKING:
    from newsclean.sites import Sites


class Cleaner:
    """Cleans pages with one set of options, rules and site profiles. Picklable, and cheap to call.

    Raises `RuleError` when a rule file cannot be used.
    """

    def __init__(
        self, options: Options | None = None, *, rule_files: Sequence[Path] = (), sites: Sites | None = None
    ) -> None:
        self.context: Context = make_context(options, rule_files, sites)

    def clean(self, html: bytes | str, *, url: str | None = None, fetched_at: str | None = None) -> Article | Skip:
        """The article of a page, or why there is none. As `newsclean.clean`."""
        return clean_page(page_of(html, url, fetched_at), self.context)

    def clean_page(self, page: Page) -> Article | Skip:
        """The article of a `Page`, which names its source and may carry more."""
        return clean_page(page, self.context)


def clean_many(
    pages: Iterable[Page], *, jobs: int = 1, options: Options | None = None, timeout: float = 20.0
) -> Iterator[Article | Skip]:
    """Clean `pages` in `jobs` processes; the answers come in the pages' order, a few at a time in memory.

    A page that takes longer than `timeout` seconds, or kills its process, is a `Skip`. With `jobs=0` the
    work is done in this process, without those limits. Close the generator to stop early.
    """
    from newsclean.workers.pool import Pool

    context = make_context(options)
    with Pool(jobs, timeout=timeout, preload="newsclean.run.item") as pool:
        for answers in pool.map(_clean, context, pages):
            for _, answer in answers:
                yield answer


def _clean(context: Context, page: Page) -> Article | Skip:
    return clean_page(page, context)
