"""Pages in lines of JSON and rows of tables, opened by a worker."""

from __future__ import annotations

import pytest

from newsclean.model import Page, Skip
from newsclean.readers.items import WrappedPage
from newsclean.readers.wrapped import unwrap


def wrapped(body: bytes, kind: str = "json", columns: tuple[str, ...] = (), note: str = "") -> Page | Skip:
    return unwrap(WrappedPage("p#1", body, kind, columns=columns, note=note), 1000)


@pytest.mark.parametrize(
    "line",
    [
        b'{"html": "<p>a"}',
        b'{"html": "<p>a", "score": NaN}',
        b'{"html": "<p>a", "x": "\x01"}',
        b'{"html":"<p>a","y":"\xff"}',
    ],
)
def test_json_as_others_write_it_is_read(line: bytes) -> None:
    found = wrapped(line)
    assert isinstance(found, Page), found
    assert found.body == b"<p>a"


@pytest.mark.parametrize(
    ("line", "detail"),
    [(b"{", "not JSON: "), (b"[1]", "not JSON: not an object"), (b"[" * 100_000, "not JSON: "), (b"", "not JSON: ")],
)
def test_other_lines_are_bad_records(line: bytes, detail: str) -> None:
    found = wrapped(line)
    assert isinstance(found, Skip)
    assert found.detail.startswith(detail)


def test_what_the_reader_noticed_is_the_reason() -> None:
    found = wrapped(b"{", note="the file ends in the midst of it")
    assert isinstance(found, Skip)
    assert found.detail == "not JSON: the file ends in the midst of it"


def test_a_row_has_its_columns() -> None:
    found = wrapped(b'1,"<p>a, b"\r\n', ",", ("id", "html"))
    assert isinstance(found, Page)
    assert found.body == b"<p>a, b"
    assert isinstance(wrapped(b"1,<p>a,,\n", ",", ("id", "html")), Page)  # empty fields at the end
    more = wrapped(b"1,<p>a,x\n", ",", ("id", "html"))
    assert isinstance(more, Skip)
    assert more.detail == "not a row of this table: 3 fields under 2 columns"
