"""The name of an output says its format; CSV has a row per record."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.pages import scrape

from newsclean.cli.main import cli
from newsclean.errors import UsageError
from newsclean.output.names import check_name, format_of


@pytest.mark.parametrize(
    "name", ["a.jsonl", "a.JSONL.gz", "a.ndjson.zst", "a.csv", "a.csv.gz", "a.parquet", "a", "a.b", "news.2024", ".gz"]
)
def test_what_is_written_is_taken(name: str) -> None:
    check_name(name)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("a.json", ".json is not written: records are written as .jsonl (a record per line) or .csv"),
        ("a.md", "for a file per page: --output-dir"),
        ("a.xlsx", ".xlsx is not written"),
        ("a.TSV.gz", ".tsv is not written"),
        ("a.jsonl.bz2", ".bz2 is not written"),
        ("a.parquet.zst", "leave out .zst"),
    ],
)
def test_another_format_is_refused_with_what_there_is(name: str, message: str) -> None:
    with pytest.raises(UsageError) as error:
        check_name(name)
    assert message in str(error.value)


def test_formats_go_by_the_ending_before_the_compression() -> None:
    assert [format_of(name) for name in ("a.csv.gz", "a.PARQUET", "a.gz", "csv")] == [
        "csv",
        "parquet",
        "jsonl",
        "jsonl",
    ]


@pytest.mark.usefixtures("in_process")
@pytest.mark.parametrize("name", ["o.csv", "o.csv.gz"])
def test_csv_holds_the_same_as_the_lines(tmp_path: Path, name: str) -> None:
    scrape(tmp_path / "in", 8)
    common = [str(tmp_path / "in"), "--no-learn", "--as-of", "2024-01-01", "--blocks"]
    for output in ("o.jsonl", name):
        assert CliRunner().invoke(cli, [*common, "-o", str(tmp_path / output)]).exit_code == 0
    expected = [json.loads(line) for line in (tmp_path / "o.jsonl").read_bytes().splitlines()]
    data = (tmp_path / name).read_bytes()
    text = (gzip.decompress(data) if name.endswith("gz") else data).decode()
    rows = list(csv.DictReader(text.splitlines(keepends=True)))
    assert list(rows[0]) == list(expected[0])
    assert len(rows) == len(expected) == 7
    for row, record in zip(rows, expected, strict=True):
        for key, value in record.items():
            if isinstance(value, str):
                assert row[key] == value
            elif value is None:
                assert row[key] == ""
            else:
                assert json.loads(row[key]) == value


def test_csv_cannot_be_resumed(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, [str(tmp_path), "-o", str(tmp_path / "o.csv"), "--resume"])
    assert "a CSV file cannot be resumed" in str(done.exception)
