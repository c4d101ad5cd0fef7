"""Parquet output (extra `parquet`): the records in typed columns, a valid file whatever ends the run."""

from __future__ import annotations

import io
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.pages import article, scrape

pytest.importorskip("pyarrow", reason="extra `parquet` is not installed")

import pyarrow as pa
import pyarrow.json as pj
import pyarrow.parquet as pq

from newsclean.cli.clean import run_and_report
from newsclean.errors import Exit, OutputError
from newsclean.model import Page, Reason, Skip
from newsclean.options import Options
from newsclean.output import parquet
from newsclean.output.formats import DOLMA, Layout
from newsclean.output.parquet import ParquetLines, arrow_schema
from newsclean.output.types import as_arrow
from newsclean.readers import ReadOptions
from newsclean.readers.items import Item
from newsclean.readers.parquet import read_parquet
from newsclean.readers.records import Keys
from newsclean.run.config import RunConfig

pytestmark = pytest.mark.extras
Run = Callable[..., subprocess.CompletedProcess[bytes]]
JSON_COLUMNS = ("extra", "origins")


def rows(path: Path) -> list[dict[str, Any]]:
    """The records of a Parquet file as the JSON lines have them."""
    found: list[dict[str, Any]] = pq.read_table(path).to_pylist()
    for row in found:
        inner = row.get("metadata", row)
        for key in JSON_COLUMNS:
            if inner.get(key) is not None:
                inner[key] = json.loads(inner[key])
    return found


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


@pytest.mark.parametrize(
    "layout",
    [
        Layout(),
        Layout(fields=frozenset({"title", "tags", "original"})),
        Layout(DOLMA),
        Layout(DOLMA, fields=frozenset({"extra"})),
    ],
    ids=["flat", "some", "dolma", "dolma-some"],
)
@pytest.mark.parametrize("explain", [False, True])
def test_a_parquet_file_holds_the_records_of_the_json_lines(tmp_path: Path, layout: Layout, explain: bool) -> None:
    with (tmp_path / "in.jsonl").open("w") as file:
        for number in range(5):
            page = {"html": article(number).decode(), "batch": {"n": number} if number % 2 else [None, "ä"]}
            file.write(json.dumps(page) + "\n")
    for name in ("o.jsonl", "o.parquet"):
        plan = RunConfig(
            (str(tmp_path / "in.jsonl"),),
            ReadOptions(keys=Keys(passed=("batch",))),
            Options(explain=explain, latest="2026-01-01"),
            layout,
            output=str(tmp_path / name),
            jobs=0,
            verbosity=-1,
        )
        assert run_and_report(plan) is Exit.DONE
    assert rows(tmp_path / "o.parquet") == lines(tmp_path / "o.jsonl")


def test_the_same_input_gives_the_same_file_for_any_jobs(newsclean: Run, tmp_path: Path) -> None:
    scrape(tmp_path / "in", 30)
    for jobs in (1, 2):
        newsclean(tmp_path / "in", "-o", tmp_path / f"{jobs}.parquet", "-j", jobs, "--no-learn")
    assert (tmp_path / "1.parquet").read_bytes() == (tmp_path / "2.parquet").read_bytes()


@pytest.mark.parametrize("layout", [Layout(), Layout(DOLMA, explain=True, dedup=True)])
def test_the_printed_schema_is_the_schema_of_the_file(layout: Layout) -> None:
    printed: dict[str, Any] = {}
    exec(as_arrow(layout), printed)
    assert printed["schema"] == arrow_schema(layout)


def test_the_printed_schema_reads_json_lines_with_late_values(newsclean: Run, tmp_path: Path) -> None:
    scrape(tmp_path / "in", 4)
    newsclean(tmp_path / "in", "-o", tmp_path / "o.jsonl", "--no-learn")
    options = pj.ParseOptions(explicit_schema=arrow_schema(), unexpected_field_behavior="error")
    assert pj.read_json(tmp_path / "o.jsonl", parse_options=options).schema == arrow_schema()


def row(number: int, size: int = 2000) -> bytes:
    """A line of some bytes that do not compress."""
    return json.dumps({"source": f"p{number}", "text": os.urandom(size // 2).hex()}).encode() + b"\n"


NARROW = Layout(fields=frozenset({"source", "text"}))


def test_row_groups_are_written_as_the_run_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "GROUP_BYTES", 50_000)
    output = tmp_path / "o.parquet"
    out = ParquetLines(str(output), NARROW)
    for number in range(120):
        out.write(row(number))
        assert out._bytes < 50_000
        assert sum(map(len, out._packed._parts)) < 10  # nothing but the first mark of the file
    out.close()
    file = pq.ParquetFile(output)
    assert file.metadata.num_row_groups >= 4
    assert file.read(["source"]).column(0).to_pylist() == [f"p{n}" for n in range(120)]


def test_an_output_without_records_is_a_valid_file(tmp_path: Path) -> None:
    ParquetLines(str(tmp_path / "o.parquet"), Layout()).close()
    assert pq.read_table(tmp_path / "o.parquet").schema.equals(arrow_schema())


def _fill_up(path: str) -> None:
    """In a process of its own, because the limit cannot be taken back: 1,000 rows of 50 kB, room for 8 MiB."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (8 << 20, 8 << 20))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    parquet.GROUP_BYTES = 1 << 20
    out = ParquetLines(path, NARROW)
    try:
        for number in range(1000):
            out.write(row(number, 50_000))
    except OutputError as error:
        print(error)
    finally:
        out.close()


def test_a_full_disk_leaves_a_file_of_whole_row_groups(tmp_path: Path) -> None:
    output = tmp_path / "o.parquet"
    path = [*sys.path, str(Path(__file__).parent)]
    code = f"import sys; sys.path[:0] = {path!r}; import test_parquet; test_parquet._fill_up({str(output)!r})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert b"File too large" in done.stdout
    assert b"the last " in done.stdout
    found = pq.read_table(output).column("source").to_pylist()
    assert len(found) > 50
    assert found == [f"p{n}" for n in range(len(found))]
    assert output.stat().st_size < 8 << 20


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_run_leaves_a_file_that_can_be_read(tmp_path: Path, number: signal.Signals) -> None:
    scrape(tmp_path / "in", 800)
    output = tmp_path / "o.parquet"
    process = subprocess.Popen(
        [sys.executable, "-m", "newsclean", "in", "-o", str(output), "-j", "1", "--no-learn"],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
    )
    while not output.exists():
        time.sleep(0.05)
    time.sleep(0.5)
    process.send_signal(number)
    _, message = process.communicate()
    assert process.returncode == 128 + number
    found = pq.read_table(output).column("source").to_pylist()
    assert found == sorted(found)
    assert f": {len(found):,} record".encode() in message


def test_an_output_in_a_place_that_is_not_there_is_refused(newsclean: Run, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(article(1))
    done = newsclean(tmp_path / "a.html", "-o", tmp_path / "gone" / "o.parquet")
    assert done.returncode == 3
    assert b"gone/o.parquet" in done.stderr
    assert b"Traceback" not in done.stderr


def read_back(table: pa.Table, keys: Keys | None = None, max_size: int = 1000) -> list[Item]:
    file = io.BytesIO()
    pq.write_table(table, file)
    file.seek(0)
    return list(read_parquet(file, "p.parquet", keys or Keys(), max_size))


def test_rows_are_pages_under_their_usual_columns() -> None:
    table = pa.table({"url": ["https://a.example/1", None], "html": [b"<p>one", b"<p>two"]})
    first, second = read_back(table)
    assert isinstance(first, Page)
    assert (first.source, first.body, first.url) == ("p.parquet#1", b"<p>one", "https://a.example/1")
    assert isinstance(second, Page)
    assert second.url is None


def test_what_holds_no_page_is_told_with_its_columns_or_its_row() -> None:
    (other,) = read_back(pa.table({"id": [1], "page": ["<p>"]}))
    assert isinstance(other, Skip)
    assert "there are id, page; --html-key names the key" in other.detail
    (page,) = read_back(pa.table({"id": [1], "page": ["<p>"]}), Keys(html="page"))
    assert isinstance(page, Page)
    (empty,) = read_back(pa.table({"html": pa.array([None], pa.string())}))
    assert isinstance(empty, Skip)
    assert empty.source == "p.parquet#1"
    (large,) = read_back(pa.table({"html": ["x" * 1001]}))
    assert isinstance(large, Skip)
    assert large.reason == Reason.TOO_LARGE


def test_a_broken_file_ends_at_the_row_where_it_breaks() -> None:
    (broken,) = read_parquet(io.BytesIO(b"PAR1" + b"\0" * 40 + b"PAR1"), "p.parquet", Keys(), 1000)
    assert isinstance(broken, Skip)
    assert broken.source == "p.parquet#1"
    assert broken.detail.startswith("the rest from this row on")
