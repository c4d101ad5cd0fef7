"""Manifests: lists of loose pages with what their files do not say, their URLs and fetch times.

A manifest is read as a file of records is, whose pages are the names of files.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from dataclasses import replace

from newsclean.escaping import quote
from newsclean.model import Page, Reason, Skip
from newsclean.readers.items import Item, PageFile, WrappedPage
from newsclean.readers.jsonl import read_json, read_jsonl
from newsclean.readers.limits import expand
from newsclean.readers.names import read_name
from newsclean.readers.records import Keys
from newsclean.readers.tables import read_table
from newsclean.readers.wrapped import unwrap

_PATH_KEY = "path"
_MAX_PATH_BYTES = 1 << 14


def read_manifest(name: str, keys: Keys) -> Iterator[tuple[bytes, Page] | Skip]:
    """Yield the path of each file that a manifest lists, with a page that has its data and no body.

    Paths start at the directory of the manifest; `--html-key` names their column, if it is not "path".
    """
    directory = os.path.dirname(os.fsencode(name))  # noqa: PTH120 - bytes
    read = read_name(name)
    keys = keys._replace(html=keys.html or _PATH_KEY, is_manifest=True)
    source = quote(name)
    with io.FileIO(name, "rb") as file:
        stream = expand(file, read.codec)
        if read.kind in ("csv", "tsv"):
            items = read_table(stream, source, keys, _MAX_PATH_BYTES, read.kind)
        else:
            items = (read_json if read.kind == "json" else read_jsonl)(stream, source, keys, _MAX_PATH_BYTES)
        for item in items:
            listed = unwrap(item, _MAX_PATH_BYTES) if isinstance(item, WrappedPage) else item
            if isinstance(listed, Page) and not listed.body.strip():
                yield Skip(listed.source, listed.url, Reason.BAD_RECORD, f"no file is named under {keys.html}")
            elif isinstance(listed, Page):
                path = os.path.join(directory, os.fsencode(listed.body.decode("utf-8", "surrogateescape")))  # noqa: PTH118
                yield path, replace(listed, body=b"")
            elif isinstance(listed, Skip):
                yield listed


def with_known(items: Iterator[Item], known: Page) -> Iterator[Item]:
    """Yield the one page of a file with the URL, time of fetch and extra values that are known of it.

    More pages in it are skips: what is known of one page does not hold of them.
    """
    is_first = True
    for item in items:
        if isinstance(item, Page | PageFile) and is_first:
            fetched_at, extra = known.fetched_at or item.fetched_at, known.extra or item.extra
            yield replace(item, url=known.url or item.url, fetched_at=fetched_at, extra=extra)
        elif isinstance(item, Skip):
            yield replace(item, url=item.url or known.url)
        else:
            detail = "a URL can be given for a file with one page in it, and this is one of records or an archive"
            yield Skip(item.source, known.url, Reason.BAD_RECORD, detail)
            return
        is_first = False
