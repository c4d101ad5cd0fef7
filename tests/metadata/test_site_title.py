"""The site's name out of a document's title."""

from __future__ import annotations

import pytest

from newsclean.metadata.site_title import name_in_title, name_of_site, site_piece, spells_site


@pytest.mark.parametrize(
    ("whole", "name"),
    [
        ("Gates gone | Harbour Post", "Harbour Post"),
        ("Harbour Post | Gates gone", "Harbour Post"),
        ("Blog Archive | Gates gone | Harbour Post", None),  # something on either side
        ("Gates gone", None),
        ("Ducks | Harbour Post", None),
    ],
)
def test_the_name_is_the_piece_beside_the_headline(whole: str, name: str | None) -> None:
    assert name_in_title(whole, "Gates gone") == name


def test_of_several_pieces_the_one_that_the_domain_spells_is_the_name() -> None:
    whole = "Gates gone - Harbour Post | Boats and more"
    assert name_in_title(whole, "Gates gone") == "Boats and more"
    assert name_in_title(whole, "Gates gone", "harbourpost.example") == "Harbour Post"


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("Harbour Post", True), ("The Harbour Post", True), ("harbourpost.example", True), ("Harbourpost Online", True),
        ("Hárbour Post", True), ("Harbour", False), ("Post", False), ("", False),
    ],
)  # fmt: skip
def test_a_domain_spells_a_name_by_its_label(name: str, spelled: bool) -> None:
    assert spells_site(name, "harbourpost.example") == spelled
    assert not spells_site(name, None)


def test_a_short_label_is_a_word_of_its_own() -> None:
    assert spells_site("BCO Blog", "bco.example")
    assert not spells_site("Bcorn", "bco.example")


def test_the_piece_of_a_title_that_the_domain_spells() -> None:
    assert site_piece("Gates gone | Water | Harbour Post", "harbourpost.example") == "Harbour Post"
    assert site_piece("Harbour Post: gates gone", "harbourpost.example") == "Harbour Post"
    assert site_piece("Harbour Post", "harbourpost.example") is None
    assert site_piece("Gates gone | Water", "harbourpost.example") is None


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Harbour Post", "Harbour Post"),
        ("Harbour Post - Sport", "Harbour Post"),
        ("Harbour : Business", "Harbour"),
        ("A-League - Football - Sport", None),
        ("News - Bayton, BY", None),
        ("Entertainment", None),
        ("Boats and Locks", None),
        ("Tide Company", "Tide Company"),
        ("The Old Gate", "The Old Gate"),
        ("Bay Daily News", "Bay Daily News"),
    ],
)
def test_the_end_of_a_title_is_the_site_s_name_where_its_host_or_notice_has_it(name: str, known: str | None) -> None:
    assert name_of_site(name, "https://www.harbourpost.example/a", "© 2020 Tide Company Ltd") == known


@pytest.mark.parametrize(
    ("name", "known"), [("Boats and Locks", "Boats and Locks"), ("Im in.. Are YOU in?", None), ("Boats", None)]
)
def test_a_blog_on_a_platform_may_bear_any_name_but_a_sentence(name: str, known: str | None) -> None:
    assert name_of_site(name, "https://ab.blogspot.com/a", None) == known
    assert name_of_site(name, None, None) == known


def test_initials_and_umlauts_are_in_the_host() -> None:
    assert name_of_site("Small Lock Authority", "https://www.sla.example/", None) == "Small Lock Authority"
    assert name_of_site("Höfel", "https://www.hoefel.example/", None) == "Höfel"


def test_what_is_before_a_colon_is_a_column_but_on_a_platform() -> None:
    title = "The Old Gate: three boats"
    assert name_of_site("The Old Gate", "https://www.tide.example/a", None, title) is None
    assert name_of_site("The Old Gate", "https://ab.blogspot.com/a", None, title) == "The Old Gate"
    assert name_of_site("The Old Gate", "https://www.tide.example/a", "© The Old Gate", title) == "The Old Gate"


def test_a_list_is_no_name() -> None:
    assert name_of_site("Boat News, Locks and Weather", None, None) is None
