"""Find the lines that sign a story: by the names of its authors and not by phrases.

Who wrote a story is known from markup and metadata when its text has been chosen. A short line above or below the
text that holds such a name and little else, in whatever language, is a byline.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsclean.html.elements import HEADINGS
from newsclean.html.shape import is_paragraph
from newsclean.model import Block
from newsclean.rules.fold import fold
from newsclean.rules.rule import SIGNATURE, Rule
from newsclean.text import late_pattern

_WORD = late_pattern(r"[^\W\d_]+")
_WIDE = late_pattern(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SENTENCE = late_pattern(r"[.!?][\"')\]]*$|[.!?;] [^\W\d_]{3}|[。！？，、；]")  # on folded text
_MAX_LINES = 3  # that are no paragraph, before or after the text: a signature is the first or among the last
_MAX_WORDS, _MAX_WIDE = 5, 14  # besides the names: a preposition, a job, a paper
_MAX_BEFORE = 3  # words before the first name
_MIN_NAME = 2  # words of a name that may have others beside it: a first name alone is in many a line


def find_signatures(blocks: Sequence[Block], kept: Sequence[bool], authors: Sequence[str]) -> dict[int, Rule]:
    """Return the blocks above and below the text that name its authors and say nothing else.

    `kept` says which blocks are the text, `authors` are the names as the record has them.
    """
    names = [name for name in map(fold, authors) if name]
    if not names:
        return {}
    return {i: SIGNATURE for i in _ends(blocks, kept) if _signs(blocks[i], names)}


def _ends(blocks: Sequence[Block], kept: Sequence[bool]) -> Iterator[int]:
    """Yield the short lines before the text's second paragraph and after its last one."""
    inside = [i for i, wanted in enumerate(kept) if wanted]
    head = _lines(blocks, inside, paragraphs=2)
    tail = _lines(blocks, inside[::-1], paragraphs=1)
    yield from sorted({*head, *tail})


def _lines(blocks: Sequence[Block], inside: Sequence[int], paragraphs: int) -> Iterator[int]:
    lines = 0
    for i in inside:
        if is_paragraph(blocks[i]):
            paragraphs -= 1
        else:
            lines += 1
            yield i
        if not paragraphs or lines == _MAX_LINES:
            return


def _signs(block: Block, names: Sequence[str]) -> bool:
    """Return whether a line holds a name of `names`, or several, and little else."""
    if len(block.text) > SIGNATURE.max_chars or block.tag in HEADINGS:
        return False
    line = fold(block.text)
    places = [(line.find(name), name) for name in names if name in line]
    if not places:
        return False
    rest = line
    for _, name in places:
        rest = rest.replace(name, " ")
    words = _WORD.findall(rest)
    if not words:
        return True
    if _SENTENCE.search(rest) or not any(_is_full(name) for _, name in places):
        return False
    if _WIDE.search(rest):
        return sum(map(len, words)) <= _MAX_WIDE
    return len(words) <= _MAX_WORDS and len(_WORD.findall(line[: min(places)[0]])) <= _MAX_BEFORE


def _is_full(name: str) -> bool:
    """Return whether a name has several words, or is in a script that writes none apart."""
    return len(_WORD.findall(name)) >= _MIN_NAME or _WIDE.search(name) is not None
