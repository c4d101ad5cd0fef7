"""Analyse patterns without running them: find words of which every match contains one.

A page is searched once for the words of all patterns, and only the patterns whose words are there are run. This is
the idea of RE2's own FilteredRE2, with one addition: most patterns of boilerplate say how a line begins, and the words
of such a pattern count only there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from newsclean.rules.characters import ALL
from newsclean.rules.fold import fold_pattern
from newsclean.rules.pattern_items import (
    MANY,
    MAX_SPELLINGS,
    Item,
    allowed_of,
    is_whole,
    may_be_letters,
    needed_of,
    parse,
    spellings,
    touches_letter,
    width,
)
from newsclean.rules.prepared import END, Prepared
from newsclean.text import late_pattern

KEY_CHARS = (5, 3, 2, 1)  # of the beginning of a word that a text must begin with, by which it is looked for
HEAD_CHARS = 32  # of a text, after any decoration, that a word is near its beginning in
_KEY_CHARS_OF = (0, 1, 2, 3, 3, 5)  # of a word of so many letters
WIDE_LETTER = late_pattern("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SIGNS = "©€£»›>@"  # rare enough alone
_FAR_LONGER = 4  # letters: words that may be anywhere are looked for only if they are so much longer
_ENOUGH = 5  # letters of a word that need no more to tell it from others
_MAX_WORD_CHARS = 12
_MAX_ALSO, _MAX_ALTERNATIVES = 2, 16  # what a match needs besides, and the words of which it is one
_COMMON = 1.5  # worth of a word that is in most texts


class _Edges(NamedTuple):
    """Whether an ASCII letter may be right before and right behind a part of a match."""

    before: bool = True
    behind: bool = True


_UNKNOWN = _Edges()


class _Words(NamedTuple):
    """Words of which a match holds one: each begins at most `latest` characters after the decoration."""

    words: tuple[str, ...] = ()
    latest: float = MANY


def analyse(pattern: str) -> Prepared:
    """Return `pattern`, as written in a rule, folded and with the words that a match needs."""
    folded = fold_pattern(pattern)
    items = parse(folded)
    each, leading = list(_needed(items)), _leading(items)
    anywhere = _best(each)
    needed, allowed = needed_of(items), allowed_of(items) if is_whole(items) else ALL
    if leading.words and _worth(leading.words) + _FAR_LONGER >= _worth(anywhere):
        words, latest = leading.words, int(leading.latest)
        if latest == 0:  # what is before them is decoration
            words = tuple(word.lstrip(END) for word in words)
    else:
        words, latest = anywhere, None
    return Prepared(folded, words, latest, needed, allowed, _besides(words, each))


def _besides(words: Sequence[str], each: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Return what a match needs besides one of `words`, the most specific first; it needs one word of `each`."""
    bare = [word.strip(END) for word in words]
    found = [tuple(dict.fromkeys(word.strip(END) for word in one)) for one in sorted(each, key=_worth, reverse=True)]
    found = [one for one in found if not all(any(part in word for part in one) for word in bare)]
    return tuple([one for one in found if len(one) <= _MAX_ALTERNATIVES][:_MAX_ALSO])


def key_of(word: str) -> str:
    """Return as much of the beginning of a word as it is looked for by.

    >>> key_of("read"), key_of("reading")
    ('rea', 'readi')
    """
    return word[: _KEY_CHARS_OF[min(len(word), KEY_CHARS[0])]]


def decoration_end(text: str) -> int:
    """Return where the first letter of a text is.

    >>> decoration_end("* 3. read on")
    5
    """
    for i, char in enumerate(text):
        if char.isalpha():
            return i
    return len(text)


def _around(items: Sequence[Item], start: int, end: int, outer: _Edges) -> _Edges:
    """Return what may be around the items from `start` to `end` in a match of all of them."""
    return _Edges(touches_letter(items[:start], -1, outer.before), touches_letter(items[end:], 1, outer.behind))


def _in_group(items: Sequence[Item], k: int, outer: _Edges) -> _Edges:
    """Return what may be around an alternative of item `k`, which may also be repeated."""
    before, behind = _around(items, k, k + 1, outer)
    if items[k].high == 1:
        return _Edges(before, behind)
    itself = items[k : k + 1]
    return _Edges(before or touches_letter(itself, -1, False), behind or touches_letter(itself, 1, False))


def _marked(run: tuple[str, ...], around: _Edges) -> tuple[str, ...]:
    """Return as much of the words of a run as is looked for, with `END` where no letter goes on."""
    words = []
    for word in run:
        starts = not around.before and _is_ascii(word[:1])
        ends = not around.behind and _is_ascii(word[-1:]) and len(word) <= _MAX_WORD_CHARS
        words.append(END * starts + word[:_MAX_WORD_CHARS] + END * ends)
    return tuple(words)


def _is_ascii(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _needed(items: Sequence[Item], outer: _Edges = _UNKNOWN) -> Iterator[tuple[str, ...]]:
    """Yield words of which a match of the items holds one, wherever; `outer` is around them."""
    run: tuple[str, ...] = ("",)
    start = 0
    for k, item in enumerate((*items, Item())):
        spelled = _continued(run, item)
        if spelled:
            run = spelled
            continue
        if all(run):
            yield _shortest(_marked(run, _around(items, start, k, outer)))
        run = _continued(("",), item) or ("",)
        start = k if run != ("",) else k + 1
        if item.group and item.low > 0:
            inner = [_best(_needed(alternative, _in_group(items, k, outer))) for alternative in item.group]
            if all(inner):
                yield _shortest([word for words in inner for word in words])


def _best(each: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the words whose shortest is most specific; a lone common letter is not specific at all."""
    return max((words for words in each if _worth(words) > _COMMON), key=_worth, default=())


def _leading(
    items: Sequence[Item], outer: _Edges = _UNKNOWN, at: float = 0, in_decoration: bool = True, anchored: bool = False
) -> _Words:
    """Return the most specific words of which a match of the items holds one near its beginning.

    The items begin at most `at` characters after the decoration; `in_decoration` says that no letter is before them.
    """
    best = _Words()
    run: tuple[str, ...] = ("",)
    run_at, start = at, 0
    for k, item in enumerate((*items, Item())):
        anchored = anchored or item.anchor == "^"
        if not anchored and not item.group:
            break
        spelled = _continued(run, item) if anchored else ()
        if not spelled:
            best = _closer(best, _Words(_marked(run, _around(items, start, k, outer)), run_at))
            run = _continued(("",), item) if anchored else ()
            start = k if run else k + 1
            run, run_at = run or ("",), at
            if item.group and item.low > 0:
                edges = _in_group(items, k, outer)
                inner = [_leading(alternative, edges, at, in_decoration, anchored) for alternative in item.group]
                if all(found.words for found in inner):
                    words = tuple(word for found in inner for word in found.words)
                    best = _closer(best, _Words(words, max(found.latest for found in inner)))
            if not anchored:
                break
        else:
            run_at = at if run == ("",) else run_at
            run = spelled
        if not in_decoration or may_be_letters(item):
            at, in_decoration = at + width(item), False
    return best


def _continued(run: tuple[str, ...], item: Item) -> tuple[str, ...]:
    """Return what the texts of a run become with an item after them.

    There are none if they would be too many, or if they would begin with an item that may be missing.
    """
    texts = spellings(item)
    limit = len(run) if _worth(run) >= _ENOUGH else MAX_SPELLINGS
    if not texts or len(run) * len(texts) > limit or (run == ("",) and "" in texts):
        return ()
    return tuple(begun + text for begun in run for text in texts)


def _closer(old: _Words, new: _Words) -> _Words:
    """Return the words that are more specific, of those that are near enough to the beginning."""
    if not all(new.words) or new.latest + max(map(len, new.words)) > HEAD_CHARS:
        return old
    return _Words(_shortest(new.words), new.latest) if _worth(new.words) > _worth(old.words) else old


def _shortest(words: Sequence[str]) -> tuple[str, ...]:
    """Return the words without those that begin with another of them."""
    chosen: list[str] = []
    for word in sorted(set(words)):
        if not chosen or not word.startswith(chosen[-1]):
            chosen.append(word)
    return tuple(chosen)


def _worth(words: Sequence[str]) -> float:
    """Return the length of the shortest word, then the mean; a sign or a letter of a wide script counts more."""
    if not all(words):  # nothing is in every text
        return 0
    words = [word.strip(END) for word in words]
    sizes = [len(word) + 2 * len(WIDE_LETTER.findall(word)) + (word in _SIGNS) for word in words]
    return min(sizes) + sum(sizes) / len(sizes) / 1000 if sizes else 0
