"""Layouts: the same records for other tools, whole or in part, and types that say what is written."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from support.pages import article, scrape

from newsclean import Article, clean
from newsclean.cli.clean import run_and_report
from newsclean.cli.main import cli
from newsclean.options import Options
from newsclean.output.formats import DOLMA, Layout, timestamp
from newsclean.output.record import dump, schema
from newsclean.output.types import json_schema
from newsclean.run.config import RunConfig


def plan(root: Path, name: str = "o.jsonl", **changes: Any) -> RunConfig:
    standard = RunConfig((str(root / "in"),), output=str(root / name), jobs=0, verbosity=-1, learn=False)
    return replace(standard, options=Options(latest="2024-01-01"), **changes)


@pytest.fixture(scope="module")
def one() -> Article:
    found = clean(article(5), url="https://www.harbour-post.example/a", fetched_at="2024-03-01T05:06:07Z")
    assert isinstance(found, Article)
    return found


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def test_the_flat_layout_is_the_record(one: Article) -> None:
    assert Layout().render(one) == dump(one.to_dict())
    assert Layout(explain=True).render(one) == dump(one.to_dict(explain=True))


def test_dolma_has_its_own_keys_and_everything_else_in_metadata(one: Article) -> None:
    line = json.loads(Layout(DOLMA, source_name="harbour", added="2024-05-31").render(one))
    assert list(line) == ["id", "text", "source", "added", "created", "metadata"]
    assert (line["source"], line["added"], line["created"]) == (
        "harbour",
        "2024-05-31T00:00:00.000Z",
        "2024-03-01T05:06:07.000Z",
    )
    record = one.to_dict()
    assert line["metadata"] == {key: value for key, value in record.items() if key not in ("id", "text")}
    assert line["metadata"]["source"] == one.source


@pytest.mark.parametrize(
    ("time", "written"),
    [
        ("2024-05-31", "2024-05-31T00:00:00.000Z"),
        ("2024-05-31T08:15", "2024-05-31T08:15:00.000Z"),
        ("2024-05-31T08:15:00.1234+02:00", "2024-05-31T06:15:00.123Z"),
        ("2024-01-01T00:30:00+01:00", "2023-12-31T23:30:00.000Z"),
        ("0001-01-01T00:00:00+05:00", ""),
        (None, ""),
    ],
)
def test_times_are_written_as_dolma_writes_them(time: str | None, written: str) -> None:
    assert timestamp(time) == written


def test_a_line_read_back_is_the_record_again(one: Article) -> None:
    for layout in (Layout(), Layout(DOLMA)):
        assert layout.flatten(json.loads(layout.render(one))) == one.to_dict()


@pytest.mark.parametrize("layout", [Layout(dedup=True), Layout(DOLMA, dedup=True)])
@pytest.mark.parametrize("fields", [(), ("title", "duplicate_of"), ("duplicate_of",), ("title",)])
def test_a_mark_is_the_last_key_whatever_the_fields(one: Article, layout: Layout, fields: tuple[str, ...]) -> None:
    layout = replace(layout, fields=frozenset(fields))
    line = json.loads(layout.mark(layout.render(one), 'a "quoted" näme.html'))
    record = line["metadata"] if layout.name == DOLMA else line
    assert list(record)[-1] == "duplicate_of"
    assert record["duplicate_of"] == 'a "quoted" näme.html'
    if fields:
        assert set(record) == {*fields, "duplicate_of"}


def test_fields_are_written_in_the_order_of_the_record(tmp_path: Path) -> None:
    scrape(tmp_path / "in", 3)
    run_and_report(plan(tmp_path, layout=Layout(fields=frozenset({"words", "title", "source"}))))
    assert [list(line) for line in lines(tmp_path / "o.jsonl")] == [["source", "title", "words"]] * 3
    run_and_report(plan(tmp_path, "d.jsonl", layout=Layout(DOLMA, frozenset({"title"}))))
    assert [line["metadata"] for line in lines(tmp_path / "d.jsonl")] == [
        {"title": line["title"]} for line in lines(tmp_path / "o.jsonl")
    ]


def test_a_run_that_cannot_be_resumed_says_so_at_its_beginning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scrape(tmp_path / "in", 2)
    text_only = plan(tmp_path, layout=Layout(fields=frozenset({"text"})))
    run_and_report(replace(text_only, verbosity=0))
    assert "without `source` among --fields" in capsys.readouterr().err
    with pytest.raises(Exception, match=r"exists: replace it with --overwrite"):
        run_and_report(text_only)


@pytest.mark.parametrize(
    "layout", [Layout(DOLMA), Layout(DOLMA, frozenset({"source"})), Layout(fields=frozenset({"source"}))]
)
@pytest.mark.parametrize("name", ["o.jsonl", "o.jsonl.gz"])
def test_a_run_in_any_layout_goes_on_where_it_ended(tmp_path: Path, name: str, layout: Layout) -> None:
    scrape(tmp_path / "in", 12)
    run_and_report(plan(tmp_path, f"whole-{name}", layout=layout))
    for limit in (5, None):
        run_and_report(plan(tmp_path, name, layout=layout, resume=True, limit=limit))
    assert (tmp_path / name).read_bytes() == (tmp_path / f"whole-{name}").read_bytes()


def test_resuming_with_another_layout_is_refused(tmp_path: Path) -> None:
    scrape(tmp_path / "in", 2)
    run_and_report(plan(tmp_path, limit=1))
    for layout in (Layout(DOLMA), Layout(fields=frozenset({"source", "text"}))):
        with pytest.raises(Exception, match="other inputs, options"):
            run_and_report(plan(tmp_path, layout=layout, resume=True))


def test_the_time_of_acquisition_of_a_resumed_run_is_the_start_of_the_first(tmp_path: Path) -> None:
    scrape(tmp_path / "in", 4)
    ageless = replace(plan(tmp_path), options=Options(), layout=Layout(DOLMA))
    run_and_report(replace(ageless, limit=1))
    file = tmp_path / "o.jsonl.run.json"
    state = json.loads(file.read_bytes())
    file.write_text(json.dumps({**state, "started": "2023-04-05T06:07:08+00:00"}))
    run_and_report(replace(ageless, resume=True))
    assert [line["added"] for line in lines(tmp_path / "o.jsonl")][1:] == ["2023-04-05T06:07:08.000Z"] * 2


def test_what_was_passed_on_and_explained_is_in_dolmas_metadata(tmp_path: Path) -> None:
    page = {"html": article(1).decode(), "batch": 7}
    (tmp_path / "pages.jsonl").write_text(json.dumps(page))
    output = tmp_path / "o.jsonl"
    options = ["--pass", "batch", "--explain", "--layout", "dolma", "--source-name", "harbour", "-q"]
    with pytest.raises(SystemExit) as ended:
        cli([str(tmp_path / "pages.jsonl"), "-o", str(output), *options])
    assert ended.value.code == 0
    (line,) = lines(output)
    assert line["source"] == "harbour"
    assert line["metadata"]["extra"] == {"batch": 7}
    assert set(line["metadata"]["origins"]) <= set(schema()["properties"]) | {"original"}
    jsonschema.validate(line, json_schema(Layout(DOLMA, explain=True)))
