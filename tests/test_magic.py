"""First bytes of files: what a file is, whatever its name says."""

from __future__ import annotations

import bz2
import gzip
import lzma

import pytest
import zstandard

from newsclean.magic import find_magic, wide_encoding


@pytest.mark.parametrize(
    ("data", "codec"),
    [
        (gzip.compress(b"x", mtime=0), "gz"),
        (zstandard.compress(b"x"), "zst"),
        (bz2.compress(b"x"), "bz2"),
        (lzma.compress(b"x"), "xz"),
    ],
)
def test_what_the_libraries_compress_is_known(data: bytes, codec: str) -> None:
    found = find_magic(data)
    assert found is not None
    assert found.codec == codec


@pytest.mark.parametrize("data", [b"", b"<html>", b"%P", b"PK", "Text".encode("utf-16")])
def test_text_and_bits_of_a_signature_are_nothing(data: bytes) -> None:
    assert find_magic(data) is None


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_encodings_are_known_by_four_bytes_of_ascii_or_a_mark(encoding: str) -> None:
    for text in ("<p>", '{"', "\n<html>", "a,b", "\ufeff\u4e2d"):
        assert wide_encoding(text.encode(encoding)) == encoding
    assert wide_encoding("<p>".encode(encoding)[:8]) == encoding


@pytest.mark.parametrize("data", [b"", b"<p>", b"ab\0", b"\0\0\1\0", b"PK\3\4", b"\1\0\0\0\1\0\0\0", b"\0\0\0\x18ftyp"])
def test_other_bytes_are_not_wide(data: bytes) -> None:
    assert wide_encoding(data) == ""
