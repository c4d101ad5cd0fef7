"""Read the failed pages of an earlier run as inputs, located by the `source` of their rejects."""

from __future__ import annotations

import itertools
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote_to_bytes

import orjson

from newsclean.errors import InputError
from newsclean.escaping import quote
from newsclean.model import Page, Reason, Skip
from newsclean.readers import Inputs, Item, PageFile, ReadOptions
from newsclean.readers.manifest import read_manifest
from newsclean.readers.streams import STDIN

_MAX_LINE_BYTES = 1 << 20


class RetryInputs(Inputs):
    """Inputs that are the failed pages of files of rejects, in their order; findings are not tried again.

    Pages of one archive that follow one another are found in one reading of it. What the manifest of the earlier run
    says of pages is read from it again; without it the URLs of the rejects are left.
    """

    def items(self) -> Iterator[Item]:
        """Yield every failed page; one that no longer exists is a `Skip` again."""
        self.passed.clear()
        self.bytes_read = 0
        known = self._known()
        for path in self.paths:
            for outer, group in itertools.groupby(_failed(path, self.passed), key=lambda page: _outer_of(page.source)):
                pages = {page.source: known.get(page.source, page) for page in group}
                for item in self._pages_of(outer, list(pages)):
                    yield _restored(item, pages[item.source])

    def measure(self) -> tuple[int, int]:
        """Return zeros: how much there is to read is not known."""
        return 0, 0

    def _known(self) -> dict[str, Page]:
        """Return what the manifest says of the failed pages, by their sources."""
        if self.options.manifest is None:
            return {}
        failed = {page.source for path in self.paths for page in _failed(path, Counter())}
        entries = read_manifest(self.options.manifest, self.options.keys)
        named = ((quote(entry[0]), entry[1]) for entry in entries if not isinstance(entry, Skip))
        return {source: page for source, page in named if source in failed}

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


def _outer_of(source: str) -> str:
    """Return the file in which a page of this source is.

    >>> _outer_of("crawl.zip#a.html")
    'crawl.zip'
    """
    return source.partition("#")[0]


def _restored(item: Item, known: Page) -> Item:
    """Return an item with what is known of its page."""
    if not isinstance(item, Page | PageFile):
        return item
    fetched_at, extra = known.fetched_at or item.fetched_at, known.extra or item.extra
    return replace(item, url=known.url or item.url, fetched_at=fetched_at, extra=extra)


def _failed(path: str, passed: Counter[str]) -> Iterator[Page]:
    """Yield the source and URL of each reject that is a failure. Raises `InputError` for a file without rejects."""
    try:
        with Path(path).open("rb") as file:
            for number, line in enumerate(iter(lambda: file.readline(_MAX_LINE_BYTES), b""), 1):
                try:
                    reject = orjson.loads(line)
                    source, reason = reject["source"], Reason(reject["reason"])
                except (ValueError, KeyError, TypeError):
                    raise InputError(f"{quote(path)}, line {number}: not a reject, like {_EXAMPLE}") from None
                if reason.is_failure:
                    yield Page(source, b"", reject.get("url"))
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
