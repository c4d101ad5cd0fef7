"""`newsclean schema`: the types of what is written, for other programs. All of them follow from `schema.json`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import click

from newsclean.cli import params as values
from newsclean.cli.click_ext import Command
from newsclean.output.formats import FLAT, LAYOUTS, Layout
from newsclean.output.record import schema

_WIDTH = 4
# The JSON reader of `datasets` takes these for timestamps, whatever type is asked for, and writes other strings,
# with no zone and with a time for a date alone; what is typed as JSON it leaves as it is.
_TIMES = frozenset({"published", "modified", "fetched_at", "added", "created"})
_DOLMA_KEYS = {
    "id": None,
    "text": None,
    "source": "Name of the data set (--source-name).",
    "added": "When it was acquired: --as-of, or the start of the run; UTC.",
    "created": "`published`, else `fetched_at`, as a UTC time; empty if neither is known.",
}


def json_schema(layout: Layout) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a line in a layout. Without options it is that of the record."""
    whole = schema()
    if layout == Layout():
        return whole
    keys, properties = layout.columns(), whole["properties"]
    if layout.name == FLAT:
        return {**whole, "properties": {key: properties[key] for key in keys}, "required": list(keys)}
    inner = [key for key in keys if key not in ("id", "text")]
    outer = {
        key: properties[key] if text is None else {"type": "string", "description": text}
        for key, text in _DOLMA_KEYS.items()
    }
    outer["metadata"] = _object({key: properties[key] for key in inner})
    return {"$schema": whole["$schema"], "title": f"{whole['title']}, dolma's layout", **_object(outer)}


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def columns(layout: Layout) -> dict[str, Any]:
    """The keys that every line has, in order, each with its JSON Schema."""
    found = json_schema(layout)
    return {key: found["properties"][key] for key in found["required"]}


def kind_of(node: Mapping[str, Any]) -> str:
    """What a value is, by its schema: "string", "integer", "boolean", "array", "object", or "json".

    The last is an object with free keys, which a typed column holds as a string of JSON.
    """
    types = node.get("type", "string")  # an enum of strings has none
    found = next(name for name in ([types] if isinstance(types, str) else types) if name != "null")
    return "json" if found == "object" and "properties" not in node else str(found)


def _arrow(node: Mapping[str, Any], depth: int) -> str:
    kind = kind_of(node)
    if kind == "array":
        return f"pa.list_({_arrow(node['items'], depth)})"
    if kind == "object":
        return f"pa.struct({_arrow_fields(node['properties'], depth + 1)})"
    return {"string": "pa.string()", "integer": "pa.int64()", "boolean": "pa.bool_()", "json": "pa.string()"}[kind]


def _arrow_fields(nodes: Mapping[str, Any], depth: int) -> str:
    return _wrapped("[", [f'("{key}", {_arrow(node, depth)})' for key, node in nodes.items()], "]", depth)


def _features(key: str, node: Mapping[str, Any], depth: int) -> str:
    kind = kind_of(node)
    if key in _TIMES:
        return "Json()"
    if kind == "array":
        return f"List({_features('', node['items'], depth)})"
    if kind == "object":
        return _feature_fields(node["properties"], depth + 1)
    if kind == "json":
        return "Json()"
    return f'Value("{ {"integer": "int64", "boolean": "bool"}.get(kind, kind) }")'


def _feature_fields(nodes: Mapping[str, Any], depth: int) -> str:
    return _wrapped("{", [f'"{key}": {_features(key, node, depth)}' for key, node in nodes.items()], "}", depth)


def _wrapped(start: str, parts: list[str], end: str, depth: int) -> str:
    inner = "\n" + " " * _WIDTH * depth
    return start + "".join(f"{inner}{part}," for part in parts) + "\n" + " " * _WIDTH * (depth - 1) + end


def as_json(layout: Layout) -> str:
    """The JSON Schema as text."""
    return json.dumps(json_schema(layout), indent=2, ensure_ascii=False)


def as_arrow(layout: Layout) -> str:
    """A Python module whose `schema` is a pyarrow schema: that of `-o x.parquet`."""
    return f"import pyarrow as pa\n\nschema = pa.schema({_arrow_fields(columns(layout), 1)})"


def as_datasets(layout: Layout) -> str:
    """A Python module whose `features` are the types for Hugging Face `datasets`."""
    fields = _feature_fields(columns(layout), 1)
    used = [name for name in ("Features", "Json", "List", "Value") if name == "Features" or f"{name}(" in fields]
    return f"from datasets import {', '.join(used)}\n\nfeatures = Features({fields})"


FORMATS: Mapping[str, Callable[[Layout], str]] = {"json": as_json, "arrow": as_arrow, "datasets": as_datasets}


@click.command(
    "schema",
    short_help="Print the types of what is written.",
    cls=Command,
    shared=(),
    examples="""
        newsclean schema                                  JSON Schema of the record
        newsclean schema --format datasets > features.py  `features` for Hugging Face datasets
        newsclean schema --format arrow --layout dolma    a pyarrow schema, that of -o x.parquet
    """,
    help="Print the types of what is written, for the program that reads it."
    " Give the same --layout, --fields, --explain and --dedup as the run. `arrow` and `datasets` print Python that"
    " defines `schema` or `features`. Without types, readers that guess a column's type from the first megabytes fail"
    " on one that is null there and a string later.",
)
@click.option(
    "--format",
    "wanted",
    type=click.Choice(list(FORMATS)),
    default="json",
    show_default=True,
    help="JSON Schema, or Python for pyarrow or Hugging Face datasets.",
)
@click.option("--layout", type=click.Choice(LAYOUTS), default=FLAT, show_default=True, help="As in the run.")
@click.option("--fields", multiple=True, callback=values.fields, metavar="A,B,C", help="As in the run.")
@click.option("--explain", is_flag=True, help="As in the run: `cuts` and `origins` are there.")
@click.option("--dedup", is_flag=True, help="As in the run: `duplicate_of` is there.")
def command(wanted: str, layout: str, fields: frozenset[str], explain: bool, dedup: bool) -> None:
    """See the help above."""
    chosen = Layout(layout, fields, explain=explain, dedup=dedup)
    chosen.check()
    click.echo(FORMATS[wanted](chosen))
