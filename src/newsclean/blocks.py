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
from itertools import pairwise

from selectolax.lexbor import LexborHTMLParser, LexborNode

from newsclean.model import Block, Place

# Elements whose content is never text of the page.
_SILENT_TAGS = frozenset(
    (
        "script style noscript template svg math iframe object embed applet canvas map select option optgroup"
        " datalist textarea input button audio video track source progress meter head title meta link base"
        " frameset noframes"
    ).split()
)
# Elements that do not end a run of text. Everything else does, custom elements included.
_INLINE_TAGS = frozenset(
    (
        "a abbr acronym b bdi bdo big blink cite code data del dfn em font i img ins kbd label mark nobr"
        " picture q rp rt ruby s samp small span strike strong sub sup time tt u var wbr"
    ).split()
)
_STRONG_TAGS = frozenset({"b", "strong", "em", "i"})
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_CELLS = frozenset({"td", "th"})
# Elements that may be furniture as a whole.
_CONTAINERS = frozenset({"div", "nav", "footer", "aside", "header", "section", "ul", "table", "td", "form"})

# Deeper elements share the place of the one at this depth: places cost their depth in memory.
_MAX_DEPTH = 100
_MAX_WRAPPERS = 8  # inline elements around all of a block's text that count for its place
_MAX_TOKENS = 8
_MAX_TOKEN = 48

_SPACE_BUT_NEWLINE = re.compile(r"[^\S\n]+")
# Soft hyphens, zero-width spaces, byte order marks, C1 controls and DEL: invisible, and never part of a word.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\u00ad\u200b\u2060\ufeff\u007f-\u0084\u0086-\u009f\ufffe\uffff]")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_WORDS = re.compile(r"[^\W\d_]{2,}")
# Class names made by a build: css-1x2ab3, sc-bdVaJa, jsx-123, styles__abc; a stem before the hash is kept.
_BUILT = re.compile(r"^(?:css|sc|jsx|jss|emotion|svelte|makestyles|tss|astro)-\w+$", re.IGNORECASE)
_HASH_TAIL = re.compile(r"(?:[-_]{1,2}|^)(?=[A-Za-z]*\d|[a-z]*[A-Z]+[a-z]+[A-Z])[A-Za-z0-9]{5,}$")
_DIGITS = re.compile(r"\d+")

_NO_WORDS: frozenset[str] = frozenset()

_TEXT, _BREAK, _SILENT, _INLINE, _STRONG, _BLOCK = range(6)  # what the walk does with a node
# Numbers of the tags that lexbor knows are the same for all pages; unknown tags get new ones in each page.
_CATEGORY_OF_ID: dict[int, int] = {}
_FIRST_UNKNOWN_ID = 1000

TABLE_CELL_JOIN = " | "
_COPY = 60  # characters: shorter lines may well stand twice in a story
_MAX_ROW = 1200  # characters: a longer "row" is a layout table with the page in it


# The places of a page, or of the pages of a site, by what they are made of.
Places = dict[tuple[object, ...], Place]


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
    tokens, words = _names(classes) if classes else ((), _NO_WORDS)
    if ident:
        ident_tokens, ident_words = _names(ident)
        tokens += tuple("#" + t for t in ident_tokens)
        words |= ident_words
    if hidden:
        words |= {"!hidden"}
    return Place(tag, tokens, words, role[:_MAX_TOKEN].lower(), parent)


def _category(tag: str) -> int:
    if tag == "-text":
        return _TEXT
    if tag == "br":
        return _BREAK
    if tag in _SILENT_TAGS or not tag or tag[0] in "-!":
        return _SILENT
    if tag in _STRONG_TAGS:
        return _STRONG
    return _INLINE if tag in _INLINE_TAGS else _BLOCK


def clean_text(raw: str) -> str:
    """`raw` with white space folded to single blanks and invisible characters gone."""
    if not raw.isprintable():
        raw = _INVISIBLE.sub("", raw)
    return " ".join(raw.split())


class _Open:
    """An element that the walk is inside of. Its place is made when a block first needs it."""

    __slots__ = ("category", "cells", "level", "node", "outer", "place", "row", "tag")

    def __init__(self, node: LexborNode, tag: str, category: int, outer: _Open | None, level: int) -> None:
        self.node = node
        self.tag = tag
        self.category = category
        self.outer = outer  # the block element around it
        self.level = level  # of lists around its text
        self.place: Place | None = None
        self.row = 0  # number of blocks before it
        self.cells: list[int] | None = None


class _Walker:
    """One walk over one page. See `read_blocks` and `mark`."""

    def __init__(self, furniture: Callable[[Place], bool] | None, emit: bool, places: Places | None = None) -> None:
        self.blocks: list[Block] = []
        self.runs: list[list[int]] = []  # for each block the numbers of the runs in it
        self.out: list[str] | None = [] if emit else None
        self.furniture = furniture
        self._places: Places = {} if places is None else places
        self._run_number = 0
        # The run of text that is being collected.
        self.parts: list[str] = []
        self.link_chars = self.strong_chars = 0
        self.hrefs: list[str] = []
        self.glued = False
        self.slot = -1
        # Inline elements opened before any text, and where they ended: if one holds all text, it is the place.
        self.wrappers: list[tuple[LexborNode, str]] = []
        self.ends: dict[int, int] = {}

    def place_of(self, opened: _Open) -> Place:
        """The place of an open block element, made on the first call."""
        chain: list[_Open] = []
        at: _Open | None = opened
        while at is not None and at.place is None:
            chain.append(at)
            at = at.outer
        parent = at.place if at is not None else None
        for link in reversed(chain):
            link.place = parent = self.place(parent, link.tag, link.node.attributes)
        assert parent is not None
        return parent

    def place(self, parent: Place | None, tag: str, attributes: dict[str, str | None]) -> Place:
        if not attributes:
            key: tuple[object, ...] = (id(parent), tag)
            place = self._places.get(key)
            if place is None:
                place = self._places[key] = Place(tag, (), _NO_WORDS, "", parent)
            return place
        get = attributes.get
        classes, ident, style = get("class") or "", get("id") or "", get("style")
        role = get("role") or get("itemprop") or ""
        hidden = "hidden" in attributes or (style is not None and _HIDDEN_STYLE.search(style) is not None)
        key = (id(parent), tag, classes, ident, role, hidden)
        place = self._places.get(key)
        if place is None:
            place = self._places[key] = make_place(parent, tag, classes, ident, role, hidden)
        return place

    def flush(self, opened: _Open, glue: bool = False) -> None:
        """End the run; it becomes a block if it has any text. `glue`: the next run continues its line."""
        text = clean_text("".join(self.parts))
        if text:
            place = self.place_of(opened)
            total = len(self.parts)
            for node, tag in self.wrappers:
                if self.ends.get(node.mem_id, total) == total:
                    place = self.place(place, tag, node.attributes)
            self.blocks.append(
                Block(
                    text,
                    opened.tag,
                    place,
                    opened.level,
                    min(self.link_chars, len(text)),
                    min(self.strong_chars, len(text)),
                    tuple(self.hrefs),
                    self.glued,
                )
            )
            self.runs.append([self._run_number])
            if self.out is not None:
                self.out[self.slot] = marker(self._run_number)
            self._run_number += 1
        self.parts = []
        self.link_chars = self.strong_chars = 0
        self.hrefs = []
        self.glued = glue and (bool(text) or self.glued)
        if self.wrappers:
            self.wrappers = []
            self.ends = {}

    def end_row(self, row: _Open) -> None:
        """Make one block of a data row: every cell at most one block, two cells or more with text."""
        first, cells = row.row, row.cells or []
        blocks = self.blocks[first:]
        if len(blocks) < 2 or len(cells) < 2 or sum(len(b.text) for b in blocks) > _MAX_ROW:
            return
        bounds = [*cells, len(self.blocks)]
        parts = [self.blocks[a:b] for a, b in pairwise(bounds)]
        if any(len(cell) > 1 and not all(b.glued for b in cell[1:]) for cell in parts):
            return
        texts = [" ".join(b.text for b in cell) for cell in parts if cell]
        if len(texts) < 2:
            return
        joined = Block(
            TABLE_CELL_JOIN.join(texts),
            "tr",
            self.place_of(row),
            0,
            sum(b.link_chars for b in blocks),
            sum(b.strong_chars for b in blocks),
            tuple(h for b in blocks for h in b.hrefs),
        )
        self.blocks[first:] = [joined]
        self.runs[first:] = [[n for runs in self.runs[first:] for n in runs]]

    def start(self, node: LexborNode, tag: str, around: _Open, depth: int) -> _Open | None:
        """Enter a block element; `None` if it is known furniture."""
        opened = _Open(node, tag, _BLOCK, around, around.level)
        if depth >= _MAX_DEPTH:
            opened.place = self.place_of(around)
        elif self.furniture is not None and tag in _CONTAINERS and self.furniture(self.place_of(opened)):
            return None
        if tag in _LISTS:
            opened.level += 1
        elif tag == "tr":
            opened.row, opened.cells = len(self.blocks), []
        elif tag in _CELLS:
            if around.cells is not None:
                around.cells.append(len(self.blocks))
        elif tag == "table":
            opened.level = 0
        return opened

    def walk(self, root: LexborNode) -> None:
        """Visit every node under `root` once. One loop without recursion, since pages nest without bound."""
        out, categories = self.out, dict(_CATEGORY_OF_ID)
        around = _Open(root, root.tag or "body", _BLOCK, None, 0)
        links = strong = 0
        stack: list[_Open] = []
        node: LexborNode | None = root.child
        while True:
            while node is None:  # up again
                if not stack:
                    if self.parts:
                        self.flush(around)
                    return
                opened = stack.pop()
                if opened.category == _BLOCK:
                    if self.parts:
                        self.flush(opened)
                    self.glued = False
                    if opened.cells is not None:
                        self.end_row(opened)
                    assert opened.outer is not None
                    around = opened.outer
                else:
                    if opened.tag == "a":
                        links -= 1
                    elif opened.category == _STRONG:
                        strong -= 1
                    if self.wrappers:
                        self.ends[opened.node.mem_id] = len(self.parts)
                if out is not None:
                    out.append(f"</{opened.tag}>")
                node = opened.node.next

            number = node.tag_id
            category = categories.get(number)
            if category is None:
                category = categories[number] = _category(node.tag or "")
                if number < _FIRST_UNKNOWN_ID:
                    _CATEGORY_OF_ID[number] = category
            if category == _TEXT:
                text = node.text_content
                if text and (self.parts or not text.isspace()):
                    if out is not None:
                        if not self.parts:
                            self.slot = len(out)
                            out.append("")
                        out.append(escape(text, quote=False))
                    if around.tag == "pre" and "\n" in text:
                        self.add_lines(text, around)
                    else:
                        self.parts.append(text)
                    if links:
                        self.link_chars += len(text)
                    if strong:
                        self.strong_chars += len(text)
                node = node.next
                continue
            if category == _BREAK:
                # Two breaks in a row are an empty line: old pages part their paragraphs so.
                if self.parts:
                    self.flush(around, glue=True)
                else:
                    self.glued = False
                if out is not None:
                    out.append("<br>")
                node = node.next
                continue
            child = node.child
            if category == _SILENT or child is None:
                if category == _BLOCK and self.parts:
                    self.flush(around)
                node = node.next
                continue
            tag = node.tag or ""
            if category == _BLOCK:
                if self.parts:
                    self.flush(around)
                self.glued = False
                entered = self.start(node, tag, around, len(stack))
                if entered is None:
                    node = node.next
                    continue
                around = opened = entered
            else:
                opened = _Open(node, tag, category, around, 0)
                if not self.parts and len(self.wrappers) < _MAX_WRAPPERS:
                    self.wrappers.append((node, tag))
                if tag == "a":
                    links += 1
                    href = node.attributes.get("href")
                    if href:
                        self.hrefs.append(href)
                elif category == _STRONG:
                    strong += 1
            if out is not None:
                out.append(_open_tag(tag, node.attributes))
            stack.append(opened)
            node = child

    def add_lines(self, text: str, around: _Open) -> None:
        """Text of a <pre>: its line breaks are the page's."""
        *lines, last = text.split("\n")
        for line in lines:
            self.parts.append(line)
            self.flush(around, glue=True)
        self.parts.append(last)


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


def read_blocks(
    tree: LexborHTMLParser,
    furniture: Callable[[Place], bool] | None = None,
    places: Places | None = None,
) -> list[Block]:
    """All blocks of a page in page order; elements whose place is `furniture` are not entered.

    `places` are the places of earlier pages of the same site: shared, they keep what was derived from them.
    """
    walker = _Walker(furniture, False, places)
    if tree.body is not None:
        walker.walk(tree.body)
    return walker.blocks


def drop_copies(blocks: Sequence[Block], body: list[bool]) -> None:
    """Take out of `body` what stands in it before: pages hold their text twice, for print or for phones.

    Paragraphs count alone, shorter lines when they stand beside a paragraph that goes.
    """
    first: dict[str, int] = {}
    kept = [i for i, inside in enumerate(body) if inside]
    for i in kept:
        first.setdefault(blocks[i].text, i)
    copies = [first[blocks[i].text] < i for i in kept]
    gone = [copy and len(blocks[i].text) >= _COPY for i, copy in zip(kept, copies, strict=True)]
    if not any(gone):
        return
    for order in (range(len(kept)), reversed(range(len(kept)))):
        beside = False
        for k in order:
            beside = gone[k] = gone[k] or (copies[k] and beside)
    for i, leaves in zip(kept, gone, strict=True):
        body[i] = not leaves


def to_text(blocks: Sequence[Block], body: Sequence[bool] | None = None) -> str:
    """The plain text of those `blocks` that `body` marks (default: all).

    Blocks are parted by a blank line; list items, table rows and the lines of one block follow on lines
    of their own.
    """
    parts: list[str] = []
    previous: Block | None = None
    last = -1
    for i, block in enumerate(blocks):
        if body is not None and not body[i]:
            continue
        text = block.text
        if block.level:
            indent = "  " * (block.level - 1)
            text = f"{indent}  {text}" if block.glued and last == i - 1 else f"{indent}- {text}"
        if previous is not None:
            together = (
                (block.glued and last == i - 1)
                or (block.level and previous.level)
                or (block.tag == previous.tag == "tr")
            )
            parts.append("\n" if together else "\n\n")
        parts.append(text)
        previous, last = block, i
    return "".join(parts)


def mark(tree: LexborHTMLParser) -> tuple[list[Block], list[list[int]], str]:
    """The page's blocks, the run numbers in each, and its body as HTML in which every run bears its mark."""
    walker = _Walker(None, emit=True)
    if tree.body is not None:
        walker.walk(tree.body)
    return walker.blocks, walker.runs, "".join(walker.out or ())
