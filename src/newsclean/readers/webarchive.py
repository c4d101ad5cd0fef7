"""Pages saved by Safari: a property list with the page and its resources. Parsed in a worker."""

from __future__ import annotations

import plistlib
from typing import Any

from newsclean.model import Page, Reason, Skip
from newsclean.readers.records import too_large

_MAX_URL_CHARS = 2000
# What broken property lists make of the parser; RecursionError for nested ones.
_BROKEN = (plistlib.InvalidFileException, ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError)


def read_webarchive(source: str, data: bytes, max_size: int) -> Page | Skip:
    """Return the main document of a web archive, with its URL."""
    from xml.parsers.expat import ExpatError

    try:
        archive = plistlib.loads(data)
    except (*_BROKEN, ExpatError, RecursionError) as error:
        detail = f"broken property list: {str(error)[:100] or type(error).__name__}"
        return Skip(source, None, Reason.UNREADABLE, detail)
    main: Any = archive.get("WebMainResource") if isinstance(archive, dict) else None
    body = main.get("WebResourceData") if isinstance(main, dict) else None
    if not isinstance(main, dict) or not isinstance(body, bytes):
        return Skip(source, None, Reason.UNREADABLE, "a property list without a web page: not read")
    url, charset = _string(main, "WebResourceURL"), _string(main, "WebResourceTextEncodingName")
    if len(body) > max_size:
        return too_large(source, url, max_size)
    mime = _string(main, "WebResourceMIMEType") or "text/html"
    return Page(source, body, url, f"{mime}; charset={charset}" if charset else mime)


def _string(resource: dict[str, Any], key: str) -> str | None:
    value = resource.get(key)
    return value[:_MAX_URL_CHARS].encode("utf-8", "replace").decode() if isinstance(value, str) and value else None
