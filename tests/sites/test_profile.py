"""Profiles as data: pages put together in any order, files that people read, pins that are obeyed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.newsroom import (
    ASIDE,
    CONTEXT,
    HOST,
    KEY,
    PROMO,
    PROMO_PATH,
    answer_for,
    cleaned,
    learned,
    page_of,
    pages,
    scrape,
    story,
)

from newsclean.cleaning import clean_page
from newsclean.context import Context
from newsclean.learning.observe import observe
from newsclean.model import Article, Page
from newsclean.options import Options
from newsclean.sites import Sites, from_json
from newsclean.sites.store import to_text
from newsclean.sites.tally import Observation


@pytest.fixture(scope="module")
def sites() -> Sites:
    return learned(pages(12))


def test_cleaning_changes_no_profile(sites: Sites) -> None:
    before = to_text(sites)
    first = cleaned(pages(1)[0], sites)
    for page in pages(5, first=50):
        cleaned(page, sites)
    assert to_text(sites) == before
    assert cleaned(pages(1)[0], sites) == first


def test_a_page_has_no_say_about_itself(sites: Sites) -> None:
    """A page gets the same answer from a profile that knows it and from one that has only the other pages."""
    known = sorted(sites.tally(KEY).pages)
    for page in pages(12):
        seen = observe(page, CONTEXT)
        assert isinstance(seen, Observation)
        if seen.page in known:
            tally = sites.tally(KEY)
            del tally.pages[seen.page]
            without = from_json({"version": 2, "sites": {KEY: tally.to_json()}})
            assert cleaned(page, sites).text == cleaned(page, without).text


def test_a_pinned_path_is_obeyed_whatever_the_evidence(sites: Sites) -> None:
    page = pages(1)[0]
    first, *others = story(0).paragraphs
    before = cleaned(page, sites)
    assert PROMO not in before.text
    assert ASIDE not in before.text
    kept = cleaned(page, sites.pinned(KEY, "aside.more>p", "keep"))
    assert ASIDE in kept.text
    assert first in kept.text
    dropped = answer_for(page, sites.pinned(KEY, "div.story-text", "drop"))
    assert not isinstance(dropped, Article) or first not in dropped.text
    nearest = cleaned(page, sites.pinned(KEY, "main", "drop").pinned(KEY, "div.story-text", "keep"))
    assert all(text in nearest.text for text in others)


def test_pins_outlive_merging_and_learning(sites: Sites) -> None:
    pinned = sites.pinned(KEY, PROMO_PATH, "keep")
    other = learned(pages(8, first=700)).pinned(KEY, PROMO_PATH, "drop").pinned(KEY, "footer", "drop")
    assert pinned.merged(other).pins() == {KEY: {PROMO_PATH: "keep", "footer": "drop"}}
    assert learned(pages(9)).pinned_by(pinned.pins()).pins() == pinned.pins()
    assert pinned.pinned(KEY, PROMO_PATH, None).pins() == {}


def test_a_pin_counts_even_where_the_evidence_is_not_used() -> None:
    page, tale = scrape(HOST, 1)[0]
    few = learned([page], least_pages=1).pinned(KEY, "div.story-text>p", "drop")
    article = answer_for(page, few)
    assert not isinstance(article, Article) or tale.paragraphs[0] not in article.text


def test_explaining_names_what_the_site_removed_and_changes_nothing(sites: Sites) -> None:
    page = pages(1)[0]
    plain = clean_page(page, Context(CONTEXT.rules, Options(), sites))
    answer = clean_page(page, Context(CONTEXT.rules, Options(explain=True), sites))
    assert isinstance(answer, Article)
    assert isinstance(plain, Article)
    assert answer.method == "site"
    assert any(cut.text == ASIDE and cut.kind == "site" for cut in answer.cuts)
    assert (plain.text, plain.removed, plain.metadata) == (answer.text, answer.removed, answer.metadata)


def test_what_the_rules_removed_does_not_depend_on_the_method(sites: Sites) -> None:
    for page in pages(6, first=900):
        known, alone = cleaned(page, sites), cleaned(page, Sites({}))
        assert (known.method, alone.method) == ("site", "page")
        assert known.removed == alone.removed
        assert known.metadata == alone.metadata


def test_a_page_of_a_template_that_was_not_learned_is_left_to_itself(sites: Sites) -> None:
    tale = story(3)
    known = page_of(HOST, tale, 3)
    strange = known.replace('class="story-text"', 'class="quite-new"').replace("<article", "<section")
    strange = strange.replace("<main", '<div class="new"').replace("<p>", "<p class=new>")
    for html, method in ((known, "site"), (strange, "page")):
        assert cleaned(Page("x.html", html.encode(), url=f"https://{HOST}/x"), sites).method == method


def test_a_long_article_in_a_known_template_stays_whole(sites: Sites) -> None:
    tale = story(3)
    long = replace(tale, paragraphs=tuple(text for i in range(20) for text in story(3000 + i).paragraphs))
    page = Page("x.html", page_of(HOST, long, 3).encode(), url=f"https://{HOST}/x")
    assert all(text in cleaned(page, sites).text for text in long.paragraphs)
