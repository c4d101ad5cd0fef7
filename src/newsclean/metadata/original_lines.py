"""Find the line of a republished piece that says where it first appeared, and the publication's name in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from newsclean.metadata.calendars import calendar_words
from newsclean.metadata.dates.text import dates_in
from newsclean.metadata.landmarks import Landmarks
from newsclean.metadata.names.person_names import has_given_name, is_agency, is_eastern, is_organisation, is_person
from newsclean.metadata.notices import PHOTO
from newsclean.metadata.phrases import phrase_pattern, phrase_words
from newsclean.metadata.site_names import letters
from newsclean.metadata.strings import DIGIT, word_set
from newsclean.model import Block
from newsclean.urls import registrable_domain

_SENTENCES = (phrase_pattern("originals", "sentence"), phrase_pattern("originals", "eastern_sentence"))
_VIA = phrase_pattern("originals", "via")
_LABELS = (phrase_pattern("originals", "label"), phrase_pattern("originals", "eastern_label"))
_STARTS = phrase_words("originals", "starts")
_FIRST_WORD = re.compile(r"[\W_]{0,4}([^\W_]+)")
_BEFORE_NAME = phrase_pattern("originals", "before_name")
_BEHIND_NAME = phrase_pattern("originals", "behind_name")
_NO_NAME = phrase_pattern("originals", "no_name")
_ASIDE = word_set(
    "comment comments related sidebar <nav> <figcaption> caption teaser widget gallery credit credits recommended"
)
_BEFORE, _BEHIND, _TAIL = 3, 2, 8  # blocks from the headline up, from the text's beginning, from its end, to look at
_MAX_LINE_CHARS = 300
_MAX_NAME_CHARS, _MAX_NAME_WORDS = 60, 7
_MIN_DAY_CHARS = 4  # of a name that is a month or a weekday; "Sun" is a newspaper
_MIN_OWN_CHARS = 4  # of a name that is told as the site's by a part of it
_SHARING = frozenset({"facebook.com", "twitter.com", "x.com", "t.co", "linkedin.com", "reddit.com", "pinterest.com"})
_SHARE = re.compile(r"/share\b|/sharer|/intent/|[?&]ur?l?=http", re.IGNORECASE)
_CITATION = re.compile(r"\b(?:19|20)\d\d;\s?\d")  # of a journal's article
_EASTERN_JOINT = re.compile(r"\s?[-–—－]\s?")
_QUOTES = " \t.,:：;*_[]()（）【】《》\"“”„«»'‘’–—-"


class Source(NamedTuple):
    """The publication that a line names, and the URL that it links to."""

    name: str
    url: str | None


def source_line(blocks: Sequence[Block], landmarks: Landmarks, own: Collection[str], site: str | None) -> Source | None:
    """Return what the first line around the text says of the piece's source; None where none does.

    `own` are the site's names, as `letters`: a piece of the site itself has no other source.
    """
    for i, labelled in _places(len(blocks), landmarks):
        block = blocks[i]
        text = block.text
        if len(text) > _MAX_LINE_CHARS or "\n" in text:
            continue
        sentences, labels = _patterns(text, labelled)
        if not (sentences or labels) or not _ASIDE.isdisjoint(block.element.around):
            continue
        for pattern in (*sentences, *labels):
            match = pattern.search(text)
            if match is None or PHOTO.search(text):
                continue
            if pattern in labels and _names_several(match["name"]):
                return None
            if (name := source_name(match["name"], own)) is None:
                continue
            if pattern in sentences or not _is_about(name, blocks, landmarks.head):
                return Source(name, foreign_link(block.hrefs, site))
    return None


def _names_several(value: str) -> bool:
    """Return whether a label has several organisations behind it: sources of what the piece says."""
    rest = value.partition(", ")[2]
    return rest[:1].isupper() and len(rest.split()) > 1 and is_organisation(rest)


def _is_about(name: str, blocks: Sequence[Block], head: int) -> bool:
    """Return whether a headline has a name: whom a piece is about is the source of its facts, not of the piece."""
    key = letters(name)
    return head >= 0 and len(key) >= _MIN_OWN_CHARS and key in letters(blocks[head].text)


def _patterns(text: str, labelled: bool) -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    """Return the sentences and labels that may fit a line, told by its first word and its script."""
    start = _FIRST_WORD.match(text)
    likely = start is not None and (start[1].casefold() in _STARTS or not start[1].isascii())
    eastern = is_eastern(text[:_MAX_LINE_CHARS])
    sentences = (_SENTENCES[:1] if likely else ()) + (_SENTENCES[1:] if eastern else ())
    labels = ((_LABELS[0], _VIA) if likely else ()) + (_LABELS[1:] if eastern else ())
    return sentences, labels if labelled else ()


def _places(count: int, landmarks: Landmarks) -> Iterator[tuple[int, bool]]:
    """Yield the blocks to look at, each with whether a label ("Source:") counts there: not in the text or in menus."""
    head, first, last = landmarks
    start = head if head >= 0 else first
    if start < 0:
        return
    for i in range(max(0, start - _BEFORE), min(count, max(first, start) + _BEHIND)):
        yield i, i <= max(first, start)
    for i in range(max(first + _BEHIND, last - 1), min(count, last + _TAIL)):
        yield i, i >= last


def source_name(value: str, own: Collection[str]) -> str | None:
    """Return the publication's name at the beginning of a line's rest; None where there is none but the site's own.

    >>> source_name("the Harbour Post on March 3, 2020 under another title.", ())
    'Harbour Post'
    """
    if _CITATION.search(value):
        return None
    if DIGIT.search(value):
        value = next((value[: found.start] for found in dates_in(value)[:1]), value)
    name = value.lstrip("于於" + _QUOTES)
    for _ in range(2):
        name = _BEHIND_NAME.sub("", _BEFORE_NAME.sub("", name)).strip(_QUOTES)
    name, _, rest = name.partition(", ")
    if is_agency(rest.strip(_QUOTES)) and is_person(name) and has_given_name(name):
        name = rest.strip(_QUOTES)  # "Ada Byron, dpa"
    if is_eastern(name):
        pieces = [piece for piece in _EASTERN_JOINT.split(name) if letters(piece) not in own]
        name = name if len(pieces) == len(_EASTERN_JOINT.split(name)) else "-".join(pieces)
    if not 2 <= len(name) <= _MAX_NAME_CHARS or len(name.split()) > _MAX_NAME_WORDS or _NO_NAME.search(name):
        return None
    if name[0].islower() and "." not in name and not any(map(str.isupper, name[1:])) and not is_agency(name):
        return None  # the middle of a sentence
    words = name.casefold().split()
    if all(word.isdigit() or word in calendar_words() for word in words) and len(name) >= _MIN_DAY_CHARS:
        return None  # when it was published
    key = letters(name)
    return None if not key or any(_same(key, each) for each in own) else name


def _same(key: str, own: str) -> bool:
    return key == own or (len(min(key, own, key=len)) >= _MIN_OWN_CHARS and (key in own or own in key))


def foreign_link(hrefs: Sequence[str], site: str | None) -> str | None:
    """Return the first URL of another site than `site`, but for those that share the piece."""
    links = (href for href in hrefs[:3] if href[:4].lower() == "http" and not _SHARE.search(href))
    return next((href for href in links if registrable_domain(href) not in (site, None, *_SHARING)), None)
