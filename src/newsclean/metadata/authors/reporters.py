"""Find the reporter whom a Chinese, Japanese or Korean text names in its first or last lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from newsclean.metadata.landmarks import Landmarks
from newsclean.metadata.names.person_names import is_eastern, is_person
from newsclean.metadata.phrases import phrase_pattern, phrase_words
from newsclean.model import Block

_PATTERNS = tuple(
    phrase_pattern("bylines", name) for name in ("eastern_dateline", "korean_dateline", "japanese_dateline")
)
_PLACES = phrase_words("names", "eastern_places")
_NO_NAME = phrase_pattern("names", "no_eastern_name")
_BETWEEN = re.compile(r"[\s、，,]+")
_OPENING, _ENDING = 4, 2  # blocks of a text in which its reporter is named
_MAX_LEAD_CHARS, _MAX_TAIL_CHARS = 90, 60  # of such a block
_MAX_NAMES = 4


def named_reporters(blocks: Sequence[Block], landmarks: Landmarks) -> list[str]:
    """Return the names that the dateline gives, or else the signature; nothing in other scripts."""
    _, first, last = landmarks
    if first < 0 or not is_eastern(blocks[first].text[:_MAX_LEAD_CHARS]):
        return []
    for text in _lines(blocks, first, last):
        for pattern in _PATTERNS:
            names = [
                name for match in pattern.finditer(text) for name in takewhile(_is_name, _BETWEEN.split(match["names"]))
            ]
            if names:
                return list(dict.fromkeys(names))[:_MAX_NAMES]
    return []


def _is_name(text: str) -> bool:
    return is_person(text) and _PLACES.isdisjoint((text[:2], text[:3], text[-2:])) and not _NO_NAME.search(text)


def _lines(blocks: Sequence[Block], first: int, last: int) -> Iterator[str]:
    """Yield the beginnings of the first blocks of the text, and the ends of the last."""
    for block in blocks[first : min(first + _OPENING, last + 1)]:
        yield block.text[:_MAX_LEAD_CHARS]
    for block in reversed(blocks[max(first, last - _ENDING + 1) : last + 2]):
        yield block.text[-_MAX_TAIL_CHARS:]
