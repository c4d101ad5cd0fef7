"""Inputs: what was named, opened in order."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import pytest
from support.reading import HTML, passed, read, sources, warc_gz, warc_record

from newsclean.errors import InputError
from newsclean.model import Page
from newsclean.readers import ReadOptions, open_inputs
from newsclean.readers.inputs import find_page, read_stream


def test_an_address_is_told_how_to_be_piped() -> None:
    with pytest.raises(InputError, match="newsclean fetches nothing; pipe the page to it"):
        open_inputs(["https://harbour.example/"], ReadOptions())


def test_lists_that_are_not_there_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot read the list"):
        open_inputs([], ReadOptions(files_from=str(tmp_path / "list")))
    with pytest.raises(InputError, match="cannot read the manifest"):
        open_inputs([], ReadOptions(manifest=str(tmp_path)))
    with pytest.raises(InputError, match=r"cannot read gone\.html: No such file"):
        open_inputs(["gone.html"], ReadOptions())


def test_names_in_a_list_may_end_in_cr_and_begin_with_a_mark(tmp_path: Path) -> None:
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_bytes(HTML)
    listed = tmp_path / "list.txt"
    listed.write_bytes(f"\ufeff{tmp_path}/a.html\r\n\r\n{tmp_path}/b.html\n{tmp_path}\n{tmp_path}/gone.html".encode())
    assert sources(read(files_from=str(listed)), tmp_path) == ["a.html", "b.html", "gone.html: unreadable"]
    assert passed(files_from=str(listed)) == {"directory in --files-from": 1}


def test_pages_of_one_archive_are_read_in_one_pass_and_missing_ones_are_told(tmp_path: Path) -> None:
    data, offsets = warc_gz([warc_record(), warc_record(url="http://news.example/b")])
    file = tmp_path / "c.warc.gz"
    file.write_bytes(data)
    wanted = [f"{file}#{offset}" for offset in (offsets[1], 99_999)]
    assert sources(read(*wanted), tmp_path) == [f"c.warc.gz#{offsets[1]}", "c.warc.gz#99999: unreadable"]


def test_streams_are_read_once_and_files_again(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(HTML)
    assert open_inputs([str(tmp_path)], ReadOptions()).rereadable
    assert not open_inputs(["-"], ReadOptions()).rereadable
    inputs = open_inputs([str(tmp_path)], ReadOptions())
    assert inputs.measure() == (1, len(HTML))
    assert list(inputs.items()) == list(inputs.items())
    assert inputs.bytes_read == len(HTML)


def test_an_open_file_is_read_as_if_it_had_been_named() -> None:
    data, _ = warc_gz([warc_record()])
    ignored: Counter[str] = Counter()
    (item,) = read_stream(io.BytesIO(data), "far/c.warc.gz", ReadOptions(), ignored)
    assert isinstance(item, Page)
    assert (item.source, item.body) == ("far/c.warc.gz#0", HTML)


def test_the_page_of_a_source_is_found_or_the_reason_told(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(HTML)
    (tmp_path / "empty").mkdir()
    assert find_page(str(tmp_path / "a.html"), 1000).body == HTML
    with pytest.raises(InputError, match="too_large"):
        find_page(str(tmp_path / "a.html"), 10)
    with pytest.raises(InputError, match="there is no page in it"):
        find_page(str(tmp_path / "empty"), 1000)
