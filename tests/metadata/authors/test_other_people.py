"""People in a byline who did not write it."""

from __future__ import annotations

import pytest

from newsclean.metadata.authors.other_people import apart_from_others, names_others, without_others


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("Ada Byron. Additional reporting by Mary Somerville", "Ada Byron"),
        ("Ada Byron, medically reviewed by Mary Somerville, MD", "Ada Byron"),
        ("Ada Byron und Mary Somerville (Fotos)", "Ada Byron"),
        ("Ada Byron, Mary Somerville und Jane Keel (Fotos)", "Ada Byron, Mary Somerville"),
        ("文/王海 图/李华", "文/王海"),
        ("Second edition edited by Ada Byron", "Second edition edited by Ada Byron"),
        ("Ada Byron and Mary Somerville", "Ada Byron and Mary Somerville"),
    ],
)
def test_who_did_not_write_comes_off(line: str, rest: str) -> None:
    assert without_others(line) == rest


def test_a_line_is_parted_before_who_did_not_write() -> None:
    assert apart_from_others("By Ada Byron, photos by Mary Keel") == ["By Ada Byron", "photos by Mary Keel"]
    assert apart_from_others("Photos by Ada Byron, edited by Mary Keel") == ["Photos by Ada Byron, edited by Mary Keel"]


def test_a_line_names_others_from_its_start() -> None:
    assert names_others("Additional reporting by Ada Byron")
    assert not names_others("By Ada Byron, medically reviewed by Mary Keel")
