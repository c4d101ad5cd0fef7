"""Own features: what a block's text and links say by themselves.

All texts of a page are one array of characters, so what is asked of each character takes a few passes over the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from newsclean.html.shape import ends_sentence

OWN_FEATURES = (
    "strong", "stop", "upper_first", "upper_all", "digits", "level", "hrefs", "glued", "comma", "colon", "copyright",
    "bar", "words", "word_size", "capitals", "question", "slug", "absolute", "anchor",
)  # fmt: skip
_HEAD_CHARS = 80  # of a block, enough to see how its words are written
_MAX_HREFS = 3
_ANCHORS = ("#", "java")  # what a link to a place on the page, or to a script, begins with

# What holds for a character, as bits. They are worked out when it is first met: the table is mostly untouched memory.
_UPPER, _OTHER_CASE, _ALNUM, _DIGIT, _WHITE, _SPACE, _COMMA, _COLON, _COPYRIGHT, _BAR, _QUESTION, _KNOWN = (
    1 << bit for bit in range(12)
)
_MARKS = {" ": _SPACE, ":": _COLON, "：": _COLON, "©": _COPYRIGHT, "|": _BAR, "?": _QUESTION, "？": _QUESTION}
_MARKS |= dict.fromkeys(",،、，", _COMMA)
_bits_of = np.zeros(0x110000, dtype=np.uint16)


def own_features(
    texts: Sequence[str],
    levels: Sequence[int],
    strong_chars: Sequence[int],
    hrefs: Sequence[tuple[str, ...]],
    glued: Sequence[bool],
) -> Any:
    """Return a column of numbers for each name of `OWN_FEATURES`; no text may be empty."""
    sizes = np.array(list(map(len, texts)))
    ends = np.cumsum(sizes)
    starts = ends - sizes
    bits = _bits("".join(texts))
    anywhere = np.bitwise_or.reduceat(bits, starts)
    first, last = bits[starts], bits[ends - 1]
    stops = np.zeros(len(texts))
    for i in np.flatnonzero(last & _ALNUM == 0).tolist():
        stops[i] = ends_sentence(texts[i])
    spaces = _count(bits & _SPACE, starts)
    return np.array(
        [
            np.array(strong_chars) / sizes,
            stops,
            first & _UPPER != 0,
            anywhere & (_UPPER | _OTHER_CASE) == _UPPER,
            _count(bits & _DIGIT, starts) / sizes,
            levels,
            np.minimum(9, list(map(len, hrefs))),
            glued,
            anywhere & _COMMA != 0,
            last & _COLON != 0,
            anywhere & _COPYRIGHT != 0,
            anywhere & _BAR != 0,
            spaces,
            sizes / (spaces + 1),
            _capitals(bits, starts, sizes),
            anywhere & _QUESTION != 0,
            *_of_links(hrefs),
        ],
        dtype=float,
    )


def _bits(text: str) -> Any:
    """Return the bits of each character."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    bits = _bits_of[codes]
    new = codes[bits == 0]
    if new.size:
        for char in set(map(chr, new.tolist())):
            _bits_of[ord(char)] = _of_char(char)
        bits = _bits_of[codes]
    return bits


def _of_char(char: str) -> int:
    case = _UPPER if char.isupper() else _OTHER_CASE if char.islower() or char.istitle() else 0
    kind = _ALNUM * char.isalnum() | _DIGIT * char.isdecimal() | _WHITE * char.isspace()
    return _KNOWN | case | kind | _MARKS.get(char, 0)


def _count(bits: Any, starts: Any) -> Any:
    """Return for each block how many of its characters have a bit left."""
    return np.add.reduceat(bits != 0, starts, dtype=np.int64)


def _capitals(bits: Any, starts: Any, sizes: Any) -> Any:
    """Return the share of words that begin with a capital letter, in the head of each block."""
    white = bits & _WHITE != 0
    begins = ~white
    begins[1:] &= white[:-1]
    begins[starts] = ~white[starts]
    at = np.flatnonzero(begins)
    block = np.repeat(np.arange(len(starts)), sizes)[at]
    in_head = at - starts[block] < _HEAD_CHARS
    at, block = at[in_head], block[in_head]
    words = np.bincount(block, minlength=len(starts))
    return np.bincount(block[bits[at] & _UPPER != 0], minlength=len(starts)) / words


def _of_links(hrefs: Sequence[tuple[str, ...]]) -> Any:
    """Return three numbers for each block: the most joints of a link's last step; is one absolute; one no page."""
    flat = [href for links in hrefs for href in links[:_MAX_HREFS]]
    of_links = np.array(
        [
            [_count_joints(href.rstrip("/")) for href in flat],
            [href.startswith("http") for href in flat],
            [href.startswith(_ANCHORS) for href in flat],
        ],
        dtype=np.int64,
    )
    counts = np.minimum(_MAX_HREFS, list(map(len, hrefs)))
    linked = np.flatnonzero(counts)
    found = np.zeros((3, len(hrefs)))
    if linked.size:
        found[:, linked] = np.maximum.reduceat(of_links, np.cumsum(counts)[linked] - counts[linked], axis=1)
    return found


def _count_joints(href: str) -> int:
    last = href.rfind("/") + 1
    return href.count("-", last) + href.count("_", last)
