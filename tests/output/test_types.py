"""Types of what is written, for other programs."""

from __future__ import annotations

import json

import jsonschema
import pytest
from click.testing import CliRunner
from support.pages import article

from newsclean import Article, clean
from newsclean.cli.main import cli
from newsclean.output.formats import DOLMA, Layout
from newsclean.output.record import schema
from newsclean.output.types import FORMATS, as_duckdb, as_polars, columns, json_schema, kind_of


@pytest.fixture(scope="module")
def one() -> Article:
    found = clean(article(5), url="https://www.harbour-post.example/a", fetched_at="2024-03-01T05:06:07Z")
    assert isinstance(found, Article)
    return found


def printed(*arguments: str) -> str:
    done = CliRunner().invoke(cli, ["schema", *arguments])
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.parametrize(
    "layout", [Layout(), Layout(DOLMA), Layout(fields=frozenset({"title"})), Layout(DOLMA, explain=True, dedup=True)]
)
def test_the_printed_schema_fits_the_lines(one: Article, layout: Layout) -> None:
    arguments = ["--layout", layout.name, "--fields", ",".join(layout.fields)]
    arguments += ["--explain"] * layout.explain + ["--dedup"] * layout.dedup
    found = json.loads(printed(*arguments))
    jsonschema.Draft202012Validator.check_schema(found)
    line = layout.render(one)
    line = layout.mark(line, None) if layout.dedup else line
    jsonschema.validate(json.loads(line), found)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({}, found)


@pytest.mark.parametrize("wanted", ["arrow", "datasets"])
def test_printed_types_are_python_with_every_key(wanted: str) -> None:
    code = printed("--format", wanted, "--blocks", "--explain", "--dedup")
    compile(code, wanted, "exec")
    assert [key for key in schema()["properties"] if f'"{key}"' not in code] == []


def test_columns_are_those_of_the_layout_with_their_schema() -> None:
    assert list(columns(Layout(fields=frozenset({"title", "words"})))) == ["title", "words"]
    assert list(columns(Layout(DOLMA))) == ["id", "text", "source", "added", "created", "metadata"]


def test_kinds_of_values_follow_the_schema() -> None:
    assert kind_of({"type": ["string", "null"]}) == "string"
    assert kind_of({"enum": ["a"]}) == "string"
    assert kind_of({"type": "object"}) == "json"
    assert kind_of({"type": "object", "properties": {}}) == "object"


def test_blocks_have_links_in_every_line_or_in_none() -> None:
    for links in (False, True):
        schema_of = json_schema(Layout(blocks=True, links=links))
        assert ("links" in schema_of["properties"]["blocks"]["items"]["properties"]) is links


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_names_every_key(name: str) -> None:
    text = FORMATS[name](Layout())
    assert [key for key in schema()["required"] if f'"{key}"' not in text] == []


def test_sql_and_polars_know_the_types() -> None:
    assert "\"words\": 'BIGINT'" in as_duckdb(Layout())
    assert '"tags": pl.List(pl.String),' in as_polars(Layout())
