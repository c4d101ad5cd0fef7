"""Match the rules of a catalogue against the blocks of a page.

A page is searched once for the words that the patterns need; a pattern is run on the blocks that have its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from newsclean.model import Block, Element
from newsclean.rules.characters import faults, misfits
from newsclean.rules.fold import FoldMap, fold
from newsclean.rules.patterns import Automaton, compile_pattern, matches, prepare_pattern
from newsclean.rules.rule import Catalogue, Rule
from newsclean.rules.word_index import WordIndex

_MAX_REMEMBERED_CHARS = 200  # of a text whose matches are kept: most blocks of boilerplate
_MAX_REMEMBERED = 20_000  # such texts: a site's menus are the same on each of its pages
_MAX_ELEMENTS = 5_000  # whose rules are remembered: those of a page or of a few
# Elements that hold all of an article: blogs write its sections and tags into their names.
_WHOLE = frozenset({"body", "main", "article"})


class Matcher:
    """Which rules match a block, and what they extract from it. One per catalogue and process."""

    def __init__(self, rules: tuple[Rule, ...], story: tuple[str, ...] = ()) -> None:
        self.rules = rules
        self._story = "|".join(f"(?:{prepare_pattern(pattern).folded})" for pattern in story)
        prepared = [tuple(map(prepare_pattern, rule.patterns)) for rule in rules]
        self._patterns = [tuple(p.folded for p in patterns) for patterns in prepared]
        # A pattern that needs no words is tried where the markup calls for it, if the rule asks for rare markup.
        self._late = [
            bool(rule.near or (rule.tags and rule.link_share)) and not all(p.words for p in patterns)
            for rule, patterns in zip(rules, prepared, strict=True)
        ]
        early = [(n, p) for n, patterns in enumerate(prepared) if not self._late[n] for p in patterns]
        self._indexed = [
            (n, rules[n].max_chars, misfits(p.needed, p.allowed), p.folded, p.also) for n, p in early if p.words
        ]
        self._index = WordIndex([p for _, p in early if p.words])
        others = [(n, p.folded) for n, p in early if not p.words]
        self._others = Automaton(others)
        self._longest_other = max((rules[n].max_chars for n, _ in others), default=0)
        self._longest = max((rule.max_chars for rule in rules), default=0)
        self._remembered: dict[str, tuple[int, ...]] = {}
        self._late_matches: dict[tuple[int, str], bool] = {}
        self._by_name: dict[str, tuple[int, ...]] = {}  # the rules that a name in the markup calls for
        for n, rule in enumerate(rules):
            if self._late[n] or not rule.patterns:
                for name in rule.near or [f"<{tag}>" for tag in sorted(rule.tags)]:
                    self._by_name[name] = (*self._by_name.get(name, ()), n)
        self._by_tag = {name[1:-1]: called for name, called in self._by_name.items() if name[0] == "<"}
        self._by_role = {name[1:]: called for name, called in self._by_name.items() if name[0] == "@"}
        self._vocabulary = frozenset(self._by_name)
        self._of_element: dict[Element, tuple[int, ...]] = {}  # elements compare by identity

    def match(self, texts: Iterable[str]) -> dict[str, tuple[int, ...]]:
        """Return the rules with a pattern that matches, for each of the texts, whatever else they ask for.

        Those that `by_element` returns are not among them.
        """
        found: dict[str, tuple[int, ...]] = {}
        unknown: list[str] = []
        for text in texts:
            if text in found or not text or len(text) > self._longest:
                continue
            known = self._remembered.get(text)
            found[text] = known or ()
            if known is None:
                unknown.append(text)
        folded = list(map(fold, unknown))
        for text, form, patterns in zip(unknown, folded, self._index.find(folded), strict=True):
            found[text] = numbers = self._run(patterns, form, len(text))
            if len(text) <= _MAX_REMEMBERED_CHARS:
                if len(self._remembered) >= _MAX_REMEMBERED:
                    self._remembered.clear()
                self._remembered[text] = numbers
        return found

    def _run(self, patterns: Iterable[int], folded: str, length: int) -> tuple[int, ...]:
        """Return the rules of those of the patterns that match a folded text; `length` is what it was unfolded."""
        text = folded.encode()
        found = self._others.match(text) if length <= self._longest_other else set()
        against = faults(text) if patterns else 0
        for number in patterns:
            n, max_chars, unfit, pattern, also = self._indexed[number]
            if length > max_chars or unfit & against or n in found:
                continue
            if (not also or _holds_each(also, folded)) and matches(pattern, text):
                found.add(n)
        return tuple(sorted(found)) if found else ()

    def by_element(self, element: Element) -> tuple[int, ...]:
        """Return the rules that markup calls for, by the names on `element` and around it."""
        if len(self._of_element) >= _MAX_ELEMENTS:
            self._of_element.clear()
        unknown: list[Element] = []
        at: Element | None = element
        while at is not None and at not in self._of_element:
            unknown.append(at)
            at = at.parent
        found = self._of_element[at] if at is not None else ()
        for inner in reversed(unknown):
            if inner.tag not in _WHOLE:
                called = self._by_tag.get(inner.tag, ()) + self._by_role.get(inner.role, ())
                if not self._vocabulary.isdisjoint(inner.words):
                    called += tuple(n for name in self._vocabulary & inner.words for n in self._by_name[name])
                if called:
                    found = tuple(sorted({*found, *called}))
            self._of_element[inner] = found
        return found

    def all_plain(self, found: Iterable[int]) -> bool:
        """Return whether none of the rules has evidence other than its words."""
        return not any(self.rules[n].by_markup for n in found)

    def is_story(self, text: str) -> bool:
        """Return whether `text` is reported speech: ", she said"."""
        return bool(self._story) and matches(self._story, fold(text).encode())

    def fits(self, n: int, block: Block) -> bool:
        """Return whether rule `n`, apart from its words, fits the block's length, links, tag and surroundings."""
        rule = self.rules[n]
        length = len(block.text)
        if length > rule.max_chars or (rule.tags and block.tag not in rule.tags):
            return False
        if rule.caps and not block.text.isupper():
            return False
        if rule.link_share is not None:
            letters = length - block.text.count(" ")
            if block.link_chars < rule.link_share * letters:
                return False
        if rule.near and not _is_near(rule.near, block.element):
            return False
        return not self._late[n] or self._matches_late(n, block.text)

    def _matches_late(self, n: int, text: str) -> bool:
        """Return whether a pattern of rule `n` matches a text, for rules that the markup calls for."""
        known = self._late_matches.get((n, text))
        if known is None:
            folded = fold(text).encode()
            known = any(matches(pattern, folded) for pattern in self._patterns[n])
            if len(self._late_matches) >= _MAX_REMEMBERED:
                self._late_matches.clear()
            if len(text) <= _MAX_REMEMBERED_CHARS:
                self._late_matches[n, text] = known
        return known

    def starts(self, n: int, folded: str) -> list[int]:
        """Return where the matches of rule `n` begin in a folded text."""
        return [m.start() for pattern in self._patterns[n] for m in compile_pattern(pattern).finditer(folded)]

    def spans(self, n: int, mapped: FoldMap) -> Iterator[tuple[int, int, dict[str, str]]]:
        """Yield where rule `n` matches: start and end in the folded text, and the named parts as printed."""
        for pattern in self._patterns[n]:
            compiled = compile_pattern(pattern)
            for match in compiled.finditer(mapped.folded):
                named = {
                    name: mapped.original(*match.span(group))
                    for name, group in compiled.groupindex.items()
                    if match.start(group) >= 0
                }
                yield match.start(), match.end(), named


def _holds_each(also: Sequence[Sequence[str]], folded: str) -> bool:
    """Return whether a text holds one of each of the words."""
    for words in also:
        for word in words:
            if word in folded:
                break
        else:
            return False
    return True


def _is_near(names: frozenset[str], element: Element | None) -> bool:
    """Return whether one of the names is on an element around, below the one that holds the whole article."""
    while element is not None:
        if element.tag not in _WHOLE and (
            not names.isdisjoint(element.words) or f"<{element.tag}>" in names or f"@{element.role}" in names
        ):
            return True
        element = element.parent
    return False


@lru_cache(maxsize=4)
def matcher_of(catalogue: Catalogue) -> Matcher:
    """Return the catalogue's matcher in this process."""
    return Matcher(catalogue.rules, catalogue.story)
