"""An item pipeline for Scrapy (extra `newsclean[scrapy]`): pages that a spider yields become clean articles.

A spider yields items with the page, as `response` or as HTML; the pipeline returns the article's record instead, and
drops pages without an article, with the reason. docs/recipes.md shows it at work.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

try:
    import scrapy as _  # noqa: F401
except ModuleNotFoundError as missing:
    raise ImportError("this needs Scrapy: pip install 'newsclean[scrapy]'") from missing

from itemadapter import ItemAdapter
from scrapy.exceptions import DropItem
from scrapy.http import Response

from newsclean.api import Cleaner
from newsclean.errors import UsageError
from newsclean.model import Page, Skip
from newsclean.options import Options

_HTML_KEYS = ("response", "html", "body", "content")  # where the page is, if NEWSCLEAN_HTML_KEY does not say


class NewscleanPipeline:
    """Turns items with a page into records of articles.

    The page is a `Response`, bytes or text under one of `response`, `html`, `body` or `content`, its URL under `url`.
    The item's other values go into `extra`. Settings: NEWSCLEAN_OPTIONS (a dict, as `newsclean.Options` takes it),
    NEWSCLEAN_RULES (files), NEWSCLEAN_SITES (profiles), NEWSCLEAN_SITE_CONFIGS (a directory), NEWSCLEAN_HTML_KEY.
    """

    def __init__(self, cleaner: Cleaner | None = None, html_key: str | None = None, stats: Any = None) -> None:
        self.cleaner = cleaner or Cleaner()
        self.html_keys = _HTML_KEYS if html_key is None else (html_key,)
        self.explain = self.cleaner.context.options.explain
        self._stats = stats

    @classmethod
    def from_crawler(cls, crawler: Any) -> NewscleanPipeline:
        """Return the pipeline that a crawler's settings ask for. Raises `UsageError` and others of newsclean's."""
        get = crawler.settings.get
        try:
            options = Options(**(get("NEWSCLEAN_OPTIONS") or {}))
        except TypeError as error:
            raise UsageError(f"NEWSCLEAN_OPTIONS: {error}; see newsclean.Options") from None
        cleaner = Cleaner(
            options,
            rules=crawler.settings.getlist("NEWSCLEAN_RULES"),
            sites=get("NEWSCLEAN_SITES"),
            site_configs=get("NEWSCLEAN_SITE_CONFIGS"),
        )
        return cls(cleaner, get("NEWSCLEAN_HTML_KEY"), crawler.stats)

    def process_item(self, item: Any, spider: Any = None) -> Any:
        """Return the record of the item's page. Raises `DropItem` for a page without an article."""
        values = ItemAdapter(item).asdict()
        key = next((key for key in self.html_keys if values.get(key) is not None), None)
        if key is None:
            raise DropItem(f"newsclean: no page under {' or '.join(self.html_keys)}: NEWSCLEAN_HTML_KEY names the key")
        # A response is taken from the item itself: asdict() copies what it can.
        result = self.cleaner.clean_page(_page(ItemAdapter(item)[key], values, key))
        self._count(f"newsclean/{'rejects/' + result.reason.value if isinstance(result, Skip) else 'records'}")
        if isinstance(result, Skip):
            raise DropItem(f"newsclean: {result.source}: {result.reason.value}: {result.detail}")
        return result.to_dict(explain=self.explain)

    def _count(self, name: str) -> None:
        if self._stats is not None:
            self._stats.inc_value(name)


def _page(found: Any, values: Mapping[str, Any], key: str) -> Page:
    """Return the page of an item: what is under `key`, with all else that the item says of it."""
    extra = {name: value for name, value in values.items() if name not in (key, "url", "fetched_at")}
    now = values.get("fetched_at") or datetime.now(UTC).isoformat(timespec="seconds")
    url = values.get("url")
    page = Page(str(url or "-"), b"", url, None, str(now), extra or None)
    if isinstance(found, Response):
        header = found.headers.get("Content-Type")
        declared = header.decode("latin-1") if isinstance(header, bytes) else None
        return replace(page, source=found.url, url=url or found.url, body=found.body, content_type=declared)
    if isinstance(found, str):
        return replace(page, body=found.encode("utf-8", "replace"), content_type="text/html; charset=utf-8")
    return replace(page, body=bytes(found))
