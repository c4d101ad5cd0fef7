"""`newsclean` and `newsclean clean`: clean pages. The heavy parts are imported when a run begins."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newsclean.cli import clean_options as group
from newsclean.cli import params as values
from newsclean.cli.click_ext import Command, config_option
from newsclean.errors import Exit, OutputError, UsageError
from newsclean.options import MARKDOWN
from newsclean.output.formats import Layout
from newsclean.output.page_files import FILE_TYPES, INDEX

if TYPE_CHECKING:
    from newsclean.run.config import RunConfig
    from newsclean.workers.pool import Pool

PRELOAD = "newsclean.cleaning"  # what a worker imports first
_EXAMPLES = """
newsclean scrape/ -o articles.jsonl       a directory and everything in it
newsclean scrape/ -o articles.jsonl.zst --report run.html --resume
newsclean scrape/ -o articles.jsonl.zst --update    only new and changed pages
cat page.html | newsclean | jq .title     one page in, one line out
zcat crawl.warc.gz | newsclean - > articles.jsonl
newsclean pages.jsonl --html-key raw -o articles.parquet
find scrape -name '*.html' | newsclean --files-from - --language de,fr
newsclean explain page.html               what was kept or removed, and why
"""

HELP = (
    "Clean INPUTS (files, directories, archives; `-` is standard input) and write one JSON line per article."
    " Without INPUTS, standard input is read. Nothing is ever fetched from the network."
)
EPILOG = (
    "Every option can also be set in newsclean.toml or by an environment variable, like NEWSCLEAN_MIN_WORDS;"
    " `newsclean config` shows what applies and where it comes from."
)


@click.command(
    cls=Command,
    help=HELP,
    short_help="Clean pages (default command).",
    examples=_EXAMPLES,
    epilog=EPILOG,
)
@click.argument("inputs", nargs=-1, type=click.Path(path_type=str))
@group.with_options(
    group.OUTPUT_FILES,
    group.INPUT,
    group.PAGE,
    group.SITE_PROFILES,
    group.METADATA,
    group.TEXT,
    group.RECORDS,
    group.RUN,
)
@config_option()
def clean(**typed: Any) -> None:
    """Clean pages; the help is above."""
    is_listed = typed["files_from"] is not None or typed["manifest"] is not None
    if typed["retry"] and (typed["inputs"] or typed["files_from"] is not None):
        raise UsageError("--retry takes its pages from the rejects: leave out INPUTS and --files-from")
    if not typed["inputs"] and not is_listed and not typed["retry"]:
        if sys.stdin is None or sys.stdin.isatty():
            context = click.get_current_context()
            click.echo((context.parent or context).get_help())
            return
        typed["inputs"] = ("-",)
    _check_command(typed["inputs"])
    with _early_pool(typed) as pool:
        sys.exit(int(run_and_report(_config(typed), pool)))


def _early_pool(typed: dict[str, Any]) -> Pool:
    """Return a pool whose first worker loads what cleaning takes while this process reads its configuration."""
    from newsclean.workers.pool import Pool
    from newsclean.workers.system import available_cores

    typed["jobs"] = typed["jobs"] or available_cores()
    pool = Pool(typed["jobs"], timeout=typed["timeout"], memory=typed["max_memory"], preload=PRELOAD)
    pool.warm_up()
    return pool


def _check_command(inputs: Sequence[str]) -> None:
    """Raise `UsageError` for a first word that is no file, but nearly the name of a command."""
    word = inputs[0] if inputs else ""
    parent = click.get_current_context().parent
    if parent is None or not word.isalpha() or Path(word).exists():
        return
    from difflib import get_close_matches

    group = parent.command
    names = group.list_commands(parent) if isinstance(group, click.Group) else []
    if near := get_close_matches(word.lower(), names, n=1, cutoff=0.7):
        raise UsageError(f"there is no file or command {word!r}; did you mean newsclean {near[0]}?")


def run_and_report(config: RunConfig, pool: Pool | None = None) -> Exit:
    """Carry out a run, write its reports, print the summary; return the exit status. `pool` is one for `config`."""
    from newsclean.report.build import ending, lost, summary, write_reports
    from newsclean.run.history import notes
    from newsclean.run.progress import say
    from newsclean.run.run import execute

    result = execute(config, pool)
    try:
        write_reports(result)
    except OutputError as error:
        say(str(error))
        result.status = error.status
    if result.config.verbosity >= 0 and not result.reader_left:
        say(summary(result))
        for line in notes(lost(result)):
            say(line)
        if stopped := ending(result):
            say(stopped)
    return result.status


def _choose_files(typed: dict[str, Any]) -> None:
    """Fill in what --output-dir leaves open."""
    if typed["output_dir"] is None:
        if typed["file_type"] is not None:
            raise UsageError("--file-type needs --output-dir")
        typed["file_type"] = FILE_TYPES[0]
        return
    if typed["output"] is None:
        typed["output"] = str(Path(typed["output_dir"]) / INDEX)
    if typed["file_type"] is None:
        typed["file_type"] = "md" if typed["text_format"] == MARKDOWN else "txt"
    if typed["file_type"] == "md":
        typed["text_format"] = MARKDOWN


def _config(typed: dict[str, Any]) -> RunConfig:
    """Return what was typed as the configuration of a run."""
    from newsclean.run.config import RunConfig

    if typed["quiet"] and typed["verbose"]:
        raise UsageError("--quiet and --verbose are mutually exclusive")
    _choose_files(typed)
    return RunConfig(
        paths=tuple(typed["retry"] or typed["inputs"]),
        retry=bool(typed["retry"]),
        reading=values.read_options(typed),
        options=values.page_options(typed, explain=typed["explain"]),
        layout=Layout(typed["layout"], typed["fields"], typed["source_name"], dedup=typed["dedup"]),
        dedup_memory=typed["dedup_memory"],
        rule_files=tuple(typed["rules"]),
        sites_file=typed["sites"],
        site_configs=typed["site_configs"],
        learn=not typed["no_learn"],
        output=None if typed["output"] == "-" else typed["output"],
        output_dir=typed["output_dir"],
        file_type=typed["file_type"],
        rejects=typed["rejects"],
        reports=tuple(typed["report"]),
        jobs=typed["jobs"],
        timeout=typed["timeout"],
        memory=typed["max_memory"],
        limit=typed["limit"],
        resume=typed["resume"],
        redo=typed["redo"],
        update=typed["update"],
        overwrite=typed["overwrite"],
        verbosity=typed["verbose"] - typed["quiet"],
    )
