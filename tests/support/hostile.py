"""Hostile inputs, made by this script: over 200 of them, each named by its defect. None is a real page."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

import zstandard
from support.archives import tarred, zipped
from support.pages import article

from newsclean.escaping import quote

MIB = 1 << 20
# Made along with the pages, and nothing that a run has to answer for.
NOT_PAGES = frozenset({"fifo.html", "device.html", "loop", "directory.html"})
PAGE = article(1)
PROSE = b"<p>" + b"The committee met again on Thursday and decided nothing of note at all. " * 8 + b"</p>"


def made(large: bool = True) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file; the large ones take seconds each to read."""
    yield from _truncated()
    yield from _encodings()
    yield from _not_html()
    yield from _strings()
    yield from _metadata()
    yield from _archives()
    yield from _warcs()
    yield from _shapes(1 if large else 100)
    if large:
        yield from _bombs()


def make(root: Path, large: bool = True) -> int:
    """Write them all to a directory, with odd files among them; how many there are."""
    root.mkdir(parents=True, exist_ok=True)
    count = 0
    for name, content in made(large):
        with open(os.fsencode(root) + b"/" + os.fsencode(name), "wb") as file:  # noqa: PTH123 - odd names
            file.write(content)
        count += 1
    for odd in _NAMES:
        with open(os.fsencode(root) + b"/" + odd, "wb") as file:  # noqa: PTH123
            file.write(PAGE)
        count += 1
    (root / "dangling.html").symlink_to("nowhere")
    (root / "loop").symlink_to(".")
    (root / "self.html").symlink_to("self.html")
    (root / "device.html").symlink_to("/dev/zero")
    (root / "directory.html").mkdir(exist_ok=True)
    os.mkfifo(root / "fifo.html")
    return count + 2


def quoted(name: str) -> str:
    """A file's name as it is in `source`."""
    return quote(name)


_NAMES = (
    b"name \xff\xfe.html",
    b"name\nnewline.html",
    b"name\x1b[31mred\x07.html",
    "name \u202egnp.html".encode(),
    b"name#1%41.html",
    b"-o.html",
    b"name'\"`$(x).html",
    b"n" * 240 + b".html",
)


def _truncated() -> Iterator[tuple[str, bytes]]:
    for n, end in enumerate((0, 1, 15, 16, 17, 40, 100, 200, 400, 700, 900, len(PAGE) - 1)):
        yield f"cut-{n:02}.html", PAGE[:end]
    packed: dict[str, Callable[[bytes], bytes]] = {
        "gz": gzip.compress,
        "bz2": bz2.compress,
        "xz": lzma.compress,
        "zst": zstandard.compress,
    }
    for codec, pack in packed.items():
        data = pack(PAGE)
        for n, end in enumerate((1, 4, 11, len(data) // 2, len(data) - 9, len(data) - 1)):
            yield f"cut-{n}.html.{codec}", data[:end]
        yield f"twice.html.{codec}", data + data
        yield f"garbage-after.html.{codec}", data + b"garbage after the end"
        yield f"flipped.html.{codec}", data[:50] + bytes(byte ^ 0x55 for byte in data[50:60]) + data[60:]
        yield f"false-name.html.{codec}", PAGE


def _encodings() -> Iterator[tuple[str, bytes]]:
    text = PAGE.decode().replace("council", "cöuncîl çafé")
    for name in ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "iso8859-15", "cp037"):
        yield f"enc-{name}.html", text.encode(name, "replace")
    for label in (
        "utf-7",
        "x-unknown",
        "utf-16",
        "iso-2022-jp",
        "hz-gb-2312",
        "utf-8\x00",
        "'",
        "rot13",
        "idna",
        "hex",
    ):
        meta = f"<meta charset='{label}'>".encode()
        yield f"enc-says-{label.encode().hex()}.html", b"<html>" + meta + text.encode("cp1252", "replace")
    yield "enc-bom-lies.html", b"\xff\xfe" + PAGE
    yield "enc-two-boms.html", b"\xef\xbb\xbf\xef\xbb\xbf" + PAGE
    yield "enc-overlong.html", PAGE.replace(b"council", b"\xc0\xaf\xf8\x88\x80\x80\x80")
    yield "enc-surrogates.html", PAGE.replace(b"council", b"\xed\xa0\x80\xed\xbf\xbf")
    yield (
        "enc-surrogate-entities.html",
        PAGE.replace(b"council", b"&#xD800;&#xDFFF;&#x110000;&#0;&#99999999999;"),
    )
    yield "enc-nonchars.html", PAGE.replace(b"council", "\uffff\ufffe\U0010ffff\ufdd0".encode())
    yield "enc-xml-declaration.html", b"<?xml version='1.0' encoding='ascii'?>" + PAGE


def _not_html() -> Iterator[tuple[str, bytes]]:
    yield (
        "pdf.html",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n" + os.urandom(2000),
    )
    yield "png.html", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(2000)
    yield "jpeg.htm", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 20
    yield "gif.html", b"GIF89a" + bytes(100)
    yield "elf.html", b"\x7fELF" + bytes(500)
    yield "zip-in-name-only.zip", PAGE
    yield "tar-in-name-only.tar", PAGE
    yield "warc-in-name-only.warc.gz", gzip.compress(PAGE)
    yield "wacz-in-name-only.wacz", b"PK\x03\x04" + bytes(100)
    yield "zip.html", zipped({"a.html": PAGE})
    yield "json.html", b'{"headline": "x", "articleBody": "y"}' * 30
    yield "css.html", b"body { margin: 0 } p > a:hover { color: red } " * 50
    yield "javascript.html", b"function f(a){return a<b?c:d} // </p>" * 50
    yield "svg.html", b"<svg xmlns='http://www.w3.org/2000/svg'><text>words</text></svg>"
    yield "mail.html", b"Received: from x\nSubject: y\n\nHello, I am <b>not</b> a page.\n"
    yield "binary.html", os.urandom(50_000)
    yield "nulls.html", bytes(100_000)
    yield "nulls-inside.html", PAGE.replace(b" ", b"\0")
    yield "spaces.html", b" \n\t" * 30_000
    yield "one-byte.html", b"<"


def _strings() -> Iterator[tuple[str, bytes]]:
    runs = {
        "a": b"a" * 100_000,
        "spaces": b" " * 100_000 + b"x",
        "open": b"<" * 50_000,
        "close": b">" * 50_000,
        "quotes": b"\"'" * 40_000,
        "dashes": b"<!--" + b"-" * 80_000,
        "amps": b"&" * 60_000,
        "entities": b"&amp" * 30_000,
        "dots": b"." * 80_000 + b"!",
        "digits": b"1" * 80_000,
        "dates": b"1/1/2001 " * 8_000,
        "slashes": b"http://" + b"/" * 60_000,
        "at": b"a@" * 40_000,
        "by": b"By " * 30_000,
        "nested-quotes": b"(" * 40_000 + b")" * 40_000,
        "commas": b"a, and " * 12_000,
        "pipes": b"a | " * 20_000,
        "colons": b"a: " * 20_000,
        "copyright": "© 2020 ".encode() * 9_000,
        "newlines": b"<br>" * 30_000,
        "zwj": "\u200d".encode() * 30_000,
        "combining": b"a" + "\u0301".encode() * 30_000,
        "rtl": "\u202e\u2067\u202d".encode() * 10_000,
        "turkish": "İıİı ".encode() * 10_000,
        "ligature": "ﷺ".encode() * 5_000,
        "cjk": "新聞記事".encode() * 10_000,
        "hangul": "ᄀ".encode() * 20_000,
        "thai": "ก".encode() * 20_000,
        "emoji": "👩‍👩‍👧‍👦".encode() * 4_000,
        "tabs": b"\t" * 90_000,
        "soft": "\u00ad".encode() * 40_000,
        "escapes": b"\x1b]0;title\x07\x1b[2J\x1b[31m" * 3_000,
        "bells": b"\x07\x08\x7f\x9b" * 8_000,
    }
    for name, run in runs.items():
        yield (
            f"run-{name}.html",
            b"<html><body><article>" + PROSE + b"<p>" + run + b"</p>" + PROSE + b"</article>",
        )
    for name in ("a", "spaces", "dates", "quotes", "escapes"):
        yield f"title-{name}.html", b"<html><title>" + runs[name] + b"</title><body>" + PROSE * 3


def _metadata() -> Iterator[tuple[str, bytes]]:
    values = {
        "empty": b"",
        "null": b"null",
        "array": b"[" * 20_000,
        "objects": b'{"a":' * 20_000,
        "number": b"1" * 20_000,
        "exponent": b"1e999999",
        "string": b'"' + b"x" * 200_000 + b'"',
        "nan": b"[NaN, Infinity]",
        "types": b'{"@type": {"@type": []}, "headline": {"x": 1}, "author": [[["a"]], null, 5, {}]}',
        "graph": b'{"@graph": [' + b"{}," * 20_000 + b"{}]}",
        "self": b'{"@id": "#a", "author": {"@id": "#a"}}',
        "cut": b'{"@type": "NewsArticle", "headline": "cut in the mid',
        "escape": b'{"headline": "\\ud800 \\u0000"}',
        "script": b'{"headline": "</scr" + "ipt><p>',
        "date": b'{"@type":"NewsArticle","datePublished":"99999-99-99T99:99"}',
        "huge-date": b'{"@type":"NewsArticle","datePublished":' + b"9" * 5_000 + b"}",
        "authors": b'{"@type":"NewsArticle","author":[' + b'{"name":"A B"},' * 20_000 + b'{"name":"C"}]}',
    }
    for name, value in values.items():
        head = b"<script type='application/ld+json'>" + value + b"</script>"
        yield f"ld-{name}.html", b"<html><head>" + head + b"</head><body>" + PROSE * 3
    for name, value in (
        ("url", b"http://[::1"),
        ("port", b"http://x:99999999/"),
        ("js", b"javascript:alert(1)"),
        ("long", b"http://x.example/" + b"a" * 100_000),
        ("control", b"http://x\x1b[2J/\x00"),
        ("idn", "http://\u202eэ.рф/".encode()),
        ("percent", b"http://%ff%fe/%"),
        ("empty", b""),
    ):
        tags = b"<link rel=canonical href='%s'><meta property=og:url content='%s'><base href='%s'>"
        yield f"url-{name}.html", b"<html><head>" + tags.replace(b"%s", value) + b"</head><body>" + PROSE * 3
    yield "lang.html", b"<html lang='" + b"x-" * 9_000 + b"'><body>" + PROSE * 3
    yield (
        "dtd.html",
        (
            b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">'
            b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY x SYSTEM "file:///etc/passwd">]><html><p>&c;&x;'
            + PROSE
            * 3
        ),
    )
    yield (
        "remote.html",
        b"<html><link rel=stylesheet href=http://127.0.0.1:9/x><img src=http://127.0.0.1:9/y>" + PROSE * 3,
    )


def _shapes(divisor: int) -> Iterator[tuple[str, bytes]]:
    """Pages whose trees are out of all proportion."""
    many = 100_000 // divisor
    for tag in ("div", "b", "table", "ul", "blockquote", "font", "a", "span", "x-y", "select", "svg"):
        yield f"nested-{tag}.html", b"<html><body>" + PROSE + (f"<{tag}>".encode() * many) + PROSE * 3
    for tag in ("p", "li", "td", "br", "img", "script", "iframe", "h1", "meta", "option"):
        yield f"many-{tag}.html", b"<html><body>" + PROSE + (f"<{tag}>x".encode() * many) + PROSE
    yield "many-inline-nested.html", b"<p>" + b"<b><i><u><font><em>" * (many // 20) + b"word " * 200
    yield (
        "attributes.html",
        b"<html><body><p " + b" ".join(b"a%d=1" % n for n in range(many * 10)) + b">" + PROSE,
    )
    yield "attribute-long.html", b"<html><body><p class='" + b"x" * (many * 30) + b"'>" + PROSE
    yield (
        "classes.html",
        b"".join(b"<div class='c%d d%d' id=i%d>t</div>" % (n, n, n) for n in range(many // 2)) + PROSE,
    )
    yield "tag-long.html", b"<" + b"t" * (many * 10) + b">" + PROSE * 3
    yield "one-line.html", b"<html><body>" + PROSE * (many // 8)
    yield "tables.html", b"<table><tr><td>" * (many // 20) + PROSE
    yield "misnested.html", b"<p><b><i></p></b><table><p></i>" * (many // 10) + PROSE
    yield "comment-open.html", b"<html><body>" + PROSE * 3 + b"<!--" + b"x" * many * 10
    yield "script-open.html", b"<html><body>" + PROSE * 3 + b"<script>" + b"x<" * many * 5
    yield "links.html", b"<html><body>" + b"<p><a href='/a/%d'>Related story</a></p>" % 7 * (many // 2)


def _archives() -> Iterator[tuple[str, bytes]]:
    whole, in_tar = (
        zipped({"../../x.html": PAGE, "b.html": PAGE}),
        tarred({"/../x.html": PAGE, "b.html": PAGE * 9}),
    )
    for n, end in enumerate((4, 30, len(whole) // 2, len(whole) - 1)):
        yield f"cut-{n}.zip", whole[:end]
    for n, end in enumerate((100, 512, 600, len(in_tar) // 3)):
        yield f"cut-{n}.tar", in_tar[:end]
        yield f"cut-{n}.tar.gz", gzip.compress(in_tar)[: max(end // 8, 20)]
    nested = zipped({"a.html": PAGE})
    for _ in range(12):
        nested = zipped({"n.zip": nested})
    yield "nested.zip", nested
    yield "crc.zip", whole.replace(PAGE[:20], PAGE[:19] + b"!")
    yield "flipped.zip", whole[:80] + bytes(byte ^ 0xFF for byte in whole[80:90]) + whole[90:]
    info = tarfile.TarInfo("x.html")
    info.type, info.size = tarfile.XHDTYPE, 64 * MIB
    yield "giant-header.tar.gz", gzip.compress(info.tobuf() + bytes(64 * MIB), 1)
    info = tarfile.TarInfo("x.html")
    info.size = 1 << 40
    yield "giant-member.tar", info.tobuf() + PAGE
    yield (
        "broken.mhtml",
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n\r\n",
    )
    yield (
        "base64.mhtml",
        (
            b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
            b"Content-Type: text/html; charset=no-such\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!!====\r\n--x--"
        ),
    )
    yield (
        "deep.mhtml",
        b"MIME-Version: 1.0\r\n"
        + b"".join(b'Content-Type: multipart/related; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(2_000)),
    )


def _record(body: bytes, headers: bytes = b"Content-Type: text/html\r\n", length: int | None = None) -> bytes:
    http = b"HTTP/1.1 200 OK\r\n" + headers + b"\r\n" + body
    size = len(http) if length is None else length
    return (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2020-01-01T00:00:00Z\r\nWARC-Target-URI: http://x.example/\r\n"
        b"Content-Type: application/http\r\nContent-Length: %d\r\n\r\n" % size + http + b"\r\n\r\n"
    )


def _warcs() -> Iterator[tuple[str, bytes]]:
    good = _record(PAGE)
    three = gzip.compress(good) * 3
    for n, end in enumerate((10, 100, len(three) // 2, len(three) - 1)):
        yield f"cut-{n}.warc.gz", three[:end]
    for n, end in enumerate((8, 60, 200, len(good) - 3)):
        yield f"cut-{n}.warc", good + good[:end]
    yield "flipped.warc.gz", three[:300] + bytes(byte ^ 0x55 for byte in three[300:310]) + three[310:]
    yield "false-length-short.warc", good + _record(PAGE, length=20) + good
    yield "false-length-long.warc", good + _record(PAGE, length=len(PAGE) * 2) + good
    yield "false-length-giant.warc", good + _record(PAGE, length=10**17)
    yield "false-chunks.warc", _record(PAGE, b"Transfer-Encoding: chunked\r\n") + good
    yield "false-gzip.warc", _record(PAGE, b"Content-Encoding: gzip\r\n") + good
    yield "bomb.warc", _record(gzip.compress(bytes(30 * MIB)), b"Content-Encoding: gzip\r\n") + good
    yield "no-http.warc", good.replace(b"HTTP/1.1 200 OK", b"\x00\xff nothing like it") + good
    yield "long-header.warc", good.replace(b"WARC-Date", b"X: " + b"x" * 200_000 + b"\r\nWARC-Date") + good
    yield "magic.warc.gz", b"\x1f\x8b\x08" * 20_000
    yield "control.warc", good.replace(b"http://x.example/", b"http://x\x1b[2J\x9b/")


def _bombs() -> Iterator[tuple[str, bytes]]:
    zeros = bytes(300 * MIB)
    yield "bomb.html.gz", gzip.compress(zeros, 1)
    yield "bomb.html.zst", zstandard.compress(zeros)
    yield "bomb.html.bz2", bz2.compress(zeros[: 100 * MIB], 1)
    yield "bomb.html.xz", lzma.compress(zeros[: 100 * MIB], preset=0)
    yield "bomb.zip", zipped({f"{n}.html": zeros[: 100 * MIB] for n in range(3)})
    yield "bomb.tar.gz", gzip.compress(tarred({"a.html": zeros, "b.html": PAGE}), 1)
    yield "bomb-twice.html.gz", gzip.compress(gzip.compress(zeros, 1))
    yield "large.html", b"<html><body>" + PROSE * (50 * MIB // len(PROSE))
    yield "nearly-too-large.html", b"<html><body>" + PROSE * (9 * MIB // len(PROSE))
    yield "nearly-too-large-text.html", b"<html><body><p>" + b"word and word " * (9 * MIB // 14)
    yield "nearly-too-large-tags.html", b"<html><body>" + PROSE * 3 + b"<i>x" * (9 * MIB // 4)
