"""Where a printed byline may be: around the headline, at the beginning of the text and below it, the nearest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from newsclean.metadata.landmarks import Landmarks
from newsclean.metadata.strings import DIGIT
from newsclean.model import Block

ABOVE = 2  # blocks right above the headline
LINE = 140  # characters of a line that may be a byline
MAX_SIGNATURE = 40  # characters
_MIN_END_CHARS = 40  # of the line above a signature
_NOTES = 2  # lines between a signature and the end of the text, as "No advice is given"
_DASHES, _QUOTES = "-–—", "\"“”„«»‘'「『"
TAIL = 6  # blocks below the text
_BEFORE, _AFTER = 6, 22  # blocks above the headline, and below it
_MAX_LEAD, _INTO_TEXT = 40, 3  # blocks between headline and text, and of the text itself
_FAR_STEPS = 9  # how much nearer a line below the headline is than one above it or below the text
_CLOSE, _CLOSE_ABOVE = 4, 2  # blocks below the headline, or above a text that has none


class Spot(NamedTuple):
    """Where a block is relative to the article."""

    close: bool  # just below the headline, or where that is unknown above the text
    above: bool  # right above it, with a digit that may be a date's
    inside: bool  # in the midst of the text
    signature: bool  # where a text is signed: at its end


def spot_of(blocks: Sequence[Block], anchor: int, landmarks: Landmarks, i: int) -> Spot:
    """Return where a block is; `anchor` is the headline or what is right above the text."""
    head, first, last = landmarks
    return Spot(
        close=anchor < i <= anchor + _CLOSE or (head < 0 and anchor - _CLOSE_ABOVE < i <= anchor),
        above=anchor - ABOVE <= i < anchor and DIGIT.search(blocks[i].text, 0, LINE) is not None,
        inside=first + 2 < i < last,
        signature=_may_be_signed(blocks, landmarks, i),
    )


def _may_be_signed(blocks: Sequence[Block], landmarks: Landmarks, i: int) -> bool:
    """Return whether a block may be a signature: behind the text, or marked by a dash or brackets before a note."""
    _, first, last = landmarks
    text = blocks[i].text
    if not first < i <= last + 2 or len(text) > MAX_SIGNATURE:
        return False
    above = blocks[i - 1].text
    if i >= last:
        return text[0] in _DASHES or len(above) > _MIN_END_CHARS
    is_marked = text[0] in _DASHES or (text[0] in "(（" and text[-1] in ")）")
    return is_marked and i >= last - _NOTES and above[0] not in _QUOTES  # those have signatures of their own


def positions(count: int, anchor: int, landmarks: Landmarks) -> list[tuple[int, int]]:
    """Return the blocks to look at, each with its steps from headline or end of text: below the headline first."""
    head, first, last = landmarks
    end = anchor + _AFTER
    if anchor < first <= anchor + _MAX_LEAD:
        end = max(end, first + _INTO_TEXT)
    steps = {i: i - anchor - 1 for i in range(anchor + 1, min(end, count))}
    before = _BEFORE if head >= 0 else 2 * _BEFORE  # without a headline the text begins after its picture
    for i in reversed(range(max(0, anchor - before), max(anchor, 0))):
        steps[i] = anchor - i + (0 if i >= anchor - ABOVE else _FAR_STEPS)
    for i in range(max(0, last - _NOTES), min(count, last + TAIL)) if last >= 0 else ():
        steps[i] = min(steps.get(i, count), _FAR_STEPS + abs(i - last))
    return list(steps.items())
