"""The shared cell: what one side writes, the other reads."""

from __future__ import annotations

import tempfile

from newsclean.workers.cell import Cell, InProgress


def test_both_sides_see_the_item_in_progress() -> None:
    with tempfile.TemporaryFile() as file:
        file.truncate(Cell.BYTES)
        ours, theirs = Cell(file.fileno()), Cell(file.fileno())
    assert ours.read().index == -1
    theirs.begin(InProgress(3, 12.5, 0.25))
    assert ours.read() == InProgress(3, 12.5, 0.25)
    theirs.clear()
    assert ours.read().index == -1
