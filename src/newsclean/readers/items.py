"""What the readers yield: pages, pages still on disk, and skips; and how a page on disk is loaded."""

from __future__ import annotations

import io
import os
import stat
from dataclasses import dataclass, replace

from newsclean.model import Page, Reason, Skip
from newsclean.readers import names
from newsclean.readers.limits import BombError, Stream, TornError, expand, read_limited

TEXT_TYPES = {".md": "text/markdown", ".markdown": "text/markdown"}
# A browser's MHTML file holds the page's images too: this many times the size of a page may be read for one.
_MHTML_FACTOR = 8


@dataclass(frozen=True, slots=True)
class PageFile:
    """A page that is still on disk: small enough to be sent to a worker, which loads it.

    `kind` is "html", "text" or "mhtml", `codec` a compression or "", `content_type` as in `Page`.
    """

    source: str
    path: bytes
    kind: str = "html"
    codec: str = ""
    content_type: str | None = None


Item = Page | PageFile | Skip


def load(item: Item, max_size: int) -> Page | Skip:
    """The page of an item, of at most `max_size` bytes; what is no `PageFile` comes back as it is."""
    if not isinstance(item, PageFile):
        return item
    try:
        with io.FileIO(open_regular(item.path), "rb") as stream:
            return read_page(stream, item, max_size)
    except OSError as error:
        return Skip(item.source, None, Reason.UNREADABLE, error.strerror or str(error))


def open_regular(path: bytes) -> int:
    """A descriptor of a regular file. Anything else is refused without a wait, as an `OSError`."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(0, "no longer a regular file")
    return descriptor


def read_page(stream: Stream, item: PageFile, max_size: int) -> Page | Skip:
    """The one page that `stream` holds. `item` says what is known about it."""
    limit = max_size * _MHTML_FACTOR if item.kind == "mhtml" else max_size
    try:
        body = read_limited(expand(stream, item.codec), limit)
        if body is not None and not item.codec and (codec := names.sniff_codec(body[:8])) in ("gz", "zst"):
            # Crawlers save bodies as they came: compressed, under the page's name.
            body = read_limited(expand(io.BytesIO(body), codec), limit)
    except (TornError, BombError) as error:
        return Skip(item.source, None, Reason.UNREADABLE, str(error))
    if body is None:
        return too_large(item.source, None, max_size)
    return make_page(item, body, max_size)


def make_page(item: PageFile, body: bytes, max_size: int) -> Page | Skip:
    """The page in `body`, unwrapped if a browser wrapped it."""
    from newsclean.readers import mhtml as saved

    page = Page(item.source, body, content_type=item.content_type)
    if item.kind == "mhtml" or (item.kind == "html" and names.is_mhtml(body[:2048])):
        unwrapped = saved.read_mhtml(page)
        if isinstance(unwrapped, Page) and len(unwrapped.body) > max_size:
            return too_large(item.source, unwrapped.url, max_size)
        return unwrapped
    if item.kind == "html" and (found := saved.single_file(body[:4096])):
        return replace(page, url=found[0], fetched_at=found[1])
    return page


def too_large(source: str, url: str | None, limit: int) -> Skip:
    return Skip(source, url, Reason.TOO_LARGE, f"more than {limit} bytes (--max-size)")
