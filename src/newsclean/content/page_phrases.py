"""The phrases of error pages and walls in `page_types.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from newsclean.text import MAY_BE_WIDE, UNSPACED, late_pattern

# Scripts whose words continue without a space: in Korean the ending of a verb.
_ENDLESS = late_pattern(f"{UNSPACED.pattern}|[\uac00-\ud7af]")
_MAX_REMEMBERED_CHARS = 90
_WORD = re.compile(r"[\w']+")


@cache
def page_types() -> dict[str, dict[str, Any]]:
    """Return the whole file: for each type its phrases, and its examples."""
    return tomllib.loads(Path(__file__).with_name("page_types.toml").read_text(encoding="utf-8"))


class Phrases:
    """Phrases by type: in scripts with spaces as runs of whole words, in others as they are. Case is folded."""

    def __init__(self, by_type: Mapping[str, Sequence[str]]) -> None:
        self._by_word: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        endless: dict[str, list[str]] = {}
        for kind, phrases in by_type.items():
            for phrase in map(str.casefold, phrases):
                if _ENDLESS.search(phrase):
                    endless.setdefault(kind, []).append(re.escape(phrase))
                else:
                    first, *rest = _WORD.findall(phrase)
                    self._by_word.setdefault(first, []).append((tuple(rest), kind))
        self._remembered = lru_cache(maxsize=2_000)(self._find)  # headings of a site are the same on many pages
        self._endless = {kind: late_pattern("|".join(sorted(found))) for kind, found in endless.items()}

    def find(self, text: str) -> frozenset[str]:
        """Return the types of which `text` has a phrase."""
        return self._remembered(text) if len(text) <= _MAX_REMEMBERED_CHARS else self._find(text)

    def _find(self, text: str) -> frozenset[str]:
        folded = text.casefold().replace("’", "'")
        words = _WORD.findall(folded)
        found: set[str] = set()
        for i in [i for i, word in enumerate(words) if word in self._by_word]:
            for rest, kind in self._by_word[words[i]]:
                if kind not in found and (not rest or tuple(words[i + 1 : i + 1 + len(rest)]) == rest):
                    found.add(kind)
        if not folded.isascii() and MAY_BE_WIDE.search(folded):
            found.update(kind for kind, pattern in self._endless.items() if pattern.search(folded))
        return frozenset(found)


@cache
def phrases() -> Phrases:
    """Return the phrases of the package."""
    return Phrases({kind: part["phrases"] for kind, part in page_types().items() if "phrases" in part})
