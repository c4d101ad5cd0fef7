"""Files of profiles: what is written is read again, what is broken is refused."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest
from support.newsroom import KEY, learned, pages

from newsclean.errors import SitesError
from newsclean.learning.sample import SMALL
from newsclean.sites import Sites, from_json, load_sites
from newsclean.sites.store import to_text


@pytest.fixture(scope="module")
def sites() -> Sites:
    return learned(pages(12))


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
    assert len(lines) <= len(paths) + SMALL + 17


def test_a_path_that_a_person_deletes_from_a_file_is_forgotten(sites: Sites, tmp_path: Path) -> None:
    file = tmp_path / "sites.json"
    data = json.loads(to_text(sites))
    rows = data["sites"][KEY]["paths"]
    data["sites"][KEY]["paths"] = [row for row in rows if not row["path"].endswith("div.promo>p")]
    file.write_text(json.dumps(data), encoding="utf-8")
    paths = load_sites(file).tally(KEY).sums()
    assert not any(path.endswith("div.promo>p") for path in paths)
    assert any(path.endswith("div.story-text>p") for path in paths)


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
