"""Tell the names of a page's site and sections from its headline, where a title contains both."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from functools import lru_cache

from newsclean.metadata.strings import unaccented
from newsclean.text import MAY_BE_WIDE, late_pattern

# What may separate a headline from a site name or a section; `cuts` looks at what is around it.
_MARK = late_pattern(r"[|｜│┃ㅣ_:：]{1,3}|[–—·•»«›‹/\\~*<>-]{1,3}")
_BARS = frozenset("|｜│┃ㅣ_:：")
_WEAK = late_pattern(r"\s+[-–—]\s+|:\s+|_")
_DOMAIN = late_pattern(r"(?:[\w-]{2,40}\.){1,3}[a-z]{2,10}", re.IGNORECASE)
STRONG = late_pattern(r"\s*[|｜│┃]\s*|\s+(?:::|»|«|›|·|•|\*|~)\s+")
_WORD = re.compile(r"[^\W_]+")
_UNSPACED = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff"
_WORD_OR_LETTER = late_pattern(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
# A name in brackets: "【Harbour Post】Gates leave town", "Gates leave town (Harbour Post)".
_BRACKET_FIRST = late_pattern(r"[\[【（(](?P<name>[^\[\]【】()（）]{2,60})[\]】）)]\s*(?=\S)")
_BRACKET_LAST = late_pattern(r"(?<=\S)\s*[\[【（(](?P<name>[^\[\]【】()（）]{2,60})[\]】）)]$")
_MAX_OUTLET = 60
_JOINTS = " /|»›>·-–—"  # between a domain and what follows it
_MAX_NAME_WORDS = 4  # of a heading that is much like the site's name
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})
_MIN_INITIALS = 3  # that are a label of a host: "Small Business Bureau" on sbb.example
_MIN_HOST_CHARS = 4  # of a word, or of initials, that a host has of the site's name


@lru_cache(maxsize=2048)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a title for comparing, letters of scripts without spaces one by one."""
    pattern = _WORD if text.isascii() or not MAY_BE_WIDE.search(text) else _WORD_OR_LETTER
    return tuple(pattern.findall(text.casefold().replace("\u00ad", "")))


@lru_cache(maxsize=512)
def cuts(title: str) -> tuple[tuple[int, int], ...]:
    """Return where separators are in a title, with the spaces around them.

    Bars and colons separate wherever they are, dashes and other marks next to spaces, and a hyphen before the
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
    return tuple(found)


def letters(text: str) -> str:
    """Return a title for comparing by its letters alone."""
    return "".join(words_of(text))


def is_domain(text: str) -> bool:
    """Return whether a text is no more than a site's domain ("harbourpost.example")."""
    return _DOMAIN.fullmatch(text) is not None


class SiteNames:
    """The names of a page's site and sections, for telling them from its headline."""

    def __init__(self, names: Iterable[str], sections: Iterable[str], headlines: Iterable[str]) -> None:
        # Some pages put their own headline where the site's name belongs.
        taken = [k for k in map(letters, headlines) if len(k) > 12]
        keys = [letters(n) for n in names if len(n) <= _MAX_OUTLET]
        self.names = {k for k in keys if len(k) > 1 and not any(t in k or (k in t and len(k) > 25) for t in taken)}
        self.sections = {k for k in map(letters, sections) if len(k) > 1}

    def is_name(self, text: str) -> bool:
        """Return whether `text` is exactly a name of the site."""
        return letters(text) in self.names

    def is_like(self, text: str) -> bool:
        """Return whether `text` is a name of the site or section, or much the same ("Spiegel" and "spiegel.de")."""
        piece = letters(text)
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

    def is_in(self, heading: str) -> bool:
        """Return whether a heading that nothing confirms names the site: by its domain, or it is much like a name."""
        words = heading.split()
        own = (letters(word) in self.names for word in words if is_domain(word))
        return any(own) or (len(words) <= _MAX_NAME_WORDS and self.is_like(heading))

    def strip(self, title: str, heading: bool = False) -> str:
        """Return `title` without the site's names at its ends; a `heading` gives up only exact ones."""
        test = self.is_name if heading else self.is_like
        for _ in range(4):
            shorter = self._without_end(self._without_bracket(title), test, heading)
            if not words_of(shorter) or shorter == title:
                break
            title = shorter
        return title

    def _without_bracket(self, title: str) -> str:
        """Return `title` without a name of the site in brackets at one of its ends."""
        for bracket in (_BRACKET_FIRST.match(title), _BRACKET_LAST.search(title)):
            if bracket is not None and self.is_name(bracket["name"]):
                return title[: bracket.start()] + title[bracket.end() :]
        return title

    def _without_end(self, title: str, test: Callable[[str], bool], heading: bool) -> str:
        places = [(start, end) for start, end in cuts(title) if start > 0 and end < len(title)]
        if not places:
            return title
        for start, end in reversed(places[-2:]):
            if test(title[end:]):
                front = title[:start].rstrip()
                return title[end:] if is_domain(front.rstrip(_JOINTS)) and not is_domain(title[end:]) else front
        start, end = places[0]
        colon = title[start:end].strip() == ":"
        if self.is_name(title[:start]) and not (heading and colon):
            return title[end:].lstrip()
        return title


@lru_cache(maxsize=1024)  # several fields of a page ask, and the pages of a site
def in_host(name: str, host: str) -> bool:
    """Return whether a name and a page's host share a word or are one's beginning; any name in other letters does.

    >>> in_host("The Harbour Post", "www.harbourpost.example"), in_host("Arts", "www.harbourpost.example")
    (True, False)
    """
    words = words_of(unaccented(name))
    whole, labels = "".join(words), letters(host)
    if not whole.isascii():
        return True
    initials = "".join(word[0] for word in words)
    german = letters(name.translate(_UMLAUTS))
    return (
        whole in labels
        or (len(words) >= _MIN_INITIALS and initials in host.split("."))
        or (german in labels and len(german) >= _MIN_HOST_CHARS)
        or any(word in host.split(".") for word in words)
        or any(len(part) >= _MIN_HOST_CHARS and part in labels for part in (*words, initials))
    )


def headline_piece(title: str, printed: Collection[str]) -> str:
    """Return the headline in a document title whose site name nobody knows: one of `printed`, or the longest piece.

    What is printed below is given by its words, separated by spaces.
    """
    pieces = [p for p in (p.strip() for p in STRONG.split(title)) if words_of(p)] or [title]
    weak = [cut for piece in pieces for cut in _tails(piece)]
    for piece in (*pieces, *weak):
        if len(words_of(piece)) >= 2 and " ".join(words_of(piece)) in printed:
            return piece
    best = max(pieces, key=lambda p: len(words_of(p)))
    for start, end in cuts(best)[-1:]:
        head, tail = best[:start], best[end:]
        spaced = best[start:end].strip() != best[start:end]
        if spaced and (_DOMAIN.fullmatch(tail) or (len(words_of(tail)) <= 4 and len(words_of(head)) >= 3)):
            return head
    return best


def _tails(piece: str) -> list[str]:
    """Return what is after, and before, each weak separator of a piece; the longer first."""
    landmarks = list(_WEAK.finditer(piece))[:6]
    found = [piece[m.end() :].strip() for m in landmarks] + [piece[: m.start()].strip() for m in landmarks]
    return sorted((f for f in found if f), key=len, reverse=True)
