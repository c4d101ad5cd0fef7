"""Which records of a crawl are pages."""

from __future__ import annotations

import gzip
import io
from collections import Counter

import pytest
from support.reading import HTML, warc_gz, warc_record

from newsclean.model import Page, Reason, Skip
from newsclean.readers.crawl import CrawlReader
from newsclean.readers.items import Item
from newsclean.readers.warc import WarcFormat


def read(data: bytes, max_size: int = 1000) -> tuple[list[Item], Counter[str]]:
    ignored: Counter[str] = Counter()
    reader = CrawlReader(WarcFormat(), lambda head: head.startswith(b"WARC/"), max_size, ignored, None)
    return list(reader.read(io.BytesIO(data), "c.warc")), ignored


def test_a_response_with_html_is_a_page_with_url_and_time() -> None:
    (page,), _ = read(warc_record())
    assert isinstance(page, Page)
    assert (page.source, page.body, page.url) == ("c.warc#0", HTML, "http://news.example/a")
    assert page.fetched_at == "2021-03-04T05:06:07Z"


@pytest.mark.parametrize(
    ("record", "ignored"),
    [
        (warc_record(kind="request"), "WARC request"),
        (warc_record(status="404 Not Found"), "HTTP 404"),
        (warc_record(headers="Content-Type: image/png\r\n"), "image/png"),
        (warc_record(b"plain", headers="Content-Type: text/plain\r\n"), "text/plain"),
        (warc_record(url="dns:news.example"), "WARC DNS answer"),
    ],
)
def test_other_records_are_counted_by_what_they_are(record: bytes, ignored: str) -> None:
    assert read(record) == ([], {ignored: 1})


def test_a_page_beyond_the_limit_is_a_reject() -> None:
    (large,), _ = read(warc_record(b"<p>" + b"x" * 5000))
    assert isinstance(large, Skip)
    assert (large.reason, large.url) == (Reason.TOO_LARGE, "http://news.example/a")


def test_members_are_named_by_their_offset_and_damage_costs_one() -> None:
    data, offsets = warc_gz([warc_record(), warc_record(), warc_record()])
    damaged = bytearray(data)
    damaged[offsets[1] : offsets[1] + 10] = b"0123456789"
    found, _ = read(bytes(damaged))
    assert [item.source for item in found if isinstance(item, Page)] == ["c.warc#0", f"c.warc#{offsets[2]}"]
    whole = gzip.compress(warc_record() + warc_record())
    assert len(read(whole)[0]) == 2
