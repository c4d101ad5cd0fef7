"""Choose the printed byline of a page: the surest of the lines around the headline, the text and its end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from newsclean.metadata.authors.byline_positions import positions
from newsclean.metadata.authors.bylines import BY, NEAR, SIGNED, SURE, Around, Found, Reader
from newsclean.metadata.landmarks import Landmarks
from newsclean.model import Block

_STEP = 0.03  # what a line loses for each line between it and the headline, or the end of the text
_BELOW_TEXT = 0.3  # what a line loses below the text
_LEAST = 0.2  # what a line must reach
_MIN_GAIN, _MAX_LOSS = 0.01, 0.15  # of a score: a line is better than the best so far, or as good


class Byline(NamedTuple):
    """The names of the printed byline, and whether a "By" at the headline, a link or a name of the markup vouches."""

    names: list[str]
    sure: bool


def printed_byline(blocks: Sequence[Block], landmarks: Landmarks, around: Around) -> Byline:
    """Return the byline nearest to the headline, else to the text; without names where none is sure.

    The site, a newsroom or a firm gives way to a person who is named by a line with a "By", or who signs.
    """
    reader = Reader(blocks, landmarks, around)
    if reader.anchor < -1 or not blocks:
        return Byline([], False)
    best: Found | None = None
    person: Found | None = None
    best_score, place = 0.0, 0
    for i, steps in positions(len(blocks), reader.anchor, landmarks):
        passed = best_score >= SURE and i > place + NEAR
        if passed and best is not None and (person is not None or not reader.names_office(best)):
            break
        found = reader.read(i)
        if found is None:
            continue
        if person is None and found.score >= (SIGNED if found.signed else BY) and reader.names_people(found):
            person = found
        score = found.score if found.signed else found.score - _STEP * steps - _BELOW_TEXT * (i > landmarks.last >= 0)
        if best is None or score > best_score + _MIN_GAIN:
            best, best_score, place = found, score, i
        elif score > best_score - _MAX_LOSS and abs(i - place) <= NEAR and len(found.names) == 1:
            alike = blocks[i].element.path == blocks[place].element.path  # one name a block
            best = best._replace(names=[*best.names, *(n for n in found.names if alike and n not in best.names)])
    if best is None or best_score <= _LEAST:
        return Byline([], False)
    if person is not None and reader.names_office(best):
        best = person
    return Byline(best.names, best.score > SURE)
