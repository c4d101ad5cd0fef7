"""The last resort: htmldate's answer, for pages whose own candidates are silent."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from html import escape
from itertools import islice

from newsclean.metadata.dates.parse import machine
from newsclean.metadata.dates.value import Stamp

_MAX_LINES = 60  # of a page handed over: the search reads all of them, at 0.2 ms a kilobyte
_LINE = 300  # characters
_YEAR = re.compile(r"(?:19|20)\d\d")


def find_date(lines: Iterable[str], url: str | None, latest: str | None) -> Stamp | None:
    """Return htmldate's answer for the day of publication (Barbaresi 2020, doi 10.21105/joss.02439).

    It is given the page's lines that have a year; None without one.
    """
    dated = list(islice((line for line in lines if len(line) <= _LINE and _YEAR.search(line)), _MAX_LINES))
    if not dated:
        return None
    from htmldate import find_date as search
    from lxml.html import HTMLParser, document_fromstring  # type: ignore[import-untyped]

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        html = "".join(f"<p>{escape(line)}</p>" for line in dated)
        tree = document_fromstring(html.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8"))
        found = search(tree, extensive_search=False, original_date=True, url=url, max_date=(latest or "")[:10] or None)
    except Exception:  # whatever its parsers stumble over: the date stays unknown, the page is not lost
        return None
    return machine(found) if found else None
