"""The reference of the command line, made from the commands: `python -m newsclean.reference > docs/cli.md`."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import click

from newsclean.cli import clean, cli
from newsclean.commands import Command, Elsewhere, group_options, long_name

_HEAD = """\
# The command line

Made from the program by `python -m newsclean.reference`: it says what `--help` says. How the parts go together is told
in [using.md](using.md). Options for which a variable is named can also stand in the environment, and under their long
name in `newsclean.toml`: see [there](using.md#options-from-a-file-and-the-environment).
"""


def reference() -> str:
    """The whole document, in Markdown."""
    context = click.Context(cli, info_name="newsclean")
    names = ["clean", *(name for name in cli.list_commands(context) if name != "clean")]
    return "\n".join([_HEAD, *(part for name in names for part in _command(_load(name, context), context, name))])


def _load(name: str, context: click.Context) -> click.Command:
    command = cli.get_command(context, name)
    assert command is not None
    return command.load() if isinstance(command, Elsewhere) else command


def _command(command: click.Command, parent: click.Context, name: str) -> Iterator[str]:
    """The parts on a command and those below it, each with a line break at its end."""
    context = click.Context(command, info_name=name, parent=parent)
    usage = " ".join(command.collect_usage_pieces(context))
    yield f"## newsclean {context.command_path.removeprefix('newsclean ')}\n"
    yield f"    {'newsclean' if command is clean else context.command_path} {usage}\n"
    yield _prose(command.help or "") + "\n"
    if isinstance(command, Command) and command.examples:
        yield "Examples:\n"
        yield textwrap.indent(textwrap.dedent(command.examples).strip("\n"), "    ") + "\n"
    if command is not clean and [*command.params] == [*filter(_is_option, clean.params)]:
        yield "It takes the options of `newsclean clean`.\n"
        return
    for heading, options in group_options(command.get_params(context)).items():
        yield from _table(heading, [option for option in options if long_name(option) != "help"], context)
    if isinstance(command, click.Group):
        for child in command.list_commands(context):
            found = command.get_command(context, child)
            assert found is not None
            yield from _command(found, context, child)


def _is_option(param: click.Parameter) -> bool:
    return isinstance(param, click.Option)


def _table(heading: str, options: list[click.Option], context: click.Context) -> Iterator[str]:
    if not options:
        return
    with_variable = any(option.envvar for option in options)
    rows = [f"| {heading.lower()} | meaning |{' variable |' if with_variable else ''}"]
    rows.append("|--|--|--|" if with_variable else "|--|--|")
    for option in options:
        names, text = option.get_help_record(context) or ("", "")
        variable = f" `{option.envvar}` |" if option.envvar else " |" if with_variable else ""
        rows.append(f"| `{_cell(names)}` | {_cell(text)} |{variable}")
    yield "\n".join(rows) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _prose(text: str) -> str:
    """Paragraphs, each on a line of its own."""
    parts = textwrap.dedent(text).strip().split("\n\n")
    return "\n\n".join(" ".join(part.split()) for part in parts).replace("<", "&lt;")


if __name__ == "__main__":
    click.echo(reference(), nl=False)
