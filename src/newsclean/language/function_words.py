"""The most frequent function words of the languages that news is written in, for language detection.

They are listed in `function_words.txt`, one language a line, case folded. Languages close to each other have the
words in which they differ. See `detect.py` for how they are counted.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path


def _lines() -> list[list[str]]:
    """Return the words of each language, its code first."""
    text = Path(__file__).with_name("function_words.txt").read_text("utf-8")
    return [line.split() for line in text.splitlines()]


@lru_cache(maxsize=1)
def by_word() -> dict[str, tuple[str, ...]]:
    """Return each word and the languages it is counted for."""
    table: dict[str, list[str]] = {}
    for language, *words in _lines():
        for word in dict.fromkeys(words):
            table.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in table.items()}


@lru_cache(maxsize=1)
def languages() -> frozenset[str]:
    """Return the languages that have words in the table."""
    return frozenset(line[0] for line in _lines())
