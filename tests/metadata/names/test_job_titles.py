"""Job titles, agencies and months around a name."""

from __future__ import annotations

import pytest

from newsclean.metadata.names.job_titles import (
    has_two_family_names,
    without_bureau,
    without_month,
    without_role_after,
    without_role_before,
    without_wire,
)


@pytest.mark.parametrize(
    ("part", "name"),
    [
        ("Ada Byron Senior Reporter", "Ada Byron"),
        ("Ada Byron Education Editor", "Ada Byron"),
        ("Ada Byron", "Ada Byron"),
        ("Luxury Travel Expert", "Luxury Travel Expert"),
        ("AP Science Writer", "AP Science Writer"),
        ("", ""),
    ],
)
def test_a_title_after_a_name_comes_off(part: str, name: str) -> None:
    assert without_role_after(part) == name


@pytest.mark.parametrize(
    ("part", "name"),
    [
        ("Sports Editor Ada Byron", "Ada Byron"),
        ("Harbour-Reporterin Ada Byron", "Ada Byron"),
        ("Editor Quaynet", "Editor Quaynet"),
        ("", ""),
    ],
)
def test_a_title_before_a_name_comes_off(part: str, name: str) -> None:
    assert without_role_before(part) == name


@pytest.mark.parametrize(
    ("part", "name"),
    [("Ada Byron AP", "Ada Byron"), ("Ada Byron CNN Science", "Ada Byron"), ("Quay Harbour AP", "Quay Harbour AP")],
)
def test_an_agency_after_a_known_given_name_comes_off(part: str, name: str) -> None:
    assert without_wire(part) == name


def test_the_month_that_a_date_left_behind_comes_off() -> None:
    assert without_month("Ada Byron December") == "Ada Byron"
    assert without_month("April") == "April"
    assert without_month("") == ""


@pytest.mark.parametrize(
    ("name", "pieces", "one"),
    [
        ("Ada Vega y Quill", ["Ada Vega", "Quill"], True),
        ("Ada dos Reis e Lima", ["Ada dos Reis", "Lima"], True),
        ("Ada Vega y Marcos", ["Ada Vega", "Marcos"], False),
        ("Ada Vega y EFE", ["Ada Vega", "EFE"], False),
        ("Ada Vega y Juan Gil", ["Ada Vega", "Juan Gil"], False),
    ],
)
def test_a_person_may_have_two_family_names(name: str, pieces: list[str], one: bool) -> None:
    assert has_two_family_names(name, pieces) is one


@pytest.mark.parametrize(
    ("part", "name"),
    [
        ("Ada Byron/AFP", "Ada Byron"),
        ("Ada Byron / Associated Press", "Ada Byron"),
        ("Ada Byron/Harbour Magazine", "Ada Byron/Harbour Magazine"),
        ("Ada Byron", "Ada Byron"),
    ],
)
def test_the_agency_behind_a_stroke_comes_off(part: str, name: str) -> None:
    assert without_bureau(part) == name
