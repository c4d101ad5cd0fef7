"""Match the rules of a catalogue: every pattern of every rule against a block in one or two passes of RE2."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from newsclean.model import Block, Element
from newsclean.rules.fold import FoldMap, fold
from newsclean.rules.patterns import compile_pattern, escape, new_set, prepare
from newsclean.rules.prepared import Prepared
from newsclean.rules.rule import Catalogue, Rule

_SHORT = 200  # characters: most blocks of boilerplate, and the default of `max_chars`
_REMEMBERED = 20_000  # short texts whose matches are kept: a site's menus are the same on each of its pages
# Elements that hold all of an article: blogs write its sections and tags into their names.
_MAX_ELEMENTS = 5_000  # whose rules are remembered: those of a page or of a few
_WHOLE = frozenset({"body", "main", "article"})


class Matcher:
    """Which rules match a block, and what they extract from it. One per catalogue and process."""

    def __init__(self, rules: tuple[Rule, ...], story: tuple[str, ...] = ()) -> None:
        self.rules = rules
        self._story = "|".join(f"(?:{prepare(pattern).folded})" for pattern in story)
        prepared = [tuple(map(prepare, rule.patterns)) for rule in rules]
        self._patterns = [tuple(p.folded for p in patterns) for patterns in prepared]
        # A pattern that may begin with anything is tried where the markup or a needed word calls for it.
        self._late = [
            bool(rule.near or rule.tags) and not all(p.begins or p.calling for p in patterns)
            for rule, patterns in zip(rules, prepared, strict=True)
        ]
        self.longest = max((rule.max_chars for rule in rules), default=0)
        early = [n for n, late in enumerate(self._late) if not late]
        self._short = _Automata([(n, prepared[n]) for n in early])
        self._long = _Automata([(n, prepared[n]) for n in early if rules[n].max_chars > _SHORT])
        self.match_short = lru_cache(maxsize=_REMEMBERED)(self._match_short)
        self._by_name: dict[str, tuple[int, ...]] = {}  # the rules that a name in the markup calls for
        for n, rule in enumerate(rules):
            if self._late[n] or not rule.patterns:
                for name in rule.near or [f"<{tag}>" for tag in sorted(rule.tags)]:
                    self._by_name[name] = (*self._by_name.get(name, ()), n)
        self._vocabulary = frozenset(self._by_name)
        self._of_element: dict[Element, tuple[int, ...]] = {}  # elements compare by identity

    def match(self, text: str) -> tuple[int, ...]:
        """Return the rules with a pattern that matches `text`, whatever else they ask for; not those `by_element`."""
        if len(text) <= _SHORT:
            return self.match_short(text)
        return self._long.match(fold(text)) if len(text) <= self.longest else ()

    def _match_short(self, text: str) -> tuple[int, ...]:
        return self._short.match(fold(text))

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
                called = [n for name in self._vocabulary & inner.words for n in self._by_name[name]]
                called += self._by_name.get(f"<{inner.tag}>", ())
                called += self._by_name.get(f"@{inner.role}", ())
                if called:
                    found = tuple(sorted({*found, *called}))
            self._of_element[inner] = found
        return found

    def all_plain(self, found: Iterable[int]) -> bool:
        """Return whether none of the rules has evidence other than its words."""
        return not any(self.rules[n].by_markup for n in found)

    def is_story(self, text: str) -> bool:
        """Return whether `text` is reported speech: ", she said"."""
        return bool(self._story) and compile_pattern(self._story).search(fold(text)) is not None

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
        return not self._late[n] or _any_matches(self._patterns[n], fold(block.text))

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


class _Automata:
    """Many rules' patterns in one automaton, which gives up at the first letter that fits none of them.

    Patterns that would keep it alive are tried where a second automaton meets a word they need.
    """

    def __init__(self, rules: Iterable[tuple[int, Sequence[Prepared]]]) -> None:
        self._rules = list(rules)
        self._automata: tuple[Any, Any] | None = None
        self._owners: list[int] = []  # the rule of each pattern in the first automaton
        self._called: list[_Group] = []  # what each word of the second calls for

    def _compile(self) -> tuple[Any, Any]:
        beginnings, words = new_set("MatchSet"), new_set("SearchSet")
        calls: dict[str, dict[tuple[int, str], None]] = {}
        for n, patterns in self._rules:
            for pattern, calling, _ in patterns:
                for word in calling:
                    calls.setdefault(word, {})[n, pattern] = None
                if not calling:
                    beginnings.Add(pattern if pattern.startswith("^") else f"(?s:.*?)(?:{pattern})")
                    self._owners.append(n)
        groups: dict[tuple[tuple[int, str], ...], _Group] = {}
        for word, called in calls.items():
            words.Add(escape(word))
            key = tuple(called)
            self._called.append(groups.setdefault(key, _Group(key)))
        beginnings.Compile()
        words.Compile()
        return beginnings, words

    def match(self, folded: str) -> tuple[int, ...]:
        """Return the numbers of the rules with a matching pattern, in the catalogue's order."""
        if self._automata is None:
            self._automata = self._compile()
        beginnings, words = self._automata
        text = folded.encode()
        found = {self._owners[i] for i in beginnings.Match(text) or ()} if self._owners else set()
        if self._called:
            for group in {self._called[i] for i in words.Match(text) or ()}:
                found.update(group.match(text))
        return tuple(sorted(found)) if found else ()


class _Group:
    """Patterns that the same words call for."""

    def __init__(self, patterns: tuple[tuple[int, str], ...]) -> None:
        self._patterns = patterns
        self._automaton: Any = None

    def match(self, text: bytes) -> list[int]:
        if self._automaton is None:
            self._automaton = new_set("SearchSet")
            for _, pattern in self._patterns:
                self._automaton.Add(pattern)
            self._automaton.Compile()
        return [self._patterns[i][0] for i in self._automaton.Match(text) or ()]


def _is_near(names: frozenset[str], element: Element | None) -> bool:
    """Return whether one of the names is on an element around, below the one that holds the whole article."""
    while element is not None:
        if element.tag not in _WHOLE and (
            not names.isdisjoint(element.words) or f"<{element.tag}>" in names or f"@{element.role}" in names
        ):
            return True
        element = element.parent
    return False


def _any_matches(patterns: Sequence[str], folded: str) -> bool:
    return any(compile_pattern(pattern).search(folded) is not None for pattern in patterns)


@lru_cache(maxsize=4)
def matcher_of(catalogue: Catalogue) -> Matcher:
    """Return the catalogue's matcher in this process."""
    return Matcher(catalogue.rules, catalogue.story)
