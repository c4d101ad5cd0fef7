"""What comes of one page, as it travels from a worker to the output and the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

from newsclean.model import Article, Skip


class ArticleCounts(NamedTuple):
    """What the report counts of an article."""

    site: str | None
    method: str
    language: str | None
    published: str | None
    words: int
    truncated: bool
    kinds: Mapping[str, int]  # cuts by rules
    rules: Mapping[str, int]


class Outcome(NamedTuple):
    """What came of an item: a line of the output, or a skip. `seconds` is the time it took in the worker.

    `signature` is what near-duplicates are found by, `duplicate` whether the line was marked as one.
    """

    line: bytes | None
    skip: Skip | None
    counts: ArticleCounts | None
    seconds: float = 0.0
    signature: bytes | None = None
    duplicate: bool = False


def as_outcome(answer: Outcome | Skip) -> Outcome:
    """Return the pool's answer as an outcome; it is a `Skip` where the readers or the pool refused the page."""
    return Outcome(None, answer, None) if isinstance(answer, Skip) else answer


def count_article(article: Article) -> ArticleCounts:
    """Return what is counted of an article."""
    m = article.metadata
    return ArticleCounts(
        m.site,
        article.method,
        m.language,
        m.published,
        article.words,
        m.truncated,
        article.removed,
        Counter(cut.rule for cut in article.cuts if cut.kind in article.removed),
    )


def count_record(record: Mapping[str, Any]) -> ArticleCounts:
    """Return what is counted of a record that an earlier run has written.

    Its rules are known only with --explain, and what `--fields` left out is unknown.
    """
    removed = {cut["kind"]: cut["count"] for cut in record.get("removed") or ()}
    return ArticleCounts(
        record.get("site"),
        record.get("method") or "unknown",
        record.get("language"),
        record.get("published"),
        int(record.get("words") or 0),
        bool(record.get("truncated")),
        removed,
        Counter(cut["rule"] for cut in record.get("cuts") or () if cut["kind"] in removed),
    )
