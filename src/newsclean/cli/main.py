"""The command line. Nothing heavy is imported here, so that `newsclean --help` is quick."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newsclean import __version__
from newsclean.cli import params as values
from newsclean.cli.click_ext import Command, Commands, config_option
from newsclean.cli.schema import command as schema
from newsclean.errors import Exit, NewscleanError, OutputError, UsageError
from newsclean.model import MARKDOWN, PLAIN, TEXT_FORMATS, Options
from newsclean.output.formats import DEFAULT_SOURCE_NAME, FLAT, LAYOUTS, Layout
from newsclean.output.page_files import FILE_TYPES, INDEX
from newsclean.readers.names import KINDS as INPUT_KINDS

if TYPE_CHECKING:
    from newsclean.run.config import RunConfig

# Subcommands in other modules, with the line that `--help` prints without importing them.
_ELSEWHERE = {
    "explain": ("newsclean.cli.explain:command", "Show what was kept and removed on one page, and why."),
    "rules": ("newsclean.cli.rules:command", "List and check the boilerplate rules."),
    "sites": ("newsclean.cli.sites:command", "Learn, show and merge site profiles."),
    "config": ("newsclean.cli.config:command", "Print the options that apply."),
}


_EXAMPLES = """
newsclean scrape/ -o articles.jsonl                   a directory and everything in it
newsclean scrape/ -o articles.jsonl.zst --report run.html --resume    overnight
cat page.html | newsclean | jq .title                 one page in, one line out
zcat crawl.warc.gz | newsclean - > articles.jsonl
newsclean pages.jsonl --html-key raw -o articles.parquet
find scrape -name '*.html' | newsclean --files-from - --language de,fr
newsclean explain page.html                           what was kept or removed, and why
"""


_PATH = click.Path(path_type=str)


_HELP = (
    "Clean INPUTS (files, directories, archives; `-` is standard input) and write one JSON line per article."
    " Without INPUTS, standard input is read. Nothing is ever fetched from the network."
)
_EPILOG = (
    "Every option can also be set in newsclean.toml or by an environment variable, like NEWSCLEAN_MIN_WORDS;"
    " `newsclean config` shows what applies and where it comes from."
)


@click.command(
    cls=Command,
    help=_HELP,
    short_help="Clean pages (default command).",
    examples=_EXAMPLES,
    epilog=_EPILOG,
)
@click.argument("inputs", nargs=-1, type=_PATH)
@click.option(
    "-o",
    "--output",
    type=_PATH,
    metavar="FILE",
    help="Write records to FILE instead of stdout; .gz and .zst compress, .parquet has typed columns, .csv has rows.",
)
@click.option(
    "--output-dir",
    type=_PATH,
    metavar="DIR",
    help="Write each article to a file of its own below DIR, too; the records go to DIR/records.jsonl without -o.",
)
@click.option(
    "--file-type",
    type=click.Choice(FILE_TYPES),
    help="--output-dir: text, Markdown (with --text-format markdown, too) or the record. Default: that of the text.",
)
@click.option(
    "--rejects",
    type=_PATH,
    metavar="FILE",
    help="Write rejects to FILE; `-` is stderr. Default with -o: FILE.rejects.jsonl.",
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
    help=f"Input format: {', '.join(INPUT_KINDS)}. Default: auto, by name, else by the first 4 KiB.",
)
@click.option(
    "--files-from",
    type=_PATH,
    metavar="FILE",
    help="Read more input names from FILE (`-` is stdin), one per line.",
)
@click.option(
    "--manifest",
    type=_PATH,
    metavar="FILE",
    help="Read the pages that this CSV or JSONL lists: their `path`, from its directory on, `url` and `fetched_at`.",
)
@click.option("--url", callback=values.url, metavar="URL", help="The URL of the page, where there is only one.")
@click.option("-0", "--null", is_flag=True, help="Names in --files-from are NUL-delimited.")
@click.option(
    "--retry",
    multiple=True,
    type=_PATH,
    metavar="FILE",
    help="Clean the failed pages listed in FILE, the rejects of an earlier run, instead of INPUTS; repeatable.",
)
@click.option(
    "--include", multiple=True, metavar="GLOB", help="Read only matching files of directories and archives; repeatable."
)
@click.option("--exclude", multiple=True, metavar="GLOB", help="Ignore matching files and directories; repeatable.")
@click.option(
    "--limit",
    type=click.IntRange(1),
    metavar="N",
    help="Stop after this many pages. Site profiles are still learned from all; for a quick look add --no-learn.",
)
@click.option(
    "--html-key",
    metavar="KEY",
    help="Records (JSONL, JSON, CSV, TSV, XML, Parquet): key of the HTML, `a.b` for b inside a."
    " Default: html, raw_html, content, body or text.",
)
@click.option("--url-key", metavar="KEY", help="Records: key of the URL. Default: url, uri or link.")
@click.option(
    "--fetched-key",
    metavar="KEY",
    help="Records: key of the fetch time. Default: fetched_at, warc_date or date_download.",
)
@click.option("--pass", "passed", multiple=True, metavar="KEY", help="Records: copy this key to `extra`; repeatable.")
@click.option(
    "--language",
    multiple=True,
    callback=values.languages,
    metavar="TAG",
    help="Keep only articles in these languages, like de,fr.",
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
    help="Do not remove this kind of boilerplate.",
)
@click.option(
    "--drop",
    multiple=True,
    callback=values.kinds,
    shell_complete=values.complete_kinds,
    metavar="KIND",
    help="Remove this kind more aggressively.",
)
@click.option("--rules", multiple=True, type=_PATH, metavar="FILE", help="Add the rules of this TOML file; repeatable.")
@click.option(
    "--site-configs",
    type=_PATH,
    metavar="DIR",
    help="Follow the site configurations in DIR, files like example.com.txt as FiveFilters collects them.",
)
@click.option("--sites", type=_PATH, metavar="FILE", help="Use the site profiles in FILE instead of learning.")
@click.option("--no-learn", is_flag=True, help="Do not learn site profiles; start cleaning at once.")
@click.option(
    "--as-of",
    callback=values.date,
    metavar="DATE",
    help="Latest plausible date on pages without a fetch time.",
)
@click.option("--strict-metadata", is_flag=True, help="Omit metadata values that come from a single weak source.")
@click.option(
    "--explain",
    is_flag=True,
    help="Add to each record every removed block with its rule, and the origin of each field.",
)
@click.option(
    "--text-format",
    type=click.Choice(TEXT_FORMATS),
    default=PLAIN,
    show_default=True,
    help="The text's form; Markdown has headings, lists, quotes, code, tables and emphasis.",
)
@click.option("--blocks", is_flag=True, help="Add `blocks` to each record: the body as typed blocks.")
@click.option("--links", is_flag=True, help="In Markdown and in blocks: the links of the text, as absolute URLs.")
@click.option("--images", is_flag=True, help="In Markdown and in blocks: the images of the article, with captions.")
@click.option(
    "--layout",
    type=click.Choice(LAYOUTS),
    default=FLAT,
    show_default=True,
    help="Keys of each line: the record's own, or dolma's id, text, source, added, created, metadata.",
)
@click.option(
    "--source-name",
    default=DEFAULT_SOURCE_NAME,
    show_default=True,
    metavar="NAME",
    help="dolma: data set name, written as `source`; the page's path moves to `metadata`.",
)
@click.option(
    "--fields",
    multiple=True,
    callback=values.fields,
    metavar="A,B,C",
    help="Write only these keys (dolma: of `metadata`). --resume needs `source` among them.",
)
@click.option(
    "--dedup",
    is_flag=True,
    help="Mark near-duplicates: adds `duplicate_of`, the source of the first such article, or null."
    " Needs newsclean[dedup].",
)
@click.option(
    "--dedup-memory",
    callback=values.size,
    default="1g",
    show_default=True,
    metavar="SIZE",
    help="Memory for --dedup; a million distinct articles need 1.5g.",
)
@click.option("-j", "--jobs", type=click.IntRange(1), metavar="N", help="Worker processes. Default: number of cores.")
@click.option(
    "--timeout",
    type=click.FloatRange(0.1),
    metavar="SECONDS",
    default=20.0,
    show_default=True,
    help="CPU seconds for one page.",
)
@click.option(
    "--max-size",
    callback=values.size,
    metavar="SIZE",
    default="10m",
    show_default=True,
    help="Largest page, in bytes after decompression.",
)
@click.option(
    "--max-memory",
    callback=values.size,
    metavar="SIZE",
    default="448m",
    show_default=True,
    help="Memory limit of each worker.",
)
@click.option("--resume", is_flag=True, help="Resume an earlier run with the same -o.")
@click.option(
    "--redo",
    is_flag=True,
    help="With --resume: if a page is new or unreadable, redo the pages after it.",
)
@click.option("--update", is_flag=True, help="Clean only pages that are new or changed, and append them to -o.")
@click.option("--overwrite", is_flag=True, help="Replace an existing output.")
@click.option("-q", "--quiet", is_flag=True, help="Only errors on stderr.")
@click.option("-v", "--verbose", is_flag=True, help="List every reject; log progress every minute.")
@config_option()
def clean(**typed: Any) -> None:
    """Clean pages; the help is above."""
    is_listed = typed["files_from"] is not None or typed["manifest"] is not None
    if typed["retry"] and (typed["inputs"] or is_listed):
        raise UsageError("--retry takes its pages from the rejects: leave out INPUTS, --files-from and --manifest")
    if not typed["inputs"] and not is_listed and not typed["retry"]:
        if sys.stdin is None or sys.stdin.isatty():
            context = click.get_current_context()
            click.echo((context.parent or context).get_help())
            return
        typed["inputs"] = ("-",)
    sys.exit(int(run_and_report(_config(typed))))


def run_and_report(config: RunConfig) -> Exit:
    """Carry out a run, write its reports, print the summary; return the exit status."""
    from newsclean.report.build import ending, lost, summary, write_reports
    from newsclean.run.history import notes
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
    from newsclean.workers.pool import available_cores

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
        jobs=typed["jobs"] or available_cores(),
        timeout=typed["timeout"],
        memory=typed["max_memory"],
        limit=typed["limit"],
        resume=typed["resume"],
        redo=typed["redo"],
        update=typed["update"],
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
    """Reopen closed standard streams on /dev/null, so that no other file gets their descriptor.

    Writing to a standard output that was closed still fails: records must not vanish.
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
        with contextlib.suppress(OSError):  # standard error may be a file on a full disk
            click.echo(f"newsclean: {error}", err=True)
        sys.exit(int(error.status))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # the reader is gone: nothing may be flushed at exit
        sys.exit(int(Exit.DONE))
    except KeyboardInterrupt:
        sys.exit(int(Exit.INTERRUPTED))
