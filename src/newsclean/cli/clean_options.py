"""The options of `newsclean` and `newsclean clean`, in the order in which `newsclean config` lists them.

Nothing heavy is imported here: `newsclean --help` reads all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click

from newsclean.cli import params as values
from newsclean.kinds import KINDS
from newsclean.options import PLAIN, TEXT_FORMATS, Options
from newsclean.output.formats import DEFAULT_SOURCE_NAME, FLAT, LAYOUTS
from newsclean.output.page_files import FILE_TYPES
from newsclean.readers.names import KINDS as INPUT_KINDS

_Option = Callable[[Any], Any]

_PATH = click.Path(path_type=str)

OUTPUT_FILES = (
    click.option(
        "-o",
        "--output",
        type=_PATH,
        metavar="FILE",
        help="Write records to FILE instead of stdout;"
        " .gz and .zst compress, .parquet has typed columns, .csv has rows.",
    ),
    click.option(
        "--output-dir",
        type=_PATH,
        metavar="DIR",
        help="Also write each article to a file of its own below DIR; without -o, records go to DIR/records.jsonl.",
    ),
    click.option(
        "--file-type",
        type=values.Choice(FILE_TYPES),
        help="Type of the files in --output-dir: plain text, Markdown or the record. Default: as --text-format.",
    ),
    click.option(
        "--rejects",
        type=_PATH,
        metavar="FILE",
        help="Write rejects to FILE; `-` is stderr. Default with -o: FILE.rejects.jsonl.",
    ),
    click.option(
        "--report",
        multiple=True,
        type=_PATH,
        metavar="FILE",
        help="Write a report of the run: .json or .html; repeatable.",
    ),
)

INPUT = (
    click.option(
        "--from",
        "kind",
        type=values.Choice(["auto", *INPUT_KINDS]),
        default="auto",
        metavar="KIND",
        help=f"Input format: {', '.join(INPUT_KINDS)}. Default: auto (by name, or else by the first 4 KiB).",
    ),
    click.option(
        "--files-from",
        type=_PATH,
        metavar="FILE",
        help="Read more input names from FILE (`-` is stdin), one per line.",
    ),
    click.option(
        "--manifest",
        type=_PATH,
        metavar="FILE",
        help="Read the pages listed in this CSV or JSONL file: `path` (from its directory), `url` and `fetched_at`.",
    ),
    click.option("--url", callback=values.url, metavar="URL", help="URL of the page, if there is only one."),
    click.option("-0", "--null", is_flag=True, help="Names in --files-from are NUL-delimited."),
    click.option(
        "--retry",
        multiple=True,
        type=_PATH,
        metavar="FILE",
        help="Clean the failed pages listed in FILE, the rejects of an earlier run, instead of INPUTS; repeatable.",
    ),
    click.option(
        "--include",
        multiple=True,
        metavar="GLOB",
        help="Read only matching files of directories and archives; repeatable.",
    ),
    click.option("--exclude", multiple=True, metavar="GLOB", help="Ignore matching files and directories; repeatable."),
    click.option(
        "--limit",
        type=click.IntRange(1),
        metavar="N",
        help="Stop after this many pages. Site profiles are still learned from all; for a quick look add --no-learn.",
    ),
    click.option(
        "--html-key",
        metavar="KEY",
        help="Records (JSONL, JSON, CSV, TSV, XML, Parquet): key of the HTML, `a.b` for b inside a."
        " Default: html, raw_html, content, body or text.",
    ),
    click.option("--url-key", metavar="KEY", help="Records: key of the URL. Default: url, uri or link."),
    click.option(
        "--fetched-key",
        metavar="KEY",
        help="Records: key of the fetch time. Default: fetched_at, warc_date or date_download.",
    ),
    click.option(
        "--pass", "passed", multiple=True, metavar="KEY", help="Records: copy this key to `extra`; repeatable."
    ),
)

PAGE = (
    click.option(
        "--language",
        multiple=True,
        callback=values.languages,
        metavar="TAG",
        help="Keep only articles in these languages, like de,fr.",
    ),
    click.option(
        "--min-words",
        type=click.IntRange(0),
        metavar="N",
        default=Options().min_words,
        show_default=True,
        help="Reject articles with fewer words.",
    ),
    click.option(
        "--keep",
        multiple=True,
        callback=values.kinds,
        shell_complete=values.complete_kinds,
        metavar="KIND",
        help=f"Do not remove this kind of boilerplate: {', '.join(KINDS)}.",
    ),
    click.option(
        "--drop",
        multiple=True,
        callback=values.kinds,
        shell_complete=values.complete_kinds,
        metavar="KIND",
        help="Remove this kind more aggressively.",
    ),
    click.option(
        "--rules", multiple=True, type=_PATH, metavar="FILE", help="Add the rules of this TOML file; repeatable."
    ),
    click.option(
        "--site-configs",
        type=_PATH,
        metavar="DIR",
        help="Apply the site configurations in DIR: files like example.com.txt, as FiveFilters collects them.",
    ),
)

SITE_PROFILES = (
    click.option("--sites", type=_PATH, metavar="FILE", help="Use the site profiles in FILE instead of learning."),
    click.option("--no-learn", is_flag=True, help="Do not learn site profiles; start cleaning at once."),
)

METADATA = (
    click.option(
        "--as-of",
        callback=values.date,
        metavar="DATE",
        help="Latest plausible date on pages without a fetch time.",
    ),
    click.option("--strict-metadata", is_flag=True, help="Omit metadata values that come from a single weak source."),
    click.option(
        "--explain",
        is_flag=True,
        help="Add to each record every removed block with its rule, and the origin of each field.",
    ),
)

TEXT = (
    click.option(
        "--text-format",
        type=values.Choice(TEXT_FORMATS),
        default=PLAIN,
        show_default=True,
        help="Format of the text; Markdown has headings, lists, quotes, code, tables and emphasis.",
    ),
    click.option("--blocks", is_flag=True, help="Add `blocks` to each record: the body as typed blocks."),
    click.option("--links", is_flag=True, help="In Markdown and in blocks: the links of the text, as absolute URLs."),
    click.option("--images", is_flag=True, help="In Markdown and in blocks: the images of the article, with captions."),
)

RECORDS = (
    click.option(
        "--layout",
        type=values.Choice(LAYOUTS),
        default=FLAT,
        show_default=True,
        help="Keys of each line: the record's own, or dolma's id, text, source, added, created, metadata.",
    ),
    click.option(
        "--source-name",
        default=DEFAULT_SOURCE_NAME,
        show_default=True,
        metavar="NAME",
        help="dolma: data set name, written as `source`; the page's path moves to `metadata`.",
    ),
    click.option(
        "--fields",
        multiple=True,
        callback=values.fields,
        metavar="A,B,C",
        help="Write only these keys (dolma: of `metadata`). --resume needs `source` among them.",
    ),
    click.option(
        "--dedup",
        is_flag=True,
        help="Mark near-duplicates: adds `duplicate_of`, the source of the first such article, or null."
        " Needs newsclean[dedup].",
    ),
    click.option(
        "--dedup-memory",
        callback=values.size,
        default="1g",
        show_default=True,
        metavar="SIZE",
        help="Memory for --dedup; a million distinct articles need 1.5g.",
    ),
)

RUN = (
    click.option(
        "-j", "--jobs", type=click.IntRange(1), metavar="N", help="Worker processes. Default: number of cores."
    ),
    click.option(
        "--timeout",
        type=click.FloatRange(0.1),
        metavar="SECONDS",
        default=20.0,
        show_default=True,
        help="CPU seconds for one page.",
    ),
    click.option(
        "--max-size",
        callback=values.size,
        metavar="SIZE",
        default="10m",
        show_default=True,
        help="Largest page, in bytes after decompression.",
    ),
    click.option(
        "--max-memory",
        callback=values.size,
        metavar="SIZE",
        default="448m",
        show_default=True,
        help="Memory limit of each worker.",
    ),
    click.option("--resume", is_flag=True, help="Resume an earlier run with the same -o."),
    click.option(
        "--redo",
        is_flag=True,
        help="With --resume: if a page is new or unreadable, redo the pages after it.",
    ),
    click.option("--update", is_flag=True, help="Clean only pages that are new or changed, and append them to -o."),
    click.option("--overwrite", is_flag=True, help="Replace an existing output."),
    click.option("-q", "--quiet", is_flag=True, help="Only errors on stderr."),
    click.option("-v", "--verbose", is_flag=True, help="List every reject; log progress every minute."),
)


def with_options(*groups: Sequence[_Option]) -> _Option:
    """Return a decorator that gives these options to a command, in this order."""

    def decorate(function: Any) -> Any:
        for option in reversed([option for group in groups for option in group]):
            function = option(function)
        return function

    return decorate
