"""CSV and TSV: rows as pages, in whatever form spreadsheets and crawlers write them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.reading import read, sources

from newsclean.model import Page, Skip
from newsclean.readers.lines import split_rows
from newsclean.readers.records import Keys

PAGES = ['<p class="x">One, two\nthree</p>', "<p>Vier; fünf</p>"]


def table(delimiter: str = ",", end: str = "\r\n", header: tuple[str, ...] = ("url", "html", "n")) -> str:
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter, lineterminator=end)
    writer.writerow(header)
    writer.writerows((f"http://a.example/{n}", page, n) for n, page in enumerate(PAGES))
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("p.csv", table().encode()),
        ("p.csv", table(end="\n").encode("utf-8-sig")),
        ("p.csv", table(";").encode()),
        ("p.tsv", table("\t").encode()),
        ("p.csv", table().encode("utf-16")),
        ("table", table().encode()),
        ("p.csv", table(header=("URL", "HTML", "n")).encode()),
    ],
)
def test_rows_become_pages(tmp_path: Path, name: str, content: bytes) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    found = read(file)
    assert sources(found, tmp_path) == [f"{name}#2", f"{name}#3"]
    assert [(page.url, page.body.decode()) for page in found if isinstance(page, Page)] == [
        ("http://a.example/0", PAGES[0]),
        ("http://a.example/1", PAGES[1]),
    ]


@given(st.lists(st.lists(st.text(st.sampled_from('"\n\r,;x')), min_size=2, max_size=3), min_size=1))
def test_rows_are_cut_as_the_csv_module_cuts_them(rows: list[list[str]]) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)
    parts = [line.body or b"" for line in split_rows(io.BytesIO(file.getvalue().encode()), 1 << 20, ",")]
    assert [next(csv.reader(io.StringIO(part.decode(), newline=""))) for part in parts] == rows


def test_a_table_without_pages_is_refused_with_its_columns(tmp_path: Path) -> None:
    file = tmp_path / "prices.csv"
    file.write_text("day,price\n2020-01-01,5\n")
    (skip,) = read(file)
    assert isinstance(skip, Skip)
    assert skip.detail.startswith(
        "a CSV file: no string under html, raw_html, content, body, text (there are day, price;"
    )
    (page,) = read(file, keys=Keys("price"))
    assert isinstance(page, Page)


def test_broken_rows_are_rejects_and_the_rest_is_read(tmp_path: Path) -> None:
    file = tmp_path / "p.csv"
    file.write_text('url,html\na,<p>1,2,3\nb,<p>ok\nc,"' + "x" * 9_000_000 + '"\nd,<p>ok\ne,"<p>cut')
    found = read(file, max_size=1_000_000)
    assert sources(found, tmp_path) == [
        "p.csv#2: bad_record", "p.csv#3", "p.csv#4: too_large", "p.csv#5", "p.csv#6: bad_record",
    ]  # fmt: skip
    assert isinstance(found[-1], Skip)
    assert found[-1].detail == "not a row of this table: a quote that opens a field is never closed"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("inches.tsv", b'url\thtml\na\t<p>a 5" pipe\nb\t<p>a "fine" day\n'),
        ("sep.csv", b"sep=|\r\nurl|html\r\na|<p>1;2;3\r\nb|<p>2\r\n"),
        ("pipes.csv", b"url|html\na|<p>1,2\nb|<p>2\n"),
        ("mac.csv", b'url,html\ra,"<p>1,2"\rb,<p>2\r'),
        ("blank.csv", b"url,html\n\n\na,<p>1\n\nb,<p>2\n"),
        ("open.csv", b'url,html\n"a,<p>lost\nb,<p>1\nc,<p>2\n'),
    ],
)
def test_tables_of_other_habits_lose_no_row(tmp_path: Path, name: str, content: bytes) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    pages = [page.body for page in read(file) if isinstance(page, Page)]
    assert len(pages) == 2
    assert all(page.startswith(b"<p>") for page in pages)


def test_blank_lines_inside_quotes_stay(tmp_path: Path) -> None:
    file = tmp_path / "p.csv"
    file.write_bytes(b'url,html\n\na,"<p>1\n\n\n<p>2"\n')
    (page,) = read(file)
    assert isinstance(page, Page)
    assert page.body == b"<p>1\n\n\n<p>2"


def test_a_table_of_nothing_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "p.csv"
    for content in (b"\n\n", b"", b"a\rb,html\nc,<p>"):
        file.write_bytes(content)
        assert sources(read(file), tmp_path) == ["p.csv: unreadable"]


def test_rows_that_are_not_utf8_are_decoded_as_pages_are(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_bytes("url,html\na,<p>Zürich\n".encode("cp1252"))
    (page,) = read(tmp_path / "p.csv")
    assert isinstance(page, Page)
    assert (page.body, page.content_type) == (b"<p>Z\xfcrich", "text/html")
