"""A headline out of a chain: "headline_section_site", "headline--section--site", "site - section - headline"."""

from __future__ import annotations

import re
from itertools import accumulate

from newsclean.metadata.site_names import cuts, words_of
from newsclean.text import late_pattern

# What joins the pieces of a chain: never inside of a headline, but for a name of code, and hence looked at with what
# follows it: a short piece that begins with a capital, or in a script without them.
_TAIL = late_pattern(
    "\\s*(?:_|--|\\s[|│]\\s)\\s*(?P<piece>[A-ZÀ-ÞА-ЯЁ\u0590-\u09ff\u0e00-\u0e7f\u3040-\u9fff\uac00-\ud7af].{0,40})$"
)
_JOINTS = ("_", "--", " | ", " │ ")
_SPACED = re.compile(r"\s[-–—]\s")
_MAX_TAIL_WORDS = 4  # of a section's or a site's name, not counting each letter of Han
_MIN_FRONT_WORDS = 4  # of a headline before a section; letters of Han count as words
_MIN_ROW = 3  # pieces of a chain that begins with the site


def fronts(title: str) -> list[tuple[str, ...]]:
    """Return the words of what is before each separator of a title, where that is long enough to be the headline."""
    found = (words_of(title[:start]) for start, end in cuts(title) if title[start:end].strip() not in (":", "："))
    return [words for words in found if len(words) >= _MIN_FRONT_WORDS]


def without_chain(title: str) -> str:
    """Return `title` without the sections and the site that are joined to its end, or put before it in a row.

    >>> without_chain("Locks reopened after the flood_Water_Harbour Post")
    'Locks reopened after the flood'
    """
    while (place := max(map(title.rfind, _JOINTS))) > 0:
        tail = _TAIL.match(title, place)
        front = title[:place].rstrip(" _-|│")
        if tail is None or len(tail["piece"].split()) > _MAX_TAIL_WORDS or len(words_of(front)) < _MIN_FRONT_WORDS:
            break
        title = front
    return _last_of_row(title)


def _last_of_row(title: str) -> str:
    """Return the last piece of a title in whose row of three or more it has more words than all before it."""
    pieces = _SPACED.split(title)
    if len(pieces) < _MIN_ROW or not all(pieces):
        return title
    sizes = [len(words_of(piece)) for piece in pieces]
    *_, before, whole = accumulate(sizes)
    return pieces[-1] if sizes[-1] >= _MIN_ROW and whole - before > before else title
