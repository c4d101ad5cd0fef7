"""Find the date printed around the headline, at the head of the text or below it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from newsclean.metadata.calendars import calendar_words
from newsclean.metadata.dates import parse as dates
from newsclean.metadata.dates.numbers import MAX_LINE, Numbers
from newsclean.metadata.dates.text import Found, is_period
from newsclean.metadata.dates.value import Printed, Stamp
from newsclean.metadata.landmarks import Landmarks
from newsclean.metadata.names.person_names import is_eastern
from newsclean.metadata.phrases import phrase_pattern
from newsclean.metadata.site_names import words_of
from newsclean.metadata.strings import DIGIT, word_set
from newsclean.model import Block, Element

_DATED = re.compile(r"date|time|datum|fecha|publish|posted|stamp|byline|meta|info|details|dateline", re.IGNORECASE)
_ASIDE = word_set(
    "comment comments related sidebar footer <footer> <aside> widget teaser event events calendar"
    " <figcaption> caption newslist site-header header-top top-header topbar top-bar navbar masthead ticker wm-ipp"
)
_OTHERS = word_set(
    "comment comments footer <footer> event events calendar teaser related <figcaption> caption newslist ticker wm-ipp"
)
# At a headline, too; "wm-ipp" is a web archive's bar of captures.
_NEVER = word_set("comments event events calendar related <figcaption> caption newslist ticker wm-ipp")
_FOOTERS = word_set("footer <footer>")
_OWN_FOOTER = word_set("entry-footer post-footer article-footer story-footer entryfooter postfooter")
_TOP = word_set("masthead topbar top-bar header-top top-header navbar")
_NOW = re.compile(r"aktuelles datum|current (?:date|time)|heute ist|today is", re.IGNORECASE)
# Blocks around the headline and the end of the text in which a page dates itself.
_BEFORE, _AFTER, _TAIL = 14, 24, 12
_OPENING = 60  # characters from the beginning of a paragraph in which a dateline is
_INSIDE = 40  # characters next to a date in the midst of the text that make it part of a sentence
_EASTERN_WIDTH = 2.5  # characters that one in Han, kana or Hangul says as much as
_LABELLED = 50  # the same, where a word says what the date is of: names and job titles may be before that
_MAX_BYLINE_CHARS = 100  # the same in a line right below the headline
_BELOW = 5  # lines
_HEAD_LINES = 4  # subheads and bylines that a text may begin with
_TEASED, _MIN_TEASER_CHARS = 2.0, 12  # what one next to a link or in a list below the text loses; of the link
_MAX_TEASER_LINKS = 2
_LISTED = 1.5  # what a date loses in a list of other stories
_LABEL = 12  # characters next to a date that is on a line of its own inside the text
_LEAD = 3  # characters before the date that leads a paragraph
_LEADS = re.compile(r"\s?[-–—:|]\s|[)）\]]")  # what separates such a date from the paragraph
_ORIGINALLY = phrase_pattern("dates", "originally")
_LEAD_IN = 40  # characters before a date that say what it is
_FIRST = 6.0
_MAX_TO_DATE_CHARS = 6  # of words before the date, as "on the": a name there is another publication's
_CLOSE = 12  # blocks from the headline in which its own date is
_ABOVE = 0.7  # what a date above the headline scores less: sites print the day of the visit there
_FIRST_YEAR = 1990  # of pages on the web


def printed_near(
    blocks: Sequence[Block], landmarks: Landmarks, numbers: Numbers, latest: str | None
) -> list[tuple[Stamp, str]]:
    """Return the dates printed where an article's would be, the likeliest first.

    With each its source: "printed", or "printed:updated" for dates of change. `latest` is the last
    possible one.
    """
    ranked: list[tuple[float, int, Stamp, str]] = []
    anchor = landmarks.head if landmarks.head >= 0 else landmarks.first
    # Where the article itself is in such an element, the name says nothing.
    around = blocks[anchor].element.around if anchor >= 0 else frozenset()
    aside, others, never = _ASIDE - around, _OTHERS - around, _NEVER - around
    for i in _window(len(blocks), landmarks):
        text = blocks[i].text
        if i == landmarks.head or not DIGIT.search(text, 0, MAX_LINE):
            continue
        opening = len(text) > MAX_LINE
        names = never if anchor < i <= anchor + _BELOW else others
        if _is_of_other(blocks[i].element, names) or _is_row_of_story(blocks[i], i, landmarks):
            continue
        if opening and not _is_opening(blocks, i, landmarks):
            continue
        found = numbers.dates_of(i)
        if not found or is_period(text, found) or _NOW.search(text[:MAX_LINE]):
            continue
        for one in found:
            stamp = dates.not_after(one.stamp, latest)
            if (
                stamp
                and stamp.year >= _FIRST_YEAR
                and not (_in_story(blocks[i], i, one, landmarks) or (opening and one.start > _OPENING))
            ):
                score = _score(blocks[i], one, i, landmarks)
                score -= 1.5 * (not aside.isdisjoint(blocks[i].element.around))
                ranked.append((-score, i, stamp, "printed:updated" if one.changed else "printed"))
    ranked = _without_lists(ranked, blocks, anchor)
    ranked.sort(key=lambda r: r[:2])
    # A date of change says what it is, wherever it is.
    return [(stamp, o) for score, _, stamp, o in ranked if score < (3 if o == "printed:updated" else 0)]


def _is_of_other(element: Element, names: frozenset[str]) -> bool:
    """Return whether an element is inside one of these `names`; the article's own footer is not the page's."""
    around = element.around
    if names.isdisjoint(around):
        return False
    return not names & around <= _FOOTERS or _OWN_FOOTER.isdisjoint(around)


def _is_row_of_story(block: Block, i: int, landmarks: Landmarks) -> bool:
    """Return whether a block is a heading or a row of a table inside the text."""
    return landmarks.first + 1 < i <= landmarks.last and (block.tag == "tr" or block.tag[0] == "h")


def _without_lists(
    ranked: list[tuple[float, int, Stamp, str]], blocks: Sequence[Block], anchor: int
) -> list[tuple[float, int, Stamp, str]]:
    """Lower the dates of lists of other stories: several days in elements of one kind, not right below the headline."""
    days: dict[str, set[date]] = {}
    for _, i, stamp, _ in ranked:
        if not anchor <= i <= anchor + _BELOW:
            days.setdefault(blocks[i].element.path, set()).add(stamp.date)
    listed = {path for path, found in days.items() if len(found) > 1}
    return [
        (s + _LISTED * (not anchor <= i <= anchor + _BELOW and blocks[i].element.path in listed), i, t, o)
        for s, i, t, o in ranked
    ]


def _is_opening(blocks: Sequence[Block], i: int, landmarks: Landmarks) -> bool:
    """Return whether a paragraph is near the headline, or the first or second of the text, subheads not counted."""
    head, first, _ = landmarks
    if first <= i <= first + 1 or 0 <= head < i <= head + 6:
        return True
    return first < i <= first + _HEAD_LINES and all(len(block.text) <= MAX_LINE for block in blocks[first:i])


def _in_story(block: Block, i: int, found: Found, landmarks: Landmarks) -> bool:
    """Return whether a date is of what the story says, in a sentence or a list, or of another story below the text."""
    if i > landmarks.last >= 0 and _teases(block, found):
        return True
    if block.level and not found.changed and 0 <= landmarks.first < i - 1:
        return True
    if not landmarks.first + 1 < i <= landmarks.last:
        return False
    others = len(block.text) - (found.end - found.start)
    others = round(others * _EASTERN_WIDTH) if is_eastern(block.text[: found.start]) else others
    if found.changed or found.issued:
        return others > (_MAX_BYLINE_CHARS if 0 <= landmarks.head < i <= landmarks.head + _BELOW else _LABELLED)
    return others > _INSIDE and not (found.start < _LEAD and _LEADS.match(block.text, found.end))


def only_printed(numbers: Numbers, landmarks: Landmarks, latest: str | None) -> tuple[Stamp | None, Stamp | None]:
    """Return the one day that the short lines of a page print, None for several, and that of the last change."""
    issued: dict[date, Stamp] = {}
    changed: dict[date, Stamp] = {}
    own = False
    for i, block in enumerate(numbers.blocks):
        if _is_row_of_story(block, i, landmarks):
            continue
        if len(block.text) > MAX_LINE or _NOW.search(block.text) or not _TOP.isdisjoint(block.element.around):
            continue
        for one in numbers.dates_of(i):
            stamp = dates.not_after(one.stamp, latest)
            if stamp is None or stamp.year < _FIRST_YEAR:
                continue
            if one.changed:
                changed.setdefault(stamp.date, stamp)
            elif _OTHERS.isdisjoint(block.element.around):
                issued.setdefault(stamp.date, stamp)
                own = own or not (i > landmarks.last >= 0 and _teases(block, one))
    return _only(issued) if own else None, _only(changed)


def _teases(block: Block, found: Found) -> bool:
    """Return whether a line below the text is another story's: a link that says more than a date."""
    if found.issued or len(block.hrefs) > _MAX_TEASER_LINKS:
        return False
    factor = _EASTERN_WIDTH if is_eastern(block.text) else 1.0
    rest = len(block.text) - (found.end - found.start)
    return factor * min(block.link_chars, rest) >= _MIN_TEASER_CHARS


def _only(days: Mapping[date, Stamp]) -> Stamp | None:
    return next(iter(days.values())) if len(days) == 1 else None


def printed_below(blocks: Sequence[Block], landmarks: Landmarks, numbers: Numbers) -> list[Printed]:
    """Return the dates on short lines between the headline and the text.

    Of a page whose headline is not among its blocks: those on the lines above the text.
    """
    head, first, _ = landmarks
    if head < 0 and first < 0:
        return []
    aside = _ASIDE - blocks[head if head >= 0 else first].element.around
    start = head + 1 if head >= 0 else max(0, first - _CLOSE)
    end = max(start + _CLOSE, min(first, start + _AFTER))
    dated: list[Printed] = []
    for i in range(start, min(end, len(blocks))):
        block = blocks[i]
        if len(block.text) > MAX_LINE or block.tag == "tr":
            continue
        found = numbers.dates_of(i)
        if not found or is_period(block.text, found) or _NOW.search(block.text):
            continue
        if not aside.isdisjoint(block.element.around):
            continue
        rest = len(block.text) - sum(one.end - one.start for one in found)
        for one in found:
            alone = one.issued or not (block.level or first < i <= landmarks.last)
            if rest <= (_INSIDE if alone else _LABEL):
                dated.append(Printed(one.stamp, one.changed, one.issued))
    return dated


def _window(count: int, landmarks: Landmarks) -> list[int]:
    """Return the places to look at: around the headline, before the text, after it."""
    head, first, last = landmarks
    near: dict[int, None] = {}
    anchor = head if head >= 0 else max(first, 0)
    near.update(dict.fromkeys(range(max(0, anchor - _BEFORE), min(count, anchor + _AFTER))))
    if first >= 0:
        near.update(dict.fromkeys(range(max(0, first - 8), min(count, first + 3))))
        near.update(dict.fromkeys(range(max(0, last - 3), min(count, last + _TAIL))))
    return list(near)


def _score(block: Block, found: Found, i: int, landmarks: Landmarks) -> float:
    """Return how surely a printed date is the article's: close to the headline, alone on its line, called a date."""
    head, first, last = landmarks
    score = 4.0
    if head >= 0:
        distance = i - head if i >= head else 1.5 * (head - i)
        score -= min(distance, 20) * 0.15
        score -= _ABOVE * (i < head)
    elif first >= 0:
        score -= min(abs(i - first), 20) * 0.12
    if last >= 0 and i > last:
        score -= 1.0
        teased = block.link_chars >= _MIN_TEASER_CHARS or block.level > 0
        score -= _TEASED * (teased and not found.issued and _OWN_FOOTER.isdisjoint(block.element.around))
    rest = len(block.text) - (found.end - found.start)
    score -= min(rest, 120) / 60
    score += 1.2 * found.issued - 2.5 * found.changed
    if is_first(block.text, found):
        score += _FIRST  # wherever it is
    score += 0.8 * _named_for_dates(block.element)
    if block.link_chars > 0.6 * len(block.text) or len(block.text) > MAX_LINE:
        score -= 1.0
    if (block.level or block.tag[0] == "h") and not found.issued:
        score -= 0.5  # lists of other stories, and headings inside the text
    return score


def is_first(text: str, found: Found) -> bool:
    """Return whether a date is called the day of the first publication: "originally published on 3 May"."""
    for match in _ORIGINALLY.finditer(text, max(0, found.start - _LEAD_IN), found.start):
        words = (word for word in words_of(text[match.end() : found.start]) if word not in calendar_words())
        if len(" ".join(words)) <= _MAX_TO_DATE_CHARS:
            return True
    return False


def first_printed(numbers: Numbers, landmarks: Landmarks) -> Stamp | None:
    """Return the day of first publication that a line around the text gives as such."""
    for i in _window(len(numbers.blocks), landmarks):
        text = numbers.blocks[i].text
        if len(text) <= MAX_LINE and DIGIT.search(text) and _ORIGINALLY.search(text):
            found = next((each.stamp for each in numbers.dates_in(text) if is_first(text, each)), None)
            if found is not None:
                return found
    return None


def _named_for_dates(element: Element) -> bool:
    """Return whether the element, or one close around it, is named for dates or a byline."""
    at: Element | None = element
    for _ in range(3):
        if at is None:
            return False
        if at.tag == "time" or any(map(_is_date_token, at.tokens)):
            return True
        at = at.parent
    return False


@lru_cache(maxsize=8192)
def _is_date_token(token: str) -> bool:
    return _DATED.search(token) is not None
