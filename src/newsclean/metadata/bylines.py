"""The byline as printed: the line near the headline that names who wrote the article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from newsclean.metadata.author_names import split_names, without_prefix
from newsclean.metadata.date_text import dates_in
from newsclean.metadata.elements import InlineRuns
from newsclean.metadata.landmarks import Landmarks
from newsclean.metadata.person_names import (
    is_agency,
    is_calendar_word,
    is_eastern,
    is_person,
    is_role,
    looks_like_name,
    names_agency,
)
from newsclean.metadata.phrases import phrase_pattern
from newsclean.metadata.strings import DIGIT, word_set
from newsclean.model import Block, Element

# Parts of an address's path that authors' pages have. Looked up part by part: a pattern takes ten times as long.
_AUTHOR_PARTS = frozenset(
    (
        "author authors autor autoren autores autorin auteur auteurs autore autori people profile profiles"
        " journalist journalists contributor contributors by staff team redakteur redakteure writer writers"
        " columnist columnists expert experts reporter person user users member members avtor yazar yazarlar"
        " muhabir author-profile producers"
    ).split()
)
_HANDLE_PART = re.compile(r"@[\w.-]{1,40}")
_NAMED = re.compile(
    r"author|byline|by-line|autor|auteur|autore|journalist|writer|redakteur|yazar|reporter|contributor"
    r"|profil-",
    re.IGNORECASE,
)
_ASIDE = word_set(
    "comment comments commentlist kommentar kommentare reply respond related sidebar footer <footer> "
    "<nav> <figcaption> popular recommend"
    " recommended recommendations teaser teasers widget gallery credit credits carousel testimonial "
    "testimonials caption"
)
# Lines that name somebody else.
_OTHERS = phrase_pattern("bylines", "others")
# A newsroom's own signature.
_DESK = phrase_pattern("bylines", "desk")
_PARTS = re.compile(r"\s*[|•·∙⋅●\n]\s*|\s+[–—-]\s+|\s*,\s+(?=\d)")
_GLUED = phrase_pattern("bylines", "glued")
_MID = phrase_pattern("bylines", "mid")
_JOINED = phrase_pattern("bylines", "joined")
_BEFORE, _AFTER, _TAIL = 6, 22, 6
_LINE = 140
_MAX_DATE_LINE = 40  # characters
_MAX_LEAD_WORDS = 3  # before a "by" in the midst of a line: "Posted on Monday by …"
_SURE = 1.0  # a line that begins with a "By" and links to, or is named for, its author
_SIGNED = -1.0  # landmarks a signature below the text: its distance to the headline does not count


def _named_for_author(element: Element, known: dict[Element, bool]) -> bool:
    """Whether the element, or one close around it, is named for authors. `known` holds the answers of a page."""
    if element not in known:
        known[element] = _is_named(element)
    return known[element]


def _is_named(element: Element) -> bool:
    at: Element | None = element
    for _ in range(4):
        if at is None:
            return False
        if (at.role and at.role.lower() == "author") or any(map(_is_author_token, at.tokens)):
            return True
        at = at.parent
    return False


def _is_author_address(href: str) -> bool:
    """Whether a link leads to a page about an author."""
    for part in href[-160:].lower().split("/")[1:]:
        name = part.partition("?")[0].partition(".html")[0]
        if name in _AUTHOR_PARTS or (part[:1] == "@" and _HANDLE_PART.fullmatch(name)):
            return True
    return False


@lru_cache(maxsize=8192)
def _is_author_token(token: str) -> bool:
    return _NAMED.search(token) is not None


class _Spot(NamedTuple):
    """Where a block stands to the article."""

    close: bool  # just below the headline
    inside: bool  # in the midst of the text
    signature: bool  # where a text is signed: its last block or the one below it
    known: dict[Element, bool]  # which of the page's elements are named for authors
    runs: InlineRuns


def printed_byline(blocks: Sequence[Block], landmarks: Landmarks, runs: InlineRuns) -> list[str]:
    """The names of the byline nearest to the headline, else to the text; nothing where none is sure."""
    head, first, last = landmarks
    anchor = head if head >= 0 else first - 1
    if anchor < -1 or not blocks:
        return []
    # Where the article itself stands in such an element, the name says nothing.
    aside = _ASIDE - blocks[max(anchor, 0)].element.around
    known: dict[Element, bool] = {}
    beside: dict[Element, bool] = {}
    best: tuple[float, list[str], int] | None = None
    for order, i in enumerate(_positions(len(blocks), anchor, landmarks)):
        if best is not None and best[0] >= _SURE and i > best[2] + 3:
            break
        element, size = blocks[i].element, len(blocks[i].text)
        if size < 2 or (size > _LINE and "\n" not in blocks[i].text):
            continue
        if element not in beside:
            beside[element] = not aside.isdisjoint(element.around)
        if beside[element]:
            continue
        signature = i in (last, last + 1) and i > first and len(blocks[i - 1].text) > 40
        close = anchor < i <= anchor + 4
        text = blocks[i].text.partition("\n")[0] if size > _LINE else blocks[i].text
        spot = _Spot(close, first + 2 < i < last, signature, known, runs)
        found = _names_in(blocks, i, _GLUED.sub(r"\1 ", text), spot)
        if found is None:
            continue
        score = 0.5 if found[0] == _SIGNED else found[0] - 0.03 * order - 0.3 * (i > last >= 0)
        if best is None or score > best[0] + 0.01:
            best = (score, found[1], i)
        elif score > best[0] - 0.15 and abs(i - best[2]) <= 3 and len(found[1]) == 1:
            best[1].extend(n for n in found[1] if n not in best[1])  # one name a block
    return best[1] if best is not None and best[0] > 0.2 else []


def _positions(count: int, anchor: int, landmarks: Landmarks) -> list[int]:
    """The blocks to look at: below the headline, above it, around the end of the text."""
    _, first, last = landmarks
    end = anchor + _AFTER
    if anchor < first <= anchor + 40:
        end = max(end, first + 3)
    positions = dict.fromkeys(range(anchor + 1, min(end, count)))
    positions.update(dict.fromkeys(reversed(range(max(0, anchor - _BEFORE), max(anchor, 0)))))
    if last >= 0:
        positions.update(dict.fromkeys(range(max(0, last - 1), min(count, last + _TAIL))))
    return list(positions)


def _may_name(text: str) -> bool:
    """Whether some part of a line begins with a "By"."""
    if without_prefix(text)[1] or _GLUED.match(text):
        return True
    if not _JOINED.search(text):
        return False
    return any(without_prefix(part)[1] for part in (*_PARTS.split(text), *_MID.split(text)))


def _segments(text: str) -> tuple[list[str], bool]:
    """The parts of a line without its dates, and whether there was a date."""
    spans = [(f.start, f.end) for f in dates_in(text)] if DIGIT.search(text) else []
    for start, end in reversed(spans):
        text = f"{text[:start]} | {text[end:]}"
    text = _GLUED.sub(r"\1 ", text)
    parts: list[str] = []
    for part in _PARTS.split(text):
        parts += [part] if _OTHERS.search(part) else _split_inside(part)
    return [p for p in parts if p.strip()], bool(spans)


def _split_inside(part: str) -> list[str]:
    """A part of a line before and from a "by" in its midst, unless that stands in a sentence or in a name."""
    pieces = _MID.split(part)
    before = pieces[0].split()
    if len(pieces) < 2 or not before:
        return pieces
    if not pieces[1].lower().startswith("by ") and looks_like_name(without_prefix(pieces[0])[0]) and len(before) <= 4:
        return [part]  # "Anna von Berg": a particle
    verb = not pieces[1].lower().startswith(("by ", "von ", "par ", "por ", "door ", "di "))  # "written by"
    lower = before[-1][:1].islower() and len(before) > 1
    return [part] if lower and not verb and (before[0][:1].islower() or len(before) > _MAX_LEAD_WORDS) else pieces


def _names_in(blocks: Sequence[Block], i: int, text: str, spot: _Spot) -> tuple[float, list[str]] | None:
    """How surely a block is the byline, and its names."""
    block = blocks[i]
    if not 2 <= len(text) <= _LINE + 1:
        return None
    linked = not spot.inside and any(map(_is_author_address, block.hrefs[:3]))
    named = _named_for_author(block.element, spot.known)
    before = blocks[i - 1].text if i and len(blocks[i - 1].text) <= 24 else ""
    led = bool(before) and without_prefix(before + " X")[0] == "X"
    if not (linked or named or led or spot.close or spot.signature or _may_name(text)):
        return None
    if block.level and spot.inside and not (linked or named):
        return None  # a list in the story
    text = spot.runs.separate(text)
    segments, dated = _segments(text)
    dated = dated or (spot.close and is_person(text) and _dated_below(blocks, i))
    for segment in segments:
        if (led or without_prefix(segment)[1]) and (names := _people(segment, linked or named)):
            return 0.8 + 0.3 * linked + 0.3 * named + 0.1 * is_person(names[0]), names
    if not (linked or named or spot.close or spot.signature) or len(segments) > 6:
        return None
    signed = text.strip(" ()（）[]【】").removesuffix(".")
    if spot.signature and len(text) <= 40 and block.tag[0] != "h" and (is_person(signed) or _DESK.search(signed)):
        return _SIGNED, [signed]
    if not (linked or named or dated or names_agency(text)):
        return None
    names = _first_people(segments)
    people = [n for n in names if is_person(n)]
    agency = spot.close and any(map(is_agency, people))
    if people and (linked or named or dated or agency) and len(text) <= 60 + sum(map(len, people)):
        sure = spot.close and (dated or agency)
        return 0.5 * linked + 0.5 * named + 0.3 * sure + 0.15, people
    if names and (linked or named) and len(text) <= 30 + len(names[0]):
        return 0.4 * linked + 0.4 * named, names[:1]
    return None


def _dated_below(blocks: Sequence[Block], i: int) -> bool:
    """Whether one of the two lines below is a date: in bylines of several lines names stand above it."""
    below = (block.text for block in blocks[i + 1 : i + 3] if len(block.text) <= _MAX_DATE_LINE)
    return any(DIGIT.search(text) and dates_in(text) for text in below)


def _first_people(segments: Sequence[str]) -> list[str]:
    """The names of the first part that has a person's: parts behind it say where, when and for whom."""
    names: list[str] = []
    for segment in segments:
        found = _people(segment)
        if any(is_person(name) and not is_agency(name) for name in found):
            return found
        names += found
    return names


def names_in_line(text: str) -> list[str]:
    """The names in the text of an element named for authors; nothing where it reads like something else."""
    segments, _ = _segments(text[:300])
    if len(segments) > 12:
        return []
    for segment in segments:
        if without_prefix(segment)[1] and (names := _people(segment)):
            return names
    weak: list[str] = []
    for segment in segments:
        names = _people(segment)
        if any(map(is_person, names)):
            return names
        if names and not weak and not is_eastern(names[0]) and not is_calendar_word(names[0]):
            weak = names
    return weak


def _people(segment: str, trusted: bool = False) -> list[str]:
    """The names in a segment that is not about somebody else; of a `trusted` one, whatever stands there."""
    if _OTHERS.search(segment.strip()):
        return []
    names = [n for n in split_names(segment) if is_person(n) or not is_role(n)]
    people = [n for n in names if is_person(n)]
    if people or not names or (len(names) > 1 and not trusted):
        return people
    name = names[0]
    phrase = " " in name and name.islower()  # "the numbers"
    return [name] if not phrase and not is_calendar_word(name) and (trusted or looks_like_name(name)) else []
