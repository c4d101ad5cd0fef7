"""Sources of authors in order of precedence, the printed byline, and names that are not authors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlsplit

from newsclean.metadata.authors.boxes import boxed_author
from newsclean.metadata.authors.byline_lines import names_in_line
from newsclean.metadata.authors.bylines import Around
from newsclean.metadata.authors.lead import leading_author
from newsclean.metadata.authors.prefix import is_by_label
from newsclean.metadata.authors.printed import Byline, printed_byline
from newsclean.metadata.authors.reporters import named_reporters
from newsclean.metadata.dates.text import dates_in
from newsclean.metadata.landmarks import Landmarks
from newsclean.metadata.names.common_words import CommonWords
from newsclean.metadata.names.person_names import is_agency
from newsclean.metadata.names.tails import turned
from newsclean.metadata.sources.candidates import Candidates, MetaTags
from newsclean.metadata.sources.elements import bylines, marked_authors
from newsclean.metadata.strings import DIGIT, folded, tidy
from newsclean.model import Block
from newsclean.urls import registrable_domain

_NAMES = (
    "article:author", "author", "byl", "parsely-author", "sailthru.author", "dc.creator",
    "dcterms.creator", "dc.contributor",
    "citation_author", "og:author", "article:author_name", "twitter:creator:name", "dcsext.author",
    "cxenseparse:author",
    "rbauthors", "byline", "og:article:author", "creator", "article.author",
)  # fmt: skip

_CATALOGUED = "citation_author"  # with the family name first
_SECTIONS = ("article:section", "parsely-section", "section", "category", "content_category")
_MAX_SECTIONS = 20
_MARKS = 2  # characters by which a menu item and a name may differ
MAX_SECTION_CHARS = 40
_MANY = 3  # authors in elements of their own, as teasers have theirs

_COMMENTED = re.compile(
    r"<!-- (?:[Bb]y|Written by|Posted by) (?P<name>[^<>\n]{3,60}?)\s[-–—|]\s(?P<date>[^<>\n]{6,30})-->"
)

Named = tuple[str, tuple[str, ...]]  # a source and its names


class AuthorPage(NamedTuple):
    """A page that is asked for its authors."""

    candidates: Candidates
    extracted: Mapping[str, Sequence[str]]
    blocks: Sequence[Block]
    landmarks: Landmarks
    site_names: frozenset[str]
    common: CommonWords
    others: OtherNames


class OtherNames:
    """What the page names its sections, menu items and the directories of its URL; read when a name is in question."""

    def __init__(self, candidates: Candidates, blocks: Sequence[Block]) -> None:
        self._candidates = candidates
        self._blocks = blocks
        self._sections: frozenset[str] | None = None

    def __contains__(self, name: str) -> bool:
        key = name_key(name)
        if self._sections is None:
            self._sections = self._read_sections()
        if key in self._sections:
            return True
        least, most = max(len(name) - _MARKS, 1), len(name) + _MARKS
        starts = (key[:1], key[:1].upper())
        alike = (
            block
            for block in self._blocks
            if least <= len(block.text) <= most
            and (block.text[0] in starts or not block.text[0].isascii() or not block.text[0].isalnum())
            and name_key(block.text) == key
        )
        return any("<nav>" in block.element.around for block in alike)

    def _read_sections(self) -> frozenset[str]:
        tags, linked = self._candidates.sources.tags, self._candidates.sources.linked
        names = [value for name in _SECTIONS for value in (tags.all(name)[:_MAX_SECTIONS] if tags else ())]
        names.append((linked and linked.section) or "")
        names += urlsplit(self._candidates.url or "").path.split("/")[1:-1]
        return frozenset(name_key(name) for name in names if len(name) <= MAX_SECTION_CHARS) - {""}


def name_key(name: str) -> str:
    """Return a name for comparing: folded, without spaces."""
    return folded(name).replace(" ", "")


class PrintedByline:
    """The byline near the headline, read when it is asked for."""

    def __init__(self, page: AuthorPage) -> None:
        self._page = page
        self._byline: Byline | None = None

    @property
    def byline(self) -> Byline:
        """The byline; without names where there is none."""
        if self._byline is None:
            page, tags = self._page, self._page.candidates.sources.tags
            if tags is not None:
                around = Around(tags.tree, page.common, page.site_names, page.candidates.sources.html)
                self._byline = printed_byline(page.blocks, page.landmarks, around)
            else:
                self._byline = Byline([], False)
        return self._byline

    def is_it(self, values: Sequence[str]) -> bool:
        """Return whether `values` are the byline's own, and not another element's."""
        return values is self.byline.names


def labelled(tags: MetaTags) -> list[str]:
    """Return the author in the pairs of label and value that pages make for previews ("Written by", "Ada Byron")."""
    for number in ("1", "2"):
        label, value = tags.all(f"twitter:label{number}"), tags.all(f"twitter:data{number}")
        if label and value and is_by_label(tidy(label[0], 40) or ""):
            return value[:1]
    return []


def commented_author(html: str) -> list[str]:
    """Return the author in a comment of the markup that is a byline with a date: "By Ada Byron - 4 May 2020"."""
    dated = (match for match in _COMMENTED.finditer(html) if DIGIT.search(match["date"]) and dates_in(match["date"]))
    return [match["name"] for match in islice(dated, 1)]


def _fullest(tags: MetaTags, name: str) -> list[str]:
    """Return the values under a name, or under another one that has more of them and all of these."""
    values = tags.metas[name]
    others = (tags.metas[other] for other in _NAMES if other != name and other in tags.metas)
    return next((more for more in others if len(more) > len(values) and set(values) < set(more)), values)


def _names_other_site(value: str, url: str | None) -> bool:
    """Return whether a name has another site's address behind it: who made the page's template has."""
    at = value.find("http")
    return at > 0 and bool(url) and registrable_domain(value[at:].split()[0]) != registrable_domain(url)


def _named_anywhere(tags: MetaTags) -> Iterator[Named]:
    """Yield the names in elements named for authors; none where they name many people, as teasers and comments do."""
    found = [(candidate.source, tuple(names_in_line(candidate.value))) for candidate in bylines(tags)]
    if len({names for _, names in found if names}) < _MANY:
        yield from found


def author_candidates(page: AuthorPage, printed: PrintedByline) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the author candidates in order of trust, each read when its turn comes."""
    candidates, extracted = page.candidates, page.extracted
    linked, tags = candidates.sources.linked, candidates.sources.tags
    if linked and linked.authors:
        yield "json-ld", [*linked.authors, *filter(is_agency, linked.agencies)]
    for name in _NAMES:
        if tags and name in tags.metas:
            values = [value for value in _fullest(tags, name) if not _names_other_site(value, candidates.url)]
            yield name, [turned(value) for value in values] if name == _CATALOGUED else values
    if tags:
        kin = ((name, value) for name, value in tags.similar("authors") if name not in _NAMES)
        yield from ((name, [value]) for name, value in kin if not is_agency(value))  # a wire's, not the byline
        yield "twitter:data1", labelled(tags)
    if candidates.fields.get("authors"):
        yield "text", [candidate.value for candidate in candidates.fields["authors"]]
    if tags:
        yield "itemprop:author", marked_authors(tags)
        yield "byline", printed.byline.names
        yield from _named_anywhere(tags)
    yield "dateline", named_reporters(page.blocks, page.landmarks)
    yield "byline", leading_author(page.blocks, page.landmarks)
    yield "comment", commented_author(candidates.sources.html)
    yield "rule", extracted.get("authors", ())
    yield "box", boxed_author(page.blocks, page.landmarks)
    if linked:
        yield "json-ld", linked.agencies
