"""Resolve the headline of a page from several candidates; remove site names, sections and kickers.

The record's title is the headline as printed, which is an h1 more often than not. Metadata confirm it,
tell it from a logo or a section name, and replace it where the page prints none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from newsclean.metadata.phrases import phrase_words
from newsclean.metadata.site_names import SiteNames, cuts, is_domain, letters, words_of
from newsclean.metadata.sources.candidates import Candidate
from newsclean.metadata.sources.headings import Heading
from newsclean.metadata.strings import tidy
from newsclean.metadata.title_declared import title_without_h1
from newsclean.metadata.title_heading import headline_of
from newsclean.metadata.title_likeness import likeness, spelling

Lesser = Callable[[Sequence[str] | None], Sequence[Heading]]
_SOCIAL = ("og:title", "twitter:title")
_MAX_TITLE = 500
_LONG = 220  # characters: a heading longer than this is a paragraph in the wrong element
# Separators and list marks at the ends of a headline: what they separated it from is gone.
_EDGES = re.compile(r"^(?:[■□◆◇●○▶►★☆•|｜]+|\[?>+)\s*|\s+[-–—:|｜·•/]+$|[|｜]+$")
_LABEL = re.compile(r"(?<=\w)\W{0,3}\s[|｜│]\s*\w+$")  # a section or a publication after a bar: "… | Opinion"
_MIN_REST_LETTERS = 8  # of a title without the site's name
_FEW = 2  # words of a title that says little
_MANY = 6  # words of a long title
_LEAST_SLUG = 4  # words of a URL that say anything
_RUN_ON = 0.7  # the least likeness of a title and an h1 that it begins with
_UNLIKE = 0.6  # how much an h1 and a title at most are one headline where they are not
_LITTLE_SPELLED = 0.65  # of an h1 by a URL that spells another title
_NO_TEXT = ("©", "-->", "/>")  # in a title that is an owner's notice, or what is left of markup
_NO_HEADLINE = phrase_words("names", "no_headline")


class Hints(NamedTuple):
    """What else tells the headline.

    Whether the page says that it is a news article, the words of its URL, and which h1, by their texts, are in the
    midst of the article's.
    """

    news: bool = False
    slug: frozenset[str] = frozenset()
    is_late: Callable[[str], bool] = lambda _: False


def choose_title(
    heads: Sequence[Heading],
    candidates: Sequence[Candidate],
    site_names: SiteNames,
    lesser: Lesser,
    hints: Hints | None = None,
) -> Candidate | None:
    """Return the headline and its source: `heads` are the page's h1, `candidates` its metadata in order of trust.

    `lesser` reads the page's other headings that hold one of some titles, given by their letters; without an argument
    all, and elements named for titles too. It is called where h1 and metadata do not agree. On a news article a title
    on which all metadata agree is the editors', and outvotes the h1; so does one that the page's URL spells.
    """
    found = _choose(heads, candidates, site_names, lesser, hints or Hints())
    if found is None:
        return None
    value = trimmed(found.value)
    found, bare = found._replace(value=value), _LABEL.sub("", value)
    return found._replace(value=bare) if len(words_of(bare)) >= _LEAST_SLUG else found


def trimmed(title: str) -> str:
    """Return a title without the separators and the marks of lists at its ends."""
    return _EDGES.sub("", title) or title


def _choose(
    heads: Sequence[Heading], candidates: Sequence[Candidate], site_names: SiteNames, lesser: Lesser, hints: Hints
) -> Candidate | None:
    others = [Candidate(site_names.strip(tidy(s.value, _MAX_TITLE) or ""), s.source) for s in candidates]
    others = [o for o in others if words_of(o.value) and not _is_page_s(o.value)]
    named = [o for o in others if not site_names.is_name(o.value)] or others
    best, strange = _printed(heads, named, site_names)
    agreed = best is not None and _confirmed(best, named)
    more: Sequence[Heading] = ()
    if not agreed and _may_be_lesser(best, named, strange):
        more = lesser([key for o in named for key in (letters(o.value), *_without_logo(best, o.value)) if key])
    for heading in more:  # an h1 for search engines, and the headline that people read next to it
        exact = _exact(heading, named, strange)
        if exact is not None:
            return Candidate(exact, "heading")
    if strange and best is not None and (short := _brief(named)) and hints.is_late(best.text):
        more = [*more, *lesser(None)]  # a headline of a word or two, and a subhead in an h1
        if (brief := next((h.text for h in more if words_of(h.text) in short), None)) is not None:
            return Candidate(brief, "heading")
    if best is not None and (front := _next_to_name(best, named, more) or _piece_below(best, named, lesser, hints)):
        return Candidate(front, "heading")
    titles = [o for o in named if o.source != "title" or not agreed]
    if best is not None and (spelled := _spelled(best, titles, hints.slug)):
        return spelled
    editors = hints.news and not agreed and _unanimous(named)
    if best is not None and (not editors or _is_spelled(best, named, hints.slug)):
        return Candidate(headline_of(best, named, site_names, hints.slug), "h1")
    if not named:
        usable = [h for h in heads if len(h.text) <= _LONG and not (_is_page_s(h.text) or site_names.is_in(h.text))]
        return Candidate(max(usable, key=lambda h: min(len(words_of(h.text)), 6)).headline, "h1") if usable else None
    return title_without_h1(named, lesser(None) if best is None else ())


def _is_page_s(title: str) -> bool:
    """Return whether a title names a page of the site, its domain or its owner, and no story, or is broken markup."""
    words = words_of(title)
    return (len(words) == 1 and words[0] in _NO_HEADLINE) or any(m in title for m in _NO_TEXT) or is_domain(title)


def _confirmed(head: Heading, others: Sequence[Candidate]) -> bool:
    """Return whether og:title, or what replaces it, is exactly this heading."""
    first = next((o for o in others if o.source in _SOCIAL), None)
    return first is not None and words_of(first.value) in (words_of(head.text), words_of(head.headline))


def _spelled(head: Heading, others: Sequence[Candidate], slug: frozenset[str]) -> Candidate | None:
    """Return the title that the page's URL spells nearly word for word, where it spells little of the h1."""
    if len(slug) < _LEAST_SLUG or spelling(head.text, slug) > _LITTLE_SPELLED:
        return None
    best = max(others, key=lambda o: spelling(o.value, slug), default=None)
    return best if best is not None and spelling(best.value, slug) >= 0.9 else None


def _is_spelled(head: Heading, others: Sequence[Candidate], slug: frozenset[str]) -> bool:
    """Return whether the page's URL spells the h1 nearly word for word, and more of it than of any other title."""
    own = spelling(head.text, slug) if len(slug) >= _LEAST_SLUG else 0.0
    return own >= 0.9 and all(spelling(o.value, slug) < own - 0.1 for o in others)


def _unanimous(others: Sequence[Candidate]) -> bool:
    """Return whether JSON-LD, social tags and the document's title are three and say the same."""
    kinds = {o.source for o in others} & {"json-ld", "og:title", "title"}
    return len(kinds) == 3 and len({" ".join(words_of(o.value)) for o in others if o.source in kinds}) == 1


def _social_keys(others: Sequence[Candidate], strange: bool) -> list[tuple[str, ...]]:
    """Return the words of og:title, or of what replaces it; of all of them where the h1 is unlike the metadata."""
    social = [o for o in others if o.source in _SOCIAL]
    return [k for k in (words_of(o.value) for o in social[: None if strange else 1]) if len(k) >= 3]


def _may_be_lesser(head: Heading | None, others: Sequence[Candidate], strange: bool) -> bool:
    """Return whether any lesser heading could be the headline: on most pages none, and they need not be read."""
    keys = _social_keys(others, strange)
    if head is None or keys:
        return bool(keys)
    name, values = words_of(head.text), [o.value for o in others]
    joined = any(words_of(value[end:]) == name for value in values for _, end in cuts(value))
    return joined or any(_after_name(head, value) or (head.logo and _without_logo(head, value)) for value in values)


def _exact(heading: Heading, others: Sequence[Candidate], strange: bool) -> str | None:
    """Return the headline in a lesser heading that og:title, or what replaces it, repeats word for word."""
    if heading.tag not in ("h2", "h3"):
        return None
    keys = _social_keys(others, strange)
    found = [v for v in heading.variants() if words_of(v) in keys and heading.text.endswith(v)]
    # The last is the shortest: a kicker in an element of its own, which some source leaves out.
    return found[-1].lstrip(" -–—:|·") if found else None


def _next_to_name(head: Heading, others: Sequence[Candidate], more: Sequence[Heading]) -> str | None:
    """Return the lesser heading that a title joins with this h1, which is then the site's name: "Headline | Name"."""
    name = words_of(head.text)
    for other in others:
        for start, end in cuts(other.value):
            if words_of(other.value[end:]) == name:
                front = letters(other.value[:start])
                return next((h.text for h in more if len(words_of(h.text)) > 1 and letters(h.text) == front), None)
        rest = words_of(_after_name(head, other.value) or "")
        for heading in more:
            key = words_of(heading.text)
            if len(key) >= _LEAST_SLUG and rest[: len(key)] == key and 2 * len(key) > len(rest):
                return heading.text
        fronts = _without_logo(head, other.value) if head.logo else ()
        for heading in more:
            if letters(heading.text) in fronts and len(words_of(heading.text)) >= 2:
                return heading.text
    return None


def _piece_below(head: Heading, others: Sequence[Candidate], lesser: Lesser, hints: Hints) -> str | None:
    """Return the lesser heading that is one end of a title, where the h1 is all of that title, or a section or subhead.

    The h1 of a section says little, and nothing that is in the titles; a subhead is in the midst of the text.
    """
    whole = words_of(head.text)
    ends: set[str] = set()
    for other in others:
        words = words_of(other.value)
        if words == whole and any(mark in head.text for mark in "|｜│"):
            return _heading_among({letters(head.text[:start]) for start, _ in cuts(head.text)}, lesser)
        if likeness(head.text, other.value) > _UNLIKE:
            return None
        for start, end in cuts(other.value):
            ends.update(letters(v) for v in (other.value[:start], other.value[end:]) if len(words_of(v)) >= _LEAST_SLUG)
    section = len(whole) < _LEAST_SLUG or (ends and hints.is_late(head.text))
    return _heading_among(ends, lesser) if section else None


def _heading_among(keys: set[str], lesser: Lesser) -> str | None:
    """Return the first lesser heading whose letters are one of `keys`."""
    keys = {key for key in keys if len(key) >= _MIN_REST_LETTERS}
    return next((h.text for h in lesser(sorted(keys)) if letters(h.text) in keys), None) if keys else None


def _after_name(head: Heading | None, title: str) -> str | None:
    """Return what follows the first piece of a title, where that is the h1: the site's name, then the headline."""
    for start, end in cuts(title)[:1] if head is not None else ():
        if head is not None and words_of(title[:start]) == words_of(head.text):
            return title[end:]
    return None


def _without_logo(head: Heading | None, title: str) -> tuple[str, ...]:
    """Return the letters of a title without those of the h1 before or behind them, which may be the site's name."""
    if head is None:
        return ()
    name, key = letters(head.text), letters(title)
    rests = (key.removeprefix(name), key.removesuffix(name), letters(_after_name(head, title) or ""))
    return tuple(rest for rest in rests if rest != key and len(rest) >= _MIN_REST_LETTERS)


def _printed(
    heads: Sequence[Heading], others: Sequence[Candidate], site_names: SiteNames
) -> tuple[Heading | None, bool]:
    """Return the h1 that is the headline, the one most like the metadata, and whether it is unlike all of them."""
    best, most = None, 0.0
    usable = [h for h in heads if len(h.text) <= _LONG and not (site_names.is_name(h.text) or _is_page_s(h.text))]
    brief = _brief(others)
    for head in usable:
        words = words_of(head.text)
        if not words:
            continue
        if brief and words not in brief and not any(words[: len(key)] == key for key in brief):
            continue  # a subhead that holds the title's word or two
        score = sum(max(likeness(v, o.value) for v in (head.text, head.headline)) for o in others) / max(len(others), 1)
        score = max(score, 0.9 * max((likeness(head.headline, o.value) for o in others), default=0.0))
        first = _FEW if len(usable) > _FEW else _MANY
        if len(words) == 1 and others and all(words[0] in words_of(o.value)[first:] for o in others):
            continue  # a candidate from the midst of a long title is a subhead
        if len(heads) > 1 and any(_runs_on(o.value, head.text) for o in others):
            score = max(score, _RUN_ON)
        score *= min(1.0, 0.4 + len(words) / 5) * (0.5 if head.logo or head.aside else 1.0)
        titles = [o.value for o in others if o.source == "title"]
        if titles and len(heads) > 1 and words_of(titles[0])[: len(words)] == words:
            score += 0.05  # of two headings in the document's title the first is the headline
        if score > most + 0.01:
            best, most = head, score
    if best is not None and most >= 0.3:
        return best, False
    sole = [h for h in usable if not h.logo and len(words_of(h.text)) >= 4 and not site_names.is_in(h.text)]
    if len(sole) > 1:
        sole = [h for h in sole if h.inside]
    return (sole[0] if len(sole) == 1 else None), True


def _runs_on(title: str, text: str) -> bool:
    """Return whether a title begins with a text, even where its next word runs on from it."""
    return len(text) >= _MIN_REST_LETTERS and title.casefold().startswith(text.casefold())


def _brief(others: Sequence[Candidate]) -> set[tuple[str, ...]]:
    """Return the words of the metadata's titles where none has more than a few: the headline is as short."""
    keys = {words_of(o.value) for o in others if o.source != "title"}
    return keys if all(len(key) <= _FEW for key in keys) else set()
