"""Words of names told from words of sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.metadata.authors.byline_lines import may_be_person
from newsclean.metadata.names import name_words
from newsclean.metadata.names.name_words import reads_like_name, word_likeness


@pytest.mark.parametrize("name", ["Edda Larsson", "Kwame Boateng", "Svetlana Petrova", "Ines Goncalves", "Yuki Tanaka"])
def test_names_of_many_lands_read_like_names(name: str) -> None:
    assert reads_like_name(name)


@pytest.mark.parametrize(
    "phrase", ["Event Coordinator", "Budget Travel Guides", "Sports Headlines", "Unsere Leistungen"]
)
def test_headings_do_not(phrase: str) -> None:
    assert not reads_like_name(phrase)
    assert not may_be_person(phrase)


def test_other_scripts_are_not_judged() -> None:
    assert word_likeness("Петрова") is None
    assert reads_like_name("Анна Петрова")


def test_a_by_vouches_for_unlikely_names() -> None:
    assert may_be_person("Fisher Woods", vouched=True)
    assert not may_be_person("Fisher Woods")


def test_a_model_of_another_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(name_words, "MODEL_VERSION", 0)
    with pytest.raises(ValueError, match=r"train_names\.py"):
        name_words._model.__wrapped__()


@given(st.text(max_size=200))
def test_any_text_is_judged(text: str) -> None:
    assert reads_like_name(text) in (True, False)
