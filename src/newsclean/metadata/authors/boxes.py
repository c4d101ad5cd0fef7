"""Find the author in what a page says about them: a box below the text, or a label far from the headline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsclean.metadata.authors.byline_lines import is_name_line, people_in
from newsclean.metadata.authors.links import links_author
from newsclean.metadata.authors.other_people import names_others
from newsclean.metadata.authors.prefix import is_by_label, without_prefix
from newsclean.metadata.landmarks import Landmarks
from newsclean.metadata.names.person_names import has_given_name, is_agency, is_person
from newsclean.metadata.phrases import phrase_pattern
from newsclean.metadata.strings import word_set
from newsclean.model import Block

_ABOUT = phrase_pattern("bylines", "about_author")
_BELOW = 16  # blocks below the text in which the box is
_MAX_LABEL_CHARS, _MAX_NAME_CHARS, _MIN_ABOUT_CHARS = 24, 60, 30
_OTHERS = word_set(
    "comment comments commentlist related sidebar <nav> <aside> <figcaption> teaser teasers widget testimonial"
    " testimonials recommended popular trending carousel"
)


def boxed_author(blocks: Sequence[Block], landmarks: Landmarks) -> list[str]:
    """Return the people in the box about the author, or else below a "By" that is far above the text."""
    for names in (*_below(blocks, landmarks), *_above(blocks, landmarks)):
        people = [name for name in names if is_person(name) and has_given_name(name) and not is_agency(name)]
        if people and len(people) == len(names):
            return people
    return []


def _below(blocks: Sequence[Block], landmarks: Landmarks) -> Iterator[list[str]]:
    """Yield the names after a label, and those that the next line tells more about."""
    start = max(landmarks.last - 1, 1)
    for i in range(start, min(landmarks.last + _BELOW, len(blocks) - 1) if landmarks.last > 0 else 0):
        block = blocks[i]
        text = block.text
        if not 3 < len(text) <= _MAX_NAME_CHARS or not _OTHERS.isdisjoint(block.element.around):
            continue
        label = blocks[i - 1].text
        labelled = len(label) <= _MAX_LABEL_CHARS and is_by_label(label)
        if labelled and is_name_line(text):
            yield people_in(text)
        elif is_person(text) and not names_others(text) and _tells_about(blocks[i + 1].text, text):
            yield [text]


def _tells_about(text: str, name: str) -> bool:
    """Return whether a line begins with a name, or its first word, and says what its bearer is."""
    if len(text) < _MIN_ABOUT_CHARS or not text.startswith(name.split()[0]):
        return False
    rest = text[len(name) :] if text.startswith(name) else text[len(name.split()[0]) :]
    return _ABOUT.match(rest) is not None


def _above(blocks: Sequence[Block], landmarks: Landmarks) -> Iterator[list[str]]:
    """Yield the names in links to authors whose label is a block of its own, however far above the text."""
    for i in range(1, max(landmarks.first, 0)):
        block, label = blocks[i], blocks[i - 1].text
        short = len(label) <= _MAX_LABEL_CHARS and len(block.text) <= _MAX_NAME_CHARS
        if not short or not links_author(block) or not _OTHERS.isdisjoint(block.element.around):
            continue
        if is_by_label(label) and without_prefix(label + " X")[1]:
            yield people_in(block.text)
