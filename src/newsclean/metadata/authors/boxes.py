"""Find the author in what a page says about them: a box below the text, or a label far from the headline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from newsclean.metadata.authors.byline_lines import is_name_line, people_in
from newsclean.metadata.authors.links import links_author
from newsclean.metadata.authors.other_people import names_others
from newsclean.metadata.authors.prefix import is_by_label
from newsclean.metadata.landmarks import Landmarks
from newsclean.metadata.names.name_words import reads_like_name
from newsclean.metadata.names.person_names import has_given_name, is_agency, is_person, is_role, is_surely_person
from newsclean.metadata.phrases import phrase_pattern
from newsclean.metadata.strings import word_set
from newsclean.model import Block

_ABOUT = phrase_pattern("bylines", "about_author")
_WRITTEN = re.compile(r"(?:article |story )?(?:written|authored) by ", re.IGNORECASE)
_BELOW, _NEAR = 16, 3  # blocks below the text in which the box is, and right below it
_MAX_LABEL_CHARS, _MAX_NAME_CHARS, _MIN_ABOUT_CHARS = 24, 60, 30
_MAX_ROLE_CHARS = 120  # of what tells about a name, in which it says what its bearer does
_SURE_NAME = 0.0  # log-odds of a name's words
_OTHERS = word_set(
    "comment comments commentlist related <nav> <figcaption> teaser teasers testimonial testimonials recommended"
    " popular trending carousel"
)
_ASIDE = word_set("sidebar <aside> widget")
_ELSEWHERE = _OTHERS | _ASIDE


def boxed_author(blocks: Sequence[Block], landmarks: Landmarks) -> list[str]:
    """Return the people in the box about the author, or else below a "By" that is far above the text."""
    for names in (*_below(blocks, landmarks), *_above(blocks, landmarks)):
        if names and all(map(_is_sure, names)):
            return names
    return []


def _is_sure(name: str) -> bool:
    return is_surely_person(name) or (is_person(name) and not is_agency(name) and reads_like_name(name, _SURE_NAME))


def _below(blocks: Sequence[Block], landmarks: Landmarks) -> Iterator[list[str]]:
    """Yield the names in a line with a label, after one, and those that the next line tells more about."""
    _, first, last = landmarks
    end = min(last + _BELOW, len(blocks) - 1)
    for i in range(max(last - 1, 1), end if last > 0 else 0):
        text, around = blocks[i].text, blocks[i].element.around
        if not 3 < len(text) <= _MAX_NAME_CHARS or not _OTHERS.isdisjoint(around):
            continue
        if i <= last + _NEAR and _WRITTEN.match(text):
            yield people_in(text)
        elif _is_label(blocks[i - 1].text) and is_name_line(text):
            yield _row(blocks[i:end])
        elif _tells_about(text, blocks[i + 1].text) and _ASIDE.isdisjoint(around):
            yield [text]
    told = [i for i in range(max(first + 1, last - _BELOW), last) if _tells_about(blocks[i].text, blocks[i + 1].text)]
    if len(told) == 1:
        yield [blocks[told[0]].text]


def _row(blocks: Sequence[Block]) -> list[str]:
    """Return the names of the first block and of those like it right after it."""
    path = blocks[0].element.path
    row = takewhile(lambda block: block.element.path == path and is_name_line(block.text), blocks)
    return [name for block in row for name in people_in(block.text)]


def _is_label(text: str) -> bool:
    return len(text) <= _MAX_LABEL_CHARS and is_by_label(text)


def _tells_about(name: str, text: str) -> bool:
    """Return whether a line begins with the name above it, or its first word, and says what its bearer is."""
    if not 3 < len(name) <= _MAX_NAME_CHARS or not is_person(name) or names_others(name):
        return False
    if len(text) < _MIN_ABOUT_CHARS or not text.startswith(name.split()[0]):
        return False
    if not has_given_name(name) and not is_role(text[:_MAX_ROLE_CHARS]):
        return False  # a thing
    rest = text[len(name) :] if text.startswith(name) else text[len(name.split()[0]) :]
    return _ABOUT.match(rest) is not None


def _above(blocks: Sequence[Block], landmarks: Landmarks) -> Iterator[list[str]]:
    """Yield the names in links to authors whose label is a block of its own, however far above the text."""
    for i in range(1, max(landmarks.first, 0)):
        block = blocks[i]
        if not _is_label(blocks[i - 1].text) or not _ELSEWHERE.isdisjoint(block.element.around):
            continue
        if len(block.text) <= _MAX_NAME_CHARS and links_author(block):
            yield people_in(block.text)
