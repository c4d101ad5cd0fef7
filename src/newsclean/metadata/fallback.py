"""The last resort: trafilatura's and htmldate's answers, for pages whose own witnesses are silent."""

from __future__ import annotations

import logging

from newsclean.metadata.dates import machine
from newsclean.metadata.stamp import Stamp

_MAX_CHARS = 100_000  # of a page handed over: the search reads all of it, at 0.2 ms a kilobyte


def find_date(html: str, url: str | None, latest: str | None) -> Stamp | None:
    """htmldate's answer for the day of publication (Barbaresi 2020, doi 10.21105/joss.02439); None
    without one.
    """
    if len(html) > _MAX_CHARS:
        return None
    from htmldate import find_date as search
    from lxml.html import HTMLParser, document_fromstring  # type: ignore[import-untyped]

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        tree = document_fromstring(
            html.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8", remove_comments=True)
        )
        found = search(tree, extensive_search=False, original_date=True, url=url, max_date=(latest or "")[:10] or None)
    except Exception:  # whatever its parsers stumble over: the date stays unknown, the page is not lost
        return None
    return machine(found) if found else None
