"""CSV: the same as the lines of JSON."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.pages import scrape

from newsclean.cli.main import cli


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
