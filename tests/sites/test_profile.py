"""Profiles as data: pages put together in any order, files that people read, pins that are obeyed."""

from __future__ import annotations

import json
import pickle
import random
from dataclasses import replace
from pathlib import Path

import pytest
from support.newsroom import ASIDE, CONTEXT, PROMO, answer_for, cleaned, learned, page_of, scrape, story

from newsclean.cleaning import clean_page
from newsclean.context import Context
from newsclean.errors import SitesError
from newsclean.learning.observe import observe
from newsclean.learning.sample import LARGE, SMALL, Sample, sample_size
from newsclean.model import Article, Page
from newsclean.options import Options
from newsclean.sites import Sites, from_json, load_sites
from newsclean.sites.store import to_text
from newsclean.sites.tally import MAX_PATHS, Observation, PageSums, PathSums, Tally, articles

HOST = "www.harbour-post.example"
KEY = "harbour-post.example"
PROMO_PATH = "article.story>div.promo>p"


def pages(count: int, first: int = 0) -> list[Page]:
    return [page for page, _ in scrape(HOST, count, first)]


@pytest.fixture(scope="module")
def sites() -> Sites:
    return learned(pages(12))


def test_learning_does_not_depend_on_the_order_of_pages(sites: Sites) -> None:
    shuffled = pages(12)
    random.Random(4).shuffle(shuffled)
    assert to_text(learned(shuffled)) == to_text(sites)


def test_halves_add_up_to_the_whole() -> None:
    whole = pages(SMALL)
    merged = learned(whole[:4], least_pages=1).merged(learned(whole[4:], least_pages=1))
    assert to_text(merged) == to_text(learned(whole, least_pages=1))
    assert to_text(merged) == to_text(learned(whole, least_pages=1))


def test_a_page_that_was_learned_twice_counts_once(sites: Sites) -> None:
    assert to_text(sites.merged(sites)) == to_text(sites)


def test_a_file_of_profiles_comes_back_as_it_was(sites: Sites, tmp_path: Path) -> None:
    file = tmp_path / "sites.json"
    file.write_text(to_text(sites), encoding="utf-8")
    again = load_sites(file)
    assert to_text(again) == to_text(sites)
    assert to_text(again) == to_text(sites)
    assert to_text(pickle.loads(pickle.dumps(again))) == to_text(sites)


def test_a_run_file_is_a_file_of_profiles(sites: Sites, tmp_path: Path) -> None:
    file = tmp_path / "articles.jsonl.run.json"
    file.write_text(json.dumps({"digest": "x", "profiles": sites.to_json()}), encoding="utf-8")
    assert to_text(load_sites(file)) == to_text(sites)
    file.write_text(json.dumps({"digest": "x", "profiles": None}), encoding="utf-8")
    with pytest.raises(SitesError, match="learned no profiles"):
        load_sites(file)


def test_in_a_file_people_find_roles_first_and_one_line_for_each_path_and_page(sites: Sites) -> None:
    lines = to_text(sites).splitlines()
    paths = [json.loads(line.rstrip(",")) for line in lines if line.startswith('  {"path"')]
    roles = [row["role"] for row in paths]
    assert roles[0] == "main content"
    assert roles == sorted(roles, key=["main content", "mixed", "boilerplate"].index)
    assert paths[0]["path"].endswith("div.story-text>p")
    assert (paths[0]["pages"], paths[0]["blocks"]) == (SMALL, 6 * SMALL)
    assert len(lines) <= len(paths) + SMALL + 15


def test_a_path_that_a_person_deletes_from_a_file_is_forgotten(sites: Sites, tmp_path: Path) -> None:
    file = tmp_path / "sites.json"
    data = json.loads(to_text(sites))
    rows = data["sites"][KEY]["paths"]
    data["sites"][KEY]["paths"] = [row for row in rows if not row["path"].endswith("div.promo>p")]
    file.write_text(json.dumps(data), encoding="utf-8")
    paths = load_sites(file).tally(KEY).sums()
    assert not any(path.endswith("div.promo>p") for path in paths)
    assert any(path.endswith("div.story-text>p") for path in paths)


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


def sums(kept: int, path: str = "body>p", mark: str = "m") -> PageSums:
    return PageSums((mark,), frozenset((mark,)), {path: PathSums(5, 1000, 10, kept)})


def test_a_site_that_disagrees_with_itself_has_no_say() -> None:
    tally = Tally(examples={"body>p": "x"})
    for number in range(12):  # what is main content on one half of the pages is boilerplate on the other
        name = f"{number:08x}{number:08x}"
        tally.pages[name] = sums(1000 if number % 2 else 0, mark=name[:8])
    sites = from_json({"version": 2, "sites": {"a": tally.to_json()}})
    assert sites.status("a").status == "disagrees"
    assert sites.profile_for(Page("x", b"<p>", url="https://a.example/")) is None
    assert sites.summary()["disagree"] == ["a"]


def test_a_page_of_a_template_that_was_not_learned_is_left_to_itself(sites: Sites) -> None:
    tale = story(3)
    known = page_of(HOST, tale, 3)
    strange = known.replace('class="story-text"', 'class="quite-new"').replace("<article", "<section")
    strange = strange.replace("<main", '<div class="new"').replace("<p>", "<p class=new>")
    for html, method in ((known, "site"), (strange, "page")):
        assert cleaned(Page("x.html", html.encode(), url=f"https://{HOST}/x"), sites).method == method


def test_articles_are_told_from_their_copies() -> None:
    def seen(*marks: str) -> PageSums:
        return PageSums(marks, frozenset(), {})

    found = {
        "a": seen("1", "2", "3", "4"),
        "b": seen("1", "2", "3", "4", "5"),
        "c": seen("1", "6", "7", "8"),
        "d": seen(),
    }
    assert articles(found) == [["a", "b"], ["c"]]


def test_the_sample_is_bounded_and_does_not_depend_on_order() -> None:
    names = [f"{random.Random(number).getrandbits(64):016x}" for number in range(500)]
    forward, backward = Sample(), Sample()
    for number, name in enumerate(names):
        forward.add("a", name, number)
        backward.add("a", names[-1 - number], 499 - number)
    assert forward.numbers(4) == backward.numbers(4)
    assert len(forward.numbers(4)) == LARGE
    assert [sample_size(n) for n in (1, SMALL, 25, 10_000)] == [1, SMALL, max(SMALL, 25 // 3), LARGE]


def test_copies_take_one_place_in_the_sample() -> None:
    sample = Sample()
    for number in range(20):
        sample.add("a", f"{7:016x}", number)
    assert sample.numbers(1) == {0}
    assert sample.numbers(2) == set()


def test_sites_beyond_the_bound_are_left_out_and_counted() -> None:
    sample = Sample(max_sites=100)
    for number in range(400):
        for page in range(5 if number < 50 else 1):
            sample.add(f"site{number}", f"{number * 10 + page:016x}", number * 10 + page)
    assert sample.beyond > 0
    assert {number // 10 for number in sample.numbers(4)} == set(range(50))


def test_a_page_with_thousands_of_block_paths_adds_none() -> None:
    letters = [f"{chr(97 + i // 26 % 26)}{chr(97 + i % 26)}{'y' * (i // 676)}" for i in range(3000)]
    words = "".join(f"<p class=c{name}>text" for name in letters)
    seen = observe(Page("a/x.html", f"<html><body>{words}".encode()), CONTEXT)
    assert isinstance(seen, Observation)
    assert len(seen.sums.paths) == 0
    few = observe(Page("a/y.html", f"<html><body>{words[:2000]}".encode()), CONTEXT)
    assert isinstance(few, Observation)
    assert 50 < len(few.sums.paths) < MAX_PATHS


@pytest.mark.parametrize(
    "data",
    [
        [],
        {"version": 1, "sites": {}},
        {"version": 2},
        {"version": 2, "sites": 3},
        {"version": 2, "sites": {"a": 3}},
        {"version": 2, "sites": {"a": {"pages": {}, "paths": [{"n": 1}], "pins": {}}}},
        {"version": 2, "sites": {"a": {"pages": {"zz": {}}, "paths": [], "pins": {}}}},
        {"version": 2, "sites": {"a": {"pages": {}, "paths": [], "pins": {"p": "yes"}}}},
    ],
)
def test_a_broken_file_is_refused_with_its_name(data: object, tmp_path: Path) -> None:
    file = tmp_path / "broken.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(SitesError, match=r"broken\.json"):
        load_sites(file)
    file.write_text("{", encoding="utf-8")
    with pytest.raises(SitesError, match="not JSON"):
        load_sites(file)


def test_what_a_run_keeps_is_small_and_comes_back(sites: Sites) -> None:
    kept = json.dumps(sites.to_json())
    assert to_text(from_json(json.loads(kept))) == to_text(sites)
    assert len(kept) < len(to_text(sites)) / 2


def test_a_long_article_in_a_known_template_stays_whole(sites: Sites) -> None:
    tale = story(3)
    long = replace(tale, paragraphs=tuple(text for i in range(20) for text in story(3000 + i).paragraphs))
    page = Page("x.html", page_of(HOST, long, 3).encode(), url=f"https://{HOST}/x")
    assert all(text in cleaned(page, sites).text for text in long.paragraphs)
