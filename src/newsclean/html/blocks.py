"""From a page's markup to its blocks: one lexbor parse, one walk, in page order.

A record's text is always built from blocks, whatever decided which of them are main content. The walk
is the hot path of the whole program: it visits every node once, keeps its own stack (a page may nest
100,000 elements), and what belongs to a kind of element is worked out once per kind, in its `Element`.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from newsclean.html.elements import ElementKey, make_element, shared_elements
from newsclean.html.tags import BLOCK, BREAK, INLINE, LINK, SILENT, SPAN, STRONG, TEXT, UNKNOWN, category_of, has_blocks
from newsclean.html.unseen import drop_cap, is_unseen
from newsclean.model import Block, Element
from newsclean.text import clean_text

_ONE_LETTER_WORDS = frozenset("AÀÁEÉIOÓUYВИКОСУЯ")
LISTS = frozenset({"ul", "ol", "menu", "dir"})
# Deeper elements share the `Element` of the one at this depth: elements cost their depth in memory.
_MAX_DEPTH = 100
_MAX_WRAPPERS = 8  # inline elements around all of a block's text that count as its element
_MAX_ROW_CHARS = 1200  # a longer "row" is a layout table with the page in it

_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

# Category and tag by number. Those of tags that lexbor knows are the same for all pages; unknown ones get new numbers.
_TAG_OF_ID: dict[int, tuple[int, str]] = {}
_FIRST_UNKNOWN_ID = 1000

TABLE_CELL_JOIN = " | "


def parse(html: str) -> LexborHTMLParser:
    """Return the page's tree, by the HTML standard."""
    return LexborHTMLParser(html)


def read_blocks(tree: LexborHTMLParser) -> list[Block]:
    """Return all blocks of a page in page order."""
    walker = _Walker()
    if tree.body is not None:
        walker.walk(tree.body)
    return walker.blocks


def locate_blocks(tree: LexborHTMLParser) -> list[tuple[LexborNode, ...]]:
    """Return for each block of `read_blocks` the nodes that its runs of text begin with."""
    walker = _Walker(locate=True)
    if tree.body is not None:
        walker.walk(tree.body)
    return walker.starts


class _Walker:
    """One walk over one page. See `read_blocks` and `locate_blocks`."""

    def __init__(self, locate: bool = False) -> None:
        self.blocks: list[Block] = []
        self.starts: list[tuple[LexborNode, ...]] = []  # where each block's runs begin; kept if asked to `locate`
        self.first: LexborNode | None = None  # the node that the run begins with
        self._locate = locate
        self._elements = shared_elements()
        # The run of text that is being collected.
        self.parts: list[str] = []
        self.link_chars = self.strong_chars = 0
        self.hrefs: list[str] = []
        self.glued = False
        self.drop_cap = ""  # the letter that the text to come continues
        # Inline elements opened before any text, and where they ended: one that holds all text is the block's element.
        self.wrappers: list[tuple[LexborNode, str]] = []
        self.ends: dict[int, int] = {}

    def element(self, parent: Element | None, tag: str, attributes: dict[str, str | None]) -> Element:
        """Return the `Element` for a tag inside `parent`, made when the first of its kind comes by."""
        if not attributes:
            key: ElementKey = (parent, tag)
        elif len(attributes) == 1 and (classes := attributes.get("class")):
            key = (parent, tag, classes)
        else:
            get = attributes.get
            style = get("style")
            hidden = "hidden" in attributes or (style is not None and _HIDDEN_STYLE.search(style) is not None)
            role = get("role") or get("itemprop") or ""
            key = (parent, tag, get("class") or "", get("id") or "", role, hidden)
        element = self._elements.get(key)
        if element is None:
            element = self._elements[key] = make_element(*key)
        return element

    def flush(self, tag: str, element: Element, level: int, glue: bool = False) -> None:
        """End the run; it becomes a block if it has any text. `glue`: the next run continues its line."""
        parts = self.parts
        text = clean_text(parts[0] if len(parts) == 1 else "".join(parts))
        if text:
            if self.wrappers:
                total = len(parts)
                for node, inline in self.wrappers:
                    if self.ends.get(node.mem_id, total) == total:
                        element = self.element(element, inline, node.attributes)
            length = len(text)
            links, strong = self.link_chars, self.strong_chars
            self.blocks.append(
                Block(
                    text,
                    tag,
                    element,
                    level,
                    links if links < length else length,
                    strong if strong < length else length,
                    tuple(self.hrefs) if self.hrefs else (),
                    self.glued,
                )
            )
            if self._locate and self.first is not None:
                self.starts.append((self.first,))
        parts.clear()
        self.link_chars = self.strong_chars = 0
        if self.hrefs:
            self.hrefs = []
        self.glued = glue and (bool(text) or self.glued)
        if self.wrappers:
            self.wrappers = []
            self.ends = {}

    def end_row(self, first: int, cells: list[int], element: Element) -> None:
        """Make one block of a data row: every cell at most one block, two cells or more with text.

        `first` is the row's first block, `cells` are the blocks with which each cell begins.
        """
        blocks = self.blocks[first:]
        if len(blocks) < 2 or len(cells) < 2 or sum(len(b.text) for b in blocks) > _MAX_ROW_CHARS:
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
            element,
            0,
            sum(b.link_chars for b in blocks),
            sum(b.strong_chars for b in blocks),
            tuple(h for b in blocks for h in b.hrefs),
        )
        self.blocks[first:] = [joined]
        self.starts[first:] = [tuple(start for starts in self.starts[first:] for start in starts)]

    def after_drop_cap(self, text: str) -> str:
        """Return `text` as it continues a drop cap: space between them is the markup's, save after "A" or "I"."""
        rest = text.lstrip()
        if not rest:
            return ""
        is_word = self.drop_cap[-1].upper() in _ONE_LETTER_WORDS
        self.drop_cap = ""
        return f" {rest}" if is_word and rest != text else rest

    def walk(self, root: LexborNode) -> None:
        """Visit every node under `root` once.

        One loop with all its state at hand, without calls that it can do without: a page has thousands of nodes.
        """
        parts, blocks = self.parts, self.blocks
        tags = _TAG_OF_ID.copy()
        tag_of = tags.get
        # The block element that the walk is in, and inside of how many links and bold elements.
        tag = root.tag or "body"
        element = self.element(None, tag, root.attributes)
        level = row = links = strong = 0
        cells: list[int] | None = None  # of a table row: the number of blocks before each cell
        # What is open: node and category, and for block elements the state around them.
        stack: list[Any] = []
        node: LexborNode | None = root.child
        while True:
            while node is None:  # up again
                if not stack:
                    if parts:
                        self.flush(tag, element, level)
                    return
                opened = stack.pop()
                node, category = opened[0], opened[1]
                assert node is not None
                if category == BLOCK:
                    if parts:
                        self.flush(tag, element, level)
                    self.glued = False
                    if cells is not None:
                        self.end_row(row, cells, element)
                    _, _, tag, element, level, cells, row = opened
                else:
                    if category == LINK:
                        links -= 1
                    elif category == STRONG:
                        strong -= 1
                    if self.wrappers:
                        self.ends[node.mem_id] = len(parts)
                node = node.next

            number = node.tag_id
            known = tag_of(number)
            if known is None:
                known = tags[number] = (category_of(node.tag or ""), node.tag or "")
                if number < _FIRST_UNKNOWN_ID:
                    _TAG_OF_ID[number] = known
            category, name = known
            if category == TEXT:
                text = node.text_content
                if self.drop_cap and text:
                    text = self.after_drop_cap(text)
                if text and (parts or not text.isspace()):
                    if not parts:
                        self.first = node
                    if tag == "pre" and "\n" in text:
                        # Its line breaks are the page's.
                        *lines, text = text.split("\n")
                        for line in lines:
                            parts.append(line)
                            self.flush(tag, element, level, glue=True)
                    parts.append(text)
                    if links:
                        self.link_chars += len(text)
                    if strong:
                        self.strong_chars += len(text)
                node = node.next
                continue
            if category == BREAK:
                # Two breaks in a row are an empty line: old pages part their paragraphs so.
                if parts:
                    self.flush(tag, element, level, glue=True)
                else:
                    self.glued = False
                node = node.next
                continue
            child = node.child
            if category == UNKNOWN:
                category = BLOCK if has_blocks(node) else INLINE
            elif category == SPAN:
                if child is not None and (attributes := node.attributes):
                    classes = attributes.get("class")
                    if is_unseen(node, classes, attributes.get("style")):
                        child = None
                    elif letter := drop_cap(node, classes):
                        if not parts:
                            self.first = node
                        parts.append(letter)
                        self.drop_cap, child = letter, None
                category = INLINE
            if category == SILENT or child is None:
                if category == BLOCK and parts:
                    self.flush(tag, element, level)
                node = node.next
                continue
            if category == BLOCK:
                if parts:
                    self.flush(tag, element, level)
                self.glued = False
                attributes = node.attributes
                inner = self.element(element, name, attributes) if len(stack) < _MAX_DEPTH else element
                if inner.tokens and is_unseen(node, attributes.get("class")):
                    node = node.next
                    continue
                stack.append((node, BLOCK, tag, element, level, cells, row))
                if (name == "td" or name == "th") and cells is not None:
                    cells.append(len(blocks))
                tag, element, cells = name, inner, None
                if name == "tr":
                    row, cells = len(blocks), []
                elif name in LISTS:
                    level += 1
                elif name == "table":
                    level = 0
            else:
                if not parts and len(self.wrappers) < _MAX_WRAPPERS:
                    self.wrappers.append((node, name))
                if category == LINK:
                    links += 1
                    href = node.attributes.get("href")
                    if href:
                        self.hrefs.append(href)
                elif category == STRONG:
                    strong += 1
                stack.append((node, category))
            node = child
