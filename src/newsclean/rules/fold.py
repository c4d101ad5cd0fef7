"""Folding: the form of text that rules are matched on, and of the rules' own patterns.

Two spellings of the same phrase fold to the same text: NFKC and casefold, Turkish İ and ı as i, Russian ё
as е, Arabic marks and tatweel off and its letter variants joined, typographic quotes, apostrophes and
dashes as their ASCII forms, every run of white space one space.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache

# Applied after NFKC and casefold, so it sees lower-case letters only.
_TABLE: dict[int, str] = (
    dict.fromkeys([*range(0x064B, 0x0660), 0x0670, 0x0640], "")  # Arabic marks, tatweel
    | dict.fromkeys([0x0307, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0xAD], "")
    | dict.fromkeys(range(0x202A, 0x202F), "")  # marks of writing direction
    | dict.fromkeys(map(ord, "‘’‚‛′´`ʼ"), "'")
    | dict.fromkeys(map(ord, "“”„‟″"), '"')
    | dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
    | {0x0131: "i", 0x0451: "\u0435"}  # Turkish dotless i, Russian ё
    | dict.fromkeys([0x0622, 0x0623, 0x0625, 0x0671], "\u0627")  # forms of alef
    | {0x0649: "\u064a", 0x06CC: "\u064a", 0x06A9: "\u0643", 0x0629: "\u0647"}  # yeh, kaf, teh marbuta
    | {start + n: str(n) for start in (0x0660, 0x06F0, 0x0966) for n in range(10)}  # Arabic, Persian, Nagari
)
# Wide signs that Chinese and Japanese lines are full of: replaced one by one in a sixth of the time that NFKC takes.
_WIDE_SIGNS = [(sign, unicodedata.normalize("NFKC", sign)) for sign in "，：；？！（）％～－｜／…"]
_WHITE = re.compile(r"\s")
_FOREIGN = re.compile("[\ud800-\udfff" + "".join(re.escape(chr(code)) for code in _TABLE) + "]")
# RE2 syntax that folding must leave alone: properties, names of groups and classes, flags, escapes, counts.
_SYNTAX = re.compile(
    r"\\[pP]\{[^}]*\}|\\[pP].|\\x\{[^}]*\}|\\x[0-9A-Fa-f]{2}|\\.|\(\?P<\w+>|\(\?[a-zA-Z-]*[:)]|\[:\^?\w+:\]|\{\d*,?\d*\}",
    re.DOTALL,
)
_SPECIAL = re.compile(r"([\\.^$*+?{}\[\]|()\-])")


def fold(text: str) -> str:
    """Return `text` as rules see it; a lone surrogate becomes "?", which RE2 could not take.

    >>> fold("Lire\\u00a0AUSSI\\u202f: “L’été”")
    'lire aussi : "l\\'été"'
    """
    if text.isascii():
        return text.lower().replace("\n", " ")
    for wide, narrow in _WIDE_SIGNS:
        text = text.replace(wide, narrow)
    text = unicodedata.normalize("NFKC", text).casefold()
    if _FOREIGN.search(text):
        text = _FOREIGN.sub(_replaced, text)  # in a fraction of the time that `translate` takes
    return " ".join(text.split())


def _replaced(match: re.Match[str]) -> str:
    return _TABLE.get(ord(match[0]), "?")


def fold_pattern(pattern: str) -> str:
    """Return the RE2 pattern that matches in folded text what `pattern` matches. Escapes and syntax stay."""
    out: list[str] = []
    end, in_class = 0, False
    for match in _SYNTAX.finditer(pattern):
        in_class = _fold_literals(pattern[end : match.start()], out, in_class)
        out.append(match.group())
        end = match.end()
    _fold_literals(pattern[end:], out, in_class)
    return "".join(out)


def _fold_literals(text: str, out: list[str], in_class: bool) -> bool:
    """Append the folded `text` to `out`; what folds to a character of the syntax is escaped."""
    if "[" not in text and "]" not in text and text.isascii():
        out.append(text.lower())
        return in_class
    for char in unicodedata.normalize("NFC", text):
        if char == "[" and not in_class:
            in_class = True
        elif char == "]" and in_class:
            in_class = False
        out.append(char.lower() if char.isascii() else _fold_literal(char, in_class))
    return in_class


@cache
def _fold_literal(char: str, in_class: bool) -> str:
    folded = fold(char)
    if folded == char:
        return char
    folded = _SPECIAL.sub(r"\\\1", folded)
    if len(folded) > 1 and not in_class and not (len(folded) == 2 and folded[0] == "\\"):
        return f"(?:{folded})"
    return folded


@lru_cache(maxsize=4_096)
def _fold_char(char: str) -> str:
    return fold(char)


class FoldMap:
    """`text` folded character by character, with the way back: used where a rule reads a value."""

    def __init__(self, text: str) -> None:
        self._text = text = unicodedata.normalize("NFC", text)
        self._starts: Sequence[int] = range(len(text))  # where the folded form of each character begins
        if text.isascii():
            self.folded = _WHITE.sub(" ", text).lower()
            return
        parts: list[str] = []
        starts: list[int] = []
        length = 0
        for char in text:
            folded = " " if char.isspace() else _fold_char(char)
            starts.append(length)
            parts.append(folded)
            length += len(folded)
        self._starts = starts
        self.folded = "".join(parts)

    def original(self, start: int, end: int) -> str:
        """Return the characters of the text whose folded form is `folded[start:end]`, white space as spaces."""
        if end <= start:
            return ""
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, end - 1)
        return " ".join(self._text[first:last].split())
