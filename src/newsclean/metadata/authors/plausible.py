"""Tell whether a name that a page gives may be its author's: no domain, phrase, section, menu item or footer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsclean.metadata.authors.byline_lines import may_be_person
from newsclean.metadata.authors.names import is_site_name
from newsclean.metadata.authors.other_people import names_others
from newsclean.metadata.authors.sources import AuthorPage, PrintedByline, name_key
from newsclean.metadata.dates.text import dates_in
from newsclean.metadata.names.name_words import MIN_LIKENESS, reads_like_name, word_likeness
from newsclean.metadata.names.person_names import (
    PARTICLES,
    has_given_name,
    is_agency,
    is_calendar_word,
    is_company,
    is_organisation,
    is_person,
    is_role,
    looks_like_name,
)
from newsclean.metadata.phrases import phrase_words
from newsclean.metadata.strings import DIGIT, word_set
from newsclean.model import Block

FAR = frozenset({"byline", "rel=author"})  # origins: elements named for authors anywhere on the page
PRINTED = FAR | {"rule", "box"}  # what readers see
_DOMAIN = re.compile(r"(?:www\.)?[\w-]{2,40}(?:\.[\w-]{2,20}){0,2}\.[a-z]{2,4}", re.IGNORECASE)
# Printed words that are a place's or a heading's, where no known given name begins them.
_PHRASE = re.compile(r"\s(?i:of|the|and|for)\s|^[A-Z]+, [A-Z]+$|^\w(?:[\s!-/·]{1,2}\w)+$")
_CAPITALS = re.compile(r"[^a-zß-ÿ]+[\s,]\s?[^a-zß-ÿ\s]+\s[^a-zß-ÿ]*[A-Z]")
_DOMAIN_WORD = re.compile(r"(?:www\.)?[\w-]{2,40}\.(?:com|net|org|info|biz|co\.\w\w|[a-z]{2})")
_JOINED_SECTIONS = re.compile(r"\s&\s|\sand\s|,\s")
_SECTIONS = phrase_words("names", "sections")
_MIN_PHRASE_CHARS = 4  # of a word in lower case that no name has
_BELOW = 4  # lines right below a headline
_MAX_LINE_CHARS = 140
_SURE_NAME = 0.0  # log-odds of a name's words
_FONT_SIZE = "AA"  # an agency's short name, and the button that enlarges letters
_FONT_SIZE_LANGUAGES = frozenset({"tr", "az", "ku"})  # of pages where it is the agency
# Where a name is that of the site's owner, or of whoever else is active there.
_OWNER = word_set("copyright <footer>")
_ASIDE = word_set("sidebar @complementary")
_STORY = word_set("<article> post entry hentry story")


def _lines_with(name: str, page: AuthorPage) -> Iterator[Block]:
    """Return the short lines of a page that hold a name."""
    return (block for block in page.blocks if len(block.text) <= _MAX_LINE_CHARS and name in block.text)


def _is_of_others(name: str, page: AuthorPage) -> bool:
    """Return whether the first short line with a name says that it is a reviewer's, a photographer's, an editor's."""
    first = next((block.text for block in _lines_with(name, page)), "")
    return first != name and names_others(first)


def _is_apart(name: str, page: AuthorPage) -> bool:
    """Return whether a name is only in the site's footer, a copyright notice or a list beside the article."""
    lines = list(_lines_with(name, page))
    return bool(lines) and all(map(_stands_apart, lines))


def _stands_apart(block: Block) -> bool:
    around = block.element.around
    if not _STORY.isdisjoint(around):
        return False
    return not _OWNER.isdisjoint(around) or (block.level > 0 and not _ASIDE.isdisjoint(around))


def _dates_line(name: str, page: AuthorPage) -> bool:
    """Return whether a dated line right below the headline begins with a name: its element is named for authors."""
    head = page.landmarks.head
    below = page.blocks[head + 1 : head + 1 + _BELOW] if head >= 0 else ()
    lines = (block.text for block in below if len(block.text) <= _MAX_LINE_CHARS and block.text.startswith(name))
    rests = (text[len(name) :].lstrip() for text in lines)
    return any(rest and not rest[0].isalpha() and DIGIT.search(rest) and dates_in(rest) for rest in rests)


def _is_no_person(name: str, known: frozenset[str], origin: str) -> bool:
    """Return whether a name is another site's, a section's or, where it was printed, a phrase's."""
    if _DOMAIN.fullmatch(name) or all(name_key(part) in _SECTIONS for part in _JOINED_SECTIONS.split(name)):
        return True
    words = name.split()
    domains = [word for word in words if len(words) > 1 and _DOMAIN_WORD.fullmatch(word)]
    if domains and not any(is_role(word) or is_organisation(word) for word in words if word not in domains):
        return not any(is_site_name(word, known) for word in domains)
    lower = [
        word
        for word in words
        if word.isascii() and word.isalpha() and word.islower() and len(word) >= _MIN_PHRASE_CHARS
    ]
    if origin not in PRINTED or not lower or is_agency(name):
        return False
    if len(words) == 1:
        return origin == "rule" and (word_likeness(name) or 0.0) < MIN_LIKENESS
    return any(word not in PARTICLES and not is_role(word) for word in lower)


def _is_phrase(name: str, printed: PrintedByline) -> bool:
    """Return whether words that begin with no given name are a heading's, a place's, single letters."""
    if _PHRASE.search(name):
        return True
    signed = name in printed.byline.names and reads_like_name(name, _SURE_NAME)
    return _CAPITALS.fullmatch(name) is not None and not signed


def may_be_author(name: str, origin: str, known: frozenset[str], page: AuthorPage, printed: PrintedByline) -> bool:
    """Return whether a name may be an author's: no domain but the site's, no phrase, no section, no menu item."""
    own = is_site_name(name, known)
    if is_company(name) and not (own or is_agency(name)):
        return False
    if ":" in name or is_calendar_word(name) or (not own and _is_no_person(name, known, origin)):
        return False
    if not own and (origin in PRINTED or not is_person(name)) and name in page.others:
        return False
    if origin not in PRINTED:
        return True
    if origin in FAR and name not in printed.byline.names and _is_apart(name, page):
        return False
    return own or _may_be_printed(name, origin == "byline", page, printed)


def _may_be_printed(name: str, byline: bool, page: AuthorPage, printed: PrintedByline) -> bool:
    """Return whether a printed name, in a `byline` or not, is no button, no phrase and nobody else's."""
    declared = {code[:2].lower() for code in page.candidates.declared_languages}
    if name == _FONT_SIZE and declared.isdisjoint(_FONT_SIZE_LANGUAGES):
        return False
    dated = byline and _dates_line(name, page)
    if not is_agency(name) and page.common.make_up(name) and not dated:
        return False
    if not is_agency(name) and name not in printed.byline.names and _is_of_others(name, page):
        return False
    if " " in name and not has_given_name(name) and not is_organisation(name) and _is_phrase(name, printed):
        return False
    if not may_be_person(name, dated or (byline and printed.byline.sure)):
        return False
    known_kind = is_person(name) or is_agency(name) or is_organisation(name) or is_role(name)
    return " " not in name or known_kind or looks_like_name(name)
