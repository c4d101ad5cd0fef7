"""Counting words in any script."""

from __future__ import annotations

import re

# Thai, Lao, Myanmar, Khmer, kana, Han: scripts that put no blanks between words, counted by character.
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)


def count_words(text: str) -> int:
    """The number of words in `text`; characters of scripts without blanks count one each."""
    if text.isascii():
        return len(text.split())
    rest, unspaced = UNSPACED.subn(" ", text)
    return unspaced + sum(1 for word in rest.split() if word[0].isalnum() or any(map(str.isalnum, word)))
