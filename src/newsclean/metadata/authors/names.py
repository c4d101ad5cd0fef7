"""Clean author names from bylines and metadata: remove roles, places, handles and prefixes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import filterfalse

from newsclean.metadata.authors.eastern import (
    bare_byline,
    names_in_row,
    without_title_before,
    without_title_behind,
)
from newsclean.metadata.authors.other_people import without_others
from newsclean.metadata.authors.prefix import without_prefix
from newsclean.metadata.names.job_titles import (
    has_two_family_names,
    is_firm,
    is_job_title,
    is_phrase,
    may_follow,
    without_bureau,
    without_month,
    without_paper,
    without_role_after,
    without_role_before,
    without_wire,
)
from newsclean.metadata.names.name_words import reads_like_name
from newsclean.metadata.names.person_names import (
    has_given_name,
    is_agency,
    is_calendar_word,
    is_eastern,
    is_organisation,
    is_person,
    is_role,
    is_surely_person,
    looks_like_name,
)
from newsclean.metadata.names.tails import (
    is_degree,
    is_junior,
    is_place,
    is_turned,
    once,
    turned,
    without_months,
    without_place,
)
from newsclean.metadata.phrases import phrase_pattern, phrase_words
from newsclean.metadata.strings import DIGIT, folded, tidy, word_set
from newsclean.text import late_pattern

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_HANDLE = re.compile(r"@\w{2,40}")
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_BRACKETS = late_pattern(r"\([^()]{0,120}\)|\[[^\[\]]{0,120}\]|（[^（）]{0,60}）|【[^【】]{0,60}】")
_MARK = re.compile(r"[^\w\s.,'’]")  # one of which has whatever is in brackets, or made of fields
# What separates names, and what separates the fields of a byline: name, place, date.
_HARD = late_pattern(
    r"\s*(?:;(?:\s(?:and|und|et|y|e)(?=\s))?|、|；|\n|\s/\s|(?<=[\u3040-\u9fff\uac00-\ud7af])[，,／/]|／)\s*"
)
_STOPPED = re.compile(r"(?<=\w\s)(?<![.\s]\s)([^\W\d_][a-zß-ÿ'’-]{3,})\.\s+(?=[A-ZÀ-Þ])")  # "Ada Byron. Reporter."
_FIELDS = re.compile(r"\s*[|｜•·∙]\s*|\s*—\s*|\s[–-]\s")
_SOFT = phrase_pattern("bylines", "and")
_BEFORE_DATE = phrase_pattern("bylines", "before_date")
_AND_WORD = phrase_pattern("bylines", "and_word")
_LEADING_AND = phrase_pattern("bylines", "leading_and")
_CUT = phrase_pattern("bylines", "after_name")
_AFTER = phrase_pattern("bylines", "then_date")
_WEEKDAY = phrase_pattern("bylines", "weekday")
_ADDRESS = re.compile(r"(?P<site>(?:[\w-]{1,40}\.){1,3}[a-z]{2,10}), \w[^|]{2,60}$")
_INITIALS = re.compile(r"(?<=[\w.])\s/\s?[A-Z]{2,3}$")  # whoever at the publication: "Harbour Post /AB"
_OPENED = re.compile(r"(?P<before>[^()]{2,80}?)\s*\((?P<inside>[^()]{1,40})$")  # "WASHINGTON (AFP"
_WHOLLY_BRACKETED = late_pattern(r"[\[\(（【［〔](?P<inside>[^\[\]()（）【】［］〔〕]{2,80})[\]\)）】］〕]")
_GUEST = phrase_pattern("bylines", "guest")
_JOINT = phrase_pattern("bylines", "run_on")
_WHOSE = phrase_words("names", "whose")
_NO_AUTHOR = frozenset().union(
    *(phrase_words("names", name) for name in ("generic", "eastern_places", "eastern_nobody"))
)
_COUNTED = phrase_pattern("bylines", "counted")
_PATH = re.compile(r"\w\.[a-z]{2,10}/\w")  # of a URL without its scheme
# No person's: "q_admin", "user-204".
_ACCOUNT = re.compile(r"\w{0,4}admin\w{0,2}|user[\W_]?\d{1,9}|(?=\w*\d\w*\d)(?=\w*[a-z])\w{16,}", re.IGNORECASE)
_NUMBERED = re.compile(r"\d{1,3} \w+ \w")  # "5 Great Ways"
_PARTICLES, _PARTICLES_JOINED = " von und zu ", " von_und_zu "  # of one name
_UNMARKED = dict.fromkeys(map(ord, "©®™"))
_NO_NAME, _BEFORE_DATES = frozenset("{}%=<>!?¿¡#$"), word_set("Le El Il Den Am On")  # of templates; of lines
_MAX_NAME, _MAX_AUTHORS, _MAX_KEPT_CHARS = 90, 40, 120  # the last of a byline that is kept for the next time
_MIN_CUT_CHARS = 3  # taken off a name that what follows belongs to: "in", and a place


def split_names(raw: str) -> list[str]:
    """Return the names in one byline, cleaned, in order; nothing where it holds none.

    >>> split_names("By Ada Byron, Science Editor, and Mary Somerville in Marlow")
    ['Ada Byron', 'Mary Somerville']
    """
    return list(_split_short(raw)) if len(raw) <= _MAX_KEPT_CHARS else _split(raw)


@lru_cache(maxsize=2048)  # a page gives a name several times, and a site's pages the same ones
def _split_short(raw: str) -> tuple[str, ...]:
    return tuple(_split(raw))


def _split(raw: str) -> list[str]:
    text = without_others((tidy(raw, 1000) or "").translate(_UNMARKED).strip())
    text = text.replace(_PARTICLES, _PARTICLES_JOINED)
    if "@" in text or "/" in text or "www." in text:
        text = _URL.sub(" ", _HANDLE.sub(" ", _EMAIL.sub(" ", text)))
    text = _without_brackets(text) if _MARK.search(text) else " ".join(text.split())
    text = _JOINT.sub(" ", text)  # "ByronFollow": the page's elements were without a space
    if is_eastern(text):
        text = bare_byline(text)
    text = without_prefix(without_prefix(_GUEST.sub(r"\g<by>", text))[0])[0]
    if DIGIT.search(text):
        text = _AFTER.sub("", text)
    text = once(_STOPPED.sub(r"\1 | ", text).strip(" :,-–—|/·•"))
    if (site := _ADDRESS.match(text)) is not None:
        return [site["site"]]  # "harbour.example, Bristol, England"
    found: list[str] = []
    people: list[str] = []
    marked = _MARK.search(text) is not None
    for field in filterfalse(is_place, _FIELDS.split(text) if marked else [text]):
        names = [name for part in (_HARD.split(field) if marked else [field]) for name in _soft_split(part)]
        if people and not (names and all(map(is_surely_person, names))):
            break  # what follows the names is where and when
        if people or any(is_person(name) and not is_agency(name) for name in names):
            people += names
        found += names
    return people or [name for name in found if len(found) > 1 or name not in _BEFORE_DATES]


def is_divided(text: str) -> bool:
    """Return whether a line can hold more than one name at all."""
    return "." in text or is_eastern(text) or (_MARK.search(text) or _SOFT.search(text)) is not None


def _without_brackets(text: str) -> str:
    """Return a byline that is in brackets without them, and another one without what is in brackets."""
    if (bracketed := _WHOLLY_BRACKETED.fullmatch(text)) is not None:
        text = bracketed["inside"]
    if (opened := _OPENED.match(text)) is not None:
        text = opened["inside"] if is_agency(opened["inside"]) else opened["before"]
    return " ".join(_BRACKETS.sub(" ", text).split())


def _soft_split(part: str) -> list[str]:
    """Return the names in a part: commas and "and" separate names, but also a name from a job title or a degree."""
    whole = _one(part)
    pieces = [_LEADING_AND.sub("", p) for p in _SOFT.split(part) if p and p.strip()]
    if (names := _at_once(part, whole, pieces)) is not None:
        return names
    found: list[str] = []
    rest = 0
    over = False  # after a job title or a place only names that surely are: "Ada Byron, Product Manager, Harbour Maps"
    for piece in pieces:
        named = bool(found) and is_person(found[0]) and not is_agency(found[0])
        if named and (is_role(piece) or is_place(piece.split()[-1])):
            over = True
            continue  # "Ada Byron, Home and Garden Editor", "Ada Byron, New Delhi"
        name = _one(piece)
        if name is None or (found and is_person(found[0]) and is_place(piece)):
            continue
        if found and (is_junior(name) or (len(piece.split()) <= 2 and is_degree(name))):
            found[-1] += ", " + name
        elif over and not has_given_name(name):
            continue
        elif found and has_given_name(found[0]) and not may_follow(name):
            rest += 1  # "Ada Byron, Master Shipwright"
        elif looks_like_name(name) or is_agency(name) or not found:
            found.append(name)
            over = over or (is_person(name) and len(name) + _MIN_CUT_CHARS < len(without_prefix(piece)[0]))
        else:
            rest += 1
    people = any(map(is_person, found))
    if found and not people and is_organisation(found[0]) and not any(map(is_organisation, pieces[1:])):
        return found[:1]  # "Harbour Press Ltd, Bristol, England"
    if whole and not people and (not found or is_organisation(whole) or (rest and len(whole.split()) < 8)):
        return [whole]
    return found


def _at_once(part: str, whole: str | None, pieces: list[str]) -> list[str] | None:
    """Return the names in a part that is one name, or nothing but names; None where each piece must be looked at."""
    if whole and names_in_row(row := whole.split()):
        return row
    if len(pieces) < 2 or (whole and (is_firm(part, pieces) or is_phrase(part, pieces))):
        return [whole] if whole else []
    if whole is None and " " in part and part.islower() and part.isascii() and not any(map(has_given_name, pieces)):
        return []  # "making a donation"
    if whole and has_two_family_names(whole, pieces):
        return [whole]
    if len(pieces) == 2 and "," in part and is_turned(*map(str.strip, pieces)):
        return [turned(part)]
    if all(map(is_organisation, pieces)):
        return pieces  # "Harbour Press Ltd, Bay Maps Ltd"
    if whole and is_organisation(pieces[0]) and _AND_WORD.search(part) and not any(map(has_given_name, pieces)):
        return [whole]  # "Department for Rivers, Canals and Harbours"
    return None


def _one(part: str) -> str | None:
    """Return one name, or None for what is no name."""
    part = without_prefix(without_title_before(part.strip()).strip())[0].strip(" \t:,;-–—|/·•\"'“”„«»*")
    if ("(" in part) != (")" in part):
        part = part.strip("()")
    part = _BEFORE_DATE.sub("", part)
    cut = _CUT.sub("", part)
    if DIGIT.search(part) and not DIGIT.search(cut):
        cut = without_month(cut)
    if not is_organisation(part) or (is_person(cut) and has_given_name(cut)):
        part = cut
    part = without_role_before(without_role_after(_WEEKDAY.sub("", without_title_behind(part)).strip(" :,;-–—|/·•")))
    if part.endswith(".") and len(part) > 3 and part[-3] != " " and part[-3] != ".":
        part = part[:-1] if len(part.split()[-1]) > 4 else part
    part = without_place(without_months(without_paper(without_wire(part))))
    part = without_bureau(_INITIALS.sub("", part) if "/" in part else part)
    part = _COUNTED.sub("", part).replace(_PARTICLES_JOINED, _PARTICLES)
    if not 1 < len(part) <= _MAX_NAME or not _NO_NAME.isdisjoint(part):
        return None
    if not any(map(str.isalpha, part)):
        return None
    words = part.casefold().split()
    if not _WHOSE.isdisjoint(words[:-1][:1]):
        return None  # "our editors", "our reporter Ada"
    if "by" in words[1:-1] or (len(words) > 1 and part.islower() and not _may_be_lower(part)):
        return None  # "Edited by Ada Byron", "public domain"
    if _PATH.search(part) or _ACCOUNT.fullmatch(part) or (_NUMBERED.match(part) and not is_organisation(part)):
        return None
    if sum(map(str.isdigit, part)) > 4 or len(part.split()) > 9:
        return None
    return part


def _may_be_lower(part: str) -> bool:
    """Return whether a name of several words may be written in lower case."""
    return has_given_name(part) or is_agency(part) or is_organisation(part) or is_role(part) or not part.isascii()


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """Return `names` without repetitions, the first spelling of each kept."""
    seen: dict[str, str] = {}
    for name in names:
        key = folded(name)
        if key and key not in seen:
            seen[key] = name
    return tuple(seen.values())[:_MAX_AUTHORS]


def clean_names(values: Sequence[str], site_names: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return the author list of one source, without job titles and the site's own `site_names` next to a person."""
    names = unique(name for value in values for name in _names_of(value, site_names))
    names = tuple(n for n in names if folded(n).replace(" ", "") not in _NO_AUTHOR and not is_calendar_word(n))
    people = [n for n in names if is_person(n) and not (is_site_name(n, site_names) or n.startswith("The "))]
    if any(not is_agency(n) for n in people):
        return tuple(n for n in names if n in people or (looks_like_name(n) and _is_second(n, site_names)))
    if people and len(people) < len(names) and len(values) == 1:  # the publication with an agency, as it signs
        whole = tidy(values[0], _MAX_NAME)
        return (without_prefix(whole)[0],) if whole else names
    plain = tuple(n for n in names if not is_role(n) or is_organisation(n))
    return plain or tuple(n for n in names[:1] if not is_job_title(n))


def _names_of(value: str, site_names: frozenset[str]) -> list[str]:
    """Return the names of one value: the site's own stays whole, whatever its words mean."""
    whole = without_prefix(tidy(value, _MAX_NAME) or "")[0]
    for own in (whole, whole.partition(",")[0]):  # "Locks and Gates, Bristol, England"
        if " " in own and "@" not in own and folded(own).replace(" ", "") in site_names:
            return [own] if own == whole or not any(map(has_given_name, whole.split(",")[1:])) else split_names(value)
    names = split_names(value)
    agency = whole and "," not in whole and len(names) == 2 and is_agency(names[1])
    return [whole] if agency and is_site_name(names[0], site_names) else without_agency(names)


def without_agency(names: list[str]) -> list[str]:
    """Return the names of one value without the agency's that follows a person's."""
    people = (name for name in names if is_person(name) and not is_agency(name))
    persons = any(has_given_name(name) or not name.isascii() or reads_like_name(name) for name in people)
    return [name for name in names if not is_agency(name)] if persons else names


def _is_second(name: str, site_names: frozenset[str]) -> bool:
    """Return whether a name next to persons may be one more: no job title, no organisation, no agency, not the site."""
    office = is_role(name) or is_organisation(name) or name.startswith("The ")
    return not office and not is_site_name(name, site_names)


def is_site_name(name: str, site_names: frozenset[str]) -> bool:
    """Return whether `name` is the site's own ("MDR", "MDR THÜRINGEN" for mdr.de).

    `site_names` are folded, without spaces.
    """
    words = folded(name).split()
    return "".join(words) in site_names or (len(words) > 1 and len(words[0]) > 2 and words[0] in site_names)
