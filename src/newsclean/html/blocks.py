"""From a page's markup to its blocks: one lexbor parse, one walk, in page order.

A record's text is always built from blocks, whatever decided which of them are main content. The walk
is the hot path of the whole program: it visits every node once, keeps its own stack (a page may nest
100,000 elements), and what belongs to a kind of element is worked out once per kind, in its `Element`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from newsclean.html.elements import ElementKey, make_element, shared_elements
from newsclean.model import Block, Element
from newsclean.text import clean_text

# Elements whose content is never text of the page.
_SILENT_TAGS = frozenset(
    (
        "script style noscript template svg math iframe object embed applet canvas map select option optgroup"
        " datalist textarea input button audio video track source progress meter head title meta link base"
        " frameset noframes rt rp"
    ).split()
)
# Elements that do not end a run of text.
_INLINE_TAGS = frozenset(
    (
        "a abbr acronym b bdi bdo big blink cite code data del dfn em font i img ins kbd label mark nobr"
        " picture q rb rtc ruby s samp small span strike strong sub sup time tt u var wbr"
    ).split()
)
# Elements of HTML, new and old, that end a run of text. Any other is inline unless it holds one of these.
_BLOCK_TAGS = frozenset(
    (
        "address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset"
        " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol p"
        " plaintext pre search section summary table tbody td tfoot th thead tr ul xmp"
    ).split()
)
_MAX_LOOKED_AT_NODES = 60  # inside an element whose tag does not tell
# Class names of text for screen readers alone, and of a letter that begins a story in another size.
_UNSEEN = frozenset(
    "sr-only sr-only-focusable visually-hidden visuallyhidden visually_hidden screen-reader-text screen-reader-only"
    " screenreader-only screenreader a11y-hidden u-visually-hidden is-visually-hidden hidden-visually show-for-sr"
    " element-invisible assistive-text offscreen".split()
)
_DROP_CAP = re.compile(r"(?:^|[\s_-])(?:drop-?_?cap|initial-?cap|first-?letter|lettrine|initiale)", re.IGNORECASE)
_UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|clip\s*:\s*rect\(\s*[01](?:px)?[\s,]")
_MAX_DROP_CAP_CHARS = 20  # with the space around the letter
_ONE_LETTER_WORDS = frozenset("AÀÁEÉIOÓUYВИКОСУЯ")
_QUOTES = "\"'“„«‘‚¡¿»”"
_MAX_UNSEEN_CHARS = 200  # more than that is no label for a screen reader
_STRONG_TAGS = frozenset({"b", "strong", "em", "i"})
LISTS = frozenset({"ul", "ol", "menu", "dir"})
# Elements that may be boilerplate as a whole.
_CONTAINERS = frozenset({"div", "nav", "footer", "aside", "header", "section", "ul", "table", "td", "form"})

# Deeper elements share the `Element` of the one at this depth: elements cost their depth in memory.
_MAX_DEPTH = 100
_MAX_WRAPPERS = 8  # inline elements around all of a block's text that count as its element
_MAX_ROW_CHARS = 1200  # a longer "row" is a layout table with the page in it

_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

# What the walk does with a node.
_TEXT, _BREAK, _SILENT, _INLINE, _LINK, _STRONG, _BLOCK, _SPAN, _UNKNOWN = range(9)
# Category and tag by number. Those of tags that lexbor knows are the same for all pages; unknown ones get new numbers.
_TAG_OF_ID: dict[int, tuple[int, str]] = {}
_FIRST_UNKNOWN_ID = 1000

TABLE_CELL_JOIN = " | "


def parse(html: str) -> LexborHTMLParser:
    """Return the page's tree, by the HTML standard."""
    return LexborHTMLParser(html)


def read_blocks(tree: LexborHTMLParser, skip: Callable[[Element], bool] | None = None) -> list[Block]:
    """Return all blocks of a page in page order; elements for which `skip` is true are not entered."""
    walker = _Walker(skip)
    if tree.body is not None:
        walker.walk(tree.body)
    return walker.blocks


def locate_blocks(tree: LexborHTMLParser) -> list[tuple[LexborNode, ...]]:
    """Return for each block of `read_blocks` the nodes that its runs of text begin with."""
    walker = _Walker(None, locate=True)
    if tree.body is not None:
        walker.walk(tree.body)
    return walker.starts


def is_skipped(node: LexborNode, tag: str) -> bool:
    """Return whether a node of this tag holds no text of the page."""
    category = _category(tag)
    if category == _SILENT:
        return True
    return (category in (_SPAN, _BLOCK)) and _is_unseen(node, by_style=category == _SPAN)


def ends_run(node: LexborNode, tag: str) -> bool:
    """Return whether a node ends the run of text before it: a line break or a block element."""
    category = _category(tag)
    return category in (_BREAK, _BLOCK) or (category == _UNKNOWN and node.child is not None and _holds_blocks(node))


def _category(tag: str) -> int:
    if tag == "-text":
        return _TEXT
    if tag == "br":
        return _BREAK
    if tag in _SILENT_TAGS or not tag or tag[0] in "-!":
        return _SILENT
    if tag in _STRONG_TAGS:
        return _STRONG
    if tag == "a":
        return _LINK
    if tag == "span":
        return _SPAN
    if tag in _INLINE_TAGS:
        return _INLINE
    return _BLOCK if tag in _BLOCK_TAGS else _UNKNOWN


def _holds_blocks(element: LexborNode) -> bool:
    """Return whether one of the first nodes inside an unknown element is a block."""
    waiting: list[LexborNode | None] = [element.child]
    for _ in range(_MAX_LOOKED_AT_NODES):
        node = waiting.pop() if waiting else None
        if node is None:
            if not waiting:
                return False
            continue
        if node.tag in _BLOCK_TAGS:
            return True
        waiting += [node.next, node.child]
    return True  # so much markup is no run of text


def _short_text(element: LexborNode, most: int) -> str | None:
    """Return the text of an element; None if it has more than `most` characters or a lot of markup."""
    text = ""
    waiting: list[LexborNode | None] = [element.child]
    for _ in range(_MAX_LOOKED_AT_NODES):
        node = waiting.pop() if waiting else None
        if node is None:
            if not waiting:
                return text
            continue
        if node.tag == "-text":
            text += node.text_content or ""
            if len(text) > most:
                return None
        waiting += [node.next, node.child]
    return None


def _is_unseen(node: LexborNode, by_style: bool) -> bool:
    """Return whether an element's text is for screen readers alone: a label next to what everybody sees."""
    attributes = node.attributes
    if not _UNSEEN.isdisjoint((attributes.get("class") or "").lower().split()):
        return _short_text(node, _MAX_UNSEEN_CHARS) is not None
    style = attributes.get("style") if by_style else None
    return bool(style) and _UNSEEN_STYLE.search(style or "") is not None


def _drop_cap(node: LexborNode) -> str:
    """Return the first letter of a story that an element holds in another size; "" for other elements."""
    names = node.attributes.get("class")
    if not names or _DROP_CAP.search(names) is None:
        return ""
    letter = (_short_text(node, _MAX_DROP_CAP_CHARS) or "").strip()
    return letter if len(letter) == 1 or (len(letter) == 2 and letter[0] in _QUOTES) else ""


class _Walker:
    """One walk over one page. See `read_blocks` and `locate_blocks`."""

    def __init__(self, skip: Callable[[Element], bool] | None, locate: bool = False) -> None:
        self.blocks: list[Block] = []
        self.starts: list[tuple[LexborNode, ...]] = []  # where each block's runs begin; kept if asked to `locate`
        self.first: LexborNode | None = None  # the node that the run begins with
        self.skip = skip
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
        skip, parts, blocks = self.skip, self.parts, self.blocks
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
                if category == _BLOCK:
                    if parts:
                        self.flush(tag, element, level)
                    self.glued = False
                    if cells is not None:
                        self.end_row(row, cells, element)
                    _, _, tag, element, level, cells, row = opened
                else:
                    if category == _LINK:
                        links -= 1
                    elif category == _STRONG:
                        strong -= 1
                    if self.wrappers:
                        self.ends[node.mem_id] = len(parts)
                node = node.next

            number = node.tag_id
            known = tag_of(number)
            if known is None:
                known = tags[number] = (_category(node.tag or ""), node.tag or "")
                if number < _FIRST_UNKNOWN_ID:
                    _TAG_OF_ID[number] = known
            category, name = known
            if category == _TEXT:
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
            if category == _BREAK:
                # Two breaks in a row are an empty line: old pages part their paragraphs so.
                if parts:
                    self.flush(tag, element, level, glue=True)
                else:
                    self.glued = False
                node = node.next
                continue
            child = node.child
            if category == _UNKNOWN:
                category = _BLOCK if _holds_blocks(node) else _INLINE
            elif category == _SPAN:
                if child is not None and node.attributes:
                    if _is_unseen(node, by_style=True):
                        child = None
                    elif letter := _drop_cap(node):
                        if not parts:
                            self.first = node
                        parts.append(letter)
                        self.drop_cap, child = letter, None
                category = _INLINE
            if category == _SILENT or child is None:
                if category == _BLOCK and parts:
                    self.flush(tag, element, level)
                node = node.next
                continue
            if category == _BLOCK:
                if parts:
                    self.flush(tag, element, level)
                self.glued = False
                inner = self.element(element, name, node.attributes) if len(stack) < _MAX_DEPTH else element
                if not _UNSEEN.isdisjoint(inner.tokens) and _is_unseen(node, by_style=False):
                    node = node.next
                    continue
                if skip is not None and name in _CONTAINERS and skip(inner):
                    node = node.next
                    continue
                stack.append((node, _BLOCK, tag, element, level, cells, row))
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
                if category == _LINK:
                    links += 1
                    href = node.attributes.get("href")
                    if href:
                        self.hrefs.append(href)
                elif category == _STRONG:
                    strong += 1
                stack.append((node, category))
            node = child
