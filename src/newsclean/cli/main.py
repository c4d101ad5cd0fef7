"""The command line. Nothing heavy is imported here, so that `newsclean --help` is quick."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING, Any

import click

from newsclean import __version__
from newsclean.cli import params as values
from newsclean.cli.click_ext import Command, Commands, config_option
from newsclean.cli.schema import command as schema
from newsclean.errors import Exit, NewscleanError, OutputError, UsageError
from newsclean.model import Options
from newsclean.output.formats import DEFAULT_SOURCE_NAME, FLAT, LAYOUTS, Layout
from newsclean.readers.names import KINDS as INPUT_KINDS

if TYPE_CHECKING:
    from newsclean.run.config import RunConfig

# Subcommands that live elsewhere: where, and what `--help` says about them without importing them.
_ELSEWHERE = {
    "explain": ("newsclean.cli.explain:command", "Show what is kept and cut of one page, and why."),
    "rules": ("newsclean.cli.rules:command", "List and check the boilerplate rules."),
    "sites": ("newsclean.cli.sites:command", "Learn, show and merge site profiles."),
    "config": ("newsclean.cli.config:command", "Print the options that apply."),
}


_EXAMPLES = """
newsclean scrape/ -o articles.jsonl                   a directory, with all that is in it
newsclean scrape/ -o articles.jsonl.zst --report run.html --resume    overnight
cat page.html | newsclean | jq .title                 one page in, one line out
zcat crawl.warc.gz | newsclean - > articles.jsonl
newsclean pages.jsonl --html-key raw -o articles.parquet
find scrape -name '*.html' | newsclean --files-from - --language de,fr
newsclean explain page.html                           what is kept and cut, and why
"""


_PATH = click.Path(path_type=str)


_HELP = (
    "Clean INPUTS (files, directories, archives; `-` is standard input) and write one JSON line per article."
    " Without INPUTS, standard input is read. The network is never touched."
)
_EPILOG = (
    "Every option can also stand in newsclean.toml or in an environment variable, like NEWSCLEAN_MIN_WORDS;"
    " `newsclean config` shows what applies and where it comes from."
)


@click.command(
    cls=Command,
    help=_HELP,
    short_help="Clean pages: what is done when no command is named.",
    examples=_EXAMPLES,
    epilog=_EPILOG,
)
@click.argument("inputs", nargs=-1, type=_PATH)
@click.option(
    "-o",
    "--output",
    type=_PATH,
    metavar="FILE",
    help="Write records to FILE instead of stdout; .gz and .zst compress, .parquet has typed columns.",
)
@click.option(
    "--rejects", type=_PATH, metavar="FILE", help="Where rejects go; `-` is stderr. With -o: FILE.rejects.jsonl."
)
@click.option(
    "--report", multiple=True, type=_PATH, metavar="FILE", help="Write a report of the run: .json or .html; repeatable."
)
@click.option(
    "--from",
    "kind",
    type=click.Choice(["auto", *INPUT_KINDS]),
    default="auto",
    metavar="KIND",
    help=f"What the inputs are: {', '.join(INPUT_KINDS)}. Default: auto, by names, then by the first 4 KiB.",
)
@click.option(
    "--files-from",
    type=_PATH,
    metavar="FILE",
    help="Read the names of more inputs from FILE (`-` is stdin), one a line.",
)
@click.option("-0", "--null", is_flag=True, help="The names in --files-from end with NUL, not with a newline.")
@click.option(
    "--retry",
    multiple=True,
    type=_PATH,
    metavar="FILE",
    help="Clean the failed pages of FILE, the rejects of an earlier run; repeatable, instead of INPUTS.",
)
@click.option("--include", multiple=True, metavar="GLOB", help="Read only these files of directories and archives.")
@click.option("--exclude", multiple=True, metavar="GLOB", help="Pass over these files and directories.")
@click.option(
    "--limit",
    type=click.IntRange(1),
    metavar="N",
    help="Stop after this many pages. Profiles are still learned from all; for a quick look add --no-learn.",
)
@click.option(
    "--html-key",
    metavar="KEY",
    help="Records (JSONL, JSON, CSV, TSV, XML, Parquet): key of the page, `a.b` for b inside a."
    " Else html, raw_html, content, body or text.",
)
@click.option("--url-key", metavar="KEY", help="Records: key of the address. Else url, uri or link.")
@click.option(
    "--fetched-key",
    metavar="KEY",
    help="Records: key of the time of the fetch. Else fetched_at, warc_date or date_download.",
)
@click.option("--pass", "passed", multiple=True, metavar="KEY", help="Records: carry this key over to `extra`.")
@click.option(
    "--language",
    multiple=True,
    callback=values.languages,
    metavar="TAG",
    help="Keep only articles in these, like de,fr.",
)
@click.option(
    "--min-words",
    type=click.IntRange(0),
    metavar="N",
    default=Options().min_words,
    show_default=True,
    help="Reject articles with fewer words.",
)
@click.option(
    "--keep",
    multiple=True,
    callback=values.kinds,
    shell_complete=values.complete_kinds,
    metavar="KIND",
    help="Do not cut this kind of boilerplate.",
)
@click.option(
    "--drop",
    multiple=True,
    callback=values.kinds,
    shell_complete=values.complete_kinds,
    metavar="KIND",
    help="Cut more of this kind.",
)
@click.option("--rules", multiple=True, type=_PATH, metavar="FILE", help="Add the rules of this TOML file; repeatable.")
@click.option("--sites", type=_PATH, metavar="FILE", help="Use the site profiles of this file; learn none.")
@click.option("--no-learn", is_flag=True, help="Learn no site profiles: start cleaning at once.")
@click.option(
    "--as-of",
    callback=values.date,
    metavar="DATE",
    help="No date later than this is believed on pages without a fetch time.",
)
@click.option("--strict-metadata", is_flag=True, help="Leave out metadata that only one weak source gives.")
@click.option("--explain", is_flag=True, help="Add to each record what was cut by which rule, and the origins.")
@click.option(
    "--layout",
    type=click.Choice(LAYOUTS),
    default=FLAT,
    show_default=True,
    help="Keys of a line: the record's own, or dolma's id, text, source, added, created, metadata.",
)
@click.option(
    "--source-name",
    default=DEFAULT_SOURCE_NAME,
    show_default=True,
    metavar="NAME",
    help="dolma: name of the data set, as `source`; the page's path goes to metadata.",
)
@click.option(
    "--fields",
    multiple=True,
    callback=values.fields,
    metavar="A,B,C",
    help="Write only these keys of the record (dolma: of metadata). --resume needs `source` among them.",
)
@click.option(
    "--dedup",
    is_flag=True,
    help="Add `duplicate_of`: the source of the first article with the same or nearly the same text, or null."
    " Needs newsclean[dedup].",
)
@click.option(
    "--dedup-memory",
    callback=values.size,
    default="1g",
    show_default=True,
    metavar="SIZE",
    help="For --dedup; a million different articles take 1.5g.",
)
@click.option(
    "-j", "--jobs", type=click.IntRange(1), metavar="N", help="Worker processes. Default: the machine's cores."
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.1),
    metavar="SECONDS",
    default=20.0,
    show_default=True,
    help="Seconds for one page.",
)
@click.option(
    "--max-size", callback=values.size, metavar="SIZE", default="10m", show_default=True, help="Largest page, decoded."
)
@click.option(
    "--max-memory",
    callback=values.size,
    metavar="SIZE",
    default="448m",
    show_default=True,
    help="Memory of one worker.",
)
@click.option("--resume", is_flag=True, help="Go on where an earlier run with the same -o ended.")
@click.option(
    "--redo",
    is_flag=True,
    help="With --resume: where a page is new or unreadable, drop the pages that were done after it and do them again.",
)
@click.option("--overwrite", is_flag=True, help="Replace an output that exists.")
@click.option("-q", "--quiet", is_flag=True, help="Only errors on stderr.")
@click.option("-v", "--verbose", is_flag=True, help="Name every reject; log a line every minute.")
@config_option()
def clean(**typed: Any) -> None:
    """See the help above."""
    if typed["retry"] and (typed["inputs"] or typed["files_from"] is not None):
        raise UsageError("--retry names its pages itself: leave out INPUTS and --files-from")
    if not typed["inputs"] and typed["files_from"] is None and not typed["retry"]:
        if sys.stdin is None or sys.stdin.isatty():
            context = click.get_current_context()
            click.echo((context.parent or context).get_help())
            return
        typed["inputs"] = ("-",)
    sys.exit(int(run_and_report(_config(typed))))


def run_and_report(config: RunConfig) -> Exit:
    """Carry out a run, write its reports, print the summary; return the exit status."""
    from newsclean.report.build import ending, summary, write_reports
    from newsclean.run.progress import say
    from newsclean.run.run import execute

    result = execute(config)
    try:
        write_reports(result)
    except OutputError as error:
        say(str(error))
        result.status = error.status
    if result.config.verbosity >= 0 and not result.reader_left:
        say(summary(result))
        if stopped := ending(result):
            say(stopped)
    return result.status


def _config(typed: dict[str, Any]) -> RunConfig:
    """Return what was typed as the configuration of a run."""
    from newsclean.run.config import RunConfig
    from newsclean.workers.pool import available_cores

    if typed["quiet"] and typed["verbose"]:
        raise UsageError("--quiet and --verbose exclude each other")
    return RunConfig(
        paths=tuple(typed["retry"] or typed["inputs"]),
        retry=bool(typed["retry"]),
        reading=values.read_options(typed),
        options=values.page_options(typed, explain=typed["explain"]),
        layout=Layout(typed["layout"], typed["fields"], typed["source_name"], dedup=typed["dedup"]),
        dedup_memory=typed["dedup_memory"],
        rule_files=tuple(typed["rules"]),
        sites_file=typed["sites"],
        learn=not typed["no_learn"],
        output=None if typed["output"] == "-" else typed["output"],
        rejects=typed["rejects"],
        reports=tuple(typed["report"]),
        jobs=typed["jobs"] or available_cores(),
        timeout=typed["timeout"],
        memory=typed["max_memory"],
        limit=typed["limit"],
        resume=typed["resume"],
        redo=typed["redo"],
        overwrite=typed["overwrite"],
        verbosity=typed["verbose"] - typed["quiet"],
    )


cli: click.Group = Commands(
    "newsclean",
    default=clean,
    commands=[schema],
    elsewhere=_ELSEWHERE,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    help=_HELP,
    epilog=_EPILOG,
)
click.version_option(__version__, prog_name="newsclean")(cli)


def _hold_standard_streams() -> None:
    """Put something in the place of standard streams that are closed, so that no other file gets their number.

    A write to what was standard output fails still: records must not vanish.
    """
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_WRONLY if descriptor == 2 else os.O_RDONLY)


def main() -> None:
    """The entry point of the `newsclean` command."""
    _hold_standard_streams()
    try:
        cli(prog_name="newsclean")
    except NewscleanError as error:
        with contextlib.suppress(OSError):  # a full disk behind standard error
            click.echo(f"newsclean: {error}", err=True)
        sys.exit(int(error.status))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # nobody reads: nothing must be flushed at the end
        sys.exit(int(Exit.DONE))
    except KeyboardInterrupt:
        sys.exit(int(Exit.INTERRUPTED))
