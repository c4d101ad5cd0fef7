"""From a page's markup to its blocks: one lexbor parse, one walk, in page order.

A record's text is always built from blocks, whatever decided which of them are the article. The walk
is the hot path of the whole program; it visits every node once, keeps its own stack (a page may nest
100,000 elements), and computes what belongs to a kind of element once per kind, in its `Place`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from newsclean.model import Block, Place

# Elements whose content is never text of the page.
_SILENT = frozenset(
    "script style noscript template svg math iframe object embed applet canvas map select option optgroup"
    " datalist textarea input button audio video track source progress meter head title meta link base"
    " frameset noframes".split()
)
# Elements that do not end a run of text. Everything else does, custom elements included.
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big blink cite code data del dfn em font i img ins kbd label mark nobr picture q"
    " rp rt ruby s samp small span strike strong sub sup time tt u var wbr".split()
)
_STRONG = frozenset({"b", "strong", "em", "i"})
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_CELLS = frozenset({"td", "th"})

# Deeper elements share the place of the one at this depth: places cost their depth in memory.
_MAX_DEPTH = 100
_MAX_TOKENS = 8
_MAX_TOKEN = 48

_SPACE_BUT_NEWLINE = re.compile(r"[^\S\n]+")
# Soft hyphens, zero-width spaces, byte order marks, C1 controls and DEL: invisible, and never part of a word.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\u007f-\u0084\u0086-\u009f\ufffe\uffff]")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_WORDS = re.compile(r"[^\W\d_]{2,}")
# Class names made by a build: css-1x2ab3, sc-bdVaJa, jsx-123, styles__abc; a stem before the hash is kept.
_BUILT = re.compile(r"^(?:css|sc|jsx|jss|emotion|svelte|makestyles|tss|astro)-\w+$", re.IGNORECASE)
_HASH_TAIL = re.compile(r"(?:[-_]{1,2}|^)(?=[A-Za-z]*\d|[a-z]*[A-Z]+[a-z]+[A-Z])[A-Za-z0-9]{5,}$")
_DIGITS = re.compile(r"\d+")

TABLE_CELL_JOIN = " | "
_MAX_ROW = 1200  # characters: a longer "row" is a layout table with the page in it


def parse(html: str) -> LexborHTMLParser:
    """The page's tree, by the HTML standard."""
    return LexborHTMLParser(html)


@lru_cache(maxsize=20_000)
def _stable(token: str) -> str:
    """A class or id token without what changes from page to page or build to build; may be empty."""
    if len(token) > _MAX_TOKEN or _BUILT.match(token):
        return ""
    return _DIGITS.sub("", _HASH_TAIL.sub("", token)).strip("-_").lower()


@lru_cache(maxsize=20_000)
def _names(attribute: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The stable tokens of a class attribute, and those tokens with their words: "shareBar" has "share", "bar"."""
    raw = attribute.split()[:_MAX_TOKENS]
    stable = tuple(t for t in map(_stable, raw) if t)
    words = {w for t in raw if len(t) <= _MAX_TOKEN for w in _WORDS.findall(_CAMEL.sub(" ", t).lower())}
    return stable, frozenset(words.union(stable))


def make_place(
    parent: Place | None, tag: str, classes: str = "", ident: str = "", role: str = "", hidden: bool = False
) -> Place:
    """The place of an element inside `parent`. `hidden` elements carry "!hidden" in `around`."""
    tokens, words = _names(classes)
    if ident:
        ident_tokens, ident_words = _names(ident)
        tokens += tuple("#" + t for t in ident_tokens)
        words |= ident_words
    role = role[:_MAX_TOKEN].lower()
    own = words | {f"<{tag}>"} | ({f"@{role}"} if role else set()) | ({"!hidden"} if hidden else set())
    return Place(tag, tokens, role, own, parent)


def clean_text(raw: str) -> str:
    """`raw` with white space folded to single blanks, line breaks kept, invisible characters gone."""
    if not raw.isascii():
        raw = _INVISIBLE.sub("", raw)
    if "\n" not in raw:
        return " ".join(raw.split())
    lines = (" ".join(line.split()) for line in raw.split("\n"))
    return "\n".join(line for line in lines if line)


class _Run:
    """The text being collected until the next block boundary."""

    __slots__ = ("breaks", "hrefs", "link_chars", "parts", "slot", "strong_chars", "wrappers")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.link_chars = self.strong_chars = self.breaks = 0
        self.hrefs: list[str] = []
        self.slot = -1
        # Inline elements opened before any text: if one of them holds all of the text, it is the place.
        self.wrappers: list[list[object]] = []


class _Walker:
    """One walk over one page. See `read_blocks` and `mark`."""

    def __init__(self, furniture: Callable[[Place], bool] | None, emit: bool) -> None:
        self.blocks: list[Block] = []
        self.run = _Run()
        self.run_number = 0
        self.runs: list[list[int]] = []  # for each block the numbers of the runs in it
        self.out: list[str] | None = [] if emit else None
        self.furniture = furniture
        self._places: dict[tuple[object, ...], Place] = {}

    # -- places

    def place(self, parent: Place, tag: str, attributes: dict[str, str | None]) -> Place:
        classes = attributes.get("class") or ""
        ident = attributes.get("id") or ""
        role = attributes.get("role") or attributes.get("itemprop") or ""
        style = attributes.get("style")
        hidden = "hidden" in attributes or (style is not None and _HIDDEN_STYLE.search(style) is not None)
        key = (id(parent), tag, classes, ident, role, hidden)
        place = self._places.get(key)
        if place is None:
            place = self._places[key] = make_place(parent, tag, classes, ident, role, hidden)
        return place

    # -- runs

    def flush(self, place: Place, level: int) -> None:
        """End the run; it becomes a block if it has any text."""
        run = self.run
        if not run.parts:
            if run.hrefs or run.wrappers or run.breaks:
                self.run = _Run()
            return
        text = clean_text("".join(run.parts))
        if text:
            total = len(run.parts)
            for node, own_place, end in run.wrappers:
                if end is None or end == total:
                    place = self.place(own_place, node.tag, node.attributes)  # type: ignore[attr-defined,arg-type]
            tag = place.tag
            self.blocks.append(
                Block(text, tag, place, level, run.link_chars, run.strong_chars, tuple(run.hrefs))
            )
            self.runs.append([self.run_number])
            if self.out is not None and run.slot >= 0:
                self.out[run.slot] = marker(self.run_number)
            self.run_number += 1
        self.run = _Run()

    def add_text(self, text: str, in_link: bool, in_strong: bool) -> None:
        run = self.run
        if not run.parts:
            if not text or text.isspace():
                return
            if self.out is not None:
                run.slot = len(self.out)
                self.out.append("")
        run.parts.append(text)
        run.breaks = 0
        if in_link or in_strong:
            n = len(text.strip())
            if in_link:
                run.link_chars += n
            if in_strong:
                run.strong_chars += n

    # -- tables

    def end_row(self, first: int, cells: list[int], place: Place) -> None:
        """Make one block of a data row: every cell at most one block, two cells or more with text."""
        blocks = self.blocks[first:]
        bounds = [*cells, len(self.blocks)]
        if len(blocks) < 2 or any(b - a > 1 for a, b in zip(bounds, bounds[1:], strict=False)):
            return
        if sum(len(b.text) for b in blocks) > _MAX_ROW:
            return
        row = Block(
            TABLE_CELL_JOIN.join(b.text.replace("\n", " ") for b in blocks),
            "tr",
            place,
            0,
            sum(b.link_chars for b in blocks),
            sum(b.strong_chars for b in blocks),
            tuple(h for b in blocks for h in b.hrefs),
        )
        self.blocks[first:] = [row]
        self.runs[first:] = [[n for runs in self.runs[first:] for n in runs]]

    # -- the walk

    def walk(self, root: LexborNode) -> None:
        out = self.out
        place = make_place(None, "body", *(root.attributes.get(k) or "" for k in ("class", "id")))
        level = links = strong = depth = 0
        # Open elements: node, tag, is_block, place and level around it, row start, cell starts.
        stack: list[tuple[LexborNode, str, bool, Place, int, int, list[int]]] = []
        cells: list[int] = []
        row_start = 0
        node: LexborNode | None = root.child
        while True:
            while node is None:  # go up
                if not stack:
                    self.flush(place, level)
                    return
                opened, tag, is_block, outer, outer_level, outer_row, outer_cells = stack.pop()
                if is_block:
                    self.flush(place, level)
                    if tag == "tr":
                        self.end_row(row_start, cells, place)
                else:
                    if tag == "a":
                        links -= 1
                    elif tag in _STRONG:
                        strong -= 1
                    for wrapper in self.run.wrappers:
                        if wrapper[0] is opened:
                            wrapper[2] = len(self.run.parts)
                if out is not None:
                    out.append(f"</{tag}>")
                place, level, row_start, cells = outer, outer_level, outer_row, outer_cells
                depth -= 1
                node = opened.next

            tag = node.tag or ""
            if tag == "-text":
                text = node.text_content or ""
                self.add_text(text if place.tag == "pre" else text.replace("\n", " "), links > 0, strong > 0)
                if out is not None:
                    out.append(escape(text, quote=False))
                node = node.next
                continue
            if tag == "br":
                if self.run.parts:
                    self.run.breaks += 1
                    if self.run.breaks > 1:  # an empty line: old pages part their paragraphs so
                        self.flush(place, level)
                    else:
                        self.run.parts.append("\n")
                if out is not None:
                    out.append("<br>")
                node = node.next
                continue
            child = node.child
            if child is None or tag in _SILENT or tag[:1] in "-!" or not tag:
                if tag == "hr":
                    self.flush(place, level)
                node = node.next
                continue

            is_block = tag not in _INLINE
            saved = (node, tag, is_block, place, level, row_start, cells)
            if is_block:
                self.flush(place, level)
                attributes = node.attributes
                if depth < _MAX_DEPTH:
                    place = self.place(place, tag, attributes)
                    if self.furniture is not None and self.furniture(place):
                        place = saved[3]
                        node = node.next
                        continue
                if tag in _LISTS:
                    level += 1
                elif tag == "tr":
                    row_start, cells = len(self.blocks), []
                elif tag in _CELLS:
                    cells.append(len(self.blocks))
                elif tag == "table":
                    level = 0
                if out is not None:
                    out.append(_open_tag(tag, attributes))
            else:
                if not self.run.parts:
                    self.run.wrappers.append([node, place, None])
                if tag == "a":
                    links += 1
                    href = node.attributes.get("href")
                    if href:
                        self.run.hrefs.append(href)
                elif tag in _STRONG:
                    strong += 1
                if out is not None:
                    out.append(_open_tag(tag, node.attributes))
            stack.append(saved)
            depth += 1
            node = child


# What the extractor's own rules look at.
_EMITTED = ("class", "id", "role", "itemprop", "href", "style", "data-component", "data-testid", "hidden")


def _open_tag(tag: str, attributes: dict[str, str | None]) -> str:
    kept = "".join(f' {k}="{escape(attributes[k] or "")}"' for k in _EMITTED if k in attributes)
    return f"<{tag}{kept}>"


# Tangut ideographs: printable letters to every tool, and on no news page.
_MARK_BASE, _MARK_COUNT = 0x17000, 6136
_MARKS = re.compile("[\U00017000-\U000187f7]+")


def marker(number: int) -> str:
    """The mark of run `number`: two letters of a script that no news page uses."""
    high, low = divmod(number, _MARK_COUNT)
    return chr(_MARK_BASE + min(high, _MARK_COUNT - 1)) + chr(_MARK_BASE + low)


def marked_runs(text: str) -> set[int]:
    """The numbers of the runs whose marks stand in `text`."""
    found = set()
    for mark in _MARKS.findall(text):
        for i in range(0, len(mark) - 1, 2):
            found.add((ord(mark[i]) - _MARK_BASE) * _MARK_COUNT + ord(mark[i + 1]) - _MARK_BASE)
    return found


def read_blocks(tree: LexborHTMLParser, furniture: Callable[[Place], bool] | None = None) -> list[Block]:
    """All blocks of a page in page order; elements whose place is `furniture` are not entered."""
    walker = _Walker(furniture, emit=False)
    if tree.body is not None:
        walker.walk(tree.body)
    return walker.blocks


def to_text(blocks: Sequence[Block]) -> str:
    """The plain text of `blocks`: parted by a blank line, list items and table rows on lines of their own."""
    parts: list[str] = []
    previous: Block | None = None
    for block in blocks:
        text = block.text
        if block.level:
            indent = "  " * (block.level - 1)
            text = f"{indent}- " + text.replace("\n", f"\n{indent}  ")
        if previous is not None:
            together = (block.level and previous.level) or (block.tag == previous.tag == "tr")
            parts.append("\n" if together else "\n\n")
        parts.append(text)
        previous = block
    return "".join(parts)
