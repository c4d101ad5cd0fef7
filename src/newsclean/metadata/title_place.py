"""Check a title by its place: a slogan, a section or an advertisement is seldom where the text begins."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from newsclean.metadata.authors.prefix import without_prefix
from newsclean.metadata.landmarks import Landmarks, find_landmarks
from newsclean.metadata.notices import copyright_notice, owner_of
from newsclean.metadata.phrases import phrase_words
from newsclean.metadata.site_names import SiteNames, cuts, in_host, is_domain, letters, words_of
from newsclean.metadata.site_title import named_in_title
from newsclean.metadata.sources.candidates import Candidate, Candidates
from newsclean.metadata.strings import tidy
from newsclean.metadata.title import trimmed
from newsclean.metadata.title_likeness import likeness
from newsclean.model import Block
from newsclean.urls import host

_ABOVE_TEXT = 4  # blocks above a text in which its headline is
_MAX_HEADING_CHARS = 220
_MIN_HEADLINE_WORDS = 4  # of a heading that has a subhead
_LIST_MARKS = "►▶»›{[<#*"  # of links and labels
_UNTITLED = phrase_words("names", "untitled")
_UNSURE = frozenset({"title", None})  # sources that a heading on the text outvotes
_PRINTED = frozenset({"h1", "heading"})
_UNLIKE = 0.45  # the most that a slogan's heading has of the page's declared titles
_MAX_BETWEEN = 20  # blocks between a headline that nothing confirms and its text
_MAX_ABOVE = 30  # blocks between the declared title, printed, and the text
_MAX_PIECES = 8
_MIN_WORDS = 3  # of a declared title that is looked for among the lines
_LISTED = frozenset({"li", "tr", "th", "option"})


def place_title(
    candidates: Candidates, blocks: Sequence[Block], body: Sequence[bool], notices: Sequence[str] = ()
) -> tuple[Candidates, Landmarks]:
    """Return the candidates and the landmarks, with another title where the chosen one is not on the text.

    A heading that is unlike what the page declares gives way to the line nearer to the text that is declared; it, and
    a title out of the document's, to the heading on the text where they are nowhere above it, or far away; it at last
    to what is declared. The owner that one of the lines in `notices` names is the publisher, and the title what is
    next to his name in the document's.
    """
    if candidates.title_source == "title":
        candidates = _without_owner(candidates, notices)
    landmarks = find_landmarks(blocks, body, candidates.title)
    title, source, tags = candidates.title or "", candidates.title_source, candidates.sources.tags
    if source in _PRINTED and tags is not None and any(title in each for each in (tags.title, *tags.all("og:title"))):
        return candidates, landmarks  # as most are
    declared = _declared(candidates)
    unlike = bool(declared) and all(likeness(title, each.value) < _UNLIKE for each in declared)
    strange = source in _PRINTED and unlike
    far = landmarks.head < 0 or landmarks.first - landmarks.head > _MAX_BETWEEN
    section = source == "h1" and not declared and len(words_of(title)) < _MIN_WORDS
    untitled = letters(title) in _UNTITLED
    absent = (strange and far) or section or untitled or (source in _UNSURE and landmarks.head < 0)
    if not (strange or absent):
        return candidates, landmarks
    names = SiteNames(candidates.site_names, (), ())
    place = _declared_line(blocks, landmarks, _pieces(declared, names))
    if place < 0 and absent:
        place = heading_above(blocks, landmarks.first, names)
    if place >= 0 and not (title and letters(title) in letters(blocks[place].text)):
        found = Candidate(trimmed(blocks[place].text), "heading")
        return _with_title(candidates, found), landmarks._replace(head=place)
    if untitled:
        return replace(candidates, title=None, title_source=None), landmarks
    stated = _stated(declared, names) if place < 0 and strange and far else None
    return (_with_title(candidates, stated) if stated is not None else candidates), landmarks


def _stated(declared: Sequence[Candidate], names: SiteNames) -> Candidate | None:
    """Return the first declared title of several words, without the site's names."""
    bare = (each._replace(value=trimmed(names.strip(each.value))) for each in declared)
    return next((each for each in bare if len(words_of(each.value)) >= _MIN_WORDS), None)


def _without_owner(candidates: Candidates, notices: Sequence[str]) -> Candidates:
    """Return the candidates with the headline and the owner out of the document's title, where he was in the title."""
    title, tags = candidates.title or "", candidates.sources.tags
    owners = {letters(owner_of(notice)) for notice in map(copyright_notice, notices) if notice} - {""}
    whole = (tidy(tags.title) or "") if tags is not None and owners else ""
    for start, end in cuts(whole):
        for owner, rest in ((whole[:start], whole[end:]), (whole[end:], whole[:start])):
            if letters(owner) in owners and rest and letters(title) in (letters(owner), letters(whole)):
                fields = {**candidates.fields, "publisher": (Candidate(owner, "title"),)}
                return replace(candidates, title=rest if len(words_of(rest)) > 1 else None, fields=fields)
    return candidates


def _with_title(candidates: Candidates, title: Candidate) -> Candidates:
    """Return the candidates with another title, and with the site's name out of the document's next to that title."""
    fields = candidates.fields
    publisher = next(iter(fields.get("publisher", ())), None)
    tags = candidates.sources.tags
    if publisher is not None and publisher.source == "title" and tags is not None:
        named = named_in_title(tags.title, title, candidates.url)
        kept = candidates.url is not None and in_host(publisher.value, host(candidates.url))
        found = named or (publisher if kept and letters(publisher.value) != letters(title.value) else None)
        fields = {**fields, "publisher": (found,) if found is not None else ()}
    return replace(candidates, title=title.value, title_source=title.source, fields=fields)


def _declared(candidates: Candidates) -> list[Candidate]:
    """Return the titles that the page declares: for social networks, of its JSON-LD, the document's."""
    tags, linked = candidates.sources.tags, candidates.sources.linked
    found = tags.candidates(("og:title", "twitter:title")) if tags is not None else []
    if linked is not None and linked.headline:
        found.append(Candidate(linked.headline, "json-ld"))
    if tags is not None:
        found.append(Candidate(tags.title, "title"))
    return [Candidate(title, each.source) for each in found if (title := tidy(each.value))]


def _pieces(declared: Sequence[Candidate], names: SiteNames) -> set[str]:
    """Return the letters of the titles and of their pieces between separators, which may be the headline."""
    found: set[str] = set()
    for title in (each.value for each in declared):
        places = [(0, 0), *cuts(title)[:_MAX_PIECES], (len(title), len(title))]
        for i, (_, start) in enumerate(places):
            found.update(title[start:end] for end, _ in places[i + 1 :])
    return {letters(piece) for piece in found if len(words_of(piece)) >= _MIN_WORDS and not names.is_name(piece)}


def _declared_line(blocks: Sequence[Block], landmarks: Landmarks, keys: Collection[str]) -> int:
    """Return the line nearest above the text that is one of `keys`, below the title that was chosen; -1 for none."""
    head, first, _ = landmarks
    least = min(map(len, keys), default=0)
    for place in range(first, max(head, first - _MAX_ABOVE, -1), -1) if keys else ():
        block = blocks[place]
        if least <= len(block.text) and block.tag not in _LISTED and letters(block.text) in keys:
            return place
    return -1


def heading_above(blocks: Sequence[Block], first: int, names: SiteNames) -> int:
    """Return the heading right above a text whose first block is `first`, or that block itself; -1 for none.

    Bylines and what `names` the site are passed over; below a greater heading of several words it is a subhead.
    """
    for place in range(first, max(first - _ABOVE_TEXT, 0) - 1, -1):
        if not _is_heading(blocks[place]) or without_prefix(blocks[place].text)[1]:
            continue
        if not _may_be_headline(blocks[place], names):
            return -1
        above = blocks[place - 1] if place else None
        greater = above is not None and _is_heading(above) and above.tag < blocks[place].tag
        long = above is not None and len(words_of(above.text)) >= _MIN_HEADLINE_WORDS
        return place - 1 if greater and long and _may_be_headline(blocks[place - 1], names) else place
    return -1


def _is_heading(block: Block) -> bool:
    return (
        block.tag[0] == "h" and block.tag != "hr" and len(block.text) <= _MAX_HEADING_CHARS and "\n" not in block.text
    )


def _may_be_headline(block: Block, names: SiteNames) -> bool:
    """Return whether a heading has several words, and is neither a link's label nor the site's name."""
    words = [word for word in words_of(block.text) if not word.isdecimal()]
    if len(words) < 2 or block.text[0] in _LIST_MARKS or is_domain(block.text):
        return False
    return not (names.is_name(block.text) or names.is_in(block.text))
