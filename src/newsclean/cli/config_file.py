"""Read `newsclean.toml`: options as TOML, checked against the options that there are."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from newsclean.errors import UsageError, suggestion
from newsclean.escaping import printable, quote

_MAX_BYTES = 1 << 20

Options = Mapping[str, click.Option]


def read_config(path: str, known: Options, own: Options) -> dict[str, Any]:
    """Return the options of a file as click's `default_map` for a command.

    `known` are the options that a file may name, `own` those that the command has; the others are ignored. Both map
    long names to options. Raises `UsageError`, which names file and key, for TOML that cannot be read, keys that are
    not options and values of the wrong type.
    """
    found = {}
    for key, value in _load(path).items():
        name = key.replace("_", "-")
        if name not in known:
            raise UsageError(f'{quote(path)}: "{printable(key)}" {_advice(name, known)}')
        checked = _checked(known[name], value, f"{quote(path)}: {name}")
        if name in own:
            found[own[name].name or name] = checked
    return found


def _load(path: str) -> dict[str, Any]:
    try:
        with Path(path).open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except OSError as error:
        raise UsageError(f"cannot read {quote(path)}: {error.strerror}. --config names a TOML file") from None
    if len(data) > _MAX_BYTES:
        raise UsageError(f"{quote(path)}: too large for a file of options")
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UsageError(f"{quote(path)}: not UTF-8 at byte {error.start}: save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{quote(path)}: not TOML: {printable(str(error))}. A line is like: min-words = 50") from None


def _advice(name: str, known: Options) -> str:
    if name == "inputs":
        return "belongs on the command line, not in a file"
    return f"is not an option{suggestion(name, known)}"


def _checked(option: click.Option, value: Any, where: str) -> Any:
    """Return a value in the form that click expects; click itself checks ranges and choices."""
    kind = option.type
    if option.is_flag:
        if not isinstance(value, bool):
            raise UsageError(f"{where} is true or false, not {shown(value)}")
        return value
    if option.multiple:
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list) or not all(isinstance(one, str) for one in values):
            raise UsageError(f'{where} is a string or a list of strings like ["a", "b"], not {shown(value)}')
        return values
    if isinstance(kind, click.types.IntParamType | click.types.FloatParamType):
        is_whole = isinstance(kind, click.types.IntParamType)
        if isinstance(value, bool) or not isinstance(value, int if is_whole else int | float):
            raise UsageError(f"{where} is a {'whole ' if is_whole else ''}number without quotes, not {shown(value)}")
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)  # sizes in bytes
    if not isinstance(value, str):
        raise UsageError(f"{where} is a string in quotes, not {shown(value)}")
    return value


def shown(value: Any) -> str:
    """Return a value as TOML writes it."""
    if isinstance(value, frozenset | tuple):
        value = sorted(value) if isinstance(value, frozenset) else list(value)
    return printable(json.dumps(value, ensure_ascii=False, default=str))
