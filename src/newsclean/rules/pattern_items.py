"""The items of a parsed pattern, as far as they tell which words a match contains."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, reduce
from operator import and_, or_
from typing import NamedTuple

from newsclean.rules.characters import ALL, DIGIT, NOT_LATIN, characters_in

_CLASS = re.compile(r"\[\^?\]?(?:\\[pP]\{[^}]*\}|\\.|\[:\^?\w+:\]|[^\]\\])*+\]")
_ESCAPE = re.compile(r"\\[pP]\{[^}]*\}|\\[pP].|\\x\{[^}]*\}|\\x[0-9A-Fa-f]{2}|\\.")
_PLAIN = re.compile(r"[^\\^$.|?*+()\[{]+(?![?*+{])")  # literal text; its last letter may have a count
_COUNT = re.compile(r"(?:[*+?]|\{(\d*),?(\d*)\})\??")
_FLAGS = re.compile(r"\(\?[a-zA-Z-]+\)")
_OPEN = re.compile(r"\((?:\?P<\w+>|\?[a-zA-Z-]*:)?")
_MEMBER = re.compile(r"\\x\{([0-9A-Fa-f]+)\}|\\x([0-9A-Fa-f]{2})|\\([^a-zA-Z])|([^\\])", re.DOTALL)
_MANY_MEMBERS = re.compile(r"^\[\^|\\[a-wyzA-Z]|\[:\^?\w+:\]")  # of a class: too many to list
_MAX_RANGE = 30_000  # characters of a class that are looked at
_MAX_OPTIONS = 4  # characters of a class whose words are spelled out: [Cc]opyright
MAX_SPELLINGS = 48  # of a phrase
MANY = float("inf")


class Item(NamedTuple):
    """One piece of a pattern: literal text, a class of characters, or a group of alternatives."""

    options: tuple[str, ...] = ()  # all texts that it matches, if they are few
    takes_letters: bool = True  # or may, for all that is known
    group: Sequence[Sequence[Item]] = ()
    low: int = 1
    high: float = 1
    needed: int = 0  # characters, see `characters.py`, that each of its matches holds
    allowed: int = ALL  # and those that a match may hold
    anchor: str = ""  # "^", "$", "\\b" or "\\B"


def parse(pattern: str) -> list[Item]:
    """Return the pieces of a folded pattern, one after the other."""
    alternatives, _ = _group(pattern, 0)
    return alternatives[0] if len(alternatives) == 1 else [Item(group=alternatives)]


def _group(pattern: str, i: int) -> tuple[list[list[Item]], int]:
    """Return the alternatives from `i` to the end of the group, and where the next piece begins."""
    alternatives: list[list[Item]] = [[]]
    while i < len(pattern) and pattern[i] != ")":
        char = pattern[i]
        if char == "|":
            alternatives.append([])
            i += 1
            continue
        if flags := _FLAGS.match(pattern, i):
            i = flags.end()
            continue
        if char == "(":
            opened = _OPEN.match(pattern, i)
            group, i = _group(pattern, opened.end() if opened else i + 1)
            item = Item(_spelled_out(group), group=group)
        else:
            plain = _PLAIN.match(pattern, i)
            if plain is not None:
                alternatives[-1].append(_literal(plain.group()))
                i = plain.end()
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
    return alternatives, i + 1


def _literal(text: str) -> Item:
    held = _held(text)
    return Item((text,), any(map(str.isalpha, text)), needed=held, allowed=held)


@cache
def _single(token: str) -> Item:
    if token in ("^", "$", "\\b", "\\B"):
        return Item(low=0, takes_letters=False, allowed=0, anchor=token)
    if len(token) == 1 and token != ".":
        return _literal(token)
    if len(token) == 2 and token[0] == "\\" and not token[1].isalnum():
        return _literal(token[1])
    if token[0] != "[" or _MANY_MEMBERS.search(token):
        return Item(
            takes_letters=token not in ("\\d", "\\s"), needed=DIGIT if token == "\\d" else 0, allowed=_allowed(token)
        )
    members = list(_members(token[1:-1]))
    options = tuple(members) if len(members) <= _MAX_OPTIONS else ()
    held = list(map(_held, members))
    return Item(
        options,
        any(map(str.isalpha, members)),
        needed=reduce(and_, held, ALL),
        allowed=reduce(or_, held, 0) | (NOT_LATIN if len(members) > _MAX_RANGE else 0),
    )


def _allowed(token: str) -> int:
    """Return the characters that a class of many may match: all but those that it excludes."""
    if token == "\\d":
        return DIGIT
    if not token.startswith("[^") or _MANY_MEMBERS.search("[" + token[2:]):
        return ALL
    excluded = set(_members(token[2:-1]))
    digits = 0 if excluded.issuperset("0123456789") else DIGIT
    return ALL & ~reduce(or_, map(_held, filter(str.isascii, excluded)), 0) | digits


def _members(inner: str) -> Iterator[str]:
    """Yield the characters of a class, at most `_MAX_RANGE` of each range and then a letter."""
    found = list(_MEMBER.finditer(inner))
    codes = [int(m[1] or m[2], 16) if m[1] or m[2] else ord(m[3] or m[4]) for m in found]
    k = 0
    while k < len(codes):
        if k + 2 < len(codes) and found[k + 1].group() == "-":
            first, last = codes[k], codes[k + 2]
            yield from map(chr, range(first, min(last, first + _MAX_RANGE) + 1))
            if last - first > _MAX_RANGE:
                yield "a"
            k += 3
        else:
            yield chr(codes[k])
            k += 1


def _bounds(count: re.Match[str]) -> tuple[int, float]:
    sign = count.group()[0]
    if sign != "{":
        return int(sign == "+"), 1 if sign == "?" else MANY
    low = int(count[1] or 0)
    if "," not in count.group():
        return low, low
    return low, int(count[2]) if count[2] else MANY


def spellings(item: Item) -> tuple[str, ...]:
    """Return all texts that an item matches, counted as it is; none if they are too many."""
    if not item.options or item.high > 1:
        return ()
    return item.options if item.low == 1 else ("", *item.options)


def _spelled_out(group: Sequence[Sequence[Item]]) -> tuple[str, ...]:
    """Return all texts that a group of alternatives matches; none if they are too many."""
    found: list[str] = []
    for items in group:
        texts: tuple[str, ...] = ("",)
        for item in items:
            more = spellings(item)
            if not more or len(texts) * len(more) > MAX_SPELLINGS:
                return ()
            texts = tuple(begun + text for begun in texts for text in more)
        found += texts
        if len(found) > MAX_SPELLINGS:
            return ()
    return tuple(found)


def may_be_letters(item: Item) -> bool:
    """Return whether an item may take a letter."""
    if item.group:
        return any(may_be_letters(inner) for alternative in item.group for inner in alternative)
    return item.takes_letters


def needed_of(items: Sequence[Item]) -> int:
    """Return the characters that each match of the items holds."""
    needed = 0
    for item in items:
        if item.low:
            needed |= item.needed
            if item.group:
                needed |= reduce(and_, map(needed_of, item.group))
    return needed


def allowed_of(items: Sequence[Item]) -> int:
    """Return the characters that a match of the items may hold."""
    allowed = 0
    for item in items:
        allowed |= reduce(or_, map(allowed_of, item.group)) if item.group else item.allowed
    return allowed


def is_whole(items: Sequence[Item]) -> bool:
    """Return whether a match of the items is all of a text."""
    if len(items) == 1 and items[0].group and items[0].low == items[0].high == 1:
        return all(map(is_whole, items[0].group))
    return bool(items) and items[0].anchor == "^" and items[-1].anchor == "$"


def _held(text: str) -> int:
    return characters_in(text.encode("utf-8", "surrogatepass"))  # a class may name what no text holds


def touches_letter(items: Sequence[Item], step: int, beyond: bool = True) -> bool:
    """Return whether a match of the items may begin (`step` 1) or end (-1) with an ASCII letter.

    Where they match nothing, `beyond` says what is next. No letter is behind a word of them that ends at "\\b".
    """
    found = beyond
    for item in items[::-step]:
        found = _may_touch(item, step, found) or (found and not item.low and not item.anchor)
    return found


def _may_touch(item: Item, step: int, beyond: bool) -> bool:
    if item.anchor:
        return beyond and item.anchor == "\\B"
    if item.group:
        return any(touches_letter(alternative, step, beyond) for alternative in item.group)
    return any(_is_letter(text[::step][0]) for text in item.options) if item.options else item.takes_letters


def _is_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


def width(item: Item) -> float:
    """Return how many characters an item takes at most."""
    if item.high == 0:
        return 0
    if item.group:
        return item.high * max(sum(map(width, alternative)) for alternative in item.group)
    return item.high * max(map(len, item.options), default=1)
