"""Decompression in bounded steps: several members, torn ends, bombs."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Callable

import pytest
import zstandard

from newsclean.readers import limits
from newsclean.readers.decompressors import TornError
from newsclean.readers.limits import Ahead, BombError, Meter, Metered, expand, read_limited

DATA = b"".join(b"line %d\n" % n for n in range(20_000))
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": lambda data: zstandard.ZstdCompressor().compress(data),
    "zlib": zlib.compress,
}


def whole(data: bytes, codec: str) -> bytes:
    return read_limited(expand(io.BytesIO(data), codec), len(DATA) * 3) or b""


@pytest.mark.parametrize("codec", PACKERS)
def test_members_follow_each_other_and_zeros_after_them_are_none(codec: str) -> None:
    packed = PACKERS[codec](DATA)
    assert whole(packed, codec) == DATA
    if codec != "zlib":
        assert whole(packed + packed + bytes(600), codec) == DATA * 2


@pytest.mark.parametrize("codec", PACKERS)
def test_a_torn_end_is_told_after_what_was_readable(codec: str) -> None:
    packed = PACKERS[codec](DATA)
    stream = expand(io.BytesIO(packed[: len(packed) // 2]), codec)
    parts: list[bytes] = []
    with pytest.raises(TornError):
        parts.extend(iter(lambda: stream.read(1 << 16), b""))
    assert DATA.startswith(b"".join(parts))


@pytest.mark.parametrize("codec", PACKERS)
def test_what_is_not_compressed_is_broken(codec: str) -> None:
    with pytest.raises(TornError):
        whole(b"<html> this is a page and nothing else </html>", codec)


def test_a_bomb_is_told_by_what_the_whole_input_expands_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "BOMB_BYTES", 1 << 20)
    bomb = gzip.compress(bytes(8 << 20))
    with pytest.raises(BombError):
        read_limited(expand(io.BytesIO(bomb), "gz"), 1 << 30)
    assert read_limited(expand(io.BytesIO(bomb), "gz"), 1 << 10) is None  # no more is read than may be


def test_no_codec_leaves_a_stream_as_it_is() -> None:
    stream = io.BytesIO(DATA)
    assert expand(stream, "") is stream


def test_the_first_bytes_can_be_looked_at_before_an_error_in_them_counts() -> None:
    packed = gzip.compress(DATA)[:2000]
    ahead = Ahead(expand(io.BytesIO(packed), "gz"))
    head = ahead.peek(1 << 20)
    assert head
    assert ahead.peek(4) == head[:4]
    assert ahead.read(1 << 20) == head
    with pytest.raises(TornError):
        ahead.read(1)


def test_a_limit_is_inclusive_and_bytes_are_metered() -> None:
    meter = Meter()
    assert read_limited(Metered(io.BytesIO(b"12345"), meter), 5) == b"12345"
    assert meter.bytes_in == 5
    assert read_limited(io.BytesIO(b"123456"), 5) is None
    assert read_limited(io.BytesIO(b""), 0) == b""
