"""Where a printed byline may be: around the headline, at the beginning of the text and below it, the nearest first."""

from __future__ import annotations

from newsclean.metadata.landmarks import Landmarks

ABOVE = 2  # blocks right above the headline
TAIL = 6  # blocks below the text
_BEFORE, _AFTER = 6, 22  # blocks above the headline, and below it
_MAX_LEAD, _INTO_TEXT = 40, 3  # blocks between headline and text, and of the text itself
_FAR_STEPS = 9  # how much nearer a line below the headline is than one above it or below the text


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
    for i in range(max(0, last - 1), min(count, last + TAIL)) if last >= 0 else ():
        steps[i] = min(steps.get(i, count), _FAR_STEPS + abs(i - last))
    return list(steps.items())
