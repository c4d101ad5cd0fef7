"""What an input is, by its first bytes."""

from __future__ import annotations

import bz2
import gzip
import io

import pytest

from newsclean.readers.sniff import (
    describe,
    feed_start,
    has_markup,
    is_mail,
    is_mhtml,
    sniff_codec,
    sniff_kind,
    sniff_stream,
    sniff_text,
    xml_root,
)

_MAIL = b"From: ada@harbour.example\nTo: al@harbour.example\nDate: Mon, 4 May 2020\n\nHello\n"


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"<!doctype html><p>a", "html"),
        ("<html>".encode("utf-16"), "html"),
        (b"WARC/1.1\r\n", "warc"),
        (b"filedesc://a.arc 0.0.0.0 20200503000000 text/plain 5\n", "arc"),
        (b'{"html": "<p>"}\n', "jsonl"),
        (b'{\n  "html": 1', "json"),
        (b'[ {"a": 1}', "json"),
        (b"id,html\n1,", "csv"),
        (b"id\thtml\n1\t", "tsv"),
        (b"id,title\n1,", "text"),
        (b"<?xml version='1.0'?><rss>", "xml"),
        (b"<?xml version='1.0'?><urlset>", ""),
        (b"PAR1", "parquet"),
        (b"bplist00", "webarchive"),
        (_MAIL, "eml"),
        (b"From ada Mon\n" + _MAIL, ""),
        (b"PK\x03\x04" + b"\0" * 26 + b"[Content_Types].xml", ""),
        (b"PK\x03\x04" + b"\0" * 26 + b"a.html", "zip"),
        (b"\0" * 257 + b"ustar", "tar"),
        (b"{\\rtf1 a", ""),
        (b"\x89PNG\r\n", ""),
        (b"A note.", "text"),
        (b"", ""),
    ],
)
def test_kinds_are_told_by_the_first_bytes(head: bytes, kind: str) -> None:
    assert sniff_kind(head) == kind


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"<?xml version='1.0'?><urlset>", "an XML file (<urlset>)"),
        (b"PK\x03\x04" + b"\0" * 26 + b"[Content_Types].xml", "an Office document"),
        (b"From ada Mon\n" + _MAIL, "an mbox of mails"),
        (b"\x01\x02", "binary data"),
        (b"", None),
    ],
)
def test_what_is_not_read_has_a_name(head: bytes, name: str | None) -> None:
    assert describe(head) == name


def test_compression_is_known_by_its_first_bytes() -> None:
    assert sniff_codec(gzip.compress(b"")) == "gz"
    assert sniff_codec(bz2.compress(b"")) == sniff_codec(bz2.compress(b"x")) == "bz2"
    assert sniff_codec(b"<p>") == sniff_codec(b"BZh is no word") == ""


def test_a_stream_is_looked_at_through_its_compression() -> None:
    stream, head, codec = sniff_stream(io.BytesIO(gzip.compress(b"<html>")), "")
    assert (head, codec) == (b"<html>", "gz")
    assert stream.read(2) == b"\x1f\x8b"


def test_markup_begins_with_a_tag_or_closes_elements() -> None:
    assert has_markup("\ufeff <P class=a>Text")
    assert has_markup("Text</p> and more</p>")
    assert not has_markup("a < b, and <p> begins a paragraph")
    assert not has_markup("")


def test_texts_have_few_control_characters() -> None:
    assert sniff_text(b"\x01" * 9 + b"a" * 9) == ""
    assert sniff_text(b" \n ") == ""


def test_mails_and_saved_pages_are_told_apart() -> None:
    saved = b"Mime-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n"
    assert is_mhtml(saved)
    assert not is_mhtml(b"Received: by harbour.example\n" + saved)
    assert is_mail(_MAIL)
    assert not is_mail(b"Note: a\nb\n")


def test_the_root_of_xml_is_found_after_what_may_precede_it() -> None:
    assert xml_root(b"<?xml version='1.0'?><!-- a - b --><a:RSS >") == b"rss"
    assert xml_root(b"text") == b""
    assert feed_start(b"Warning: x\n<?xml version='1.0'?>\n<feed>") == 11
    assert feed_start(b"<p>") == -1
