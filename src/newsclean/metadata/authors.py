"""Who wrote the article: the first source that names a person or an agency; else the first that names
anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from newsclean.metadata.author_names import clean_names, is_site_name, without_prefix
from newsclean.metadata.bylines import names_in_line, printed_byline
from newsclean.metadata.candidates import Candidates, MetaTags
from newsclean.metadata.elements import bylines, marked_authors
from newsclean.metadata.landmarks import Landmarks
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

_Named = tuple[str, tuple[str, ...]]  # a source and its names


def resolve_authors(
    candidates: Candidates, extracted: Mapping[str, Sequence[str]], blocks: Sequence[Block], landmarks: Landmarks
) -> _Named | None:
    """The authors and who named them; None where nothing does.

    An outlet, an office or a user's name counts only where no source names a person.
    """
    site_names = frozenset(folded(o).replace(" ", "") for o in candidates.site_names)
    weak: list[_Named] = []
    for origin, values in _author_candidates(candidates, extracted, blocks, landmarks):
        names = clean_names(values, site_names) if values else ()
        named = [n for n in names if not is_site_name(n, site_names)]
        if any(map(is_person, named)) or (origin == "byline" and named and not any(map(is_handle, named))):
            weak = [w for w in weak if w[0] == "byline" or not _yields(w[1], names, site_names)]
            return weak[0] if weak else (origin, names)
        if names:
            weak.append((origin, names))
    return weak[0] if weak else None


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
        yield "byline", printed_byline(blocks, landmarks)
        yield from ((candidate.source, names_in_line(candidate.value)) for candidate in bylines(tags))
    yield "rule", extracted.get("authors", ())
    if linked:
        yield "json-ld", linked.agencies
