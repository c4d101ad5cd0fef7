"""Small files of every kind that is read, made from a seed: whole, and broken in ways that happen or that are meant."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import pickle
import plistlib
import random
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

WORDS = "council bridge harbour evening report village winter market teacher river budget engine museum letter".split()


def page(number: int, chance: random.Random) -> str:
    """A page whose title distinguishes it from all others."""
    body = "".join(f"<p>{' '.join(chance.choices(WORDS, k=40)).capitalize()}.</p>" for _ in range(5))
    return (
        f"<!DOCTYPE html><html lang=en><head><title>Story {number}</title></head><body><article><h1>Story {number}</h1>"
        f"{body}</article></body></html>"
    )


def answer(text: str, chance: random.Random) -> bytes:
    """An answer of a server, with line ends and encodings as they come."""
    eol = chance.choice((b"\r\n", b"\n"))
    body, headers = text.encode(), [b"HTTP/1.1 200 OK", b"Content-Type: text/html"]
    if chance.random() < 0.3:
        headers.append(b"Content-Encoding: gzip")
        body = gzip.compress(body, mtime=0) if chance.random() < 0.7 else body
    if chance.random() < 0.3:
        headers.append(b"Transfer-Encoding: chunked")
        body = b"%x;a=b\r\n%s\r\n0\r\n\r\n" % (len(body), body) if chance.random() < 0.7 else body
    return eol.join(headers) + eol * 2 + body


def warc(texts: list[str], chance: random.Random) -> bytes:
    records = []
    for number, text in enumerate(texts):
        block = answer(text, chance)
        length = len(block) + (chance.choice((0, 0, 0, 50, 1000)) if number + 1 < len(texts) else 0)
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/{number}\r\n"
            f"WARC-Date: 2024-01-01T00:00:00Z\r\nContent-Length: {length}\r\n\r\n"
        )
        records.append(head.encode() + block + b"\r\n\r\n")
    return b"".join(records)


def arc(texts: list[str], chance: random.Random) -> bytes:
    parts = [b"filedesc://x.arc 0.0.0.0 20240101000000 text/plain 9\n1 0 Test\n\n"]
    for number, text in enumerate(texts):
        block = answer(text, chance)
        parts.append(
            b"http://a.example/%d 192.0.2.1 20240101000000 text/html %d\n" % (number, len(block)) + block + b"\n"
        )
    return b"".join(parts)


def table(texts: list[str], _: random.Random) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file).writerows([("url", "html"), *((f"http://a.example/{n}", text) for n, text in enumerate(texts))])
    return file.getvalue().encode()


def zipped(texts: list[str], chance: random.Random) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, text in enumerate(texts):
            archive.writestr(f"{number}.html", text)
    return file.getvalue()


def tarred(texts: list[str], _: random.Random) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for number, text in enumerate(texts):
            info = tarfile.TarInfo(f"{number}.html")
            info.size = len(text.encode())
            archive.addfile(info, io.BytesIO(text.encode()))
    return file.getvalue()


def mail(texts: list[str], _: random.Random) -> bytes:
    head = 'From: a@a.example\nTo: b@b.example\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n'
    return f"{head}--b\nContent-Type: text/html; charset=utf-8\n\n{texts[0]}\n--b--\n".encode()


def columns(texts: list[str], _: random.Random) -> bytes:
    return parquet_of({"html": texts, "url": [f"http://a.example/{n}" for n in range(len(texts))]})


def parquet_of(table: dict[str, Any], **how: Any) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    file = io.BytesIO()
    parquet.write_table(pa.table(table), file, **how)
    return file.getvalue()


def nulls(rows: int) -> bytes:
    """A file of a few kilobytes with many rows, and nothing in them."""
    import pyarrow as pa

    return parquet_of({"html": pa.nulls(rows, pa.string())}, row_group_size=rows)


def one_value(value: str, rows: int) -> bytes:
    """A file in which one value is that of many rows."""
    import pyarrow as pa

    repeated = pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), pa.array([value]))
    return parquet_of({"html": repeated}, store_schema=False, write_statistics=False)


def feed(texts: list[str], _: random.Random) -> bytes:
    items = "".join(
        f"<item><title>{text.partition('<title>')[2].partition('<')[0]}</title><link>http://a.example/{n}</link>"
        f"<description><![CDATA[{text.partition('</h1>')[2].partition('</article>')[0]}]]></description></item>"
        for n, text in enumerate(texts)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'.encode()


def webarchive(texts: list[str], _: random.Random) -> bytes:
    main = {"WebResourceData": texts[0].encode(), "WebResourceURL": "http://a.example/"}
    return plistlib.dumps({"WebMainResource": main}, fmt=plistlib.FMT_BINARY)


Maker = Callable[[list[str], random.Random], bytes]
# Ending -> how such a file is made; the second group holds one page.
MANY: dict[str, Maker] = {
    "warc": warc, "arc": arc, "csv": table, "zip": zipped, "tar": tarred, "xml": feed, "parquet": columns,
    "jsonl": lambda texts, _: "".join(json.dumps({"html": text}) + "\n" for text in texts).encode(),
    "json": lambda texts, _: json.dumps([{"html": text} for text in texts]).encode(),
}  # fmt: skip
ONE: dict[str, Maker] = {
    "html": lambda texts, _: texts[0].encode(), "eml": mail, "mhtml": mail, "webarchive": webarchive,
    "wide.html": lambda texts, chance: texts[0].encode(chance.choice(("utf-16-le", "utf-16", "utf-32-be", "utf-32"))),
}  # fmt: skip


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The same bytes, broken in one of many ways."""
    at = chance.randrange(len(data) + 1)
    match chance.randrange(8):
        case 0:
            return data[:at]
        case 1:
            return data[:at] + chance.randbytes(chance.choice((1, 100, 70_000))) + data[at:]
        case 2:
            return data[:at] + bytes(chance.choice((10, 5000))) + data[at + 10 :]
        case 3:
            return data[:at] + data[: len(data) // 2] + data[at:]
        case 4:
            unit = chance.choice((b"[", b'{"a":', b";", b"a=b;", b"<p ", b"\n", b"A: b\n", b"--b\n", b'"', b",", b" "))
            return data[:at] + unit * chance.choice((10, 100_000, 2_000_000)) + data[at:]
        case 5:
            return bytes(byte ^ (1 << chance.randrange(8)) if chance.random() < 0.001 else byte for byte in data)
        case 6:
            return gzip.compress(data, mtime=0)[: at + 20]
        case _:
            return zlib.compress(data) + data[at:]


def tricks(chance: random.Random) -> tuple[str, bytes]:
    """Name and bytes of a small file that is made to hang a reader, or to fill the memory."""
    name, maker = chance.choice(sorted(TRICKS.items()))
    return name, maker()


def _mime(body: bytes) -> bytes:
    return b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n" + body


def _zip_of(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


def _overlapping_zip() -> bytes:
    """One member, which the directory has a thousand times."""
    data = _zip_of("a.html", b"<p>words " * 50_000)
    start = data.rindex(b"PK\x01\x02")
    end = data.rindex(b"PK\x05\x06")
    directory = data[start:end] * 1000
    last = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1000, 1000, len(directory), start, 0)
    return data[:start] + directory + last


def _sparse_tar() -> bytes:
    fields = b"21 GNU.sparse.size=1\n" + b"900000 x=" + b"1" * 899_990 + b"\n"
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, len(fields)
    return info.tobuf() + fields + bytes(-len(fields) % 512) + tarred(["<p>x"], random.Random(0))


def _pages(count: int) -> list[str]:
    return [page(-number, random.Random(number)) for number in range(1, count + 1)]


def _page_with(middle: bytes) -> bytes:
    return b"<!DOCTYPE html><html><body><article><p>" + middle + b"<p>" + b"The council met again. " * 30


_RSS = b"<rss><channel><item><title>T</title><description>"
MISNAMED = "misnamed-"
# Name -> the file: what unfolds, nests, begins again and again, lies about its length, or is not what it is called.
TRICKS: dict[str, Callable[[], bytes]] = {
    "zeros.html.gz": lambda: gzip.compress(bytes(60_000_000), 1),
    "zeros.zip": lambda: _zip_of("a.html", bytes(60_000_000)),
    "zip-in-zip.zip": lambda: _zip_of("a.zip", _zip_of("b.html", bytes(60_000_000))),
    "mhtml-in.zip": lambda: _zip_of("a.mht", _mime(b"a;" * 4_000_000)),
    "headers-in.zip": lambda: _zip_of("a.mht", b"A: b\n" * 4_000_000),
    "overlapping.zip": _overlapping_zip,
    "sparse.tar": _sparse_tar,
    "giant-member.tar": lambda: tarfile.TarInfo("a.html").tobuf()[:124] + b"77777777777\0" + bytes(376),
    "members.tar.gz": lambda: gzip.compress(tarfile.TarInfo("a.css").tobuf() * 20_000, 1),
    "blank.jsonl.gz": lambda: gzip.compress(b"\n" * 20_000_000, 1),
    "nested.json": lambda: b"[" * 500_000,
    "nested.jsonl": lambda: b'{"html":' * 200_000,
    "commas.json": lambda: b"[" + b"," * 2_000_000,
    "string.jsonl": lambda: b'{"html": "' + b"x" * 16_000_000,
    "nan.jsonl": lambda: b'\xef\xbb\xbf{"html": "<p>x", "n": NaN}\n{"html": "<p>\\ud800"}\n',
    "quotes.csv": lambda: b'url,html\n"' + b"a\n" * 5_000,
    "columns.csv": lambda: b"html" + b"," * 1_000_000 + b"\n<p>x",
    "attributes.xml": lambda: _RSS + b"</description><a " + b"a='' " * 4_000_000,
    "deep.xml": lambda: _RSS + b"<a>" * 500_000,
    "entities.xml": lambda: b"<!DOCTYPE rss [" + b"<!ENTITY a 'b'>" * 100_000 + b"]>" + _RSS,
    "laughs.xml": lambda: b'<!DOCTYPE rss [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + _RSS + b"&b;" * 1000,
    "nested.webarchive": lambda: b'<?xml version="1.0"?><plist>' + b"<array>" * 300_000,
    "parts.mhtml": lambda: _mime(b"--b\nContent-Type: text/x\n\n" * 200_000),
    "nested.eml": lambda: _mime(b"--b\nContent-Type: multipart/related; boundary=b\n\n" * 50_000),
    "lies.warc": lambda: b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 999999\r\n\r\nx\r\n" * 5_000,
    "lines.arc": lambda: b"filedesc://x 0.0.0.0 20240101000000 text/plain 9\n" + b"http://a 1.1.1.1 2020 " * 50_000,
    "magic.warc.gz": lambda: b"\x1f\x8b\x08" * 200_000,
    "empty-members.warc.gz": lambda: gzip.compress(b"") * 50_000,
    "garbage.parquet": lambda: b"PAR1" + bytes(5_000) + struct.pack("<L", 4_000) + b"PAR1",
    "length.parquet": lambda: b"PAR1" + bytes(99) + struct.pack("<L", 0xFFFFFFF0) + b"PAR1",
    "thrift.parquet": lambda: b"PAR1" + b"\x1c" * 2_000_000 + struct.pack("<L", 2_000_000) + b"PAR1",
    "lists.parquet": lambda: b"PAR1" + b"\x19\xf9" * 500_000 + struct.pack("<L", 1_000_000) + b"PAR1",
    "nulls.parquet": lambda: nulls(1_000_000),
    "rows.parquet": lambda: one_value("<p>" + "words " * 500_000, 5_000),
    "value.parquet": lambda: one_value("<p>" + "x" * 100_000_000, 16),
    "columns.parquet": lambda: parquet_of({f"c{number}": [""] for number in range(5_000)} | {"html": ["<p>x"]}),
    "misnamed-jsonl.html": lambda: MANY["jsonl"](_pages(3), random.Random(0)),
    "misnamed-jsonl.txt.gz": lambda: gzip.compress(MANY["jsonl"](_pages(3), random.Random(0))),
    "misnamed-json.txt": lambda: MANY["json"](_pages(3), random.Random(0)),
    "misnamed-csv.txt": lambda: table(_pages(3), random.Random(0)),
    "misnamed-warc.html": lambda: warc(_pages(3), random.Random(0)),
    "misnamed-feed.html": lambda: feed(_pages(3), random.Random(0)),
    "misnamed-tar.html": lambda: tarred(_pages(3), random.Random(0)),
    "misnamed-pages.html": lambda: "\n".join(_pages(3)).encode(),
    "misnamed-pickle": lambda: pickle.dumps(_pages(3)),
    "misnamed-dump": lambda: "".join(f"INSERT INTO pages VALUES ('{text}');\n" for text in _pages(3)).encode(),
    "misnamed-log.txt": lambda: b"2024-03-05 10:11:12 INFO: a page was fetched and stored\n" * 500,
    "misnamed-list": lambda: b"http://a.example/a-page-of-the-harbour\n" * 500,
    "tags.html": lambda: _page_with(b"<p " * 300_000),
    "script.html": lambda: _page_with(b'<script>self.__next_f.push([1,"' + b'{\\"a\\":' * 100_000),
    "ld.html": lambda: _page_with(b'<script type="application/ld+json">' + b'{"a":[' * 100_000),
    "dashes.html": lambda: _page_with(b"<!--" + b"-" * 500_000),
    "deep.html": lambda: _page_with(b"<div>" * 100_000),
    "rows.html": lambda: _page_with(b"<table><tr><td>" * 30_000),
    "nul.html": lambda: _page_with(b"\0" * 100_000),
    "wide.html": lambda: _page_with(b"").decode().encode("utf-16"),
    "kanji.html": lambda: _page_with(b"<meta charset=iso-2022-jp>" + b"\x1b$B" * 50_000),
}


def make(folder: Path, files: int, whole_share: float, chance: random.Random) -> tuple[list[str], set[str]]:
    """Write files of every kind. Return their names, and the titles of the pages in those that are whole."""
    names: list[str] = []
    titles: set[str] = set()
    for index in range(files):
        many = chance.random() < 0.6
        ending, maker = chance.choice(sorted((MANY if many else ONE).items()))
        numbers = [index * 10 + i for i in range(chance.randrange(1, 6) if many else 1)]
        data = maker([page(number, chance) for number in numbers], chance)
        packed = ending in ("warc", "arc", "jsonl", "tar") and chance.random() < 0.4
        if chance.random() < whole_share:
            titles |= {f"Story {number}" for number in numbers}
        else:
            data = damaged(data, chance)
        name = f"{index:03}.{ending}" + (".gz" if packed else "")
        (folder / name).write_bytes(gzip.compress(data, mtime=0) if packed else data)
        names.append(name)
    return names, titles


def make_odd(folder: Path) -> int:
    """Make a directory with what is no file or has an odd name; how many of them there are."""
    folder.mkdir()
    os.mkfifo(folder / "fifo.html")
    for name, target in (
        ("nowhere.html", "none"),
        ("self.html", "self.html"),
        ("zero.html", "/dev/zero"),
        ("up", ".."),
    ):
        (folder / name).symlink_to(target)
    (folder / "directory.html").mkdir()
    names = (b"\xff\xfe.html", b"new\nline.html", b"\x1b[31mred\x07.html", "\u202egnp.html".encode(), b"-o.html",
             b"#1%41.html", b"'\"`$(x).html", b"n" * 240 + b".html")  # fmt: skip
    for name in names:
        with open(os.fsencode(folder) + b"/" + name, "wb") as file:  # noqa: PTH123 - no text
            file.write(page(0, random.Random(0)).encode())
    return len(names) + 6
