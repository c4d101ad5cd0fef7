"""Phrases of many languages that tell one kind of line or name from others: data, in `data/*.toml`.

An entry of a file says `about` what it is. It holds `words`, `characters`, or lists of phrases in the syntax of `re`,
which `form` puts into one pattern: "{list}" matches any phrase of the entry's list of that name. Without a
form, its `phrases` are found anywhere. Case is ignored, unless `case` is true. The examples of each phrase, and near
misses, are in tests/metadata/phrases, where reading them costs no run anything.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from newsclean.text import late_pattern

DATA_DIR = Path(__file__).resolve().parent / "data"


@cache
def entries(file: str) -> dict[str, dict[str, Any]]:
    """Return the entries of a file in `data/`, by name."""
    return tomllib.loads((DATA_DIR / f"{file}.toml").read_text(encoding="utf-8"))


def phrase_lists(entry: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return an entry's lists of phrases, by name."""
    return {key: value for key, value in entry.items() if isinstance(value, list)}


def entry_pattern(entry: Mapping[str, Any]) -> tuple[str, re.RegexFlag]:
    """Return the pattern of an entry's form and phrases, and its flags, as `re.compile` takes them."""
    text: str = entry.get("form", "{phrases}")
    for key, phrases in phrase_lists(entry).items():
        text = text.replace("{" + key + "}", f"(?:{'|'.join(phrases)})")
    return text, re.NOFLAG if entry.get("case") else re.IGNORECASE


def phrase_pattern(file: str, name: str) -> re.Pattern[str]:
    """Return the pattern of an entry, compiled when it is first used."""
    return late_pattern(*entry_pattern(entries(file)[name]))


def phrase_words(file: str, name: str) -> frozenset[str]:
    """Return the words of an entry."""
    return frozenset(entries(file)[name]["words"].split())


def phrase_characters(file: str, name: str) -> frozenset[str]:
    """Return the characters of an entry."""
    return frozenset("".join(entries(file)[name]["characters"].split()))
