"""Read a page's printed dates: all-number ones in the page's order, those below a label with what it says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from newsclean.metadata.dates.text import Found, dates_in, is_ambiguous, meaning, observed_order
from newsclean.metadata.strings import DIGIT
from newsclean.model import Block

MAX_LINE = 160  # characters of a line that a date may be in
_MAX_LABEL = 40  # characters of a line that says what the date below is
_MAX_SHORT_LABEL, _MAX_WORDS = 20, 2  # of such a line without a colon: "Publish date"
_MAX_BEFORE_DATE = 3  # characters before that date


class Numbers:
    """How a page's all-number dates read: in one order, unless its other dates speak against it.

    They are asked where a date is in doubt; `days` gives those that the page's elements bear for machines.
    """

    def __init__(
        self, blocks: Sequence[Block], order: str, days: Callable[[], set[date]], language: str | None = None
    ) -> None:
        self.language = language
        self.blocks = blocks
        self.order = order
        self.days = days
        self.asked = order == "ymd"

    def dates_in(self, text: str) -> list[Found]:
        """Return the dates at the beginning of a line."""
        if not DIGIT.search(text, 0, MAX_LINE):
            return []
        if not self.asked and is_ambiguous(text[:MAX_LINE]):
            self.asked = True
            lines = (block.text for block in self.blocks if len(block.text) <= MAX_LINE)
            self.order = observed_order(lines, self.order, self.days())
        return [found for found in dates_in(text, self.order, MAX_LINE, self.language) if not found.of_other]

    def dates_of(self, place: int) -> list[Found]:
        """Return the dates of a block; a line above that ends with a colon says what the first one is."""
        text = self.blocks[place].text
        found = self.dates_in(text)
        if not found or found[0].start > _MAX_BEFORE_DATE or found[0].changed or found[0].issued or not place:
            return found
        label = self.blocks[place - 1].text
        ended = label.rstrip().endswith((":", "：")) or (
            len(label) <= _MAX_SHORT_LABEL and len(label.split()) <= _MAX_WORDS
        )
        if len(label) > _MAX_LABEL or not ended or DIGIT.search(label):
            return found
        changed, issued, of_other = meaning(label)
        first = found[0]._replace(changed=changed, issued=issued)
        return found[1:] if of_other else [first, *found[1:]]
