"""What became of one page, as a page: metadata and where they come from, the blocks in order, the record."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections import Counter
from itertools import groupby

from newsclean.explain import Explained, Line
from newsclean.model import KINDS, OTHER_CUTS, Article, Skip
from newsclean.output.record import to_dict
from newsclean.report.widgets import details, el, legend, number, page, table

_RUN = 6  # blocks in a row that are cut: more are folded
_NOT_METADATA = {"id", "text", "removed", "words", "truncated", "method"}


def as_html(explained: Explained) -> str:
    """A self-contained page."""
    result = explained.result
    parts = [_head(explained)]
    if isinstance(result, Article):
        parts.append(el("section", el("h2", "Metadata"), _metadata(result), id="metadata"))
    parts.append(_blocks(explained))
    if explained.reasons:
        parts.append(el("section", el("h2", "Rules that cut"), _rules(explained), id="rules"))
    if isinstance(result, Article):
        record = json.dumps(to_dict(result), ensure_ascii=False, indent=2)
        parts.append(el("section", el("h2", "Record"), details("JSON", el("pre", record)), id="record"))
    return page(f"newsclean explain {explained.page.source}", *parts)


def _head(explained: Explained) -> ET.Element:
    result = explained.result
    kept = sum(not line.kind for line in explained.lines)
    by_rule = sum(line.kind in KINDS for line in explained.lines)
    tiles: list[tuple[str, int | str]] = [
        ("Blocks kept", kept),
        ("Cut by rules", by_rule),
        ("Cut otherwise", len(explained.lines) - kept - by_rule),
    ]
    if isinstance(result, Skip):
        said = [el("h1", el("span", f"No record: {result.reason}", class_="state bad")), el("p", result.detail)]
    else:
        said = [el("h1", result.metadata.title or "Without a title", dir="auto")]
        language = result.metadata.language or "unknown"
        tiles = [("Words", result.words), *tiles, ("Method", result.method), ("Language", language)]
        if result.metadata.truncated:
            said.append(el("p", el("span", "Only a teaser: the page shows a part of the text.", class_="state warn")))
    return el(
        "header",
        el("p", "newsclean explain ", el("code", explained.page.source), class_="brand"),
        *said,
        el(
            "dl",
            *(
                el("div", el("dt", name), el("dd", number(value) if isinstance(value, int) else value))
                for name, value in tiles
            ),
            class_="tiles",
        ),
    )


def _metadata(article: Article) -> ET.Element:
    rows = []
    for key, value in to_dict(article).items():
        if key in _NOT_METADATA:
            continue
        if isinstance(value, dict):
            value = ", ".join(f"{name}: {part}" for name, part in value.items() if part is not None)
        elif isinstance(value, list):
            value = ", ".join(map(str, value))
        shown = el("span", str(value), dir="auto") if value else el("span", "unknown", class_="note")
        origin = article.metadata.origins.get(key)
        rows.append((key, shown, el("code", origin) if origin else None))
    return table(("key", "value", "from"), rows, class_="facts")


def _blocks(explained: Explained) -> ET.Element:
    parts: list[ET.Element] = []
    for is_kept, group in groupby(explained.lines, key=lambda line: not line.kind):
        lines = list(group)
        shown = [_block(line) for line in lines]
        if is_kept or len(lines) <= _RUN:
            parts += shown
        else:
            kinds = Counter(line.kind for line in lines).most_common()
            what = ", ".join(f"{kind} {count}" for kind, count in kinds)
            parts.append(details(f"{len(lines)} blocks cut: {what}", *shown))
    if not parts:
        parts.append(el("p", "The page has no blocks of text."))
    language = explained.result.metadata.language if isinstance(explained.result, Article) else None
    return el(
        "section",
        el("h2", "Blocks of the page, in order"),
        legend(("kept", "kept "), ("warn", "cut by a rule "), ("out", "not taken for the article")),
        el("div", *parts, class_="blocks", lang=language),
        id="blocks",
    )


def _block(line: Line) -> ET.Element:
    if not line.kind:
        return el("p", line.text, dir="auto", title=line.element)
    by_rule = line.kind in KINDS
    why = f"{line.kind} · {line.rule}" if by_rule else line.kind
    hint = KINDS.get(line.kind) or OTHER_CUTS.get(line.kind)
    return el(
        "p",
        line.text,
        " ",
        el("small", why, title=hint, lang="en", dir="ltr"),
        class_="cut" if by_rule else "out",
        dir="auto",
        title=line.element,
    )


def _rules(explained: Explained) -> ET.Element:
    counts = Counter((line.rule, line.kind) for line in explained.lines if line.kind in KINDS)
    rows = []
    for (rule, kind), count in counts.most_common():
        what = f" {kind}, {count} {'block' if count == 1 else 'blocks'}. "
        rows.append(el("li", el("code", rule), what, el("span", explained.reasons.get(rule, ""), class_="note")))
    return el("ul", *rows)
