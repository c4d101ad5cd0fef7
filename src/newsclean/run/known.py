"""The pages that an output knows: two hashes per page, in a file next to the output and in memory."""

from __future__ import annotations

import os
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newsclean.errors import OutputError
from newsclean.escaping import quote
from newsclean.model import Skip

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SUFFIX = ".known"
_HASH_BYTES = 8
ENTRY_BYTES = 2 * _HASH_BYTES


class Entry(NamedTuple):
    """A page: hashes of its source, and of its file together with what was read there."""

    source: bytes
    content: bytes

    @classmethod
    def of(cls, source: str, content: str) -> Entry:
        """Return the entry of a page. `content` is the page's id, or why it cannot be read.

        A page that moves within a file of many, as entries of a feed do, is still the same.
        """
        return cls(hash_of(source), hash_of(f"{source.partition('#')[0]}\n{content}"))

    @classmethod
    def of_skip(cls, skip: Skip) -> Entry:
        """Return the entry of what could not be read."""
        return cls.of(skip.source, f"{skip.reason.value} {skip.detail}")


def hash_of(text: str) -> bytes:
    """Return the hash of a source, as in an entry."""
    return blake2b(text.encode("utf-8", "replace"), digest_size=_HASH_BYTES).digest()


class Entries:
    """Entries in memory, sixteen bytes each."""

    def __init__(self, packed: bytes) -> None:
        import numpy as np

        columns = np.frombuffer(packed, np.uint64).reshape(-1, 2)
        self._sources = columns[np.argsort(columns[:, 0], kind="stable")]
        self._contents: NDArray[np.uint64] = np.unique(columns[:, 1])

    def __len__(self) -> int:
        return len(self._sources)

    def find(self, source: bytes) -> Entry | None:
        """Return the first entry of a source, by its hash."""
        at = _place(source, self._sources[:, 0])
        return None if at is None else Entry(source, self._sources[at, 1].tobytes())

    def has_content(self, content: bytes) -> bool:
        """Return whether any source has this content."""
        return _place(content, self._contents) is not None


def _place(one: bytes, ordered: NDArray[np.uint64]) -> int | None:
    import numpy as np

    number = np.frombuffer(one, np.uint64)[0]
    at = int(np.searchsorted(ordered, number))
    return at if at < len(ordered) and ordered[at] == number else None


class KnownFile:
    """`FILE.known`: an entry after the other. What counts is in the run file; what comes after that is torn."""

    def __init__(self, output: str) -> None:
        self.path = output + SUFFIX

    def read(self, count: int) -> bytes | None:
        """Return the first entries; None if the file has not so many."""
        try:
            with Path(self.path).open("rb") as file:
                found = file.read(count * ENTRY_BYTES)
        except OSError:
            return None
        return found if len(found) == count * ENTRY_BYTES else None

    def write(self, count: int, entries: Iterable[Entry]) -> int:
        """Keep the first `count` entries, add some, have the disk keep them; return how many there are.

        Raises `OutputError`.
        """
        data = b"".join(part for entry in entries for part in entry)
        try:
            with Path(self.path).open("r+b" if count else "wb") as file:
                file.truncate(count * ENTRY_BYTES)
                file.seek(count * ENTRY_BYTES)
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise OutputError(f"cannot write {quote(self.path)}: {error.strerror}") from None
        return count + len(data) // ENTRY_BYTES
