"""Formats that are not read: each is a reject, in the words that docs/using.md says."""

from __future__ import annotations

import base64
import gzip
import io
import re
import zipfile
from pathlib import Path

import pytest
from support.reading import read

from newsclean.model import Skip

USING = Path(__file__).resolve().parents[2] / "docs" / "using.md"
ROWS = re.findall(r"^\| ([^|`]+) \| `([^`|]+)` \|$", USING.read_text(encoding="utf-8"), re.MULTILINE)


def zipped(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, content)
    return file.getvalue()


BOX = b"\0\0\0\x18ftypheic" + bytes(range(256)) * 4
PLIST = b'<?xml version="1.0"?><!DOCTYPE plist><plist><dict/></plist>'
SITEMAP = b'<?xml version="1.0"?><urlset><url><loc>http://a.example/</loc></url></urlset>'
MAILS = b"From a Mon\nFrom: a@a.example\nTo: b@b.example\nSubject: c\n\nwords\n" * 2
PAGE = b"<html><title>T</title><p>words</p></html>"
RECORD = b'{"url": "http://a.example/", "html": "<p>words"}\n'
DUMP = b"CREATE TABLE pages (html text);\n"
URLS = b"http://a.example/the-council-met\n" * 20
# The words in the manual, up to the colon -> files for which they must be said, or words like them.
FILES: dict[str, tuple[tuple[str, bytes], ...]] = {
    "a PDF": (("a.pdf", b"%PDF-1.7\n"), ("noname", b"%PDF-1.4\n")),
    "an Office document": (("a.doc", b"\xd0\xcf\x11\xe0" + bytes(99)), ("a.xlsx", zipped("[Content_Types].xml", b"<"))),
    "an EPUB or OpenDocument file": (("a.epub", zipped("mimetype", b"application/epub+zip")),),
    "an RTF document": (("a.rtf", b"{\\rtf1 words}"),),
    "a DjVu document": (("a.djvu", b"AT&TFORM" + bytes(99)),),
    "a PNG image": (("a.png", b"\x89PNG\r\n"),),
    "an audio file": (("a.mp3", b"ID3\3" + bytes(99)),),
    "a font": (("a.woff2", b"wOF2" + bytes(99)),),
    "a database": (("a.db", b"SQLite format 3\0"),),
    "a program": (("a.exe", b"MZ\x90\0"),),
    "an mbox of mails": (("a.mbox", MAILS), ("mails", MAILS)),
    "a 7z archive": (("a.7z", b"7z\xbc\xaf\x27\x1c"),),
    "an Arrow file": (("a.arrow", b"ARROW1\0"),),
    "a JSONL file": (("a.html", RECORD), ("a.txt", RECORD), ("a.txt.gz", gzip.compress(RECORD))),
    "2 whole pages in one file": (("a.html", PAGE + PAGE), ("a.txt", PAGE + PAGE), ("noname", PAGE + PAGE)),
    "binary data with a page in it": (("a.orc", b"\3\0\1" + PAGE), ("a.html", b"\3\0\1" + PAGE)),
    "a page as a string of JSON": (("a.html", b'"' + PAGE + b'"'),),
    "an SQL dump": (("a.txt", DUMP), ("noname", DUMP)),
    "a list": (("a.txt", URLS), ("noname", URLS), ("base64.txt", base64.encodebytes(PAGE * 20))),
    "an XML file (<urlset>) without entries": (("sitemap.xml", SITEMAP),),
    "a property list without a web page": (("a.webarchive", PLIST), ("a.plist", PLIST)),
    "a CSV file": (("a.csv", b"day,price\n1,2\n"),),
    "no string under html, raw_html, content, body, text": (("a.jsonl", b'{"a": 1}\n'), ("a.json", b'[{"a": 1}]')),
    "a .js file": (("a.js", b"var words = 1;\n"),),
    "binary data": (("a.data", b"\x08\x01" + bytes(range(256))), ("noname", BOX), ("a.mp4", BOX)),
}


@pytest.mark.parametrize(("what", "words"), ROWS)
def test_a_format_that_is_not_read_is_rejected_in_these_words(tmp_path: Path, what: str, words: str) -> None:
    if "tar" in what:
        return  # test_tar.py
    for name, content in FILES[words.partition(":")[0]]:
        (tmp_path / name).write_bytes(content)
        (skip,) = read(tmp_path / name)
        assert isinstance(skip, Skip)
        assert words in skip.detail


def test_the_manual_names_what_is_tried() -> None:
    assert set(FILES) == {words.partition(":")[0] for _, words in ROWS} - {"a sparse file"}
