"""`newsclean explain SOURCE`: what was kept and removed on one page, and why.

The page's blocks in order, kept ones plain, removed ones marked with rule and kind, in colour on a
terminal; or, with `--html FILE`, as a standalone HTML file that needs no network and no scripts.
"""

from __future__ import annotations

import io
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import click

from newsclean.cli.clean import clean
from newsclean.cli.click_ext import Command, config_option, long_name
from newsclean.cli.params import page_options
from newsclean.context import make_context
from newsclean.escaping import printable
from newsclean.explain import Explained, Line, explain_page
from newsclean.kinds import KINDS, OTHER_CUTS
from newsclean.model import Article, Skip
from newsclean.output.files import write_atomically

# Options of a run that decide about a page: the same here, with the same settings.
_SHARED = (
    "from html-key url-key fetched-key max-size language min-words keep drop rules site-configs sites as-of"
    " strict-metadata"
).split()
_NEAR_BLOCKS = 3  # around what is kept
_MAX_GAP_BLOCKS = 4  # shorter gaps are not worth a line that counts them


def as_text(explained: Explained, *, show_all: bool = False, paths: bool = False) -> Iterator[str]:
    """Yield the lines for a terminal, in colour, without raw control characters of the page.

    Long runs of blocks that no rule cut, far from what is kept, are counted unless `show_all`. With `paths` each block
    is followed by its block path.
    """
    result = explained.result
    if isinstance(result, Skip):
        yield click.style(f"no record: {result.reason}: {printable(result.detail)}", fg="red", bold=True)
    else:
        yield from _facts(result)
    yield ""
    shown = range(len(explained.lines)) if show_all else _near(explained.lines)
    last = -1
    for i in [*shown, len(explained.lines)]:
        if i - last > 1:
            kinds = Counter(line.kind for line in explained.lines[last + 1 : i]).most_common()
            counts = ", ".join(f"{kind} {count}" for kind, count in kinds)
            yield click.style(f"  … {i - last - 1} blocks cut ({counts}); --all shows them", dim=True)
        if i < len(explained.lines):
            yield from _block(explained.lines[i], paths)
        last = i


def _near(lines: Sequence[Line]) -> list[int]:
    """Return the blocks that are kept, their neighbours, and those cut by a rule; short gaps are closed."""
    kept = [i for i, line in enumerate(lines) if not line.kind]
    wanted = {i for i, line in enumerate(lines) if line.kind in KINDS}
    for i in kept:
        wanted.update(range(max(0, i - _NEAR_BLOCKS), min(len(lines), i + _NEAR_BLOCKS + 1)))
    shown = sorted(wanted) or list(range(min(len(lines), _MAX_GAP_BLOCKS)))
    for before, after in pairwise([-1, *shown, len(lines)]):
        if after - before <= _MAX_GAP_BLOCKS:
            wanted.update(range(before + 1, after))
    return sorted(wanted | set(shown))


def _block(line: Line, paths: bool) -> Iterator[str]:
    text = printable(line.text)
    if not line.kind:
        yield f"  {text}"
    elif line.kind in KINDS:
        yield click.style(f"- {text}", fg="red") + click.style(f"  [{line.kind}: {line.rule}]", fg="yellow")
    else:
        yield click.style(f"- {text}  [{line.kind}]", dim=True)
    if paths:
        yield click.style(f"    {printable(line.path)}", fg="cyan", dim=True)


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
        source = click.style(f"  ({printable(origin)})", dim=True) if origin else ""
        yield click.style(f"{key}: ", bold=True) + printable(shown) + source
    removed = ", ".join(f"{kind} {count}" for kind, count in sorted(article.removed.items())) or "nothing"
    teaser = ", only a teaser" if article.metadata.truncated else ""
    yield click.style("words: ", bold=True) + f"{article.words}{teaser}, method {article.method}"
    yield click.style("cut by rules: ", bold=True) + removed


def _explain(source: str, html: str | None, url: str | None, *, show_all: bool, paths: bool, **typed: Any) -> None:
    """Show one page; the help is below."""
    from newsclean.readers.inputs import find_page
    from newsclean.readers.records import Keys

    options = page_options(typed, explain=True)
    sites = None
    if typed["sites"] is not None:
        from newsclean.sites import load_sites

        sites = load_sites(typed["sites"])
    keys = Keys(typed["html_key"], typed["url_key"], fetched=typed["fetched_key"])
    page = find_page(source, typed["max_size"], kind=typed["kind"], keys=keys)
    if url:
        page = replace(page, url=url)
    context = make_context(options, [Path(path) for path in typed["rules"]], sites, typed["site_configs"])
    if context.site_configs is not None:
        for note in context.site_configs.notes():
            click.echo(f"newsclean: {printable(note)}", err=True)
    explained = explain_page(page, context)
    if html is not None:
        from newsclean.report.explain import as_html

        write_atomically(html, as_html(explained).encode())
        click.echo(f"newsclean: wrote {printable(html)}", err=True)
        return
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal may lack the page's letters
    for line in as_text(explained, show_all=show_all, paths=paths):
        click.echo(line)


command = Command(
    "explain",
    callback=_explain,
    params=[
        click.Argument(["source"], type=click.Path(path_type=str, allow_dash=True)),
        click.Option(
            ["--html"], type=click.Path(path_type=str), metavar="FILE", help="Write a standalone HTML page to FILE."
        ),
        click.Option(["--url"], metavar="URL", help="The page's URL."),
        click.Option(
            ["--all", "show_all"], is_flag=True, help="Show all blocks, including those far from the article."
        ),
        click.Option(["--paths"], is_flag=True, help="Show the path of each block, as `sites pin` takes it."),
        *(param for param in clean.params if long_name(param) in _SHARED),
    ],
    shared=_SHARED,
    known=clean,
    help="Show what was kept and removed on one page, block by block, with the rule and kind of each cut. SOURCE is a"
    " file, or the `source` of a record, reject or report, like crawl.warc.gz#1234. Cuts not made by a rule are of kind"
    f" {', '.join(f'{kind} ({what})' for kind, what in OTHER_CUTS.items())}.",
    examples="""
        newsclean explain page.html
        newsclean explain page.html --html page-explained.html
        newsclean explain pages.jsonl#1 --sites articles.jsonl.run.json
    """,
)
config_option()(command)
