"""What names of persons and agencies look like."""

from __future__ import annotations

import pytest

from newsclean.metadata.names.person_names import (
    has_given_name,
    is_agency,
    is_calendar_word,
    is_company,
    is_handle,
    is_organisation,
    is_person,
    is_role,
    is_team,
    looks_like_name,
    names_agency,
)


@pytest.mark.parametrize(
    "name", ["Ada Byron", "J. R. Hartley", "Ludwig van Beethoven", "Ana Ruiz-Gil", "山田太郎", "علي حسن"]
)
def test_names_look_like_names(name: str) -> None:
    assert looks_like_name(name)
    assert is_person(name)


@pytest.mark.parametrize(
    "text",
    [
        "Read more",
        "Share this",
        "Monday",
        "12 May 2020",
        "the harbour is closed",
        "Name: *",
        "この記事を書いた人",
    ],
)
def test_what_else_is_there_does_not(text: str) -> None:
    assert not is_person(text)


def test_agencies_are_known_by_their_short_names() -> None:
    assert is_agency("Reuters")
    assert is_agency("dpa-AFX")
    assert not is_agency("Ada Byron")


@pytest.mark.parametrize("name", ["김하나", "馮子健", "原田啓之", "佐藤花子", "霧谷未央"])
def test_eastern_names_begin_with_a_family(name: str) -> None:
    assert is_person(name)


@pytest.mark.parametrize("text", ["송고시간", "국제", "國際", "研究報告", "作者", "U.S"])
def test_words_of_eastern_bylines_are_no_people(text: str) -> None:
    assert not is_person(text)


def test_job_titles_organisations_and_calendar_words_are_known() -> None:
    assert is_role("Senior Reporter")
    assert not is_role("Ada Byron")
    assert is_organisation("Harbour Press Ltd")
    assert is_organisation("harbour.com")
    assert not is_organisation("Ada Byron")
    assert is_calendar_word("Monday")
    assert not is_calendar_word("Ada May")


def test_teams_and_companies_sign_without_a_name() -> None:
    assert all(map(is_team, ("Harbour Editorial Team", "Sportredaktion Redaktion", "Hafenpost 編集部")))
    assert not any(map(is_team, ("Ada Byron", "Harbour Post")))
    assert all(map(is_company, ("Quayline GmbH", "Verein der Lotsen e. V.", "Ministry of Canals")))
    assert not any(map(is_company, ("Ada Byron", "Ltd", "Ada Ministri")))


def test_a_line_may_name_an_agency_among_its_words() -> None:
    assert names_agency("Marlow (AFP) -")
    assert not names_agency("Marlow, Monday -")


def test_given_names_are_known_after_titles_and_in_pairs() -> None:
    assert has_given_name("Dr. Maria Quill")
    assert has_given_name("Jean-Luc Quill")
    assert not has_given_name("Quill Harbour")
    assert not has_given_name("")


def test_usernames_are_one_word_with_digits_or_in_lower_case() -> None:
    assert all(map(is_handle, ["lockkeeper7", "quill_ada", "ada"]))
    assert not any(map(is_handle, ["Ada", "ada byron", "佐藤"]))
