"""What stands around a person's name in one piece of a byline, taken off: an office, an agency, a month."""

from __future__ import annotations

from newsclean.metadata.person_names import has_given_name, is_agency, is_calendar_word, is_person, is_role
from newsclean.metadata.phrases import phrase_pattern, phrase_words

_TITLE_END = phrase_pattern("bylines", "title_end")
_DESKS = phrase_words("names", "desks")
_MAX_TITLE_WORDS = 3  # of an office in front of a name


def without_office(part: str) -> str:
    """A name without the office that follows it, as in "Ada Byron Senior Reporter"."""
    if not is_role(part):
        return part
    words = part.split()
    if is_agency(words[0]):  # "AP Science Writer"
        return part
    office = next(i for i, word in enumerate(words) if is_role(word))
    while office > 2 and words[office - 1].casefold() in _DESKS and has_given_name(words[0]):
        office -= 1
    if office > 1 and words[office].casefold() in _DESKS:
        return " ".join(words[:office])
    for count in range(len(words) - 1, 1, -1):
        name = " ".join(words[:count])
        if not is_role(name) and is_role(words[count]):
            sure = has_given_name(name) or count < len(words) - 1  # no "Luxury Travel Expert"
            return name if sure and is_person(name) else part
    return part


def without_wire(part: str) -> str:
    """A name without the agency behind it, and what follows that, as in "Ada Byron AP" or "Ada Byron CNN Science"."""
    words = part.split()
    for at in range(2, len(words)):
        if (words[at].isupper() or words[at] == "Ap") and is_agency(words[at]) and has_given_name(words[0]):
            return " ".join(words[:at])
    return part


def without_title(part: str) -> str:
    """A name without the office in front of it, as in "Sports Editor Ada Byron" or "Harbour-Reporterin Ada Byron"."""
    words = part.split()
    for count in range(1, min(len(words) - 1, _MAX_TITLE_WORDS + 1)):
        rest = " ".join(words[count:])
        if (
            (is_role(words[count - 1]) or _TITLE_END.search(words[count - 1]))
            and is_person(rest)
            and has_given_name(rest)
        ):
            return rest
    return part


def without_month(part: str) -> str:
    """A name without the month whose day and year were taken off behind it."""
    words = part.split()
    return " ".join(words[:-1]) if len(words) > 1 and is_calendar_word(words[-1]) else part
