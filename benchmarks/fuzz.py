"""Coverage-guided fuzzing of the page path and the readers, with atheris.

    pip install atheris
    python benchmarks/fuzz.py --seconds 1800 [--what page|reader] [CORPUS]

Any bytes must give an article or a skip, never an exception, and in bounded time. What a reader gives must not
depend on the sizes in which a stream gives its bytes. What breaks that is written by libFuzzer as `crash-…` or
`timeout-…` in the working directory; make a test of it before you fix it.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import io
import pkgutil
import random
import sys
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import atheris

sys.path.append(str(Path(__file__).resolve().parent.parent / "tests"))

with atheris.instrument_imports(include=["newsclean"]):
    from newsclean import readers
    from newsclean.cleaning import clean_page
    from newsclean.context import make_context
    from newsclean.model import Page, Skip
    from newsclean.output.formats import Layout
    from newsclean.readers import ReadOptions, load
    from newsclean.readers.inputs import read_stream
    from newsclean.readers.names import KINDS
    from newsclean.readers.records import Keys

    for module in pkgutil.iter_modules(readers.__path__, "newsclean.readers."):
        importlib.import_module(module.name)  # those that are imported late would not be instrumented

from input_files import MANY, ONE
from support import hostile

CONTEXT = make_context()
TYPES = (None, "text/html", "text/html; charset=utf-8", "text/plain", "text/markdown", "text/html; charset=x")
INPUT_KINDS = ("auto", *(kind for kind in KINDS if kind != "parquet"))  # the library that reads that one is not ours
MAX_SIZE = 100_000  # bytes of a page
MAX_SEED_BYTES = 8192


def page(data: bytes) -> None:
    """The page path: the first byte chooses the declared type."""
    kind = TYPES[data[0] % len(TYPES)] if data else None
    answer = clean_page(Page("fuzz", data[1:], content_type=kind), CONTEXT)
    if hasattr(answer, "text"):
        Layout(explain=True).render(answer)


class Drops:
    """A stream that gives a few bytes at a time."""

    def __init__(self, data: bytes, size: int) -> None:
        self._file = io.BytesIO(data)
        self._size = size

    def read(self, size: int, /) -> bytes:
        return self._file.read(min(size, self._size))


def zipped(data: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.warc", data)
        archive.writestr("b", data)
    return file.getvalue()


PACKINGS: tuple[Callable[[bytes], bytes], ...] = (bytes, bytes, bytes, lambda data: gzip.compress(data, 1), zipped)


def reader(data: bytes) -> None:
    """Every reader: the first bytes choose kind, packing and the size of what a stream gives at a time."""
    if len(data) < 3:
        return
    kind = INPUT_KINDS[data[0] % len(INPUT_KINDS)]
    packed = PACKINGS[data[1] % len(PACKINGS)](data[3:])
    whole, dripped = read(io.BytesIO(packed), kind), read(Drops(packed, data[2] + 1), kind)
    sources = [answer.source for answer in whole]
    assert len(sources) == len(set(sources)), sources
    assert whole == dripped, [pair for pair in zip(whole, dripped, strict=False) if pair[0] != pair[1]][:1]
    for answer in whole:
        detail = answer.detail if isinstance(answer, Skip) else ""
        assert not detail.startswith("the rest: ") or "Error: " not in detail, detail  # what `errors_as_skips` caught
        assert isinstance(answer, Skip) or len(answer.body) <= MAX_SIZE


def read(stream: io.BytesIO | Drops, kind: str) -> list[Page | Skip]:
    options = ReadOptions(kind=kind, max_size=MAX_SIZE, keys=Keys(passed=("x",)))
    return [load(item, options.max_size) for item in read_stream(stream, "fuzz", options, Counter())]


def seeds(folder: Path, what: str) -> None:
    """The hostile inputs that are small, to begin with; for the readers files of every kind, too."""
    folder.mkdir(parents=True, exist_ok=True)
    contents = [b"\0" * (3 if what == "reader" else 1) + content for _, content in hostile.made(large=False)]
    chance = random.Random(1)
    texts = [f'<!DOCTYPE html><title>{n}</title><p>words, <b>"more"</b> words\n<p>words' for n in range(3)]
    if what == "reader":
        for ending, maker in sorted((MANY | ONE).items()):
            if ending not in INPUT_KINDS:
                continue
            for packing in (0, 3, 4):
                kind = INPUT_KINDS.index(ending)
                contents += [bytes((first, packing, 255)) + maker(texts, chance) for first in (0, kind)]
    for number, content in enumerate(contents):
        if len(content) <= MAX_SEED_BYTES:
            (folder / f"seed-{number:03}").write_bytes(content)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seconds", type=int, default=1800)
    parser.add_argument("--what", choices=["page", "reader"], default="page")
    parser.add_argument("corpus", type=Path, nargs="?", default=Path("fuzz-corpus"))
    asked = parser.parse_args()
    seeds(asked.corpus, asked.what)
    page(b"\0<p>Everything is loaded before the clock runs, not with the first input.")
    limits = ["-max_len=16384", "-timeout=100", "-rss_limit_mb=2048", f"-max_total_time={asked.seconds}"]
    atheris.Setup([sys.argv[0], *limits, str(asked.corpus)], {"page": page, "reader": reader}[asked.what])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
