"""The half of the day next to a time, by the letter that its name begins or ends with: "p.m.", "오후", "дня"."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from newsclean.metadata.calendars import Half, fold, halves_of_day

_MAX_SPACES = 2  # between a time and the half of the day in front of it
_MAX_NAME_CHARS = 24
_UNSPACED_FROM = "\u0900"  # scripts whose words may follow each other without a space


def half_behind(text: str, at: int, until: int, language: str | None) -> tuple[Half | None, int]:
    """Return the half of the day that a name behind a time says, and where the name ends.

    None where there is no such name.
    """
    for start in (at + text.startswith(" ", at, until), at):
        pattern = _names(language).behind(text[start].casefold()) if start < until else None
        match = pattern.match(text, start, until) if pattern is not None else None
        if match is not None:
            return _half(match["name"], language), match.end()
    return None, at


def half_before(text: str, since: int, hour: int, language: str | None) -> Half | None:
    """Return the half of the day that a name in front of an hour says; None for no name."""
    end = hour
    while end > since and hour - end < _MAX_SPACES and text[end - 1] == " ":
        end -= 1
    letters = text[max(since, end - _MAX_NAME_CHARS) : end].rstrip(".")
    pattern = _names(language).before(letters[-1].casefold()) if letters else None
    match = pattern.search(text, max(since, end - _MAX_NAME_CHARS), end) if pattern is not None else None
    return _half(match["name"], language) if match is not None else None


class _Names:
    """The names of a language's halves of the day, by their first and their last letters."""

    def __init__(self, language: str | None) -> None:
        self._names = sorted(halves_of_day(language), key=len, reverse=True)
        self._behind: dict[str, re.Pattern[str] | None] = {}
        self._before: dict[str, re.Pattern[str] | None] = {}

    def behind(self, letter: str) -> re.Pattern[str] | None:
        """Return the pattern of the names that begin with a letter."""
        if letter not in self._behind:
            self._behind[letter] = self._compiled(lambda name: name[0] == letter, r"(?![^\W\d_])\.?")
        return self._behind[letter]

    def before(self, letter: str) -> re.Pattern[str] | None:
        """Return the pattern of the names that end with a letter; one letter of an alphabet before a number is none."""
        if letter not in self._before:
            self._before[letter] = self._compiled(
                lambda name: (len(name) > 1 or name >= _UNSPACED_FROM) and name.rstrip(".")[-1] == letter, r"\Z"
            )
        return self._before[letter]

    def _compiled(self, fits: Callable[[str], bool], end: str) -> re.Pattern[str] | None:
        names = "|".join(_pattern_of(name) for name in self._names if fits(name))
        return re.compile(f"(?P<name>{names}){end}", re.IGNORECASE) if names else None


@lru_cache(maxsize=32)
def _names(language: str | None) -> _Names:
    return _Names(language)


def _pattern_of(name: str) -> str:
    letters = re.escape(name).replace(r"\.", r"\.?").replace(r"\ ", r"\ ?")
    if name.isascii() and len(name) == 2:
        letters = rf"{name[0]}\.? ?{name[1]}"
    return letters if name[0] >= _UNSPACED_FROM else rf"(?<![^\W\d_]){letters}"


def _half(name: str, language: str | None) -> Half | None:
    halves = halves_of_day(language)
    key = fold(name)
    squeezed = _squeezed(key)
    return halves.get(key) or next((half for each, half in halves.items() if _squeezed(each) == squeezed), None)


def _squeezed(name: str) -> str:
    return name.replace(".", "").replace(" ", "")
