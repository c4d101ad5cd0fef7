"""`newsclean explain SOURCE`: for a person, what was kept and cut of one page, and why.

The page's blocks in their order, kept ones plain, cut ones marked with rule and kind, in colour on a
terminal; or, with `--html FILE`, as a standalone HTML file that needs no network and no scripts.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

import click
import orjson

from newsclean.cli.click_ext import Command, config_option, long_name
from newsclean.cli.main import clean
from newsclean.cli.params import page_options
from newsclean.context import make_context
from newsclean.errors import InputError
from newsclean.escaping import printable
from newsclean.explain import Explained, explain_page
from newsclean.model import KINDS, OTHER_CUTS, Article, Page, Skip
from newsclean.output.files import write_atomically

if TYPE_CHECKING:
    from newsclean.sites import Sites

# Options of a run that decide about a page: the same here, with the same settings.
_SHARED = "from html-key url-key max-size language min-words keep drop rules sites as-of".split()


def as_text(explained: Explained) -> Iterator[str]:
    """The lines that are shown on a terminal; colours and all, without raw control characters of the page."""
    result = explained.result
    if isinstance(result, Skip):
        yield click.style(f"no record: {result.reason}: {printable(result.detail)}", fg="red", bold=True)
    else:
        yield from _facts(result)
    yield ""
    for line in explained.lines:
        text = printable(line.text)
        if not line.kind:
            yield f"  {text}"
        elif line.kind in KINDS:
            yield click.style(f"- {text}", fg="red") + click.style(f"  [{line.kind}: {line.rule}]", fg="yellow")
        else:
            yield click.style(f"- {text}  [{line.kind}]", dim=True)


def _facts(article: Article) -> Iterator[str]:
    record = article.to_dict()
    for key, value in record.items():
        if key in ("id", "text", "words", "removed", "method", "truncated") or not value:
            continue
        if key == "original":
            value = [part for part in value.values() if part]
        shown = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        if not shown:
            continue
        origin = article.metadata.origins.get(key)
        said = click.style(f"  ({printable(origin)})", dim=True) if origin else ""
        yield click.style(f"{key}: ", bold=True) + printable(shown) + said
    removed = ", ".join(f"{kind} {count}" for kind, count in sorted(article.removed.items())) or "nothing"
    teaser = ", only a teaser" if article.metadata.truncated else ""
    yield click.style("words: ", bold=True) + f"{article.words}{teaser}, method {article.method}"
    yield click.style("cut by rules: ", bold=True) + removed


def find_page(source: str, typed: dict[str, Any]) -> Page:
    """The page of that source, as records and reports name it: a file, or a place in an archive after a "#".

    Raises `InputError` if there is none, or if it cannot be read.
    """
    from newsclean.readers import load, open_inputs
    from newsclean.readers.inputs import ReadOptions
    from newsclean.readers.jsonl import Keys

    options = ReadOptions(
        kind=typed["kind"], max_size=typed["max_size"], keys=Keys(typed["html_key"], typed["url_key"], ())
    )
    is_path = source == "-" or Path(source).exists()
    file = source if is_path else os.fsdecode(unquote_to_bytes(source.partition("#")[0]))
    for item in open_inputs([file], options).items():
        if not is_path and item.source != source:
            continue
        page = load(item, options.max_size)
        if isinstance(page, Skip):
            raise InputError(f"{printable(page.source)}: {page.reason}: {printable(page.detail)}")
        return page
    if not is_path:
        raise InputError(f"{printable(file)} holds no page {printable(source)}")
    raise InputError(f"{printable(source)}: no page in it. Name a page, or an archive that holds one.")


def _profiles(path: str) -> Sites:
    """The profiles of a file of them, or those that the run of a run file learned."""
    from newsclean.sites import from_json, load_sites

    try:
        learned = orjson.loads(Path(path).read_bytes())["profiles"]
    except (OSError, ValueError, KeyError, TypeError):
        return load_sites(path)  # it says what is wrong, if anything is
    if learned is None:
        raise InputError(f"{printable(path)}: that run learned no profiles")
    return from_json(learned)


def _explain(source: str, html: str | None, url: str | None, **typed: Any) -> None:
    """The command: see its help."""
    options = page_options(typed, explain=True)
    sites = _profiles(typed["sites"]) if typed["sites"] is not None else None
    page = find_page(source, typed)
    if url:
        page = replace(page, url=url)
    explained = explain_page(page, make_context(options, [Path(path) for path in typed["rules"]], sites))
    if html is not None:
        from newsclean.report.explain import as_html

        write_atomically(html, as_html(explained).encode())
        click.echo(f"newsclean: wrote {printable(html)}", err=True)
        return
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal may lack the page's letters
    for line in as_text(explained):
        click.echo(line)


command = Command(
    "explain",
    callback=_explain,
    params=[
        click.Argument(["source"], type=click.Path(path_type=str, allow_dash=True)),
        click.Option(["--html"], type=click.Path(path_type=str), metavar="FILE", help="Write a page to FILE instead."),
        click.Option(["--url"], metavar="URL", help="The page's address."),
        *(param for param in clean.params if long_name(param) in _SHARED),
    ],
    shared=_SHARED,
    known=clean,
    help="Show what is kept and cut of one page, block by block, with the rule and kind of each cut. SOURCE is a file,"
    " or what a record or a report names, like crawl.warc.gz#1234. Cuts that no rule made are called"
    f" {', '.join(f'{kind} ({what})' for kind, what in OTHER_CUTS.items())}.",
    examples="""
        newsclean explain page.html
        newsclean explain page.html --html page-explained.html
        newsclean explain pages.jsonl#1 --sites articles.jsonl.run.json    as in that run
    """,
)
config_option()(command)
