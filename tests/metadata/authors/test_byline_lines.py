"""The names in one line: its parts, and who is in them."""

from __future__ import annotations

import pytest

from newsclean.metadata.authors.byline_lines import (
    first_people,
    labelled,
    may_be_person,
    may_name,
    names_in_line,
    people_in,
    segments_of,
)


@pytest.mark.parametrize("line", ["By Ada Byron", "Von Ada Byron", "3 May 2020 | By Ada Byron", "Posted by Ada Byron"])
def test_a_by_may_be_anywhere_in_a_line(line: str) -> None:
    assert may_name(line)


@pytest.mark.parametrize("line", ["", "Canal gates leave town", "Ada Byron", "Nearby harbours"])
def test_a_line_without_a_by_names_nobody(line: str) -> None:
    assert not may_name(line)


def test_a_line_is_divided_at_its_marks_and_its_dates() -> None:
    assert segments_of("Ada Byron | Harbour Post") == (["Ada Byron", "Harbour Post"], False)
    parts, dated = segments_of("Ada Byron 3 May 2020 Marlow")
    assert ([part.strip() for part in parts], dated) == (["Ada Byron", "Marlow"], True)
    assert segments_of("") == ([], False)


def test_the_first_part_with_a_person_counts() -> None:
    assert first_people(["Marlow", "Ada Byron", "Mary Somerville"]) == ["Ada Byron"]
    assert first_people([]) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ada Byron and Mary Somerville", ["Ada Byron", "Mary Somerville"]),
        ("By\nAda Byron\nStaff Writer", ["Ada Byron"]),
        ("3 May 2020 • Ada Byron", ["Ada Byron"]),
        ("Monday", []),
        ("", []),
        ("one | two | three | four | five | six | seven | eight | nine | ten | eleven | twelve | Ada Byron", []),
    ],
)
def test_an_element_named_for_authors_is_read_part_by_part(text: str, names: list[str]) -> None:
    assert names_in_line(text) == names


def test_photographers_are_somebody_else() -> None:
    assert people_in("Ada Byron") == ["Ada Byron"]
    assert people_in("Photo by Ada Byron") == []


def test_a_single_word_is_a_name_where_the_markup_says_so() -> None:
    assert people_in("harbourmaster", trusted=True) == ["harbourmaster"]
    assert people_in("harbourmaster") == []


def test_a_phrase_is_no_person_even_after_a_by() -> None:
    assert may_be_person("Ada Quillfeather")
    assert may_be_person("AFP")
    assert not may_be_person("Canal Opening Hours")
    assert may_be_person("lockkeeper7", vouched=True)


def test_what_was_taken_apart_at_a_label_belongs_to_it() -> None:
    glued = "WordsAda ByronPhotosMary Somerville"
    assert labelled("Words, Ada Byron, Photos, Mary Somerville", glued) == "Words Ada Byron, Photos: Mary Somerville"
    assert labelled("Ada Byron, Reporter", "Ada Byron, Reporter") == "Ada Byron, Reporter"
