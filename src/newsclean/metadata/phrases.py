"""Phrases of many languages that tell one kind of line or name from others: data, in `data/*.toml`.

An entry of a file says `about` what it is. It holds `words`, `characters`, or lists of phrases in the syntax of `re`,
which `form` puts into one pattern: "{list}" stands there for any phrase of the entry's list of that name. Without a
form, its `phrases` are found anywhere. Case is ignored, unless `case` is true. Of an entry's examples each line of
`finds` is found and none of `passes`; each phrase has a line in `finds` (the tests see to it).
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any

_NO_PHRASES = frozenset({"finds", "passes"})


@cache
def entries(file: str) -> dict[str, dict[str, Any]]:
    """Return the entries of a file in `data/`, by name."""
    path = resources.files("newsclean.metadata").joinpath("data", f"{file}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def phrase_lists(entry: dict[str, Any]) -> dict[str, list[str]]:
    """Return an entry's lists of phrases, by name."""
    return {key: value for key, value in entry.items() if isinstance(value, list) and key not in _NO_PHRASES}


def compile_entry(entry: dict[str, Any]) -> re.Pattern[str]:
    """Return the pattern of an entry's form and phrases."""
    text: str = entry.get("form", "{phrases}")
    for key, phrases in phrase_lists(entry).items():
        text = text.replace("{" + key + "}", f"(?:{'|'.join(phrases)})")
    return re.compile(text, re.NOFLAG if entry.get("case") else re.IGNORECASE)


def phrase_pattern(file: str, name: str) -> re.Pattern[str]:
    """Return the pattern of an entry."""
    return compile_entry(entries(file)[name])


def phrase_words(file: str, name: str) -> frozenset[str]:
    """Return the words of an entry."""
    return frozenset(entries(file)[name]["words"].split())


def phrase_characters(file: str, name: str) -> frozenset[str]:
    """Return the characters of an entry."""
    return frozenset("".join(entries(file)[name]["characters"].split()))
