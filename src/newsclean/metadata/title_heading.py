"""The headline in an h1, without what its markup or the page's metadata set apart: kickers, notes, page numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsclean.metadata.site_names import SiteNames, words_of
from newsclean.metadata.sources.candidates import Candidate
from newsclean.metadata.sources.headings import Heading
from newsclean.metadata.title_likeness import spelling

_KICKER_END = re.compile(r"[:：|–—\-.•·/»]\s*$")
# A page's number behind a headline.
_NUMBERED = re.compile(r"\s*[(（\[][^()（）\[\]]{0,12}\d[^()（）\[\]]{0,12}[)）\]]$")
_QUOTES = "\"'„“”«»‘’‹›「『"  # around a quotation, which is no kicker
_MIN_REST_WORDS = 3  # of a headline without its kicker
_SPELLED = 0.9  # how far a URL spells a headline with its kicker, which then belongs to it


def headline_of(
    head: Heading, others: Sequence[Candidate], site_names: SiteNames, slug: frozenset[str] = frozenset()
) -> str:
    """Return the headline in an h1: without what its markup or the other candidates set apart.

    `slug` are the words of the page's URL: a kicker that it spells belongs to the headline.
    """
    by_letters: dict[str, Candidate] = {}  # by its letters what a source gives, the most trusted one's spelling
    for other in others:
        by_letters.setdefault("".join(words_of(other.value)), other)

    def candidate_of(text: str) -> Candidate | None:
        candidate = by_letters.get("".join(words_of(text)))
        return candidate if candidate is not None and candidate.source != "title" else None

    whole = candidate_of(head.text)
    for tail in (v for v in head.variants()[1:] if head.text.endswith(v) or head.text.startswith(v)):
        # A kicker or a note in an element of its own, which some source leaves out.
        alone = candidate_of(tail)
        if len(words_of(tail)) >= 3 and alone and (not whole or alone.source == "json-ld"):
            return tail.lstrip(" -–—:|·")
    if not whole and (numbered := candidate_of(_NUMBERED.sub("", head.text))) is not None:
        return numbered.value
    if head.headline != head.text and not _holds(others, head.text):
        return site_names.strip(head.headline.strip(" -–—:|·"), heading=True)
    for variant in head.variants():
        candidate = by_letters.get("".join(words_of(variant)))
        if candidate is not None and len(words_of(candidate.value)) >= 2:  # of joined pieces as the source joins them
            text = candidate.value if variant == head.text and len(head.pieces) > 1 else variant
            break
    else:
        text = head.headline
    title = site_names.strip(text, heading=True)
    return _without_linked_kicker(_without_kicker(title, others), others, slug)


def _holds(others: Sequence[Candidate], text: str) -> bool:
    """Return whether JSON-LD's headline begins with all of a heading, the piece that its markup calls a kicker too."""
    linked = next((o.value for o in others if o.source == "json-ld"), "")
    words = words_of(text)
    return words_of(linked)[: len(words)] == words and "|" not in linked[: len(text)]


def _without_kicker(title: str, others: Sequence[Candidate]) -> str:
    """Return `title` without a kicker that no other source has: all of them give the rest as the whole headline."""
    rest = None
    for other in others:
        if other.source == "title":
            continue
        if len(words_of(other.value)) < 3 or not title.casefold().endswith(other.value.casefold()):
            return title
        if len(other.value) == len(title) or not _is_kicker(title[: -len(other.value)]):
            return title
        rest = title[-len(other.value) :]
    return rest or title


def _without_linked_kicker(title: str, others: Sequence[Candidate], slug: frozenset[str]) -> str:
    """Return `title` without the kicker that JSON-LD's headline leaves out, unless the page's URL spells it too."""
    linked = next((o.value for o in others if o.source == "json-ld"), "")
    short = 0 < len(linked) < len(title) and title.casefold().endswith(linked.casefold())
    if not short or len(words_of(linked)) < _MIN_REST_WORDS or (slug and spelling(title, slug) >= _SPELLED):
        return title
    kicker = title[: -len(linked)]
    found = _is_kicker(kicker) and len(words_of(kicker)) < len(words_of(linked))
    return title[-len(linked) :] if found else title


def _is_kicker(front: str) -> bool:
    """Return whether what is before a headline is a kicker: a separator ends it, and it is no quotation."""
    return _KICKER_END.search(front) is not None and front.lstrip()[:1] not in _QUOTES
