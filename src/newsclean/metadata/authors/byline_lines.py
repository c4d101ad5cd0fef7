"""Split a line of a page that may be a byline: its parts, how each begins, and the people in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsclean.metadata.authors.eastern import joint_hangul, unbracketed
from newsclean.metadata.authors.names import is_divided, split_names, without_agency
from newsclean.metadata.authors.other_people import apart_from_others, names_others
from newsclean.metadata.authors.prefix import is_by_label, without_prefix
from newsclean.metadata.dates.text import dates_in
from newsclean.metadata.names.name_words import MIN_LIKENESS, MIN_LIKENESS_IN_BYLINE, reads_like_name
from newsclean.metadata.names.person_names import (
    has_given_name,
    is_agency,
    is_calendar_word,
    is_eastern,
    is_handle,
    is_label,
    is_organisation,
    is_person,
    is_role,
    looks_like_name,
)
from newsclean.metadata.names.tails import is_dateline, is_place
from newsclean.metadata.phrases import phrase_pattern
from newsclean.metadata.strings import DIGIT
from newsclean.text import late_pattern

# What separates the parts of a line: a mark, a date, a label in Han ("来源：… 作者：…").
_PARTS = late_pattern(r"\s*[|•·∙⋅●\n]\s*|\s+[–—-]\s+|\s*,\s+(?=\d)|\s+(?=[\u3400-\u9fff]{2,4}[:：])")
_PART_MARK = re.compile("[|•·∙⋅●\n–—,:：-]")  # what each of them has
_GLUED = phrase_pattern("bylines", "glued")
_GLUED_STARTS = frozenset({"By", "Vo", "Pa", "Po"})
_MID = phrase_pattern("bylines", "mid")
_JOINED = phrase_pattern("bylines", "joined")
_OTHERS_BY = phrase_pattern("bylines", "others_by")
_POSTED = phrase_pattern("bylines", "posted")
_STOPS = '.!?:…)]”"»'
_NEXT_SENTENCE = re.compile(r"[^\W\d_A-Z]{2}[.!?]\s+[^\W\d_a-z]|\d\.\s+[A-Z]")
# A name, and the place or the paper after a mark: "Ada Byron / Harbour".
_BEHIND_NAME = re.compile(r"(?P<name>[^\W\d_][^,/|–—]{3,40}?)\s*(?:[/|]|\s[-–—]\s)\s*[^\W\d_][^,/|–—]{1,24}")
_MAX_NAME_LINE_CHARS = 80
_MAX_JOINT = 5  # characters between two names: " and "
_MAX_LEAD_WORDS = 3  # before a "by" in the midst of a line: "Posted on Monday by …"
_MAX_BARE_CHARS = 160  # of an element named for authors whose name has no "By"


def may_name(text: str) -> bool:
    """Return whether some part of a line begins with a "By"."""
    if without_prefix(text)[1] or _GLUED.match(text):
        return True
    if not _JOINED.search(text):
        return False
    return any(without_prefix(part)[1] for part in (*_PARTS.split(text), *_MID.split(text)))


def unglued(text: str) -> str:
    """Return a line with a space after the word for by that a name runs on from: "ByAda Byron"."""
    return _GLUED.sub(r"\1 ", text) if text[:2] in _GLUED_STARTS else text


def labelled(text: str, glued: str) -> str:
    """Return a line whose elements were taken apart by commas, without those behind labels: "Words, Ada Byron"."""
    if text == glued:
        return text
    first, *rest = text.split(", ")
    before = line = first
    for piece in rest:
        line += (" " if is_by_label(before) else ": " if names_others(f"{before}: X") else ", ") + piece
        before = piece
    return line


def segments_of(text: str) -> tuple[list[str], bool]:
    """Return the parts of a line without its dates, and whether there was a date."""
    spans = [(f.start, f.end) for f in dates_in(text)] if DIGIT.search(text) else []
    for start, end in reversed(spans):
        text = f"{text[:start]} | {text[end:]}"
    text = joint_hangul(unglued(unbracketed(text) if text[:1] in "【（(" else text))
    parts: list[str] = []
    for part in _PARTS.split(text) if _PART_MARK.search(text) else [text]:
        for own in apart_from_others(part):
            parts += [own] if names_others(own) else _split_inside(own)
    return [p for p in parts if p.strip()], bool(spans)


def _split_inside(part: str) -> list[str]:
    """Return a part of a line before and from a "by" in its midst, unless that is in a sentence or in a name."""
    pieces = _MID.split(part)
    before = pieces[0].split()
    if len(pieces) < 2 or not before:
        return pieces
    if _OTHERS_BY.search(pieces[0]):
        return pieces[:1]
    if not pieces[1].lower().startswith("by ") and looks_like_name(without_prefix(pieces[0])[0]) and len(before) <= 4:
        return [part]  # "Anna von Berg": a particle
    verb = not pieces[1].lower().startswith(("by ", "von ", "par ", "por ", "door ", "di "))  # "written by"
    if verb and pieces[1][0].isupper():
        return pieces  # "12 comments Print Posted by Ada"
    if len(before) > _MAX_LEAD_WORDS:  # a sentence, but for "This entry was posted in News by Ada Byron"
        return pieces if pieces[0].rstrip()[-1] in _STOPS or _POSTED.search(pieces[0]) else [part]
    lower = before[-1][:1].islower() and (len(before) > 1 or not pieces[1].lower().startswith("by "))
    runs_on = before[0][:1].islower() or _NEXT_SENTENCE.search(part) is not None
    return [part] if lower and not verb and runs_on else pieces


def first_people(segments: Sequence[str]) -> list[str]:
    """Return the names of the first part that has a person's: parts after it say where, when and for whom."""
    names: list[str] = []
    for segment in segments:
        found = people_in(segment)
        if any(is_person(name) and not is_agency(name) for name in found):
            return found
        names += found
    return names


def is_name_line(text: str) -> bool:
    """Return whether a short line is a person's name, alone or with the job title, the place or the paper after it.

    >>> is_name_line("Ada Byron, Chief Harbour Correspondent"), is_name_line("Ada Byron and the harbour")
    (True, False)
    """
    text = text.strip(" ()（）[]【】［］")
    if is_person(text):
        return True
    if len(text) > _MAX_NAME_LINE_CHARS:
        return False
    behind = _BEHIND_NAME.fullmatch(text)
    if behind is not None:
        name = behind["name"].strip()
        return is_person(name) and has_given_name(name)
    titled = is_role(text) or is_agency(text.rpartition(",")[2].strip())
    if not (titled or is_divided(text)):
        return False
    names = without_agency(split_names(text))
    if not all(map(is_person, names)):
        return False
    sure = [has_given_name(name) or has_given_name(name.rpartition(" ")[2]) for name in names]
    if titled:
        return bool(names) and all(known or reads_like_name(name, 0.0) for known, name in zip(sure, names, strict=True))
    whole = len(" ".join(names)) + _MAX_JOINT * (len(names) - 1) >= len(text)  # no word is left out
    return len(names) > 1 and whole and any(sure)


def names_in_line(text: str) -> list[str]:
    """Return the names in the text of an element named for authors; nothing where it reads like something else."""
    segments, _ = segments_of(text[:300])
    if len(segments) > 12:
        return []
    for i in range(len(segments) - 1):
        if is_by_label(segments[i]):  # "By" in an element of its own
            segments[i] += f" {segments[i + 1]}"
    for segment in segments:
        if without_prefix(segment)[1] and (names := people_in(segment)):
            return names
    if len(text) > _MAX_BARE_CHARS:  # what tells about the author, or the whole story
        names = people_in(segments[0]) if segments else []
        return names if names and text.startswith(names[0]) and _is_sure(names[0]) else []
    weak: list[str] = []
    for segment in segments:
        names = people_in(segment)
        if any(map(is_person, names)):
            return names
        alone = names and 2 * len(names[0]) >= len(segment)  # no first word of a sentence
        if alone and not weak and not is_eastern(names[0]) and not is_calendar_word(names[0]):
            weak = names
    return weak


def _is_sure(name: str) -> bool:
    return is_person(name) and (has_given_name(name) or reads_like_name(name, 0.0))


def may_be_person(name: str, vouched: bool = False) -> bool:
    """Return whether a printed name is no phrase: with a given name, a publication's, or of words that names have.

    More may be the name of an author for whom a "By" or the markup has `vouched`.
    """
    if has_given_name(name) or is_agency(name) or is_organisation(name) or is_role(name):
        return True
    alone = " " not in name
    if alone and (vouched or is_handle(name) or not name[1:].islower()):
        return True
    return reads_like_name(name, MIN_LIKENESS_IN_BYLINE if vouched or alone else MIN_LIKENESS)


def people_in(segment: str, trusted: bool = False) -> list[str]:
    """Return the names in a segment that is not about somebody else; of a `trusted` one, whatever is there."""
    if names_others(segment) or is_dateline(segment):
        return []
    names = [n for n in split_names(segment) if is_person(n) or not is_role(n)]
    people = without_agency([n for n in names if is_person(n)])
    if people or not names or (len(names) > 1 and not trusted):
        return people
    name = names[0]
    phrase = " " in name and name.islower()  # "the numbers"
    phrase = phrase or is_calendar_word(name) or is_label(name) or is_place(name)
    return [name] if not phrase and (trusted or looks_like_name(name)) else []
