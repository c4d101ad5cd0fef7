"""Tell names of people and agencies from other byline text."""

from __future__ import annotations

import re
from functools import lru_cache

from newsclean.metadata.calendars import calendar_words
from newsclean.metadata.phrases import phrase_characters, phrase_pattern, phrase_words
from newsclean.metadata.strings import folded, unaccented
from newsclean.text import MAY_BE_WIDE, late_pattern

# Small words inside names.
PARTICLES = phrase_words("names", "particles")
# What is before a name: "Dr."
_TITLES = phrase_words("names", "titles")
# Words that no name holds: labels in bylines, roles, calendar words. Folded.
_FOREIGN = phrase_words("names", "foreign")
# Job titles, folded; and words that only organisations have in their names.
_ROLES = phrase_words("names", "roles")
_ORGANISATION = phrase_words("names", "organisations")
_EAST_ORGANISATION = phrase_pattern("names", "eastern_organisations")
_DOMAIN = re.compile(r"\w\.(?:[a-z]{2,3}|info|news)\b", re.IGNORECASE)
# Combining marks of Hebrew, Arabic and of the scripts of India and Southeast Asia are parts of words.
_WORDS = re.compile("[^\\W_](?:[^\\W_]|[\u0591-\u05c7\u064b-\u065f\u0900-\u0eff])*(?:-[^\\W_]+)*")
_AGENCIES = phrase_words("names", "agencies")
_FULL = phrase_words("names", "full_agencies")
_TEAMS = phrase_words("names", "teams")
_EAST_TEAM = re.compile("編集部|编辑部|編輯部|편집국|편집부")
_LEGAL = phrase_words("names", "legal")
_OFFICES = phrase_words("names", "offices")
_CASELESS = re.compile("[\u0590-\u08ff\u0900-\u0e7f\u1780-\u17ff]")  # but for these:
_HAN = late_pattern("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# Kana and words that are in sentences, not in names.
_SENTENCE = phrase_pattern("names", "eastern_sentence")
_NO_EASTERN = phrase_pattern("names", "no_eastern_name")
_MAX_EASTERN = 24
_MAX_INITIALS = 4  # of an editor next to an agency's name
_MAX_CHINESE = 4  # letters of a name without kana, but for Japanese families
_ALL_HAN = late_pattern("[\u3400-\u9fff]+")
# Han or Hangul of two to five letters, given names in kana, foreign names with a middle dot.
_EASTERN = late_pattern(
    "[\u3400-\u9fff]{1,4}[ \u3000]?[\u3400-\u9fff\u3040-\u309f]{1,3}|[\uac00-\ud7af]{2,4}"
    "|[\u30a0-\u30ff\u3400-\u9fff]{2,12}[・·=＝][\u30a0-\u30ff\u3400-\u9fff・·=＝]{2,14}"
)
# Letters that family names begin with: nearly all Korean ones, the hundred commonest Chinese, and common Japanese.
_ONLY_JAPANESE = phrase_characters("names", "japanese_first")
_FAMILIES = phrase_characters("names", "families") | _ONLY_JAPANESE
# The second letters of Japanese family names.
_JAPANESE = phrase_characters("names", "japanese_families")
_TOKEN_SPLIT = re.compile(r"[\s\u00a0]+")


def is_agency(name: str) -> bool:
    """Return whether `name` is a news agency's short name, or several with a bureau's ("dpa/lno")."""
    parts = re.split(r"[/-]", name.casefold())
    key = folded(name).replace(" ", "")
    initials = "/" in name and len(parts) == 2 and len(parts[0]) <= _MAX_INITIALS and parts[1] in _AGENCIES  # "ab/dpa"
    return key in _AGENCIES or key in _FULL or initials or (parts[0] in _AGENCIES and len(name) <= 16)


def names_agency(text: str) -> bool:
    """Return whether a news agency's name is among the words of a line."""
    words = folded(text)
    compact = words.replace(" ", "")
    return not _AGENCIES.isdisjoint(words.split()) or any(name in compact for name in _FULL)


@lru_cache(maxsize=2048)  # of a name every list of words below is asked
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORDS.findall(text.casefold()))


@lru_cache(maxsize=4096)
def is_role(text: str) -> bool:
    """Return whether a piece of a byline names a job title instead of a person."""
    return not _ROLES.isdisjoint(_words(text))


@lru_cache(maxsize=4096)
def is_organisation(text: str) -> bool:
    """Return whether the words of a name are an organisation's."""
    words = _words(text)
    first, _, rest = text.partition(" ")
    if rest and first.isupper() and first.casefold() in _AGENCIES and not text.isupper():
        return True  # "CNN Business"
    if not _ORGANISATION.isdisjoint(words) or any(word.rpartition("-")[2] in _ORGANISATION for word in words):
        return True
    return ("." in text and _DOMAIN.search(text) is not None) or (
        not text.isascii() and _EAST_ORGANISATION.search(text) is not None
    )


def is_team(text: str) -> bool:
    """Return whether a name is that of a newsroom, a team or a staff, who sign without their names."""
    words = _words(text)
    joined = any(word.rpartition("-")[2] in _TEAMS for word in words)  # "Harbour-Team"
    return joined or not _TEAMS.isdisjoint(words) or _EAST_TEAM.search(text) is not None


def is_company(text: str) -> bool:
    """Return whether a name ends with a company's legal form, or is that of a state's office."""
    words = folded(text).split()
    last = words[-1:] if words[-2:] != ["e", "v"] else ["ev"]
    return (len(words) > 1 and last[0] in _LEGAL) or not _OFFICES.isdisjoint(words)


def is_label(text: str) -> bool:
    """Return whether all words of a text are such as no name holds: "Read more", "Congress"."""
    words = _TOKEN_SPLIT.split(text.casefold().strip())
    return all(word in _FOREIGN and word not in PARTICLES for word in words)


def is_calendar_word(text: str) -> bool:
    """Return whether `text` is no more than the name of a month or a weekday."""
    months = calendar_words()
    return " " not in text and all(word.strip(".") in months for word in text.casefold().split("/"))


def looks_like_name(text: str, least: int = 1) -> bool:
    """Return whether `text` reads like a person's name of at least `least` words (of scripts without case: any)."""
    if (
        not text
        or len(text) > 60
        or ":" in text
        or "：" in text
        or any(c.isdigit() for c in text)
        or text.count(".") > 4
    ):
        return False
    if is_caseless(text):
        letters = sum(map(str.isalpha, text))
        if is_eastern(text) and _EASTERN.fullmatch(text):
            return len(text) <= _MAX_EASTERN and not _NO_EASTERN.search(text)
        if _SENTENCE.search(text) or is_eastern(text) or not _FOREIGN.isdisjoint(text.split()):
            return False
        return letters <= 40 and len(text.split()) <= 5
    words = [w for w in _TOKEN_SPLIT.split(text.replace(",", " ")) if w]
    if not least <= len(words) <= 6:
        return False
    capitals = 0
    for word in words:
        bare = word.strip(".'’\"()-")
        if not bare:
            continue
        if bare.endswith(("’s", "'s")):
            return False  # "Ada's World"
        if bare.casefold() in _FOREIGN and (bare.casefold() not in PARTICLES or len(words) == 1):
            return False
        if bare[0].isupper():
            capitals += 1
        elif bare.casefold() not in PARTICLES and bare[:2] not in ("d'", "d’", "l'", "l’", "al"):
            return False
    return capitals >= min(least, 2) and capitals >= 1


def is_eastern(text: str) -> bool:
    """Return whether a name is written in Han, kana or Hangul."""
    return not text.isascii() and MAY_BE_WIDE.search(text) is not None and _HAN.search(text) is not None


def is_caseless(text: str) -> bool:
    """Return whether a text has letters of a script without case."""
    return not text.isascii() and (_CASELESS.search(text) is not None or is_eastern(text))


def _has_family(text: str) -> bool:
    """Return whether a name in Han or Hangul begins with a family name; of Hangul it has three letters."""
    first = text[0]
    if "\uac00" <= first <= "\ud7af":
        return first in _FAMILIES and len(text) == 3
    return first in _FAMILIES or not "\u3400" <= first <= "\u9fff" or text[1:2] in _JAPANESE


@lru_cache(maxsize=4096)
def is_person(text: str) -> bool:
    """Return whether `text` is surely the name of a person or an agency: two words or more, and no job title."""
    if is_agency(text):
        return True
    if is_eastern(text):
        if not _has_family(text):
            return False
        if len(text) > _MAX_CHINESE and _ALL_HAN.fullmatch(text) and text[1] not in _JAPANESE:
            return False
    return looks_like_name(text, 2) and not is_role(text) and not is_organisation(text)


def is_chinese(name: str) -> bool:
    """Return whether a name is a Chinese person's, of family and given name: in a row several are parted by spaces."""
    if not (2 <= len(name) <= 3 and "\u3400" <= name[0] <= "\u9fff"):
        return False
    return (name[1] not in _JAPANESE or name[0] not in _ONLY_JAPANESE) and is_person(name)


def is_eastern_word(text: str) -> bool:
    """Return whether a word is in Han and may be a name: no newsroom's word, no menu's."""
    return _ALL_HAN.fullmatch(text) is not None and not _NO_EASTERN.search(text)


@lru_cache(maxsize=1)
def _given_names() -> frozenset[str]:
    return phrase_words("given", "given")


def has_given_name(text: str) -> bool:
    """Return whether `text` begins with a known given name, alone or joined to another ("Jean-Luc", "J. Ada")."""
    first = next((w for w in _words(text) if len(w) > 1 and w not in _TITLES), "")
    given = _given_names()
    return any(key in given or key.partition("-")[0] in given for key in (first, unaccented(first)))


def untitled(text: str) -> str:
    """Return a name without the titles before it.

    >>> untitled("Dr. Ada Byron")
    'Ada Byron'
    """
    words = text.split()
    while len(words) > 1 and words[0].casefold().strip(".") in _TITLES:
        del words[0]
    return " ".join(words)


def is_surely_person(text: str) -> bool:
    """Return whether a name is a person's with a known given name, and no agency's."""
    return is_person(text) and has_given_name(text) and not is_agency(text)


def is_handle(text: str) -> bool:
    """Return whether `text` is a username instead of a person's: one word, lower case or with digits and joints."""
    return (
        " " not in text.strip()
        and not is_caseless(text)
        and (text[:1].islower() or any(c in "._0123456789" for c in text))
    )
