"""What happens to one item in a worker: load, clean, write as a line. All that leaves the worker is small."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from newsclean.model import Article, Page, Skip
from newsclean.output.formats import Layout
from newsclean.readers.items import Item, load

if TYPE_CHECKING:
    from newsclean.context import Context


class Job(NamedTuple):
    """What a worker needs beside the item."""

    context: Context
    layout: Layout = Layout()


class Tally(NamedTuple):
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
    tally: Tally | None
    seconds: float = 0.0
    signature: bytes | None = None
    duplicate: bool = False


def clean_item(job: Job, item: Item) -> Outcome:
    """The whole path of one page: read_page → clean_page → render."""
    from newsclean.cleaning import clean_page

    began = time.perf_counter()
    page = load(item, job.context.options.max_size)
    result = page if isinstance(page, Skip) else clean_page(page, job.context)
    if isinstance(result, Skip):
        return Outcome(None, result, None, time.perf_counter() - began)
    line = job.layout.render(result)
    marks = _signature(result.text) if job.layout.dedup else None
    return Outcome(line, None, tally(result), time.perf_counter() - began, marks)


def _signature(text: str) -> bytes:
    from newsclean.run.dedup import signature

    return signature(text)


def tally(article: Article) -> Tally:
    """What is counted of an article."""
    m = article.metadata
    return Tally(
        m.site,
        article.method,
        m.language,
        m.published,
        article.words,
        m.truncated,
        article.removed,
        Counter(cut.rule for cut in article.cuts if cut.kind in article.removed),
    )


_FIRST_PAGE = b"<html><body><p>" + b"The first page of a process takes the time that loading takes. " * 9


def prepare(context: object) -> None:
    """Load and compile all that a first page needs, so that no page is charged for it."""
    from newsclean.cleaning import clean_page
    from newsclean.context import Context

    if isinstance(context, Job):
        if context.layout.dedup:
            _signature("")
        context = context.context
    if isinstance(context, Context):
        clean_page(Page("-", _FIRST_PAGE), context)
