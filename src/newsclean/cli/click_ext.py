"""Additions to click: options from file and environment, and grouped help with examples."""

from __future__ import annotations

import importlib
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource
from click.shell_completion import CompletionItem
from click_default_group import DefaultGroup  # type: ignore[import-untyped]

CONFIG_FILE = "newsclean.toml"
PREFIX = "NEWSCLEAN_"

# Headings of the help, and the options under them by their long names.
GROUPS = {
    "Input": "from files-from null manifest url retry include exclude limit html-key url-key fetched-key pass",
    "Output": "output output-dir file-type rejects report explain layout source-name fields dedup dedup-memory",
    "Structure": "text-format links images blocks",
    "What is kept": "language min-words keep drop rules site-configs as-of strict-metadata",
    "Site profiles": "sites no-learn",
    "Running": "jobs timeout max-size max-memory resume redo update overwrite config quiet verbose version help",
}
_FEW = 15  # options that need no headings
_COLUMN = 28  # characters; longer ones go on a line of their own
# Mutually exclusive options: the higher-precedence source wins.
_EXCLUSIVE = (("quiet", "verbose"), ("resume", "overwrite"), ("resume", "update"))
_STRENGTH = (
    ParameterSource.DEFAULT,
    ParameterSource.DEFAULT_MAP,
    ParameterSource.ENVIRONMENT,
    ParameterSource.COMMANDLINE,
)


def long_name(option: click.Parameter) -> str:
    """Return how an option is called in files and in prose: "min-words" of "--min-words"."""
    return max(option.opts, key=len).lstrip("-")


def settings(command: click.Command) -> dict[str, click.Option]:
    """Return the options of `clean` that files and environment may set, by their long names."""
    options = [param for param in command.params if isinstance(param, click.Option)]
    return {name: option for option in options if (name := long_name(option)) not in ("config", "help")}


def _read_config(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Make the settings of a file the defaults of the command that is called."""
    if value is None and not Path(CONFIG_FILE).is_file():
        return None
    from newsclean.cli.config_file import read_config

    own = settings(ctx.command)
    known = ctx.command.known if isinstance(ctx.command, Command) else own
    ctx.default_map = read_config(value or CONFIG_FILE, known, own)
    return value or CONFIG_FILE


def config_option() -> Callable[[Any], Any]:
    """Return the option `--config`, for every command that has settings."""
    return click.option(
        "--config",
        type=click.Path(path_type=str),
        metavar="FILE",
        is_eager=True,
        envvar=variable("config"),
        callback=_read_config,
        help=f"Take options from this TOML file. Default: {CONFIG_FILE} if there is one.",
    )


class Command(click.Command):
    """A command whose help begins with `examples`, and whose options may be set in a file or the environment.

    `shared` are the long names of those that may; None means all. `known` is the command whose options a file may
    name without an error, if it is another one.
    """

    def __init__(
        self,
        *args: Any,
        examples: str = "",
        shared: Iterable[str] | None = None,
        known: click.Command | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.examples = examples
        self._known = known or self
        for name, option in settings(self).items():
            if shared is None or name in shared:
                option.envvar = variable(name)

    @property
    def known(self) -> dict[str, click.Option]:
        """The options that a file may name, by their long names."""
        return settings(self._known)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            rest = super().parse_args(ctx, args)
        except click.BadParameter as error:
            if error.param is not None and error.param.name is not None:
                error.param_hint = origin_of_error(ctx, error.param) or error.param_hint
            raise
        for names in _EXCLUSIVE:
            strength = {name: _strength(ctx, name) for name in names if ctx.params.get(name)}
            if len(set(strength.values())) > 1:
                ctx.params[min(strength, key=lambda name: strength[name])] = False
        return rest

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_examples(formatter, self.examples)
        super().format_help_text(ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_options(formatter, ctx, self.get_params(ctx))


class Commands(DefaultGroup):  # type: ignore[misc]  # the package has no types
    """Commands of which `default` is meant when none is named: help and completion are that one's, too.

    `elsewhere` are those that are imported when they run: name -> "module:attribute" and what the help says.
    """

    def __init__(self, name: str, *, default: Command, elsewhere: Mapping[str, tuple[str, str]], **kwargs: Any) -> None:
        commands = [default, *kwargs.pop("commands")]
        super().__init__(name, commands=commands, default=default.name, default_if_no_args=True, **kwargs)
        self._default = default
        self._elsewhere = elsewhere

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*self.commands, *self._elsewhere})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in self._elsewhere:
            return Elsewhere(cmd_name, *self._elsewhere[cmd_name])
        found: click.Command | None = super().get_command(ctx, cmd_name)
        return found

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if ctx.resilient_parsing and not args:  # the first word is being completed: it may name a command
            return click.Group.parse_args(self, ctx, args)
        rest: list[str] = super().parse_args(ctx, args)
        return rest

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, "[OPTIONS] [INPUTS]...")
        formatter.write_usage(ctx.command_path, "COMMAND [ARGS]...", prefix=" " * len("Usage: "))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_examples(formatter, self._default.examples)
        super().format_help_text(ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        own = [param for param in self.get_params(ctx) if "--version" in param.opts]
        self.format_commands(ctx, formatter)
        write_options(formatter, ctx, [*self._default.get_params(ctx), *own])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        inputs = [param for param in self._default.params if isinstance(param, click.Argument)]
        files = [] if incomplete.startswith("-") else [i for p in inputs for i in p.shell_complete(ctx, incomplete)]
        return [*super().shell_complete(ctx, incomplete), *self._default.shell_complete(ctx, incomplete), *files]


class Elsewhere(click.Command):
    """A command that is imported when it runs."""

    def __init__(self, name: str, place: str, text: str) -> None:
        super().__init__(name, help=text)
        self._place = place

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        return self.load().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        return ctx.command.invoke(ctx)

    def load(self) -> click.Command:
        """Return the command itself."""
        module, attribute = self._place.split(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command


def variable(name: str) -> str:
    """Return the environment variable of an option: "NEWSCLEAN_MIN_WORDS" of "min-words"."""
    return PREFIX + name.upper().replace("-", "_")


def _strength(ctx: click.Context, name: str) -> int:
    source = ctx.get_parameter_source(name)
    return _STRENGTH.index(source) if source in _STRENGTH else 0


def origin_of_error(ctx: click.Context, param: click.Parameter) -> str | None:
    """Return what an error message calls a parameter that was not typed; None for one that was."""
    source = ctx.get_parameter_source(param.name or "")
    if source is ParameterSource.ENVIRONMENT:
        return str(param.envvar)
    if source is ParameterSource.DEFAULT_MAP:
        return f"{long_name(param)} in {ctx.params.get('config')}"
    return None


def write_examples(formatter: click.HelpFormatter, examples: str) -> None:
    """Write examples as they are, under their heading."""
    if examples:
        with formatter.section("Examples"):
            formatter.write(textwrap.indent(textwrap.dedent(examples).strip("\n"), "  ") + "\n")


def group_options(params: Sequence[click.Parameter]) -> dict[str, list[click.Option]]:
    """Return options under the headings of `GROUPS`, in their order, others under "Options"; a few need no headings."""
    left = {long_name(param): param for param in params if isinstance(param, click.Option)}
    groups = {}
    for heading, names in GROUPS.items() if len(left) > _FEW else ():
        if found := [left.pop(name) for name in names.split() if name in left]:
            groups[heading] = found
    return {**groups, "Options": list(left.values())} if left else groups


def write_options(formatter: click.HelpFormatter, ctx: click.Context, params: Sequence[click.Parameter]) -> None:
    """Write options under their headings, all in two columns."""
    groups = {
        heading: [record for option in options if (record := option.get_help_record(ctx))]
        for heading, options in group_options(params).items()
    }
    width = min(max(len(first) for rows in groups.values() for first, _ in rows), _COLUMN)
    for heading, rows in groups.items():
        with formatter.section(heading):
            formatter.write_dl([(f"{first:{width}}", text) for first, text in rows])
