"""What one page adds to its site."""

from __future__ import annotations

from support.newsroom import CONTEXT, scrape

from newsclean.cleaning import clean_page
from newsclean.learning.observe import observe
from newsclean.model import Page, Reason, Skip
from newsclean.sites.tally import MAX_PATHS, Observation


def test_a_page_with_thousands_of_block_paths_adds_none() -> None:
    letters = [f"{chr(97 + i // 26 % 26)}{chr(97 + i % 26)}{'y' * (i // 676)}" for i in range(3000)]
    words = "".join(f"<p class=c{name}>text" for name in letters)
    seen = observe(Page("a/x.html", f"<html><body>{words}".encode()), CONTEXT)
    assert isinstance(seen, Observation)
    assert len(seen.sums.paths) == 0
    few = observe(Page("a/y.html", f"<html><body>{words[:2000]}".encode()), CONTEXT)
    assert isinstance(few, Observation)
    assert 50 < len(few.sums.paths) < MAX_PATHS


def test_texts_empty_pages_and_what_is_no_page_add_nothing() -> None:
    assert observe(Page("a.txt", b"A note.", content_type="text/plain"), CONTEXT) is None
    assert observe(Page("a.html", b"<html><body></body></html>"), CONTEXT) is None
    skipped = observe(Page("a.html", b"no markup"), CONTEXT)
    assert isinstance(skipped, Skip)
    assert skipped.reason == Reason.NOT_HTML


def test_an_article_adds_the_sums_of_its_paths_and_an_example_of_each() -> None:
    (page, tale), *_ = scrape("harbour-post.example", 1)
    seen = observe(page, CONTEXT)
    assert isinstance(seen, Observation)
    assert seen.key == "harbour-post.example"
    path = next(path for path in seen.sums.paths if path.endswith("div.story-text>p"))
    assert seen.sums.paths[path].blocks == len(tale.paragraphs)
    assert tale.paragraphs[0].startswith(seen.examples[path][:20]) or len(seen.examples[path]) == 60
    assert seen.sums.marks
    assert seen.sums.is_article


def test_a_page_that_was_learned_from_is_cleaned_as_any_other() -> None:
    (page, _), *_ = scrape("ferry-post.example", 1)
    before = clean_page(page, CONTEXT)
    observe(page, CONTEXT)
    assert clean_page(page, CONTEXT) == before == clean_page(page, CONTEXT)
