"""Publishers without slogans, sections and addresses."""

from __future__ import annotations

import pytest

from newsclean.metadata.publishers import choose_publisher, name_of_site, publisher_name
from newsclean.metadata.sources.candidates import Candidate


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("Harbour Post | News from the bay", "Harbour Post"),
        ("All about canals | Harbour Post", "Harbour Post"),
        ("Harbour Post_News_Sport", "Harbour Post"),
        ("Bay Courier - Everything that floats, sinks or swims", "Bay Courier"),
        ("Canal Office - BCO", "Canal Office - BCO"),
        ("Harbour Post", "Harbour Post"),
        (".:: Bay Courier ::. Templates and more", "Bay Courier"),
        ("/ Bay Courier (@baycourier)", "Bay Courier"),
        ("Bay CourierBay Courier", "Bay Courier"),
        ("Boats - Harbour Post", "Harbour Post"),
        ("Boats - harbourpost.example", "harbourpost.example"),
        ("Harbour Post Board of Works - HARBOURPOST", "Harbour Post Board of Works"),
        ("Harbour Post® > News > Boats", "Harbour Post"),
        ("Harbour Post >", "Harbour Post"),
        ("« Harbour Post", "Harbour Post"),
        ("@ Harbour Post", "Harbour Post"),
        ("Welcome to the Harbour Post", "Harbour Post"),
        ("Willkommen bei Hafenpost", "Hafenpost"),
        ("新闻频道-港口网", "港口网"),
        ("港口新報 － 港のニュースサイト", "港口新報"),
        ("Bay News and Opinion on www.baynews.example", "Bay News and Opinion"),
    ],
)
def test_a_publisher_is_the_name_among_slogans(value: str, name: str) -> None:
    assert publisher_name(value, "harbourpost.example") == name


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


def test_a_name_is_better_than_a_domain_or_a_url() -> None:
    found = [Candidate("https://harbour.example", "og:site_name"), Candidate("harbour.example", "json-ld")]
    assert choose_publisher(found) == found[1]
    assert choose_publisher([*found, Candidate("Harbour Post", "cre")]) == Candidate("Harbour Post", "cre")
    assert choose_publisher([]) is None
