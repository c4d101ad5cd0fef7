"""What a page offers for each field."""

from __future__ import annotations

import pytest
from support.metadata_pages import meta, resolved

from newsclean.html.blocks import parse
from newsclean.metadata.sources.candidates import Candidate, Candidates, MetaTags


@pytest.mark.parametrize("name", ["dd:published_time", "shop:article_publication-date", "cms.pubdate", "firstCreated"])
def test_names_that_vendors_make_up_are_read(name: str) -> None:
    assert resolved(meta(name, "2020-04-03T10:00:00Z")).published == "2020-04-03T10:00:00Z"
    assert resolved(meta("vendor:article_author_name", "Ada Byron")).authors == ("Ada Byron",)
    for other in ("lastpublished_time", "publisher", "republish-date"):
        assert resolved(meta(other, "2020-04-03T10:00:00Z")).origins.get("published") != other


def test_the_first_value_that_is_not_blank_is_found_with_its_name() -> None:
    tags = MetaTags(metas={"a": ["", "  "], "b": ["", "Gates"], "c": ["Ducks"]})
    assert tags.first("a", "b", "c") == ("Gates", "b")
    assert tags.first("x") is None
    assert (tags.all("c"), tags.all("x")) == (["Ducks"], [])
    assert tags.candidates(["c", "x", "b"]) == [Candidate("Ducks", "c"), Candidate("", "b")]


def test_elements_named_for_dates_leave_out_those_that_speak_for_themselves() -> None:
    html = "<time class=date></time><p class=date id=d1 data-testid=stamp></p><script id=date></script>"
    assert [name for name, _ in MetaTags(tree=parse(html)).named("dates")] == ["date d1 stamp"]
    assert MetaTags().named("authors") == []


def test_descriptions_are_empty_for_a_text() -> None:
    assert Candidates().descriptions == ()
