"""Which blocks go: what the rules' matches are worth where the blocks stand.

*Head* lies before the article's second prose paragraph, *tail* after its last one. Both are found from the
ends inwards, passing over what is cut, so a footer of notices as long as the article is still a tail.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from newsclean.html.elements import HEADINGS
from newsclean.html.shape import are_equals, is_box, is_heading, is_paragraph, is_title
from newsclean.model import Block
from newsclean.rules.catalogue import MAX_CHARS
from newsclean.rules.headline import find_headline

if TYPE_CHECKING:
    from newsclean.rules.apply import Judgement
    from newsclean.rules.catalogue import Rule

_NOTICES = frozenset({"disclaimer", "reuse", "copyright", "consent", "bio", "contact"})  # may be long
_SHARE = 0.3  # of a body's characters, the most that phrases alone may take from its midst
_LEFT = 200  # characters that must be left for a longer tail to go
REACH = 15  # blocks before and after the article in which rules are heard
_UNKNOWN = 8  # lines that are no paragraph and that no rule knows, before head or tail end
_TAKEN = 30  # blocks that a heading takes with it
_LINE = 250  # characters of a link that a heading takes with it
_NOTE, _NOTE_CHARS = 4, 1500  # blocks and characters of a note under its heading
_PROMPTS = frozenset(
    {"newsletter", "membership", "subscription", "donation", "app", "follow", "consent", "feedback", "comments"}
)
_TOPICS = frozenset({"ad", "consent", "comments", "reuse", "share", "feedback", "copyright", "disclaimer"})
_PLAIN_HEADING = 60  # characters
_BOX = 8  # lines of a box
_CAPTION = 40  # characters of a line without a link between such links: "2 hours ago"


def around(body: Sequence[bool]) -> range:
    """The blocks in and near the article: from its first to its last one, and `REACH` on either side."""
    inside = [i for i, wanted in enumerate(body) if wanted]
    return range(max(0, inside[0] - REACH), min(len(body), inside[-1] + 1 + REACH)) if inside else range(0)


class Verdicts:
    """One passing of verdicts over a page: see `Judgement.verdicts` for what goes in."""

    def __init__(
        self, judgement: Judgement, body: Sequence[bool], keep: Collection[str], drop: Collection[str]
    ) -> None:
        self.judgement = judgement
        self.engine = judgement.engine
        self.blocks = judgement.blocks
        self.body = body
        self.keep = keep
        self.drop = drop
        self.cuts: list[Rule | None] = [None] * len(self.blocks)
        self.soft: list[int] = []  # cuts in the midst of the body by a phrase alone
        inside = [i for i, wanted in enumerate(body) if wanted]
        self.first, self.last = (inside[0], inside[-1]) if inside else (0, -1)

    def run(self) -> list[Rule | None]:
        scopes = ("any", "between")
        for i, found in self.judgement.hits.items():
            for n in found:
                rule = self.engine.rules[n]
                if self.heard(n) and (rule.scope in scopes or rule.kind in self.drop):
                    self.cuts[i] = rule
                    if not rule.by_markup and self.body[i] and rule.kind not in self.drop:
                        self.soft.append(i)
                    break
        self.spare_subheads()
        self.take_links()
        self.take_boxes()
        self.head()
        self.tail()
        self.guard()
        return self.cuts

    def heard(self, n: int) -> bool:
        return self.judgement.heard(n, self.keep, self.drop)

    def by(self, i: int, scope: str) -> Rule | None:
        for n in self.judgement.hits.get(i, ()):
            if self.engine.rules[n].scope in (scope, "ends") and self.heard(n):
                return self.engine.rules[n]
        return None

    def stands(self, i: int) -> bool:
        """Whether block `i` is a paragraph of the article."""
        return self.body[i] and self.cuts[i] is None and is_paragraph(self.blocks[i])

    def spare_subheads(self) -> None:
        """A heading cut for its words that stands among the paragraphs as their equal is one of theirs."""
        for i, rule in enumerate(self.cuts):
            if rule is None or rule.by_markup or rule.kind in self.drop or rule.takes:
                continue
            block = self.blocks[i]
            heading = is_heading(block) or (rule.kind in _TOPICS and self.is_plain_heading(block, rule))
            if heading and self.first < i < self.last:
                above, below = self.neighbour(i, -1), self.neighbour(i, 1)
                if above and below and is_paragraph(below) and are_equals(block, above, below):
                    self.cuts[i] = None

    def is_plain_heading(self, block: Block, rule: Rule) -> bool:
        """Whether a line of plain text, where headings bear no mark, may be a heading: short, open-ended, once."""
        if block.element.parent is not None and block.element.parent.parent is not None:
            return False
        if not is_title(block.text) or block.text[-1] == ":" or len(block.text) > _PLAIN_HEADING:
            return False
        if rule.kind == "ad" and " " not in block.text:
            return False
        return sum(other.text == block.text for other in self.blocks) == 1

    def neighbour(self, i: int, step: int) -> Block | None:
        """The nearest block of the body that is not cut, above or below block `i`."""
        j = i + step
        while self.first <= j <= self.last and (not self.body[j] or self.cuts[j] is not None):
            j += step
        return self.blocks[j] if self.first <= j <= self.last else None

    def take_links(self) -> None:
        """A heading such as "Read also" takes the links below it with it."""
        for i, rule in [(i, rule) for i, rule in enumerate(self.cuts) if rule is not None]:
            if rule.takes == "links":
                for j in range(i + 1, self.links_below(i + 1)):
                    self.cuts[j] = self.cuts[j] or rule
            elif rule.takes == "above" and i and is_title(self.blocks[i - 1].text):
                self.cuts[i - 1] = self.cuts[i - 1] or rule

    def take_boxes(self) -> None:
        """A prompt takes the other lines of its box with it, where no paragraph stands in the box."""
        boxes: dict[int, Rule] = {}
        for i, rule in enumerate(self.cuts):
            parent = self.blocks[i].element.parent
            if rule is not None and rule.kind in _PROMPTS and self.body[i] and is_box(parent):
                boxes.setdefault(id(parent), rule)
        if not boxes:
            return
        inside: dict[int, list[int]] = {box: [] for box in boxes}
        for i, block in enumerate(self.blocks):
            if self.body[i] and id(block.element.parent) in inside:
                inside[id(block.element.parent)].append(i)
        for box, lines in inside.items():
            if len(lines) <= _BOX and not any(self.stands(i) for i in lines):
                for i in lines:
                    self.cuts[i] = self.cuts[i] or boxes[box]

    def links_below(self, start: int) -> int:
        """The end of the run of links that begins at `start`."""
        end = start
        for j in range(start, min(start + _TAKEN, len(self.blocks))):
            block = self.blocks[j]
            length = len(block.text)
            if length <= _LINE and block.link_chars * 2 > length:
                end = j + 1
            elif length > _CAPTION or block.tag in HEADINGS:
                break
        return end

    def head(self) -> None:
        """Cut by the head's rules, and what repeats the headline."""
        paragraphs = unknown = 0
        zone: list[int] = []
        for i in range(max(0, self.first - REACH), self.last + 1):
            if self.cuts[i] is None:
                self.cuts[i] = self.by(i, "head")
            if self.stands(i):
                paragraphs += 1
                if paragraphs == 2:
                    break
            elif self.body[i] and self.cuts[i] is None:
                unknown += 1
                if unknown > _UNKNOWN:
                    break
            zone.append(i)
        if "headline" not in self.keep:
            inside = [i for i in zone if self.body[i] and self.cuts[i] is None]
            for i, rule in find_headline(self.blocks, inside, self.judgement.title).items():
                self.cuts[i] = rule

    def tail(self) -> None:
        """Cut by the tail's rules."""
        unknown = 0
        for i in range(min(len(self.blocks), self.last + 1 + REACH) - 1, self.first - 1, -1):
            if self.cuts[i] is None:
                self.cuts[i] = self.by(i, "tail")
            if self.stands(i):
                note = self.introduced(i)
                if not note:
                    break
                for j in note:
                    self.cuts[j] = self.cuts[j] or self.by(note[0], "tail")
            elif self.body[i] and self.cuts[i] is None:
                unknown += 1
                if unknown > _UNKNOWN:
                    break

    def introduced(self, i: int) -> list[int]:
        """The note that ends with block `i`, from its heading on, if that takes what is below it."""
        note: list[int] = []
        size = 0
        for j in range(i, self.first, -1):
            if not self.body[j]:
                continue
            note.append(j)
            rule = self.by(j, "tail")
            if rule is not None and rule.takes == "next":
                return note[::-1]
            size += len(self.blocks[j].text)
            if len(note) > _NOTE or size > _NOTE_CHARS or self.blocks[j].tag in HEADINGS:
                break
        return []

    def guard(self) -> None:
        """No phrases take more than 30 % from the midst of a body, nor all of it from its end."""
        inside = [i for i, wanted in enumerate(self.body) if wanted]
        total = sum(len(self.blocks[i].text) for i in inside)
        standing = [i for i in inside if self.stands(i)] or [self.last]
        soft = [i for i in self.soft if not self.is_edge(i, standing[0], standing[-1])]
        if sum(len(self.blocks[i].text) for i in soft) > _SHARE * total:
            for i in soft:
                self.cuts[i] = None
        left = sum(len(self.blocks[i].text) for i in inside if self.cuts[i] is None)
        if left < min(_LEFT, (1 - _SHARE) * total):
            for i in inside:
                rule = self.cuts[i]
                if rule is not None and not rule.by_markup and rule.kind not in self.drop:
                    self.cuts[i] = None

    def is_edge(self, i: int, first: int, last: int) -> bool:
        """Whether a cut lies outside the article's paragraphs, as a line or as a notice."""
        if first < i < last:
            return False
        rule = self.cuts[i]
        return len(self.blocks[i].text) <= MAX_CHARS or (rule is not None and rule.kind in _NOTICES)
