"""Sums over groups of blocks and over their runs."""

from __future__ import annotations

import numpy as np
import pytest

from newsclean.content.groups import Groups, sums_by

KINDS, CONTAINERS = np.array([0, 1, 0, 0]), np.array([0, 0, 0, 1])
SIZES = np.array([[1.0, 2.0, 4.0, 8.0]])


@pytest.fixture
def groups() -> Groups:
    return Groups((KINDS, CONTAINERS))


def test_groups_of_all_ways_are_summed_at_once(groups: Groups) -> None:
    assert groups.counts.tolist() == [3, 1, 3, 1]
    assert groups.sums(SIZES).tolist() == [[13.0, 2.0, 7.0, 8.0]]


def test_a_run_ends_where_another_group_begins(groups: Groups) -> None:
    assert groups.run.tolist() == [0, 1, 2, 2, 3, 3, 3, 4]
    assert groups.runs_of(1).tolist() == [3, 3, 3, 4]
    assert groups.run_sums(SIZES).tolist() == [[1.0, 2.0, 12.0, 7.0, 8.0]]


def test_rows_of_the_whole_line_become_rows_of_the_blocks(groups: Groups) -> None:
    rows = np.array([[0, 1, 2, 3, 4, 5, 6, 7], [10, 11, 12, 13, 14, 15, 16, 17]])
    assert groups.columns(rows).tolist() == [[0, 1, 2, 3], [10, 11, 12, 13], [4, 5, 6, 7], [14, 15, 16, 17]]


def test_rows_are_summed_apart() -> None:
    assert sums_by(np.array([1, 0, 1]), np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), 2).tolist() == [
        [2.0, 4.0],
        [5.0, 10.0],
    ]
