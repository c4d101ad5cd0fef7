"""Find the patterns whose words are in a text: one pass over all texts of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from newsclean.rules.analysis import KEY_CHARS, decoration_end, key_of
from newsclean.rules.prepared import Prepared

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick


class WordIndex:
    """The words of many patterns that need any: those that a text must begin with, and those inside it."""

    def __init__(self, patterns: Sequence[Prepared]) -> None:
        self._first: dict[str, dict[str, list[int]]] = {}  # beginnings of words -> words -> patterns
        inside: dict[str, list[tuple[int, int | None]]] = {}  # words -> patterns, and how late these may be
        for number, (_, words, latest) in enumerate(patterns):
            if latest == 0:
                for word in words:
                    self._first.setdefault(key_of(word), {}).setdefault(word, []).append(number)
            else:
                for word in words:
                    inside.setdefault(word, []).append((number, latest))
        self._words = list(inside)
        self._called = list(inside.values())
        self._automaton: AhoCorasick | None = None

    def find(self, texts: Sequence[str]) -> list[set[int]]:
        """Return for each of the folded texts which patterns may match it, of those that need words."""
        starts = list(map(decoration_end, texts))
        found = [self._leading(text, start) for text, start in zip(texts, starts, strict=True)]
        for k, word, at in self._inside(texts):
            for number, latest in self._called[word]:
                if latest is None or at <= starts[k] + latest:
                    found[k].add(number)
        return found

    def _leading(self, text: str, start: int) -> set[int]:
        """Return the patterns that may match by what `text`, whose first letter is at `start`, begins with."""
        found: set[int] = set()
        for at in range(start + 1):
            for size in KEY_CHARS:
                if begun := self._first.get(text[at : at + size]):
                    for word, patterns in begun.items():
                        if text.startswith(word, at):
                            found.update(patterns)
        return found

    def _inside(self, texts: Sequence[str]) -> Iterator[tuple[int, int, int]]:
        """Yield the number of a text, that of a word in it, and where it begins; a word once for each text."""
        if not self._words or not texts:
            return
        if self._automaton is None:
            self._automaton = _automaton(self._words)
        k, begin, end = 0, 0, len(texts[0])
        seen: set[int] = set()
        for word, start, stop in self._automaton.find_matches_as_indexes("\n".join(texts), overlapping=True):
            while stop > end:  # matches come by where they end
                seen.clear()
                k += 1
                begin = end + 1
                end = begin + len(texts[k])
            if word not in seen:
                seen.add(word)
                yield k, word, start - begin


def _automaton(words: Sequence[str]) -> AhoCorasick:
    import ahocorasick_rs  # late: reading a catalogue for its ids needs no engine

    # Built in half the time that the default takes, and searched no slower.
    kind = ahocorasick_rs.Implementation.NoncontiguousNFA
    return ahocorasick_rs.AhoCorasick(words, implementation=kind, store_patterns=False)
