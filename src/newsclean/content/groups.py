"""Groups of blocks: those of one kind, and those of one container. What holds for a group is worked out for all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np


class Groups:
    """Several ways to group the same blocks, worked out at once: the blocks stand in one line, once for each way.

    `ids` are the numbers of their groups, `counts` the blocks of each group. A run is what of a group has no other
    blocks between: `starts` says which blocks begin one, `run` which run a block is in.
    """

    def __init__(self, ways: Sequence[Any]) -> None:
        ids, first = [], 0
        for way in ways:
            ids.append(way + first)
            first += way.max() + 1
        self._ways = len(ways)
        self.ids = np.concatenate(ids)
        self.counts = np.bincount(self.ids)
        self.starts = np.concatenate([[True], self.ids[1:] != self.ids[:-1]])
        self.run = np.cumsum(self.starts) - 1

    def sums(self, values: Any) -> Any:
        """Return the sums of each row of `values`, which has a number for each block, over each group."""
        return sums_by(self.ids, np.concatenate([values] * self._ways, axis=1), len(self.counts))

    def run_sums(self, values: Any) -> Any:
        """Return the sums of each row of `values` over each run."""
        return sums_by(self.run, np.concatenate([values] * self._ways, axis=1), self.run[-1] + 1)

    def runs_of(self, way: int) -> Any:
        """Return the numbers of the runs that the blocks are in, by one of the ways to group them."""
        return self.run.reshape(self._ways, -1)[way]

    def columns(self, rows: Any) -> Any:
        """Return rows of numbers of the whole line as rows of the blocks, those of each way to group them in turn."""
        return rows.reshape(len(rows), self._ways, -1).swapaxes(0, 1).reshape(len(rows) * self._ways, -1)


def sums_by(ids: Any, values: Any, count: int) -> Any:
    """Return the sums of each row of `values` over the columns that have the same of `count` numbers in `ids`."""
    rows = len(values)
    places = ids + count * np.arange(rows)[:, None]
    return np.bincount(places.ravel(), weights=values.ravel(), minlength=rows * count).reshape(rows, count)
