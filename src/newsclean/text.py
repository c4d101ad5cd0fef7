"""Text of any script: white space, invisible characters, word counts."""

from __future__ import annotations

import re
from functools import partial
from typing import Any, cast

_PATTERN_METHODS = ("search", "match", "fullmatch", "findall", "finditer", "split", "sub")


class LatePattern:
    """What `late_pattern` returns: the methods of `re.Pattern` that the program uses."""

    __slots__ = ("_flags", "pattern", *_PATTERN_METHODS)

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags
        for name in _PATTERN_METHODS:
            setattr(self, name, partial(self._first, name))

    def compiled(self) -> re.Pattern[str]:
        """Return the pattern itself; from now on its own methods are called."""
        found = re.compile(self.pattern, self._flags)
        for name in _PATTERN_METHODS:
            setattr(self, name, getattr(found, name))
        return found

    def _first(self, name: str, *args: Any, **more: Any) -> Any:
        return getattr(self.compiled(), name)(*args, **more)


def late_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return `pattern` to be compiled when it is first used: most pages need few of those that take long.

    Classes of many letters take long, and more so without regard to case.
    """
    return cast("re.Pattern[str]", LatePattern(pattern, flags))


# Thai, Lao, Myanmar, Khmer, kana, Han: scripts without spaces between words, counted by character.
UNSPACED = late_pattern(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)

# These, Hangul, and little else: two ranges are searched for in a third of the time, and compiled in a tenth of it if
# they are written as what they are not.
MAY_BE_WIDE = re.compile("[^\u0000-\u0dff\u2000-\u2fff\U00040000-\U0010ffff]")

_RUN_OF_UNSPACED = late_pattern(f"{UNSPACED.pattern}+")
_LONG_WORD = re.compile(r"\w{4,}")  # shorter ones are in any text
_NO_LETTERS = re.compile(r"[\W_]+")
_NO_ASCII_LETTERS = bytes(code for code in range(128) if not chr(code).isalnum())

# Soft hyphens, zero-width spaces, byte order marks, C1 controls and DEL: invisible, and never part of a word.
_INVISIBLE = late_pattern("[\x00-\x08\x0e-\x1f\u00ad\u200b\u2060\ufeff\u007f-\u0084\u0086-\u009f\ufffe\uffff]")

_EDGELESS = " \u200c\u200d\u200e\u200f"  # that say nothing at either end of a text


def clean_text(raw: str) -> str:
    """Return `raw` with white space folded to single spaces and invisible characters removed.

    Joiners and marks of direction stay between letters, where scripts need them.

    >>> clean_text(" soft\\u00adhyphens\\n and  spaces ")
    'softhyphens and spaces'
    """
    raw = raw.strip()
    if not raw.isprintable():
        raw = _INVISIBLE.sub("", raw)
    elif "  " not in raw:  # as in most: of white space only single spaces are printable
        return raw
    return " ".join(raw.split()).strip(_EDGELESS)


def count_words(text: str) -> int:
    """Return the number of words in `text`; characters of scripts without spaces count one each.

    >>> count_words("Two words"), count_words("新聞 2 本")
    (2, 4)
    """
    if text.isascii():
        return len(text.split())
    unspaced = count_unspaced(text)
    words = (_RUN_OF_UNSPACED.sub(" ", text) if unspaced else text).split()
    odd = [word for word in words if not word[0].isalnum()]
    return unspaced + len(words) - sum(not any(map(str.isalnum, word)) for word in odd)


def count_unspaced(text: str) -> int:
    """Return the number of characters of scripts without spaces in `text`.

    >>> count_unspaced("新聞 2 本")
    3
    """
    return sum(map(len, _unspaced_runs(text)))  # run by run: a Chinese page has thousands of them


def _unspaced_runs(text: str) -> list[str]:
    return _RUN_OF_UNSPACED.findall(text) if MAY_BE_WIDE.search(text) else []


def letters_of(text: str) -> str:
    """Return the letters and digits of `text` without difference of case, to tell whether two texts are the same.

    >>> letters_of("The Ferry's back, again!")
    'theferrysbackagain'
    """
    if text.isascii():
        return text.lower().encode().translate(None, _NO_ASCII_LETTERS).decode()  # a tenth of the time
    bare = text.casefold().encode("utf-8", "surrogatepass").translate(None, _NO_ASCII_LETTERS)
    text = bare.decode("utf-8", "surrogatepass")
    return text if text.isalnum() else _NO_LETTERS.sub("", text)


def words_of(text: str) -> frozenset[str]:
    """Return the words of four letters and more of a text, and the pairs of characters of scripts without spaces.

    >>> sorted(words_of("The old Ferry, the FERRY")), sorted(words_of("新聞社"))
    (['ferry'], ['新聞', '聞社'])
    """
    folded = text.casefold()
    if folded.isascii():
        return frozenset(_LONG_WORD.findall(folded))
    pairs = [run[i : i + 2] for run in _unspaced_runs(folded) for i in range(len(run) - 1)]
    return frozenset(_LONG_WORD.findall(_RUN_OF_UNSPACED.sub(" ", folded) if pairs else folded)).union(pairs)
