"""The table of function words."""

from __future__ import annotations

from newsclean.language.function_words import by_word, languages


def test_languages_that_are_close_have_words_of_their_own() -> None:
    own = {language: {word for word, known in by_word().items() if known == (language,)} for language in languages()}
    for pair in (("no", "da"), ("es", "pt"), ("cs", "sk"), ("de", "nl")):
        assert all(len(own[language]) > 3 for language in pair), pair


def test_words_are_folded_and_counted_once_a_language() -> None:
    assert len(languages()) > 20
    for word, known in by_word().items():
        assert word == word.casefold()
        assert len(set(known)) == len(known)
        assert set(known) <= languages()
