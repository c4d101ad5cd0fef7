"""Apply the rules to the blocks of one page.

Every block in and around the article is matched once; position.py decides what a match is worth where the block is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from newsclean.model import Block
from newsclean.options import Options
from newsclean.rules.fold import FoldMap, fold
from newsclean.rules.match import Matcher, matcher_of
from newsclean.rules.page_matches import Matches, near_article
from newsclean.rules.patterns import Automaton
from newsclean.rules.position import positioned
from newsclean.rules.rule import MAX_CHARS, Catalogue, Rule

_NOTICES = frozenset({"disclaimer", "reuse", "copyright"})  # "nothing above is advice …"
_QUOTES = '"“„«‘‚「『”»'
_QUOTED = re.compile(r'"[^"]{20,}"|«[^»]{20,}»|「[^」]{8,}」')  # on folded text


@dataclass(frozen=True, slots=True)
class RuleResult:
    """What the rules decide on the blocks of a page.

    `cuts` holds for each block the rule that cuts it, `trimmed` the texts of the blocks that lose a part and `parts`
    the rule that takes it. `fields` are the values that the cut blocks hold, as printed, in page order. `spared` are
    the blocks that would be cut, but are of a kind to keep: they are text, whether or not they are main content.
    """

    cuts: Sequence[Rule | None]
    trimmed: Mapping[int, str] = field(default_factory=dict)
    parts: Mapping[int, Rule] = field(default_factory=dict)
    fields: Mapping[str, Sequence[str]] = field(default_factory=dict)
    spared: frozenset[int] = frozenset()

    @property
    def kinds(self) -> list[str]:
        """The kinds of what is cut, one for each cut block."""
        return [rule.kind for rule in self.cuts if rule is not None]


def apply_rules(
    catalogue: Catalogue,
    blocks: Sequence[Block],
    selected: Sequence[bool],
    title: str | None = None,
    options: Options | None = None,
) -> RuleResult:
    """Apply a catalogue to the blocks of one page.

    `selected` says which blocks are main content: rules are evaluated in and near them, as head and tail of the
    article, so that values can be extracted from there. `title` is the headline, `options` name kinds to keep or drop.
    """
    options = options or Options()
    matcher = matcher_of(catalogue)
    matched = matching_rules(matcher, blocks, _evaluated(blocks, selected))
    rules = {i: [matcher.rules[n] for n in numbers] for i, numbers in matched.items()}
    matches = Matches(blocks, rules, selected, title, options.keep, options.drop)
    cuts = positioned(matches)
    trimmed: dict[int, str] = {}
    parts: dict[int, Rule] = {}
    for i, numbers in matched.items():
        for n in numbers:
            rule = matcher.rules[n]
            if rule.part and rule.kind not in options.keep:
                trimmed[i] = _without(matcher, n, trimmed.get(i, blocks[i].text))
                parts.setdefault(i, rule)
    spared = frozenset(_spared(matches, cuts)) if options.keep else frozenset()
    return RuleResult(cuts, trimmed, parts, _extracted(matcher, blocks, matched, cuts), spared)


def _spared(matches: Matches, cuts: Sequence[Rule | None]) -> Iterator[int]:
    """Yield the blocks in the article, its head and its tail that are left because their kind is to be kept."""
    first, last = matches.first, matches.last
    for i, rule in enumerate(positioned(replace(matches, keep=()))):
        if rule is None or rule.kind not in matches.keep or cuts[i] is not None:
            continue
        if first <= i <= last or rule.scope in ("head", "tail", "head_or_tail"):
            yield i


def matching_rules(matcher: Matcher, blocks: Sequence[Block], numbers: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """Return the rules, by number, that match each of the blocks of these `numbers`; only blocks that have any."""
    by_text = matcher.match(blocks[i].text for i in numbers)
    matched: dict[int, tuple[int, ...]] = {}
    for i in numbers:
        block = blocks[i]
        found = by_text.get(block.text, ()) + matcher.by_element(block.element)
        if found:
            found = tuple(n for n in found if matcher.fits(n, block))
            if found and not (matcher.all_plain(found) and _is_quoted(matcher, found, block)):
                matched[i] = found
    return matched


def _evaluated(blocks: Sequence[Block], selected: Sequence[bool]) -> list[int]:
    """Return the blocks near the article, and what may be the copyright line of the page: it is in its footer."""
    near = near_article(selected)
    far = [i for i in (*range(near.start), *range(near.stop, len(blocks))) if len(blocks[i].text) <= MAX_CHARS]
    texts = [blocks[i].text.casefold() for i in far]
    found = _copyright_search().match("\n".join(texts).encode("utf-8", "replace"))
    words = [copyright_words()[n] for n in found]  # of some dozens one or two
    return sorted([*near, *(i for i, text in zip(far, texts, strict=True) if _has_one(words, text))])


def _has_one(words: Sequence[str], text: str) -> bool:
    return any(word in text for word in words)


@cache
def _copyright_search() -> Automaton:
    """Return what finds the words of copyright lines, by number, in a text in lower case."""
    return Automaton([(n, re.escape(word)) for n, word in enumerate(copyright_words())])


@cache
def copyright_words() -> tuple[str, ...]:
    """Return the words of copyright lines, in lower case: each line has one of them."""
    lines = Path(__file__).with_name("copyright_words.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and line[0] != "#")


def _is_quoted(matcher: Matcher, found: Sequence[int], block: Block) -> bool:
    """Return whether the phrase is somebody's words, which the article quotes."""
    if block.text[0] in _QUOTES:
        return True
    notice = any(matcher.rules[n].kind in _NOTICES for n in found)
    if not notice and matcher.is_story(block.text):
        return True
    if not block.link_chars and "<blockquote>" in block.element.around:
        return True
    if not any(quote in block.text for quote in _QUOTES):
        return False
    folded = fold(block.text)
    quoted = [match.span() for match in _QUOTED.finditer(folded)]
    if not quoted:
        return False
    starts = [start for n in found for start in matcher.starts(n, folded)]
    return bool(starts) and all(any(a < start < b for a, b in quoted) for start in starts)


def _without(matcher: Matcher, n: int, text: str) -> str:
    """Return `text` without what rule `n` matches."""
    lines = []
    for line in text.split("\n"):
        mapped = FoldMap(line)
        left, end = "", 0
        for start, stop, _ in sorted(matcher.spans(n, mapped), key=lambda span: span[:2]):
            if start >= end:
                left += mapped.original(end, start) + " "
                end = stop
        left += mapped.original(end, len(mapped.folded))
        lines.append(" ".join(left.split()))
    return "\n".join(line for line in lines if line)


def _extracted(
    matcher: Matcher, blocks: Sequence[Block], matched: Mapping[int, Sequence[int]], cuts: Sequence[Rule | None]
) -> dict[str, list[str]]:
    """Return what the cut blocks hold: field -> values as printed, in page order, each once."""
    values: dict[str, list[str]] = {}
    for i, numbers in sorted(matched.items()):
        cut = cuts[i]
        if cut is None or cut.kind == "comments":  # readers' names and dates
            continue
        for n in numbers:
            rule = matcher.rules[n]
            # A rule for the head or the tail applies only if the block was cut by a rule of that scope.
            applies = rule.scope not in ("head", "tail") or cut.scope in (rule.scope, "head_or_tail")
            if rule.extracts is not None and applies:
                for name, value in _values(matcher, n, rule.extracts, blocks[i]):
                    if value not in values.setdefault(name, []):
                        values[name].append(value)
    return values


def _values(matcher: Matcher, n: int, extracts: str, block: Block) -> Iterator[tuple[str, str]]:
    """Yield the fields that rule `n` reads from a block, and their values; a list of tags gives one value each."""
    for _, _, named in matcher.spans(n, FoldMap(block.text)):
        parts = {extracts if name == "value" else name: text for name, text in named.items()}
        for name, text in (parts or {extracts: " ".join(block.text.split())}).items():
            for value in text.split(",") if name == "tags" else [text]:
                if value := value.strip(" \t,;:|"):
                    yield name, value
        break
    if extracts == "original":
        for href in block.hrefs[:1]:
            if href.startswith(("http://", "https://")):
                yield "original_url", href
