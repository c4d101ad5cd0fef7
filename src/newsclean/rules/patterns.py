"""Patterns: compiled, and analysed for what a text must hold, or begin with, for a pattern to have a chance.

RE2's automaton for a thousand patterns stays small when every one of them gives up after a letter or two.
A pattern that begins with ".*", "[^.]{2,40}" or not at the beginning at all stays alive on every text, and
a hundred of those in one automaton multiply its states. Such a pattern is tried only on texts that hold one
of its necessary words: the idea of RE2's own FilteredRE2, which costs more per text than the patterns here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from newsclean.rules.fold import fold_pattern
from newsclean.rules.prepared import Prepared, shipped

_CLASS = re.compile(r"\[\^?\]?(?:\\[pP]\{[^}]*\}|\\.|\[:\^?\w+:\]|[^\]\\])*+\]")
_ESCAPE = re.compile(r"\\[pP]\{[^}]*\}|\\[pP].|\\x\{[^}]*\}|\\x[0-9A-Fa-f]{2}|\\.")
_PLAIN = re.compile(r"[^\\^$.|?*+()\[{]+(?![?*+{])")  # literal text; its last letter may have a count
_COUNT = re.compile(r"(?:[*+?]|\{(\d*),?(\d*)\})\??")
_OPEN = re.compile(r"\((?:\?P<\w+>|\?[a-zA-Z-]*:)?")
_OF_LETTERS = re.compile(r"^\[\^|^\[.*[a-z]-[a-z]|^\\[wSDPp]|\\[pP]")
WIDE_LETTER = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SIGNS = "©€£»›>"  # rare enough alone
_NARROW = 3  # characters that a pattern may skip before it names one
_GAP = 12  # characters: a gap up to this is no wide one
_FEW, _LONG = 12, 6  # words, and their letters
_MANY = float("inf")
_MAX_MEMORY = 192 << 20  # bytes RE2 may use at most for an automaton; it takes what it needs


class _Item(NamedTuple):
    """One piece of a pattern: literal text, a class of characters (no text), or a group of alternatives."""

    text: str = ""
    of_letters: bool = False  # a class that takes letters, or "."
    group: Sequence[Sequence[_Item]] = ()
    low: int = 1
    high: float = 1


def begins_with_words(pattern: str) -> bool:
    """Return whether `pattern` is anchored and names what is at the beginning, after any decoration.

    >>> begins_with_words("^(?:please )?follow us"), begins_with_words("^.* says$")
    (True, False)
    """
    if not pattern.startswith("^"):
        return False
    alternatives, _ = _group(pattern, 1, lead_only=True)
    return not any(_wide(items)[0] for items in alternatives)


@cache
def calling_words(pattern: str) -> list[str]:
    """Return the words that call for `pattern` to be tried; empty if it belongs into the automaton.

    An anchored pattern with a wide gap before its end lives as long as the text does, once its first words
    fit: it is better called for as well, when few and long words do it.
    """
    if not begins_with_words(pattern):
        return needed_words(pattern)
    items = _parse(pattern)
    words = _needed(items) if _has_gap(items) else []
    return words if len(words) <= _FEW and _worth(words) >= _LONG else []


def _has_gap(items: Sequence[_Item], at_end: bool = True) -> bool:
    """Return whether a wide run is anywhere but at the end of the pattern."""
    for k, item in enumerate(items):
        last = at_end and k >= len(items) - 2  # the very last is "$"
        if item.of_letters and item.high > _GAP and not last:
            return True
        if any(_has_gap(alternative, last) for alternative in item.group):
            return True
    return False


def needed_words(pattern: str) -> list[str]:
    """Return strings of which every text that `pattern` matches contains one; none if there are none of any use.

    >>> needed_words("^.*(?:reserved|rights?)$")
    ['reserved', 'right']
    """
    return _needed(_parse(pattern))


def _parse(pattern: str) -> list[_Item]:
    alternatives, _ = _group(pattern, 0)
    return alternatives[0] if len(alternatives) == 1 else [_Item(group=alternatives)]


def _group(pattern: str, i: int, lead_only: bool = False) -> tuple[list[list[_Item]], int]:
    """Return the alternatives from `i` to the end of the group, and where the next piece begins.

    `lead_only` stops after the first piece that fixes what a text begins with.
    """
    alternatives: list[list[_Item]] = [[]]
    while i < len(pattern) and pattern[i] != ")":
        char = pattern[i]
        if char == "|":
            alternatives.append([])
            i += 1
            continue
        if char == "(":
            opened = _OPEN.match(pattern, i)
            group, i = _group(pattern, opened.end() if opened else i + 1)
            item = _Item(group=group)
        else:
            plain = _PLAIN.match(pattern, i)
            if plain is not None:
                alternatives[-1].append(_Item(plain.group()))
                i = plain.end()
                if lead_only:
                    break
                continue
            match = _CLASS.match(pattern, i) if char == "[" else _ESCAPE.match(pattern, i)
            token = match.group() if match else char
            i += len(token)
            item = _single(token)
        count = _COUNT.match(pattern, i)
        if count is not None:
            i = count.end()
            low, high = _bounds(count)
            item = item._replace(low=low, high=high)
        alternatives[-1].append(item)
        if lead_only and any(_wide([item])):
            break
    return alternatives, i + 1


def _single(token: str) -> _Item:
    if token == "." or (len(token) > 1 and _OF_LETTERS.search(token)):
        return _Item(of_letters=True)
    if len(token) == 1 and token not in "^$":
        return _Item(token)
    if len(token) == 2 and token[0] == "\\" and not token[1].isalnum():
        return _Item(token[1])
    return _Item(low=0) if token in ("^", "$", "\\b", "\\B") else _Item()


def _bounds(count: re.Match[str]) -> tuple[int, float]:
    sign = count.group()[0]
    if sign != "{":
        return int(sign == "+"), 1 if sign == "?" else _MANY
    low = int(count[1] or 0)
    if "," not in count.group():
        return low, low
    return low, int(count[2]) if count[2] else _MANY


def _wide(items: Sequence[_Item]) -> tuple[bool, bool]:
    """Return whether the items may skip a run of letters before they name one, and whether they name one."""
    for item in items:
        if item.of_letters and item.high > _NARROW:
            return True, False
        if item.group:
            inner = [_wide(alternative) for alternative in item.group]
            if any(wide for wide, _ in inner):
                return True, False
            if item.low > 0 and all(named for _, named in inner):
                return False, True
        elif item.text and item.low > 0:
            return False, True
    return False, False


def _needed(items: Sequence[_Item]) -> list[str]:
    best: list[str] = []
    run = ""
    for item in (*items, _Item()):
        if item.text and item.low == item.high == 1:
            run += item.text
            continue
        if not (item.low == 0 and item.high == 0):
            best = _better(best, [run])
            run = ""
        if item.group and item.low > 0:
            inner = [_needed(alternative) for alternative in item.group]
            if all(inner):
                best = _better(best, [word for words in inner for word in words])
    return best


def _better(old: list[str], new: list[str]) -> list[str]:
    """Return the list whose shortest word is more specific; a lone common letter is not specific at all."""
    return new if _worth(new) > max(_worth(old), 1.5) else old


def _worth(words: list[str]) -> float:
    """Return the length of the shortest word, then the mean; a sign or a letter of a wide script counts more."""
    if not words:
        return 0
    sizes = [len(word) + 2 * len(WIDE_LETTER.findall(word)) + (word in _SIGNS) for word in words]
    return min(sizes) + sum(sizes) / len(sizes) / 1000


def prepare(pattern: str) -> Prepared:
    """Return `pattern`, as written in a rule, analysed; from the build where it is in there."""
    ready = shipped()
    return (ready.patterns.get(pattern) if ready is not None else None) or analyse(pattern)


def analyse(pattern: str) -> Prepared:
    """Return `pattern`, as written in a rule, folded and with what it needs of a text."""
    folded = fold_pattern(pattern)
    return Prepared(folded, tuple(calling_words(folded)), begins_with_words(folded))


def new_set(kind: str) -> Any:
    """Return an empty RE2 set, a "MatchSet" or "SearchSet"."""
    re2 = _re2()
    options = re2.Options()
    options.max_mem = _MAX_MEMORY
    options.log_errors = False
    options.never_capture = True
    return getattr(re2.Set, kind)(options)


class PatternError(ValueError):
    """RE2 does not accept a pattern; the message is RE2's reason."""


@lru_cache(maxsize=4096)
def compile_pattern(pattern: str) -> Any:
    """Return one compiled pattern, for where a match is and what it names. Raises `PatternError`."""
    re2 = _re2()
    options = re2.Options()
    options.log_errors = False
    try:
        return re2.compile(pattern, options)
    except re2.error as error:
        cause = error.args[0] if error.args else error
        reason = cause.decode("utf-8", "replace") if isinstance(cause, bytes) else str(cause)
        raise PatternError(reason) from error


def escape(text: str) -> str:
    """Return a pattern that matches `text` alone."""
    escaped: str = _re2().escape(text)
    return escaped


def _re2() -> Any:
    import re2  # type: ignore[import-untyped]  # late: reading a catalogue for its ids needs no engine

    return re2
