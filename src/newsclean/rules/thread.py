"""Find where reader comments begin: below a line that a rule matches ("12 comments"), if a thread follows.

Comments are written as stories are, often in elements with names of their own, so the classifier may take them. What
gives them away is that each has its own line with a date, in an element of the same kind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from newsclean.html.elements import HEADINGS
from newsclean.html.shape import prose_size
from newsclean.model import Block

_MAX_HEADING_CHARS = 60  # of the line above a thread
_MAX_DATE_CHARS = 120  # of the line with the date of a comment
_MIN_STORY_WEIGHT = 200  # of the paragraphs above it, see `weight`: a counter of comments may stand above the story
_MIN_COMMENTS, _MIN_BELOW_HEADING = 3, 2  # of a thread; below a heading fewer will do
_MIN_REPEATED = 3  # times that a line is on the page but for its digits: "2 days ago"
_MAX_FIRST_BLOCKS, _MAX_COMMENT_BLOCKS = 10, 30  # before the date of the first comment, and between those of two
# Wider than the dates that the page-type model counts: comments also have "3-05" and an hour alone.
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[./:-]\d{2}(?!\d)|\d ?[年月日時시]")
_DIGITS = re.compile(r"\d+")
_LETTER = re.compile(r"[^\W\d_]")


def find_thread(blocks: Sequence[Block], body: Sequence[bool], lines: Collection[int]) -> int | None:
    """Return the block at which the comments begin, one of the `lines` about comments; None if there are none.

    `body` says which blocks are main content.
    """
    below = {i for i in lines if len(blocks[i].text) <= _MAX_HEADING_CHARS}
    if not below:
        return None
    story, start = 0, 0
    dates: list[int] | None = None
    for i in sorted(below):
        story += sum(prose_size(blocks[j]) for j in range(start, i) if body[j])
        start = i
        if story < _MIN_STORY_WEIGHT:
            continue
        if dates is None:
            dates = _dates(blocks)
        if _has_comments(blocks, dates, i):
            return i
    return None


def _has_comments(blocks: Sequence[Block], dates: Sequence[int], start: int) -> bool:
    """Return whether comments follow below block `start`, one after the other."""
    wanted = _MIN_BELOW_HEADING if blocks[start].tag in HEADINGS else _MIN_COMMENTS
    by_kind: dict[tuple[str, ...], list[int]] = {}
    for i in dates:
        if i > start:
            by_kind.setdefault(_kind(blocks[i]), []).append(i)
    return any(
        len(alike) >= wanted
        and alike[0] - start <= _MAX_FIRST_BLOCKS
        and all(after - before <= _MAX_COMMENT_BLOCKS for before, after in pairwise(alike[:wanted]))
        for alike in by_kind.values()
    )


def _kind(block: Block) -> tuple[str, ...]:
    """Return the tag of a block and those around it: classes may name the reader."""
    around = block.element.parent
    return block.tag, block.element.tag, around.tag if around is not None else ""


def _dates(blocks: Sequence[Block]) -> list[int]:
    """Return the short lines with a date or an age."""
    short = [i for i, block in enumerate(blocks) if len(block.text) <= _MAX_DATE_CHARS and _may_be_date(block)]
    # The date of a comment may be a link to it; links to one page again and again are no comments'.
    links = Counter(blocks[i].hrefs for i in short)
    short = [i for i in short if not blocks[i].hrefs or links[blocks[i].hrefs] == 1]
    masked = {i: _DIGITS.sub("0", blocks[i].text) for i in short}
    times = Counter(masked.values())
    return [i for i in short if _DATE.search(blocks[i].text) or times[masked[i]] >= _MIN_REPEATED]


def _may_be_date(block: Block) -> bool:
    return bool(_DIGITS.search(block.text) and not prose_size(block) and _LETTER.search(block.text))
