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
_MAX_TAGS = 20
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
    others = _named_otherwise(candidates, blocks)
    known = site_names.union(folded(name).replace(" ", "") for name in extracted.get("original", ()))
    weak: list[_Named] = []
    sources = _author_candidates(candidates, extracted, blocks, landmarks)
    for origin, values in sources:
        names = clean_names(values, site_names) if values else ()
        names = tuple(name for name in names if _may_be_author(name, origin, known, others))
        named = [n for n in names if not is_site_name(n, site_names)]
        if any(map(is_person, named)) or (origin == "byline" and named and not any(map(is_handle, named))):
            weak = [w for w in weak if w[0] == "byline" or not _yields(w[1], names, site_names)]
            return weak[0] if weak else (_with_second(origin, names, sources), names)
        if names:
            weak.append((origin, names))
    return weak[0] if weak else None


def _with_second(origin: str, names: Sequence[str], others: Iterator[tuple[str, Sequence[str]]]) -> str:
    """A printed source, with the first of the remaining ones that gives the same names."""
    if origin not in _PRINTED:
        return origin
    wanted = {folded(name) for name in names}
    for other, values in others:
        if other != origin and values and {folded(name) for name in clean_names(values)} == wanted:
            return f"{origin}+{other}"
    return origin


def _named_otherwise(candidates: Candidates, blocks: Sequence[Block]) -> frozenset[str]:
    """What the page names its sections, tags, menu items and the directories of its URL, folded without spaces."""
    tags, linked = candidates.sources.tags, candidates.sources.linked
    names = [value for name in _SECTIONS for value in (tags.all(name)[:_MAX_TAGS] if tags else ())]
    if linked:
        names.append(linked.section or "")
    names += urlsplit(candidates.url or "").path.split("/")[1:-1]
    names += [block.text for block in blocks if len(block.text) <= _MAX_SECTION and "<nav>" in block.element.around]
    return frozenset(folded(name).replace(" ", "") for name in names if len(name) <= _MAX_SECTION) - {""}


def _may_be_author(name: str, origin: str, site_names: frozenset[str], others: frozenset[str]) -> bool:
    """Whether a name may be an author's at all: no domain but the site's, no phrase, nothing of `others`.

    `others` are what the page names its sections, tags and menu items, folded without spaces.
    """
    if ":" in name or is_calendar_word(name) or (_DOMAIN.fullmatch(name) and not is_site_name(name, site_names)):
        return False
    if folded(name).replace(" ", "") in others and not is_site_name(name, site_names):
        return origin not in _PRINTED and is_person(name)
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
