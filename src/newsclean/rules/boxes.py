"""Boxes that ask the reader for something: an address, money, a subscription. One line gives them away, all of them go.

A newsletter's box tells what the letter holds, an appeal why it is needed: paragraphs like a story's, in words that no
rule knows.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from newsclean.html.shape import BOXES, is_heading, is_paragraph, weight
from newsclean.model import Block, Element
from newsclean.rules.page_matches import Cuts, Matches
from newsclean.rules.rule import Rule

_ASKING = frozenset({"newsletter", "membership", "subscription", "donation", "app"})
# Names of such boxes: in one of these a single line that asks is enough.
_NAMES = frozenset(
    {"newsletter", "newsletters", "nl", "signup", "subscribe", "subscription", "subscriptions", "donate", "donation",
     "donations", "appeal", "membership", "mailing", "mailchimp", "optin", "paywall"}
)  # fmt: skip
_MAX_BLOCKS, _MAX_CHARS = 12, 1600
_MIN_STORY_WEIGHT = 200  # see `weight`; of what is left before and after the box


def cut_boxes_that_ask(matches: Matches, cuts: Cuts) -> Cuts:
    """Cut all of a box in which a line that asks for something is cut already, where the story is outside of it."""
    asking: dict[Element, Rule] = {}
    for i, rule in enumerate(cuts):
        if rule is not None and rule.kind in _ASKING and matches.body[i]:
            for box in _boxes_around(matches.blocks[i]):
                asking.setdefault(box, rule)
                break
    if not asking:
        return cuts
    cuts = cuts.copy()
    body = [i for i in range(matches.first, matches.last + 1) if matches.body[i]]
    paragraphs = {i: weight(matches.blocks[i].text) for i in body if matches.is_kept_paragraph(i, cuts)}
    story, first = sum(paragraphs.values()), min(paragraphs, default=len(cuts))
    for box, places in _places(matches, body, asking).items():
        inside = body[places[0] : places[-1] + 1]
        left = story - sum(paragraphs.get(i, 0) for i in inside)
        in_one_place = len(inside) == len(places)  # sections of a story are of one kind, and in several places
        if in_one_place and first < inside[0] and left >= _MIN_STORY_WEIGHT and _asks(matches, cuts, box, inside):
            story = left
            for i in inside:
                cuts[i] = cuts[i] or asking[box]
    return cuts


def _places(matches: Matches, body: Sequence[int], boxes: Container[Element]) -> dict[Element, list[int]]:
    """Return for each of the boxes where in the body its lines are."""
    places: dict[Element, list[int]] = {}
    for place, i in enumerate(body):
        for box in _boxes_around(matches.blocks[i]):
            if box in boxes:
                places.setdefault(box, []).append(place)
    return places


def _boxes_around(block: Block) -> Iterator[Element]:
    """Return the boxes that a line is in, from the inside out."""
    return (element for element in block.element.outwards() if element.tag in BOXES)


def _asks(matches: Matches, cuts: Cuts, box: Element, inside: Sequence[int]) -> bool:
    """Return whether a box is named for what it asks, or has a title and a first or last line that the rules know."""
    blocks = matches.blocks
    if len(inside) > _MAX_BLOCKS or sum(len(blocks[i].text) for i in inside) > _MAX_CHARS:
        return False
    if box.words & _NAMES:
        return True
    known = [i for i in inside if cuts[i] is not None]
    top = inside[0]
    while top and inside[0] - top < _MAX_BLOCKS and box in _boxes_around(blocks[top - 1]):
        top -= 1  # the title may be no main content
    titled = is_heading(blocks[top]) or not is_paragraph(blocks[top])
    return titled and (len(known) >= 2 or known[0] in (inside[0], inside[-1]))
