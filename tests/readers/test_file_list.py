"""Lists of names for --files-from."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from support.reading import HTML, read, sources

from newsclean.readers.file_list import FileList


def test_files_from_takes_names_ended_by_newline_or_nul(tmp_path: Path) -> None:
    for name in ("a.html", "b\n.html", "note.txt"):
        (tmp_path / name).write_bytes(HTML)
    listed = tmp_path / "list"
    names = [os.fsencode(tmp_path / name) for name in ("a.html", "b\n.html", "note.txt", "gone.html")]
    listed.write_bytes(b"\0".join(names))
    found = sources(read(files_from=str(listed), null=True), tmp_path)
    assert found == ["a.html", "b%0A.html", "note.txt", "gone.html: unreadable"]
    listed.write_bytes(names[0] + b"\n" + os.fsencode(tmp_path) + b"\n\n")
    assert sources(read(files_from=str(listed)), tmp_path) == ["a.html"]


def test_a_list_can_be_read_again_without_its_byte_order_mark(tmp_path: Path) -> None:
    listed = tmp_path / "list"
    listed.write_bytes(b"\xef\xbb\xbfa.html\n\nb.html")
    names = FileList(str(listed), null=False)
    assert list(names.names()) == [b"a.html", b"b.html"]
    assert list(names.names()) == [b"a.html", b"b.html"]
    names.close()


def test_the_cr_of_a_line_end_is_no_part_of_a_name_unless_a_file_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kept\r").touch()
    (tmp_path / "list").write_bytes(b"a.html\r\nkept\r\n\r\n")
    names = FileList("list", null=False)
    assert list(names.names()) == [b"a.html", b"kept\r"]
    names.close()
