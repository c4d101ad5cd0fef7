"""The headline of a page: what several witnesses say, reconciled; site names, sections and kickers taken off.

The record's title is the headline as printed, which is an h1 more often than not. Metadata confirm it,
tell it from a logo or a section name, and stand in for it where the page prints none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from newsclean.metadata.headings import Heading
from newsclean.metadata.strings import tidy, word_set
from newsclean.metadata.witness import Said

# What may part a headline from a site name or a section; `_cuts` looks at what stands around it.
_MARK = re.compile(r"[|｜│┃ㅣ_:：]{1,3}|[–—·•»«›‹/\\~*>-]{1,3}")
_BARS = frozenset("|｜│┃ㅣ_:：")
_STRONG = re.compile(r"\s*[|｜│┃]\s*|\s+(?:::|»|«|›|·|•|\*|~)\s+")
_WEAK = re.compile(r"\s+[-–—]\s+|:\s+|_")
_DOMAIN = re.compile(r"(?:[\w-]{2,40}\.){1,3}[a-z]{2,6}", re.IGNORECASE)
_GENERIC = re.compile(r"^\w+ [«\"„“](?P<name>[^«»\"“”]{2,50})[»\"“”]$")
_KICKER_END = re.compile(r"[:：|–—\-.•·/»]\s*$")
_WORD = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]|[^\\W_\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]+")
Lesser = Callable[[bool], Sequence[Heading]]
_SOCIAL = ("og:title", "twitter:title")
_MAX_TITLE = 500
_LONG = 220  # characters: a heading longer than this is a paragraph in the wrong element
_MAX_OUTLET = 60
_NO_HEADLINE = word_set(
    "home startseite accueil inicio news blog article artikel menu search suche untitled index welcome "
    "willkommen document "
    "contact comments kommentare headlines aktuelles nachrichten 404 navigation newsletter"
)


@lru_cache(maxsize=2048)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a title for comparing, letters of scripts without blanks one by one."""
    return tuple(_WORD.findall(text.casefold().replace("\u00ad", "")))


def _cuts(title: str) -> list[tuple[int, int]]:
    """Where separators stand in a title, with the blanks around them.

    Bars and colons part wherever they stand, dashes and other marks beside blanks, and a hyphen before the
    last short piece.
    """
    found = []
    for match in _MARK.finditer(title):
        start, end = match.span()
        before, after = title[:start].rstrip(), title[end:].lstrip()
        spaced = (len(before) < start, len(after) < len(title) - end)
        dash = match.group()[0] in "-–—"
        hyphen = match.group() == "-" and 1 <= len(after) <= 12 and "-" not in after
        if match.group()[0] in _BARS or all(spaced) or (dash and (any(spaced) or hyphen)):
            found.append((len(before), len(title) - len(after)))
    return found


def _key(text: str) -> str:
    return "".join(words_of(text))


class Outlets:
    """The names of a page's site and sections, for telling them from its headline."""

    def __init__(self, names: Iterable[str], sections: Iterable[str], headlines: Iterable[str]) -> None:
        # Some pages put their own headline where the site's name belongs.
        taken = [k for k in map(_key, headlines) if len(k) > 12]
        keys = [_key(n) for n in names if len(n) <= _MAX_OUTLET]
        self.names = {k for k in keys if len(k) > 1 and not any(t in k or (k in t and len(k) > 25) for t in taken)}
        self.sections = {k for k in map(_key, sections) if len(k) > 1}

    def is_name(self, text: str) -> bool:
        """Whether `text` is exactly a name of the site."""
        return _key(text) in self.names

    def is_like(self, text: str) -> bool:
        """Whether `text` is a name of the site or section, or much the same ("Spiegel" and "spiegel.de")."""
        piece = _key(text)
        if not piece or piece in self.names or piece in self.sections:
            return True
        return any(
            len(piece) > 2
            and len(o) > 2
            and (o in piece or piece in o)
            and 2.5 * len(piece) >= len(o)
            and len(piece) <= 2.5 * len(o)
            for o in self.names
        )

    def strip(self, title: str, heading: bool = False) -> str:
        """`title` without the site's names at its ends; a `heading` gives up only exact ones."""
        test = self.is_name if heading else self.is_like
        for _ in range(4):
            shorter = self._without_end(title, test, heading)
            if not words_of(shorter) or shorter == title:
                break
            title = shorter
        return title

    def _without_end(self, title: str, test: object, heading: bool) -> str:
        cuts = [(start, end) for start, end in _cuts(title) if start > 0 and end < len(title)]
        if not cuts or not callable(test):
            return title
        for start, end in reversed(cuts[-2:]):
            if test(title[end:]):
                return title[:start].rstrip()
        start, end = cuts[0]
        colon = title[start:end].strip() == ":"
        if self.is_name(title[:start]) and not (heading and colon):
            return title[end:].lstrip()
        return title


def likeness(a: str, b: str) -> float:
    """How much two titles are one headline, 0 to 1: mostly shared words by the words of the shorter."""
    p, q = set(words_of(a)), set(words_of(b))
    if not p or not q:
        return 0.0
    shared = len(p & q)
    return 0.7 * shared / min(len(p), len(q)) + 0.3 * shared / len(p | q)


def choose(
    heads: Sequence[Heading], said: Sequence[Said], outlets: Outlets, lesser: Lesser, news: bool = False
) -> Said | None:
    """The headline and who said it: `heads` are the page's h1, `said` its metadata in order of trust.

    `lesser` reads the page's other headings (its argument: elements named for titles too); it is called
    where h1 and metadata do not agree. `news`: the page says that it is a news article; there a title on
    which all metadata agree is the editors', and outvotes the h1.
    """
    others = [Said(outlets.strip(tidy(s.value, _MAX_TITLE) or ""), s.origin) for s in said]
    others = [o for o in others if words_of(o.value)]
    named = [o for o in others if not outlets.is_name(o.value)] or others
    best = _printed(heads, named, outlets)
    agreed = best is not None and _confirmed(best, named)
    more = () if agreed else lesser(False)
    for heading in more:  # an h1 for search engines, and the headline that people read beside it
        exact = _exact(heading, named)
        if exact is not None:
            return Said(exact, "heading")
    if best is not None and not (news and not agreed and _unanimous(named)):
        return Said(_headline(best, named, outlets), "h1")
    if not named:
        usable = [h for h in heads if len(h.text) <= _LONG and not outlets.is_name(h.text)]
        return Said(max(usable, key=lambda h: min(len(words_of(h.text)), 6)).headline, "h1") if usable else None
    declared = _declared(named)
    more = lesser(True) if best is None else ()
    for heading in more:
        text = heading.headline
        if len(words_of(text)) >= 2 and any(likeness(text, o.value) > 0.92 for o in named):
            return Said(text, "heading")
    if declared.origin == "title":
        return Said(_piece(declared.value, more), "title")
    return declared


def _confirmed(head: Heading, others: Sequence[Said]) -> bool:
    """Whether og:title, or what stands for it, is exactly this heading."""
    first = next((o for o in others if o.origin in _SOCIAL), None)
    return first is not None and words_of(first.value) in (words_of(head.text), words_of(head.headline))


def _unanimous(others: Sequence[Said]) -> bool:
    """Whether JSON-LD, social tags and the document's title are three and say the same."""
    kinds = {o.origin for o in others} & {"json-ld", "og:title", "title"}
    return len(kinds) == 3 and len({" ".join(words_of(o.value)) for o in others if o.origin in kinds}) == 1


def _exact(heading: Heading, others: Sequence[Said]) -> str | None:
    """The headline in a lesser heading that og:title, or what stands for it, repeats word for word."""
    first = next((o for o in others if o.origin in _SOCIAL), None)
    if first is None or heading.tag not in ("h2", "h3") or len(words_of(first.value)) < 3:
        return None
    key = words_of(first.value)
    for variant in heading.variants():
        if words_of(variant) == key and heading.text.endswith(variant):
            return variant.lstrip(" -–—:|·")
    return None


def _printed(heads: Sequence[Heading], others: Sequence[Said], outlets: Outlets) -> Heading | None:
    """The h1 that is the headline: the one most like what the metadata say, if it is like it at all."""
    best, most = None, 0.0
    usable = [h for h in heads if len(h.text) <= _LONG and not outlets.is_name(h.text)]
    for head in usable:
        words = words_of(head.text)
        if not words or (len(words) == 1 and words[0] in _NO_HEADLINE):
            continue
        score = sum(max(likeness(v, o.value) for v in (head.text, head.headline)) for o in others) / max(len(others), 1)
        score = max(score, 0.9 * max((likeness(head.headline, o.value) for o in others), default=0.0))
        score *= min(1.0, 0.4 + len(words) / 5) * (0.5 if head.logo else 1.0)
        titles = [o.value for o in others if o.origin == "title"]
        if titles and len(heads) > 1 and words_of(titles[0])[: len(words)] == words:
            score += 0.05  # of two headings in the document's title the first is the headline
        if score > most + 0.01:
            best, most = head, score
    if best is not None and most >= 0.3:
        return best
    sole = [h for h in usable if not h.logo and len(words_of(h.text)) >= 4]
    return sole[0] if len(sole) == 1 else None


def _headline(head: Heading, others: Sequence[Said], outlets: Outlets) -> str:
    """The headline in an h1: without what its markup or the other witnesses set apart."""
    spoken = {" ".join(words_of(o.value)): o.origin for o in others}
    variants = head.variants()
    tails = [v for v in variants[1:] if head.text.endswith(v)]
    for tail in tails:  # a kicker in an element of its own, which some witness leaves out
        key = " ".join(words_of(tail))
        if len(words_of(tail)) >= 3 and spoken.get(key, "title") != "title":
            return tail.lstrip(" -–—:|·")
    whole = " ".join(words_of(head.text))
    if head.headline != head.text and spoken.get(whole, "title") == "title":
        return outlets.strip(head.headline.strip(" -–—:|·"), heading=True)
    for variant in variants:
        if " ".join(words_of(variant)) in spoken and len(words_of(variant)) >= 2:
            return _without_kicker(outlets.strip(variant, heading=True), others)
    return _without_kicker(outlets.strip(head.headline, heading=True), others)


def _without_kicker(title: str, others: Sequence[Said]) -> str:
    """`title` without a kicker that no other witness has: all of them give the rest as the whole headline."""
    rest = None
    for other in others:
        if other.origin == "title":
            continue
        if len(words_of(other.value)) < 3 or not title.casefold().endswith(other.value.casefold()):
            return title
        if len(other.value) == len(title) or not _KICKER_END.search(title[: -len(other.value)]):
            return title
        rest = title[-len(other.value) :]
    return rest or title


def _declared(others: Sequence[Said]) -> Said:
    """The title by metadata alone: where one is another with a tail behind a separator, the shorter."""
    first = others[0]
    for other in others[1:]:
        long, short = first.value.casefold(), other.value.casefold()
        longer = len(words_of(short)) >= 3 and len(short) < len(long) and long.startswith(short)
        if longer and any(start == len(other.value) for start, _ in _cuts(first.value)):
            return other
    return first


def _piece(title: str, more: Sequence[Heading]) -> str:
    """The headline in a document title whose site name nobody knows: printed below, or the longest piece."""
    pieces = [p for p in (p.strip() for p in _STRONG.split(title)) if words_of(p)] or [title]
    printed = {" ".join(words_of(h.text)) for h in more}
    weak = [cut for piece in pieces for cut in _tails(piece)]
    for piece in (*pieces, *weak):
        if len(words_of(piece)) >= 2 and " ".join(words_of(piece)) in printed:
            return piece
    best = max(pieces, key=lambda p: len(words_of(p)))
    for start, end in _cuts(best)[-1:]:
        head, tail = best[:start], best[end:]
        spaced = best[start:end].strip() != best[start:end]
        if spaced and (_DOMAIN.fullmatch(tail) or (len(words_of(tail)) <= 4 and len(words_of(head)) >= 3)):
            return head
    return best


def _tails(piece: str) -> list[str]:
    """What stands behind, and before, each weak separator of a piece; the longer first."""
    cuts = list(_WEAK.finditer(piece))[:6]
    found = [piece[c.end() :].strip() for c in cuts] + [piece[: c.start()].strip() for c in cuts]
    return sorted((f for f in found if f), key=len, reverse=True)


def beside(whole: str, headline: str) -> str | None:
    """The site's name in a document's title: the one short piece that a separator parts from the headline."""
    at = whole.casefold().find(headline.casefold())
    if at < 0:
        return None
    before, after = whole[:at], whole[at + len(headline) :]
    if bool(before.strip()) == bool(after.strip()):
        return None
    rest = before or after
    pieces = [p.strip(" -–—|:_·•›*") for p in _STRONG.split(rest.strip(" -–—|:_·•›"))]
    name = pieces[-1] if after else pieces[0]
    if not _cuts(f"x{after}" if after else f"{before}x") or not 1 <= len(name.split()) <= 5:
        return None
    match = _GENERIC.match(name)
    name = match["name"] if match else name
    return name if 2 <= len(name) <= 50 and sum(map(str.isdigit, name)) < 3 else None
