"""The rows of data tables, cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from newsclean.body.spans import InlineReader, Span
from newsclean.html.blocks import TABLE_CELL_JOIN
from newsclean.text import clean_text

_MAX_COLUMNS = 60
_MAX_CLIMB = 256  # elements between a run of text and its cell


class Row(NamedTuple):
    """A row: the spans of each cell, and whether all of them are headings."""

    cells: tuple[tuple[Span, ...], ...]
    is_head: bool = False

    @property
    def text(self) -> str:
        """The row as the plain text has it: cells that have text, side by side."""
        texts = ("".join(span.text for span in cell) for cell in self.cells)
        return TABLE_CELL_JOIN.join(text for text in texts if text)


def split_row(text: str) -> Row:
    """Return a row of which only the text is known."""
    return Row(tuple((Span(cell),) for cell in text.split(TABLE_CELL_JOIN)))


def read_row(text: str, starts: Sequence[LexborNode], reader: InlineReader) -> Row:
    """Return the row whose `text` is read from runs that begin at `starts`; empty cells are there, too."""
    runs: dict[int, list[LexborNode]] = {}
    first: LexborNode | None = None
    for start in starts:
        cell = _cell_of(start)
        if cell is None:
            return split_row(text)
        first = cell if first is None else first
        runs.setdefault(cell.mem_id, []).append(start)
    cells: list[tuple[Span, ...]] = []
    is_head = True
    node = first.parent.child if first is not None and first.parent is not None else None
    while node is not None:
        if node.tag in ("td", "th") and len(cells) < _MAX_COLUMNS:
            own = runs.pop(node.mem_id, [])
            cells.append(_cell(own, reader))
            is_head = is_head and (node.tag == "th" or not own)
            cells += [()] * min(_columns(node) - 1, _MAX_COLUMNS - len(cells))
        node = node.next
    row = Row(tuple(cells), is_head)
    return row if not runs and row.text == text else split_row(text)


def _cell(starts: Sequence[LexborNode], reader: InlineReader) -> tuple[Span, ...]:
    spans: list[Span] = []
    for start in starts:
        line = clean_text("".join(text for text, _ in reader.runs(start)))
        spans += [Span(" "), *reader.spans(line, [start])] if spans else reader.spans(line, [start])
    return tuple(spans)


def _cell_of(start: LexborNode) -> LexborNode | None:
    node = start.parent
    for _ in range(_MAX_CLIMB):
        if node is None or node.tag in ("td", "th"):
            return node
        node = node.parent
    return None


def _columns(cell: LexborNode) -> int:
    span = cell.attributes.get("colspan") or ""
    return int(span) if span.isdecimal() and span.isascii() and len(span) < 3 else 1
