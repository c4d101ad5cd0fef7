"""HTML view of `newsclean explain`: metadata and where it comes from, the blocks in order, the record."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from newsclean.explain import Explained, Line
from newsclean.kinds import KINDS, OTHER_CUTS
from newsclean.model import Article
from newsclean.report.render import render

_MAX_OPEN_CUTS = 6  # blocks in a row that are cut: more are folded
_NOT_METADATA = {"id", "text", "removed", "words", "truncated", "method"}


def as_html(explained: Explained) -> str:
    """Return a standalone HTML document."""
    result = explained.result
    article = result if isinstance(result, Article) else None
    return render(
        "explain.html",
        source=explained.page.source,
        article=article,
        skip=None if article else result,
        tiles=list(_tiles(explained)),
        metadata=list(_metadata(article)) if article else [],
        groups=list(_groups(explained)),
        rules=list(_rules(explained)),
        record=json.dumps(article.to_dict(), ensure_ascii=False, indent=2) if article else "",
    )


def _tiles(explained: Explained) -> Iterator[tuple[str, int | str]]:
    result = explained.result
    kept = sum(not line.kind for line in explained.lines)
    by_rule = sum(line.kind in KINDS for line in explained.lines)
    if isinstance(result, Article):
        yield "Words", result.words
    yield "Blocks kept", kept
    yield "Cut by rules", by_rule
    yield "Cut otherwise", len(explained.lines) - kept - by_rule
    if isinstance(result, Article):
        yield "Method", result.method
        yield "Language", result.metadata.language or "unknown"


def _metadata(article: Article) -> Iterator[tuple[str, str, str | None]]:
    for key, value in article.to_dict().items():
        if key in _NOT_METADATA:
            continue
        if isinstance(value, dict):
            value = ", ".join(f"{name}: {part}" for name, part in value.items() if part is not None)
        elif isinstance(value, list):
            value = ", ".join(map(str, value))
        yield key, str(value or ""), article.metadata.origins.get(key)


def _groups(explained: Explained) -> Iterator[dict[str, Any]]:
    """Yield blocks in page order, kept and cut ones apart; `summary` is set where a long run of cuts is folded."""
    for is_kept, group in groupby(explained.lines, key=lambda line: not line.kind):
        lines = list(group)
        summary = ""
        if not is_kept and len(lines) > _MAX_OPEN_CUTS:
            kinds = Counter(line.kind for line in lines).most_common()
            summary = f"{len(lines)} blocks cut: " + ", ".join(f"{kind} {count}" for kind, count in kinds)
        yield {"summary": summary, "lines": [_line(line) for line in lines]}


def _line(line: Line) -> dict[str, Any]:
    by_rule = line.kind in KINDS
    return {
        "text": line.text,
        "path": line.path,
        "kind": line.kind,
        "by_rule": by_rule,
        "why": f"{line.kind} · {line.rule}" if by_rule else line.kind,
        "hint": KINDS.get(line.kind) or OTHER_CUTS.get(line.kind),
    }


def _rules(explained: Explained) -> Iterator[tuple[str, str, int, str]]:
    counts = Counter((line.rule, line.kind) for line in explained.lines if line.kind in KINDS)
    for (rule, kind), count in counts.most_common():
        yield rule, kind, count, explained.reasons.get(rule, "")
