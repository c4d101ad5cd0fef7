"""`prepared.json`: the package's rules as they were read and analysed when the package was built.

Reading and analysing takes a second or two, so the build does it once: see build.py. The file is used while the rule
files are those that it was made from. A user's rules are analysed when they are read.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

PREPARED_FILE = Path(__file__).with_name("prepared.json")


END = "\b"  # at the beginning or end of a word: no ASCII letter is next to it there


class Digests(NamedTuple):
    """What `prepared.json` is about: its first line."""

    sources: str  # digest of the files that it was made from
    catalogue: str  # digest of the catalogue


class Prepared(NamedTuple):
    """A pattern as the matcher needs it."""

    folded: str
    words: tuple[str, ...]  # a text without any of these words cannot match; empty if there are none
    latest: int | None  # characters before them, after a text's decoration, at most; None if any number
    needed: int  # characters, see characters.py, that every match holds
    allowed: int  # and those that a text that matches may have
    also: tuple[tuple[str, ...], ...] = ()  # each holds words of which every match has one besides


@dataclass(frozen=True, slots=True)
class Shipped:
    """What `prepared.json` holds."""

    story: tuple[str, ...]
    rules: list[dict[str, Any]]
    patterns: dict[str, Prepared]  # by how they are written


@cache
def shipped_digests() -> Digests | None:
    """Return what the package was built from; None in a source tree where nothing was built."""
    if not PREPARED_FILE.is_file():
        return None
    with PREPARED_FILE.open(encoding="utf-8") as file:
        return Digests(**json.loads(file.readline()))


@cache
def shipped() -> Shipped | None:
    """Return what the package was built with; None in a source tree where nothing was built."""
    if not PREPARED_FILE.is_file():
        return None
    import orjson  # here, because the build of the package has no dependencies

    found = orjson.loads(PREPARED_FILE.read_bytes().partition(b"\n")[2])
    patterns = [row[0] for row in found["patterns"]]
    for rule in found["rules"]:
        rule["patterns"] = [patterns[n] for n in rule["patterns"]]
    made = {
        pattern: Prepared(folded or pattern, tuple(words), latest, needed, allowed, tuple(map(tuple, also)))
        for pattern, folded, words, latest, needed, allowed, also in found["patterns"]
    }
    return Shipped(tuple(found["story"]), found["rules"], made)
