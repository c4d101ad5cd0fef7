"""Resolve the authors: the first source that names a person or an agency, otherwise the first with any name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from newsclean.metadata.authors.byline_lines import may_be_person, people_in
from newsclean.metadata.authors.lead import leading_author
from newsclean.metadata.authors.names import clean_names, is_site_name
from newsclean.metadata.authors.plausible import FAR, PRINTED, may_be_author
from newsclean.metadata.authors.prefix import without_prefix
from newsclean.metadata.authors.site_owner import site_owner
from newsclean.metadata.authors.sources import (
    MAX_SECTION_CHARS,
    AuthorPage,
    Named,
    OtherNames,
    PrintedByline,
    author_candidates,
    name_key,
)
from newsclean.metadata.landmarks import Landmarks
from newsclean.metadata.names.common_words import CommonWords
from newsclean.metadata.names.job_titles import is_job_title
from newsclean.metadata.names.name_words import reads_like_name
from newsclean.metadata.names.person_names import (
    has_given_name,
    is_agency,
    is_eastern,
    is_handle,
    is_organisation,
    is_person,
    is_role,
    is_team,
    untitled,
)
from newsclean.metadata.sources.candidates import Candidates
from newsclean.metadata.strings import folded
from newsclean.model import Block

_MAX_LINES_ABOVE, _NEAR = 12, 6  # blocks around a headline, in which its byline is
_MIN_MORE_CHARS, _MAX_LINE_CHARS = 6, 140  # of a byline next to one name
_MIN_SITE_CHARS = 5  # of the first word of a site's name, for it to say whose name it is
# What joins two names: a mark, or a short word between two others.
_JOINED_BEHIND = re.compile(r"\s*(?:[,;&/+|·•、，／]|\w{1,5}\s)\s*[^\W\d_]")
_JOINED_BEFORE = re.compile(r"(?:[,;&/+|·•、，／]|\w\s\w{1,5})\s*$")
_ACCOUNT = re.compile(r"([a-z]{2,15})[._-]([a-z]{2,20})")  # "ada.byron"
_MAX_SIGNED_CHARS = 80  # of a line that is a byline and no more


def resolve_authors(
    candidates: Candidates,
    extracted: Mapping[str, Sequence[str]],
    blocks: Sequence[Block],
    landmarks: Landmarks,
    others: OtherNames,
) -> Named | None:
    """Return the authors and who named them; None where nothing does.

    A publication, a job title or a username counts only where no source names a person; ":publisher" after the
    source says that the author is the site itself, ":team" that it is a team or a newsroom.
    """
    site_names = frozenset(name_key(name) for name in candidates.site_names)
    common = CommonWords(blocks[max(landmarks.first, 0) : landmarks.last + 1])
    found = _resolve(AuthorPage(candidates, extracted, blocks, landmarks, site_names, common, others))
    if found is None:
        return site_owner(candidates, blocks, landmarks)
    origin, names = found
    if all(name_key(name) in site_names for name in names):
        return f"{origin}:publisher", names
    if all(is_team(name) or is_job_title(name) for name in names):
        return f"{origin}:team", names
    return origin, _completed(names, blocks)


def _resolve(page: AuthorPage) -> Named | None:
    printed = PrintedByline(page)
    known = page.site_names.union(name_key(name) for name in page.extracted.get("original", ()))
    weak: list[Named] = []
    for origin, values in author_candidates(page, printed):
        names = clean_names(values, page.site_names) if values else ()
        names = tuple(name for name in names if may_be_author(name, origin, known, page, printed))
        named = [n for n in names if not is_site_name(n, page.site_names)]
        near_headline = origin == "byline" and printed.is_it(values)
        if weak and origin in PRINTED and origin != "box" and not (near_headline or any(map(_is_sure, named))):
            continue  # far from the headline, where it is a publication or a user
        if weak and origin in FAR and not near_headline and printed.byline.sure:
            continue
        if origin != "rule" and origin in PRINTED and not near_headline and _agreed(weak, page):
            continue
        if any(map(_is_likely, named)):
            if origin not in PRINTED:
                return _signed_otherwise(names, page) or _with_more((origin, names), page, printed)
            return _unless_yielding(weak, (origin, names), page, printed)
        if near_headline and named and not any(map(_may_yield, named)):
            wider = next((w for w in weak if set(names) < set(w[1])), None)
            return wider or _unless_yielding(weak, (origin, names), page, printed)
        if names:
            weak.append((origin, names))
    own = [w for w in weak if not all(is_site_name(name, page.site_names) for name in w[1])]
    return next(iter(own or weak), None)


def _may_yield(name: str) -> bool:
    """Return whether who signs is nobody by name: a username, a team, or a paper, whose dateline names its reporter."""
    return is_handle(name) or is_team(name) or (is_eastern(name) and is_organisation(name))


def _is_likely(name: str) -> bool:
    return is_person(name) and may_be_person(name, vouched=True)


def _is_sure(name: str) -> bool:
    return has_given_name(name) or (is_eastern(name) and is_person(name))


def _agreed(weak: Sequence[Named], page: AuthorPage) -> bool:
    """Return whether the byline and another source name the site."""
    own = {origin == "byline" for origin, names in weak if all(is_site_name(name, page.site_names) for name in names)}
    return len(own) > 1


def _signed_otherwise(names: Sequence[str], page: AuthorPage) -> Named | None:
    """Return the names of a line that is a byline and no more, where it begins the text and none is among `names`.

    Metadata give who entered the text into the system, such a line who wrote it. A name alone is one where metadata
    give no known given name.
    """
    known = {word for name in names for word in folded(name).split()}
    for signed in _signatures(page, any(map(has_given_name, names))):
        words = {word for name in signed for word in folded(name).split()}
        own = any(is_site_name(name, page.site_names) for name in signed)
        return ("byline", signed) if not own and known.isdisjoint(words) else None
    return None


def _signatures(page: AuthorPage, with_by: bool) -> Iterator[tuple[str, ...]]:
    """Yield the people of each line at the beginning of the text that is a byline and no more, `with_by` or without."""
    if not with_by and (leading := leading_author(page.blocks, page.landmarks)):
        yield tuple(leading)
    head, first, _ = page.landmarks
    start = head + 1 if head >= 0 else first - 1
    for block in page.blocks[max(start, 0) : min(start + _NEAR, first + 2)]:
        if len(block.text) > _MAX_SIGNED_CHARS or not without_prefix(block.text)[1]:
            continue
        signed = tuple(name for name in people_in(block.text) if is_person(name) and not is_agency(name))
        if signed and all(has_given_name(name) or reads_like_name(name) for name in signed):
            yield signed


def _with_more(found: Named, page: AuthorPage, printed: PrintedByline) -> Named:
    """Return a source's names, or the byline's where it has all of them and more people."""
    if not _goes_on(found[1][-1], page):
        return found
    names = clean_names(printed.byline.names, page.site_names)
    names = tuple(name for name in names if not is_agency(name) and not _is_edition(name, page))
    spelled = {untitled(folded(name)): name for name in found[1]}
    keys = [untitled(folded(name)) for name in names]
    more = len(names) > len(found[1]) and spelled.keys() <= set(keys)
    if not more or not all(map(is_person, names)):
        return found
    return "byline", tuple(max(spelled.get(key, name), name, key=len) for key, name in zip(keys, names, strict=True))


def _is_edition(name: str, page: AuthorPage) -> bool:
    """Return whether a name is of another edition of the site: "Harbour US" on the pages of "Harbour UK"."""
    first = name_key(name.split()[0])
    return len(first) >= _MIN_SITE_CHARS and any(key.startswith(first) for key in page.site_names)


def _goes_on(name: str, page: AuthorPage) -> bool:
    """Return whether a line near the headline may hold more names than `name`: before it or after it, joined to it."""
    head, first, _ = page.landmarks
    start = head if head >= 0 else max(first - _MAX_LINES_ABOVE, 0)
    least = len(name) + _MIN_MORE_CHARS
    near = (b.text for b in page.blocks[start : max(first, start) + _NEAR] if least <= len(b.text) <= _MAX_LINE_CHARS)
    places = ((text, text.casefold().find(name.casefold())) for text in near)
    return any(_joins(text[:at], text[at + len(name) :]) for text, at in places if at >= 0)


def _joins(before: str, after: str) -> bool:
    if _JOINED_BEHIND.match(after) is not None:
        return True
    return sum(word[0].isupper() for word in before.split()) > 1 and _JOINED_BEFORE.search(before) is not None


def _unless_yielding(weak: Sequence[Named], found: Named, page: AuthorPage, printed: PrintedByline) -> Named:
    """Return the first of the names found before that do not yield to `found`, else `found`."""
    kept = [w for w in weak if not _yields(w, found, page, printed)]
    return kept[0] if kept else (_with_second(found, page.extracted), found[1])


def _yields(weak: Named, found: Named, page: AuthorPage, printed: PrintedByline) -> bool:
    """Return whether a publication or a username yields to the people that another source names."""
    first = weak[1][0]
    if len(weak[1]) > 1 or is_site_name(first, page.site_names) or is_organisation(first) or is_role(first):
        return True
    if (
        is_handle(first)
        or not may_be_person(first, vouched=True)
        or any(folded(first) in folded(name) for name in found[1])
    ):
        return True
    sure = printed.byline.sure and list(found[1]) == printed.byline.names
    return sure and found[0] == "byline" and is_person(found[1][0])


def _with_second(found: Named, extracted: Mapping[str, Sequence[str]]) -> str:
    """Return a printed source, with the rules' where they took the same names out of a line that they cut."""
    origin, names = found
    lines = extracted.get("authors", ())
    if origin not in PRINTED or origin == "rule" or not lines:
        return origin
    same = {folded(name) for name in clean_names(lines)} == {folded(name) for name in names}
    return f"{origin}+rule" if same else origin


def _completed(names: tuple[str, ...], blocks: Sequence[Block]) -> tuple[str, ...]:
    """Return a given name alone with the family name, where the page has a line of both; an account's name in full."""
    if len(names) == 1 and (account := _ACCOUNT.fullmatch(names[0])) is not None:
        first, last = (part.title() for part in account.groups())
        full = re.compile(rf"\b{first}\s(?:\w{{1,20}}\.?\s)?{last}\b")
        found = next(filter(None, (full.search(block.text) for block in blocks)), None)
        return (found.group(),) if found is not None else names
    if len(names) != 1 or " " in names[0] or not has_given_name(names[0]):
        return names
    start = names[0] + " "
    lines = (block.text for block in blocks if len(block.text) <= MAX_SECTION_CHARS and block.text.startswith(start))
    return next(((line,) for line in lines if is_person(line)), names)
