"""The recipes for programs that read records: they run, and read what was written, with its types."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.pages import scrape

from newsclean.cli.main import cli

pytestmark = pytest.mark.extras
MANUAL = (Path(__file__).resolve().parents[2] / "docs" / "recipes.md").read_text(encoding="utf-8")
RECIPES = dict(re.findall(r"^```py (\w+)\n(.*?)^```$", MANUAL, re.MULTILINE | re.DOTALL))
NEEDED = {"langchain": "langchain_core"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory in which all shell commands of the recipes were run."""
    place = tmp_path_factory.mktemp("desk")
    scrape(place / "scrape", 16)
    before = Path.cwd()
    os.chdir(place)
    try:
        for block in re.findall(r"^```sh\n(.*?)^```$", MANUAL, re.MULTILINE | re.DOTALL):
            for line in block.splitlines():
                command, _, file = line.partition(" > ")
                done = CliRunner().invoke(cli, command.split()[1:], prog_name="newsclean")
                assert done.exit_code == 0, (line, done.output)
                if file:
                    (place / file).write_text(done.stdout, encoding="utf-8")
    finally:
        os.chdir(before)
    return place


@pytest.mark.parametrize("name", ["duckdb", "polars", "pandas", "langchain"])
def test_a_recipe_runs(name: str, desk: Path) -> None:
    pytest.importorskip(NEEDED.get(name, name))
    script = desk / f"run_{name}.py"
    script.write_text(RECIPES[name], encoding="utf-8")
    done = subprocess.run([sys.executable, script.name], cwd=desk, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout


def records(desk: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (desk / "articles.jsonl").read_bytes().splitlines()]


@pytest.mark.skipif(importlib.util.find_spec("duckdb") is None, reason="DuckDB is not installed")
@pytest.mark.parametrize("options", [[], ["--blocks", "--links", "--explain"], ["--layout", "dolma"]])
def test_duckdb_reads_every_value_with_its_type(desk: Path, options: list[str]) -> None:
    import duckdb

    runner = CliRunner()
    written = desk / "typed.jsonl"
    run = [str(desk / "scrape"), "-qo", str(written), "--overwrite", "-j", "1", *options]
    assert runner.invoke(cli, run, prog_name="newsclean").exit_code == 0
    database = duckdb.connect()
    database.execute(runner.invoke(cli, ["schema", "--format", "duckdb", *options], prog_name="newsclean").stdout)
    table = database.execute("from articles(?)", [str(written)])
    names = [column[0] for column in table.description or ()]
    rows = [dict(zip(names, row, strict=True)) for row in table.fetchall()]
    for row in rows:
        if "origins" in row:
            row["origins"] = json.loads(row["origins"])  # an object with free keys is of type JSON
    assert rows == [json.loads(line) for line in written.read_bytes().splitlines()]


@pytest.mark.skipif(importlib.util.find_spec("polars") is None, reason="polars is not installed")
def test_polars_reads_every_value_with_its_type(desk: Path) -> None:
    import polars as pl

    names: dict[str, pl.Schema] = {}
    exec((desk / "article_schema.py").read_text(encoding="utf-8"), names)
    assert pl.read_ndjson(desk / "articles.jsonl", schema=names["schema"]).to_dicts() == records(desk)
