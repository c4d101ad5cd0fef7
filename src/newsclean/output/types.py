"""Types of the output for other programs: JSON Schema, pyarrow, `datasets`, DuckDB, polars.

All follow from `schema.json`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from newsclean.output.formats import BLOCKS, FLAT, Layout
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
    """Return the JSON Schema (draft 2020-12) of a line in a layout. Without options it is that of the record."""
    whole = schema()
    if layout == Layout():
        return whole
    keys, properties = layout.columns(), {**whole["properties"]}
    properties[BLOCKS] = _typed_blocks(properties[BLOCKS], layout.links)
    if layout.name == FLAT:
        return {**whole, "properties": {key: properties[key] for key in keys}, "required": list(keys)}
    inner = [key for key in keys if key not in ("id", "text")]
    outer = {
        key: properties[key] if text is None else {"type": "string", "description": text}
        for key, text in _DOLMA_KEYS.items()
    }
    outer["metadata"] = _object({key: properties[key] for key in inner})
    return {"$schema": whole["$schema"], "title": f"{whole['title']}, dolma's layout", **_object(outer)}


def _typed_blocks(node: dict[str, Any], links: bool) -> dict[str, Any]:
    """Return the type of `blocks`, in which every block has its links or none has."""
    items = node["items"]
    inner = {key: value for key, value in items["properties"].items() if links or key != "links"}
    return {**node, "items": {**items, **_object(inner)}}


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def columns(layout: Layout) -> dict[str, Any]:
    """Return the keys that every line has, in order, each with its JSON Schema."""
    found = json_schema(layout)
    return {key: found["properties"][key] for key in found["required"]}


def kind_of(node: Mapping[str, Any]) -> str:
    """Return what a value is, by its schema: "string", "integer", "boolean", "array", "object", or "json".

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
    """Return the JSON Schema as text."""
    return json.dumps(json_schema(layout), indent=2, ensure_ascii=False)


def as_arrow(layout: Layout) -> str:
    """Return a Python module whose `schema` is a pyarrow schema: that of `-o x.parquet`."""
    return f"import pyarrow as pa\n\nschema = pa.schema({_arrow_fields(columns(layout), 1)})"


def as_datasets(layout: Layout) -> str:
    """Return a Python module whose `features` are the types for Hugging Face `datasets`."""
    fields = _feature_fields(columns(layout), 1)
    used = [name for name in ("Features", "Json", "List", "Value") if name == "Features" or f"{name}(" in fields]
    return f"from datasets import {', '.join(used)}\n\nfeatures = Features({fields})"


def as_duckdb(layout: Layout) -> str:
    """Return SQL that defines the table macro `articles(file)` for DuckDB."""
    fields = ",\n".join(f"    {_sql_name(key)}: '{_sql(node)}'" for key, node in columns(layout).items())
    options = "format = 'newline_delimited', maximum_object_size = 100000000"
    return (
        "create or replace macro articles(file) as table\n"
        f"select * from read_json(file, {options}, columns = {{\n{fields}\n}});"
    )


def _sql(node: Mapping[str, Any]) -> str:
    kind = kind_of(node)
    if kind == "array":
        return f"{_sql(node['items'])}[]"
    if kind == "object":
        return f"STRUCT({', '.join(f'{_sql_name(key)} {_sql(inner)}' for key, inner in node['properties'].items())})"
    return {"string": "VARCHAR", "integer": "BIGINT", "boolean": "BOOLEAN", "json": "JSON"}[kind]


def _sql_name(key: str) -> str:
    return f'"{key}"'


def as_polars(layout: Layout) -> str:
    """Return a Python module whose `schema` is for `polars.read_ndjson`."""
    return f"import polars as pl\n\nschema = pl.Schema({_polars_fields(columns(layout), 1)})"


def _polars(node: Mapping[str, Any], depth: int) -> str:
    kind = kind_of(node)
    if kind == "array":
        return f"pl.List({_polars(node['items'], depth)})"
    if kind == "object":
        return f"pl.Struct({_polars_fields(node['properties'], depth + 1)})"
    return {"string": "pl.String", "integer": "pl.Int64", "boolean": "pl.Boolean", "json": "pl.String"}[kind]


def _polars_fields(nodes: Mapping[str, Any], depth: int) -> str:
    return _wrapped("{", [f'"{key}": {_polars(node, depth)}' for key, node in nodes.items()], "}", depth)


FORMATS: Mapping[str, Callable[[Layout], str]] = {
    "json": as_json,
    "arrow": as_arrow,
    "datasets": as_datasets,
    "duckdb": as_duckdb,
    "polars": as_polars,
}
