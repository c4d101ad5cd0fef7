"""`newsclean rules try`: what a rule file changes on real pages."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from newsclean.cleaning import trace_page
from newsclean.context import Context, make_context
from newsclean.escaping import printable
from newsclean.explain import lines_of
from newsclean.model import Article, Page, Skip
from newsclean.options import Options
from newsclean.readers import ReadOptions, open_inputs
from newsclean.readers.opening import load

_MAX_LINE_CHARS = 100
_OF_TEXT = ("text", "words", "removed", "method")  # keys of the record that follow from its blocks


def try_lines(file: Path, paths: Sequence[str], url: str | None = None) -> Iterator[str]:
    """Yield what the rules of a file change on each page, and how many pages they change.

    Raises `RuleError` for a file that cannot be used, `InputError` for pages that are not there.
    """
    options = Options(explain=True)
    without, with_file = make_context(options), make_context(options, [file])
    changed = count = 0
    for item in open_inputs(paths, ReadOptions()).items():
        page = load(item, options.max_size)
        if isinstance(page, Skip):
            yield f"{printable(page.source)}: {page.reason.value}: {printable(page.detail)}"
            continue
        lines = list(_changes(replace(page, url=url or page.url), without, with_file))
        count += 1
        changed += bool(lines)
        if lines:
            yield click.style(printable(page.source), bold=True)
            yield from lines
    yield f"{changed} of {count} pages change"
    if count and not changed:
        own = {site for rule in with_file.rules.for_sites for site in rule.sites}
        hint = f"; its rules are for {', '.join(sorted(own))}: name the pages' site with --url" if own else ""
        yield f"no rule of {file} matches anything in them{hint}"


def _changes(page: Page, without: Context, with_file: Context) -> Iterator[str]:
    before, after = trace_page(page, without), trace_page(page, with_file)
    one, other = before.result, after.result
    if isinstance(one, Skip) or isinstance(other, Skip):
        if _named(one) != _named(other):
            yield click.style(f"- {_named(one)}", fg="red")
            yield click.style(f"+ {_named(other)}", fg="green")
        return
    yield from _changed_fields(one.to_dict(), other)
    reasons = {line.text: f"{line.kind}: {line.rule}" for line in lines_of(after) if line.kind}
    kept = [[trace.blocks[i].text for i, inside in enumerate(trace.kept) if inside] for trace in (before, after)]
    matcher = difflib.SequenceMatcher(None, kept[0], kept[1], autojunk=False)
    for step, a, b, c, d in matcher.get_opcodes():
        if step == "equal":
            continue
        for text in kept[0][a:b]:
            yield click.style(f"- {_short(text)}", fg="red") + click.style(f"  [{reasons.get(text, 'part')}]", dim=True)
        for text in kept[1][c:d]:
            yield click.style(f"+ {_short(text)}", fg="green")


def _changed_fields(before: Mapping[str, Any], article: Article) -> Iterator[str]:
    """Yield the fields of a record that change, with the source of their new value."""
    for key, value in article.to_dict().items():
        if key not in _OF_TEXT and value != before[key]:
            origin = article.metadata.origins.get(key, "")
            yield (
                click.style(f"{key}: ", bold=True)
                + f"{_short(before[key])} → {_short(value)}"
                + (click.style(f"  ({printable(origin)})", dim=True) if origin else "")
            )


def _named(result: Article | Skip) -> str:
    if isinstance(result, Skip):
        return f"no record: {result.reason.value}: {printable(result.detail)}"
    return f"a record of {result.words} words"


def _short(value: Any) -> str:
    shown = ", ".join(map(str, value)) if isinstance(value, list) else str(value or "none")
    text = printable(shown)
    return text if len(text) <= _MAX_LINE_CHARS else text[: _MAX_LINE_CHARS - 1] + "…"
