"""Answers as crawlers keep them: line ends, chunks, encodings that are named, undone, both or neither."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from functools import partial

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st
from support.reading import HTML

from newsclean.readers.http import dechunk, decode_body, parse_response

LIMIT = 1_000_000


def chunked(body: bytes, *, end: bytes = b"0\r\n\r\n", extension: bytes = b"", eol: bytes = b"\r\n") -> bytes:
    parts = [body[i : i + 20] for i in range(0, len(body), 20)]
    return b"".join(b"%x%s%s%s%s" % (len(part), extension, eol, part, eol) for part in parts) + end


def decoded(headers: str, body: bytes, *, truncated: bool = False, eol: str = "\r\n") -> bytes | None:
    head = f"HTTP/1.1 200 OK\nContent-Type: text/html\n{headers}\n".replace("\n", eol).encode()
    response = parse_response(head + body)
    assert response is not None
    return decode_body(response, LIMIT, truncated=truncated)


@pytest.mark.parametrize("eol", ["\r\n", "\n", "\r\r\n"])
def test_headers_end_with_any_line_end(eol: str) -> None:
    body = HTML + b"\r\n\r\nsecond part\n\nthird part"
    assert decoded("", body, eol=eol) == body


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ("Transfer-Encoding: chunked\n", chunked(HTML)),
        ("Transfer-Encoding: chunked\n", chunked(HTML, extension=b';name="v;w"')),
        ("Transfer-Encoding: chunked\n", chunked(HTML, end=b"0;last\r\nExpires: never\r\nX: y\r\n\r\n")),
        ("Transfer-Encoding: chunked\n", chunked(HTML, end=b"")),
        ("Transfer-Encoding: chunked\n", chunked(HTML, eol=b"\n", end=b"0\n\n")),
        ("Transfer-Encoding: Chunked\n", HTML),
        ("Transfer-Encoding: gzip, chunked\n", chunked(gzip.compress(HTML, mtime=0))),
        ("Transfer-Encoding: chunked\nContent-Encoding: gzip\n", gzip.compress(HTML, mtime=0)),
        ("Transfer-Encoding: chunked\nContent-Encoding: gzip\n", chunked(gzip.compress(HTML, mtime=0))),
        ("Transfer-Encoding: chunked\nContent-Encoding: gzip\n", chunked(HTML)),
        ("Content-Encoding: gzip\n", HTML),
        ("Content-Encoding: x-gzip\n", gzip.compress(HTML, mtime=0)),
        ("Content-Encoding: br\n", brotli.compress(HTML)),
        ("Content-Encoding: br\n", HTML),
        ("Content-Encoding: zstd\n", zstandard.compress(HTML)),
        ("Content-Encoding: deflate\n", zlib.compress(HTML)),
        ("Content-Encoding: deflate\n", zlib.compress(HTML, wbits=-15)),
        ("Content-Encoding: deflate\n", HTML),
        ("Content-Encoding: gzip\nContent-Encoding: br\n", brotli.compress(gzip.compress(HTML, mtime=0))),
        ("Content-Encoding: br\n", gzip.compress(HTML, mtime=0)),
        ("Content-Encoding: utf-8\n", HTML),
        ("Content-Encoding: unheard-of\n", HTML),
        ("", gzip.compress(HTML, mtime=0)),
        ("Content-Encoding: gzip\n", gzip.compress(HTML, mtime=0) + b"\r\n<!-- cached -->"),
    ],
)
def test_encodings_are_undone_where_the_bytes_show_them(headers: str, body: bytes) -> None:
    assert decoded(headers, body) == HTML


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ("Transfer-Encoding: chunked\n", chunked(HTML)[:-30]),
        ("Content-Encoding: gzip\n", gzip.compress(HTML, mtime=0)[:-20]),
        ("Content-Encoding: br\n", brotli.compress(HTML)[:-9]),
        ("Content-Encoding: unheard-of\n", b"\0\1\2\3" * 9),
    ],
)
def test_what_breaks_off_is_broken_unless_the_crawler_cut_it(headers: str, body: bytes) -> None:
    assert decoded(headers, body) is None
    if "unheard" not in headers and "br" not in headers:
        cut = decoded(headers, body, truncated=True)
        assert cut
        assert HTML.startswith(cut)


@pytest.mark.parametrize("coding", ["gzip", "br", "deflate", "zstd"])
def test_a_bomb_is_read_to_the_limit_and_no_further(coding: str) -> None:
    bomb = b"a" * 50_000_000
    packs: dict[str, Callable[[bytes], bytes]] = {
        "gzip": gzip.compress,
        "br": partial(brotli.compress, quality=4),
        "deflate": zlib.compress,
        "zstd": zstandard.compress,
    }
    body = decoded(f"Content-Encoding: {coding}\n", packs[coding](bomb))
    assert body is not None
    assert LIMIT < len(body) < 5 * LIMIT


def test_an_interim_answer_is_skipped_and_a_page_needs_no_header() -> None:
    response = parse_response(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\nx")
    assert response is not None
    assert (response.status, response.headers, response.body) == (200, {"a": "b c"}, b"x")
    bare = parse_response(HTML)
    assert bare is not None
    assert (bare.status, bare.body) == (None, HTML)
    assert parse_response(b"no answer") is None


@given(st.binary(), st.booleans())
def test_no_bytes_break_the_chunks(body: bytes, truncated: bool) -> None:
    dechunk(body, truncated=truncated)
    assert dechunk(chunked(body)) == body
