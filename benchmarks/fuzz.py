"""Coverage-guided fuzzing of the page path and the readers, with atheris.

    pip install atheris
    python benchmarks/fuzz.py --seconds 1800 [--what page|reader] [CORPUS]

Any bytes must give an article or a skip, never an exception, and in bounded time. What breaks that is written
by libFuzzer as `crash-…` or `timeout-…` in the working directory; make a test of it before you fix it.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections import Counter
from pathlib import Path

import atheris

sys.path.append(str(Path(__file__).resolve().parent.parent / "tests"))

with atheris.instrument_imports(include=["newsclean"]):
    from newsclean.cleaning import clean_page
    from newsclean.context import make_context
    from newsclean.model import Page
    from newsclean.output.record import to_line
    from newsclean.readers import ReadOptions, load
    from newsclean.readers.inputs import read_stream
    from newsclean.readers.names import KINDS
    from newsclean.readers.records import Keys

from support import hostile

CONTEXT = make_context()
TYPES = (None, "text/html", "text/html; charset=utf-8", "text/plain", "text/markdown", "text/html; charset=x")


def page(data: bytes) -> None:
    """The page path: the first byte chooses the declared type."""
    kind = TYPES[data[0] % len(TYPES)] if data else None
    answer = clean_page(Page("fuzz", data[1:], content_type=kind), CONTEXT)
    if hasattr(answer, "text"):
        to_line(answer, explain=True)


def reader(data: bytes) -> None:
    """Every reader: the first byte chooses the kind. No exception, and the sources of what it gives are unique."""
    kind = ("auto", *KINDS)[data[0] % (len(KINDS) + 1)] if data else "auto"
    options = ReadOptions(kind=kind, max_size=100_000, keys=Keys(passed=("x",)))
    sources = []
    for item in read_stream(io.BytesIO(data[1:]), "fuzz", options, Counter()):
        answer = load(item, options.max_size)
        sources.append(answer.source)
        detail = getattr(answer, "detail", "")
        assert not detail.startswith("the rest: ") or "Error: " not in detail, detail  # what `guarded` caught
    assert len(sources) == len(set(sources)), sources


def seeds(folder: Path) -> None:
    """The hostile inputs that are small, to begin with."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, (_, content) in enumerate(hostile.made(large=False)):
        if len(content) <= 4096:
            (folder / f"seed-{number:03}").write_bytes(b"\0" + content)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seconds", type=int, default=1800)
    parser.add_argument("--what", choices=["page", "reader"], default="page")
    parser.add_argument("corpus", type=Path, nargs="?", default=Path("fuzz-corpus"))
    asked = parser.parse_args()
    seeds(asked.corpus)
    page(b"\0<p>Everything is loaded before the clock runs, not with the first input.")
    limits = ["-max_len=16384", "-timeout=100", "-rss_limit_mb=2048", f"-max_total_time={asked.seconds}"]
    atheris.Setup([sys.argv[0], *limits, str(asked.corpus)], {"page": page, "reader": reader}[asked.what])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
