"""Kinds of blocks: a kind is a tag and a block path. What is asked of elements is asked once for each kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from newsclean.model import Element

STEPS_UP = 3  # that are numbered: parent, grand, great
_NO_PATH = -1  # above a body


class Kinds:
    """The kinds of a page's blocks and the block paths around them, numbered in the order in which they are met."""

    def __init__(self, tags: Sequence[str], elements: Sequence[Element]) -> None:
        # A block path by the number of the path above it and its last step: so no path needs to be written out.
        self._paths: dict[tuple[int, str], int] = {}
        self._of_element: dict[Element, int] = {}  # elements compare by identity
        self.pairs: list[tuple[str, Element]] = []  # a tag and an element of each kind
        by_pair: dict[tuple[str, Element], int] = {}
        by_path: dict[tuple[str, int], int] = {}
        numbers: list[int] = []
        for pair in zip(tags, elements, strict=True):
            number = by_pair.get(pair)
            if number is None:
                number = by_pair[pair] = by_path.setdefault((pair[0], self._path_of(pair[1])), len(self.pairs))
                if number == len(self.pairs):
                    self.pairs.append(pair)
            numbers.append(number)
        self.numbers = np.array(numbers)  # of the blocks' kinds
        above = np.array([number if up == _NO_PATH else up for number, (up, _) in enumerate(self._paths)])
        around = [np.array([path for _, path in by_path])]
        for _ in range(STEPS_UP):
            around.append(above[around[-1]])
        # Of each kind its path and those above it; where there are fewer steps, the last counts again.
        self.paths = np.array(around).T

    def _path_of(self, element: Element) -> int:
        """Return the number of an element's block path."""
        found = self._of_element.get(element)
        if found is None:
            above = _NO_PATH if element.parent is None else self._path_of(element.parent)
            found = self._of_element[element] = self._paths.setdefault((above, element.step), len(self._paths))
        return found

    def around(self, steps_up: int) -> Any:
        """Return for each block a number of the block path so many steps above its element, without gaps."""
        numbers: dict[int, int] = {}
        of_kinds = [numbers.setdefault(path, len(numbers)) for path in self.paths[:, steps_up].tolist()]
        return np.array(of_kinds)[self.numbers]

    def steps_from(self, path: str) -> Any:
        """Return three rows of numbers of the kinds.

        These are the steps out of each to what is around a block path, too; those from there to that path; its depth.
        """
        wanted = path.split(">")
        depths: list[int] = []
        shared: list[int] = []
        for above, step in self._paths:
            depth, common = (0, 0) if above == _NO_PATH else (depths[above], shared[above])
            if common == depth:
                for ours, theirs in zip(step.split(">"), wanted[depth:], strict=False):
                    if ours != theirs:
                        break
                    common += 1
            depths.append(depth + 1 + step.count(">"))  # as some names have the sign in them
            shared.append(common)
        depth, common = np.array([depths, shared])[:, self.paths[:, 0]]
        return np.array([depth - common, len(wanted) - common, depth])
