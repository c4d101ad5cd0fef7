"""First bytes of files: what a file is, whatever its name says."""

from __future__ import annotations

import bz2
import gzip
import lzma

import pytest
import zstandard

from newsclean.magic import find_magic


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
