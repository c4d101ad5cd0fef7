"""Who wrote the article: the first witness that names a person or an agency; else the first that names
anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from newsclean.metadata.author_names import clean_names, is_outlet, without_prefix
from newsclean.metadata.bylines import names_in_line, printed_byline
from newsclean.metadata.candidates import Witnesses
from newsclean.metadata.elements import bylines, marked_authors
from newsclean.metadata.landmarks import Landmarks
from newsclean.metadata.meta_tags import Head
from newsclean.metadata.person_names import is_agency, is_handle, is_organisation, is_person, is_role
from newsclean.metadata.strings import folded, tidy
from newsclean.model import Block

_NAMES = (
    "article:author", "author", "byl", "parsely-author", "sailthru.author", "dc.creator",
    "dcterms.creator", "dc.contributor",
    "citation_author", "og:author", "article:author_name", "twitter:creator:name", "dcsext.author",
    "cxenseparse:author",
    "rbauthors", "byline", "og:article:author", "creator", "article.author",
)  # fmt: skip

_Named = tuple[str, tuple[str, ...]]  # a witness and its names


def settle_authors(
    witnesses: Witnesses, harvest: Mapping[str, Sequence[str]], blocks: Sequence[Block], marks: Landmarks
) -> _Named | None:
    """The authors and who named them; None where nothing does.

    An outlet, an office or a user's name is believed only where no witness names a person.
    """
    outlets = frozenset(folded(o).replace(" ", "") for o in witnesses.outlets)
    weak: list[_Named] = []
    for origin, values in _witnesses(witnesses, harvest, blocks, marks):
        names = clean_names(values, outlets) if values else ()
        named = [n for n in names if not is_outlet(n, outlets)]
        if any(map(is_person, named)) or (origin == "byline" and named and not any(map(is_handle, named))):
            weak = [w for w in weak if w[0] == "byline" or not _outvoted(w[1], names, outlets)]
            return weak[0] if weak else (origin, names)
        if names:
            weak.append((origin, names))
    return weak[0] if weak else None


def _outvoted(weak: Sequence[str], names: Sequence[str], outlets: frozenset[str]) -> bool:
    """Whether one name alone, an outlet or a user's name, yields to the people that another witness names."""
    first = weak[0]
    if len(weak) > 1 or is_outlet(first, outlets) or is_organisation(first) or is_role(first) or is_handle(first):
        return True
    return any(folded(first) in folded(n) for n in names)


def labelled(head: Head) -> list[str]:
    """The author in the pairs of label and value that pages make for previews ("Written by", "Ada Byron")."""
    for number in ("1", "2"):
        label, value = head.all(f"twitter:label{number}"), head.all(f"twitter:data{number}")
        if label and value and without_prefix(f"{tidy(label[0], 40)} X")[0] == "X":
            return value[:1]
    return []


def _witnesses(
    witnesses: Witnesses, harvest: Mapping[str, Sequence[str]], blocks: Sequence[Block], marks: Landmarks
) -> Iterator[tuple[str, Sequence[str]]]:
    """The author witnesses in order of trust, each read when its turn comes."""
    linked, head = witnesses.linked, witnesses.tags
    if linked and linked.authors:
        yield "json-ld", [*linked.authors, *filter(is_agency, linked.agencies)]
    for name in _NAMES:
        if head and name in head.metas:
            yield name, head.metas[name]
    if head:
        kin = ((name, value) for name, value in head.kin("authors") if name not in _NAMES)
        yield from ((name, [value]) for name, value in kin if not is_agency(value))  # a wire's, not the byline
        yield "twitter:data1", labelled(head)
    if witnesses.said.get("authors"):
        yield "text", [said.value for said in witnesses.said["authors"]]
    if head:
        yield "itemprop:author", marked_authors(head)
        yield "byline", printed_byline(blocks, marks)
        yield from ((said.origin, names_in_line(said.value)) for said in bylines(head))
    yield "rule", harvest.get("authors", ())
    if linked:
        yield "json-ld", linked.agencies
