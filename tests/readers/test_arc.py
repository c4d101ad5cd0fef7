"""ARC: records found by their lines, with right and wrong lengths."""

from __future__ import annotations

import gzip
from pathlib import Path

from support.reading import HTML, passed, read, sources

from newsclean.model import Page

START = b"1 0 Test\nURL IP-address Archive-date Content-type Archive-length\n"


def record(n: int, *, length: int | None = None, headers: str = "Content-Type: text/html\r\n", url: str = "") -> bytes:
    answer = b"HTTP/1.0 200 OK\r\n" + headers.encode() + b"\r\n" + HTML + b"%d" % n
    size = len(answer) if length is None else length
    return f"{url or f'http://a.example/{n}'} 192.0.2.1 20080102030405 text/html {size}\n".encode() + answer + b"\n"


def start(length: int = len(START)) -> bytes:
    return b"filedesc://x.arc 0.0.0.0 20080102030405 text/plain %d\n" % length + START + b"\n"


def test_records_become_pages_with_offset_address_and_time(tmp_path: Path) -> None:
    parts = [start(), record(1), record(2, url="http://a.example/b c")]
    plain, packed = tmp_path / "a.arc", tmp_path / "b.arc.gz"
    plain.write_bytes(b"".join(parts))
    packed.write_bytes(b"".join(gzip.compress(part, mtime=0) for part in parts))
    first = len(parts[0])
    found = read(plain)
    assert sources(found, tmp_path) == [f"a.arc#{first}", f"a.arc#{first + len(parts[1])}"]
    assert [(page.url, page.fetched_at, page.body) for page in found if isinstance(page, Page)] == [
        ("http://a.example/1", "2008-01-02T03:04:05Z", HTML + b"1"),
        ("http://a.example/b c", "2008-01-02T03:04:05Z", HTML + b"2"),
    ]
    assert [page.body for page in read(packed) if isinstance(page, Page)] == [HTML + b"1", HTML + b"2"]
    assert passed(plain) == {"ARC filedesc": 1}


def test_an_arc_file_is_known_by_its_first_bytes(tmp_path: Path) -> None:
    (tmp_path / "old-crawl").write_bytes(start() + record(1))
    assert len(read(tmp_path / "old-crawl")) == 1


def test_wrong_lengths_lose_no_record(tmp_path: Path) -> None:
    file = tmp_path / "a.arc"
    for changed in (start(len(START) + 9), start(len(START) - 20), start(len(START) + 300)):
        file.write_bytes(changed + record(1) + record(2, length=5) + record(3, length=400) + record(4))
        assert [page.url for page in read(file) if isinstance(page, Page)] == [
            f"http://a.example/{n}" for n in (1, 2, 3, 4)
        ]


def test_a_broken_line_costs_one_record(tmp_path: Path) -> None:
    file = tmp_path / "a.arc"
    file.write_bytes(start() + record(1) + record(2).replace(b"192.0.2.1", b"no address") + record(3))
    found = read(file)
    assert [page.url for page in found if isinstance(page, Page)] == ["http://a.example/1", "http://a.example/3"]
    assert len(found) == 3
