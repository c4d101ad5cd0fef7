"""Find the patterns whose words are in a text: one pass over all texts of a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsclean.rules.analysis import KEY_CHARS, decoration_end, key_of
from newsclean.rules.pattern_items import MANY
from newsclean.rules.prepared import END, Prepared

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")  # of folded texts


class WordIndex:
    """The words of many patterns that need any: those that a text must begin with, and those inside it."""

    def __init__(self, patterns: Sequence[Prepared]) -> None:
        # Beginnings of words -> words -> patterns.
        self._first: dict[str, dict[str, list[int]]] = {}
        inside: dict[str, list[tuple[int, float]]] = {}  # words -> patterns, and how late these may be
        for number, pattern in enumerate(patterns):
            for word in pattern.words:
                if pattern.latest == 0:
                    self._first.setdefault(key_of(word.rstrip(END)), {}).setdefault(word, []).append(number)
                else:
                    inside.setdefault(word, []).append((number, MANY if pattern.latest is None else pattern.latest))
        self._words = [word.strip(END) for word in inside]
        self._starts = [word[0] == END for word in inside]
        self._ends = [word[-1] == END for word in inside]
        self._called = list(inside.values())
        self._automaton: AhoCorasick | None = None

    def find(self, texts: Sequence[str]) -> list[set[int]]:
        """Return for each of the folded texts which patterns may match it by its words, of those that need any."""
        starts = list(map(decoration_end, texts))
        found = [self._leading(text, start) for text, start in zip(texts, starts, strict=True)]
        self._add_inside(texts, starts, found)
        return found

    def _leading(self, text: str, start: int) -> set[int]:
        """Return the patterns that may match by what `text`, whose first letter is at `start`, begins with."""
        found: set[int] = set()
        for at in range(start + 1):
            for size in KEY_CHARS:
                if begun := self._first.get(text[at : at + size]):
                    for word, patterns in begun.items():
                        if text.startswith(word, at) or (word[-1] == END and _is_at(text, word[:-1], at)):
                            found.update(patterns)
        return found

    def _add_inside(self, texts: Sequence[str], starts: Sequence[int], found: Sequence[set[int]]) -> None:
        """Add to what is `found` for each text, whose first letter is at its `starts`, the patterns of words in it."""
        if not self._words or not texts:
            return
        if self._automaton is None:
            self._automaton = _automaton(self._words)
        page = "\n".join(("", *texts, ""))
        k, begin = 0, 1
        end = begin + len(texts[0])
        seen: set[int] = set()  # words of text k
        for word, start, stop in self._automaton.find_matches_as_indexes(page, overlapping=True):
            while stop > end:  # matches come by where they end
                seen.clear()
                k += 1
                begin = end + 1
                end = begin + len(texts[k])
            if (
                word in seen
                or (self._ends[word] and page[stop] in _LETTERS)
                or (self._starts[word] and page[start - 1] in _LETTERS)
            ):
                continue
            seen.add(word)
            at = start - begin - starts[k]
            for number, latest in self._called[word]:
                if at <= latest:
                    found[k].add(number)


def _is_at(text: str, word: str, at: int) -> bool:
    end = at + len(word)
    return text.startswith(word, at) and text[end : end + 1] not in _LETTERS


def _automaton(words: Sequence[str]) -> AhoCorasick:
    import ahocorasick_rs  # late: reading a catalogue for its ids needs no engine

    # Built in as little time as any, and searched in two thirds of the time.
    kind = ahocorasick_rs.Implementation.ContiguousNFA
    return ahocorasick_rs.AhoCorasick(words, implementation=kind, store_patterns=False)
