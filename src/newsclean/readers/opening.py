"""Open the page of an item: in a worker where possible, under its limits."""

from __future__ import annotations

import io
import os
import stat
from dataclasses import replace

from newsclean.model import Page, Reason, Skip
from newsclean.readers import mhtml as saved
from newsclean.readers.decompressors import TornError
from newsclean.readers.items import Item, PageFile, WrappedPage
from newsclean.readers.limits import BombError, Meter, Stream, expand, read_limited
from newsclean.readers.not_pages import why_no_page
from newsclean.readers.records import too_large
from newsclean.readers.sniff import SNIFF_BYTES, has_markup, sniff_codec, sniff_kind, sniff_stream
from newsclean.readers.wrapped import unwrap

TEXT_TYPES = {".md": "text/markdown", ".markdown": "text/markdown"}
# A file that a browser saved, or a mail, holds images too: this many times the size of a page may be read for one.
_SAVED_FACTOR = 8
_MAX_LAYERS = 3  # of compression: crawlers save bodies as they came, and others compress what is compressed
_SAVED = frozenset({"mhtml", "eml", "webarchive"})


def load(item: Item, max_size: int) -> Page | Skip:
    """Return the page of an item, of at most `max_size` bytes."""
    if isinstance(item, WrappedPage):
        return unwrap(item, max_size)
    if not isinstance(item, PageFile):
        return item
    try:
        with io.FileIO(open_regular(item.path), "rb") as stream:
            page = read_page(stream, item, max_size)
    except OSError as error:
        return Skip(item.source, None, Reason.UNREADABLE, error.strerror or str(error))
    opened = load(page, max_size)
    if isinstance(opened, Skip):
        return opened
    return replace(
        opened,
        url=item.url or opened.url,
        fetched_at=item.fetched_at or opened.fetched_at,
        extra=item.extra if opened.extra is None else opened.extra,
    )


def open_regular(path: bytes) -> int:
    """Return a descriptor of a regular file. Anything else is refused without a wait, as an `OSError`."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(0, "no longer a regular file")
    return descriptor


def read_page(stream: Stream, item: PageFile, max_size: int, meter: Meter | None = None) -> Page | WrappedPage | Skip:
    """Return the one page that `stream` holds. `item` says what is known about it."""
    limit = max_size * _SAVED_FACTOR if item.kind in _SAVED else max_size
    try:
        ahead, _, codec = sniff_stream(stream, item.codec)
        body = read_limited(expand(ahead, codec, meter), limit)
        layers = 1
        while body is not None and layers < _MAX_LAYERS and (codec := sniff_codec(body[:10])):
            body = read_limited(expand(io.BytesIO(body), codec, meter), limit)
            layers += 1
    except (TornError, BombError) as error:
        return Skip(item.source, None, Reason.UNREADABLE, str(error))
    if body is None:
        return too_large(item.source, None, limit)
    return make_page(item, body)


def make_page(item: PageFile, body: bytes) -> Page | WrappedPage | Skip:
    """Return the page in `body`; one that a browser or a mail wrapped is for a worker to unwrap."""
    kind = item.kind
    if kind in ("html", "text") and not item.is_sure:
        if (wrapping := sniff_kind(body[:SNIFF_BYTES])) in _SAVED:
            kind = wrapping
        elif problem := why_no_page(body, kind):
            return Skip(item.source, item.url, *problem)
    if kind in _SAVED:
        return WrappedPage(item.source, body, kind)
    page = Page(item.source, body, content_type=item.content_type)
    if item.kind == "html" and (found := saved.single_file(body[:4096])):
        return replace(page, url=found[0], fetched_at=found[1])
    if item.content_type == "text/plain" and has_markup(body[:200_000].decode("utf-8", "replace")):
        return replace(page, content_type=None)  # HTML under the name of a text
    return page
