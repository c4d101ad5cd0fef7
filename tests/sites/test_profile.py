"""Profiles as data: they add up, do not depend on order, and obey a person's pins."""

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
from newsclean.html.blocks import parse, read_blocks
from newsclean.learning.sample import LARGE, SMALL, Sample, sample_size
from newsclean.model import Article, Options, Page
from newsclean.sites import Sites, from_json, load_sites
from newsclean.sites.profile import Profile
from newsclean.sites.store import to_text
from newsclean.sites.trust import articles
from newsclean.sites.votes import MAX_SIGNATURES, Observation, Sighting, Tally, Votes

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
    assert merged.digest() == learned(whole, least_pages=1).digest()


def test_a_file_of_profiles_comes_back_as_it_was(sites: Sites, tmp_path: Path) -> None:
    file = tmp_path / "sites.json"
    file.write_text(to_text(sites), encoding="utf-8")
    again = load_sites(file)
    assert to_text(again) == to_text(sites)
    assert again.digest() == sites.digest()
    assert pickle.loads(pickle.dumps(again)).digest() == sites.digest()


def test_cleaning_changes_no_profile(sites: Sites) -> None:
    before = to_text(sites)
    first = cleaned(pages(1)[0], sites)
    for page in pages(5, first=50):
        cleaned(page, sites)
    assert to_text(sites) == before
    assert cleaned(pages(1)[0], sites) == first


def test_a_pinned_signature_stays_whatever_was_voted(sites: Sites) -> None:
    page = pages(1)[0]
    assert PROMO not in cleaned(page, sites).text
    kept = sites.pinned(KEY, "aside.more>p", "keep").pinned(KEY, "div.story-text", "drop")
    profile = kept.profile_for(page)
    assert profile is not None
    blocks = read_blocks(parse(page.body.decode()))
    by_text = {block.text: profile.share(block.element) for block in blocks}
    assert by_text[ASIDE] == 1.0
    assert by_text[story(0).paragraphs[0]] == 0.0


def test_pins_outlive_merging_and_learning(sites: Sites) -> None:
    pinned = sites.pinned(KEY, PROMO_PATH, "keep")
    other = learned(pages(8, first=700)).pinned(KEY, PROMO_PATH, "drop").pinned(KEY, "footer", "drop")
    assert pinned.merged(other).pins() == {KEY: {PROMO_PATH: "keep", "footer": "drop"}}
    assert learned(pages(9)).pinned_by(pinned.pins()).pins() == pinned.pins()
    assert pinned.pinned(KEY, PROMO_PATH, None).pins() == {}


def test_a_pin_counts_even_where_the_profile_is_not_trusted() -> None:
    page, tale = scrape(HOST, 1)[0]
    few = learned([page], least_pages=1).pinned(KEY, "div.story-text>p", "drop")
    article = answer_for(page, few)
    assert not isinstance(article, Article) or tale.paragraphs[0] not in article.text


def test_a_kind_that_is_to_stay_is_not_voted_out() -> None:
    tally = Tally()
    for number in range(5):
        votes = Votes(pages=1, blocks=1, chars=20, kept=0, cut={"byline": 20})
        tally.add(Observation("a", f"{number:016x}", Sighting(500), {"article>p.by": votes}))
    assert Profile("a", tally).share_of("article>p.by") == 0.0
    assert Profile("a", tally, keep={"byline"}).share_of("article>p.by") == 1.0


def test_explaining_names_the_furniture_that_is_not_entered(sites: Sites) -> None:
    answer = clean_page(pages(1)[0], Context(CONTEXT.rules, Options(explain=True), sites))
    assert isinstance(answer, Article)
    assert answer.method == "site"
    assert any(cut.text == ASIDE for cut in answer.cuts)


def test_what_the_rules_removed_does_not_depend_on_the_method(sites: Sites) -> None:
    for page in pages(6, first=900):
        known, alone = cleaned(page, sites), cleaned(page, Sites({}))
        assert (known.method, alone.method) == ("site", "page")
        assert known.removed == alone.removed
        assert known.metadata == alone.metadata


def test_a_site_that_disagrees_with_itself_has_no_profile() -> None:
    tally = Tally()
    for number in range(12):
        page = f"{number:08x}{number:08x}"
        votes = Votes(pages=1, blocks=5, chars=1000, kept=1000 if number % 3 else 0)
        if number % 3 == 0:
            votes.checks[page] = (5, 1000, 0)
        tally.add(Observation("a", page, Sighting(1000, 1000, (page,)), {"body>p": votes}))
    sites = from_json({"version": 1, "sites": {"a": tally.to_json()}})
    assert sites.trust("a").status == "disagrees"
    assert sites.profile_for(Page("x", b"<p>", url="https://a.example/")) is None
    assert sites.summary()["disagree"] == ["a"]


def test_unknown_text_and_short_or_long_pages_are_a_doubt(sites: Sites) -> None:
    profile = sites.profile_for(pages(1)[0])
    assert profile is not None
    tale = story(3)
    known = page_of(HOST, tale, 3)
    assert profile.read(parse(known)) is not None
    strange = known.replace('class="story-text"', 'class="quite-new"').replace("<article", "<section")
    assert profile.read(parse(strange)) is None
    assert profile.read(parse(page_of(HOST, replace(tale, paragraphs=()), 3))) is None
    assert profile.read(parse(page_of(HOST, replace(tale, paragraphs=tale.paragraphs * 40), 3))) is None


def test_articles_are_told_from_their_copies() -> None:
    seen = {
        "a": Sighting(900, 900, ("1", "2", "3", "4")),
        "b": Sighting(950, 900, ("1", "2", "3", "4", "5")),
        "c": Sighting(900, 900, ("1", "6", "7", "8")),
        "d": Sighting(0, 0, ()),
    }
    assert articles(seen) == [["a", "b"], ["c"]]


def test_the_sample_is_bounded_and_does_not_depend_on_order() -> None:
    names = [f"{random.Random(number).getrandbits(64):016x}" for number in range(500)]
    forward, backward = Sample(), Sample()
    for number, name in enumerate(names):
        forward.add("a", name, number)
        backward.add("a", names[-1 - number], 499 - number)
    assert forward.numbers(4) == backward.numbers(4)
    assert len(forward.numbers(4)) == LARGE
    assert [sample_size(n) for n in (1, SMALL, 25, 90, 10_000)] == [1, SMALL, SMALL, 30, LARGE]


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


def test_hostile_signatures_are_bounded() -> None:
    tally = Tally()
    for number in range(3):
        votes = {f"p.{number}x{i}": Votes(1, 1, 10, 10) for i in range(MAX_SIGNATURES)}
        tally.add(Observation("a", f"{number:016x}", Sighting(10), votes))
    assert len(tally.votes) == MAX_SIGNATURES
    deep = "<div class=a>" * 3000 + "text " * 30
    profile = Profile("a", tally)
    assert profile.read(parse(deep)) is None


@pytest.mark.parametrize(
    "data",
    [
        [],
        {"version": 2, "sites": {}},
        {"version": 1, "sites": {"a": 3}},
        {"version": 1, "sites": {"a": {"pages": {}, "signatures": {"p": {}}, "containers": {}}}},
        {
            "version": 1,
            "sites": {"a": {"pages": {}, "signatures": {}, "containers": {}, "pins": {"p": "yes"}}},
        },
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
    assert from_json(json.loads(kept)).digest() == sites.digest()
    assert len(kept) < len(to_text(sites)) / 2
