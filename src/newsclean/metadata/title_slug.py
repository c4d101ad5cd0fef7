"""Compare a title with the words of its page's URL."""

from __future__ import annotations

import re
from unicodedata import normalize

_SLUG_WORD = re.compile("[a-z0-9]+")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "o", "æ": "ae", "ł": "l", "ı": "i"})


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
