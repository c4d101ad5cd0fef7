"""Crawl archives, WARC and ARC: which of their records are pages, whatever the archive's format."""

from __future__ import annotations

import io
import re
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Callable, Iterator

from newsclean.model import Page, Reason, Skip
from newsclean.readers.decompressors import TornError
from newsclean.readers.gzip_members import GZIP_MAGIC, Members
from newsclean.readers.http import Response, decode_body, media_type, parse_response
from newsclean.readers.items import Item
from newsclean.readers.limits import Ahead, BombError, Meter, Stream, expand
from newsclean.readers.record_splitter import MAX_HEADER_BYTES, Format, Head, Record, Splitter
from newsclean.readers.records import too_large
from newsclean.readers.sniff import SNIFF_BYTES, sniff_codec, sniff_text, xml_root

_HTML_TYPES = ("text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml")
# Of an answer that may be a page; its bytes tell. So does what is no media type at all: "html", "unknown", "".
_UNSURE_TYPES = (
    "text/plain", "text/htm", "text/xhtml", "application/html", "application/xhtml", "application/octet-stream",
    "application/x-unknown-content-type", "*/*",
)  # fmt: skip
_XML_TYPES = ("text/xml", "application/xml")  # as XHTML was served, too
_PARTIAL = 206  # the status of a part of a page
_WHOLE_RANGE = re.compile(r"bytes 0-([0-9]{1,15})/([0-9]{1,15})")
_PLAIN_RECORDS = ("resource", "conversion")  # WARC records whose block is the document, without an HTTP header
_HEAD_BYTES = 1 << 16


class CrawlReader:
    """Reads one archive. `passed` counts the records that are not pages, `starts` tells the first bytes of a record."""

    def __init__(
        self, layout: Format, starts: Callable[[bytes], bool], max_size: int, passed: Counter[str], meter: Meter | None
    ) -> None:
        self._format = layout
        self._starts = starts
        self._max_size = max_size
        self._max_block = max_size + max_size // 8 + MAX_HEADER_BYTES  # the page with HTTP header and chunk sizes
        self._passed = passed
        self._meter = meter

    def read(self, stream: Stream, source: str) -> Iterator[Item]:
        """Yield the pages of a stream, plain or compressed."""
        ahead = Ahead(stream)
        head = ahead.peek(_HEAD_BYTES)
        codec = sniff_codec(head)
        # A file whose very first bytes are damaged is still a gzip file if members follow.
        if codec == "gz" and sniff_codec(Ahead(expand(io.BytesIO(head), codec)).peek(8)):
            ahead = Ahead(expand(ahead, codec, self._meter))  # compressed twice: on its way, too
            codec = sniff_codec(ahead.peek(8))
        if codec == "gz" or (not self._starts(head) and not codec and GZIP_MAGIC in head):
            yield from self._read_members(ahead, source)
            return
        splitter = Splitter(expand(ahead, codec, self._meter), self._max_block, self._format)
        try:
            for record in splitter:
                yield from self._pages(record, f"{source}#{record.offset}")
        except (TornError, BombError, OSError) as error:
            detail = f"the rest from here on: {error}"
            yield Skip(f"{source}#{splitter.position}", None, Reason.UNREADABLE, detail)

    def _read_members(self, stream: Stream, source: str) -> Iterator[Item]:
        members = Members(stream, self._starts, self._meter)
        place = f"{source}#0"
        try:
            for offset, member in members:
                place = f"{source}#{offset}"
                if member is None:
                    yield Skip(place, None, Reason.UNREADABLE, "not gzip: skipped up to the next record")
                    continue
                splitter = Splitter(member, self._max_block, self._format, is_checked=True)
                try:
                    for record in splitter:
                        inner = place if record.offset == 0 else f"{place}+{record.offset}"
                        yield from self._pages(record, inner)
                except TornError as error:
                    inner = place if splitter.position == 0 else f"{place}+{splitter.position}"
                    yield Skip(inner, splitter.head.url, Reason.UNREADABLE, str(error))
                    members.repair()
        except (TornError, BombError, OSError) as error:
            yield Skip(f"{place}+", None, Reason.UNREADABLE, f"the rest from here on: {error}")

    def _pages(self, record: Record, source: str) -> Iterator[Item]:
        """Yield the page of a record, if it has one."""
        head = record.head
        if record.problem:
            yield Skip(source, head.url, Reason.UNREADABLE, record.problem)
        elif head.type in _PLAIN_RECORDS and _mime(head) in _HTML_TYPES:
            yield self._plain_page(record, source)
        elif head.type != "response":
            self._passed[f"{self._format.name} {head.type or 'record without a type'}"] += 1
        elif head.is_segment:
            detail = "the first segment of a record that goes on in another: segments are not joined"
            yield Skip(source, head.url, Reason.UNREADABLE, detail)
        elif head.url is not None and head.url.lower().startswith("dns:"):
            self._passed[f"{self._format.name} DNS answer"] += 1
        elif record.block is None:
            yield too_large(source, head.url, self._max_size)
        else:
            yield from self._page_of_response(record, record.block, source)

    def _plain_page(self, record: Record, source: str) -> Item:
        if record.block is None or len(record.block) > self._max_size:
            return too_large(source, record.head.url, self._max_size)
        return Page(source, record.block, record.head.url, record.head.content_type[:200], record.head.date)

    def _page_of_response(self, record: Record, block: bytes, source: str) -> Iterator[Item]:
        head = record.head
        response = parse_response(block)
        if response is None:
            if (mime := _mime(head)) and mime not in _HTML_TYPES and not mime.startswith("application/http"):
                self._passed[_shown(mime)] += 1
            elif block.strip():
                yield Skip(source, head.url, Reason.UNREADABLE, "not an HTTP response")
            else:
                self._passed["empty response"] += 1
        elif response.status is not None and not (200 <= response.status < 300 and _is_whole(response)):
            self._passed[f"HTTP {response.status}"] += 1
        elif response.mime not in _HTML_TYPES and not _is_unsure(response.mime):
            self._passed[_shown(response.mime)] += 1
        else:
            yield from self._decoded(head, response, source)

    def _decoded(self, head: Head, response: Response, source: str) -> Iterator[Item]:
        body = decode_body(response, self._max_size, truncated=head.truncated)
        mime = response.mime
        if body is None:
            yield Skip(source, head.url, Reason.UNREADABLE, "broken transfer or content encoding")
        elif len(body) > self._max_size:
            yield too_large(source, head.url, self._max_size)
        elif mime not in _HTML_TYPES and not _shows_html(mime, body[:SNIFF_BYTES]):
            self._passed[mime or "response without a type"] += 1
        else:
            content_type = response.headers.get("content-type", "")[:200]
            yield Page(source, body, head.url, content_type or None, head.date)


def _mime(head: Head) -> str:
    return media_type(head.content_type)


def _is_whole(response: Response) -> bool:
    """Tell whether an answer is a whole page and not a part of one."""
    if response.status != _PARTIAL:
        return True
    found = _WHOLE_RANGE.fullmatch(response.headers.get("content-range", "").strip().lower())
    return found is not None and int(found[1]) + 1 == int(found[2])


def _is_unsure(mime: str) -> bool:
    return "/" not in mime or mime in _UNSURE_TYPES or mime in _XML_TYPES


def _shows_html(mime: str, head: bytes) -> bool:
    if mime in _XML_TYPES:
        return xml_root(head.removeprefix(BOM_UTF8).lstrip()) == b"html"
    return sniff_text(head) == "html"


def _shown(mime: str) -> str:
    return mime[:60] if mime.isprintable() else "broken content type"
