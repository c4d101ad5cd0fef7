"""Other stories below the story: the next articles in full, as pages that never end load them, and streams of teasers.

Their paragraphs are like the story's, so the classifier may take them. A next article has its own headline and, right
below it, its own date, in an element of its own or of the kind that the story's headline is in. Teasers are linked
headings with a summary each, one after the other, and the classifier trusts them less than the story.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence

from newsclean.content import TAKEN
from newsclean.html.elements import HEADINGS
from newsclean.html.shape import BOXES, ends_sentence, prose_size, weight
from newsclean.model import Block, Element

_OUT = -5.0  # log-odds: of what no neighbour brings back
_MIN_STORY = 200  # see `weight`; of paragraphs above
_HEADLINES = frozenset({"h1", "h2", "h3"})
_MIN_HEADLINE, _MAX_HEADLINE = 12, 250  # see `weight`
_MAX_DATE_CHARS = 120
_DATE_BLOCKS = 3  # below a headline: where its date is
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2}|\d ?[年月日]|\d ?월")
_NEAR = 12  # blocks from a headline to its first paragraph
_MIN_TEASERS = 3
_MAX_STREAMS = 12  # of one page
_MAX_SUMMARY = 450  # see `weight`
_LINKED = 0.9  # of a teaser's heading
_LESS = 1.0  # log-odds: of other stories below the story, or of it below them, on the mean
_MAX_SHARE = 4.0  # of the summaries' text in the story's


def without_other_stories(blocks: Sequence[Block], scores: Sequence[float]) -> list[float]:
    """Return the scores, with those of other stories below the story lowered."""
    found = list(scores)
    prose = [prose_size(block) if value > TAKEN else 0 for block, value in zip(blocks, scores, strict=True)]
    if sum(prose) < _MIN_STORY:
        return found
    others = set(_next_stories(blocks, prose))
    if others and _mean(scores, prose, others) - _mean(scores, prose, set(range(len(blocks))) - others) < _LESS:
        for i in others:
            found[i], prose[i] = min(found[i], _OUT), 0
    for i in _teasers(blocks, found, prose):
        found[i] = min(found[i], _OUT)
    return found


def _mean(scores: Sequence[float], prose: Sequence[int], chosen: Iterable[int]) -> float:
    """Return the mean score of the paragraphs among the chosen blocks: what scores far less is not the story."""
    found = [scores[i] for i in chosen if prose[i]]
    return sum(found) / len(found) if found else 0.0


def _next_stories(blocks: Sequence[Block], prose: Sequence[int]) -> Sequence[int]:
    """Return the blocks of other stories that follow the story."""
    dated = {i for i, block in enumerate(blocks) if block.tag in _HEADLINES and _is_dated(blocks, i)}
    first = next(i for i, size in enumerate(prose) if size)
    if max(dated, default=0) < first:
        return []
    above = 0
    headline: Element | None = None  # of the story
    inside: set[Element] = set()  # the elements that the story's paragraphs are in
    others: dict[Element, int] = {}  # the elements of other stories, and where they begin
    for i, block in enumerate(blocks):
        if i in dated:
            if not above:
                headline = block.element
            elif above >= _MIN_STORY and block.element is headline:
                return range(i, len(blocks))
            elif above >= _MIN_STORY and (own := _own_element(blocks, prose, i, inside)) is not None:
                others.setdefault(own, i)
        if prose[i]:
            around = set(block.element.outwards())
            if around.isdisjoint(others):
                above += prose[i]
                inside.update(around)
    if not others:
        return []
    return [i for i, block in enumerate(blocks) if any(others.get(e, i + 1) <= i for e in block.element.outwards())]


def _own_element(blocks: Sequence[Block], prose: Sequence[int], i: int, inside: Container[Element]) -> Element | None:
    """Return an element around headline `i` and the paragraph below it that the story is not `inside`.

    It is the innermost <article>, or, of a headline that leads elsewhere, any box.
    """
    below = next((blocks[j] for j in range(i, min(i + _NEAR, len(blocks))) if prose[j]), None)
    tags = BOXES | {"article", "li"} if _leads_elsewhere(blocks[i]) else {"article"}
    own = next((element for element in blocks[i].element.outwards() if element.tag in tags), None)
    if below is None or own is None or own in inside:
        return None
    return own if own in below.element.outwards() else None


def _is_dated(blocks: Sequence[Block], i: int) -> bool:
    """Return whether a heading may be a headline: long enough, with a date right below it, above any sentence."""
    if not _MIN_HEADLINE <= weight(blocks[i].text) <= _MAX_HEADLINE:
        return False
    for block in blocks[i + 1 : i + 1 + _DATE_BLOCKS]:
        if prose_size(block) or ends_sentence(block.text):
            return False
        if len(block.text) <= _MAX_DATE_CHARS and _DATE.search(block.text):
            return True
    return False


def _teasers(blocks: Sequence[Block], scores: Sequence[float], prose: Sequence[int]) -> list[int]:
    """Return the blocks of a stream of teasers below the story."""
    heads: dict[Element, list[int]] = {}
    for i, block in enumerate(blocks[:-1]):
        if block.hrefs and _is_title(block) and blocks[i + 1].tag not in HEADINGS:
            heads.setdefault(block.element, []).append(i)
    streams = [items for items in heads.values() if len(items) >= _MIN_TEASERS]
    return [i for items in streams[:_MAX_STREAMS] for i in _stream(blocks, scores, prose, items)]


def _is_title(block: Block) -> bool:
    """Return whether a block may be the title of a teaser: a heading or a bold line that leads elsewhere."""
    is_marked = block.tag in HEADINGS or block.strong_chars >= _LINKED * len(block.text)
    return is_marked and _leads_elsewhere(block)


def _leads_elsewhere(block: Block) -> bool:
    linked = bool(block.hrefs) and block.link_chars >= _LINKED * len(block.text)
    return linked and not block.hrefs[0].startswith("#")


def _stream(blocks: Sequence[Block], scores: Sequence[float], prose: Sequence[int], heads: Sequence[int]) -> list[int]:
    """Return the headings and summaries of a stream, [] if they are the story's own."""
    dates = [_date_below(blocks, head + 1) for head in heads]
    items = [i for head in heads for i in (head, head + 1)]
    items += [i for i in dates if i is not None]
    summaries = [head + 1 for head in heads if prose_size(blocks[head + 1])]
    own = set(items)
    story = [i for i, size in enumerate(prose) if size and i not in own]
    above = sum(prose[i] for i in story if i < heads[0])
    if len(summaries) < _MIN_TEASERS - 1 or above < _MIN_STORY or any(i > heads[0] for i in story):
        return []
    sizes = [prose_size(blocks[i]) for i in summaries]
    if max(sizes) > _MAX_SUMMARY or sum(sizes) > _MAX_SHARE * above:
        return []
    mean = sum(scores[i] for i in story) / len(story)
    less = mean - sum(scores[i] for i in summaries) / len(summaries)
    return items if less >= _LESS or None not in dates else []


def _date_below(blocks: Sequence[Block], summary: int) -> int | None:
    """Return the line with a date right below a teaser's summary; None if there is none."""
    if summary + 1 >= len(blocks):
        return None
    line = blocks[summary + 1]
    return (
        summary + 1 if len(line.text) <= _MAX_DATE_CHARS and not prose_size(line) and _DATE.search(line.text) else None
    )
