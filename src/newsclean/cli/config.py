"""`newsclean config`: print the options that apply and where each comes from."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import click
from click.core import ParameterSource

from newsclean.cli.clean import clean
from newsclean.cli.click_ext import CONFIG_FILE, PREFIX, Command, settings, variable
from newsclean.cli.config_file import shown
from newsclean.escaping import printable

_WIDTH = 34


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
        setting = f"# {name}" if is_unset else f"{name} = {shown(value)}"
        yield f"{setting:{_WIDTH}}  # {'not set' if is_unset else origin}"


def _strangers(names: set[str]) -> list[str]:
    """Return variables that look like ours and set nothing."""
    return sorted(key for key in os.environ if key.startswith(PREFIX) and key not in names)


def _print(**_: Any) -> None:
    ctx = click.get_current_context()
    for line in _lines(ctx):
        click.echo(line)
    known = {variable(name) for name in (*settings(ctx.command), "config")}
    for stranger in _strangers(known):
        click.echo(f"newsclean: {printable(stranger)} is set, but is not an option", err=True)


command = Command(
    "config",
    params=[param for param in clean.params if isinstance(param, click.Option)],
    callback=_print,
    help="Print all options that apply, and where each value comes from: the command line, an environment"
    f" variable {PREFIX}…, {CONFIG_FILE} (or the file of --config), or the default, in this order."
    " The output can itself be used as a file of options.",
    examples="""
        newsclean config
        newsclean config --config night.toml --min-words 50
        newsclean config > newsclean.toml
    """,
)
