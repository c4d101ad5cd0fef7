"""From markup to blocks: one lexbor parse, one walk, in page order.

A record's text is always built from blocks, whatever decided which of them are main content. The walk
is the hot path of the whole program: it visits every node once, keeps its own stack (a page may nest
100,000 elements), and what belongs to a kind of element is worked out once per kind, in its `Element`.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from newsclean.html.elements import element_of, shared_elements
from newsclean.html.tags import BLOCK, BREAK, INLINE, LINK, SILENT, SPAN, STRONG, UNKNOWN, category_of, has_blocks
from newsclean.html.unseen import (
    LETTER_TAGS,
    after_drop_cap,
    drawn_cap,
    drop_cap,
    is_block_span,
    is_unseen_block,
    is_unseen_inline,
    may_be_odd,
)
from newsclean.model import Block, Element
from newsclean.text import clean_text

LISTS = frozenset({"ul", "ol", "menu", "dir"})
_PREFORMATTED = frozenset({"pre", "xmp", "plaintext", "listing"})
# Deeper elements share the `Element` of the one at this depth: elements cost their depth in memory.
_MAX_DEPTH = 100
_MAX_WRAPPERS = 8  # inline elements around all of a block's text that count as its element
_MAX_ROW_CHARS = 1200  # a longer "row" is a layout table with the page in it

# Category and tag by number. Those of tags that lexbor knows are the same for all pages; unknown ones get new numbers.
_TAG_OF_ID: dict[int, tuple[int, str]] = {}
_FIRST_UNKNOWN_ID = 1000
_TEXT_ID = 2  # of most nodes

Starts = tuple[LexborNode, ...]  # the nodes that a block's runs of text begin with

TABLE_CELL_JOIN = " | "


def parse(html: str | bytes) -> LexborHTMLParser:
    """Return the page's tree, by the HTML standard; bytes are UTF-8."""
    return LexborHTMLParser(html)


def read_blocks(tree: LexborHTMLParser) -> list[Block]:
    """Return all blocks of a page in page order."""
    return read_located_blocks(tree)[0]


def locate_blocks(tree: LexborHTMLParser) -> list[Starts]:
    """Return for each block of `read_blocks` the nodes that its runs of text begin with."""
    return read_located_blocks(tree)[1]


def read_located_blocks(tree: LexborHTMLParser) -> tuple[list[Block], list[Starts]]:
    """Return what `read_blocks` and `locate_blocks` do, from one walk."""
    if tree.body is None:
        return [], []
    walker = _Walker(tree.body)
    walker.walk(tree.body.child)
    return walker.blocks, walker.starts


class _Walker:
    """One walk over one page. See `read_located_blocks`."""

    __slots__ = (
        "_elements", "blocks", "bold_depth", "cells", "drop_cap", "element", "first", "glued", "hrefs",
        "level", "link_chars", "link_depth", "parts", "row", "stack", "starts", "strong_chars", "tag", "wrappers",
    )  # fmt: skip

    def __init__(self, root: LexborNode) -> None:
        self._elements = shared_elements()
        self.blocks: list[Block] = []
        self.starts: list[Starts] = []  # where each block's runs begin
        # The block element that the walk is in, and inside of how many lists, links and bold elements.
        self.tag = root.tag or "body"
        self.element = element_of(self._elements, None, self.tag, root.attributes)
        self.level = self.link_depth = self.bold_depth = 0
        self.cells: list[int] | None = None  # of a table row: the number of blocks before each cell
        self.row = 0  # and before the row
        # What is open: node and category; of a block element the state around it, of others their wrapper.
        self.stack: list[tuple[Any, ...]] = []
        # The run of text that is being collected.
        self.parts: list[str] = []
        self.first: LexborNode = root  # the node that it begins with
        self.link_chars = self.strong_chars = 0
        self.hrefs: list[str] = []
        self.glued = False
        self.drop_cap = ""  # the letter that the text to come continues
        # Inline elements opened before any text: tag, attributes, and after how many parts they ended, None while they
        # are open. One that holds all text is the block's element.
        self.wrappers: list[list[Any]] = []

    def walk(self, node: LexborNode | None) -> None:
        """Visit every node from the first inside the root on: text here, as most nodes are, elements as they open."""
        parts, stack, tags = self.parts, self.stack, _TAG_OF_ID.copy()
        while True:
            while node is None:  # up again
                if not stack:
                    self.flush()
                    return
                node = self.leave(stack.pop())
            number = node.tag_id
            if number == _TEXT_ID:
                text = node.text_content
                if text and (parts or not text.isspace()):
                    self.take(node, text)
                node = node.next
                continue
            category, name = tags.get(number) or _tag_of(node, tags)
            if category == SILENT:
                node = node.next
            elif category == BREAK:
                # Two breaks in a row are an empty line: old pages part their paragraphs so.
                if parts:
                    self.flush(glue=True)
                else:
                    self.glued = False
                node = node.next
            else:
                child = node.child
                if category == UNKNOWN:
                    category = BLOCK if has_blocks(node) else INLINE
                if child is None:
                    if category == BLOCK and parts:
                        self.flush()
                    elif name == "img" and not parts and (letter := drawn_cap(node)):
                        self.begin_with(node.next or node, letter)
                elif not (self.enter_block(node, name) if category == BLOCK else self.enter(node, category, name)):
                    child = None
                node = node.next if child is None else child

    def take(self, node: LexborNode, text: str) -> None:
        """Add the text of a node to the run."""
        if self.drop_cap:
            if not (text := after_drop_cap(self.drop_cap, text)):
                return
            self.drop_cap = ""
        if not self.parts:
            self.first = node
        if self.tag in _PREFORMATTED and "\n" in text:
            # Its line breaks are the page's.
            *lines, text = text.split("\n")
            for line in lines:
                self.parts.append(line)
                self.flush(glue=True)
        self.parts.append(text)
        if self.link_depth:
            self.link_chars += len(text)
        if self.bold_depth:
            self.strong_chars += len(text)

    def begin_with(self, node: LexborNode, letter: str) -> None:
        """Begin the run with a drop cap."""
        self.first = node
        self.parts.append(letter)
        self.drop_cap = letter

    def enter_block(self, node: LexborNode, name: str) -> bool:
        """Begin a block element; False if nobody sees what is inside."""
        if self.parts:
            self.flush()
        self.glued = False
        element, attributes = self.element, node.attributes
        if len(self.stack) < _MAX_DEPTH:
            element = element_of(self._elements, element, name, attributes)
        if attributes and may_be_odd(attributes):
            if is_unseen_block(node, attributes):
                return False
            if name == "div" and (letter := drop_cap(node, attributes)):
                self.begin_with(node, letter)
                return False
        self.stack.append((node, BLOCK, self.tag, self.element, self.level, self.cells, self.row))
        if (name == "td" or name == "th") and self.cells is not None:
            self.cells.append(len(self.blocks))
        self.tag, self.element, self.cells = name, element, None
        if name == "tr":
            self.row, self.cells = len(self.blocks), []
        elif name in LISTS:
            self.level += 1
        elif name == "table":
            self.level = 0
        return True

    def enter(self, node: LexborNode, category: int, name: str) -> bool:
        """Begin an inline element; False if nothing inside is to be read, for nobody sees it or it has been read."""
        attributes = node.attributes
        is_odd = bool(attributes and may_be_odd(attributes)) or name in LETTER_TAGS
        if is_odd and (category != LINK or self.parts):
            if (self.parts or category == SPAN or name == "i") and is_unseen_inline(node, attributes):
                return False
            if category == SPAN and is_block_span(attributes):
                return self.enter_block(node, "div")
            if not self.parts and (letter := drop_cap(node, attributes)):
                self.begin_with(node, letter)
                return False
        wrapper = None
        if not self.parts and len(self.wrappers) < _MAX_WRAPPERS:
            wrapper = [name, attributes, None]
            self.wrappers.append(wrapper)
        if category == LINK:
            self.link_depth += 1
            if href := attributes.get("href"):
                self.hrefs.append(href)
        elif category == STRONG:
            self.bold_depth += 1
        self.stack.append((node, category, wrapper))
        return True

    def leave(self, opened: tuple[Any, ...]) -> LexborNode | None:
        """End what was opened last; return the node after it."""
        node, category = opened[0], opened[1]
        if category == BLOCK:
            if self.parts:
                self.flush()
            self.glued = False
            if self.cells is not None:
                self.end_row(self.row, self.cells, self.element)
            _, _, self.tag, self.element, self.level, self.cells, self.row = opened
        else:
            if category == LINK:
                self.link_depth -= 1
            elif category == STRONG:
                self.bold_depth -= 1
            if opened[2] is not None:
                opened[2][2] = len(self.parts)
        after: LexborNode | None = node.next
        return after

    def flush(self, glue: bool = False) -> None:
        """End the run; it becomes a block if it has any text. `glue`: the next run continues its line."""
        parts = self.parts
        text = clean_text(parts[0] if len(parts) == 1 else "".join(parts))
        if text:
            element, length = self.element, len(text)
            for inline, attributes, end in self.wrappers:
                if end is None or end == len(parts):
                    element = element_of(self._elements, element, inline, attributes)
            links = self.link_chars if self.link_chars < length else length
            strong = self.strong_chars if self.strong_chars < length else length
            hrefs = tuple(self.hrefs) if self.hrefs else ()
            self.blocks.append(Block(text, self.tag, element, self.level, links, strong, hrefs, self.glued))
            self.starts.append((self.first,))
        parts.clear()
        self.link_chars = self.strong_chars = 0
        if self.hrefs:
            self.hrefs = []
        if self.wrappers:
            self.wrappers = []
        self.glued = glue and (bool(text) or (self.glued and self.tag not in _PREFORMATTED))

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
        links, strong = sum(b.link_chars for b in blocks), sum(b.strong_chars for b in blocks)
        hrefs = tuple(h for b in blocks for h in b.hrefs)
        self.blocks[first:] = [Block(TABLE_CELL_JOIN.join(texts), "tr", element, 0, links, strong, hrefs)]
        self.starts[first:] = [tuple(start for starts in self.starts[first:] for start in starts)]


def _tag_of(node: LexborNode, tags: dict[int, tuple[int, str]]) -> tuple[int, str]:
    """Return the category and the tag of a node; add them to `tags`, and to those of all pages if they are the same."""
    tag = node.tag or ""
    known = tags[node.tag_id] = (category_of(tag), tag)
    if node.tag_id < _FIRST_UNKNOWN_ID:
        _TAG_OF_ID[node.tag_id] = known
    return known
