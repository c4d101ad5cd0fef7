"""Decide which blocks the rules cut: a match counts only where its rule applies, in the head, the tail or anywhere.

The *head* lies before the article's second prose paragraph, the *tail* after its last one. Both are found from the
ends inwards, skipping what is cut, so a footer of notices as long as the article is still a tail.
"""

from __future__ import annotations

from newsclean.html.elements import HEADINGS
from newsclean.html.shape import are_equals, is_box, is_heading, is_paragraph, is_title, weight
from newsclean.model import Block
from newsclean.rules.boxes import cut_boxes_that_ask
from newsclean.rules.captions import cut_captions, spare_story_in_captions
from newsclean.rules.headline import find_headline
from newsclean.rules.page_matches import NEAR_BLOCKS, Cuts, Matches
from newsclean.rules.rule import MAX_CHARS, Rule
from newsclean.rules.thread import find_thread

_LOUD = frozenset({"newsletter", "donation", "related", "share", "app"})  # printed in bold anywhere
_MIN_LOUD_WEIGHT = 30  # see `weight`; of other kinds: "Accept all" may be a subhead
_LONG_NOTICES = frozenset({"disclaimer", "reuse", "copyright", "consent", "bio", "contact"})
_PROMPTS = frozenset(
    {"newsletter", "membership", "subscription", "donation", "app", "follow", "consent", "feedback", "comments"}
)
_TOPICS = frozenset({"ad", "consent", "comments", "reuse", "share", "feedback", "copyright", "disclaimer"})
_MAX_PHRASE_SHARE = 0.3  # of a body's characters that phrases alone may remove from its midst
_MIN_LEFT_WEIGHT = 200  # see `weight`; that must be left for a longer tail to be removed
_MAX_UNKNOWN_BLOCKS = 8  # that are no paragraph and that no rule matches, before head or tail end
_MAX_LINK_BLOCKS = 30  # that a heading removes
_MAX_LINK_CHARS = 250  # of one of them
_MAX_CAPTION_CHARS = 40  # of a line without a link between such links: "2 hours ago"
_MAX_NOTE_BLOCKS, _MAX_NOTE_CHARS = 4, 1500  # of a note under its heading
_MAX_PLAIN_HEADING_CHARS = 60
_MAX_BOX_BLOCKS = 8


def positioned(matches: Matches) -> Cuts:
    """Return for each block the rule that cuts it."""
    cuts: Cuts = [None] * len(matches.blocks)
    for cut in _PASSES:
        cuts = cut(matches, cuts)
    return cuts


def _cut_inline(matches: Matches, cuts: Cuts) -> Cuts:
    """Cut what the rules match that work anywhere."""
    return [matches.inline_rule(i) if i in matches.rules else None for i in range(len(cuts))]


def _spare_subheads(matches: Matches, cuts: Cuts) -> Cuts:
    """Spare a heading that was cut for its words but is among the paragraphs as their equal: one of the story's."""
    first, last = matches.first, matches.last
    cuts = cuts.copy()
    for i, rule in enumerate(cuts):
        if rule is None or rule.by_markup or rule.kind in matches.drop or rule.also_removes:
            continue
        block = matches.blocks[i]
        heading = _is_heading(block, rule) or (rule.kind in _TOPICS and _is_plain_heading(matches, block, rule))
        if heading and first < i < last:
            above, below = _neighbour(matches, cuts, i, -1), _neighbour(matches, cuts, i, 1)
            if above and below and is_paragraph(below) and are_equals(block, above, below):
                cuts[i] = None
    return cuts


def _is_heading(block: Block, rule: Rule) -> bool:
    """Return whether a line is a heading of its own; a bold line that asks, or names another story, is none."""
    if block.tag in HEADINGS:
        return True
    if rule.kind in _LOUD or not is_heading(block):
        return False
    if rule.kind == "ad" and " " not in block.text:
        return False
    return weight(block.text) < _MIN_LOUD_WEIGHT and "? " not in block.text


def _is_plain_heading(matches: Matches, block: Block, rule: Rule) -> bool:
    """Return whether a line of plain text, where headings bear no mark, may be one: short, open-ended, once."""
    if block.element.parent is not None and block.element.parent.parent is not None:
        return False
    if not is_title(block.text) or block.text[-1] == ":" or len(block.text) > _MAX_PLAIN_HEADING_CHARS:
        return False
    if rule.kind == "ad" and " " not in block.text:
        return False
    return sum(other.text == block.text for other in matches.blocks) == 1


def _neighbour(matches: Matches, cuts: Cuts, i: int, step: int) -> Block | None:
    """Return the nearest block of the body that is not cut, above or below block `i`."""
    first, last = matches.first, matches.last
    j = i + step
    while first <= j <= last and (not matches.body[j] or cuts[j] is not None):
        j += step
    return matches.blocks[j] if first <= j <= last else None


def _cut_links(matches: Matches, cuts: Cuts) -> Cuts:
    """Cut the links below a heading such as "Read also", and the title above the link to an embed."""
    taken = cuts.copy()
    for i, rule in [(i, rule) for i, rule in enumerate(cuts) if rule is not None]:
        if rule.also_removes == "links":
            for j in range(i + 1, _links_below(matches, i + 1)):
                taken[j] = taken[j] or rule
        elif rule.also_removes == "above" and i and is_title(matches.blocks[i - 1].text):
            taken[i - 1] = taken[i - 1] or rule
    return taken


def _links_below(matches: Matches, start: int) -> int:
    """Return the end of the run of links that begins at `start`."""
    blocks, end = matches.blocks, start
    for j in range(start, min(start + _MAX_LINK_BLOCKS, len(blocks))):
        length = len(blocks[j].text)
        if _is_subhead_after(matches, j, blocks[start - 1]):
            break
        if length <= _MAX_LINK_CHARS and blocks[j].link_chars * 2 > length:
            end = j + 1
        elif length > _MAX_CAPTION_CHARS or blocks[j].tag in HEADINGS:
            break
    return end


def _is_subhead_after(matches: Matches, i: int, title: Block) -> bool:
    """Return whether a heading has left the box of the links' `title` and is above a paragraph, as its sibling.

    In lists of books, films or places the story's own subheads are links.
    """
    block = matches.blocks[i]
    if block.tag not in HEADINGS or i + 1 >= len(matches.blocks):
        return False
    below = matches.blocks[i + 1]
    around, next_around, title_around = (one.element.parent for one in (block, below, title))
    if around is None or next_around is None or title_around is None or not is_paragraph(below):
        return False
    return matches.body[i] and matches.body[i + 1] and around.path == next_around.path != title_around.path


def _cut_boxes(matches: Matches, cuts: Cuts) -> Cuts:
    """Cut the other lines of a prompt's box, where no paragraph is in the box."""
    boxes: dict[int, Rule] = {}
    for i, rule in enumerate(cuts):
        parent = matches.blocks[i].element.parent
        if rule is not None and rule.kind in _PROMPTS and matches.body[i] and is_box(parent):
            boxes.setdefault(id(parent), rule)
    if not boxes:
        return cuts
    inside: dict[int, list[int]] = {box: [] for box in boxes}
    for i, block in enumerate(matches.blocks):
        if matches.body[i] and id(block.element.parent) in inside:
            inside[id(block.element.parent)].append(i)
    cuts = cuts.copy()
    for box, lines in inside.items():
        if len(lines) <= _MAX_BOX_BLOCKS and not any(matches.is_kept_paragraph(i, cuts) for i in lines):
            for i in lines:
                cuts[i] = cuts[i] or boxes[box]
    return cuts


def _cut_head(matches: Matches, cuts: Cuts) -> Cuts:
    """Cut by the head's rules, and what repeats the headline."""
    cuts = cuts.copy()
    paragraphs = unknown = 0
    zone: list[int] = []
    for i in range(max(0, matches.first - NEAR_BLOCKS), matches.last + 1):
        cuts[i] = cuts[i] or matches.by_scope(i, "head")
        if matches.is_kept_paragraph(i, cuts):
            paragraphs += 1
            if paragraphs == 2:
                break
        elif matches.body[i] and cuts[i] is None:
            unknown += 1
            if unknown > _MAX_UNKNOWN_BLOCKS:
                break
        zone.append(i)
    if "headline" not in matches.keep:
        inside = [i for i in zone if matches.body[i] and cuts[i] is None]
        for i, rule in find_headline(matches.blocks, inside, matches.title).items():
            cuts[i] = rule
    return cuts


def _cut_tail(matches: Matches, cuts: Cuts) -> Cuts:
    """Cut by the tail's rules."""
    cuts = cuts.copy()
    unknown, first = 0, matches.first
    for i in range(min(len(cuts), matches.last + 1 + NEAR_BLOCKS) - 1, first - 1, -1):
        cuts[i] = cuts[i] or matches.by_scope(i, "tail")
        if matches.is_kept_paragraph(i, cuts):
            note = _note_ending(matches, i)
            if not note:
                break
            for j in note:
                cuts[j] = cuts[j] or matches.by_scope(note[0], "tail")
        elif matches.body[i] and cuts[i] is None:
            unknown += 1
            if unknown > _MAX_UNKNOWN_BLOCKS:
                break
    return cuts


def _note_ending(matches: Matches, i: int) -> list[int]:
    """Return the note that ends with block `i`, from its heading on, if that removes what is below it."""
    note: list[int] = []
    size = 0
    for j in range(i, matches.first, -1):
        if not matches.body[j]:
            continue
        note.append(j)
        rule = matches.by_scope(j, "tail")
        if rule is not None and rule.also_removes == "next":
            return note[::-1]
        size += len(matches.blocks[j].text)
        if len(note) > _MAX_NOTE_BLOCKS or size > _MAX_NOTE_CHARS or matches.blocks[j].tag in HEADINGS:
            break
    return []


def _limit_phrases(matches: Matches, cuts: Cuts) -> Cuts:
    """Undo phrase-only cuts that would take more than a share of the midst of a body, or all of it from its end."""
    inside = [i for i in range(matches.first, matches.last + 1) if matches.body[i]]
    blocks = matches.blocks
    total = sum(len(blocks[i].text) for i in inside)
    first = next((i for i in inside if matches.is_kept_paragraph(i, cuts)), matches.last)
    last = next((i for i in reversed(inside) if matches.is_kept_paragraph(i, cuts)), matches.last)
    midst = range(first + 1, last)
    phrases = [
        i
        for i in matches.rules
        if matches.is_phrase_only(i) and (i in midst or not _is_short_or_notice(blocks[i], cuts[i]))
    ]
    cuts = cuts.copy()
    if sum(len(blocks[i].text) for i in phrases) > _MAX_PHRASE_SHARE * total:
        for i in phrases:
            cuts[i] = None
    if not _is_enough(matches, cuts, min(_MIN_LEFT_WEIGHT, (1 - _MAX_PHRASE_SHARE) * total)):
        for i in inside:
            rule = cuts[i]
            if rule is not None and not rule.by_markup and rule.kind not in matches.drop:
                cuts[i] = None
    return cuts


def _is_enough(matches: Matches, cuts: Cuts, least: float) -> bool:
    """Return whether what is left of a body has at least this weight."""
    left = 0
    for i in range(matches.first, matches.last + 1):
        if matches.body[i] and cuts[i] is None:
            left += weight(matches.blocks[i].text)
            if left >= least:
                return True
    return left >= least


def _is_short_or_notice(block: Block, rule: Rule | None) -> bool:
    return len(block.text) <= MAX_CHARS or (rule is not None and rule.kind in _LONG_NOTICES)


def _cut_thread(matches: Matches, cuts: Cuts) -> Cuts:
    """Cut the readers' comments: nothing of the story is below them."""
    lines = {i: rule for i, rules in matches.rules.items() for rule in rules if _is_about_comments(matches, rule)}
    start = find_thread(matches.blocks, matches.body, lines)
    if start is None:
        return cuts
    return [cut or (lines[start] if i >= start and matches.body[i] else None) for i, cut in enumerate(cuts)]


def _is_about_comments(matches: Matches, rule: Rule) -> bool:
    return rule.kind == "comments" and matches.may_cut(rule)


_PASSES = (
    _cut_inline,
    cut_captions,
    spare_story_in_captions,
    _spare_subheads,
    _cut_links,
    _cut_boxes,
    _cut_head,
    _cut_tail,
    cut_boxes_that_ask,
    _limit_phrases,
    _cut_thread,
)
