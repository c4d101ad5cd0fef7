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
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.pages import article, scrape
from support.reading import read

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
from newsclean.readers import ReadOptions, limits
from newsclean.readers import parquet as readers_parquet
from newsclean.readers.items import Item
from newsclean.readers.parquet_rows import rows as rows_of
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


def packed(table: pa.Table, **how: Any) -> bytes:
    file = io.BytesIO()
    pq.write_table(table, file, **how)
    return file.getvalue()


def decoded(data: bytes, keys: Keys | None = None, max_size: int = 1000) -> list[Item]:
    """What the decoding process sends, decoded here."""
    return [item for item, *_ in rows_of(io.BytesIO(data), "p.parquet", keys or Keys(), max_size)]


def read_back(table: pa.Table, keys: Keys | None = None, max_size: int = 1000) -> list[Item]:
    return decoded(packed(table), keys, max_size)


def test_rows_are_pages_under_their_usual_columns() -> None:
    table = pa.table({"url": ["https://a.example/1", None], "html": [b"<p>one", b"<p>two"]})
    first, second = read_back(table)
    assert isinstance(first, Page)
    assert (first.source, first.body, first.url) == ("p.parquet#1", b"<p>one", "https://a.example/1")
    assert isinstance(second, Page)
    assert second.url is None


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_a_column_of_times_is_the_time_of_the_fetch(unit: str) -> None:
    times = pa.array([1_700_000_000], pa.int64()).cast(pa.timestamp("s", "UTC")).cast(pa.timestamp(unit, "UTC"))
    (page,) = read_back(pa.table({"HTML": ["<p>"], "fetched_at": times}))
    assert isinstance(page, Page)
    assert page.fetched_at == "2023-11-14T22:13:20+00:00"


def test_what_holds_no_page_is_told_with_its_columns_or_its_row() -> None:
    (other,) = read_back(pa.table({"id": [1], "page": ["<p>"]}))
    assert isinstance(other, Skip)
    assert "there are id, page; --html-key names the key" in other.detail
    (page,) = read_back(pa.table({"id": [1], "page": ["<p>"]}), Keys(html="page"))
    assert isinstance(page, Page)
    (inner,) = read_back(pa.table({"page": [{"body": "<p>"}], "url": ["u"]}), Keys(html="page.body"))
    assert isinstance(inner, Page)
    (none,) = read_back(pa.table({"id": [1], "url": ["u"]}), Keys(html="page"))
    assert isinstance(none, Skip)
    assert none.source == "p.parquet"
    (empty,) = read_back(pa.table({"html": pa.array([None], pa.string())}))
    assert isinstance(empty, Skip)
    assert empty.source == "p.parquet#1"
    (large,) = read_back(pa.table({"html": ["x" * 1001]}))
    assert isinstance(large, Skip)
    assert large.reason == Reason.TOO_LARGE


def test_a_row_group_that_breaks_costs_no_other() -> None:
    table = pa.table({"html": [f"<p>{n}" + "x" * 900 for n in range(60)]})
    data = packed(table, row_group_size=20, compression="none", use_dictionary=False)
    at = pq.read_metadata(io.BytesIO(data)).row_group(1).column(0).data_page_offset
    items = decoded(data[:at] + b"\xff" * 20 + data[at + 20 :])
    assert [item.source for item in items] == [f"p.parquet#{n + 1}" for n in (*range(21), *range(40, 60))]
    broken = items[20]
    assert isinstance(broken, Skip)
    assert broken.detail.startswith("20 rows from this one on: ")


def test_a_broken_footer_is_one_reject_of_the_file() -> None:
    (broken,) = decoded(b"PAR1" + b"\0" * 40 + b"PAR1")
    assert isinstance(broken, Skip)
    assert broken.source == "p.parquet"
    assert broken.detail.startswith("a broken Parquet file: ")


def write(tmp_path: Path, data: bytes) -> Path:
    (tmp_path / "p.parquet").write_bytes(data)
    return tmp_path / "p.parquet"


def test_a_process_of_its_own_decodes_a_file(tmp_path: Path) -> None:
    path = write(tmp_path, packed(pa.table({"html": ["<p>one", None, "<p>" + "x" * 2000]})))
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(path, "in/p.parquet")
    for name, options in ((path, {}), (tmp_path / "a.zip", {"kind": "parquet"})):
        one, none, large = read(name, max_size=1000, **options)
        assert isinstance(one, Page)
        assert one.body == b"<p>one"
        assert isinstance(none, Skip)
        assert isinstance(large, Skip)
        assert large.source.endswith("#3")


def test_what_takes_too_much_memory_ends_the_file_with_a_reject(tmp_path: Path) -> None:
    values = pa.array(["<p>one", "<p>" + "x" * (40 << 20)])
    table = pa.table({"html": pa.DictionaryArray.from_arrays(pa.array([0] * 16 + [1] * 16), values)})
    data = packed(table, row_group_size=16, store_schema=False, write_statistics=False, compression="zstd")
    *small, skip = read(write(tmp_path, data))
    assert len(small) == 16
    assert isinstance(skip, Skip)
    assert skip.source.endswith("p.parquet#17")
    assert skip.detail == "the rest from this row on: it takes more than 448 MiB to decode"


def test_rows_that_a_few_bytes_stand_for_end_as_a_bomb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "BOMB_BYTES", 1 << 20)
    found = read(write(tmp_path, packed(pa.table({"html": pa.nulls(100_000, pa.string())}))))
    last = found[-1]
    assert isinstance(last, Skip)
    assert "expand to more than" in last.detail
    assert len(found) < 1000


def test_a_decoder_that_dies_is_a_reject_that_says_how(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, packed(pa.table({"html": ["<p>one"]})))
    for code, words in (
        ("import os; os.abort()", "its decoding ended with signal 6"),
        ("import os; os.kill(os.getpid(), 24)", "it takes more than 10 s to decode a few rows"),
        ("print('no message')", "its decoding ended with status 0"),
    ):
        monkeypatch.setattr(readers_parquet, "_START", code)
        (skip,) = read(path)
        assert isinstance(skip, Skip)
        assert skip.detail == f"the rest from this row on: {words}"
