"""The failed pages of an earlier run as inputs, found by the `source` of their rejects."""

from __future__ import annotations

import itertools
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote_to_bytes

import orjson

from newsclean.errors import InputError
from newsclean.escaping import quote
from newsclean.model import Reason, Skip
from newsclean.readers import Inputs, Item, ReadOptions
from newsclean.readers.streams import STDIN

_MAX_LINE_BYTES = 1 << 20


class RetryInputs(Inputs):
    """Inputs that are the failed pages of files of rejects, in their order; findings are not tried again.

    Pages of one archive that follow one another are found in one reading of it.
    """

    def items(self) -> Iterator[Item]:
        """Yield every failed page; one that no longer exists is a `Skip` again."""
        self.passed.clear()
        self.bytes_read = 0
        for path in self.paths:
            for outer, group in itertools.groupby(_failed(path, self.passed), key=lambda pair: pair[0]):
                yield from self._pages_of(outer, [source for _, source in group])

    def measure(self) -> tuple[int, int]:
        """Return zeros: how much there is to read is not known."""
        return 0, 0

    def _pages_of(self, outer: str, sources: Sequence[str]) -> Iterator[Item]:
        """Yield the items of these sources, all in the same file, in the order of the file."""
        missing = dict.fromkeys(sources)
        if outer == STDIN:
            detail = "came from standard input, which cannot be read again"
        else:
            detail = "no longer exists"
            inputs = Inputs((os.fsdecode(unquote_to_bytes(outer)),), self.options)
            for item in inputs.items():
                if item.source in missing:
                    del missing[item.source]
                    yield item
                if not missing:
                    break
        for source in missing:
            yield Skip(source, None, Reason.UNREADABLE, detail)


def _failed(path: str, passed: Counter[str]) -> Iterator[tuple[str, str]]:
    """Yield file and source of each reject that is a failure. Raises `InputError` for a file without rejects."""
    try:
        with Path(path).open("rb") as file:
            for number, line in enumerate(iter(lambda: file.readline(_MAX_LINE_BYTES), b""), 1):
                try:
                    reject = orjson.loads(line)
                    source, reason = reject["source"], Reason(reject["reason"])
                except (ValueError, KeyError, TypeError):
                    raise InputError(f"{quote(path)}, line {number}: not a reject, like {_EXAMPLE}") from None
                if reason.is_failure:
                    yield source.partition("#")[0], source
                else:
                    passed[f"reject that is not a failure ({reason.value})"] += 1
    except OSError as error:
        raise InputError(f"cannot read {quote(path)}: {error.strerror}") from None


_EXAMPLE = '{"source": …, "reason": …}: --retry takes the file of --rejects'


def open_retry(paths: Sequence[str], options: ReadOptions) -> RetryInputs:
    """Return the failed pages of files of rejects. Raises `InputError` for a file that begins like another."""
    for path in paths:
        next(_failed(path, Counter()), None)
    return RetryInputs(tuple(paths), options)
