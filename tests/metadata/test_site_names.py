"""The names of a site, told from its headlines."""

from __future__ import annotations

import pytest

from newsclean.metadata.site_names import SiteNames, cuts, letters, words_of

_SITE = SiteNames(["Harbour Post"], ["Canals"], ["Canal gates leave town"])


def _bare(title: str, heading: bool = False) -> str:
    return _SITE.strip(title, heading)


@pytest.mark.parametrize(
    ("title", "count"),
    [
        ("Gates gone | Harbour Post", 1),
        ("Gates gone - Canals - Harbour Post", 2),
        ("Well-known harbour gatekeepers", 0),
        ("", 0),
    ],
)
def test_separators_have_spaces_around_them(title: str, count: int) -> None:
    assert len(cuts(title)) == count


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Gates gone | Harbour Post", "Gates gone"),
        ("Harbour Post: Gates gone", "Gates gone"),
        ("Gates gone - Canals | harbourpost.example", "Gates gone"),
        ("Gates gone - two boats wait", "Gates gone - two boats wait"),
        ("Harbour Post", "Harbour Post"),
        ("Gates gone (Harbour Post)", "Gates gone"),
        ("[Harbour Post] Gates gone", "Gates gone"),
        ("Gates gone (again)", "Gates gone (again)"),
    ],
)
def test_the_site_s_names_at_the_ends_come_off(title: str, bare: str) -> None:
    assert _bare(title) == bare


def test_a_heading_keeps_its_colon_and_gives_up_exact_names_alone() -> None:
    assert _bare("Harbour Post: Gates gone", heading=True) == "Harbour Post: Gates gone"
    assert _bare("Gates gone | Harbour", heading=True) == "Gates gone | Harbour"


def test_a_headline_in_the_place_of_the_site_s_name_is_no_name() -> None:
    assert SiteNames(["Canal gates leave town"], [], ["Canal gates leave town"]).names == set()


def test_words_are_compared_without_case_and_scripts_without_spaces_letter_by_letter() -> None:
    assert words_of("Gates, GONE!") == ("gates", "gone")
    assert words_of("水門 Gate") == ("水", "門", "gate")
    assert letters("A-b C") == "abc"
