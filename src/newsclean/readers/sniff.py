"""What all inputs share when they are opened: kind by first bytes, a guard, the run's own files."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Sequence

from newsclean.model import Reason, Skip
from newsclean.readers import names
from newsclean.readers.items import Item
from newsclean.readers.limits import Ahead, Stream, expand


def guarded(items: Iterator[Item], source: str) -> Iterator[Item]:
    """The items of one input. Libraries fail in more ways than they say: none of them ends the run."""
    try:
        yield from items
    except OSError as error:
        yield Skip(source, None, Reason.UNREADABLE, f"the rest: {error.strerror or error}")
    except Exception as error:
        yield Skip(source, None, Reason.UNREADABLE, f"the rest: {type(error).__name__}: {str(error)[:200]}")


def sniff_stream(stream: Stream, codec: str) -> tuple[Stream, str, str]:
    """The stream to go on with, its kind, and the compression that is still on it."""
    ahead = Ahead(stream)
    head = ahead.peek(names.SNIFF_BYTES)
    codec = codec or names.sniff_codec(head)
    if not codec:
        return ahead, names.sniff_kind(head) or "html", ""
    inner = Ahead(expand(io.BytesIO(head), codec)).peek(names.SNIFF_BYTES)
    return ahead, names.sniff_kind(inner) or "html", codec


class Own:
    """Whether a file is one of the run's own, by device and inode."""

    def __init__(self, identities: frozenset[tuple[int, int]]) -> None:
        self._identities = identities

    def __call__(self, status: os.stat_result) -> bool:
        return (status.st_dev, status.st_ino) in self._identities


def identities(paths: Sequence[str]) -> Own:
    found = set()
    for path in paths:
        try:
            status = os.stat(path)  # noqa: PTH116
        except OSError:
            continue
        found.add((status.st_dev, status.st_ino))
    return Own(frozenset(found))
