"""Pages as browsers save them."""

from __future__ import annotations

import base64
from pathlib import Path

from support.reading import HTML, read, sources

from newsclean.model import Page, Skip

MHTML = """From: <Saved by Blink>
Snapshot-Content-Location: https://news.example/story?id=1
Subject: A story
Date: Tue, 5 Mar 2024 10:11:12 -0000
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="----Boundary"

------Boundary
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://news.example/a.png

iVBORw0KGgo=
------Boundary
Content-Type: text/html; charset=windows-1252
Content-ID: <frame@mhtml.blink>
Content-Transfer-Encoding: {encoding}
Content-Location: https://news.example/story?id=1

{body}
------Boundary--
""".replace("\n", "\r\n")


def test_the_root_document_of_an_mhtml_file_is_the_page(tmp_path: Path) -> None:
    quoted = "<html><p>Caf=E9 at=\r\n noon</p></html>"
    (tmp_path / "a.mhtml").write_bytes(MHTML.format(encoding="quoted-printable", body=quoted).encode())
    packed = base64.b64encode(b"<html><p>Caf\xe9 at noon</p></html>").decode()
    (tmp_path / "b.mht").write_bytes(MHTML.format(encoding="base64", body=packed).encode())
    (tmp_path / "c.html").write_bytes((tmp_path / "a.mhtml").read_bytes())  # a wrong name
    pages = read(tmp_path)
    assert sources(pages, tmp_path) == ["a.mhtml", "b.mht", "c.html"]
    for page in pages:
        assert isinstance(page, Page)
        assert page.body.strip() == b"<html><p>Caf\xe9 at noon</p></html>"
        assert page.url == "https://news.example/story?id=1"
        assert page.content_type == "text/html; charset=windows-1252"
        assert page.fetched_at == "2024-03-05T10:11:12+00:00"


def test_an_mhtml_file_without_a_page_is_a_reject(tmp_path: Path) -> None:
    (tmp_path / "a.mhtml").write_bytes(b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x--")
    (tmp_path / "b.mhtml").write_bytes(b"\x00\xff" * 50)
    assert all(isinstance(item, Skip) for item in read(tmp_path))


def test_nested_parts_beyond_reason_do_not_end_the_run(tmp_path: Path) -> None:
    head = b"".join(b'Content-Type: multipart/related; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(3000))
    (tmp_path / "a.mhtml").write_bytes(b"MIME-Version: 1.0\r\n" + head)
    assert sources(read(tmp_path), tmp_path) == ["a.mhtml: unreadable"]


def test_singlefile_pages_tell_their_address_and_time(tmp_path: Path) -> None:
    comment = b"""<!DOCTYPE html> <html><!--
 Page saved with SingleFile
 url: https://news.example/story
 saved date: Tue Mar 05 2024 11:11:12 GMT+0100 (Central European Standard Time)
-->"""
    (tmp_path / "a.html").write_bytes(comment + HTML)
    (page,) = read(tmp_path)
    assert isinstance(page, Page)
    assert (page.url, page.fetched_at) == ("https://news.example/story", "2024-03-05T11:11:12+01:00")
