"""Find captions by what their elements are named, and galleries whose captions are the story."""

from __future__ import annotations

from newsclean.html.elements import HEADINGS
from newsclean.html.shape import weight
from newsclean.model import Block, Element
from newsclean.rules.page_matches import Cuts, Matches
from newsclean.rules.rule import CAPTION

_ENDING = "caption"  # of a class or id, or of a word in one: "photoCaption", "media__caption"
_OTHERS = frozenset({"table", "hero"})  # whose captions are the story's: a table's title, the line below the headline
_TABLES = frozenset({"table", "thead", "tbody", "tr", "th"})
_MIN_STORY = 200  # weight of the text besides the captions: below, they are the story


def cut_captions(matches: Matches, cuts: Cuts) -> Cuts:
    """Cut the blocks whose element, or the one around an element without a name, is named a caption.

    Names further out are those of the whole head of an article, or of a gallery with its story.
    """
    if not matches.may_cut(CAPTION):
        return cuts
    return [
        CAPTION if cut is None and inside and is_caption(block) else cut
        for block, inside, cut in zip(matches.blocks, matches.body, cuts, strict=True)
    ]


def is_caption(block: Block) -> bool:
    """Return whether a block is short enough for a caption and in an element that is named so."""
    if len(block.text) > CAPTION.max_chars or block.tag in HEADINGS:
        return False
    element, around = block.element, block.element.parent
    return _is_named(element) or (around is not None and not element.tokens and _is_named(around))


def _is_named(element: Element) -> bool:
    if element.tag in _TABLES or not _OTHERS.isdisjoint(element.words):
        return False
    return any(word.endswith(_ENDING) for word in element.words)


def spare_story_in_captions(matches: Matches, cuts: Cuts) -> Cuts:
    """Spare the captions of a gallery that are the story: hardly anything else is in the body."""
    inside = [i for i in range(matches.first, matches.last + 1) if matches.body[i]]
    captions = {i for i in inside if _is_marked(cuts, i)}
    if not captions or "caption" in matches.drop:
        return cuts
    if sum(weight(matches.blocks[i].text) for i in inside if i not in captions) >= _MIN_STORY:
        return cuts
    return [None if i in captions else cut for i, cut in enumerate(cuts)]


def _is_marked(cuts: Cuts, i: int) -> bool:
    """Return whether markup says that block `i` is a caption."""
    rule = cuts[i]
    return rule is not None and rule.kind == "caption" and (rule is CAPTION or rule.by_markup)
