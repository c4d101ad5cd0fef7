"""Options from `newsclean.toml`, and `newsclean config`, which says what applies and where it comes from."""

from __future__ import annotations

import difflib
import json
import os
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from newsclean.cli.click_ext import CONFIG_FILE, PREFIX, Command, settings, variable
from newsclean.errors import UsageError
from newsclean.escaping import printable, quote

_MAX_BYTES = 1 << 20
_WIDTH = 34


def defaults(path: str, command: click.Command) -> dict[str, Any]:
    """The settings of a file, as click's `default_map` for a command.

    Raises `UsageError`, which names file and key, for TOML that cannot be read, keys that are no options and
    values of the wrong type. Options that only other commands have are passed over.
    """
    from newsclean.cli.main import clean

    known, own = settings(clean), settings(command)
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


def _advice(name: str, known: dict[str, click.Option]) -> str:
    if name == "inputs":
        return "stands on the command line, not in a file"
    near = difflib.get_close_matches(name, known, n=1)
    hint = f'did you mean "{near[0]}"?' if near else "`newsclean config` lists what there is"
    return f"is no option; {hint}"


def _checked(option: click.Option, value: Any, where: str) -> Any:
    """A value in the form in which click takes it; click itself looks at ranges and choices."""
    kind = option.type
    if option.is_flag:
        if not isinstance(value, bool):
            raise UsageError(f"{where} is true or false, not {_shown(value)}")
        return value
    if option.multiple:
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list) or not all(isinstance(one, str) for one in values):
            raise UsageError(f'{where} is a string or a list of strings like ["a", "b"], not {_shown(value)}')
        return values
    if isinstance(kind, click.types.IntParamType | click.types.FloatParamType):
        is_whole = isinstance(kind, click.types.IntParamType)
        if isinstance(value, bool) or not isinstance(value, int if is_whole else int | float):
            raise UsageError(f"{where} is a {'whole ' if is_whole else ''}number without quotes, not {_shown(value)}")
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)  # sizes in bytes
    if not isinstance(value, str):
        raise UsageError(f"{where} is a string in quotes, not {_shown(value)}")
    return value


def _shown(value: Any) -> str:
    """A value as it stands in TOML."""
    if isinstance(value, frozenset | tuple):
        value = sorted(value) if isinstance(value, frozenset) else list(value)
    return printable(json.dumps(value, ensure_ascii=False, default=str))


def _lines(ctx: click.Context) -> Iterator[str]:
    for name, option in settings(ctx.command).items():
        value = ctx.params[option.name or name]
        source = ctx.get_parameter_source(option.name or name)
        if source is ParameterSource.COMMANDLINE:
            origin = "command line"
        elif source is ParameterSource.ENVIRONMENT:
            origin = f"environment: {option.envvar}"
        elif source is ParameterSource.DEFAULT_MAP:
            origin = printable(ctx.params["config"])
        else:
            origin = "default"
        is_unset = value is None or (origin == "default" and value in ((), frozenset()))
        setting = f"# {name}" if is_unset else f"{name} = {_shown(value)}"
        yield f"{setting:{_WIDTH}}  # {'not set' if is_unset else origin}"


def _strangers(names: set[str]) -> list[str]:
    """Variables that look like ours and set nothing."""
    return sorted(key for key in os.environ if key.startswith(PREFIX) and key not in names)


def _print(**_: Any) -> None:
    ctx = click.get_current_context()
    for line in _lines(ctx):
        click.echo(line)
    known = {variable(name) for name in (*settings(ctx.command), "config")}
    for stranger in _strangers(known):
        click.echo(f"newsclean: {printable(stranger)} is set, but there is no such option", err=True)


def _make_command() -> click.Command:
    from newsclean.cli.main import clean

    return Command(
        "config",
        params=[param for param in clean.params if isinstance(param, click.Option)],
        callback=_print,
        help="Print all options that apply, and where each value comes from: the command line, an environment"
        f" variable {PREFIX}…, {CONFIG_FILE} (or the file of --config), or the default, in this order."
        " What is printed is itself a file of options.",
        examples="""
            newsclean config
            newsclean config --config night.toml --min-words 50
            newsclean config > newsclean.toml
        """,
    )


command = _make_command()
