"""The "By" that a byline begins with, in many languages: what is before the names."""

from __future__ import annotations

from functools import lru_cache

from newsclean.metadata.phrases import phrase_pattern
from newsclean.metadata.strings import word_set

_PREFIX = phrase_pattern("bylines", "by")
# How those begin, by their first two letters: most lines are told from a byline by these alone.
_STARTS = word_set(
    "aa ab af aj al an ar au av be bi by ch co cr da de di do ed ei el en er es fo fr ga ge gu ha hi in ki ko la me "
    "mi mo mu na no ol op pa pe ph pi po pr pu re ro sc se sk so st su sz te th tr un up ve vi vo wo wr ya zp"
)
_SHORT_PREFIX = phrase_pattern("bylines", "short_by")


def _may_lead(text: str) -> bool:
    """Return whether a line can begin with a "By" at all."""
    start = text[:2].lower()
    return start in _STARTS or start == "a " or not start.isascii()


@lru_cache(maxsize=1024)  # a line is asked for its "By" several times
def without_prefix(text: str) -> tuple[str, bool]:
    """Return a byline without its "By", and whether it had one."""
    if not _may_lead(text):
        return text.strip(" :,-–—|/·•"), False
    prefix = _PREFIX.match(text) or _SHORT_PREFIX.match(text)
    bare = text[prefix.end() :] if prefix is not None else text
    return bare.strip(" :,-–—|/·•／＝"), bare != text


def is_by_label(text: str) -> bool:
    """Return whether a text is a "By" and no more: the name is in what follows."""
    return _may_lead(text) and any(map(str.isalpha, text)) and without_prefix(f"{text} X")[0] == "X"
