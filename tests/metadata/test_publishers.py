"""Publishers without slogans, sections and addresses."""

from __future__ import annotations

import pytest

from newsclean.metadata.publishers import PageWords, choose_publisher, publisher_name
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
        ("News|Sport|Harbour Post", "Harbour Post"),
        ("Harbour|Post", "Harbour|Post"),
        ("Boats @ Harbour Post", "Harbour Post"),
        ("Boats and Locks by Harbour Post", "Harbour Post"),
        ("Harbour Post Online Political News Service", "Harbour Post"),
        ("Harbour Post Technology News", "Harbour Post"),
        ("HarbourPost Free Patterns for Beginners", "HarbourPost"),
        ("Harbour Post New York", "Harbour Post New York"),
        ("Harbour Post of the East Bay", "Harbour Post of the East Bay"),
        ("Harbour Post, Inc.", "Harbour Post, Inc."),
        ("Harbour Post, boats and weather", "Harbour Post"),
        ("harbourpost.example name", "harbourpost.example"),
        ("OSLock Blog about locks, gates and pumps", "OSLock Blog"),
        ("Hafenpost — новости залива", "Hafenpost"),
        ("Hafenpost (www.hafenpost.example)", "Hafenpost"),
        ("harbour-posts Webseite!", "harbour-post"),
        ("Bay Courier - Home", "Bay Courier"),
        ("www.baycourier.example", "baycourier.example"),
        ("1337@bay:~$", "1337@bay"),
    ],
)
def test_a_publisher_is_the_name_among_slogans(value: str, name: str) -> None:
    assert publisher_name(value, "harbourpost.example") == name


def test_what_the_copyright_notice_says_as_well_is_the_name() -> None:
    name = "Harbour Post Heating Plus Air Conditioning"
    assert publisher_name(name, "harbourpost.example", f"© 2020 {name}") == name
    assert publisher_name(name, "harbourpost.example", "© 2020 Tide Ltd") == "Harbour Post"


def test_a_name_is_better_than_a_domain_or_a_url() -> None:
    found = [Candidate("https://harbour.example", "og:site_name"), Candidate("harbour.example", "json-ld")]
    assert choose_publisher(found) == found[1]
    assert choose_publisher([*found, Candidate("Harbour Post", "cre")]) == Candidate("Harbour Post", "cre")
    assert choose_publisher([]) is None


@pytest.mark.parametrize(
    "value",
    [
        "Home", "My WordPress", "Politik", "ada@tide.example", "+49 40 123456", "Locks", "A lock opens again - Bay",
        "Boats, Locks and Gates", "A great pile of deep thoughts for the learners of locks",
    ],
)  # fmt: skip
def test_a_word_of_the_template_a_section_or_a_description_is_no_publisher(value: str) -> None:
    page = PageWords("alockopensagain", frozenset({"locks"}))
    assert choose_publisher([Candidate(value, "og:site_name")], "https://www.tide.example/a", page) is None


def test_the_site_s_host_may_spell_any_word() -> None:
    found = [Candidate("Politik", "og:site_name")]
    assert choose_publisher(found, "https://www.politik.example/a") == found[0]
    assert choose_publisher(found, "https://www.politik24.example/a") is None


def test_an_author_is_the_publisher_where_nothing_else_is() -> None:
    found = [Candidate("bay.example", "og:site_name"), Candidate("Mary Shelley", "json-ld")]
    page = PageWords(authors=frozenset({"maryshelley"}))
    assert choose_publisher(found, None, page) == found[0]
    assert choose_publisher(found[1:], None, page) == found[1]
