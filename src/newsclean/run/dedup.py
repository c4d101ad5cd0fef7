"""Near-duplicates (extra `newsclean[dedup]`): each text is compared with those before it, in input order.

Two texts are nearly the same when at least `THRESHOLD` of the sequences of three words that occur in either of
them occur in both (the Jaccard index of their shingles; Broder, 1997). It is estimated by MinHash signatures, which
rensa computes in the workers (as exact as datasketch's, in a twentieth of the time, and without scipy), and candidates
are found by locality-sensitive hashing (Leskovec et al., Mining of Massive Datasets, chapter 3). The table of bands is
our own, because it takes half a kilobyte an article, where rensa's takes three and datasketch's more.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from newsclean.errors import UsageError
from newsclean.output.formats import DUPLICATE_OF, Layout
from newsclean.text import UNSPACED

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from newsclean.run.outcome import Outcome

THRESHOLD = 0.7
WORDS = 3  # of a shingle; characters in scripts without spaces between words
HASHES = 256  # of a signature: the estimate's standard error is 0.03
_BANDS, _ROWS = 32, 6  # 98 % of pairs at the threshold share a band, 0.7 % of those with a Jaccard index of 0.3
_SEED = 1
_MOST_SHARED = 64  # articles with the same band that are compared: pages of one template must not take all the time
_FIRST_SLOTS = 1 << 12
ARTICLE_BYTES = 1536  # what an article takes in the index, at most: signature, table at a quarter's load, source
DEFAULT_MEMORY = 1 << 30

_WORD = re.compile(r"\w+")


def check_installed() -> None:
    """Raise `UsageError` if rensa is missing."""
    if find_spec("rensa") is None:
        raise UsageError("--dedup needs rensa: pip install 'newsclean[dedup]'")


def shingles(text: str) -> list[str]:
    """Return every sequence of `WORDS` words of a text, without case, punctuation and the forms of characters."""
    if not text.isascii():
        text = UNSPACED.sub(r" \g<0> ", unicodedata.normalize("NFKC", text))
    words = _WORD.findall(text.casefold())
    return [" ".join(words[i : i + WORDS]) for i in range(max(1, len(words) - WORDS + 1))]


def signature(text: str) -> bytes:
    """Return the MinHash signature of a text: the low 16 bits of `HASHES` least hashes (Li & König, 2010)."""
    import numpy as np
    import rensa

    sketch = rensa.RMinHash(num_perm=HASHES, seed=_SEED)
    sketch.update(shingles(text))
    return np.array(sketch.digest(), np.uint32).astype("<u2").tobytes()


class Index:
    """The articles so far that are like none before them. `memory` in bytes bounds how many are kept."""

    def __init__(self, memory: int = DEFAULT_MEMORY) -> None:
        import numpy as np

        self.capacity = max(1, memory // ARTICLE_BYTES)
        self.beyond = 0  # articles that were compared, but came too late to be kept
        self._sources: list[str] = []
        # Only what is written to takes memory. The first hashes of a signature are its bands.
        self._signatures = np.empty((self.capacity, HASHES), np.uint16)
        self._bands = self._signatures[:, : _BANDS * _ROWS].reshape(self.capacity, _BANDS, _ROWS)
        self._table = np.zeros((_BANDS, _FIRST_SLOTS), np.uint32)  # ordinals from 1; 0 is an empty slot
        self._factors = np.random.default_rng(_SEED).integers(1 << 62, 1 << 63, _ROWS, np.uint64) | np.uint64(1)

    def __len__(self) -> int:
        return len(self._sources)

    @property
    def is_full(self) -> bool:
        """Whether no more articles are kept."""
        return len(self._sources) >= self.capacity

    def find_or_add(self, marks: bytes, source: str) -> str | None:
        """Return the source of the first article that is like the one with this signature; else it is kept itself."""
        import numpy as np

        sketch = np.frombuffer(marks, "<u2").astype(np.uint16, copy=False)
        candidates, slots = self._probe(sketch)
        alike = np.count_nonzero(self._signatures[candidates] == sketch, axis=1) >= THRESHOLD * HASHES
        if alike.any():
            return self._sources[int(candidates[alike].min())]
        if self.is_full:
            self.beyond += 1
            return None
        self._signatures[len(self._sources)] = sketch
        self._sources.append(source)
        self._enter(len(self._sources), slots)
        if 2 * len(self._sources) > self._table.shape[1]:
            self._grow()
        return None

    def _grow(self) -> None:
        import numpy as np

        self._table = np.zeros((_BANDS, 2 * self._table.shape[1]), np.uint32)
        for number in range(len(self._sources)):
            self._enter(number + 1, self._probe(self._signatures[number])[1])

    def _enter(self, ordinal: int, slots: NDArray[np.int64]) -> None:
        bands = (slots >= 0).nonzero()[0]
        self._table[bands, slots[bands]] = ordinal

    def _probe(self, sketch: NDArray[np.uint16]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the numbers of the articles that share a band; and for each band the empty slot after them.

        A band that too many articles share has no slot for more: -1.
        """
        import numpy as np

        mine = sketch[: _BANDS * _ROWS].reshape(_BANDS, _ROWS)
        mask = self._table.shape[1] - 1
        places = ((mine * self._factors).sum(1, np.uint64) >> np.uint64(24)).astype(np.int64) & mask
        bands, empty_slots, shared = np.arange(_BANDS), np.full(_BANDS, -1), np.zeros(_BANDS, np.int64)
        candidates = []
        while bands.size:
            found = self._table[bands, places].astype(np.int64) - 1
            taken = found >= 0
            empty_slots[bands[~taken]] = places[~taken]
            bands, places, found = bands[taken], places[taken], found[taken]
            same = (self._bands[found, bands] == mine[bands]).all(1)
            candidates.append(found[same])
            shared[bands[same]] += 1
            going = shared[bands] < _MOST_SHARED
            bands, places = bands[going], (places[going] + 1) & mask
        return np.unique(np.concatenate(candidates)), empty_slots


class Marker:
    """Marks the records of a run, in the order in which they are written."""

    def __init__(self, layout: Layout, memory: int = DEFAULT_MEMORY) -> None:
        self._layout = layout
        self._index = Index(memory)

    @property
    def kept(self) -> int:
        """How many articles later ones are compared with."""
        return len(self._index)

    @property
    def beyond(self) -> int:
        """How many articles like none before came too late to be compared with."""
        return self._index.beyond

    def mark(self, source: str, outcome: Outcome) -> Outcome:
        """Return an outcome with `duplicate_of` in its line; rejects come back as they are."""
        if outcome.line is None or outcome.signature is None:
            return outcome
        first = self._index.find_or_add(outcome.signature, source)
        line = self._layout.mark(outcome.line, first)
        return outcome._replace(line=line, signature=None, duplicate=first is not None)

    def recall(self, record: Mapping[str, Any]) -> bool:
        """Take in a record that an earlier run has written; whether it was marked."""
        if record[DUPLICATE_OF] is not None:
            return True
        self._index.find_or_add(signature(record["text"]), record["source"])
        return False
