"""Process one item in a worker: load, clean, render as a line. Everything that leaves the worker is small."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from newsclean.model import Page, Skip
from newsclean.output.formats import Layout
from newsclean.readers.items import Item
from newsclean.readers.opening import load
from newsclean.run.dedup import signature
from newsclean.run.outcome import Outcome, count_article

if TYPE_CHECKING:
    from newsclean.context import Context


class Job(NamedTuple):
    """What a worker needs in addition to the item."""

    context: Context
    layout: Layout = Layout()
    has_report: bool = False  # which shows articles to read


def clean_item(job: Job, item: Item) -> Outcome:
    """Take one page from its item to its line of output, or to the reason why it has none."""
    from newsclean.cleaning import clean_page

    began = time.perf_counter()
    page = load(item, job.context.options.max_size)
    result = page if isinstance(page, Skip) else clean_page(page, job.context)
    if isinstance(result, Skip):
        return Outcome(None, result, None, time.perf_counter() - began)
    line = job.layout.render(result)
    marks = signature(result.text) if job.layout.dedup else None
    return Outcome(line, None, count_article(result, job.has_report), time.perf_counter() - began, marks)


_FIRST_PAGE = b"<html><body><p>" + b"The first page of a process takes the time that loading takes. " * 9


def prepare(context: object) -> None:
    """Load and compile all that a first page needs, so that no page is charged for it."""
    from newsclean.cleaning import clean_page
    from newsclean.context import Context

    if isinstance(context, Job):
        if context.layout.dedup:
            signature("")
        context = context.context
    if isinstance(context, Context):
        clean_page(Page("-", _FIRST_PAGE), context)
