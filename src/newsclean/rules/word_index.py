"""Find the patterns whose words are in a text: one pass over all texts of a page, and one over their beginnings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from newsclean.rules.analysis import HEAD_CHARS, KEY_CHARS, decoration_end, key_of
from newsclean.rules.prepared import END, Prepared

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")  # of folded texts


class WordIndex:
    """The words of many patterns that need any: those that a text must begin with, and those inside it."""

    def __init__(self, patterns: Sequence[Prepared]) -> None:
        leading: dict[str, list[int]] = {}
        near: dict[str, list[tuple[int, int]]] = {}  # words -> patterns, and how late these may be
        anywhere: dict[str, list[int]] = {}
        for number, pattern in enumerate(patterns):
            for word in pattern.words:
                if pattern.latest == 0:
                    leading.setdefault(word, []).append(number)
                elif pattern.latest is None:
                    anywhere.setdefault(word, []).append(number)
                else:
                    near.setdefault(word, []).append((number, pattern.latest))
        # Beginnings of words -> words, whether no letter goes on behind them, and their patterns.
        self._first: dict[str, list[tuple[str, bool, list[int]]]] = {}
        for marked, numbers in leading.items():
            word = marked.rstrip(END)
            self._first.setdefault(key_of(word), []).append((word, word != marked, numbers))
        self._near, self._near_called = _Words(list(near)), list(near.values())
        self._anywhere, self._called = _Words(list(anywhere)), list(anywhere.values())

    def find(self, texts: Sequence[str]) -> list[set[int]]:
        """Return for each of the folded texts which patterns may match it by its words, of those that need any."""
        starts = list(map(decoration_end, texts))
        found = [self._leading(text, start) for text, start in zip(texts, starts, strict=True)]
        heads = [text[: start + HEAD_CHARS + 1] for text, start in zip(texts, starts, strict=True)]
        for k, word, at in self._near.find(heads):
            for number, latest in self._near_called[word]:
                if at - starts[k] <= latest:
                    found[k].add(number)
        for k, word, _ in self._anywhere.find(texts):
            found[k].update(self._called[word])
        return found

    def _leading(self, text: str, start: int) -> set[int]:
        """Return the patterns that may match by what `text`, whose first letter is at `start`, begins with."""
        found: set[int] = set()
        for at in range(start + 1):
            for size in KEY_CHARS:
                for word, ends, patterns in self._first.get(text[at : at + size], ()):
                    end = at + len(word)
                    if text.startswith(word, at) and not (ends and text[end : end + 1] in _LETTERS):
                        found.update(patterns)
        return found


class _Words:
    """Words, with `END` where no letter goes on, that are looked for in many texts at once."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = [word.strip(END) for word in words]
        self._starts = [word[0] == END for word in words]
        self._ends = [word[-1] == END for word in words]
        self._automaton: AhoCorasick | None = None

    def find(self, texts: Sequence[str]) -> Iterator[tuple[int, int, int]]:
        """Yield which text has which of the words, both by number, and where: each word at its first place."""
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
            yield k, word, start - begin


def _automaton(words: Sequence[str]) -> AhoCorasick:
    import ahocorasick_rs  # late: reading a catalogue for its ids needs no engine

    # Built in as little time as any, and searched in two thirds of the time.
    kind = ahocorasick_rs.Implementation.ContiguousNFA
    return ahocorasick_rs.AhoCorasick(words, implementation=kind, store_patterns=False)
