"""`newsclean schema`: print the types of the output."""

from __future__ import annotations

from typing import Any

import click

from newsclean.cli import params as values
from newsclean.cli.click_ext import Command
from newsclean.cli.params import Choice
from newsclean.options import MARKDOWN, PLAIN, Options
from newsclean.output.formats import FLAT, LAYOUTS, Layout
from newsclean.output.types import FORMATS


@click.command(
    "schema",
    short_help="Print the types of the output.",
    cls=Command,
    shared=(),
    examples="""
        newsclean schema                                  JSON Schema of the record
        newsclean schema --format datasets > features.py  for Hugging Face datasets
        newsclean schema --format duckdb > articles.sql   from articles('a.jsonl')
        newsclean schema --format arrow --layout dolma    the schema of -o x.parquet
    """,
    help="Print the types of the output, for the program that reads it."
    " Give the same --layout, --fields, --blocks, --links, --images, --explain and --dedup as the run."
    " `arrow`, `polars` and `datasets` print Python that"
    " defines `schema` or `features`, `duckdb` SQL that defines the table macro `articles(file)`."
    " Without types, readers that infer a column's type from the first megabytes fail"
    " if it is null there and a string later.",
)
@click.option(
    "--format",
    "wanted",
    type=Choice(list(FORMATS)),
    default="json",
    show_default=True,
    help="JSON Schema, Python for pyarrow, Hugging Face datasets or polars, or SQL for DuckDB.",
)
@click.option("--layout", type=Choice(LAYOUTS), default=FLAT, show_default=True, help="As in the run.")
@click.option("--fields", multiple=True, callback=values.fields, metavar="A,B,C", help="As in the run.")
@click.option("--blocks", is_flag=True, help="As in the run: adds `blocks`.")
@click.option("--links", is_flag=True, help="As in the run: adds `links` to blocks.")
@click.option("--images", is_flag=True, help="As in the run: adds `links` to blocks.")
@click.option("--explain", is_flag=True, help="As in the run: adds `cuts` and `origins`.")
@click.option("--dedup", is_flag=True, help="As in the run: adds `duplicate_of`.")
def command(wanted: str, layout: str, fields: frozenset[str], dedup: bool, **options: Any) -> None:
    """See the help above."""
    text_format = PLAIN if options["blocks"] else MARKDOWN  # which may have links, too, and no key for them
    chosen = Layout(layout, fields, dedup=dedup).for_options(Options(text_format=text_format, **options))
    chosen.check()
    click.echo(FORMATS[wanted](chosen))
