"""WARC and WACZ: all that is readable comes out, and what is not is named with its offset."""

from __future__ import annotations

import bz2
import gzip
import io
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st
from support.archives import zipped
from support.reading import HTML, passed, read, sources, warc_gz, warc_record

from newsclean.model import Page, Skip
from newsclean.readers.record_splitter import Splitter
from newsclean.readers.warc import WarcFormat

CHUNKED = "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n"


def page_of(tmp_path: Path, record: bytes) -> Page | Skip:
    file = tmp_path / "one.warc"
    file.write_bytes(record)
    (page,) = read(file)
    return page


def numbered(count: int) -> list[bytes]:
    """Records that tell each other apart and do not compress to nothing."""
    noise = b"".join(zlib.crc32(bytes([n, m])).to_bytes(4, "big").hex().encode() for n in range(9) for m in range(99))
    return [warc_record(HTML + b"%d" % n + noise, f"http://news.example/{n}") for n in range(count)]


@pytest.mark.parametrize("packed", [True, False])
def test_responses_become_pages_with_their_offset_address_and_time(tmp_path: Path, packed: bool) -> None:
    records = [
        warc_record(kind="warcinfo"),
        warc_record(url="http://a.example/1"),
        warc_record(kind="request"),
    ]
    records += [warc_record(url="http://a.example/2"), warc_record(kind="revisit")]
    data, offsets = warc_gz(records)
    if not packed:
        data, offsets = b"".join(records), [sum(map(len, records[:n])) for n in range(5)]
    file = tmp_path / ("c.warc.gz" if packed else "c.warc")
    file.write_bytes(data)
    pages = read(file)
    assert sources(pages, tmp_path) == [f"{file.name}#{offsets[1]}", f"{file.name}#{offsets[3]}"]
    first = pages[0]
    assert isinstance(first, Page)
    assert first.url == "http://a.example/1"
    assert first.fetched_at == "2021-03-04T05:06:07Z"
    assert first.content_type == "text/html; charset=utf-8"
    assert first.body == HTML
    assert passed(file) == {"WARC warcinfo": 1, "WARC request": 1, "WARC revisit": 1}


def test_what_is_no_page_is_counted_by_type_and_status(tmp_path: Path) -> None:
    records = [
        warc_record(b"\xff\xd8\xff", headers="Content-Type: image/jpeg\r\n"),
        warc_record(status="404 Not Found"),
        warc_record(b"plain words", headers="Content-Type: text/plain\r\n"),
        warc_record(headers="Content-Type: text/plain\r\n"),
        warc_record(headers=""),
    ]
    file = tmp_path / "c.warc.gz"
    file.write_bytes(warc_gz(records)[0])
    assert len(read(file)) == 2
    assert passed(file) == {"image/jpeg": 1, "HTTP 404": 1, "text/plain": 1}


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b"%x\r\n%s\r\n0\r\n\r\n" % (len(HTML), HTML), CHUNKED),
        (gzip.compress(HTML, mtime=0), "Content-Type: text/html\r\nContent-Encoding: gzip\r\n"),
        (zlib.compress(HTML), "Content-Type: text/html\r\nContent-Encoding: deflate\r\n"),
        (HTML, "Content-Type: text/html\r\nContent-Encoding: gzip\r\n"),  # the crawler has undone it
        (HTML, CHUNKED),
        (HTML, "Content-Type: text/html\r\nContent-Encoding: unheard-of\r\n"),
    ],
)
def test_transfer_and_content_encodings_are_undone(tmp_path: Path, body: bytes, headers: str) -> None:
    page = page_of(tmp_path, warc_record(body, headers=headers))
    assert isinstance(page, Page), page
    assert page.body == HTML


def test_broken_encodings_are_rejects(tmp_path: Path) -> None:
    torn = page_of(tmp_path, warc_record(b"%x\r\n%s" % (len(HTML) * 2, HTML), headers=CHUNKED))
    assert isinstance(torn, Skip)
    assert torn.detail == "broken transfer or content encoding"


def test_a_bomb_in_a_response_is_too_large(tmp_path: Path) -> None:
    bomb = gzip.compress(b"<p>" + b"a" * 30_000_000)
    page = page_of(tmp_path, warc_record(bomb, headers="Content-Type: text/html\r\nContent-Encoding: gzip\r\n"))
    assert isinstance(page, Skip)
    assert (page.reason.value, page.url) == ("too_large", "http://news.example/a")


def test_a_truncated_file_gives_all_before_the_tear_and_names_its_offset(tmp_path: Path) -> None:
    data, offsets = warc_gz(numbered(6))
    file = tmp_path / "c.warc.gz"
    file.write_bytes(data[: offsets[4] + 300])
    pages = read(file)
    assert sources(pages, tmp_path) == [
        *(f"c.warc.gz#{o}" for o in offsets[:4]),
        f"c.warc.gz#{offsets[4]}: unreadable",
    ]


def test_a_corrupt_member_costs_one_record(tmp_path: Path) -> None:
    data, offsets = warc_gz(numbered(6))
    file = tmp_path / "c.warc.gz"
    file.write_bytes(data[: offsets[2] + 200] + bytes(100) + data[offsets[2] + 300 :])
    expected = [f"c.warc.gz#{o}" for o in offsets]
    expected[2] += ": unreadable"
    assert sources(read(file), tmp_path) == expected


def test_bytes_between_members_are_named_and_skipped(tmp_path: Path) -> None:
    a, b = numbered(2)
    first = gzip.compress(a)
    file = tmp_path / "c.warc.gz"
    file.write_bytes(first + b"not gzip at all" * 40 + gzip.compress(b) + bytes(512))
    size = len(first)
    assert sources(read(file), tmp_path) == [
        "c.warc.gz#0",
        f"c.warc.gz#{size}: unreadable",
        f"c.warc.gz#{size + 600}",
    ]


def test_a_wrong_length_does_not_swallow_the_next_records(tmp_path: Path) -> None:
    file = tmp_path / "c.warc"
    short, long = warc_record(length=40), warc_record(length=900)
    file.write_bytes(warc_record() + long + warc_record() + short + warc_record())
    pages = read(file)
    starts = [0, size := len(warc_record()), size + len(long), size * 2 + len(long), size * 2 + len(long) + len(short)]
    assert sources(pages, tmp_path) == [f"c.warc#{start}" for start in starts]
    assert [page.body for page in pages if isinstance(page, Page)] == [HTML] * 5


def test_one_member_may_hold_many_records(tmp_path: Path) -> None:
    records = numbered(3)
    file = tmp_path / "c.warc.gz"
    file.write_bytes(gzip.compress(b"".join(records)))
    size = len(records[0])
    assert sources(read(file), tmp_path) == ["c.warc.gz#0", f"c.warc.gz#0+{size}", f"c.warc.gz#0+{size * 2}"]


def test_a_huge_record_of_another_type_is_skipped_and_a_huge_page_is_a_reject(tmp_path: Path) -> None:
    big = b"x" * 3_000_000
    file = tmp_path / "c.warc"
    file.write_bytes(warc_record(big, kind="resource") + warc_record(big) + warc_record())
    found = sources(read(file, max_size=100_000), tmp_path)
    assert [name.partition(": ")[2] for name in found] == ["too_large", ""]


def test_wacz_is_read_through_to_its_warcs(tmp_path: Path) -> None:
    data, offsets = warc_gz(numbered(2))
    file = tmp_path / "c.wacz"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("pages/pages.jsonl", "{}")
        archive.writestr("archive/data.warc.gz", data)
        archive.writestr("index.html", HTML)
    assert sources(read(file), tmp_path) == [f"c.wacz#archive/data.warc.gz#{o}" for o in offsets]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 4000), st.binary(max_size=40), st.booleans(), st.booleans())
def test_damage_anywhere_never_raises_and_never_costs_more_than_its_place(
    tmp_path_factory: pytest.TempPathFactory, place: int, noise: bytes, packed: bool, insert: bool
) -> None:
    data = warc_gz(numbered(4))[0] if packed else b"".join(numbered(4))
    place = place % len(data)
    damaged = data[:place] + noise + data[place + (0 if insert else len(noise)) :]
    from collections import Counter

    from newsclean.readers.warc import read_warc

    items = list(read_warc(io.BytesIO(damaged), "c", 1_000_000, Counter()))
    assert sum(isinstance(item, Page) for item in items) >= 2
    assert len({item.source for item in items}) == len(items)


def test_a_wrong_length_takes_no_byte_of_a_compressed_body(tmp_path: Path) -> None:
    packed = gzip.compress(HTML, mtime=0)[:-4] + b"\r\n\r\n"  # as the size at the end of another page might be
    records = [warc_record(packed, headers="Content-Type: application/octet-stream\r\n", length=9000), warc_record()]
    file = tmp_path / "c.warc"
    file.write_bytes(b"".join(records))
    kept = [record.block for record in Splitter(io.BytesIO(file.read_bytes()), 1 << 20, WarcFormat())]
    assert kept[0] is not None
    assert kept[0].endswith(packed)
    assert kept[1] is not None
    assert kept[1].endswith(HTML)


@pytest.mark.parametrize(
    "declared", ["text/html, text/html", '"text/html"', "Text/HTML charset=utf-8", "html", "text/htm", "", "*/*"]
)
def test_media_types_as_servers_write_them_are_pages(tmp_path: Path, declared: str) -> None:
    page = page_of(tmp_path, warc_record(headers=f"Content-Type: {declared}\r\n"))
    assert isinstance(page, Page)
    assert page.body == HTML


def test_xml_is_a_page_if_its_root_is_one(tmp_path: Path) -> None:
    xhtml = b'<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><body><p>words</p></body></html>'
    headers = "Content-Type: application/xml\r\n"
    assert isinstance(page_of(tmp_path, warc_record(xhtml, headers=headers)), Page)
    (tmp_path / "map.warc").write_bytes(warc_record(xhtml.replace(b"html", b"urlset"), headers=headers))
    assert passed(tmp_path / "map.warc") == {"application/xml": 1}


@pytest.mark.parametrize(
    ("span", "count"), [("bytes 0-73/74", 1), ("bytes 0-73/900", 0), ("bytes 9-73/74", 0), ("", 0)]
)
def test_a_part_of_a_page_is_no_page(tmp_path: Path, span: str, count: int) -> None:
    headers = f"Content-Type: text/html\r\nContent-Range: {span}\r\n"
    file = tmp_path / "part.warc"
    file.write_bytes(warc_record(headers=headers, status="206 Partial Content"))
    assert len(read(file)) == count
    assert passed(file) == ({} if count else {"HTTP 206": 1})


def test_a_record_in_segments_is_a_reject(tmp_path: Path) -> None:
    segment = warc_record().replace(b"WARC-Date", b"WARC-Segment-Number: 1\r\nWARC-Date")
    skip = page_of(tmp_path, segment)
    assert isinstance(skip, Skip)
    assert "segments are not joined" in skip.detail


@pytest.mark.parametrize("codec", ["gz", "bz2", "zst"])
def test_a_tear_costs_the_record_that_it_is_in(tmp_path: Path, codec: str) -> None:
    records = b"".join(warc_record(url=f"http://a.example/{n}") for n in range(4))
    compress: Any = {"gz": gzip.compress, "bz2": bz2.compress, "zst": zstandard.ZstdCompressor().compress}[codec]
    file = tmp_path / f"a.warc.{codec}"
    file.write_bytes(compress(records) + compress(numbered(1)[0])[:-40])
    *pages, skip = read(file)
    assert [page.url for page in pages] == [f"http://a.example/{n}" for n in range(4)]
    assert isinstance(skip, Skip)


def test_an_archive_may_be_compressed_twice(tmp_path: Path) -> None:
    data, _ = warc_gz(numbered(3))
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(data))
    assert len([page for page in read(tmp_path / "a.warc.gz") if isinstance(page, Page)]) == 3


def test_a_wacz_may_hold_others_and_archives_anywhere(tmp_path: Path) -> None:
    inner = zipped({"data.warc": warc_record(), "datapackage.json": b"{}"})
    (tmp_path / "a.wacz").write_bytes(zipped({"b.wacz": inner, "archive/c.warc": warc_record()}))
    assert sources(read(tmp_path / "a.wacz"), tmp_path) == ["a.wacz#b.wacz#data.warc#0", "a.wacz#archive/c.warc#0"]
