"""Files that are read for what they are, or refused in one line that says so."""

from __future__ import annotations

import io
import json
import plistlib
import sqlite3
import zipfile
from pathlib import Path

import pytest
from support.reading import HTML, passed, read, sources

from newsclean.errors import InputError
from newsclean.model import Page, Reason, Skip
from newsclean.readers.inputs import find_page

MAIL = (
    "From: Ann <ann@a.example>\nTo: bob@b.example\nSubject: News\nDate: Tue, 5 Mar 2024 10:11:12 +0100\n"
    'MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary="b1"\n\n'
    "--b1\nContent-Type: text/plain\n\nplain words\n--b1\nContent-Type: text/html; charset=utf-8\n"
    "Content-Transfer-Encoding: quoted-printable\n\n<html><p>caf=C3=A9</p></html>\n--b1--\n"
)


def zipped(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, b"application/epub+zip" if name == "mimetype" else HTML)
    return file.getvalue()


def database(tmp_path: Path) -> bytes:
    file = tmp_path / "made"
    connection = sqlite3.connect(file)
    connection.execute("create table t (x)")
    connection.commit()
    connection.close()
    return file.read_bytes()


REFUSED = {
    "a.pdf": (b"%PDF-1.7 \xff\xfe", "a PDF: not read"),
    "scan": (b"%PDF-1.7\n1 0 obj\n", "a PDF: not read"),
    "b.docx": (zipped("[Content_Types].xml", "word/document.xml"), "an Office document: not read"),
    "c.epub": (zipped("mimetype", "a.xhtml"), "an EPUB or OpenDocument file: not read"),
    "d.png": (b"\x89PNG\r\n\x1a\n\0\0\0", "a PNG image: not read"),
    "e.7z": (b"7z\xbc\xaf\x27\x1c\0", "a 7z archive: not read"),
    "f.css": (b"p { color: red }", "a .css file: not read (--from text reads it as plain text)"),
    "g.arrow": (b"ARROW1\0\0", "an Arrow file: not read"),
    "h.mbox": (b"From ann@a.example Tue Mar 5\n" + MAIL.encode(), "an mbox of mails: not read"),
    "i.sitemap": (b'<?xml version="1.0"?>\n<urlset><url/></urlset>', "an XML file (<urlset>): not read"),
    "j.rtf": (b"{\\rtf1 words}", "an RTF document: not read"),
    "k.jar": (zipped("a.html"), "a zip archive: not read"),
    "m.js": (b'let page = "<p class=x>words</p>";', "a .js file: not read (--from html reads it as a page)"),
    "n.emlx": (b"99\n" + MAIL.encode(), "a .emlx file: not read"),
    "o.eml": ((b"From a Fri Jan 31 09:05:00 2020\n" + MAIL.encode() + b"\n\n") * 2, "an mbox of mails: not read"),
    "p.xml": (b"<mediawiki><page><title>T</title></page></mediawiki>", "an XML file (<mediawiki>) without entries"),
    "q": (b"<opml><body><outline/></body></opml>", "an XML file (<opml>): not read"),
    "l.bin": (bytes(range(256)), "binary data: not read"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_page_is_refused_by_name(tmp_path: Path, name: str) -> None:
    content, detail = REFUSED[name]
    (tmp_path / name).write_bytes(content)
    (skip,) = read(tmp_path / name)
    assert isinstance(skip, Skip)
    assert skip.reason is Reason.UNREADABLE
    assert skip.reason.is_failure
    assert skip.detail.startswith(detail)


def test_a_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "crawl.db").write_bytes(database(tmp_path))
    (skip,) = read(tmp_path / "crawl.db")
    assert isinstance(skip, Skip)
    assert skip.detail == "a database: not read"


def test_a_mail_is_the_page_in_it(tmp_path: Path) -> None:
    for name in ("m.eml", "message"):
        (tmp_path / name).write_text(MAIL)
        (page,) = read(tmp_path / name)
        assert isinstance(page, Page)
        assert (page.body, page.content_type) == ("<html><p>café</p></html>".encode(), "text/html; charset=utf-8")
        assert page.fetched_at == "2024-03-05T10:11:12+01:00"
    (tmp_path / "t.eml").write_text("From: a\nTo: b\nSubject: c\n\nplain words\n")
    (page,) = read(tmp_path / "t.eml")
    assert isinstance(page, Page)
    assert (page.body, page.content_type) == (b"plain words\n", "text/plain")


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_a_web_archive_is_its_main_page(tmp_path: Path, form: plistlib.PlistFormat) -> None:
    main = {"WebResourceData": HTML, "WebResourceURL": "http://a.example/", "WebResourceTextEncodingName": "UTF-8"}
    data = plistlib.dumps({"WebMainResource": main, "WebSubresources": []}, fmt=form)
    (tmp_path / "p.webarchive").write_bytes(data)
    (tmp_path / "saved").write_bytes(data)
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        archive.writestr("p.webarchive", data)
    for page in read(tmp_path / "p.webarchive", tmp_path / "saved", tmp_path / "z.zip"):
        assert isinstance(page, Page)
        assert (page.body, page.url, page.content_type) == (HTML, "http://a.example/", "text/html; charset=UTF-8")
    (tmp_path / "other.webarchive").write_bytes(plistlib.dumps({"a": 1}, fmt=form))
    (tmp_path / "torn.webarchive").write_bytes(data[: len(data) // 2])
    for skip in read(tmp_path / "other.webarchive", tmp_path / "torn.webarchive"):
        assert isinstance(skip, Skip)
        assert "property list" in skip.detail


def test_records_in_a_directory_are_read_when_they_are_asked_for(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("url,html\na,<p>1\n")
    (tmp_path / "p.json").write_text('[{"html": "<p>1"}]')
    (tmp_path / "a.html").write_bytes(HTML)
    assert sources(read(tmp_path), tmp_path) == ["a.html"]
    assert passed(tmp_path) == {".csv": 1, ".json": 1}
    assert sources(read(tmp_path, kind="csv"), tmp_path) == ["p.csv#2"]


def test_a_source_is_an_input(tmp_path: Path) -> None:
    lines = tmp_path / "50% a#b.jsonl"
    lines.write_text("\n".join(json.dumps({"html": f"<p>{n}"}) for n in range(5)))
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("in/ä#1.html", HTML)
        archive.writestr("b.html", b"<p>b")
    pages = [page for page in read(lines, tmp_path / "a.zip") if isinstance(page, Page)]
    for page in pages:
        assert read(page.source) == [page]
        assert find_page(page.source, 1 << 20) == page
    some = [pages[i] for i in (1, 3, 5, 6)]
    assert read(*(page.source for page in some)) == some
    gone = read(pages[0].source, f"{tmp_path}/a.zip#gone.html")
    assert sources(gone[1:], tmp_path) == ["a.zip#gone.html: unreadable"]


def test_a_list_may_name_sources_and_have_the_line_ends_of_windows(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(HTML)
    (tmp_path / "p.jsonl").write_text('{"html": "<p>1"}\n{"html": "<p>2"}\n')
    listed = tmp_path / "list.txt"
    listed.write_bytes(f"\ufeff{tmp_path}/a.html\r\n\r\n{tmp_path}/p.jsonl#2\r\n".encode())
    assert sources(read(files_from=str(listed)), tmp_path) == ["a.html", "p.jsonl#2"]


def test_an_address_gets_a_message_that_says_what_to_do() -> None:
    with pytest.raises(InputError, match="newsclean fetches nothing; pipe the page to it"):
        read("https://a.example/story")
