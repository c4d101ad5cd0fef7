"""Read the lines of a page that may be its byline: the names in each, and how surely it is one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

from newsclean.metadata.authors.byline_lines import (
    first_people,
    is_name_line,
    labelled,
    may_be_person,
    may_name,
    people_in,
    segments_of,
    unglued,
)
from newsclean.metadata.authors.byline_positions import LINE, MAX_SIGNATURE, TAIL, Spot, spot_of
from newsclean.metadata.authors.links import (
    is_about_author,
    is_author_address,
    is_topic,
    leads_elsewhere,
    links_author,
    named_for_author,
)
from newsclean.metadata.authors.names import is_site_name
from newsclean.metadata.authors.other_people import names_others
from newsclean.metadata.authors.prefix import is_by_label, without_prefix
from newsclean.metadata.dates.text import dates_in
from newsclean.metadata.landmarks import Landmarks
from newsclean.metadata.names.common_words import CommonWords
from newsclean.metadata.names.name_words import reads_like_name
from newsclean.metadata.names.person_names import (
    has_given_name,
    is_agency,
    is_eastern,
    is_organisation,
    is_person,
    is_role,
    is_surely_person,
    is_team,
    names_agency,
)
from newsclean.metadata.phrases import phrase_pattern
from newsclean.metadata.sources.inline_runs import InlineRuns
from newsclean.metadata.strings import DIGIT, word_set
from newsclean.model import Block, Element

_ASIDE = word_set(
    "comment comments commentlist kommentar kommentare reply respond related sidebar footer <footer> <nav> <figcaption>"
    " popular recommend recommended recommendations teaser teasers widget gallery carousel testimonial"
    " testimonials caption most-read mostread most-popular trending"
    " latest-news more-stories related-posts related-articles"
)
_FOOTER = word_set("footer <footer>")
_OWN_FOOTER = word_set("entry-footer post-footer article-footer story-footer")
# Of a picture, or of what is below a headline, but for a line with a "By" and a date.
_CREDIT = word_set(
    "credit credits deck dek standfirst chapo entradilla bajada sottotitolo vorspann ingress subheadline"
)
_COMMENTS = phrase_pattern("bylines", "comments_heading")
# A newsroom's own signature.
_DESK = phrase_pattern("bylines", "desk")
_WEAK_BY = phrase_pattern("bylines", "weak_by")
_BELOW, _START_CHARS = 200, 9  # blocks below the text; how lines of comments begin: "Posted by"
_MAX_EASTERN_LINE = 50  # characters of a line in Han or Hangul: longer ones are sentences
_MAX_LINKED_LINE = 400  # characters of a line of metadata that links to an author's page
_MAX_DATE_LINE = 40  # characters
_SURE_NAME = 0.0  # log-odds of a name's words
# Scores of lines with a "By" and without, with what a link to the author or an element named for authors adds to each.
BY, _BY_MARKED, _BY_PERSON = 0.8, 0.3, 0.1
_BARE, _BARE_MARKED, _BARE_DATED = 0.15, 0.5, 0.3
_OTHER_MARKED = 0.4  # a line without a "By" whose names are no person's
_LINKED_NAME = 0.5  # the text of a link to the author, in a longer line
SIGNED, _SIGNED_ELSEWHERE = 0.5, 0.3  # a signature below the text, and one that leads to another page of the site
SURE = 1.0  # a line that begins with a "By" and links to, or is named for, its author
NEAR = 3  # blocks: bylines of one name a block
_MAX_LABEL = 24  # characters of a line that may be the "By" of the next, or the heading of the comments
_MIN_TEASER_CHARS, _TEASER_SHARE = 12, 0.8  # of a link to another story in its line
_MAX_FIELDS = 6  # parts of a line without a "By"


class Around(NamedTuple):
    """What else of a page tells a byline: words of its text, its site's names as `name_key` has them, its markup."""

    tree: LexborHTMLParser | None
    common: CommonWords
    site_names: frozenset[str]
    html: str = ""


class Found(NamedTuple):
    """The names in a line, and how surely it is the byline before its distance from the headline counts."""

    score: float
    names: list[str]
    signed: bool = False  # below the text, where the distance says nothing


def _may_be_bare(name: str, spot: Spot, block: Block) -> bool:
    """Return whether a name that nothing but its place vouches for is a person's rather than a phrase or a link's."""
    if has_given_name(name) or is_agency(name):
        return True
    linked = 2 * block.link_chars > len(block.text)
    return not spot.above and (is_eastern(name) or (not linked and reads_like_name(name, _SURE_NAME)))


class Reader:
    """Reads the lines of a page that may be its byline."""

    def __init__(self, blocks: Sequence[Block], landmarks: Landmarks, around: Around) -> None:
        self._blocks = blocks
        self._landmarks = landmarks
        self._runs = InlineRuns(around.tree, around.html)
        self._common = around.common
        self._own = around.site_names
        self._named: dict[Element, bool] = {}  # which of the page's elements are named for authors
        self._outside: dict[Element, bool] = {}
        head, first, _ = landmarks
        self.anchor = head if head >= 0 else first - 1
        self._around_anchor = blocks[max(self.anchor, 0)].element.around if blocks else frozenset[str]()
        # Where the article itself is in such an element, the name says nothing.
        self._aside = _ASIDE - self._around_anchor
        self._credits = _CREDIT - self._around_anchor

    def names_people(self, found: Found) -> bool:
        """Return whether the first of the names is surely a person's."""
        name = found.names[0]
        return is_surely_person(name) and not is_site_name(name, self._own)

    def names_office(self, found: Found) -> bool:
        """Return whether the first of the names is the site's, a newsroom's or a firm's."""
        name = found.names[0]
        return is_site_name(name, self._own) or is_organisation(name) or is_role(name)

    def read(self, i: int) -> Found | None:
        """Return the names in a block that may be the byline; None for other blocks."""
        block = self._blocks[i]
        element, text = block.element, block.text
        size = len(text)
        if size < 2:
            return None
        if size > LINE:
            if "\n" in text:
                text = text.partition("\n")[0]
            elif not (i < self._landmarks.first and size <= _MAX_LINKED_LINE and links_author(block)):
                return None
        if size > _MAX_EASTERN_LINE and is_eastern(text[:LINE]) and not links_author(block):
            return None
        if i > self._landmarks.last + 1 > 0 and self._is_teased(i):
            return None
        if self._is_outside(element) and not self._is_article_footer(element, block.text):
            return None
        if not self._credits.isdisjoint(element.around) and not (DIGIT.search(text) and may_name(text)):
            return None
        found = self._names(i, unglued(text), spot_of(self._blocks, self.anchor, self._landmarks, i))
        if found is None or self._is_repeated(i):
            return None
        names = [n for n in found.names if may_be_person(n, found.score > SURE) or is_site_name(n, self._own)]
        return found._replace(names=names) if names else None

    def _is_repeated(self, i: int) -> bool:
        """Return whether a line with a "By" is a comment's: below their heading, or one of many that begin alike."""
        _, first, last = self._landmarks
        start = self._blocks[i].text[:_START_CHARS]
        if i <= min(self.anchor + 4, last) or not without_prefix(self._blocks[i].text)[1]:
            return False
        under = any(_COMMENTS.search(b.text) for b in self._blocks[max(last, 0) + 1 : i] if len(b.text) <= _MAX_LABEL)
        under = under and not self._is_article_footer(self._blocks[i].element, self._blocks[i].text)
        if first - NEAR <= i < first and not under:
            return False  # of a thread's posts the first
        others = (*self._blocks[first:i], *self._blocks[i + 1 : max(last, i) + _BELOW])
        return under or any(block.text.startswith(start) and len(block.text) <= LINE for block in others)

    def _is_teased(self, i: int) -> bool:
        """Return whether the line above is a link to another story."""
        above = self._blocks[i - 1]
        linked = above.link_chars >= max(_MIN_TEASER_CHARS, _TEASER_SHARE * len(above.text))
        return linked and not links_author(above) and not any(href[:7] == "mailto:" for href in above.hrefs)

    def _is_outside(self, element: Element) -> bool:
        if element not in self._outside:
            comment = "comments" not in self._aside and any(token.startswith("comment") for token in element.tokens)
            self._outside[element] = comment or not self._aside.isdisjoint(element.around)
        return self._outside[element]

    def _is_article_footer(self, element: Element, text: str) -> bool:
        """Return whether a line with a "By" is in the article's own footer, which says who posted it."""
        around = element.around
        inside = not _OWN_FOOTER.isdisjoint(around) or (
            "<footer>" in around and "<article>" in around and "<article>" in self._around_anchor
        )
        return inside and without_prefix(text)[1] and (self._aside - _FOOTER).isdisjoint(around)

    def _names(self, i: int, text: str, spot: Spot) -> Found | None:
        block = self._blocks[i]
        linked = not spot.inside and links_author(block)
        named = named_for_author(block.element, self._named)
        before = self._blocks[i - 1].text if i and len(self._blocks[i - 1].text) <= _MAX_LABEL else ""
        led = is_by_label(before)
        if not (linked or named or led or spot.close or spot.above or spot.signature or may_name(text)):
            return None
        if block.level and spot.inside and not (linked or named or (spot.close and ":" in text[:_MAX_LABEL])):
            return None  # a list in the story
        text = labelled(self._runs.separate(text), text)
        segments, dated = segments_of(text)
        if not segments:
            return None
        led = led and text.startswith(segments[0][:4])
        begins = led or without_prefix(segments[0])[1]
        apart = spot.above or i < self.anchor  # menus and logos
        for segment in segments if linked or named or not (apart or (spot.inside and not begins)) else ():
            if (led or without_prefix(segment)[1]) and (names := people_in(segment, linked or named)):
                if " " not in names[0] and _WEAK_BY.match(segment) and not has_given_name(names[0]):
                    continue  # "About me"
                score = BY + _BY_MARKED * linked + _BY_MARKED * named + _BY_PERSON * is_person(names[0])
                return Found(score, self._as_linked(block, names, linked))
        if spot.signature and (signed := self._signature(i, text)):
            elsewhere = any(leads_elsewhere(href, self._own) for href in block.hrefs)
            return Found(_SIGNED_ELSEWHERE if elsewhere else SIGNED, [signed], signed=True)
        if len(segments) > _MAX_FIELDS or not (linked or named or spot.close or spot.above):
            return self._linked_name(block) if linked and spot.close else None
        return self._fields(i, text, segments, spot, (linked, named, dated))

    def _fields(
        self, i: int, text: str, segments: Sequence[str], spot: Spot, marks: tuple[bool, bool, bool]
    ) -> Found | None:
        """Return the names of a line without a "By", if it links to them, is named for them, or is dated."""
        linked, named, dated = marks
        block = self._blocks[i]
        named_alone = spot.close and is_name_line(text)
        if named_alone and not (linked or named) and any(map(is_topic, block.hrefs)):
            return None  # whom the story is about
        described = named_alone and self._described(i, text)
        supported = described or (named_alone and self._dated_around(i))
        if not (linked or named or dated or supported or names_agency(text)):
            return None
        names = first_people([segment for segment in segments if not segment.rstrip().endswith((":", "："))])  # labels
        people = [n for n in names if is_person(n) and (linked or named or described or _may_be_bare(n, spot, block))]
        agency = spot.close and any(map(is_agency, people))
        if people and (linked or named or dated or supported or agency) and len(text) <= 60 + sum(map(len, people)):
            sure = (spot.close or spot.above) and (dated or supported or agency)
            score = _BARE_MARKED * linked + _BARE_MARKED * named + _BARE_DATED * sure + _BARE
            return Found(score, self._as_linked(block, people, linked))
        if names and (linked or named) and len(text) <= 30 + len(names[0]):
            return Found(_OTHER_MARKED * linked + _OTHER_MARKED * named, names[:1])
        if not names and (linked or named) and is_team(segments[0]) and is_site_name(segments[0], self._own):
            return Found(_OTHER_MARKED * linked + _OTHER_MARKED * named, [segments[0]])
        return self._linked_name(block) if linked and spot.close else None

    def _signature(self, i: int, text: str) -> str | None:
        """Return the name that a line below the text consists of."""
        block = self._blocks[i]
        signed = text.strip(" ()（）[]【】—–-").removesuffix(".")
        if len(text) > MAX_SIGNATURE or block.tag[0] == "h" or any(map(is_topic, block.hrefs)):
            return None
        if _DESK.search(signed):
            return signed
        if names_others(signed):
            return None
        last = self._landmarks.last
        doubtful = i > last + 1 or (i < last and not is_eastern(signed)) or not all(map(is_author_address, block.hrefs))
        if not is_person(signed) or (doubtful and not has_given_name(signed)) or self._common.make_up(signed):
            return None
        return signed

    def _described(self, i: int, name: str) -> bool:
        """Return whether the next line is about an author, or one below the text begins with the name."""
        blocks, last = self._blocks, self._landmarks.last
        below = blocks[i + 1].element if i + 1 < len(blocks) else None
        if below is not None and any(map(is_about_author, below.tokens)):
            return True
        return any(block.text.startswith(name + " ") for block in blocks[max(last, i + 1) : last + TAIL])

    def _dated_around(self, i: int) -> bool:
        """Return whether a line next to a name is a date: one of the two below it, or the one above a sure name."""
        blocks = self._blocks
        above = not blocks[i].hrefs and (has_given_name(blocks[i].text) or reads_like_name(blocks[i].text, _SURE_NAME))
        around = (*blocks[max(i - above, self.anchor + 1) : i], *blocks[i + 1 : i + 3])
        lines = (block.text for block in around if len(block.text) <= _MAX_DATE_LINE)
        return any(DIGIT.search(text) and dates_in(text) for text in lines)

    def _linked_name(self, block: Block) -> Found | None:
        text = self._link_text(block) if not names_others(block.text) else None
        return Found(_LINKED_NAME, names) if text and (names := people_in(text, True)) else None

    def _as_linked(self, block: Block, names: list[str], linked: bool) -> list[str]:
        """Return `names` as the link to the author has them, where the line goes on: "Ada Byron Culture"."""
        if linked and len(names) == 1 and " " in names[0]:
            text = self._link_text(block)
            if text and names[0].startswith(text + " "):
                return [text]
        return names

    def _link_text(self, block: Block) -> str | None:
        href = next(filter(is_author_address, block.hrefs[:3]), "")
        return self._runs.link_text(href, block.text) if href else None
