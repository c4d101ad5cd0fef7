"""Compare what is read from WARC and ARC files with what warcio reads from them: pages, URLs and bodies.

    pip install warcio
    python benchmarks/warcs.py FILE ...

A page of warcio is a response with a 2xx status, or a resource, with HTML in it by its media type. Prints for each file
how many pages both read with the same bytes, and names the pages that differ or that only one of them reads. Exits
with 1 if newsclean says nothing of a page that warcio reads.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from warcio.archiveiterator import ArchiveIterator

from newsclean.model import Page, Skip
from newsclean.readers import ReadOptions, load, open_inputs

MAX_SIZE = 100 << 20
HTML = ("text/html", "application/xhtml+xml")


class Read(NamedTuple):
    """What one program reads at an offset: `body` None if it says that it cannot."""

    url: str | None
    body: bytes | None
    detail: str = ""


def by_warcio(path: Path) -> Iterator[tuple[int, Read]]:
    with path.open("rb") as file:
        records = ArchiveIterator(file, arc2warc=True)
        try:
            for record in records:
                if record.rec_type not in ("response", "resource"):
                    continue
                headers = record.http_headers or record.rec_headers
                status = (headers.get_statuscode() or "") if record.http_headers else "200"
                media_type = (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
                if status.startswith("2") and media_type in HTML:
                    body = record.content_stream().read()
                    yield records.get_record_offset(), Read(record.rec_headers.get_header("WARC-Target-URI"), body)
        except Exception as error:  # of its own kind, and others
            print(f"  warcio ends: {' '.join(str(error).split())[:100]}")


def by_newsclean(path: Path) -> Iterator[tuple[int, Read]]:
    inputs = open_inputs([str(path)], ReadOptions(max_size=MAX_SIZE))
    for item in inputs.items():
        page = load(item, MAX_SIZE)
        place = page.source.rpartition("#")[2].partition("+")[0]
        offset = int(place) if place.isdigit() else -1
        if isinstance(page, Page):
            yield offset, Read(page.url, page.body)
        elif isinstance(page, Skip):
            yield offset, Read(page.url, None, f"{page.reason}: {page.detail}")
    print(f"  ignored: {dict(inputs.passed)}")


def shown(read: Read | None) -> str:
    if read is None:
        return "nothing"
    return read.detail if read.body is None else f"{len(read.body)} bytes"


def compare(path: Path) -> int:
    """Print what differs in one file; the number of pages that newsclean says nothing of."""
    print(path.name)
    theirs, ours = dict(by_warcio(path)), dict(by_newsclean(path))
    same = [offset for offset, read in theirs.items() if offset in ours and ours[offset].body == read.body]
    lost = [offset for offset in theirs if offset not in ours]
    read = sum(one.body is not None for one in ours.values())
    print(f"  {len(theirs)} pages by warcio, {read} by newsclean, {len(same)} the same")
    for offset in sorted({*theirs, *ours} - {*same}):
        print(f"  #{offset}: warcio {shown(theirs.get(offset))}, newsclean {shown(ours.get(offset))}")
    for offset in same:
        if theirs[offset].url != ours[offset].url:
            print(f"  #{offset}: {theirs[offset].url} is {ours[offset].url}")
    return len(lost)


if __name__ == "__main__":
    sys.exit(1 if sum(compare(Path(name)) for name in sys.argv[1:]) else 0)
