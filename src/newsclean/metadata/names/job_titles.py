"""Remove what surrounds a person's name in one piece of a byline: a job title, an agency, a month."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsclean.metadata.names.name_words import MIN_LIKENESS_IN_BYLINE, reads_like_name, word_likeness
from newsclean.metadata.names.person_names import (
    has_given_name,
    is_agency,
    is_calendar_word,
    is_organisation,
    is_person,
    is_role,
    is_team,
)
from newsclean.metadata.phrases import phrase_pattern, phrase_words
from newsclean.metadata.strings import folded

_TITLE_END = phrase_pattern("bylines", "title_end")
_DESKS = phrase_words("names", "desks")
_KINDS = phrase_words("names", "kinds")
_MAX_NAME_WORDS = 3
_UNLIKE_NAME = -1.0  # log-odds of a word that hardly is a name's
_SURE_NAME = 0.0  # log-odds of each word of a name without a known given name
_FIRMS = phrase_words("names", "firms")
_MAX_BUREAU_CHARS = 9  # behind a stroke
_MAX_TITLE_WORDS = 3  # of a job title before a name
_MIN_PHRASE_WORDS, _MAX_FAMILIES = 4, 2
_TWO_FAMILIES = re.compile(r"^\S+ .*\w\s[eyi]\s[A-ZÀ-Þ][^\s,]+$")


def without_role_after(part: str) -> str:
    """Return a name without the job title that follows it, as in "Ada Byron Senior Reporter"."""
    if not is_role(part):
        return part
    words = part.split()
    if is_agency(words[0]) or is_team(words[-1]):  # "AP Science Writer", "Great Harbour Editorial Team"
        return part
    role = next(i for i, word in enumerate(words) if is_role(word))
    while role > 2 and words[role - 1].casefold() in _DESKS and has_given_name(words[0]):
        role -= 1
    if role > 1 and words[role].casefold() in _DESKS:
        return " ".join(words[:role])
    for count in range(len(words) - 1, 1, -1):
        name = " ".join(words[:count])
        if not is_role(name) and is_role(words[count]):
            # no "Luxury Travel Expert"
            sure = has_given_name(name) or count < len(words) - 1 or _is_likely(words[:count])
            return name if sure and is_person(name) else part
    return part


def _is_likely(words: Sequence[str]) -> bool:
    """Return whether each word is rather a name's than a sentence's."""
    return all((word_likeness(word) or 0.0) > _SURE_NAME for word in words)


def is_job_title(text: str) -> bool:
    """Return whether all words of a text are job titles' or a newsroom's: "Senior Political Reporter"."""
    return all(is_role(word) or word in _DESKS or word in _KINDS for word in text.casefold().split())


def without_wire(part: str) -> str:
    """Return a name without the agency after it and what follows that: "Ada Byron AP", "Ada Byron CNN Science"."""
    words = part.split()
    for at in range(2, len(words)):
        if (words[at].isupper() or words[at] == "Ap") and is_agency(words[at]) and has_given_name(words[0]):
            return " ".join(words[:at])
    return part


def without_bureau(part: str) -> str:
    """Return a name without the agency behind a stroke: "Ada Byron/AFP"."""
    name, stroke, agency = part.rpartition("/")
    if not stroke or not is_person(name := name.strip()) or is_agency(name):
        return part
    short = len(agency) <= _MAX_BUREAU_CHARS and " " not in agency.strip() and has_given_name(name)
    return name if short or is_agency(agency.strip()) else part


def without_paper(part: str) -> str:
    """Return a name without the paper's after it: "Ada Byron Harbour Post-Herald"."""
    before, the, _ = part.partition(" The ")
    if the and is_person(before) and has_given_name(before):
        return before  # "Ada Byron The Patriot Ledger"
    words = part.split()
    for at in range(2, min(len(words) - 1, _MAX_NAME_WORDS + 1)):
        name, paper = " ".join(words[:at]), " ".join(words[at:])
        if has_given_name(name) and is_organisation(paper) and is_person(name) and not is_role(part):
            return name if _FIRMS.isdisjoint(paper.casefold().replace(".", "").split()) else part
    return part


def without_role_before(part: str) -> str:
    """Return a name without the job title before it: "Sports Editor Ada Byron", "Harbour-Reporterin Ada Byron"."""
    words = part.split()
    for count in range(1, min(len(words) - 1, _MAX_TITLE_WORDS + 1)):
        rest = " ".join(words[count:])
        if (
            (is_role(words[count - 1]) or _TITLE_END.search(words[count - 1]))
            and is_person(rest)
            and (has_given_name(rest) or _is_likely(words[count:]))
        ):
            return rest
    return part


def without_month(part: str) -> str:
    """Return a name without the month whose day and year were taken off after it."""
    words = part.split()
    return " ".join(words[:-1]) if len(words) > 1 and is_calendar_word(words[-1]) else part


def may_follow(name: str) -> bool:
    """Return whether words after a person's name may name one more author, and not what the person is."""
    if not name.isascii() or has_given_name(name) or is_agency(name) or is_organisation(name):
        return True
    known = [word_likeness(word) or 0.0 for word in name.split()]
    return max(known) > _UNLIKE_NAME or sum(known) / len(known) >= MIN_LIKENESS_IN_BYLINE


def is_firm(part: str, pieces: Sequence[str]) -> bool:
    """Return whether words joined by "&" are one name, as of partners: "Byron & Byron"."""
    keys = [folded(piece) for piece in pieces]
    if "&" in part and len(set(keys)) < len(keys):
        return True
    return "&" in part and all(" " not in piece.strip() and not has_given_name(piece) for piece in pieces)


def is_phrase(part: str, pieces: Sequence[str]) -> bool:
    """Return whether words joined by a "with" or "and" are no names: "Starts With A Bang"."""
    return (
        len(part.split()) >= _MIN_PHRASE_WORDS
        and "," not in part
        and all(
            piece.isascii() and not has_given_name(piece) and not is_agency(piece) and not reads_like_name(piece)
            for piece in pieces
        )
    )


def has_two_family_names(name: str, pieces: Sequence[str]) -> bool:
    """Return whether two pieces of a name are one person's: "Ada Vega y Quill"."""
    if len(pieces) != _MAX_FAMILIES or not _TWO_FAMILIES.search(name) or not is_person(name):
        return False
    last = pieces[1].strip()  # a given name alone, an agency, a newsroom is one more author
    return not (has_given_name(last) or is_agency(last) or is_role(last) or is_organisation(last))
