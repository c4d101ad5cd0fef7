"""The inline structure of a block: which of its characters are links, strong, emphasised or code."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from newsclean.html.tags import ends_run, is_skipped
from newsclean.text import clean_text

_STRONG, _EMPHASIS = frozenset({"b", "strong"}), frozenset({"i", "em"})
_CODE = frozenset({"code", "kbd", "samp", "tt"})
_MAX_INLINE_DEPTH = 256  # elements above a run of text that are looked at


class Marks(NamedTuple):
    """What holds of a character, the outermost first: its link element (0: none), then its emphasis."""

    link: int = 0
    strong: bool = False
    emphasis: bool = False
    code: bool = False


class Span(NamedTuple):
    """Consecutive characters with the same marks. `href` is the absolute URL of their link."""

    text: str
    marks: Marks = Marks()
    href: str = ""


PLAIN = Marks()
Run = tuple[str, Marks]  # text as the page has it, with its marks
LinkOf = Callable[[LexborNode], str]  # the absolute URL of a link element, "" if it is none


class InlineReader:
    """Reads the runs of a page; remembers the URLs of the links that it came by."""

    def __init__(self, link_of: LinkOf | None) -> None:
        """Make a reader; `link_of` is None where links are not wanted."""
        self._link_of = link_of
        self._hrefs: dict[int, str] = {0: ""}

    def runs(self, start: LexborNode) -> Iterator[Run]:
        """Yield the pieces of the run of text that begins with a node, up to the next line break or block element."""
        opened = _inline_ancestors(start)
        marks = [PLAIN]
        for element in opened:
            marks.append(self._inside(element, marks[-1]))
        node: LexborNode | None = start
        while node is not None:
            tag = node.tag or ""
            child = node.child
            if tag == "-text":
                yield node.text_content or "", marks[-1]
            elif ends_run(node, tag):
                return
            elif child is not None and not is_skipped(node, tag):
                opened.append(node)
                marks.append(self._inside(node, marks[-1]))
                node = child
                continue
            while node.next is None:
                if not opened:
                    return
                node = opened.pop()
                marks.pop()
            node = node.next

    def spans(self, text: str, starts: Sequence[LexborNode]) -> tuple[Span, ...]:
        """Return a block's text, or what a rule left of it, as spans; `starts` are the nodes that it begins with."""
        runs = [run for start in starts for run in self.runs(start)]
        marks = _aligned(text, runs)
        if marks is None:
            return (Span(text),)
        grouped = groupby(zip(text, marks, strict=True), key=lambda pair: pair[1])
        return tuple(Span("".join(char for char, _ in pairs), of, self._hrefs[of.link]) for of, pairs in grouped)

    def _inside(self, element: LexborNode, around: Marks) -> Marks:
        tag = element.tag or ""
        if tag == "a" and self._link_of is not None and not around.link:
            number = element.mem_id
            if number not in self._hrefs:
                self._hrefs[number] = self._link_of(element)
            return around._replace(link=number) if self._hrefs[number] else around
        if around.code:
            return around
        if tag in _STRONG:
            return around._replace(strong=True)
        if tag in _EMPHASIS:
            return around._replace(emphasis=True)
        return around._replace(code=True) if tag in _CODE else around


def _inline_ancestors(start: LexborNode) -> list[LexborNode]:
    """Return the inline elements around a node, the outermost first."""
    found: list[LexborNode] = []
    node = start.parent
    while node is not None and len(found) < _MAX_INLINE_DEPTH and not ends_run(node, node.tag or ""):
        found.append(node)
        node = node.parent
    return found[::-1]


def _aligned(text: str, runs: Sequence[Run]) -> list[Marks] | None:
    """Return the marks of each character of `text`; None if there are none, or if it is not what the runs say.

    White space is not compared: a block has less of it than its runs, and a rule may have left a part of them. Between
    two characters it has the marks that both share, so that none begins or ends with it.
    """
    if all(marks == PLAIN for _, marks in runs):
        return None
    letters: list[str] = []
    of_letters: list[Marks] = []
    for piece, marks in runs:
        kept = clean_text(piece).replace(" ", "")
        letters.append(kept)
        of_letters += [marks] * len(kept)
    start = "".join(letters).find(text.replace(" ", ""))
    if start < 0:
        return None
    found: list[Marks] = []
    at = start
    for char in text:
        if char == " ":
            found.append(_shared(of_letters[at - 1], of_letters[at]))
        else:
            found.append(of_letters[at])
            at += 1
    return found


def _shared(a: Marks, b: Marks) -> Marks:
    """Return the outer marks that two characters share."""
    if a == b:
        return a
    same = next(k for k in range(len(a)) if a[k] != b[k])
    return Marks._make((*a[:same], *PLAIN[same:]))
