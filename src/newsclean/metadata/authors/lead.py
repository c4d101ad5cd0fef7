"""Find the author whose name, in a line of its own, begins the text."""

from __future__ import annotations

from collections.abc import Sequence

from newsclean.metadata.authors.byline_lines import is_name_line, people_in
from newsclean.metadata.landmarks import Landmarks
from newsclean.metadata.names.name_words import reads_like_name
from newsclean.metadata.names.person_names import has_given_name, is_agency, is_eastern, is_person
from newsclean.metadata.strings import word_set
from newsclean.model import Block

_MAX_LINE_CHARS = 60
_MIN_NEXT_CHARS = 80  # of the paragraph after the name
_CAPTIONS = word_set("caption <figcaption> <figure> credit")
_READ_ON = 4  # paragraphs in which a person is named by the family name alone whom the story is about
_SURE_NAME = 0.0  # log-odds of a name's words


def leading_author(blocks: Sequence[Block], landmarks: Landmarks) -> list[str]:
    """Return the people whose names alone are the line before the first paragraph.

    Nobody whom the headline or the paragraphs name: then the line is a heading.
    """
    head, first, last = landmarks
    for i in range(max(first - 1, head + 1, 0), min(first + 1, len(blocks) - 1) if first >= 0 else 0):
        names = _names_alone(blocks[i]) if len(blocks[i + 1].text) >= _MIN_NEXT_CHARS else []
        if names and not _is_about(names, blocks[max(head, 0) : head + 1], blocks[i + 1 : last + 1]):
            return names
    return []


def _names_alone(block: Block) -> list[str]:
    text = block.text
    if not 5 < len(text) <= _MAX_LINE_CHARS or block.hrefs or block.level or block.tag[0] == "h":
        return []
    if is_eastern(text) or not _CAPTIONS.isdisjoint(block.element.around) or not is_name_line(text):
        return []
    names = people_in(text)
    return names if all(map(_is_sure, names)) else []


def _is_sure(name: str) -> bool:
    if is_agency(name) or not is_person(name):
        return False
    return has_given_name(name) or reads_like_name(name, _SURE_NAME)


def _is_about(names: Sequence[str], head: Sequence[Block], text: Sequence[Block]) -> bool:
    """Return whether the text names one of the people, or the headline and the first paragraphs their families."""
    families = [name.split()[-1].casefold() for name in names]
    first = (*head, *text[:_READ_ON])
    if any(family in block.text.casefold() for block in first for family in families):
        return True
    return any(name in block.text for block in text for name in names)
