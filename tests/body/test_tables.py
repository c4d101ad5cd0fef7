"""Rows of tables, cell by cell."""

from __future__ import annotations

from newsclean.body.spans import InlineReader, Span
from newsclean.body.tables import Row, read_row, split_row
from newsclean.html.blocks import locate_blocks, parse, read_blocks


def row(html: str) -> Row:
    tree = parse(f"<table>{html}</table>")
    (block,), (starts,) = read_blocks(tree), locate_blocks(tree)
    return read_row(block.text, starts, InlineReader(None))


def texts(found: Row) -> list[str]:
    return ["".join(span.text for span in cell) for cell in found.cells]


def test_empty_cells_and_spanned_columns_are_there() -> None:
    found = row("<tr><td>Home<td><td colspan=2>3<td>4</tr>")
    assert texts(found) == ["Home", "", "3", "", "4"]
    assert found.text == "Home | 3 | 4"
    assert not found.is_head


def test_a_row_of_headings_is_a_head() -> None:
    assert row("<tr><th>Team<th>Points</tr>").is_head
    assert not row("<tr><th>Team<td>3</tr>").is_head


def test_a_cell_keeps_its_marks_and_its_lines() -> None:
    found = row("<tr><td>Anna<br>Berg<td><b>1st</b></tr>")
    assert texts(found) == ["Anna Berg", "1st"]
    assert found.cells[1][0].marks.strong


def test_a_row_of_which_only_the_text_is_known_is_split() -> None:
    assert split_row("Home | 3").cells == ((Span("Home"),), (Span("3"),))
    tree = parse("<p>no table</p>")
    starts = locate_blocks(tree)[0]
    assert read_row("a | b", starts, InlineReader(None)) == split_row("a | b")


def test_a_table_of_thousands_of_columns_is_bounded() -> None:
    found = row("<tr><td colspan=99>a" + "<td>b" * 30 + "</tr>")
    assert len(found.cells) <= 60 or texts(found)[0] == "a"
