"""Insets of a page that are not its story: tables of contents, and slides of other news."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsclean.content import TAKEN
from newsclean.content.contents import find_contents
from newsclean.html.shape import total_prose
from newsclean.model import Block

_OUT = -5.0  # log-odds: of what no neighbour brings back
_SLIDE = -1.0  # log-odds
_MIN_STORY = 300  # characters of prose: with less the slides are the story
_COUNTER = re.compile(r"(\d{1,3}) ?(?:/|of) ?(\d{1,3})\b")
_MAX_COUNTER_CHARS = 40  # a date may follow
_MIN_SLIDES = 4


def without_insets(blocks: Sequence[Block], scores: Sequence[float]) -> list[float]:
    """Return the scores, with those of tables of contents and of slides within a page lowered."""
    found = _without_slides(blocks, scores)
    for i in find_contents(blocks):
        found[i] = min(found[i], _OUT)
    return found


def _without_slides(blocks: Sequence[Block], scores: Sequence[float]) -> list[float]:
    """Return the scores, with those of slides lowered on a page that has a story as well.

    Slides say which they are of how many ("3/44", "4/44"), each in an element of one kind: a gallery of other news,
    mostly. Where they hold most of the text, they are the story.
    """
    found = list(scores)
    counters: dict[tuple[str, str], set[str]] = {}
    for block in [block for block in blocks if block.text[0].isdecimal() and len(block.text) <= _MAX_COUNTER_CHARS]:
        if block.element.parent and (of := _COUNTER.match(block.text)):
            counters.setdefault((block.element.parent.path, of[2]), set()).add(of[1])
    for (path, _), numbers in counters.items():
        if len(numbers) < _MIN_SLIDES:
            continue
        inside = [f"{block.element.path}>".startswith(f"{path}>") for block in blocks]
        story = [value > TAKEN and not there for value, there in zip(scores, inside, strict=True)]
        if total_prose(blocks, story) >= _MIN_STORY:
            found = [min(value, _SLIDE) if there else value for value, there in zip(found, inside, strict=True)]
    return found
