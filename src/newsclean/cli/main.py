"""The command line. Nothing heavy is imported here, so that `newsclean --help` is quick."""

from __future__ import annotations

import contextlib
import os
import sys

import click

from newsclean import __version__
from newsclean.cli.clean import EPILOG, HELP, clean
from newsclean.cli.click_ext import Commands
from newsclean.errors import Exit, NewscleanError

# Subcommands in other modules, with the line that `--help` prints without importing them.
_ELSEWHERE = {
    "schema": ("newsclean.cli.schema:command", "Print the types of the output."),
    "explain": ("newsclean.cli.explain:command", "Show what was kept and removed on one page, and why."),
    "rules": ("newsclean.cli.rules:command", "List, write, check and try boilerplate rules."),
    "sites": ("newsclean.cli.sites:command", "Learn, show, pin and merge site profiles."),
    "config": ("newsclean.cli.config:command", "Print the options that apply."),
}

cli: click.Group = Commands(
    "newsclean",
    default=clean,
    commands=[],
    elsewhere=_ELSEWHERE,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    help=HELP,
    epilog=EPILOG,
)
click.version_option(__version__, prog_name="newsclean")(cli)


def _hold_standard_streams() -> None:
    """Reopen closed standard streams on /dev/null, so that no other file gets their descriptor.

    Writing to a standard output that was closed still fails: records must not vanish.
    """
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_WRONLY if descriptor == 2 else os.O_RDONLY)


def main() -> None:
    """Run the `newsclean` command; its errors become messages and exit statuses."""
    _hold_standard_streams()
    try:
        cli(prog_name="newsclean")
    except NewscleanError as error:
        with contextlib.suppress(OSError):  # standard error may be a file on a full disk
            click.echo(f"newsclean: {error}", err=True)
        sys.exit(int(error.status))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # the reader is gone: nothing may be flushed at exit
        sys.exit(int(Exit.DONE))
    except KeyboardInterrupt:
        sys.exit(int(Exit.INTERRUPTED))
