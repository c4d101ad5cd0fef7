"""The batch: read, clean, write, in order, whatever happens."""

from __future__ import annotations

import itertools
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsclean.errors import Exit, OutputError
from newsclean.output.files import ClosedPipeError
from newsclean.readers import Inputs, Item, open_inputs
from newsclean.run.config import RunConfig, check
from newsclean.run.dedup import Marker
from newsclean.run.item import Job, clean_item, prepare
from newsclean.run.outcome import as_outcome
from newsclean.run.progress import Progress, say
from newsclean.run.resume import Position, RunFile
from newsclean.run.signals import Signals, Stopped
from newsclean.run.start import begin_session, new_state, prepare_output, resume_from
from newsclean.run.stats import Stats
from newsclean.run.writer import Writer
from newsclean.workers.batch import WorkerBatch
from newsclean.workers.pool import Pool

if TYPE_CHECKING:
    from newsclean.context import Context
    from newsclean.sites import Sites


@dataclass
class RunResult:
    """What came of a run, for the summary and the reports. `seconds` is the wall time of its last session."""

    config: RunConfig
    context: Context
    state: dict[str, Any] = field(default_factory=dict)  # as in the run file
    stats: Stats = field(default_factory=Stats)
    marker: Marker | None = None  # of near-duplicates
    resumed_at: int | None = None  # pages
    ignored: dict[str, int] = field(default_factory=dict)  # files and records that are no pages, by what they are
    workers_replaced: int = 0
    status: Exit = Exit.DONE
    seconds: float = 0.0


def execute(config: RunConfig) -> RunResult:
    """Carry out a run. Raises `NewscleanError` for what a user must fix first."""
    config = check(config)
    inputs = open_inputs(config.paths, config.reading)
    began = time.monotonic()
    with Pool(config.jobs, timeout=config.timeout, memory=config.memory, preload="newsclean.cleaning") as pool:
        pool.warm_up()
        result = RunResult(config, _context(config))
        if config.layout.dedup:
            result.marker = Marker(config.layout, config.dedup_memory)
        progress = Progress(_progress_mode(config), inputs, pool.in_progress)
        batch = WorkerBatch(inputs.items, pool, prepare, progress)
        with Signals(pool) as signals:
            try:
                result.status = _Session(result, inputs, batch, progress, began).work(signals)
            except Stopped:
                result.status = signals.status
            except OutputError as error:
                progress.close()
                say(str(error))
                result.status = error.status
            finally:
                progress.close()
                inputs.close()
    result.ignored, result.workers_replaced = dict(inputs.passed), pool.replaced
    result.seconds = time.monotonic() - began
    result.stats.mark(result.seconds, last=True)
    return result


@dataclass
class _Session:
    """One start of a run, from the first input to the last line. What it finds out goes into `result`."""

    result: RunResult
    inputs: Inputs
    batch: WorkerBatch
    progress: Progress
    began: float  # time.monotonic()

    def work(self, signals: Signals) -> Exit:
        """Find the place to begin, learn the sites, clean the pages."""
        config, result = self.result.config, self.result
        items, output, rejects = self._begin()
        if self._learns():
            sites = learn_sites(self.batch, result.context, result.state)
            if signals.received is not None:
                raise Stopped
            if sites is not None and result.state["profiles"] is None:
                self._save(profiles=sites.to_json())
            result.context = replace(result.context, sites=sites)
        if config.limit is not None:
            items = itertools.islice(items, max(config.limit - result.stats.pages, 0))
        with Writer(config, output, rejects, self.progress) as writer:
            signals.patient = True
            try:
                self._clean(items, writer)
            except ClosedPipeError:
                return Exit.DONE
            signals.patient = False
        return signals.status if signals.received is not None else self._finish()

    def _begin(self) -> tuple[Iterator[Item], Position, Position]:
        """Return the items to do and the places to write to."""
        config, result = self.result.config, self.result
        items, output, rejects = self.batch.items(), Position(), Position()
        result.state, is_resumed = prepare_output(config, new_state(config, result.context.rules.digest))
        if is_resumed:
            self.progress.phase("looking for the place to go on")
            found = resume_from(config, items, result.stats, result.marker)
            items, output, rejects, result.resumed_at = found.items, found.output, found.rejects, found.done
            self._tell(f"going on after {found.done:,} pages")
        result.state = begin_session(result.state, result.resumed_at or 0)
        self._save()
        if config.output is not None and not config.resumable and not config.parquet:
            self._tell("without `source` among --fields, this run cannot be continued with --resume")
        if config.options.latest is None:
            latest = replace(config.options, latest=result.state["started"])
            result.context = replace(result.context, options=latest)
        return items, output, rejects

    def _learns(self) -> bool:
        """Return whether sites are to be learned: there is more than one page, and pages can be read twice."""
        config = self.result.config
        if not config.learn or config.sites_file is not None or not self.inputs.rereadable:
            return False
        return not config.is_single_page

    def _clean(self, items: Iterator[Item], writer: Writer) -> None:
        """Clean what is left, write and count it."""
        result = self.result
        self.progress.phase("cleaning")
        self.progress.stats = result.stats
        result.stats.mark(time.monotonic() - self.began)
        layout = replace(result.config.layout, added=result.context.options.latest)
        for answers in self.batch.map_ready(clean_item, Job(result.context, layout), items):
            for source, answer in answers:
                outcome = as_outcome(answer)
                if result.marker is not None:
                    outcome = result.marker.mark(source, outcome)
                writer.write(outcome)
                result.stats.add(source, outcome)
            writer.flush()
            result.stats.mark(time.monotonic() - self.began)

    def _finish(self) -> Exit:
        """Note that all is done."""
        result = self.result
        marker = result.marker
        if marker is not None and marker.beyond:
            self._tell(
                f"--dedup-memory was full after {marker.kept:,} different articles:"
                f" duplicates of the {marker.beyond:,} different ones behind them were not looked for"
            )
        self._save(finished=True)
        if result.stats.pages == 0:
            say("no page was found in the inputs")
            return Exit.FAILED_PAGES
        return Exit.FAILED_PAGES if result.stats.failures else Exit.DONE

    def _save(self, **changes: Any) -> None:
        """Change the state, and the run file if there is one."""
        self.result.state |= changes
        if self.result.config.output is not None:
            RunFile(self.result.config.output).save(self.result.state)

    def _tell(self, message: str) -> None:
        if self.result.config.verbosity >= 0:
            say(message)


def _context(config: RunConfig) -> Context:
    from newsclean.context import make_context

    sites = None
    if config.sites_file is not None:
        from newsclean.sites import load_sites

        sites = load_sites(Path(config.sites_file))
    return make_context(config.options, [Path(path) for path in config.rule_files], sites)


def learn_sites(batch: WorkerBatch, context: Context, state: dict[str, Any]) -> Sites | None:
    """Return the profiles that a resumed run began with, or learn them now; `None` if no site has enough pages."""
    from newsclean.learning.learn import learn
    from newsclean.sites import from_json

    return learn(batch, context) if state["profiles"] is None else from_json(state["profiles"])


def _progress_mode(config: RunConfig) -> str:
    terminal = sys.stderr.isatty()
    if config.verbosity < 0 or (terminal and config.output is None and sys.stdout.isatty()):
        return "none"
    if terminal:
        return "bar"
    return "log" if config.verbosity > 0 else "none"
