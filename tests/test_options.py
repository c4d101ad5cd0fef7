"""The options of the page path: they take what the command line takes, and refuse what it refuses."""

from __future__ import annotations

from typing import Any

import pytest

from newsclean.errors import UsageError
from newsclean.options import MARKDOWN, Options


def test_collections_may_be_any_iterable() -> None:
    options = Options(languages=["de", "de"], keep=iter(["bio"]), drop=("ad",))  # type: ignore[arg-type]
    assert options == Options(languages=frozenset({"de"}), keep=frozenset({"bio"}), drop=frozenset({"ad"}))
    assert hash(options) == hash(Options(languages={"de"}, keep={"bio"}, drop={"ad"}))  # type: ignore[arg-type]


def test_languages_may_be_named_in_any_spelling() -> None:
    assert Options(languages={"ger", "en-GB", "Deutsch", "zh_Hant"}).languages == {"de", "en", "zh"}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"keep": "bio"}, "keep is a collection of strings, like {'bio'}"),
        ({"drop": ["newslettr"]}, "'newslettr' is not a kind of boilerplate; did you mean newsletter"),
        ({"languages": ["germn"]}, "'germn' is not a language; did you mean german?"),
        ({"languages": ["no words"]}, "'no words' is not a language; tags are like en, de or pt"),
        ({"min_words": -1}, "min_words is a whole number from 0 on, not -1"),
        ({"min_words": "3"}, "min_words is a whole number from 0 on, not '3'"),
        ({"max_size": 0}, "max_size is a whole number from 1 on, not 0"),
        ({"text_format": "html"}, "'html' is not a text format"),
        ({"links": True}, "links and images need Markdown or blocks"),
        ({"latest": "yesterday"}, "latest is an ISO 8601 date"),
    ],
)
def test_what_cannot_be_is_refused(values: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError) as error:
        Options(**values)
    assert message in str(error.value)


def test_links_go_with_markdown_and_with_blocks() -> None:
    assert Options(links=True, text_format=MARKDOWN).reads_structure
    assert Options(images=True, blocks=True).reads_structure
    assert not Options().reads_structure
