"""The result of a run, for its summary and its reports."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from newsclean.errors import Exit
from newsclean.run.config import RunConfig
from newsclean.run.dedup import Marker
from newsclean.run.stats import Stats
from newsclean.run.update import Update

if TYPE_CHECKING:
    from newsclean.context import Context


@dataclass
class RunResult:
    """What came of a run, for the summary and the reports. `seconds` is the wall time of its last session."""

    config: RunConfig
    context: Context
    state: dict[str, Any] = field(default_factory=dict)  # as in the run file
    stats: Stats = field(default_factory=Stats)
    marker: Marker | None = None  # of near-duplicates
    resumed_at: int | None = None  # pages
    update: Update | None = None  # with --update
    vanished: int = 0  # pages of a resumed run that are no longer among the inputs
    ignored: dict[str, int] = field(default_factory=dict)  # files and records that are not pages, by type
    workers_replaced: int = 0
    status: Exit = Exit.DONE
    is_learning: bool = False  # whether it ended while sites were learned
    learned: int = 0  # answers of the learning pass that are kept for --resume
    reader_left: bool = False  # of the pipe that the output is
    seconds: float = 0.0

    def to_clean(self, pages: int) -> int | None:
        """Return how many pages are to be cleaned, of so many in the inputs (0: unknown); None if nothing counted them.

        For the progress bar.
        """
        if self.update is not None:
            return self.update.fresh
        return min(pages, self.config.limit or pages) - self.stats.pages if pages else None

    def nothing_read(self, is_empty_stdin: bool) -> str:
        """Return what is wrong with inputs that gave no page, "" for others."""
        if self.stats.pages == 0 and not (self.update and self.update.known):
            return "no page was found in the inputs"
        if 0 < self.vanished == self.stats.pages:
            return "no page was found in the inputs: is the directory there, and mounted?"
        return "nothing came from standard input" if is_empty_stdin else ""
