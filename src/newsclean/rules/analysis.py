"""Analyse patterns without running them: find words of which every match contains one.

A page is searched once for the words of all patterns, and only the patterns whose words are there are run. This is
the idea of RE2's own FilteredRE2, with one addition: most patterns of boilerplate say how a line begins, and the words
of such a pattern count only there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from newsclean.rules.fold import fold_pattern
from newsclean.rules.pattern_items import MANY, MAX_SPELLINGS, Item, may_be_letters, parse, spellings, width
from newsclean.rules.prepared import Prepared
from newsclean.text import late_pattern

KEY_CHARS = (5, 3, 2, 1)  # of the beginning of a word that a text must begin with, by which it is looked for
_HEAD_CHARS = 32  # of a text, after any decoration, that a word is near its beginning in
_KEY_CHARS_OF = (0, 1, 2, 3, 3, 5)  # of a word of so many letters
WIDE_LETTER = late_pattern("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SIGNS = "©€£»›>@"  # rare enough alone
_FAR_LONGER = 4  # letters: words that may be anywhere are looked for only if they are so much longer
_ENOUGH = 5  # letters of a word that need no more to tell it from others
_MAX_WORD_CHARS = 12
_COMMON = 1.5  # worth of a word that is in most texts


class _Words(NamedTuple):
    """Words of which a match holds one: each begins at most `latest` characters after the decoration."""

    words: tuple[str, ...] = ()
    latest: float = MANY


def analyse(pattern: str) -> Prepared:
    """Return `pattern`, as written in a rule, folded and with the words that a match needs."""
    folded = fold_pattern(pattern)
    items = parse(folded)
    anywhere, leading = _needed(items), _leading(items)
    if leading.words and _worth(leading.words) + _FAR_LONGER >= _worth(anywhere):
        return Prepared(folded, leading.words, int(leading.latest))
    return Prepared(folded, anywhere, None)


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


def _needed(items: Sequence[Item]) -> tuple[str, ...]:
    """Return the most specific words of which a match of the items holds one, wherever."""
    best: tuple[str, ...] = ()
    run: tuple[str, ...] = ("",)
    for item in (*items, Item()):
        spelled = _continued(run, item)
        if spelled:
            run = spelled
            continue
        best = _better(best, run)
        run = _continued(("",), item) or ("",)
        if item.group and item.low > 0:
            inner = [_needed(alternative) for alternative in item.group]
            if all(inner):
                best = _better(best, tuple(word for words in inner for word in words))
    return best


def _leading(items: Sequence[Item], at: float = 0, in_decoration: bool = True, anchored: bool = False) -> _Words:
    """Return the most specific words of which a match holds one near its beginning.

    The items begin at most `at` characters after the decoration; `in_decoration` says that no letter is before them.
    """
    best = _Words()
    run: tuple[str, ...] = ("",)
    run_at = at
    for item in (*items, Item()):
        anchored = anchored or item.is_start
        if not anchored and not item.group:
            break
        spelled = _continued(run, item) if anchored else ()
        if not spelled:
            best = _closer(best, _Words(run, run_at))
            run = _continued(("",), item) if anchored else ()
            run, run_at = run or ("",), at
            if item.group and item.low > 0:
                inner = [_leading(alternative, at, in_decoration, anchored) for alternative in item.group]
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
    if not all(new.words) or new.latest + max(map(len, new.words)) > _HEAD_CHARS:
        return old
    return _Words(_shortest(new.words), new.latest) if _worth(new.words) > _worth(old.words) else old


def _better(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words whose shortest is more specific; a lone common letter is not specific at all."""
    return _shortest(new) if _worth(new) > max(_worth(old), _COMMON) else old


def _shortest(words: Sequence[str]) -> tuple[str, ...]:
    """Return the words without those that begin with another of them."""
    chosen: list[str] = []
    for word in sorted({word[:_MAX_WORD_CHARS] for word in words}):
        if not chosen or not word.startswith(chosen[-1]):
            chosen.append(word)
    return tuple(chosen)


def _worth(words: Sequence[str]) -> float:
    """Return the length of the shortest word, then the mean; a sign or a letter of a wide script counts more."""
    if not all(words):  # nothing is in every text
        return 0
    sizes = [len(word) + 2 * len(WIDE_LETTER.findall(word)) + (word in _SIGNS) for word in words]
    return min(sizes) + sum(sizes) / len(sizes) / 1000 if sizes else 0
