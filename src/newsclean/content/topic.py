"""What each block shares with the page's own account of its article: title, description, and JSON-LD's text.

A comment, a teaser of another story or a shop's box may have the shape of a paragraph; it has few words of the headline
and of the story around it. Words are compared as they are written, in any language, so this is no matter of rules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from newsclean.content.features import PageFeatures
from newsclean.model import Block
from newsclean.text import letters_of, words_of

TOPIC_FEATURES = (
    "title_found", "of_title", "description_found", "of_description", "described", "after_described",
    "from_described", "of_story", "topic_words", "parent_title", "parent_description", "parent_of_story", "run_title",
    "run_description", "run_of_story", "kind_of_story", "in_body", "body_share", "description_known", "title_words",
    "story_title", "story_description", "of_story-1", "of_story+1",
)  # fmt: skip
_MAX_BLOCK_CHARS, _MAX_DESCRIPTION_CHARS, _MAX_DESCRIPTIONS = 2_000, 600, 3
_MIN_BLOCK_SIZE = 40  # see `weight`: shorter blocks add no words to their container
_MIN_DESCRIBED, _MAX_DESCRIBED = 30, 40  # letters at the beginning of a description, by which its block is known
_MIN_IN_BODY = 15  # letters: shorter blocks are in any text by chance
_FAR = 99  # blocks: distances end here
_UNKNOWN = -1.0


class Topic(NamedTuple):
    """What a page says that its article is about, apart from its blocks; empty where it does not say."""

    title: str | None = None
    descriptions: Sequence[str] = ()
    article_body: str | None = None  # the text as its structured data give it


NO_TOPIC = Topic()


class TopicOverlap:
    """The words of a page's blocks beside those of its topic; of blocks that cannot be its article, none."""

    def __init__(self, features: PageFeatures, blocks: Sequence[Block], topic: Topic, possible: Any) -> None:
        self.features = features
        near = possible | (features.page.prose > 0)
        self.words = [
            words_of(block.text[:_MAX_BLOCK_CHARS]) if inside else frozenset()
            for block, inside in zip(blocks, near, strict=True)
        ]
        self.title = words_of(topic.title or "")
        descriptions = [text[:_MAX_DESCRIPTION_CHARS] for text in topic.descriptions[:_MAX_DESCRIPTIONS]]
        self.description = frozenset[str]().union(*map(words_of, descriptions))
        large = near & (features.page.sizes >= _MIN_BLOCK_SIZE)
        self.described = _begins(blocks, large, descriptions)
        self.in_body = _in_body(blocks, near, topic.article_body)

    def shares(self, selection: Any) -> tuple[float, float]:
        """Return the shares of the title's and of the description's words that some blocks have between them."""
        words = frozenset[str]().union(*(self.words[i] for i in np.flatnonzero(selection)))
        return _share(words, self.title), _share(words, self.description)

    def rows(self, scores: Any) -> Any:
        """Return a row of numbers for each block, given its log-odds, as `TOPIC_FEATURES` names them (float32)."""
        page, count = self.features.page, self.features.page.count
        numbers = np.array([len(words) for words in self.words], dtype=float)
        story = (scores > 0) & (page.prose > 0)
        of_story = self._of_story(story)
        last = np.flatnonzero(self.described & (page.prose > 0))
        from_described = page.at - last[-1] if last.size else np.full(count, -_FAR - 1)
        after = from_described > 0 if last.size else np.full(count, 0.5)
        runs = np.cumsum(np.concatenate([[0], page.parents[1:] != page.parents[:-1]]))
        columns = [
            *self._of_blocks(numbers),
            self.described,
            after,
            np.clip(from_described, -_FAR - 1, _FAR),
            of_story,
            np.log1p(numbers),
            *self._of_groups(page.parents),
            _mean(page.parents, of_story, numbers),
            *self._of_groups(runs),
            _mean(runs, of_story, numbers),
            _mean(self.features.kinds, of_story, numbers),
            np.zeros(count) if self.in_body is None else self.in_body,
            np.full(count, self._body_share(scores)),
            np.full(count, len(self.description) > 0),
            np.full(count, len(self.title)),
            *(np.full(count, share) for share in self.shares(story)),
            np.concatenate([[0], of_story[:-1]]),
            np.concatenate([of_story[1:], [0]]),
        ]
        return np.array(columns, dtype=np.float32).T

    def _of_blocks(self, numbers: Any) -> list[Any]:
        """Return the shares of the title's words in each block and of its words in the title; so of the description."""
        columns = []
        for wanted in (self.title, self.description):
            shared = np.array([len(words & wanted) for words in self.words], dtype=float)
            columns += [shared / max(1, len(wanted)), shared / numbers.clip(1)]
        return columns

    def _of_story(self, story: Any) -> Any:
        """Return for each block the share of its words that another block of the likely story has."""
        counts: Counter[str] = Counter()
        for i in np.flatnonzero(story).tolist():
            counts.update(self.words[i])
        once = {word for word, number in counts.items() if number == 1}
        found = np.zeros(len(self.words))
        for i, words in enumerate(self.words):
            if words:
                shared = len(words & counts.keys())
                found[i] = (shared - len(words & once) if story[i] else shared) / len(words)
        return found

    def _of_groups(self, ids: Any) -> list[Any]:
        """Return for each block the shares of title and description that its group's blocks have between them."""
        groups: list[set[str]] = [set() for _ in range(int(ids.max()) + 1)]
        large = self.features.page.sizes >= _MIN_BLOCK_SIZE
        for group, words, inside in zip(ids.tolist(), self.words, large.tolist(), strict=True):
            if inside:
                groups[group] |= words
        return [np.array([_share(words, wanted) for words in groups])[ids] for wanted in (self.title, self.description)]

    def _body_share(self, scores: Any) -> float:
        """Return how much of the likely story stands in the structured text."""
        if self.in_body is None:
            return _UNKNOWN
        taken = self.features.page.sizes * (scores > 0)
        return float((taken * (self.in_body > 0)).sum() / max(1.0, taken.sum()))


def _share(words: frozenset[str] | set[str], wanted: frozenset[str]) -> float:
    return len(words & wanted) / len(wanted) if wanted else _UNKNOWN


def _mean(ids: Any, values: Any, weights: Any) -> Any:
    """Return for each block the weighted mean of `values` over its group."""
    return (np.bincount(ids, weights=values * weights) / np.bincount(ids, weights=weights).clip(1))[ids]


def _begins(blocks: Sequence[Block], large: Any, descriptions: Sequence[str]) -> Any:
    """Return for each block whether it holds the beginning of a description."""
    heads = [letters_of(text)[:_MAX_DESCRIBED] for text in descriptions]
    heads = [head for head in heads if len(head) >= _MIN_DESCRIBED]
    found = np.zeros(len(blocks), dtype=bool)
    for i in np.flatnonzero(large).tolist() if heads else ():
        letters = letters_of(blocks[i].text[:_MAX_BLOCK_CHARS])
        found[i] = any(head in letters for head in heads)
    return found


def _in_body(blocks: Sequence[Block], near: Any, article_body: str | None) -> Any:
    """Return 1 for blocks that the structured text has, -1 for others, 0 for short ones; None without such a text."""
    if not article_body:
        return None
    body = letters_of(article_body)
    found = np.zeros(len(blocks))
    for i in np.flatnonzero(near).tolist():
        letters = letters_of(blocks[i].text)
        if len(letters) >= _MIN_IN_BODY:
            found[i] = 1.0 if letters in body else -1.0
    return found
