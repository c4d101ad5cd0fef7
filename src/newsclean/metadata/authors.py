"""Who wrote the article: the first source that names a person or an agency; else the first that names
anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from newsclean.metadata.author_names import clean_names, is_site_name, without_prefix
from newsclean.metadata.bylines import names_in_line, printed_byline
from newsclean.metadata.candidates import Candidates, MetaTags
from newsclean.metadata.elements import InlineRuns, bylines, marked_authors
from newsclean.metadata.landmarks import Landmarks
from newsclean.metadata.person_names import (
    is_agency,
    is_calendar_word,
    is_handle,
    is_organisation,
    is_person,
    is_role,
    looks_like_name,
)
from newsclean.metadata.strings import folded, tidy
from newsclean.model import Block

_NAMES = (
    "article:author", "author", "byl", "parsely-author", "sailthru.author", "dc.creator",
    "dcterms.creator", "dc.contributor",
    "citation_author", "og:author", "article:author_name", "twitter:creator:name", "dcsext.author",
    "cxenseparse:author",
    "rbauthors", "byline", "og:article:author", "creator", "article.author",
)  # fmt: skip

_SECTIONS = ("article:section", "parsely-section", "section", "category", "content_category")
_PRINTED = frozenset({"byline", "rel=author", "rule"})
_MAX_SECTIONS = 20
_MARKS = 2  # characters by which a menu item and a name may differ
_MAX_SECTION = 40  # characters
_DOMAIN = re.compile(r"(?:www\.)?[\w-]{2,40}(?:\.[\w-]{2,20}){0,2}\.[a-z]{2,4}", re.IGNORECASE)

_Named = tuple[str, tuple[str, ...]]  # a source and its names


def resolve_authors(
    candidates: Candidates, extracted: Mapping[str, Sequence[str]], blocks: Sequence[Block], landmarks: Landmarks
) -> _Named | None:
    """The authors and who named them; None where nothing does.

    An outlet, an office or a user's name counts only where no source names a person.
    """
    site_names = frozenset(folded(o).replace(" ", "") for o in candidates.site_names)
    others = _OtherNames(candidates, blocks)
    known = site_names.union(folded(name).replace(" ", "") for name in extracted.get("original", ()))
    weak: list[_Named] = []
    for origin, values in _author_candidates(candidates, extracted, blocks, landmarks):
        names = clean_names(values, site_names) if values else ()
        names = tuple(name for name in names if _may_be_author(name, origin, known, others))
        named = [n for n in names if not is_site_name(n, site_names)]
        if any(map(is_person, named)) or (origin == "byline" and named and not any(map(is_handle, named))):
            weak = [w for w in weak if w[0] == "byline" or not _yields(w[1], names, site_names)]
            return weak[0] if weak else (_with_second(origin, names, extracted), names)
        if names:
            weak.append((origin, names))
    return weak[0] if weak else None


def _with_second(origin: str, names: Sequence[str], extracted: Mapping[str, Sequence[str]]) -> str:
    """A printed source, with the rules' where they took the same names out of a line that they cut."""
    lines = extracted.get("authors", ())
    if origin not in _PRINTED or origin == "rule" or not lines:
        return origin
    same = {folded(name) for name in clean_names(lines)} == {folded(name) for name in names}
    return f"{origin}+rule" if same else origin


class _OtherNames:
    """What the page names its sections, menu items and the directories of its URL; read when a name is in question."""

    def __init__(self, candidates: Candidates, blocks: Sequence[Block]) -> None:
        self._candidates = candidates
        self._blocks = blocks
        self._sections: frozenset[str] | None = None

    def __contains__(self, name: str) -> bool:
        key = _key(name)
        if self._sections is None:
            self._sections = self._read_sections()
        if key in self._sections:
            return True
        least, most = len(name) - _MARKS, len(name) + _MARKS
        alike = (block for block in self._blocks if least <= len(block.text) <= most and _key(block.text) == key)
        return any("<nav>" in block.element.around for block in alike)

    def _read_sections(self) -> frozenset[str]:
        tags, linked = self._candidates.sources.tags, self._candidates.sources.linked
        names = [value for name in _SECTIONS for value in (tags.all(name)[:_MAX_SECTIONS] if tags else ())]
        names.append((linked and linked.section) or "")
        names += urlsplit(self._candidates.url or "").path.split("/")[1:-1]
        return frozenset(_key(name) for name in names if len(name) <= _MAX_SECTION) - {""}


def _key(name: str) -> str:
    return folded(name).replace(" ", "")


def _may_be_author(name: str, origin: str, site_names: frozenset[str], others: _OtherNames) -> bool:
    """Whether a name may be an author's at all: no domain but the site's, no phrase, nothing of `others`.

    `others` are what the page names its sections and menu items.
    """
    if ":" in name or is_calendar_word(name) or (_DOMAIN.fullmatch(name) and not is_site_name(name, site_names)):
        return False
    doubtful = origin in _PRINTED or not is_person(name)
    if doubtful and name in others and not is_site_name(name, site_names):
        return False
    if origin not in _PRINTED or " " not in name or is_site_name(name, site_names):
        return True
    return is_person(name) or is_agency(name) or is_organisation(name) or is_role(name) or looks_like_name(name)


def _yields(weak: Sequence[str], names: Sequence[str], site_names: frozenset[str]) -> bool:
    """Whether one name alone, an outlet or a user's name, yields to the people that another source names."""
    first = weak[0]
    if len(weak) > 1 or is_site_name(first, site_names) or is_organisation(first) or is_role(first) or is_handle(first):
        return True
    return any(folded(first) in folded(n) for n in names)


def labelled(tags: MetaTags) -> list[str]:
    """The author in the pairs of label and value that pages make for previews ("Written by", "Ada Byron")."""
    for number in ("1", "2"):
        label, value = tags.all(f"twitter:label{number}"), tags.all(f"twitter:data{number}")
        if label and value and without_prefix(f"{tidy(label[0], 40)} X")[0] == "X":
            return value[:1]
    return []


def _author_candidates(
    candidates: Candidates, extracted: Mapping[str, Sequence[str]], blocks: Sequence[Block], landmarks: Landmarks
) -> Iterator[tuple[str, Sequence[str]]]:
    """The author candidates in order of trust, each read when its turn comes."""
    linked, tags = candidates.sources.linked, candidates.sources.tags
    if linked and linked.authors:
        yield "json-ld", [*linked.authors, *filter(is_agency, linked.agencies)]
    for name in _NAMES:
        if tags and name in tags.metas:
            yield name, tags.metas[name]
    if tags:
        kin = ((name, value) for name, value in tags.similar("authors") if name not in _NAMES)
        yield from ((name, [value]) for name, value in kin if not is_agency(value))  # a wire's, not the byline
        yield "twitter:data1", labelled(tags)
    if candidates.fields.get("authors"):
        yield "text", [candidate.value for candidate in candidates.fields["authors"]]
    if tags:
        yield "itemprop:author", marked_authors(tags)
        yield "byline", printed_byline(blocks, landmarks, InlineRuns(tags.tree))
        yield from ((candidate.source, names_in_line(candidate.value)) for candidate in bylines(tags))
    yield "rule", extracted.get("authors", ())
    if linked:
        yield "json-ld", linked.agencies
