"""Topic overlap: what blocks share with the page's own account of its article, its title and description.

Reader comments, other stories and a shop's box may have the shape of an article; they have few words of its headline.
Words are compared as they are written, in any language, so this is no matter of rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from newsclean.model import Block
from newsclean.text import letters_of, words_of

_MAX_BLOCK_CHARS, _MAX_TITLE_CHARS, _MAX_DESCRIPTION_CHARS, _MAX_DESCRIPTIONS = 2_000, 600, 600, 3
_MIN_PARAGRAPH_CHARS = 40  # of a block that a description may have been taken from
_MIN_DESCRIBED, _MAX_DESCRIBED = 30, 40  # letters at the beginning of a description, by which its block is known
_UNKNOWN = -1.0


class Topic(NamedTuple):
    """What a page says that its article is about, apart from its blocks; empty where it does not say."""

    title: str | None = None
    descriptions: Sequence[str] = ()
    article_body: str | None = None  # the text as its structured data give it


NO_TOPIC = Topic()


class TopicOverlap:
    """The words of a page's blocks beside those of its topic."""

    def __init__(self, blocks: Sequence[Block], topic: Topic) -> None:
        self._words = [words_of(block.text[:_MAX_BLOCK_CHARS]) for block in blocks]
        descriptions = [text[:_MAX_DESCRIPTION_CHARS] for text in topic.descriptions[:_MAX_DESCRIPTIONS]]
        self._title = words_of((topic.title or "")[:_MAX_TITLE_CHARS])
        self._description = frozenset[str]().union(*map(words_of, descriptions))
        self._described = _begins(blocks, descriptions)

    def shares(self, selection: Any) -> tuple[float, float, float]:
        """Return three numbers about some blocks, given as an array of truth values.

        These are the shares of the title's and of the description's words that they have between them, and whether the
        beginning of a description is in one of them; each is -1 where the page does not say.
        """
        words = frozenset[str]().union(*(self._words[i] for i in np.flatnonzero(selection).tolist()))
        described = _UNKNOWN if self._described is None else float((self._described & selection).any())
        return _share(words, self._title), _share(words, self._description), described


def _share(words: frozenset[str], wanted: frozenset[str]) -> float:
    return len(words & wanted) / len(wanted) if wanted else _UNKNOWN


def _begins(blocks: Sequence[Block], descriptions: Sequence[str]) -> Any:
    """Return for each block whether it holds the beginning of a description; None if no block does."""
    heads = [letters_of(text)[:_MAX_DESCRIBED] for text in descriptions]
    heads = [head for head in heads if len(head) >= _MIN_DESCRIBED]
    found = np.zeros(len(blocks), dtype=bool)
    for i, block in enumerate(blocks if heads else ()):
        if len(block.text) >= _MIN_PARAGRAPH_CHARS:
            letters = letters_of(block.text[:_MAX_BLOCK_CHARS])
            found[i] = any(head in letters for head in heads)
    return found if found.any() else None
