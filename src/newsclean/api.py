"""The Python API for many pages: a picklable cleaner for a pool of your own, or a generator with workers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from newsclean.cleaning import clean_page, page_of
from newsclean.context import Context, make_context
from newsclean.model import Article, Page, Skip
from newsclean.options import Options

if TYPE_CHECKING:
    from newsclean.sites import Sites


class Cleaner:
    """Cleans pages with one set of options, rules and site profiles. Picklable, and cheap to call.

    `rules` are rule files, one or several, in addition to the package's own. `sites` is a file of site profiles, the
    run file of a run that learned some, or loaded profiles; `site_configs` is a directory of site configurations.
    Raises `RuleError`, `SitesError` or `UsageError` when a file cannot be used.
    """

    def __init__(
        self,
        options: Options | None = None,
        *,
        rules: str | Path | Sequence[str | Path] = (),
        sites: Sites | str | Path | None = None,
        site_configs: str | Path | None = None,
    ) -> None:
        self.context: Context = _context(options, rules, sites, site_configs)

    def __repr__(self) -> str:
        context = self.context
        profiles = "no site profiles" if context.sites is None else f"profiles of {len(context.sites)} sites"
        return f"<Cleaner: {len(context.rules.rules)} rules, {profiles}, {context.options}>"

    def clean(self, html: bytes | str, *, url: str | None = None, fetched_at: str | None = None) -> Article | Skip:
        """Return the article of a page, or why there is none, as `newsclean.clean` does."""
        return clean_page(page_of(html, url, fetched_at), self.context)

    def clean_page(self, page: Page) -> Article | Skip:
        """Return the article of a `Page`, which names its source and may carry more."""
        return clean_page(page, self.context)


def clean_many(
    pages: Iterable[Page | bytes | str],
    *,
    jobs: int = 1,
    options: Options | None = None,
    rules: str | Path | Sequence[str | Path] = (),
    sites: Sites | str | Path | None = None,
    site_configs: str | Path | None = None,
    timeout: float = 20.0,
) -> Iterator[Article | Skip]:
    """Clean `pages` in `jobs` processes; yield the results in the order of the pages, a few at a time in memory.

    A page is a `Page`, which names its source, or its HTML. A page that takes longer than `timeout` seconds, or kills
    its process, is a `Skip`. With `jobs=0` the work is done in this process, without those limits. `rules`, `sites`
    and `site_configs` are those of `Cleaner`. Close the generator to stop early.
    """
    from newsclean.workers.pool import Pool

    context = _context(options, rules, sites, site_configs)
    inputs = (page if isinstance(page, Page) else page_of(page) for page in pages)
    with Pool(jobs, timeout=timeout, preload="newsclean.run.item") as pool:
        for answers in pool.map(_clean, context, inputs):
            for _, answer in answers:
                yield answer


def _context(
    options: Options | None,
    rules: str | Path | Sequence[str | Path],
    sites: Sites | str | Path | None,
    site_configs: str | Path | None,
) -> Context:
    if isinstance(sites, str | Path):
        from newsclean.sites import load_sites

        sites = load_sites(sites)
    files = [rules] if isinstance(rules, str | Path) else rules
    return make_context(options, [Path(file) for file in files], sites, site_configs)


def _clean(context: Context, page: Page) -> Article | Skip:
    return clean_page(page, context)
