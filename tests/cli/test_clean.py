"""`newsclean clean`: what was typed becomes the configuration of a run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from newsclean.cli import clean as module
from newsclean.cli.main import cli
from newsclean.errors import Exit
from newsclean.run.config import RunConfig


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[RunConfig]:
    """The configurations of the runs that commands would carry out."""
    configs: list[RunConfig] = []

    def take(config: RunConfig, *_: object) -> Exit:
        configs.append(config)
        return Exit.DONE

    monkeypatch.setattr(module, "run_and_report", take)
    return configs


def run(*arguments: str | Path, **options: Any) -> Result:
    return CliRunner().invoke(cli, [*map(str, arguments)], prog_name="newsclean", **options)


def test_without_inputs_standard_input_is_read(typed: list[RunConfig]) -> None:
    assert run("--quiet", input="<p>").exit_code == 0
    assert (typed[0].paths, typed[0].output, typed[0].verbosity) == (("-",), None, -1)


def test_options_reach_their_parts_of_the_configuration(typed: list[RunConfig]) -> None:
    run(
        "a",
        "-o",
        "o.jsonl",
        "--min-words",
        "3",
        "--keep",
        "bio,ad",
        "--layout",
        "dolma",
        "--html-key",
        "raw",
        "-j",
        "2",
    )
    (config,) = typed
    assert (config.options.min_words, config.options.keep) == (3, frozenset({"bio", "ad"}))
    assert (config.layout.name, config.reading.keys.html, config.jobs) == ("dolma", "raw", 2)
    assert config.learn


def test_a_directory_for_pages_decides_on_the_rest(typed: list[RunConfig]) -> None:
    run("a", "--output-dir", "out")
    run("a", "--output-dir", "out", "--file-type", "md")
    run("a", "--output-dir", "out", "--text-format", "markdown", "-o", "o.jsonl")
    assert [(config.output, config.file_type, config.options.text_format) for config in typed] == [
        ("out/records.jsonl", "txt", "plain"),
        ("out/records.jsonl", "md", "markdown"),
        ("o.jsonl", "md", "markdown"),
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a", "--file-type", "md"], "--file-type needs --output-dir"),
        (["a", "--quiet", "--verbose"], "mutually exclusive"),
        (["a", "--retry", "r.jsonl"], "--retry takes its pages from the rejects"),
        (["a", "--keep", "biio"], "did you mean bio?"),
    ],
)
def test_what_does_not_go_together_is_said(typed: list[RunConfig], arguments: list[str], message: str) -> None:
    done = run(*arguments)
    assert message in f"{done.exception}{done.output}"
    assert done.exit_code != 0
    assert typed == []


def test_the_status_of_the_run_is_that_of_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "run_and_report", lambda *_: Exit.FAILED_PAGES)
    assert run("a").exit_code == 1
