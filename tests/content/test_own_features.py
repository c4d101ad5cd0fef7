"""What texts and links say by themselves."""

from __future__ import annotations

import pytest

from newsclean.content.own_features import OWN_FEATURES, own_features

TEXTS = ("The Old mill, 1850", "WHO PAID? 12", "新聞、３つ：", "© Ferry | \U0001d400 all rights", "ǅ said “yes.”", "…")


def numbers(texts: tuple[str, ...], *hrefs: tuple[str, ...]) -> dict[str, list[float]]:
    count = len(texts)
    links = (*hrefs, *[()] * (count - len(hrefs)))
    rows = own_features(texts, [0] * count, [1] * count, links, [False] * count)
    return dict(zip(OWN_FEATURES, rows.tolist(), strict=True))


def test_characters_are_counted_as_strings_count_them() -> None:
    found = numbers(TEXTS)
    assert found["upper_first"] == [text[0].isupper() for text in TEXTS]
    assert found["upper_all"] == [text.isupper() for text in TEXTS]
    assert found["words"] == [text.count(" ") for text in TEXTS]
    assert found["strong"] == [1 / len(text) for text in TEXTS]
    assert found["digits"] == [sum(map(str.isdecimal, text)) / len(text) for text in TEXTS]
    assert found["word_size"] == [len(text) / (text.count(" ") + 1) for text in TEXTS]


def test_punctuation_of_any_script_counts() -> None:
    found = numbers(TEXTS)
    assert found["comma"] == [1, 0, 1, 0, 0, 0]
    assert found["question"] == [0, 1, 0, 0, 0, 0]
    assert found["colon"] == [0, 0, 1, 0, 0, 0]
    assert found["copyright"] == found["bar"] == [0, 0, 0, 1, 0, 0]
    assert found["stop"] == [0, 0, 0, 0, 1, 1]


@pytest.mark.parametrize(
    ("text", "share"), [("A Ferry at last", 1 / 2), (f"{'a' * 79} B", 0), (f"{'a' * 78} B", 1 / 2), ("9", 0)]
)
def test_capitals_are_those_of_words_that_begin_in_the_head(text: str, share: float) -> None:
    assert numbers((text, "x"))["capitals"] == [share, 0]


def test_links_count_where_they_are() -> None:
    found = numbers(("a", "b", "c", "d"), (), ("/a-b/c-d_e/", "#top"), (), ("https://town.example", "x", "y", "/a-b"))
    assert found["hrefs"] == [0, 2, 0, 4]
    assert found["slug"] == [0, 2, 0, 0]
    assert found["absolute"] == [0, 0, 0, 1]
    assert found["anchor"] == [0, 1, 0, 0]


def test_halves_of_characters_are_characters() -> None:
    assert numbers(("\ud83d x", "y"))["words"] == [1, 0]
