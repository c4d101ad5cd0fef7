"""Decompressors: frames of zstandard that are skipped, and dictionaries for those that follow."""

from __future__ import annotations

import io
import struct

import pytest
import zstandard

from newsclean.readers.decompressors import TornError
from newsclean.readers.limits import Expanded

TEXTS: list[bytes | bytearray | memoryview] = [
    f"<p>The council of town {number} met on day {number * 7}.".encode() for number in range(300)
]
DICTIONARY = zstandard.train_dictionary(2000, TEXTS)
PLAIN = zstandard.ZstdCompressor()
FRAMES = [zstandard.ZstdCompressor(dict_data=DICTIONARY).compress(text) for text in TEXTS[:5]]


def skipped(content: bytes, first: int = 0x5D) -> bytes:
    """A frame that a reader of data passes over."""
    return struct.pack("<B3sI", first, b"\x2a\x4d\x18", len(content)) + content


class Drops:
    """A stream that gives so many bytes at a time."""

    def __init__(self, data: bytes, size: int) -> None:
        self._file, self._size = io.BytesIO(data), size

    def read(self, size: int, /) -> bytes:
        return self._file.read(min(size, self._size))


def expanded(data: bytes, size: int = 1 << 20) -> bytes:
    stream = Expanded(Drops(data, size), "zst")
    parts = []
    while part := stream.read(50):
        parts.append(part)
    return b"".join(parts)


@pytest.mark.parametrize("size", [1, 7, 1 << 20])
@pytest.mark.parametrize("packed", [True, False])
def test_a_dictionary_before_the_frames_is_used(size: int, packed: bool) -> None:
    dictionary = PLAIN.compress(DICTIONARY.as_bytes()) if packed else DICTIONARY.as_bytes()
    assert expanded(skipped(dictionary) + b"".join(FRAMES), size) == b"".join(map(bytes, TEXTS[:5]))


@pytest.mark.parametrize("size", [1, 7, 1 << 20])
def test_frames_without_data_are_skipped_wherever_they_are(size: int) -> None:
    data = (
        skipped(b"note", 0x50)
        + PLAIN.compress(b"one")
        + skipped(b"", 0x5F)
        + skipped(b"x" * 9)
        + PLAIN.compress(b"two")
    )
    assert expanded(data, size) == b"onetwo"


@pytest.mark.parametrize(
    "data",
    [
        b"".join(FRAMES),
        skipped(b"no dictionary of anything") + FRAMES[0],
        skipped(PLAIN.compress(DICTIONARY.as_bytes())[:-9]) + FRAMES[0],
        skipped(DICTIONARY.as_bytes())[:-9],
        skipped(b"")[:6],
        skipped(zstandard.ZstdCompressor().compress(bytes(17 << 20))) + FRAMES[0],
    ],
)
def test_a_missing_or_broken_dictionary_is_an_error(data: bytes) -> None:
    with pytest.raises(TornError):
        expanded(data)
