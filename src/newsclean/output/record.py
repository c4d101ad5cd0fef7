"""Records and rejects as lines of JSON.

The keys of a record, their order and their meaning are those of `Article.to_dict`, versioned by `SCHEMA_VERSION`;
`schema.json` next to this module states the same for other programs, and `newsclean schema` prints it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the command line reads this module, and starts quickly
    from newsclean.model import Skip

SCHEMA_VERSION = 2
_SCHEMA_FILE = Path(__file__).with_name("schema.json")


def reject_line(skip: Skip) -> bytes:
    """Return a reject as one line of UTF-8 JSON, newline included."""
    return dump({"source": skip.source, "url": skip.url, "reason": skip.reason.value, "detail": skip.detail})


def dump(record: dict[str, Any]) -> bytes:
    """Return any object as one line of UTF-8 JSON, newline included."""
    import orjson  # here, because the command line must start quickly

    try:
        return orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)
    except TypeError:
        # A lone surrogate or an integer beyond 64 bits in what was passed through: rare, so handled only here.
        return orjson.dumps(_plain(record), option=orjson.OPT_APPEND_NEWLINE)


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_plain(str(key)): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, int) and not -(2**63) <= value < 2**64:
        return float(value) if abs(value) < 10**300 else str(value)
    return value


@cache
def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a record."""
    import json

    loaded: dict[str, Any] = json.loads(_SCHEMA_FILE.read_bytes())
    return loaded
