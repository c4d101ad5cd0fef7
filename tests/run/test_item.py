"""One item in a worker."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from support.pages import article

from newsclean import Context, Page
from newsclean.model import Reason
from newsclean.options import Options
from newsclean.output.formats import DOLMA, Layout
from newsclean.readers.items import PageFile
from newsclean.run.item import Job, clean_item, prepare


def test_a_page_becomes_a_line_in_the_layout_and_its_counts(context: Context) -> None:
    outcome = clean_item(Job(context, Layout(DOLMA)), Page("a.html", article(1)))
    assert outcome.line is not None
    assert json.loads(outcome.line)["metadata"]["source"] == "a.html"
    assert outcome.counts is not None
    assert (outcome.skip, outcome.signature) == (None, None)
    assert outcome.counts.reading is None
    assert outcome.seconds > 0
    reported = clean_item(Job(context, has_report=True), Page("a.html", article(1)))
    assert reported.counts is not None
    assert reported.counts.reading is not None


def test_what_cannot_be_loaded_or_is_no_article_is_a_skip(context: Context, tmp_path: Path) -> None:
    gone = clean_item(Job(context), PageFile("gone.html", str(tmp_path / "gone.html").encode()))
    assert gone.skip is not None
    assert gone.skip.reason == Reason.UNREADABLE
    small = Job(replace(context, options=Options(max_size=10)))
    large = clean_item(small, Page("a.html", article(1)))
    assert large.skip is not None
    assert (large.line, large.skip.reason) == (None, Reason.TOO_LARGE)


@pytest.mark.parametrize("setup", [None, "a setup of another function"])
def test_only_a_context_or_a_job_is_prepared_for(setup: object) -> None:
    prepare(setup)


def test_preparing_cleans_a_first_page(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    cleaned: list[Page] = []
    monkeypatch.setattr("newsclean.cleaning.clean_page", lambda page, _: cleaned.append(page))
    prepare(Job(context))
    prepare(context)
    assert [page.source for page in cleaned] == ["-", "-"]
