"""Small files of every kind that is read, made from a seed: whole, and broken in ways that happen or that are meant."""

from __future__ import annotations

import csv
import gzip
import io
import json
import plistlib
import random
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

WORDS = "council bridge harbour evening report village winter market teacher river budget engine museum letter".split()


def page(number: int, chance: random.Random) -> str:
    """A page whose title tells it from all others."""
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
        if chance.random() < 0.1:
            archive.writestr("zeros.html", bytes(50_000_000))
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
    "warc": warc, "arc": arc, "csv": table, "zip": zipped, "tar": tarred, "xml": feed,
    "jsonl": lambda texts, _: "".join(json.dumps({"html": text}) + "\n" for text in texts).encode(),
    "json": lambda texts, _: json.dumps([{"html": text} for text in texts]).encode(),
}  # fmt: skip
ONE: dict[str, Maker] = {
    "html": lambda texts, _: texts[0].encode(), "eml": mail, "mhtml": mail, "webarchive": webarchive,
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


def make(root: Path, files: int, chance: random.Random) -> tuple[list[str], set[str]]:
    """Write the files. Return their names, and the titles of the pages in whole files."""
    names: list[str] = []
    whole: set[str] = set()
    number = 0
    for index in range(files):
        many = chance.random() < 0.6
        ending, maker = chance.choice(sorted((MANY if many else ONE).items()))
        count = chance.randrange(1, 6) if many else 1
        data = maker([page(number + i, chance) for i in range(count)], chance)
        packed = ending in ("warc", "arc", "jsonl", "tar") and chance.random() < 0.4
        if chance.random() < 0.4:
            whole |= {f"Story {number + i}" for i in range(count)}
        else:
            data = damaged(data, chance)
        number += count
        name = f"{index:05}.{ending}" + (".gz" if packed else "")
        (root / name).write_bytes(gzip.compress(data, mtime=0) if packed else data)
        names.append(name)
    return names, whole
