"""Normalise language tags, in any of the spellings that pages and users have for them."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

_TAG = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{1,8}){0,4}")
_NONE = frozenset({"und", "mul", "zxx", "xx"})  # tags for "no language in particular"


@lru_cache(maxsize=1)
def codes_by_name() -> dict[str, str]:
    """Return the code for each name of a language in `language_names.txt`: one language a line, its code first."""
    text = Path(__file__).with_name("language_names.txt").read_text("utf-8")
    return {name: code for code, *names in map(str.split, text.splitlines()) for name in names}


def normalise(code: str) -> str | None:
    """Return the BCP 47 primary tag of a language ("de_AT", "ger", "Deutsch" → "de"), or None.

    >>> normalise("de_AT"), normalise("Deutsch"), normalise("none of them")
    ('de', 'de', None)
    """
    code = code.strip().lower().partition(",")[0].strip()
    codes = codes_by_name()
    if code in codes:
        return codes[code]
    if not _TAG.fullmatch(code):
        return None
    primary = re.split("[-_]", code, maxsplit=1)[0]
    return None if primary in _NONE else codes.get(primary, primary)
