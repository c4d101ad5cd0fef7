"""Where outcomes go: records to the output, rejects to their own place, both in input order."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from newsclean.escaping import printable
from newsclean.model import Skip
from newsclean.output.files import FileLines, Lines, StandardLines
from newsclean.output.record import reject_line

if TYPE_CHECKING:
    from newsclean.run.config import RunConfig
    from newsclean.run.outcome import Outcome
    from newsclean.run.progress import Progress
    from newsclean.run.resume import Position

_SHOWN = 20  # rejects that a pipe's stderr names one by one


class Writer:
    """The outputs of a run, opened where an earlier run ended, or at the beginning."""

    def __init__(self, config: RunConfig, output: Position, rejects: Position, progress: Progress) -> None:
        self._records = _open(config, output)
        self._progress = progress
        self._rejects: Lines | None = None
        self._shown = _SHOWN if config.verbosity == 0 else (0 if config.verbosity < 0 else sys.maxsize)
        self._named = config.rejects == "-"
        if config.rejects_file is not None:
            self._rejects = FileLines(config.rejects_file, rejects.offset, list(rejects.pending))

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            self._records.close()
        finally:
            if self._rejects is not None:
                self._rejects.close()

    def write(self, outcome: Outcome) -> None:
        """Take a record or a reject."""
        if outcome.line is not None:
            self._records.write(outcome.line)
        elif outcome.skip is not None:
            self._reject(outcome.skip)

    def flush(self) -> None:
        """Hand over what is whole."""
        self._records.flush()
        if self._rejects is not None:
            self._rejects.flush()

    def _reject(self, skip: Skip) -> None:
        if self._rejects is not None:
            self._rejects.write(reject_line(skip))
        elif self._named:
            self._progress.clear()
            sys.stderr.write(json.dumps(json.loads(reject_line(skip))) + "\n")  # ASCII: nothing steers a terminal
        elif self._shown > 0:
            self._shown -= 1
            self._progress.clear()
            sys.stderr.write(printable(f"newsclean: {skip.source}: {skip.reason.value}: {skip.detail}") + "\n")
            if self._shown == 0:
                sys.stderr.write("newsclean: … more rejects are only counted\n")


def _open(config: RunConfig, position: Position) -> Lines:
    if config.output is None:
        return StandardLines(1)
    if config.parquet:
        from newsclean.output.parquet import ParquetLines

        return ParquetLines(config.output, config.layout)
    return FileLines(config.output, position.offset, list(position.pending))
