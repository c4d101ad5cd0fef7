"""Tar: extended headers and sparse files, which the standard library reads without bounds."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pytest
from support.reading import HTML, read, sources

from newsclean.model import Page, Skip

LONG = "a/" * 100 + "ü.html"


def member(name: str = "b.html", data: bytes = HTML, kind: bytes = tarfile.REGTYPE) -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.type = len(data), kind
    return info.tobuf(tarfile.GNU_FORMAT) + data + bytes(-len(data) % 512)


def extended(*fields: tuple[str, bytes], kind: bytes = tarfile.XHDTYPE) -> bytes:
    return member("x", b"".join(record(name.encode() + b"=" + value) for name, value in fields), kind)


def record(field: bytes) -> bytes:
    size = len(field) + 2
    while len(str(size + len(str(size)))) != len(str(size)):
        size += 1
    return b"%d %s\n" % (len(field) + 2 + len(str(size)), field)


@pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT, tarfile.USTAR_FORMAT])
def test_long_names_and_times_are_read_in_every_form(tmp_path: Path, form: int) -> None:
    file = io.BytesIO()
    name = LONG if form != tarfile.USTAR_FORMAT else "a/" * 60 + "u.html"
    with tarfile.open(fileobj=file, mode="w", format=form) as archive:
        for each in (name, "b.html"):
            info = tarfile.TarInfo(each)
            info.size, info.mtime = len(HTML), 1.5 if form == tarfile.PAX_FORMAT else 1
            archive.addfile(info, io.BytesIO(HTML))
    (tmp_path / "s.tar").write_bytes(file.getvalue())
    found = read(tmp_path / "s.tar")
    assert sources(found, tmp_path) == [f"s.tar#{name}", "s.tar#b.html"]
    assert [page.body for page in found if isinstance(page, Page)] == [HTML, HTML]


def test_an_extended_header_gives_name_and_size(tmp_path: Path) -> None:
    large = extended(("path", b"c.html"), ("size", b"%d" % len(HTML)), ("comment", b"x=y\n1"))
    declared_empty = tarfile.TarInfo("b.html").tobuf() + HTML + bytes(-len(HTML) % 512)
    comment = extended(("path", b"no.html"), ("comment", b"of all"), kind=tarfile.XGLTYPE)
    (tmp_path / "s.tar").write_bytes(comment + large + declared_empty + member())
    found = read(tmp_path / "s.tar")
    assert sources(found, tmp_path) == ["s.tar#c.html", "s.tar#b.html"]
    assert [page.body for page in found if isinstance(page, Page)] == [HTML, HTML]


@pytest.mark.parametrize(
    "fields",
    [
        (("GNU.sparse.size", b"1"), ("x", b"1" * 900_000)),  # the library's pattern begins anew at every digit
        (("GNU.sparse.major", b"1"), ("GNU.sparse.minor", b"0")),
        (("GNU.sparse.map", b"0,1,2,3"),),
    ],
)
def test_a_sparse_file_is_a_reject_and_the_next_is_read(tmp_path: Path, fields: tuple[tuple[str, bytes], ...]) -> None:
    hostile = member("a.html", b"99999999\n" + b"0\n" * 50_000)
    (tmp_path / "s.tar").write_bytes(extended(*fields) + hostile + member())
    assert sources(read(tmp_path / "s.tar"), tmp_path) == ["s.tar#a.html: unreadable", "s.tar#b.html"]


def test_the_map_of_an_old_sparse_file_is_gone_over(tmp_path: Path) -> None:
    header = bytearray(member("a.html", b"", tarfile.GNUTYPE_SPARSE))
    header[482] = 1  # a block of the map follows
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    block = b"00000000001\0" * 42 + b"\1" + bytes(7)
    (tmp_path / "s.tar").write_bytes(bytes(header) + block * 50 + block[:504] + bytes(8) + member())
    found = read(tmp_path / "s.tar")
    assert sources(found, tmp_path) == ["s.tar#a.html: unreadable", "s.tar#b.html"]
    assert isinstance(found[0], Skip)
    assert found[0].detail == "a sparse file: not read"


def test_a_name_without_end_is_cut(tmp_path: Path) -> None:
    (tmp_path / "s.tar").write_bytes(extended(("path", b"n" * 100_000)) + member() * 2)
    lengths = [len(page.source) for page in read(tmp_path / "s.tar", kind="html") if isinstance(page, Page)]
    assert max(lengths) < 5000
