"""Help, groups and commands that are misspelled."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from newsclean.cli.clean import clean
from newsclean.cli.click_ext import Elsewhere
from newsclean.cli.main import cli


def test_help_fits_eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")

    def helps(words: list[str], command: click.Command) -> Iterator[str]:
        yield CliRunner().invoke(cli, [*words, "--help"], prog_name="newsclean").output
        command = command.load() if isinstance(command, Elsewhere) else command
        if not isinstance(command, click.Group):
            return
        for name in command.list_commands(click.Context(command)):
            child = command.get_command(click.Context(command), name)
            assert child is not None
            yield from helps([*words, name], child)

    texts = list(helps([], cli))
    assert len(texts) > 12
    assert [line for text in texts for line in text.splitlines() if len(line) > 80] == []
    assert texts[0].index("Commands:") < texts[0].index("Input:")


@pytest.mark.parametrize(("word", "meant"), [("explian", "explain"), ("rule", "rules"), ("Schema", "schema")])
def test_a_command_that_is_misspelled_is_told(word: str, meant: str) -> None:
    done = CliRunner().invoke(cli, [word, "x.html"], prog_name="newsclean")
    assert str(done.exception) == f"there is no file or command {word!r}; did you mean newsclean {meant}?"
    other = CliRunner().invoke(cli, ["scrape"], prog_name="newsclean")
    assert "cannot read scrape" in str(other.exception)


def test_help_names_every_option_and_every_command() -> None:
    shown = CliRunner().invoke(cli, ["--help"]).stdout
    for name in cli.list_commands(None):  # type: ignore[arg-type]
        assert re.search(rf"^  {name}\b", shown, re.MULTILINE), name
    shown = CliRunner().invoke(cli, ["clean", "--help"]).stdout
    for parameter in clean.params:
        for option in parameter.opts:
            assert option.startswith("-") is False or option in shown
    assert set(cli.list_commands(None)) >= {"clean", "schema"}  # type: ignore[arg-type]
