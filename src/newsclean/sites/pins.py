"""Pins: block paths, or ends of them, whose blocks a person has set to be kept or dropped whatever the evidence."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from newsclean.sites.tally import Tally


class Matches(NamedTuple):
    """How many blocks on how many pages a pin holds for, and paths that are like it where there are none."""

    blocks: int
    pages: int
    nearest: list[str]


def pin_of(path: str, pins: Mapping[str, str]) -> str | None:
    """Return "keep" or "drop" where the path or something around it is pinned; the nearest pin wins.

    >>> pin_of("body>div.story>p", {"div.story": "keep", "body": "drop"})
    'keep'
    """
    for around in _outwards(path):
        for pinned, what in pins.items():
            if around == pinned or around.endswith(">" + pinned):
                return what
    return None


def matches(pin: str, tally: Tally) -> Matches:
    """Return what a pin holds for on the pages of a site."""
    wanted = {pin: "keep"}
    found = {path for path in tally.examples if pin_of(path, wanted) is not None}
    blocks = pages = 0
    for seen in tally.pages.values():
        here = sum(sums.blocks for path, sums in seen.paths.items() if path in found)
        blocks += here
        pages += here > 0
    if found:
        return Matches(blocks, pages, [])
    ends = {around for path in tally.examples for around in _ends(path, pin.count(">") + 1)}
    return Matches(0, 0, difflib.get_close_matches(pin, sorted(ends), n=5, cutoff=0.4))


def _outwards(path: str) -> Iterator[str]:
    """Return a path and the paths of the elements around it, the nearest first."""
    while path:
        yield path
        path = path.rpartition(">")[0]


def _ends(path: str, steps: int) -> Iterator[str]:
    """Return the last steps of a path and of those around it."""
    for around in _outwards(path):
        yield ">".join(around.split(">")[-steps:])
