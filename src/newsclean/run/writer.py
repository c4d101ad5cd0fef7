"""Write outcomes in input order: records to the output, rejects to their own place."""

from __future__ import annotations

import contextlib
import json
import sys
from collections import deque
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import orjson

from newsclean.errors import OutputError
from newsclean.model import Skip
from newsclean.output.files import ClosedPipeError, FileLines, Lines, StandardLines, write_error
from newsclean.output.page_files import PageFiles
from newsclean.output.record import reject_line
from newsclean.run.progress import say

if TYPE_CHECKING:
    from newsclean.run.config import RunConfig
    from newsclean.run.outcome import Outcome
    from newsclean.run.progress import Progress
    from newsclean.run.resume import Position

_SHOWN = 20  # rejects that a pipe's stderr names one by one


class Writer:
    """The outputs of a run, opened where an earlier run ended, or at the beginning.

    `count(source, outcome)` is called for each page once its line is in the file, so that the counts are those of the
    files, also after a disk was full. `done` is how many pages that is: none of them is done again after any end.
    """

    def __init__(
        self,
        config: RunConfig,
        positions: tuple[Position, Position],
        count: Callable[[str, Outcome], None],
        progress: Progress,
    ) -> None:
        output, rejects = positions
        self._records = _Place(_open(config, output))
        self._rejects: _Place | None = None
        if config.rejects_file is not None:
            self._rejects = _Place(FileLines(config.rejects_file, rejects.offset, list(rejects.pending)))
        self._layout = config.layout
        self._files: PageFiles | None = None
        if config.output_dir is not None:
            self._files = PageFiles(config.output_dir, config.file_type, () if config.retry else config.paths)
        self._count = count
        self._progress = progress
        self._named = _SHOWN if config.verbosity == 0 else (0 if config.verbosity < 0 else sys.maxsize)
        self._as_json = config.rejects == "-"
        self._waiting: deque[tuple[str, Outcome]] = deque()  # pages whose lines are not in the files yet
        self.done = 0

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        failed = kind is not None and issubclass(kind, OutputError | ClosedPipeError)
        problem: Exception | None = None
        for place in self._places():
            if failed:
                place.lines.discard()
            try:
                place.lines.close()
            except (OutputError, ClosedPipeError) as error:
                failed, problem = True, problem or error
        if not failed:
            self._note()
        if problem is not None:
            raise problem

    def write(self, source: str, outcome: Outcome) -> None:
        """Take a record or a reject. A record's own file is written at once, so that no record is done without it."""
        if outcome.line is not None and self._files is not None:
            self._files.write(self._layout.flatten(orjson.loads(outcome.line)))
        number = self.done + len(self._waiting)
        self._waiting.append((source, outcome._replace(line=None, signature=None)))
        if outcome.line is not None:
            self._records.write(number, outcome.line)
        elif outcome.skip is not None:
            self._reject(number, outcome.skip)

    def flush(self) -> None:
        """Hand over what is whole."""
        written = self._records.lines
        before = written.position if isinstance(written, FileLines) else None
        written.flush()
        if self._rejects is not None:
            try:
                self._rejects.lines.flush()
            except OutputError:
                if before is not None and isinstance(written, FileLines):
                    with contextlib.suppress(OSError):
                        written.cut_back(before)  # the two files stay in step
                raise
        self._note()

    def sync(self) -> None:
        """Have the disk keep what was handed over."""
        for place in self._places():
            if isinstance(place.lines, FileLines):
                place.lines.sync()

    def ends(self) -> tuple[int, int] | None:
        """Return where both files end; None while there are pages whose lines are not in them."""
        if self._waiting:
            return None
        ends = [place.lines.position if isinstance(place.lines, FileLines) else 0 for place in self._places()]
        return ends[0], ends[1] if len(ends) > 1 else 0

    def end_frames(self) -> None:
        """Hand over everything, frames that are not full, too."""
        for place in self._places():
            if isinstance(place.lines, FileLines):
                place.lines.end_frame()
        self._note()

    def _places(self) -> Iterator[_Place]:
        yield self._records
        if self._rejects is not None:
            yield self._rejects

    def _note(self) -> None:
        """Count the pages whose lines are in the files by now."""
        written = self.done + len(self._waiting)
        whole = min(place.whole(written) for place in self._places())
        while self.done < whole:
            self._count(*self._waiting.popleft())
            self.done += 1

    def _reject(self, number: int, skip: Skip) -> None:
        if self._rejects is not None:
            self._rejects.write(number, reject_line(skip))
        elif self._as_json:
            self._progress.clear()
            write_error(json.dumps(json.loads(reject_line(skip))) + "\n")  # ASCII: nothing steers a terminal
        elif self._named > 0:
            self._named -= 1
            self._progress.clear()
            say(f"{skip.source}: {skip.reason.value}: {skip.detail}")
            if self._named == 0:
                say("… further rejects are only counted")


class _Place:
    """One of the two outputs, and the number of the first page whose line was not handed over."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self._first = 0

    def write(self, number: int, line: bytes) -> None:
        if not self.lines.pending:
            self._first = number
        self.lines.write(line)

    def whole(self, written: int) -> int:
        """Return how many of the first pages have no line that waits here, of so many that were written."""
        return self._first if self.lines.pending else written


def _open(config: RunConfig, position: Position) -> Lines:
    if config.output is None:
        return StandardLines(1)
    if config.parquet:
        from newsclean.output.parquet import ParquetLines

        return ParquetLines(config.output, config.layout)
    if config.csv:
        from newsclean.output.csv_lines import CsvLines

        return CsvLines(config.output, config.layout)
    return FileLines(config.output, position.offset, list(position.pending))
