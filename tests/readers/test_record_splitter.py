"""Records of a crawl, cut out of a stream that may be damaged."""

from __future__ import annotations

import io

from support.reading import warc_record

from newsclean.readers.record_splitter import Record, Splitter
from newsclean.readers.warc import WarcFormat


def split(data: bytes, max_block: int = 10_000) -> list[Record]:
    return list(Splitter(io.BytesIO(data), max_block, WarcFormat()))


ONE, TWO = warc_record(b"<p>one"), warc_record(b"<p>two", url="http://news.example/b")


def test_records_have_their_offset_and_head() -> None:
    first, second = split(ONE + TWO)
    assert (first.offset, second.offset) == (0, len(ONE))
    assert second.head.url == "http://news.example/b"
    assert first.block is not None
    assert first.block.endswith(b"<p>one")
    assert first.problem == second.problem == ""


def test_a_record_beyond_the_limit_has_no_block_and_the_next_is_read() -> None:
    large = warc_record(b"x" * 20_000)
    first, second = split(large + TWO)
    assert (first.block, second.problem) == (None, "")


def test_after_what_is_no_record_the_next_is_found() -> None:
    found = split(ONE + b"garbage that no header is\r\n\r\n" + TWO)
    assert [record.head.url for record in found if not record.problem] == [
        "http://news.example/a",
        "http://news.example/b",
    ]
    assert any(record.problem for record in found)


def test_a_wrong_length_costs_one_record_at_most() -> None:
    short = warc_record(b"<p>one", length=3)
    assert split(short + TWO)[-1].head.url == "http://news.example/b"


def test_a_torn_record_is_told() -> None:
    assert split(ONE[:-40])[-1].problem
    assert split(b"") == []
