"""The body of an article with its structure: headings, lists, quotes, code, tables and images, in page order.

Blocks know what a page says, not how its lists and tables nest. For those who ask for it, the nodes that the kept
blocks were read from are looked up again, and the elements around them. What a rule cut stays cut.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from newsclean.body.images import Image, ImageReader
from newsclean.body.spans import InlineReader, LinkOf, Span
from newsclean.body.tables import Row, read_row, split_row
from newsclean.html.blocks import LISTS, locate_blocks
from newsclean.html.elements import HEADINGS
from newsclean.model import Block
from newsclean.text import clean_text

_MAX_HEADING_CHARS = 300  # a longer one is a story in the wrong element, or a heading that nothing closed
_MAX_CONTAINER_SHARE = 0.7  # of the article: a quote, item or preformatted text that holds more is layout
_MAX_CLIMB = 256  # elements above a run of text that are looked at
_MAX_NESTING = 10  # quotes and items around a part
_MAX_NUMBER = 999_999_999  # that Markdown allows an item


class Nesting(NamedTuple):
    """A quote, or an item of a list, around a part."""

    kind: str  # "quote" or "item"
    key: int
    group: int = 0  # the item's list
    number: int = -1  # of an item of an ordered list; -1 in others


class Part(NamedTuple):
    """One block of the body. `lines` are its text; those of a table are in `rows`."""

    kind: str  # "heading", "paragraph", "code", "table" or "image"
    lines: tuple[tuple[Span, ...], ...] = ()
    around: tuple[Nesting, ...] = ()
    level: int = 0  # of a heading
    rows: tuple[Row, ...] = ()
    image: Image | None = None


class _Place(NamedTuple):
    """The elements around a block that make structure."""

    around: tuple[Nesting, ...] = ()  # the outermost first
    heading: LexborNode | None = None
    pre: LexborNode | None = None
    table: int = 0


def read_parts(
    tree: LexborHTMLParser | None,
    blocks: Sequence[Block],
    kept: Sequence[bool],
    link_of: LinkOf | None = None,
    images: ImageReader | None = None,
) -> list[Part]:
    """Return the structure of the kept `blocks`; all of them were read from `tree`, or from a text if it is None.

    `link_of` gives the absolute URLs of links, where they are wanted, `images` reads images, where those are.
    """
    wanted = [i for i, inside in enumerate(kept) if inside]
    starts = locate_blocks(tree) if tree is not None else []
    if tree is None or len(starts) != len(blocks):
        return [_text_part(blocks, group, place) for group, place in _text_groups(blocks, wanted)]
    builder = _Builder(blocks, wanted, starts, InlineReader(link_of))
    parts = [(group[0], builder.part(group)) for group in builder.groups()]
    if images is not None:
        parts += [(place, builder.image_part(node, image)) for place, node, image in images.read(tree, starts, kept)]
        parts.sort(key=lambda found: (found[0], found[1].kind != "image"))
    return [part for _, part in parts]


class _Builder:
    """Puts the kept blocks of a page together to parts."""

    def __init__(
        self,
        blocks: Sequence[Block],
        wanted: Sequence[int],
        starts: Sequence[Sequence[LexborNode]],
        reader: InlineReader,
    ) -> None:
        self._blocks, self._wanted, self._starts, self._reader = blocks, wanted, starts, reader
        self._numbers: dict[int, dict[int, int]] = {}
        places = {i: self._climb(starts[i][0]) for i in wanted}
        self._sizes: Counter[int] = Counter()  # characters of the article, by the element around them
        for i, place in places.items():
            around = [nesting.key for nesting in place.around]
            nodes = [node.mem_id for node in (place.heading, place.pre) if node is not None]
            self._sizes.update(dict.fromkeys([*around, *nodes], len(blocks[i].text)))
        self._most = _MAX_CONTAINER_SHARE * sum(len(blocks[i].text) for i in wanted)
        self._places = {i: self._without_layout(place) for i, place in places.items()}

    def groups(self) -> Iterator[list[int]]:
        """Yield the numbers of the blocks that make one part."""
        group: list[int] = []
        for i in self._wanted:
            if group and not self._continues(group[-1], i):
                yield group
                group = []
            group.append(i)
        if group:
            yield group

    def part(self, group: Sequence[int]) -> Part:
        """Return the part that some blocks make."""
        first = group[0]
        place = self._places[first]
        if self._is_row(first):
            rows = tuple(read_row(self._blocks[i].text, self._starts[i], self._reader) for i in group)
            return Part("table", (), place.around, rows=rows)
        if place.pre is not None:
            lines = _code_lines(place.pre, [self._blocks[i].text for i in group])
            return Part("code", tuple((Span(line),) for line in lines), place.around)
        lines_of_text = tuple(self._reader.spans(self._blocks[i].text, self._starts[i]) for i in group)
        if level := self._heading_level(first):
            return Part("heading", lines_of_text, place.around, level)
        return Part("paragraph", lines_of_text, place.around)

    def image_part(self, node: LexborNode, image: Image) -> Part:
        """Return the part that an image makes."""
        around = self._without_layout(self._climb(node)).around
        return Part("image", ((Span(image.caption),),) if image.caption else (), around, image=image)

    def _is_row(self, i: int) -> bool:
        return self._blocks[i].tag == "tr" and len(self._starts[i]) > 1

    def _continues(self, before: int, i: int) -> bool:
        """Return whether a block belongs to the part of the one before it."""
        one, other = self._places[before], self._places[i]
        if self._is_row(before) or self._is_row(i):
            return self._is_row(before) and self._is_row(i) and one.table == other.table
        if one.pre is not None or other.pre is not None:
            return one.pre is not None and other.pre is not None and one.pre.mem_id == other.pre.mem_id
        return self._blocks[i].glued and before == i - 1

    def _heading_level(self, i: int) -> int:
        block, heading = self._blocks[i], self._places[i].heading
        if len(block.text) > _MAX_HEADING_CHARS:
            return 0
        if heading is not None and self._sizes[heading.mem_id] <= _MAX_HEADING_CHARS:
            return int((heading.tag or "h2")[1])
        return 0

    def _without_layout(self, place: _Place) -> _Place:
        """Return a place without the quotes, items and preformatted text that hold most of the article."""
        around = tuple(nesting for nesting in place.around if self._sizes[nesting.key] <= self._most)
        keep_pre = place.pre is not None and self._sizes[place.pre.mem_id] <= self._most
        return place._replace(around=around[:_MAX_NESTING], pre=place.pre if keep_pre else None)

    def _climb(self, start: LexborNode) -> _Place:
        around: list[Nesting] = []
        heading = pre = item = None
        table = 0
        node = start.parent
        for _ in range(_MAX_CLIMB):
            if node is None:
                break
            tag = node.tag or ""
            if tag == "table":
                table = table or node.mem_id
            elif tag == "li":
                item = node
            elif tag in LISTS and item is not None:
                around.append(self._item(item, node))
                item = None
            elif tag == "blockquote":
                around.append(Nesting("quote", node.mem_id))
            elif tag in HEADINGS:
                heading = node if heading is None else heading
            elif tag == "pre":
                pre = node
            node = node.parent
        return _Place(tuple(around[::-1]), heading, pre, table)

    def _item(self, item: LexborNode, group: LexborNode) -> Nesting:
        key = group.mem_id
        if group.tag != "ol":
            return Nesting("item", item.mem_id, key)
        if key not in self._numbers:
            self._numbers[key] = _item_numbers(group)
        return Nesting("item", item.mem_id, key, self._numbers[key].get(item.mem_id, 1))


def _item_numbers(group: LexborNode) -> dict[int, int]:
    """Return the numbers of an ordered list's items."""
    start = group.attributes.get("start") or ""
    number = int(start) if start.isdecimal() and start.isascii() and len(start) < 10 else 1
    found: dict[int, int] = {}
    node = group.child
    while node is not None:
        if node.tag == "li":
            found[node.mem_id] = min(number, _MAX_NUMBER)
            number += 1
        node = node.next
    return found


def _code_lines(pre: LexborNode, texts: Sequence[str]) -> list[str]:
    """Return the lines of preformatted text as the page has them; as its blocks do where a rule cut some."""
    parts: list[str] = []
    opened: list[LexborNode] = []
    node = pre.child
    while node is not None:
        if node.tag == "-text":
            parts.append(node.text_content or "")
        elif node.tag == "br":
            parts.append("\n")
        elif node.child is not None:
            opened.append(node)
            node = node.child
            continue
        while node.next is None and opened:
            node = opened.pop()
        node = node.next
    lines = [_spaced(line) for line in "".join(parts).replace("\r", "").strip("\n").rstrip().split("\n")]
    return lines if [text for text in map(clean_text, lines) if text] == list(texts) else list(texts)


def _spaced(line: str) -> str:
    """Return a line of code as it is, without invisible characters."""
    line = line.expandtabs(4)
    indent = len(line) - len(line.lstrip(" "))
    return line.rstrip() if line.isprintable() else " " * indent + clean_text(line)


def _text_groups(blocks: Sequence[Block], wanted: Sequence[int]) -> Iterator[tuple[list[int], _Place]]:
    """Yield the blocks of a text that make one part, and the items of lists around it."""
    group: list[int] = []
    items: list[Nesting] = []
    for i in wanted:
        block = blocks[i]
        is_row = block.tag == "tr"
        glued = group and group[-1] == i - 1 and (block.glued or (is_row and blocks[i - 1].tag == "tr"))
        if group and not glued:
            yield group, _Place(tuple(items))
            group = []
        if not group:
            del items[max(block.level - 1, 0) :]
            items += [Nesting("item", key=i * _MAX_NESTING + n, group=-n) for n in range(len(items), block.level)]
            del items[_MAX_NESTING:]
        group.append(i)
    if group:
        yield group, _Place(tuple(items))


def _text_part(blocks: Sequence[Block], group: Sequence[int], place: _Place) -> Part:
    block = blocks[group[0]]
    lines = tuple((Span(blocks[i].text),) for i in group)
    if block.tag == "tr":
        return Part("table", (), place.around, rows=tuple(split_row(blocks[i].text) for i in group))
    if block.tag in HEADINGS:
        return Part("heading", lines, place.around, int(block.tag[1]))
    quote = (Nesting("quote", group[0]),) if block.tag == "blockquote" else ()
    return Part("paragraph", lines, (*place.around, *quote))
