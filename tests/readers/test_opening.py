"""How the page of an item is opened."""

from __future__ import annotations

import gzip
import os
from pathlib import Path
from typing import Any

import pytest

from newsclean.model import Page, Reason, Skip
from newsclean.readers.items import PageFile, WrappedPage
from newsclean.readers.opening import load, make_page, open_regular


def opened(file: Path, max_size: int = 1000, **known: Any) -> Page | Skip:
    return load(PageFile("p", os.fsencode(file), **known), max_size)


def test_what_is_known_of_a_file_comes_before_what_it_says(tmp_path: Path) -> None:
    file = tmp_path / "p.html"
    file.write_bytes(b"<p>Text")
    assert opened(file, url="https://a.example/") == Page("p", b"<p>Text", "https://a.example/")


def test_bodies_that_a_crawler_saved_compressed_are_expanded(tmp_path: Path) -> None:
    file = tmp_path / "p.html"
    file.write_bytes(gzip.compress(b"<p>Text"))
    found = opened(file)
    assert isinstance(found, Page)
    assert found.body == b"<p>Text"


@pytest.mark.parametrize(
    ("content", "codec", "reason"),
    [
        (b"x" * 1001, "", Reason.TOO_LARGE),
        (b"\1\2\3 not gzip", "gz", Reason.UNREADABLE),
        (gzip.compress(b"<p>Text", mtime=0)[:-9], "", Reason.UNREADABLE),
    ],
)
def test_what_cannot_be_opened_says_why(tmp_path: Path, content: bytes, codec: str, reason: Reason) -> None:
    file = tmp_path / "p.html"
    file.write_bytes(content)
    found = opened(file, codec=codec)
    assert isinstance(found, Skip)
    assert found.reason == reason


def test_a_file_that_vanished_or_became_another_is_refused_without_a_wait(tmp_path: Path) -> None:
    gone = opened(tmp_path / "gone.html")
    assert isinstance(gone, Skip)
    assert gone.detail == "No such file or directory"
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="no longer a regular file"):
        open_regular(os.fsencode(tmp_path / "pipe"))


def test_html_under_the_name_of_a_text_is_html_and_a_note_is_none() -> None:
    item = PageFile("p.txt", b"", "text", content_type="text/plain")
    assert make_page(item, b"<p>a</p><p>b</p>") == Page("p.txt", b"<p>a</p><p>b</p>")
    assert make_page(item, b"A note.") == Page("p.txt", b"A note.", content_type="text/plain")


def test_what_only_a_worker_may_parse_stays_wrapped_and_pages_stay_as_they_are() -> None:
    wrapped = make_page(PageFile("p", b"", "webarchive"), b"bplist00")
    assert wrapped == WrappedPage("p", b"bplist00", "webarchive")
    page = Page("p", b"x")
    assert load(page, 99) is page


@pytest.mark.parametrize("layers", [0, 1, 2, 3])
def test_a_page_is_read_through_the_compression_that_it_has(tmp_path: Path, layers: int) -> None:
    data = b"<p>Text"
    for _ in range(layers):
        data = gzip.compress(data, mtime=0)
    (tmp_path / "p.html.gz").write_bytes(data)
    found = opened(tmp_path / "p.html.gz", codec="gz")  # a browser unpacks, and keeps the name
    assert isinstance(found, Page)
    assert found.body == b"<p>Text"
