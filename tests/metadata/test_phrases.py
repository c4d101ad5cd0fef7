"""Every example of the phrases in `metadata/data`, line by line, and an example for every phrase."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import newsclean.metadata
from newsclean.metadata.phrases import (
    compile_entry,
    entries,
    phrase_characters,
    phrase_lists,
    phrase_pattern,
    phrase_words,
)

DATA = Path(newsclean.metadata.__path__[0], "data")
ENTRIES = [(path.stem, name) for path in sorted(DATA.glob("*.toml")) for name in entries(path.stem)]
KEYS = {"about", "form", "case", "words", "characters", "finds", "passes"}


def examples(key: str) -> list[tuple[str, str, str]]:
    return [(file, name, line) for file, name in ENTRIES for line in entries(file)[name][key]]


def finds(file: str, name: str, line: str) -> bool:
    entry = entries(file)[name]
    if "words" in entry:
        return line in phrase_words(file, name)
    if "characters" in entry:
        return line in phrase_characters(file, name)
    return phrase_pattern(file, name).search(line) is not None


@pytest.mark.parametrize(("file", "name", "line"), examples("finds"))
def test_it_finds(file: str, name: str, line: str) -> None:
    assert finds(file, name, line)


@pytest.mark.parametrize(("file", "name", "line"), examples("passes"))
def test_it_passes(file: str, name: str, line: str) -> None:
    assert not finds(file, name, line)


@pytest.mark.parametrize(("file", "name"), ENTRIES)
def test_every_phrase_has_an_example(file: str, name: str) -> None:
    entry = entries(file)[name]
    assert [p for key, phrases in phrase_lists(entry).items() for p in phrases if not has_example(entry, key, p)] == []


def has_example(entry: dict[str, Any], key: str, phrase: str) -> bool:
    """Whether the entry finds one of its examples by that phrase of a list."""
    alone = compile_entry(entry | {key: [phrase]})
    bare = re.compile(phrase, alone.flags)
    return any(alone.search(line) and bare.search(line) for line in entry["finds"])


@pytest.mark.parametrize(("file", "name"), ENTRIES)
def test_an_entry_says_what_it_is_and_has_examples_of_both_kinds(file: str, name: str) -> None:
    entry = entries(file)[name]
    lists = phrase_lists(entry)
    assert len(entry["about"]) >= 20
    assert entry["finds"]
    assert entry["passes"]
    assert not entry.keys() - KEYS - lists.keys()
    assert len({"words", "characters"} & entry.keys()) + bool(lists) == 1
    form = entry.get("form", "{phrases}")
    assert [key for key in lists if f"{{{key}}}" not in form] == []
