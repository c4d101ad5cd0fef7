"""The body of an article as Markdown (CommonMark, with the tables of GFM), which a parser reads as the same blocks."""

from __future__ import annotations

from collections.abc import Sequence

from newsclean.body import markdown_inline as inlines
from newsclean.body.spans import Span
from newsclean.body.structure import Nesting, Part
from newsclean.body.tables import Row

_HARD_BREAK = "\\\n"
_MIN_FENCE_BACKTICKS = 3


def to_markdown(parts: Sequence[Part]) -> str:
    """Return the parts of a body as Markdown."""
    writer = _Writer()
    for part in parts:
        writer.write(part)
    return "".join(writer.out)


class _Writer:
    """Writes parts one after the other, with the quotes and items around each as the beginnings of its lines."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self._last: Part | None = None
        self._markers: dict[int, str] = {}  # of lists: the character that their items begin with

    def write(self, part: Part) -> None:
        last = self._last
        around = last.around if last is not None else ()
        shared = _shared_nestings(around, part.around)
        first = rest = "".join(self._beginning(nesting) for nesting in part.around[:shared])
        for k in range(shared, len(part.around)):
            nesting = part.around[k]
            if nesting.kind == "item":
                self._choose_marker(nesting, around[k] if k < len(around) and k == shared else None)
                first += self._marker(nesting)
            else:
                first += "> "
            rest += self._beginning(nesting)
        if last is not None:
            quoted = "".join(self._beginning(nesting) for nesting in part.around[:shared]).rstrip()
            self.out.append("\n" if self._follows_closely(last, part, shared) else f"\n{quoted}\n")
        for k, line in enumerate(_lines(part)):
            begun = (rest if k else first) + line
            self.out.append(("\n" if k else "") + (begun if line else begun.rstrip()))
        self._last = part

    def _follows_closely(self, last: Part, part: Part, shared: int) -> bool:
        """Return whether a part is an item that follows an item, with no blank line between them."""
        new = part.around[shared] if shared < len(part.around) else None
        if new is None or new.kind != "item" or last.kind != "paragraph" or part.kind != "paragraph":
            return False
        if shared < len(last.around):
            return last.around[shared].kind == "item" and last.around[shared].group == new.group
        return shared > 0 and last.around[-1].kind == "item" and new.number in (-1, 1)

    def _choose_marker(self, item: Nesting, sibling: Nesting | None) -> None:
        """Choose the character of an item's list: another one than that of a list right before it."""
        if item.group in self._markers:
            return
        usual, other = ("-", "*") if item.number < 0 else (".", ")")
        taken = self._markers.get(sibling.group) if sibling is not None else None
        self._markers[item.group] = other if taken == usual else usual

    def _marker(self, item: Nesting) -> str:
        character = self._markers[item.group]
        return f"{character} " if item.number < 0 else f"{item.number}{character} "

    def _beginning(self, nesting: Nesting) -> str:
        """Return what the lines of a nesting begin with, but for an item's first."""
        return "> " if nesting.kind == "quote" else " " * len(self._marker(nesting))


def _shared_nestings(a: Sequence[Nesting], b: Sequence[Nesting]) -> int:
    shared = 0
    while shared < min(len(a), len(b)) and (a[shared].kind, a[shared].key) == (b[shared].kind, b[shared].key):
        shared += 1
    return shared


def _lines(part: Part) -> list[str]:
    """Return a part's lines of Markdown, without the beginnings that its nestings give them."""
    if part.kind == "table":
        return _table(part.rows)
    if part.kind == "code":
        code = [line[0].text for line in part.lines]
        fence = inlines.fence("\n".join(code), _MIN_FENCE_BACKTICKS)
        return [fence, *code, fence]
    if part.kind == "heading":
        text = " ".join(inlines.inline(_unstressed(line)) for line in part.lines)
        return [f"{'#' * part.level} {inlines.heading_text(text)}"]
    lines = [inlines.line_start(inlines.inline(line)) for line in part.lines]
    if part.image is not None:
        lines.insert(0, inlines.image(part.image.alt, part.image.url))
    return _HARD_BREAK.join(lines).split("\n")


def _unstressed(line: Sequence[Span]) -> Sequence[Span]:
    """Return a heading's line without the emphasis that all of it has."""
    for mark in ("strong", "emphasis"):
        if all(getattr(span.marks, mark) for span in line):
            line = [span._replace(marks=span.marks._replace(**{mark: False})) for span in line]
    return line


def _table(rows: Sequence[Row]) -> list[str]:
    """Return a table; without a row of headings the cells of its head are empty."""
    columns = max(_filled(row) for row in rows)
    head, body = (rows[0], rows[1:]) if rows[0].is_head and len(rows) > 1 else (Row(()), rows)
    rule = "|" + " --- |" * columns
    return [_row(head, columns), rule, *(_row(row, columns) for row in body)]


def _filled(row: Row) -> int:
    """Return the number of a row's cells up to the last that has text."""
    return max(k + 1 for k, cell in enumerate(row.cells) if cell)


def _row(row: Row, columns: int) -> str:
    cells = [inlines.inline(cell, in_cell=True) for cell in row.cells[:columns]]
    return "|" + "".join(f" {cell} |" if cell else "  |" for cell in [*cells, *[""] * (columns - len(cells))])
