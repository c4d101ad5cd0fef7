"""The title where no h1 is the headline: by the metadata, and the lesser heading that confirms them."""

from __future__ import annotations

from collections.abc import Sequence

from newsclean.metadata.site_names import cuts, headline_piece, is_domain, words_of
from newsclean.metadata.sources.candidates import Candidate
from newsclean.metadata.sources.headings import Heading
from newsclean.metadata.title_chains import fronts, without_chain
from newsclean.metadata.title_likeness import likeness

_MIN_WORDS = 4  # of a title that has a kicker before it
_ALIKE = 0.92  # the least likeness of a heading and the title that it is


def title_without_h1(named: Sequence[Candidate], more: Sequence[Heading]) -> Candidate:
    """Return the title by metadata, or the lesser heading that is nearly the same or begins it."""
    declared = _declared(named)
    texts = [h.headline for h in more if len(words_of(h.headline)) >= 2 and not is_domain(h.headline)]
    alike = max(texts, key=lambda text: max(likeness(text, o.value) for o in named), default=None)
    near = [o.value for o in named if alike is not None and likeness(alike, o.value) > _ALIKE]
    if alike is not None and near:
        return Candidate(_without_kicker(alike, near), "heading")
    front = next((text for text in texts if words_of(text) in fronts(declared.value)), None)
    if front is not None:
        return Candidate(front, "heading")
    if declared.source == "title":
        whole = headline_piece(declared.value, {" ".join(words_of(h.text)) for h in more})
        return Candidate(without_chain(whole), "title")
    return declared._replace(value=without_chain(declared.value))


def _without_kicker(text: str, titles: Sequence[str]) -> str:
    """Return a heading without what is before each of some titles, or before the front of each: a kicker."""
    found = text
    for title in titles:
        fronts_of = (title, *(title[:start] for start, _ in cuts(title)))
        found = next((text[-len(front) :] for front in fronts_of if _ends_in(text, front)), "")
        if not found:
            return text
    return found


def _ends_in(text: str, title: str) -> bool:
    """Return whether a text is a title of several words with something before it."""
    return len(words_of(title)) >= _MIN_WORDS and len(text) > len(title) and text.casefold().endswith(title.casefold())


def _declared(others: Sequence[Candidate]) -> Candidate:
    """Return the title by metadata alone: where one is another with a tail after a separator, the shorter."""
    first = others[0]
    for other in others[1:]:
        long, short = first.value.casefold(), other.value.casefold()
        longer = len(words_of(short)) >= 3 and len(short) < len(long) and long.startswith(short)
        if longer and any(start == len(other.value) for start, _ in cuts(first.value)):
            return other
    return first
