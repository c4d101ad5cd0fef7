"""Every example of the phrases in `metadata/data`, line by line, and an example for every phrase."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest

from newsclean.metadata.phrases import DATA_DIR, entries, entry_pattern, phrase_characters, phrase_lists, phrase_words

FILES = sorted(path.stem for path in DATA_DIR.glob("*.toml"))
ENTRIES = [(file, name) for file in FILES for name in entries(file)]
KEYS = {"about", "form", "case", "words", "characters"}
EXAMPLES = {
    (file, name): found
    for file in FILES
    for name, found in tomllib.loads(
        Path(__file__).with_name("phrases").joinpath(f"{file}.toml").read_text(encoding="utf-8")
    ).items()
}


def examples(key: str) -> list[tuple[str, str, str]]:
    return [(file, name, line) for (file, name), found in EXAMPLES.items() for line in found[key]]


def finds(file: str, name: str, line: str) -> bool:
    entry = entries(file)[name]
    if "words" in entry:
        return line in phrase_words(file, name)
    if "characters" in entry:
        return line in phrase_characters(file, name)
    return re.compile(*entry_pattern(entry)).search(line) is not None


@pytest.mark.parametrize(("file", "name", "line"), examples("finds"))
def test_it_finds(file: str, name: str, line: str) -> None:
    assert finds(file, name, line)


@pytest.mark.parametrize(("file", "name", "line"), examples("passes"))
def test_it_passes(file: str, name: str, line: str) -> None:
    assert not finds(file, name, line)


@pytest.mark.parametrize(("file", "name"), ENTRIES)
def test_every_phrase_has_an_example(file: str, name: str) -> None:
    lists = phrase_lists(entries(file)[name])
    lines = EXAMPLES[file, name]["finds"]
    bare = [p for key, phrases in lists.items() for p in phrases if not has_example(file, name, key, p, lines)]
    assert bare == []


def has_example(file: str, name: str, key: str, phrase: str, lines: Sequence[str]) -> bool:
    """Whether the entry finds one of the lines by that phrase of a list."""
    alone = re.compile(*entry_pattern(entries(file)[name] | {key: [phrase]}))
    phrase_pattern = re.compile(phrase, alone.flags)
    return any(alone.search(line) and phrase_pattern.search(line) for line in lines)


@pytest.mark.parametrize(("file", "name"), ENTRIES)
def test_an_entry_says_what_it_is_and_has_examples_of_both_kinds(file: str, name: str) -> None:
    entry = entries(file)[name]
    lists = phrase_lists(entry)
    assert len(entry["about"]) >= 20
    assert EXAMPLES[file, name].keys() == {"finds", "passes"}
    assert all(EXAMPLES[file, name].values())
    assert not entry.keys() - KEYS - lists.keys()
    assert len({"words", "characters"} & entry.keys()) + bool(lists) == 1
    form = entry.get("form", "{phrases}")
    assert [key for key in lists if f"{{{key}}}" not in form] == []
