"""The byline as printed: the line near the headline that names who wrote the article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsclean.metadata.authors import split_names, without_prefix
from newsclean.metadata.names import is_agency, is_person, is_role, looks_like_name
from newsclean.model import Block, Place

_AUTHOR_PATH = re.compile(
    r"/(?:authors?|autor(?:en|es|in)?|auteurs?|autori?|people|profiles?|journalists?|contributors?|by|staff|team|redakteure?|writers?|columnists?|experts?"
    r"|reporter|person|user|users|members?|avtor|yazar(?:lar)?|muhabir|author-profile|bio|@[\w.-]{1,40})(?:/|$|\.html|\?)",
    re.IGNORECASE,
)
_NAMED = re.compile(r"author|byline|by-line|autor|auteur|autore|journalist|writer|redakteur|yazar|reporter|contributor", re.IGNORECASE)
_ASIDE = frozenset({"comment", "comments", "related", "sidebar", "<footer>", "footer", "<nav>", "widget", "popular", "recommended"})
_BEFORE, _AFTER, _TAIL = 6, 22, 6
_LINE = 140


def _named_for_author(place: Place) -> bool:
    """Whether the element, or one close around it, is named for authors."""
    at: Place | None = place
    for _ in range(4):
        if at is None:
            return False
        if at.role.lower() == "author" or _NAMED.search(" ".join(at.tokens)):
            return True
        at = at.parent
    return False


def printed_byline(blocks: Sequence[Block], head: int, first: int, last: int) -> list[str]:
    """The names of the byline nearest to the headline (`head`), else to the text (`first` to `last`).

    -1 marks a landmark that is not there. Nothing where no line is a byline beyond doubt.
    """
    anchor = head if head >= 0 else first
    if anchor < 0:
        return []
    end = min(len(blocks), max(anchor, first) + _AFTER if first <= anchor + 40 else anchor + _AFTER)
    places = list(range(anchor + 1, end)) + list(range(max(0, anchor - _BEFORE), anchor))[::-1]
    if last >= 0:
        places += [i for i in range(max(0, last - 1), min(len(blocks), last + _TAIL)) if i not in places]
    best: tuple[float, list[str]] | None = None
    for order, i in enumerate(places):
        found = _names_in(blocks, i)
        if found is None:
            continue
        score, names = found
        score -= 0.03 * order
        if best is None or score > best[0] + 0.01:
            best = (score, names)
        elif best is not None and score > best[0] - 0.12 and _same_row(blocks, i, names, best[1]):
            best[1].extend(n for n in names if n not in best[1])
    return best[1] if best is not None and best[0] > 0 else []


def _same_row(blocks: Sequence[Block], i: int, names: list[str], before: list[str]) -> bool:
    """Whether a block goes on with the byline of the one before it: names as links, one a block."""
    return i > 0 and len(names) == 1 and any(before[-1] in blocks[j].text for j in range(max(0, i - 3), i))


def _names_in(blocks: Sequence[Block], i: int) -> tuple[float, list[str]] | None:
    block = blocks[i]
    text = block.text.partition("\n")[0] if len(block.text) > _LINE else block.text.replace("\n", " | ")
    if len(text) > _LINE or not text:
        return None
    bare, prefixed = without_prefix(text)
    if not prefixed and i > 0 and len(blocks[i - 1].text) <= 24:
        prefixed = without_prefix(blocks[i - 1].text + " X")[0] == "X"
    linked = any(_AUTHOR_PATH.search(h[-120:]) for h in block.hrefs[:4])
    named = _named_for_author(block.place)
    if not (prefixed or linked or named):
        return None
    names = [n for n in split_names(text) if not is_role(n) or is_person(n)]
    people = [n for n in names if is_person(n)]
    kept = people or [n for n in names if looks_like_name(n) or is_agency(n)]
    if not kept or (len(bare) > 60 + 3 * sum(map(len, kept)) and not linked):
        return None
    score = 0.6 * prefixed + 0.5 * linked + 0.5 * named + (0.4 if people else -0.3)
    if not _ASIDE.isdisjoint(block.place.around):
        score -= 0.5
    if not people and not (prefixed or named):
        return None
    return score, kept
