"""Lint checks for rules: each fault with the reason and the next step."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from newsclean.rules.analysis import WIDE_LETTER
from newsclean.rules.fold import fold, fold_pattern
from newsclean.rules.patterns import PatternError, compile_pattern
from newsclean.rules.rule import Rule

MIN_WHY_CHARS = 30  # of the reason that a rule gives
MAX_PATTERNS = 6  # of one rule: more are several ideas
LONGEST = 2000  # characters: no rule looks at a longer block
_MIN_LITERALS = 4  # letters that a pattern must name, unless it is a whole line
_WIDE_ANCHORED, _WIDE_FREE = 60, 12  # largest counted gap after "^", and elsewhere

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
_LANGUAGE = re.compile(r"any|[a-z]{2,3}")
_ASCII_CLASS = re.compile(r"\\[bBwWdDsS]")
_COUNTED = re.compile(r"(?:\.|\]|\\[pPwWdDsS](?:\{[^}]*\}|.)?)\{(\d*),?(\d*)\}")
_NOT_LITERAL = re.compile(r"\\[pP]\{[^}]*\}|\\[pP].|\\.|\(\?P<\w+>|\[[^\]]*\]|\{[^}]*\}")
_LETTER = re.compile(r"[^\W\d_]")


@cache
def ordinary_lines() -> tuple[str, ...]:
    """Return everyday lines, folded, that no pattern may match: over-general patterns are caught by them."""
    text = Path(__file__).with_name("ordinary_lines.txt").read_text(encoding="utf-8")
    return tuple(map(fold, text.splitlines()))


def find_faults(rule: Rule, written: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
    """Yield the faults of a rule: the key, and what is wrong with it and how to fix it.

    `written` are its patterns as the file has them, which the faults name.
    """
    if not _LANGUAGE.fullmatch(rule.language):
        yield "language", f'"{rule.language}" is not a language; write a code such as "de", or "any"'
    if not _ID.fullmatch(rule.id) or not rule.id.startswith(f"{rule.language}-"):
        yield "id", f'must be lower-case words joined by "-", the first of them "{rule.language}"'
    if len(rule.why) < MIN_WHY_CHARS:
        yield "why", "is too short; write what the line is and why removing it is safe"
    if not rule.drops:
        yield "drops", f"missing; give at least one {'piece of HTML' if rule.selector else 'line'} that must be cut"
    if not rule.keeps:
        yield "keeps", "missing; give at least one near miss that must stay"
    from newsclean.rules.select import selector_faults  # here: the build, which lints nothing, has no HTML parser

    yield from selector_faults(rule)
    if rule.selector:
        return
    if not 1 <= rule.max_chars <= LONGEST:
        yield "max_chars", f"must lie between 1 and {LONGEST}"
    if rule.link_share is not None and not 0 < rule.link_share <= 1:
        yield "link_share", "must be above 0 and at most 1"
    if not rule.patterns and not (rule.tags or (rule.near and rule.link_share)):
        yield "patterns", 'missing; without them a rule needs "tags", or "near" together with "link_share"'
    if rule.scope == "inline" and not all(p.startswith(("^", "(?:^")) for p in rule.patterns):
        yield "patterns", 'in scope "inline" each must start with "^": it matches whole lines or prefixes'
    if len(rule.patterns) > MAX_PATTERNS:
        yield (
            "patterns",
            f"are {len(rule.patterns)}, over {MAX_PATTERNS}; make a rule of each idea, or a list of the phrases",
        )
    yield from _patterns_faults(rule, written or rule.patterns)


def _patterns_faults(rule: Rule, written: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the faults of each pattern, with the key and the pattern as it is written."""
    for pattern, shown in zip(rule.patterns, written, strict=True):
        for fault in pattern_faults(pattern, rule):
            yield "patterns", f"'{shown}' {fault}"
    if not rule.patterns or not rule.drops:
        return
    matching = [_matching(pattern, rule.drops) for pattern in rule.patterns]
    times = Counter(number for numbers in matching if numbers is not None for number in numbers)
    for numbers, shown in zip(matching, written, strict=True) if len(matching) > 1 else ():
        if numbers is not None and not any(times[number] == 1 for number in numbers):
            yield (
                "drops",
                f"no line needs '{shown}'; give each pattern a line that it alone matches, or remove the pattern",
            )
    if None not in matching:
        for number, line in enumerate(rule.drops):
            if not times[number]:
                yield "drops", f'no pattern matches "{line}"; change the line or a pattern'


def _matching(pattern: str, lines: Sequence[str]) -> list[int] | None:
    """Return the numbers of the lines that a pattern matches; None if it is not RE2, which is a fault already."""
    try:
        compiled = compile_pattern(fold_pattern(pattern))
    except PatternError:
        return None
    return [number for number, line in enumerate(lines) if compiled.search(fold(line)) is not None]


def pattern_faults(pattern: str, rule: Rule) -> Iterator[str]:
    """Yield what is wrong with one pattern, as the second half of a sentence."""
    try:
        compiled = compile_pattern(fold_pattern(pattern))
    except PatternError as error:
        yield f"is not RE2 ({error}); fix it"
        return
    yield from _class_faults(pattern, rule.language)
    if _half_anchored(pattern):
        yield 'has an alternative that "^" or "$" does not reach; put the alternatives into "(?:…|…)"'
    anchored = pattern.startswith("^")
    widest = max((int(m[2] or m[1] or 0) for m in _COUNTED.finditer(pattern)), default=0)
    limit = _WIDE_ANCHORED if anchored else _WIDE_FREE
    if widest > limit:
        yield f'has a counted gap over {limit}, which blows the automaton up; write ".*"'
    if compiled.search("") is not None:
        yield "matches the empty text; make a part of it obligatory"
        return
    literals = _NOT_LITERAL.sub("", pattern)
    letters = len(_LETTER.findall(literals)) + 2 * len(WIDE_LETTER.findall(literals))
    if letters < _MIN_LITERALS and not (anchored and pattern.endswith("$")):
        yield f'names fewer than {_MIN_LITERALS} letters; make it a whole line with "^" and "$", or write more of it'
    if not rule.by_markup:
        for probe in ordinary_lines():
            if compiled.search(probe) is not None:
                yield f'is over-general: it matches the ordinary line "{probe}"; make it more specific'
                return


def story_faults(pattern: str, language: str) -> Iterator[str]:
    """Yield what is wrong with a pattern of reported speech, as the second half of a sentence."""
    try:
        if compile_pattern(fold_pattern(pattern)).search("") is not None:
            yield "matches the empty text; make a part of it obligatory"
    except PatternError as error:
        yield f"is not RE2 ({error}); fix it"
    yield from _class_faults(pattern, language)


def _class_faults(pattern: str, language: str) -> Iterator[str]:
    """Yield ASCII-only classes where the text has other letters."""
    foreign = any(not c.isascii() and c.isalpha() for c in pattern)
    for match in _ASCII_CLASS.finditer(pattern):
        found = match.group()
        if found in ("\\b", "\\B"):
            start, end = match.span()
            around = pattern[max(0, start - 1) : start] + pattern[end : end + 1]
            bad = any(not c.isascii() for c in around) or (foreign and not any(c.isalnum() for c in around))
        elif found in ("\\w", "\\W"):
            bad = foreign or language not in ("en", "any")
        else:
            bad = foreign
        if bad:
            yield (
                f"has {found}, which knows ASCII only, next to other text;"
                ' write a space, "[0-9]", "\\pL", "( |$)" or "[^ ]" instead'
            )
            return


def _half_anchored(pattern: str) -> bool:
    """Return whether "|" is outside all groups: "^a|b$" means "^a" or "b$"."""
    depth, in_class, escaped = 0, False, False
    for char in pattern:
        if escaped:
            escaped = False
        elif char == "\\":
            escaped = True
        elif in_class:
            in_class = char != "]"
        elif char == "[":
            in_class = True
        elif char in "()":
            depth += 1 if char == "(" else -1
        elif char == "|" and depth == 0:
            return True
    return False
