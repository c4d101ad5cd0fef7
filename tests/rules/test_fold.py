"""Spellings that fold to the same text, and patterns that fold with them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.rules.fold import FoldMap, fold, fold_pattern
from newsclean.rules.patterns import compile_pattern


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("İLGİLİ HABER", "ilgili haber"),
        ("ISPARTA", "ısparta"),
        ("Straße", "STRASSE"),
        ("ｉｎｆｏ：", "info:"),
        ("（完），；？！％～－｜／…", "(完),;?!%~-|/..."),
        ("Don’t miss", "don't miss"),
        ("“quoted” – so", '"quoted" - so'),
        ("يُسمح", "يسمح"),
        ("الـتعليقات", "التعليقات"),
        ("أضف", "اضف"),
        ("Ещё", "еще"),
        ("a\u00a0 b\nc", "a b c"),
        ("٣ دقائق", "3 دقائق"),
        ("e\u0301", "é"),
    ],
)
def test_two_spellings_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("^İlgili [Hh]aber…$", "ilgili HABER..."),
        (r"^Straße \pL+$", "STRASSE Süd"),
        ("^[–—-] Foto：", "— FOTO: dpa"),
        ("^（完）$", "(完)"),
        (r"^(?P<value>Über) \S+$", "über alles"),
        ("^[「『]?続きを読む[？！]*$", "続きを読む？"),
    ],
)
def test_a_pattern_finds_what_it_says_in_folded_text(pattern: str, text: str) -> None:
    assert compile_pattern(fold_pattern(pattern)).search(fold(text))


def test_what_folds_to_syntax_is_literal() -> None:
    assert not compile_pattern(fold_pattern("^ende…$")).search(fold("ende abc"))


@given(st.text(max_size=60))
def test_folding_is_total_and_settles(text: str) -> None:
    folded = fold(text)
    folded.encode()  # RE2 takes no lone surrogates
    assert "\n" not in folded


@given(st.text(alphabet="，；（…a\u0338\u0301", max_size=12))
def test_wide_signs_fold_as_their_narrow_forms(text: str) -> None:
    assert fold(text) == fold(unicodedata.normalize("NFKC", text))


@given(st.text(max_size=40))
def test_the_way_back_stays_within_the_text(text: str) -> None:
    mapped = FoldMap(text)
    whole = mapped.original(0, len(mapped.folded))
    assert len(whole) <= len(text) + 8
    for start in range(0, len(mapped.folded), 7):
        mapped.original(start, start + 3)


def test_a_value_is_read_as_printed() -> None:
    mapped = FoldMap("Quelle: Süddeutsche Straße AG")
    start = mapped.folded.index("strasse")
    assert mapped.original(start, start + len("strasse ag")) == "Straße AG"
