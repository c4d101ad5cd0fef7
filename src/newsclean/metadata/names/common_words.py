"""Words that a page's own text writes in lower case: a name made of nothing else is not a person's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsclean.metadata.names.person_names import has_given_name
from newsclean.model import Block

_MAX_READ_CHARS = 60_000  # of one page
_WORD = re.compile(r"(?<![\w@./-])[^\W\d_]+(?![\w@/]|[.-]\w)")  # no part of a URL


class CommonWords:
    """The text of a page, asked for its words only where a name is in doubt."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._words: frozenset[str] | None = None

    def make_up(self, name: str) -> bool:
        """Return whether every word of a name without a known given name also is in lower case on the page."""
        words = _WORD.findall(name) if name[:1].upper() != name[:1].lower() else []  # scripts without case tell nothing
        if not words or has_given_name(name) or not all(word[:1].isupper() for word in words if len(word) > 3):
            return False
        lower = [word.lower() for word in words]
        return all(map(self._may_be_known, lower)) and self._read().issuperset(lower)

    def _may_be_known(self, word: str) -> bool:
        return any(word in block.text for block in self._blocks)  # rarely; reading the words takes far longer

    def _read(self) -> frozenset[str]:
        if self._words is None:
            words: set[str] = set()
            room = _MAX_READ_CHARS
            for block in self._blocks:
                words.update(filter(str.islower, _WORD.findall(block.text[:room])))
                room -= len(block.text)
                if room <= 0:
                    break
            self._words = frozenset(words)
        return self._words
