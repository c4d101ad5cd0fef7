"""The learning pass."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from support.newsroom import CONTEXT, KEY, InProcess, learned, pages

from newsclean.learning.learn import identify, learn, observe_item
from newsclean.model import Reason, Skip
from newsclean.readers.items import PageFile
from newsclean.sites import Sites
from newsclean.sites.store import to_text
from newsclean.sites.tally import page_hash


@pytest.fixture(scope="module")
def sites() -> Sites:
    return learned(pages(12))


def test_learning_does_not_depend_on_the_order_of_pages(sites: Sites) -> None:
    shuffled = pages(12)
    random.Random(4).shuffle(shuffled)
    assert to_text(learned(shuffled)) == to_text(sites)


def test_a_site_with_few_pages_is_not_learned_unless_parts_are_to_be_merged() -> None:
    few = InProcess(pages(2))
    assert learn(few, CONTEXT) is None
    assert few.phases == ["learning: reading"]
    found = learn(InProcess(pages(2)), CONTEXT, least_pages=1)
    assert found is not None
    assert len(found.tally(KEY).pages) == 2


def test_what_cannot_be_read_belongs_to_no_site(tmp_path: Path) -> None:
    missing = PageFile("gone.html", str(tmp_path / "gone.html").encode())
    skipped = identify(CONTEXT, missing)
    assert isinstance(skipped, Skip)
    assert skipped.reason == Reason.UNREADABLE
    assert observe_item(CONTEXT, missing) == skipped
    page = pages(1)[0]
    assert identify(CONTEXT, page) == (KEY, page_hash(page))
