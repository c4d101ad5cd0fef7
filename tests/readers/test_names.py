"""What names and first bytes say about an input."""

from __future__ import annotations

import os
from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.escaping import quote
from newsclean.readers.names import read_name
from newsclean.readers.sniff import sniff_kind


@pytest.mark.parametrize(
    ("name", "kind", "codec"),
    [
        ("page.html", "html", ""),
        ("PAGE.HTM", "html", ""),
        ("page.html.gz", "html", "gz"),
        ("crawl.warc.gz", "warc", "gz"),
        ("pages.jsonl.zst", "jsonl", "zst"),
        ("scrape.tar.xz", "tar", "xz"),
        ("scrape.tgz", "tar", "gz"),
        ("story.mhtml", "mhtml", ""),
        ("note.md", "text", ""),
        ("index.php", "", ""),
        ("2019", "", ""),
        (".html", "html", ""),
        ("picture.jpeg", "other", ""),
        ("a.b/c", "", ""),
        ("page.gz", "", "gz"),
    ],
)
def test_a_name_tells_kind_and_compression(name: str, kind: str, codec: str) -> None:
    assert read_name(name)[:2] == (kind, codec)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"<!DOCTYPE html><html>", "html"),
        ("\ufeff<html><p>".encode("utf-16"), "html"),
        (b"\n\n  <p class=x>words", "html"),
        (b"WARC/1.0\r\nWARC-Type: warcinfo\r\n", "warc"),
        (b"PK\x03\x04rest", "zip"),
        (b'{"html": "<p>", "url": "x"}\n', "jsonl"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n", "mhtml"),
        (b"Just words, some of them < others.", "text"),
        (b"%PDF-1.4 <a href=x>", "html"),  # a tag wins: the page path says what it is
        (b"%PDF-1.4\x00", ""),
        (b"\x89PNG\r\n\x1a\n\x00\x00", ""),
        (b"", ""),
    ],
)
def test_the_first_bytes_tell_the_kind(head: bytes, kind: str) -> None:
    assert sniff_kind(head) == kind


def test_a_source_shows_nothing_that_steers_a_terminal() -> None:
    assert quote(b"50%/a#b\x1b[31m\xff\xe2\x80\xaegnp.html") == "50%25/a%23b%1B[31m%FF%E2%80%AEgnp.html"
    assert quote("Überschrift/日本.html") == "Überschrift/日本.html"


@given(st.binary(min_size=1).filter(lambda name: b"\0" not in name))
def test_every_name_can_be_had_back_from_its_source(name: bytes) -> None:
    source = quote(name)
    assert source.isprintable() or "\u200c" in source or "\u200d" in source or "\u3000" in source or "\xa0" in source
    assert os.fsencode(unquote_to_bytes(os.fsencode(source))) == name
