"""Find the repeated headline and the kicker above it, by the page's title and not by phrases."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsclean.model import Block
from newsclean.rules.fold import fold
from newsclean.rules.rule import HEADLINE, KICKER, Rule
from newsclean.text import MAY_BE_WIDE, late_pattern

_WORD = re.compile(r"\w+")
_WIDE_WORD = late_pattern(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+")
_ALIKE = 0.8  # share of common words among all words of line and title
_LONG, _MORE = 4, 8  # words of a title that a line may end with, and words before it
_NEAR = 0.5  # share of an <h1>'s words that must be in the title: titles are worded differently


def find_headline(blocks: Sequence[Block], zone: Sequence[int], title: str | None) -> dict[int, Rule]:
    """Return the blocks of `zone` (numbers in page order, all in the head) that repeat the headline."""
    wanted = _words(title) if title else []
    found: dict[int, Rule] = {}
    for i in zone:
        block = blocks[i]
        if len(block.text) <= HEADLINE.max_chars and _repeats(block, wanted):
            found[i] = HEADLINE
    if found:
        first = min(found)
        for i in zone:
            text = blocks[i].text
            if i < first and len(text) <= KICKER.max_chars and text[-1] not in ".!?。":
                found[i] = KICKER
    return found


def _words(text: str) -> list[str]:
    folded = fold(text)
    return (_WIDE_WORD if MAY_BE_WIDE.search(folded) else _WORD).findall(folded)


def _repeats(block: Block, wanted: list[str]) -> bool:
    if block.tag != "h1":
        return _alike(block.text, wanted)
    tokens = set(_words(block.text))
    return not wanted or len(tokens.intersection(wanted)) >= _NEAR * len(tokens)


def _alike(text: str, wanted: list[str]) -> bool:
    if not wanted or len(text) < 4:
        return False
    tokens = _words(text)
    if tokens == wanted:
        return True
    if len(wanted) >= _LONG and 0 < len(tokens) - len(wanted) <= _MORE and tokens[-len(wanted) :] == wanted:
        return True  # the kicker and the headline in one line
    if len(tokens) < 4 or not _close(len(tokens), len(wanted)):
        return False
    common = len(set(tokens) & set(wanted))
    return common >= _ALIKE * len(set(tokens) | set(wanted))


def _close(a: int, b: int) -> bool:
    return min(a, b) >= 0.7 * max(a, b)
