"""Zip and tar archives, nested, torn and hostile."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import warnings
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import zstandard
from support.archives import tarred, zipped
from support.reading import HTML, passed, read, sources, warc_gz, warc_record

from newsclean.model import Page, Reason, Skip
from newsclean.readers.walk import Globs

PACK: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    "tar": bytes,
    "gz": gzip.compress,
    "tgz": gzip.compress,
    "zst": zstandard.compress,
    "xz": lzma.compress,
    "bz2": bz2.compress,
}
MEMBERS = {
    "a.html": HTML,
    "css/x.css": b"p{}",
    "b/index.php": HTML,
    "c.html.gz": gzip.compress(HTML),
    "n.txt": b"x",
}


@pytest.mark.parametrize("name", ["s.zip", "s.tar", "s.tar.gz", "s.tgz", "s.tar.zst", "s.tar.xz", "s.tar.bz2"])
def test_the_pages_of_an_archive_are_read(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(zipped(MEMBERS) if name == "s.zip" else PACK[name.rpartition(".")[2]](tarred(MEMBERS)))
    for inputs in (file, tmp_path):
        pages = read(inputs)
        assert sources(pages, tmp_path) == [f"{name}#a.html", f"{name}#b/index.php", f"{name}#c.html.gz"]
        assert all(isinstance(page, Page) and page.body == HTML for page in pages)
        assert passed(inputs) == {".css": 1, ".txt": 1}


def test_members_cannot_escape_and_their_names_are_safe_to_print(tmp_path: Path) -> None:
    names = ["../../etc/x.html", "/abs.html", "a\x1b[2J.html", "same.html", "same.html"]
    file = tmp_path / "s.zip"
    with zipfile.ZipFile(file, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about the second member of one name
        for name in names:
            archive.writestr(name, HTML)
    assert sources(read(file), tmp_path) == [
        "s.zip#../../etc/x.html",
        "s.zip#/abs.html",
        "s.zip#a%1B[2J.html",
        "s.zip#same.html",
        "s.zip#same.html#2",
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["s.zip"]


def test_archives_in_archives_are_read_to_a_bounded_depth(tmp_path: Path) -> None:
    warc = warc_gz([warc_record()])[0]
    inner = zipped({"deep.html": HTML, "c.warc.gz": warc})
    (tmp_path / "s.tar").write_bytes(tarred({"in.zip": inner, "t.tar.gz": gzip.compress(tarred({"x.html": HTML}))}))
    found = sources(read(tmp_path), tmp_path)
    assert found == ["s.tar#in.zip#deep.html", "s.tar#in.zip#c.warc.gz#0", "s.tar#t.tar.gz#x.html"]
    data = zipped({"x.html": HTML})
    for _ in range(8):
        data = zipped({"n.zip": data})
    (tmp_path / "s.tar").unlink()
    (tmp_path / "n.zip").write_bytes(data)
    (found_deep,) = sources(read(tmp_path), tmp_path)
    assert found_deep.endswith(": unreadable")


@pytest.mark.parametrize("codec", ["", "gz", "zst"])
def test_a_torn_tar_gives_what_is_whole_and_a_reject_with_the_offset(tmp_path: Path, codec: str) -> None:
    import random

    noise = random.Random(3)
    members = {f"{n}.html": HTML + noise.randbytes(20_000).hex().encode() for n in range(9)}
    data = tarred(members)
    data = PACK[codec](data)
    file = tmp_path / ("s.tar" + (f".{codec}" if codec else ""))
    file.write_bytes(data[: len(data) // 2])
    found = read(file)
    pages = [page for page in found if isinstance(page, Page)]
    assert [page.source.rpartition("#")[2] for page in pages] == [f"{n}.html" for n in range(len(pages))]
    assert len(pages) in (3, 4, 5)
    assert isinstance(found[-1], Skip)
    assert all(page.body == members[page.source.rpartition("#")[2]] for page in pages)


def test_a_torn_zip_is_one_reject_and_a_broken_member_another(tmp_path: Path) -> None:
    data = zipped({"a.html": HTML * 50, "b.html": HTML * 50, "c.html": HTML * 50})
    file = tmp_path / "s.zip"
    file.write_bytes(data[:-60])
    assert sources(read(file), tmp_path) == ["s.zip: unreadable"]
    second = data.index(b"b.html") + 20
    file.write_bytes(data[:second] + b"\xff" * 9 + data[second + 9 :])
    assert sources(read(file), tmp_path) == ["s.zip#a.html", "s.zip#b.html: unreadable", "s.zip#c.html"]


def test_bombs_are_refused_by_size_before_they_unfold(tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_bytes(zipped({"b.html": b"a" * 12_000_000}))
    (tmp_path / "c.html.gz").write_bytes(gzip.compress(b"a" * 12_000_000))
    (tmp_path / "d.html.xz").write_bytes(lzma.compress(b"a" * 12_000_000))
    (tmp_path / "e.html.zst").write_bytes(zstandard.compress(b"a" * 12_000_000))
    found = sources(read(tmp_path), tmp_path)
    assert found == [f"{name}: too_large" for name in ("b.zip#b.html", "c.html.gz", "d.html.xz", "e.html.zst")]


def test_a_tar_with_a_giant_extended_header_is_refused(tmp_path: Path) -> None:
    info = tarfile.TarInfo("x.html")
    info.type = tarfile.XHDTYPE
    info.size = 3 << 20
    (tmp_path / "s.tar").write_bytes(info.tobuf() + b"a" * info.size + tarred({"a.html": HTML}))
    (found,) = read(tmp_path)
    assert isinstance(found, Skip)
    assert "extended header" in found.detail


def test_links_and_devices_in_a_tar_are_ignored(tmp_path: Path) -> None:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, kind in (
            ("l.html", tarfile.SYMTYPE),
            ("d.html", tarfile.CHRTYPE),
            ("f.html", tarfile.FIFOTYPE),
        ):
            info = tarfile.TarInfo(name)
            info.type = kind
            info.linkname = "/etc/passwd"
            archive.addfile(info)
    (tmp_path / "s.tar").write_bytes(file.getvalue())
    assert read(tmp_path) == []
    assert passed(tmp_path) == {"tar member that is no file": 3}


def test_include_and_exclude_choose_members(tmp_path: Path) -> None:
    (tmp_path / "s.zip").write_bytes(zipped(MEMBERS))
    globs = Globs(exclude=("b/*", "*.css"))
    assert sources(read(tmp_path / "s.zip", globs=globs), tmp_path) == ["s.zip#a.html", "s.zip#c.html.gz"]


def test_whatever_a_library_raises_is_a_reject_after_what_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> Iterator[object]:
        yield Skip("first", None, Reason.EMPTY, "")
        raise KeyError("a bug of theirs")

    monkeypatch.setattr("newsclean.readers.archives.read_zip", fails)
    (tmp_path / "s.zip").write_bytes(zipped(MEMBERS))
    (tmp_path / "t.html").write_bytes(HTML)
    assert sources(read(tmp_path), tmp_path) == ["first: empty", "s.zip: unreadable", "t.html"]


def overlapping(count: int) -> bytes:
    """A zip file whose directory names one member again and again."""
    once = zipped({"a.html": HTML})
    start = once.index(b"PK\x01\x02")
    end = once.index(b"PK\x05\x06")
    entry = once[start:end]
    tail = bytearray(once[end:])
    tail[8:12] = (min(count, 65535)).to_bytes(2, "little") * 2
    tail[12:16] = (len(entry) * count).to_bytes(4, "little")
    return once[:start] + entry * count + bytes(tail)


def test_members_that_share_their_bytes_are_rejects(tmp_path: Path) -> None:
    file = tmp_path / "o.zip"
    file.write_bytes(overlapping(3000))
    found = read(file)
    assert len(found) == 3000
    assert all(isinstance(item, Skip) and "another member's" in item.detail for item in found)
    assert len({item.source for item in found}) == 3000


def test_a_directory_of_too_many_members_is_refused_before_it_is_read(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.html": HTML}))
    end = data.index(b"PK\x05\x06")
    data[end + 12 : end + 16] = (100_000_000).to_bytes(4, "little")
    file = tmp_path / "m.zip"
    with file.open("wb") as sparse:
        sparse.write(bytes(data[:end]))
        sparse.truncate(end + 100_000_000)
        sparse.seek(0, io.SEEK_END)
        sparse.write(bytes(data[end:]))
    (skip,) = read(file)
    assert isinstance(skip, Skip)
    assert skip.reason is Reason.TOO_LARGE
    assert skip.detail.endswith("members, more than 1000000: unpack it")


def test_a_bomb_in_an_archive_costs_neither_memory_nor_the_other_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsclean.readers.limits.BOMB_BYTES", 1 << 20)
    bomb = zipped({"x.html": b"\0" * 30_000_000})
    file = tmp_path / "b.zip"
    file.write_bytes(zipped({"a.html": HTML, "bomb.zip": zipped({"inner.zip": bomb * 200}), "c.html": HTML}))
    found = sources(read(file, max_size=1 << 30), tmp_path)
    assert found[0] == "b.zip#a.html"
    assert found[-1] == "b.zip#c.html"
    assert any(": unreadable" in name for name in found)


def test_a_member_without_a_name_is_read_like_others(tmp_path: Path) -> None:
    data = zipped({"a.html": HTML, "b.html": HTML})
    at = data.rindex(b"a.html")  # in the directory, where a NUL ends a name
    (tmp_path / "s.zip").write_bytes(data[:at] + b"\0" + data[at + 1 :])
    found = sources(read(tmp_path / "s.zip"), tmp_path)
    assert found == ["s.zip#: unreadable", "s.zip#b.html"]  # the name in front of the member is another
