"""What is behind a person's name."""

from __future__ import annotations

import pytest

from newsclean.metadata.names.tails import is_degree, is_junior, is_turned, once, turned, without_months, without_place


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ada Somerville Paris", "Ada Somerville"),
        ("Mary Jane Somerville Nairobi", "Mary Jane Somerville"),
        ("Jack London", "Jack London"),
        ("Ada Mary Paris", "Ada Mary Paris"),
        ("Harbour Tours Paris", "Harbour Tours Paris"),
        ("Ada Somerville Marlow", "Ada Somerville Marlow"),
    ],
)
def test_a_city_behind_a_name_is_where_the_report_is_from(text: str, name: str) -> None:
    assert without_place(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Harbour Post December", "Harbour Post"),
        ("Ada Byron November", "Ada Byron"),
        ("Ada November", "Ada November"),
        ("Ada Byron May", "Ada Byron May"),
        ("Harbour Sun", "Harbour Sun"),
        ("Angelo di Marco", "Angelo di Marco"),
    ],
)
def test_a_month_behind_a_name_is_its_dates(text: str, name: str) -> None:
    assert without_months(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ada ByronAda Byron", "Ada Byron"),
        ("Ada Byron Ada Byron", "Ada Byron"),
        ("Ada Byron Ada", "Ada Byron Ada"),
        ("王海王海", "王海王海"),
    ],
)
def test_a_name_printed_twice_is_one(text: str, name: str) -> None:
    assert once(text) == name


def test_degrees_and_what_belongs_to_a_name() -> None:
    assert all(map(is_degree, ("PhD", "M.D.", "MRCGP", "RDN", "BSc", "CPP")))
    assert not any(map(is_degree, ("Byron", "CNN", "Jr", "Harbour Press")))
    assert is_junior("Jr.")
    assert not is_junior("Junior")


def test_names_of_catalogues_are_turned() -> None:
    assert turned("Byron, Ada") == "Ada Byron"
    assert turned("Ada Byron") == "Ada Byron"
    assert turned("Byron, Ada, Marlow") == "Byron, Ada, Marlow"
    assert is_turned("Byron", "Ada") is False  # both are given names
    assert is_turned("Somerville", "Mary")
    assert not is_turned("Reuters", "Paris")
