"""Find the lines that sign a story, and the note on its author: by the authors' names and not by phrases.

Who wrote a story is known from markup and metadata when its text has been chosen. A short line above or below the
text that holds such a name and little else, in whatever language, is a byline; a last paragraph that begins with it
is about the author.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from newsclean.html.elements import HEADINGS
from newsclean.html.shape import is_paragraph
from newsclean.model import Block
from newsclean.rules.fold import fold
from newsclean.rules.rule import NOTE, SIGNATURE, Rule
from newsclean.text import MAY_BE_WIDE, late_pattern

_WORD = late_pattern(r"[^\W\d_]+")
_WIDE = late_pattern(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# On folded text, without the names: the end of a sentence, or of a part of one.
_SENTENCE = late_pattern(r"[.!?][\"')\]]*$|[.!?;] [^\W\d_]{3}|[!?。！？，、；]")
_WIDE_SENTENCE = late_pattern(r"[!?。！？，、；]|\. ?[^\W\d_]")
_BRACKETED = late_pattern(r"[(\[【].*[)\]】]")
_QUOTES = '"«»'
_MAX_LINES = 3  # that are no paragraph, before or after the text: a signature is the first or among the last
_MAX_WORDS, _MAX_WIDE = 5, 14  # besides the names: a preposition, a job, a paper
_MAX_JOB = 14  # the same, behind a comma: "Jane Doe, Head of the Harbour Museum"
_MAX_BEFORE = 4  # words before the first name
_MIN_NAME = 2  # words of a name that may have others beside it: a first name alone is in many a line
_MIN_STORY = 3  # paragraphs of a text that has a note on its author below it


def find_signatures(
    blocks: Sequence[Block], kept: Sequence[bool], authors: Sequence[str], keep: Collection[str] = ()
) -> dict[int, Rule]:
    """Return the blocks above and below the text that name its authors and say nothing else, or are about them.

    `kept` says which blocks are the text, `authors` are the names as the record has them; kinds in `keep` stay.
    """
    names = [name for name in map(fold, authors) if name]
    if not names:
        return {}
    inside = [i for i, wanted in enumerate(kept) if wanted]
    found = {i: SIGNATURE for i in _ends(blocks, inside) if _signs(blocks[i], names)}
    last = next((i for i in reversed(inside) if i not in found), None)
    paragraphs = sum(is_paragraph(blocks[i]) for i in inside if i != last)
    if last is not None and paragraphs >= _MIN_STORY and _is_note(blocks[last], names):
        found[last] = NOTE
    return {i: rule for i, rule in found.items() if rule.kind not in keep}


def _ends(blocks: Sequence[Block], inside: Sequence[int]) -> Iterator[int]:
    """Yield the short lines before the text's second paragraph and after its last one."""
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
    if not any(_is_full(name) for _, name in places):
        return False
    if _is_wide(rest):
        return _BRACKETED.fullmatch(line) is not None or (
            sum(map(len, words)) <= _MAX_WIDE and not _WIDE_SENTENCE.search(rest)
        )
    start, name = min(places)
    most = _MAX_JOB if line.startswith(",", start + len(name)) else _MAX_WORDS
    return len(words) <= most and len(_WORD.findall(line[:start])) <= _MAX_BEFORE and not _SENTENCE.search(rest)


def _is_note(block: Block, names: Sequence[str]) -> bool:
    """Return whether a paragraph begins with an author's full name, quotes nobody and is no line of a dialogue."""
    if len(block.text) > NOTE.max_chars or block.tag in HEADINGS:
        return False
    line = fold(block.text)
    for name in names:
        start = line.find(name)
        if start < 0 or not _is_full(name) or len(_WORD.findall(line[:start])) > _MAX_BEFORE:
            continue
        behind = line[start + len(name) :]
        if behind[:1] in (" ", ",") and not any(quote in line for quote in _QUOTES) and ":" not in behind[:3]:
            return True
    return False


def _is_full(name: str) -> bool:
    """Return whether a name has several words, or is in a script that writes none apart."""
    return len(_WORD.findall(name)) >= _MIN_NAME or _is_wide(name)


def _is_wide(text: str) -> bool:
    return MAY_BE_WIDE.search(text) is not None and _WIDE.search(text) is not None
