"""`newsclean explain PAGE`: for a person, what was kept and cut of one page, and why.

The page's blocks in their order, kept ones plain, cut ones marked with rule and kind, in colour on a
terminal; or, with `--html FILE`, as a page of its own that needs no network and no scripts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

import click

from newsclean.cleaning import Context, Decision, decide, finish, make_context
from newsclean.errors import InputError
from newsclean.model import KINDS, Article, Options, Page, Skip
from newsclean.output import printable
from newsclean.record import to_dict

_PATH = click.Path(path_type=Path, dir_okay=False)


class Line(NamedTuple):
    """One block of the page. `kind` is "" for what is kept."""

    text: str
    tag: str
    place: str
    rule: str
    kind: str


class Explained(NamedTuple):
    """A page, its blocks in order, and what became of it."""

    page: Page
    lines: list[Line]
    result: Article | Skip


def explain_page(page: Page, context: Context) -> Explained:
    """Clean one page and keep what was decided on each of its blocks."""
    decision = decide(page, context)
    if isinstance(decision, Skip):
        return Explained(page, [], decision)
    return Explained(page, list(_lines(decision)), finish(page, context.options, decision))


def _lines(decision: Decision) -> Iterator[Line]:
    cuts = decision.cuts()
    for i, block in enumerate(decision.reading.blocks):
        place = block.place.signature
        if decision.body[i]:
            yield Line(decision.blocks[i].text, block.tag, place, "", "")
            continue
        cut = next(cuts, None)
        yield Line(block.text, block.tag, place, cut.rule if cut else "", cut.kind if cut else "extraction")


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
    record = to_dict(article)
    for key in ("title", "authors", "published", "modified", "publisher", "language", "section", "tags", "url"):
        value, origin = record[key], article.metadata.origins.get(key)
        if value:
            shown = ", ".join(value) if isinstance(value, list) else str(value)
            said = click.style(f"  ({printable(origin)})", dim=True) if origin else ""
            yield click.style(f"{key}: ", bold=True) + printable(shown) + said
    removed = ", ".join(f"{kind} {count}" for kind, count in sorted(article.removed.items())) or "nothing"
    yield click.style("words: ", bold=True) + f"{article.words}, method {article.method}, cut by rules: {removed}"


_STYLE = """
:root{color-scheme:light dark;--cut:#b3261e;--cutbg:#fdecea;--dim:#767676;--line:#d0d0d0}
@media(prefers-color-scheme:dark){:root{--cut:#ff8a80;--cutbg:#3a1c1a;--dim:#9a9a9a;--line:#444}}
body{font:16px/1.5 system-ui,sans-serif;margin:1rem auto;max-width:60rem;padding:0 1rem}
h1{font-size:1.3rem}h2{font-size:1.05rem;margin-top:2rem;border-bottom:1px solid var(--line)}
p.block{margin:.3rem 0;padding:.1rem .5rem;overflow-wrap:anywhere}
p.cut{background:var(--cutbg);color:var(--cut);border-left:3px solid var(--cut)}
p.out{color:var(--dim);border-left:3px solid var(--line);font-size:.85rem}
small{color:var(--dim)}
table{border-collapse:collapse;width:100%}
td,th{text-align:left;vertical-align:top;padding:.2rem .6rem;
border-bottom:1px solid var(--line);overflow-wrap:anywhere}
pre{white-space:pre-wrap;overflow-wrap:anywhere}
"""


def as_html(explained: Explained) -> str:
    """A self-contained page: metadata with their origins, the blocks, the record."""
    result = explained.result
    parts = [
        "<!DOCTYPE html><html lang=en><head><meta charset=utf-8>",
        "<meta name=viewport content='width=device-width,initial-scale=1'>",
        "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<title>{_safe(explained.page.source)}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{_safe(explained.page.source)}</h1>",
    ]
    if isinstance(result, Skip):
        parts.append(f"<p><strong>No record: {_safe(result.reason)}</strong>: {_safe(result.detail)}</p>")
    else:
        parts += ["<h2>Metadata</h2>", _metadata_table(result)]
    parts.append("<h2>Blocks of the page</h2>")
    parts += [_block(line) for line in explained.lines]
    if isinstance(result, Article):
        record = json.dumps(to_dict(result), ensure_ascii=False, indent=2)
        parts.append(f"<h2>Record</h2><pre>{_safe(record)}</pre>")
    return "\n".join([*parts, "</body></html>", ""])


def _metadata_table(article: Article) -> str:
    rows = []
    for key, value in to_dict(article).items():
        if key in ("text", "removed", "id", "extra"):
            continue
        shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        origin = article.metadata.origins.get(key, "")
        rows.append(f"<tr><th>{key}</th><td>{_safe(shown)}</td><td><small>{_safe(origin)}</small></td></tr>")
    return f"<table>{''.join(rows)}</table>"


def _block(line: Line) -> str:
    place = f"title='{_safe(line.place)}'"
    if not line.kind:
        return f"<p class=block {place}>{_safe(line.text)}</p>"
    by_rule = line.kind in KINDS
    why = f"{line.kind}: {line.rule}" if by_rule else line.kind
    return (
        f"<p class='block {'cut' if by_rule else 'out'}' {place}>{_safe(line.text)} <small>[{_safe(why)}]</small></p>"
    )


def _safe(text: Any) -> str:
    return escape(printable(str(text)))


def _first_page(path: str, max_size: int) -> Page:
    from newsclean.readers import ReadOptions, load, open_inputs

    for item in open_inputs([path], ReadOptions()).items():
        page = load(item, max_size)
        if isinstance(page, Skip):
            raise InputError(f"{printable(page.source)}: {page.reason}: {printable(page.detail)}")
        return page
    raise InputError(f"{printable(path)}: no page in it. Name a page, or an archive that holds one.")


@click.command(help="Show what is kept and cut of PAGE, block by block, with the rule and kind of each cut.")
@click.argument("page")
@click.option("--url", help="The page's address.")
@click.option("--keep", multiple=True, type=click.Choice(sorted(KINDS)), metavar="KIND", help="Do not cut this kind.")
@click.option("--drop", multiple=True, type=click.Choice(sorted(KINDS)), metavar="KIND", help="Cut more of this kind.")
@click.option("--rules", "rule_files", multiple=True, type=_PATH, help="Add the rules of this TOML file.")
@click.option("--sites", "sites_file", type=_PATH, help="Use the site profiles of this file.")
@click.option("--html", "html_file", type=_PATH, help="Write a page to this file instead.")
def command(
    page: str,
    url: str | None,
    rule_files: tuple[Path, ...],
    sites_file: Path | None,
    html_file: Path | None,
    **kinds: Any,
) -> None:
    """See the help above."""
    options = Options(keep=frozenset(kinds["keep"]), drop=frozenset(kinds["drop"]), explain=True)
    sites = None
    if sites_file is not None:
        from newsclean.sites import load_sites

        sites = load_sites(sites_file)
    opened = _first_page(page, options.max_size)
    if url:
        opened = Page(opened.source, opened.body, url, opened.content_type, opened.fetched_at, opened.extra)
    explained = explain_page(opened, make_context(options, rule_files, sites))
    if html_file is not None:
        html_file.write_text(as_html(explained), encoding="utf-8")
        click.echo(f"newsclean: wrote {html_file}", err=True)
        return
    for line in as_text(explained):
        click.echo(line)
