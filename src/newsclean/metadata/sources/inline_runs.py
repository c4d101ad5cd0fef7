"""Take apart the words of inline elements that run on from each other without a space."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from newsclean.metadata.names.person_names import is_caseless
from newsclean.metadata.sources.elements import text_of
from newsclean.text import late_pattern

_INLINE = "a,span,em,i,b,strong,small,time,address,cite,label"
_MAX_INLINE = 4000
_MAX_RUN = 80  # characters of a run that may be a name or what is next to one
_MAX_JOINTS = 12  # of one line
_JOINT_CHARS = 12  # on each side of one
# Where words may run on: a capital after a small letter, a letter after a digit or a bracket, and the other way, but
# for ordinals, clocks, and numbers in Han.
_RUN_ON = late_pattern(
    r"(?<=[^\W\d_A-ZÀ-Þ])(?=[A-ZÀ-ÞА-Я])|(?<=[\d)\]])(?=[^\W\d_\u3400-\u9fff])(?!(?:[ap]m|st|nd|rd|th)\b)"
    r"|(?<=[^\W\d_\u3400-\u9fff])(?=[\d@])|(?<=[A-Z]{3})(?=[A-Z])"
)
_LONG_WORD = re.compile(r"[^\W\d_]{14,}")
_MIN_LAST_CHARS = 4  # of the last word of a name that another runs on from
_UNQUOTABLE = re.compile(r"[\"\\\n]")  # in an attribute's value in a selector
_MAX_LINKS = 6  # of one URL


class InlineRuns:
    """The runs of text in a page's inline elements, for taking apart what is in several without a space."""

    def __init__(self, tree: LexborHTMLParser | None, html: str = "") -> None:
        self.tree = tree
        self._html = html
        self._runs: frozenset[str] | None = None
        self._inside: dict[str, list[str]] = {}
        self._written: dict[str, bool] = {}

    def separate(self, text: str) -> str:
        """Return `text` with a comma where one element's words run on from another's."""
        places = {match.start() for match in _RUN_ON.finditer(text)}
        if self.tree is not None:
            places.update(
                at for word in _LONG_WORD.finditer(text) for at in self._ends_inside(word.group(), word.start())
            )
            if is_caseless(text):  # nothing but the markup tells that a word runs on
                places.update(self._caseless_ends(text))
        joints = sorted(places)[:_MAX_JOINTS]
        joints = [at for at in joints if not self._is_written(text, at)] if self.tree is not None else []
        if not joints:
            return text
        runs = self._runs_in(text)
        for at in reversed(joints):
            if any(0 <= text.find(run) < at < text.find(run) + len(run) for run in runs):
                continue  # inside of one element
            if any(text.endswith(run, 0, at) or text.startswith(run, at) for run in runs):
                text = f"{text[:at]}, {text[at:]}"
        return text

    def _ends_inside(self, word: str, start: int) -> Iterator[int]:
        """Yield where an element's text ends in the midst of a long word: a small letter may follow a name."""
        if word in self._html:
            return  # in one piece
        for run in self._read():
            last = run.rsplit(None, 1)[-1]
            if _MIN_LAST_CHARS <= len(last) < len(word) and word.startswith(last):
                yield start + len(last)

    def _caseless_ends(self, text: str) -> Iterator[int]:
        """Yield where an element begins or ends next to a letter of a script without case."""
        for run in self._runs_in(text):
            start = text.find(run)
            ends = (start, start + len(run))
            yield from (at for at in ends if 0 < at < len(text) and is_caseless(text[at - 1]) and is_caseless(text[at]))

    def _is_written(self, text: str, at: int) -> bool:
        """Return whether the markup has what is around a joint in one piece: most are names such as "LinkedIn"."""
        before, after = text[max(0, at - _JOINT_CHARS) : at], text[at : at + _JOINT_CHARS]
        word = (before.split() or [""])[-1] + (after.split() or [""])[0]
        if word not in self._written:  # of a word in capitals every letter may be a joint
            self._written[word] = word in self._html
        return self._written[word]

    def link_text(self, href: str, line: str) -> str | None:
        """Return the longest text of the page's first links to `href` that is in `line`."""
        if self.tree is None or _UNQUOTABLE.search(href):
            return None
        texts = (text_of(node, _MAX_RUN) or "" for node in self.tree.css(f'a[href="{href}"]')[:_MAX_LINKS])
        return max((text for text in texts if text in line), key=len, default="") or None

    def _runs_in(self, text: str) -> list[str]:
        if text not in self._inside:
            self._inside[text] = [run for run in self._read() if run in text]
        return self._inside[text]

    def _read(self) -> frozenset[str]:
        if self._runs is None:
            runs: set[str] = set()
            for node in self.tree.css(_INLINE)[:_MAX_INLINE] if self.tree is not None else ():
                child = node.child
                if child is not None and child.tag == "-text" and child.next is None:
                    run = " ".join((child.text_content or "")[:_MAX_RUN].split())  # as the lines of blocks are
                    if len(run) > 1:
                        runs.add(run)
            self._runs = frozenset(runs)
        return self._runs
