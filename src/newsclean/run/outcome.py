"""The outcome of one page, as it travels from a worker to the output and the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from newsclean.model import Article, Skip

COVERED = ("title", "authors", "published", "url")  # fields of which it is counted how many articles have them
_SHOWN_CHARS = 160  # of a line that is shown
_SHOWN_CUTS = 3


class Reading(NamedTuple):
    """What a person reads of an article in a report: its first and last line, and the first lines that rules cut."""

    title: str
    first: str
    last: str
    cut: tuple[tuple[str, str], ...] = ()  # kind, text


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
    known: tuple[str, ...] = ()  # which of `COVERED` it has
    reading: Reading | None = None


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


def count_article(article: Article, with_reading: bool = True) -> ArticleCounts:
    """Return what is counted of an article, with what a person reads of it in a report."""
    m = article.metadata
    cut = [(cut.kind, cut.text) for cut in article.cuts if cut.kind in article.removed] if with_reading else []
    return ArticleCounts(
        m.site,
        article.method,
        m.language,
        m.published,
        article.words,
        m.truncated,
        article.removed,
        Counter(cut.rule for cut in article.cuts if cut.kind in article.removed),
        tuple(field for field in COVERED if getattr(m, field)),
        _reading(m.title, article.text, cut) if with_reading else None,
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
        tuple(field for field in COVERED if record.get(field)),
        _reading(
            record.get("title"),
            record.get("text") or "",
            [(cut["kind"], cut["text"]) for cut in record.get("cuts") or () if cut["kind"] in removed],
        ),
    )


def _reading(title: str | None, text: str, cut: Sequence[tuple[str, str]]) -> Reading:
    shown = tuple((kind, line[:_SHOWN_CHARS]) for kind, line in cut[:_SHOWN_CUTS])
    last = text.rstrip().rpartition("\n")[2]
    return Reading((title or "")[:_SHOWN_CHARS], text.partition("\n")[0][:_SHOWN_CHARS], last[-_SHOWN_CHARS:], shown)
