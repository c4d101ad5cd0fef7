"""The command line. Nothing heavy is imported here, so that `newsclean --help` is quick."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path
from typing import Any

import click
from click_default_group import DefaultGroup  # type: ignore[import-untyped]

from newsclean import __version__, values
from newsclean.errors import Exit, NewscleanError, UsageError
from newsclean.layouts import DEFAULT_SOURCE_NAME, FLAT, LAYOUTS, Layout
from newsclean.model import Options
from newsclean.readers.names import KINDS as INPUT_KINDS
from newsclean.schemas import command as schema

# Subcommands that live elsewhere: where, and what `--help` says about them without importing them.
_ELSEWHERE = {
    "explain": ("newsclean.explain:command", "Show what is kept and cut of one page, and why."),
    "rules": ("newsclean.rules.report:command", "List and check the boilerplate rules."),
    "sites": ("newsclean.sites.cli:command", "Learn, show and merge site profiles."),
    "config": ("newsclean.config:command", "Print the options that apply."),
}


class Commands(DefaultGroup):  # type: ignore[misc]  # the package has no types
    """Cleans by default; loads a subcommand when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*self.commands, *filter(_is_there, _ELSEWHERE)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in _ELSEWHERE:
            return _Elsewhere(cmd_name)
        found: click.Command | None = super().get_command(ctx, cmd_name)
        return found


def _is_there(name: str) -> bool:
    """Whether the module of a subcommand exists: looked up as a file, because imports take time."""
    place = _ELSEWHERE[name][0].partition(":")[0].split(".")[1:]
    return Path(__file__).parent.joinpath(*place).with_suffix(".py").is_file()


class _Elsewhere(click.Command):
    """A subcommand that is imported when it runs."""

    def __init__(self, name: str) -> None:
        self._place, text = _ELSEWHERE[name]
        super().__init__(name, help=text)

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        return self._load().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        return ctx.command.invoke(ctx)

    def _load(self) -> click.Command:
        module, attribute = self._place.split(":")
        try:
            command: click.Command = getattr(importlib.import_module(module), attribute)
        except ModuleNotFoundError as error:
            if error.name is None or not module.startswith(error.name):
                raise
            raise click.UsageError(f"`newsclean {self.name}` is not in this version") from None
        return command


_EXAMPLES = """
\b
Examples:
  newsclean scrape/ -o articles.jsonl          a directory, recursively
  cat page.html | newsclean | jq .title        one page
  zcat crawl.warc.gz | newsclean - > out.jsonl
  newsclean pages.jsonl --html-key raw -o articles.jsonl.zst
  find scrape -name '*.html' | newsclean --files-from -
  newsclean scrape/ -o articles.jsonl --resume after any interruption
"""


_PATH = click.Path(path_type=str)


@click.command(
    help="Clean INPUTS (files, directories, archives; `-` is standard input) and write one JSON line per"
    " article. Without INPUTS, standard input is read.\n" + _EXAMPLES
)
@click.argument("inputs", nargs=-1, type=_PATH)
@click.option(
    "-o",
    "--output",
    type=_PATH,
    help="Write records to FILE instead of stdout; .gz and .zst compress, .parquet has typed columns.",
)
@click.option("--rejects", type=_PATH, help="Where rejects go; `-` is stderr. With -o: FILE.rejects.jsonl.")
@click.option(
    "--report", multiple=True, type=_PATH, help="Write a report of the run: .json or .html; repeatable."
)
@click.option(
    "--from",
    "kind",
    type=click.Choice(["auto", *INPUT_KINDS]),
    default="auto",
    show_default=True,
    help="What the inputs are; auto looks at names, then at the first 4 KiB.",
)
@click.option(
    "--files-from", type=_PATH, help="Read the names of more inputs from FILE (`-` is stdin), one a line."
)
@click.option(
    "-0", "--null", is_flag=True, help="The names in --files-from end with NUL, not with a newline."
)
@click.option(
    "--include", multiple=True, metavar="GLOB", help="Read only these files of directories and archives."
)
@click.option("--exclude", multiple=True, metavar="GLOB", help="Pass over these files and directories.")
@click.option("--limit", type=click.IntRange(1), help="Stop after this many pages.")
@click.option("--html-key", help="JSONL: key of the page. Else html, raw_html, content or body.")
@click.option("--url-key", help="JSONL: key of the address. Else url, uri or link.")
@click.option("--pass", "passed", multiple=True, metavar="KEY", help="JSONL: carry this key over to `extra`.")
@click.option(
    "--language", multiple=True, callback=values.languages, help="Keep only articles in these, like de,fr."
)
@click.option(
    "--min-words",
    type=click.IntRange(0),
    default=Options().min_words,
    show_default=True,
    help="Reject articles with fewer words.",
)
@click.option(
    "--keep", multiple=True, callback=values.kinds, metavar="KIND", help="Do not cut this kind of boilerplate."
)
@click.option("--drop", multiple=True, callback=values.kinds, metavar="KIND", help="Cut more of this kind.")
@click.option("--rules", multiple=True, type=_PATH, help="Add the rules of this TOML file; repeatable.")
@click.option("--sites", type=_PATH, help="Use the site profiles of this file; learn none.")
@click.option("--no-learn", is_flag=True, help="Learn no site profiles: start cleaning at once.")
@click.option(
    "--as-of", callback=values.date, help="No date later than this is believed on pages without a fetch time."
)
@click.option(
    "--explain", is_flag=True, help="Add to each record what was cut by which rule, and the origins."
)
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
@click.option("-j", "--jobs", type=click.IntRange(1), help="Worker processes. Default: the machine's cores.")
@click.option(
    "--timeout", type=click.FloatRange(0.1), default=20.0, show_default=True, help="Seconds for one page."
)
@click.option("--max-size", callback=values.size, default="10m", show_default=True, help="Largest page, decoded.")
@click.option("--max-memory", callback=values.size, default="448m", show_default=True, help="Memory of one worker.")
@click.option("--resume", is_flag=True, help="Go on where an earlier run with the same -o ended.")
@click.option("--overwrite", is_flag=True, help="Replace an output that exists.")
@click.option("-q", "--quiet", is_flag=True, help="Only errors on stderr.")
@click.option("-v", "--verbose", is_flag=True, help="Name every reject; log a line every minute.")
def clean(**typed: Any) -> None:
    """See the help above."""
    if not typed["inputs"] and typed["files_from"] is None:
        if sys.stdin is None or sys.stdin.isatty():
            context = click.get_current_context()
            click.echo((context.parent or context).get_help())
            return
        typed["inputs"] = ("-",)
    from newsclean.run import execute

    sys.exit(int(execute(_plan(typed))))


def _plan(typed: dict[str, Any]) -> Any:
    """What was typed, as a `plan.Plan`."""
    from newsclean.plan import Plan
    from newsclean.readers.inputs import ReadOptions
    from newsclean.readers.jsonl import Keys
    from newsclean.readers.walk import Globs

    if typed["quiet"] and typed["verbose"]:
        raise UsageError("--quiet and --verbose exclude each other")
    return Plan(
        paths=tuple(typed["inputs"]),
        reading=ReadOptions(
            kind=typed["kind"],
            max_size=typed["max_size"],
            keys=Keys(typed["html_key"], typed["url_key"], tuple(typed["passed"])),
            globs=Globs(tuple(typed["include"]), tuple(typed["exclude"])),
            files_from=typed["files_from"],
            null=typed["null"],
        ),
        options=Options(
            min_words=typed["min_words"],
            languages=typed["language"],
            keep=typed["keep"],
            drop=typed["drop"],
            latest=typed["as_of"],
            max_size=typed["max_size"],
            explain=typed["explain"],
        ),
        layout=Layout(typed["layout"], typed["fields"], typed["source_name"], dedup=typed["dedup"]),
        dedup_memory=typed["dedup_memory"],
        rule_files=tuple(typed["rules"]),
        sites_file=typed["sites"],
        learn=not typed["no_learn"],
        output=None if typed["output"] == "-" else typed["output"],
        rejects=typed["rejects"],
        reports=tuple(typed["report"]),
        jobs=typed["jobs"] or _cores(),
        timeout=typed["timeout"],
        memory=typed["max_memory"],
        limit=typed["limit"],
        resume=typed["resume"],
        overwrite=typed["overwrite"],
        verbosity=typed["verbose"] - typed["quiet"],
    )


def _cores() -> int:
    """The processors that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


cli: click.Group = Commands(
    "newsclean",
    commands=[clean, schema],
    default="clean",
    default_if_no_args=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    help="Scraped news pages in, one clean JSON line per article out. It never touches the network.\n\n"
    "`newsclean [OPTIONS] [INPUTS]…` cleans: see `newsclean clean --help` for its options.\n" + _EXAMPLES,
)
click.version_option(__version__, prog_name="newsclean")(cli)


def main() -> None:
    """The entry point of the `newsclean` command."""
    try:
        cli(prog_name="newsclean")
    except NewscleanError as error:
        click.echo(f"newsclean: {error}", err=True)
        sys.exit(int(error.status))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # nobody reads: nothing must be flushed at the end
        sys.exit(int(Exit.DONE))
    except KeyboardInterrupt:
        sys.exit(int(Exit.INTERRUPTED))
