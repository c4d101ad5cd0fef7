"""What is a page in a directory, in which order, and what becomes of everything else."""

from __future__ import annotations

import gzip
import os
import socket
from pathlib import Path

import pytest
from support.reading import HTML, passed, read, sources

from newsclean.errors import InputError
from newsclean.model import Page
from newsclean.readers import ReadOptions, load, open_inputs
from newsclean.readers.walk import Globs


def make(root: Path, *names: str, content: bytes = HTML) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)


def test_pages_are_found_by_extension_or_by_a_look_inside(tmp_path: Path) -> None:
    make(tmp_path, "b/story.php", "a.html", "c.html.gz", "2019/05/01/story", "z.asp")
    make(tmp_path, "style.css", "readme.md", "pages.jsonl", "feed.xml", "LICENSE", content=b"words only")
    assert sources(read(tmp_path), tmp_path) == [
        "2019/05/01/story",
        "a.html",
        "b/story.php",
        "c.html.gz",
        "z.asp",
    ]
    assert passed(tmp_path) == {".css": 1, ".md": 1, ".jsonl": 1, ".xml": 1, "(none)": 1}


def test_text_in_a_directory_is_read_when_it_is_asked_for(tmp_path: Path) -> None:
    make(tmp_path, "a.html", "c.md")
    make(tmp_path, "b.txt", content=b"words only")
    pages = read(tmp_path, kind="text")
    assert sources(pages, tmp_path) == ["b.txt", "c.md"]
    assert [page.content_type for page in pages if isinstance(page, Page)] == ["text/plain", "text/markdown"]


def test_dangling_and_looping_links_do_not_end_the_walk(tmp_path: Path) -> None:
    make(tmp_path, "d/a.html", "z.html")
    (tmp_path / "d" / "loop").symlink_to(tmp_path)
    (tmp_path / "d" / "self").symlink_to("self")
    (tmp_path / "lost.html").symlink_to("nowhere")
    (tmp_path / "same").symlink_to("d")
    found = sources(read(tmp_path), tmp_path)
    assert found == ["d/a.html", "d/self: unreadable", "lost.html: unreadable", "z.html"]
    assert passed(tmp_path)["link to a directory that is read already"] == 2


def test_a_linked_directory_is_read_once_and_last(tmp_path: Path) -> None:
    make(tmp_path, "elsewhere/x.html", "in/b.html")
    (tmp_path / "in" / "a").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "in" / "c").symlink_to(tmp_path / "elsewhere")
    assert sources(read(tmp_path / "in"), tmp_path) == ["in/b.html", "in/a/x.html"]


def test_fifos_sockets_and_devices_are_ignored_without_a_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe.html")
    with socket.socket(socket.AF_UNIX) as listener:
        monkeypatch.chdir(tmp_path)  # the path of a socket must be short
        listener.bind("socket.html")
        (tmp_path / "null.html").symlink_to("/dev/null")
        make(tmp_path, "page.html")
        assert sources(read(tmp_path), tmp_path) == ["page.html"]
        assert passed(tmp_path) == {"FIFO": 1, "socket": 1, "device": 1}


def test_names_that_are_not_utf8_are_read(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9 #1.html"
    with open(name, "wb") as file:  # noqa: PTH123 - bytes
        file.write(HTML)
    (page,) = read(tmp_path)
    assert page.source.endswith("/caf%E9 %231.html")
    assert isinstance(page, Page)
    assert page.body == HTML


def test_include_and_exclude_choose_files(tmp_path: Path) -> None:
    make(tmp_path, "a.html", "tag/b.html", "news/c.html", "news/old/d.html")
    take = Globs(("*.html",), ("tag", "news/old/*"))
    assert sources(read(tmp_path, globs=take), tmp_path) == ["a.html", "news/c.html"]
    assert passed(tmp_path, globs=take) == {"excluded": 2}


def test_the_outputs_of_a_run_are_never_its_inputs(tmp_path: Path) -> None:
    make(tmp_path, "a.html", "report.html")
    found = read(tmp_path, own=(str(tmp_path / "report.html"), str(tmp_path / "none.json")))
    assert sources(found, tmp_path) == ["a.html"]


def test_files_that_vanish_after_they_were_listed_are_rejects(tmp_path: Path) -> None:
    make(tmp_path, "a.html", "b.html", "c.html")
    found = []
    for item in open_inputs([str(tmp_path)], ReadOptions()).items():
        (tmp_path / "b.html").unlink(missing_ok=True)  # before it is looked at
        if item.source.endswith("c.html"):
            (tmp_path / "c.html").unlink()  # after that, before it is loaded
        found.append(load(item, 1000))
    assert sources(found, tmp_path) == ["a.html", "b.html: unreadable", "c.html: unreadable"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_page_that_must_not_be_read_is_a_reject(tmp_path: Path) -> None:
    make(tmp_path, "a.html")
    (tmp_path / "a.html").chmod(0)
    assert sources(read(tmp_path), tmp_path) == ["a.html: unreadable"]


def test_a_file_becoming_a_directory_or_fifo_is_a_reject(tmp_path: Path) -> None:
    make(tmp_path, "a.html")
    (item,) = open_inputs([str(tmp_path)], ReadOptions()).items()
    (tmp_path / "a.html").unlink()
    os.mkfifo(tmp_path / "a.html")
    assert sources([load(item, 1000)], tmp_path) == ["a.html: unreadable"]


def test_a_missing_input_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="gone%23"):
        open_inputs([str(tmp_path), str(tmp_path / "gone#")], ReadOptions())


def test_the_order_is_the_same_each_time(tmp_path: Path) -> None:
    make(tmp_path, *(f"{n % 7}/{n * 7919 % 101}.html" for n in range(60)))
    inputs = open_inputs([str(tmp_path)], ReadOptions())
    once, twice = ([item.source for item in inputs.items()] for _ in range(2))
    assert once == twice
    assert len(set(once)) == 60
    assert inputs.measure() == (60, 60 * len(HTML))


def test_a_page_over_the_limit_is_refused(tmp_path: Path) -> None:
    make(tmp_path, "a.html", "b.html.gz", content=HTML + b" " * 2000)
    found = sources(read(tmp_path, max_size=1000), tmp_path)
    assert found == ["a.html: too_large", "b.html.gz: too_large"]


def test_a_page_that_was_saved_compressed_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(gzip.compress(HTML))
    (page,) = read(tmp_path)
    assert isinstance(page, Page)
    assert page.body == HTML
