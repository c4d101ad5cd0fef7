"""XML with many pages in it: RSS and Atom, whose entries hold whole articles, and Scrapy's exports.

The parser builds no tree and replaces no entities, so that a file costs what its largest entry does.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from newsclean.model import Page, Reason, Skip
from newsclean.readers.decompressors import TornError
from newsclean.readers.items import Item
from newsclean.readers.limits import Ahead, BombError, Stream
from newsclean.readers.lines import as_utf8
from newsclean.readers.records import Keys, page_of_record, too_large
from newsclean.readers.sniff import SNIFF_BYTES, feed_start, has_markup, xml_root

_CHUNK = 1 << 16
_MAX_PROLOG_BYTES = 1 << 20  # before the first element
_MAX_RUN_BYTES = 1 << 24  # in which a tag begins
_SAYS_WIDE = re.compile(rb"<\?xml[^>]{0,200}encoding=[\"'](?:utf-16|ucs-|utf-32)", re.IGNORECASE)
_MAX_DEPTH = 200  # of elements inside an entry
_MAX_FIELD_CHARS = 4000  # of all that is not the content
_ENTRIES = frozenset({"item", "entry"})
# What an entry says, by local name: the first of each that is there counts.
_CONTENT = ("encoded", "content", "description", "summary")
_DATES = ("pubdate", "published", "date", "issued", "updated")
_AUTHORS = ("creator", "author", "name")
_VOID = frozenset({"br", "hr", "img", "input", "meta", "link", "source", "wbr"})


class _Entries:
    """The target of an lxml parser: collects the texts of the entry that is open, and the entries that are whole."""

    def __init__(self, max_chars: int) -> None:
        self.ready: list[dict[str, str] | None] = []  # None: too large
        self._max_chars = max_chars
        self.is_begun = False  # whether there was an element
        self._fields: dict[str, str] | None = None
        self._parts: list[str] = []
        self._size = 0
        self._path: list[str] = []  # open elements inside the entry
        self._entry = ""  # tag of the entry that is open
        self._beyond = 0  # open elements that are nested too deeply for it
        self._outside = 0  # open elements around the entries

    @property
    def problem(self) -> str:
        """What is wrong at the end of the file, "" if its first element is closed."""
        if self._fields is not None:
            return "the file ends within this entry"
        return "the file ends before its first element does" if self._outside else ""

    def start(self, tag: str, attributes: Any) -> None:
        name = _local(tag)
        self.is_begun = True
        if self._fields is not None and tag == self._entry:
            self._finish()  # one that was never closed, or whose markup inside was not
        if self._fields is None:
            if name in _ENTRIES:
                self._fields, self._path, self._size, self._entry = {}, [], 0, tag
            else:
                self._outside += 1
            return
        if len(self._path) >= _MAX_DEPTH:
            self._beyond += 1
            return
        self._path.append(name)
        if len(self._path) == 1:
            self._parts = []
            if (
                name == "link"
                and (href := attributes.get("href"))
                and attributes.get("rel", "alternate") == "alternate"
            ):
                self._fields.setdefault("link", href[:_MAX_FIELD_CHARS])
        elif self._path[0] in _CONTENT:  # XHTML inside Atom: tags are part of the content
            self._add("<" + name + "".join(f' {_local(k)}="{html.escape(v)}"' for k, v in attributes.items()) + ">")

    def data(self, text: str) -> None:
        if self._fields is not None and self._path:
            self._add(html.escape(text, quote=False) if len(self._path) > 1 and self._path[0] in _CONTENT else text)

    def end(self, tag: str) -> None:
        name = _local(tag)
        if self._fields is None:
            self._outside -= 1
            return
        if self._beyond:
            self._beyond -= 1
            return
        if not self._path:
            self._finish()
            return
        if len(self._path) == 1:
            self._keep(self._path[0], "".join(self._parts))
        elif self._path[0] in _CONTENT and name not in _VOID:
            self._add(f"</{name}>")
        elif len(self._path) == 2 and name == "name":
            self._keep(name, "".join(self._parts))
        self._path.pop()

    def close(self) -> None:
        """Do nothing: all is done at the end of each item."""

    def _finish(self) -> None:
        """Take the entry that is open as whole, with what there is of the content that is open in it."""
        assert self._fields is not None
        if self._path and self._path[0] in _CONTENT:
            self._keep(self._path[0], "".join(self._parts))
        self.ready.append(self._fields if self._size <= self._max_chars else None)
        self._fields, self._path, self._beyond = None, [], 0

    def _add(self, text: str) -> None:
        self._size += len(text)
        if self._size <= self._max_chars:
            self._parts.append(text)
        else:
            self._parts = []

    def _keep(self, name: str, text: str) -> None:
        assert self._fields is not None
        if text.strip():
            self._fields.setdefault(name, text)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2].lower()


def read_xml(stream: Stream, source: str, keys: Keys, max_size: int) -> Iterator[Item]:
    """Yield the pages of a feed or of Scrapy's XML export: each entry is one, numbered from 1."""
    ahead = Ahead(as_utf8(stream))
    head = ahead.peek(SNIFF_BYTES)
    if (at := feed_start(head)) > 0:
        ahead.read(at)  # a server's warnings
    root = xml_root(head[max(at, 0) :].removeprefix(b"\xef\xbb\xbf").lstrip())
    number = 0
    try:
        for fields in _entries(ahead, max_size):
            number += 1
            place = f"{source}#{number}"
            if fields is None:
                yield too_large(place, None, max_size)
            elif root == b"items":
                yield page_of_record(fields, place, keys, max_size, has_markup)
            else:
                yield _page_of_entry(fields, place, max_size)
    except (TornError, BombError, OSError, ValueError) as error:
        yield Skip(f"{source}#{number + 1}", None, Reason.UNREADABLE, f"the rest from this entry on: {error}")
        return
    if not number:
        name = f"<{root.decode()}>" if root else "no element"
        yield Skip(source, None, Reason.UNREADABLE, f"an XML file ({name}) without entries: not read")


def _entries(stream: Ahead, max_size: int) -> Iterator[dict[str, str] | None]:
    from lxml import etree  # type: ignore[import-untyped]

    target = _Entries(max_size)
    options: dict[str, Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False, "recover": True}
    if _SAYS_WIDE.search(stream.peek(SNIFF_BYTES)):
        options["encoding"] = "utf-8"  # what it says, it was or cannot be
    parser = etree.XMLParser(target=target, huge_tree=False, **options)
    try:
        for chunk in _bounded(stream, target, max_size):
            parser.feed(chunk)
            yield from target.ready
            target.ready.clear()
        parser.close()
    except etree.XMLSyntaxError as error:
        yield from target.ready
        raise ValueError(str(error)[:200]) from None
    yield from target.ready
    if target.is_begun and (problem := target.problem or _after_end(parser)):
        raise ValueError(problem)


def _bounded(stream: Stream, target: _Entries, max_size: int) -> Iterator[bytes]:
    """Yield a file in chunks. Raises `ValueError` for a part that the parser would hold in memory, however large it is.

    That is a tag with all its attributes, in which no "<" may be, and what comes before the first element.
    """
    run = size = 0
    while chunk := stream.read(_CHUNK):
        yield chunk
        size += len(chunk)
        last = chunk.rfind(b"<")
        run = len(chunk) - last if last >= 0 else run + len(chunk)
        if run > max(2 * max_size, _MAX_RUN_BYTES):
            raise ValueError(f"{run} bytes without a tag's beginning")
        if size > _MAX_PROLOG_BYTES and not target.is_begun:
            raise ValueError(f"no element in the first {_MAX_PROLOG_BYTES} bytes")


def _after_end(parser: Any) -> str:
    """Say that there is text after the end of the first element, where the parser stops; "" if there is none."""
    errors = {error.type_name for error in parser.feed_error_log}
    return "there is text after the end of the feed, which is not read" if "ERR_DOCUMENT_END" in errors else ""


def _page_of_entry(fields: dict[str, str], source: str, max_size: int) -> Page | Skip:
    """Return an entry as a page: its content, with what the feed says about it where pages say it."""
    url = _first(fields, ("link", "id", "guid"))
    url = url if url.startswith(("http://", "https://")) else ""
    content = next((fields[name] for name in _CONTENT if name in fields), "")
    if not content.strip():
        return Skip(source, url or None, Reason.EMPTY, "an entry without content")
    title, date, author = _first(fields, ("title",)), _first(fields, _DATES), _first(fields, _AUTHORS)
    if not has_markup(content):
        content = "".join(f"<p>{line}</p>" for line in content.splitlines() if line.strip())
    meta = f'<meta property="article:published_time" content="{html.escape(_iso(date))}">' if date else ""
    meta += f'<meta name="author" content="{html.escape(author)}">' if author else ""
    shown = html.escape(title)
    document = (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{shown}</title>{meta}</head>'
        f"<body><article><h1>{shown}</h1>{content}</article></body></html>"
    )
    body = document.encode("utf-8", "replace")
    if len(body) > max_size:
        return too_large(source, url or None, max_size)
    return Page(source, body, url or None, "text/html; charset=utf-8")


def _first(fields: dict[str, str], names: tuple[str, ...]) -> str:
    return next((fields[name].strip()[:_MAX_FIELD_CHARS] for name in names if name in fields), "")


def _iso(date: str) -> str:
    """Return a date of RSS ("Fri, 31 Jan 2020 09:05:00 GMT") as ISO 8601, any other as it is."""
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(date[:100]).isoformat()
    except (ValueError, OverflowError):
        return date
