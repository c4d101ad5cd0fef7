"""How far two titles are one headline, and how far a page's URL spells one."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

from newsclean.metadata.site_names import words_of

_SLUG_WORD = re.compile("[a-z0-9]+")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "o", "æ": "ae", "ł": "l", "ı": "i"})


@lru_cache(maxsize=1024)
def _word_set(text: str) -> frozenset[str]:
    return frozenset(words_of(text))


def likeness(a: str, b: str) -> float:
    """Return how much two titles are one headline, 0 to 1: mostly shared words by the words of the shorter."""
    p, q = _word_set(a), _word_set(b)
    if not p or not q:
        return 0.0
    shared = len(p & q)
    return 0.7 * shared / min(len(p), len(q)) + 0.3 * shared / len(p | q)


def spelling(title: str, slug: frozenset[str]) -> float:
    """Return how much a URL and a title are the same words, 0 to 1.

    >>> spelling("Locks reopened", frozenset({"locks", "reopened"}))
    1.0
    """
    words = set(_SLUG_WORD.findall(_ascii(title.casefold())))
    shared = len(words & slug)
    return 0.5 * shared / len(slug) + 0.5 * shared / max(len(words), 1)


def _ascii(text: str) -> str:
    """Return `text` with its letters as URLs spell them."""
    return normalize("NFKD", text.translate(_UMLAUTS)).encode("ascii", "ignore").decode()
