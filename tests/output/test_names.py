"""The name of an output says its format; CSV has a row per record."""

from __future__ import annotations

import pytest

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
