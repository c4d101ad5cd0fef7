"""Locate a page by its source, given back as an input: "a.warc.gz#76075", "a.zip#news/a.html", "pages.jsonl#7"."""

from __future__ import annotations

import os
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from newsclean.escaping import quote


class Place(NamedTuple):
    """A file, and the source of the one page in it that is meant, None for all of them."""

    path: bytes
    source: str | None = None


def find_place(name: str | bytes) -> Place | None:
    """Return the place that a name on the command line means, None if there is no such file.

    A file of exactly this name comes first, then a source as records and reports have it.
    """
    path = os.fsencode(name)
    if os.path.exists(path):  # noqa: PTH110 - may be a name that is not UTF-8
        return Place(path)
    file, mark, rest = os.fsdecode(path).partition("#")
    unquoted = unquote_to_bytes(os.fsencode(file))
    for candidate in (os.fsencode(file), unquoted):
        if candidate and os.path.isfile(candidate):  # noqa: PTH113
            return Place(candidate, f"{quote(candidate)}#{rest}" if mark else None)
    return None
