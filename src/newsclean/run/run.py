"""The batch: read, clean, write, in order, whatever happens."""

from __future__ import annotations

import contextlib
import itertools
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from newsclean.errors import Exit, OutputError
from newsclean.model import Page
from newsclean.output.files import ClosedPipeError
from newsclean.readers import Inputs, Item, open_inputs
from newsclean.readers.streams import STDIN
from newsclean.run.config import RunConfig, check
from newsclean.run.dedup import Marker
from newsclean.run.history import coverage_of
from newsclean.run.item import Job, clean_item, prepare
from newsclean.run.journal import SUFFIX, JournaledBatch
from newsclean.run.lock import FileLocks
from newsclean.run.outcome import Outcome, as_outcome
from newsclean.run.progress import Progress, progress_mode, say
from newsclean.run.result import RunResult
from newsclean.run.resume import Position, Resumed
from newsclean.run.retry import open_retry
from newsclean.run.run_file import RunFile
from newsclean.run.signals import Signals, Stopped
from newsclean.run.start import begin_session, learn_sites, new_state, prepare_output, resume_from, run_context
from newsclean.run.update import begin_update
from newsclean.run.writer import Writer
from newsclean.workers.batch import WorkerBatch
from newsclean.workers.pool import Pool

_CHECKPOINT_SECONDS = 30.0
_CHECKPOINT_SHARE = 50  # times as long as a checkpoint took must pass until the next
_STREAM_PAGES = 10  # of a stream from which on a message says that no sites were learned


def execute(config: RunConfig, pool: Pool | None = None) -> RunResult:
    """Carry out a run. Raises `NewscleanError` for what a user must fix first.

    `pool` is one with the workers that `config` asks for; it is closed when the run ends.
    """
    config = check(config)
    inputs = _open_inputs(config)
    began = time.monotonic()
    workers = pool or Pool(config.jobs, timeout=config.timeout, memory=config.memory, preload="newsclean.cleaning")
    with FileLocks(config.written_files()), workers as pool:
        pool.warm_up()
        result = RunResult(config, run_context(config))
        if config.layout.dedup:
            result.marker = Marker(config.layout, config.dedup_memory)
        progress = Progress(progress_mode(config.verbosity, config.output is None), inputs, pool.in_progress)
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
            except ClosedPipeError:
                result.reader_left = True
            finally:
                progress.close()
                inputs.close()
    result.ignored, result.workers_replaced = dict(inputs.passed), pool.replaced
    result.seconds = time.monotonic() - began
    result.stats.mark(result.seconds, last=True)
    return result


def _open_inputs(config: RunConfig) -> Inputs:
    if config.retry:
        return open_retry(config.paths, config.reading)
    return open_inputs(config.paths, config.reading, keep_stdin=config.update)


@dataclass
class _Session:
    """One start of a run, from the first input to the last line. What it finds out goes into `result`."""

    result: RunResult
    inputs: Inputs
    batch: WorkerBatch
    progress: Progress
    began: float  # time.monotonic()
    _next_checkpoint: float = 0.0
    _is_empty_stdin: bool = False

    def work(self, signals: Signals) -> Exit:
        """Find the place to begin, learn the sites, clean the pages."""
        config, result = self.result.config, self.result
        self._next_checkpoint = self.began + _CHECKPOINT_SECONDS
        self.progress.course.learns = self._learns()
        items, positions = self._begin()
        if self._learns():
            self._learn(signals)
        if config.paths == (STDIN,):
            items = self._watched(items)
        if config.limit is not None:
            items = itertools.islice(items, max(config.limit - result.stats.pages, 0))
        writer = Writer(config, positions, self._count, self.progress)
        try:
            with writer:
                signals.patient = True
                self._clean(items, writer)
                signals.patient = False
        finally:
            with contextlib.suppress(OutputError):
                self._save_done(writer)
        return signals.status if signals.received is not None else self._finish()

    def _begin(self) -> tuple[Iterator[Item], tuple[Position, Position]]:
        """Return the items to do and the places to write records and rejects to."""
        config, result = self.result.config, self.result
        if config.update:
            return self._begin_update()
        found = Resumed(0, 0, Position(), Position(), self.batch.items())
        result.state, is_resumed = prepare_output(config, new_state(config, result.context.rules.digest))
        if is_resumed:
            self.progress.phase("looking for the place to resume")
            found = resume_from(config, result.state.get("done", 0), self.batch.items, result.stats, result.marker)
            result.resumed_at, result.vanished = found.done, found.vanished[0]
            self._tell(f"resuming after {found.done:,} page" + "s" * (found.done != 1))
            if found.vanished[0]:
                count, first = found.vanished
                self._tell(f"{count:,} finished pages are no longer among the inputs, first {first}; they are kept")
        result.state = begin_session(result.state, found.done, found.whole)
        self._save()
        if config.output is not None and not config.resumable and config.has_lines:
            self._tell("without `source` among --fields, this run cannot be continued with --resume")
        self._set_latest()
        return found.items, (found.output, found.rejects)

    def _begin_update(self) -> tuple[Iterator[Item], tuple[Position, Position]]:
        """Return the new and changed items and the ends of the files, where their records and rejects go."""
        result = self.result
        state = new_state(result.config, result.context.rules.digest)
        self.batch.phase("looking for new pages")
        update = result.update = begin_update(result.config, state, self.batch, result.marker)
        if update.changes:
            self._tell(f"changed since the last run: {'; '.join(update.changes)}; earlier records stay as they are")
        self.batch.items = update.only_new(self.batch.items)
        result.state = begin_session({**state, **update.kept()}, 0, 0)
        self._save()
        self._set_latest()
        return self.batch.items(), update.positions

    def _set_latest(self) -> None:
        """Let no page be of a later date than the start of the run, unless --as-of says otherwise."""
        result = self.result
        if result.config.options.latest is None:
            latest = replace(result.config.options, latest=result.state["started"])
            result.context = replace(result.context, options=latest)

    def _watched(self, items: Iterator[Item]) -> Iterator[Item]:
        """Note whether standard input, as one page, has nothing in it."""
        for item in items:
            self._is_empty_stdin = item.source == STDIN and isinstance(item, Page) and not item.body
            yield item

    def _learns(self) -> bool:
        """Return whether sites are to be learned: there is more than one page, and pages can be read twice."""
        config = self.result.config
        if not config.learn or config.sites_file is not None or not self.inputs.rereadable:
            return False
        return not config.is_single_page and (self.result.update is None or self.result.update.fresh > 0)

    def _cannot_learn(self) -> bool:
        """Return whether sites would be learned, were it not for inputs that can be read only once."""
        config = self.result.config
        return config.learn and config.sites_file is None and not self.inputs.rereadable

    def _learn(self, signals: Signals) -> None:
        """Put the sites' profiles into the context: learned now, or those that a resumed run began with."""
        result, journal = self.result, None
        grows, is_learned = result.update is not None, result.state["profiles"] is not None
        if result.config.has_run_file:
            name = str(result.config.output) + SUFFIX
            if is_learned or not result.config.resume:
                Path(name).unlink(missing_ok=True)  # of another run, or of one that was stopped when it had learned
            if not is_learned:
                journal = JournaledBatch(self.batch, name, result.state["digest"])
        result.is_learning = True
        try:
            sites = learn_sites(journal or self.batch, result.context, result.state, grows=grows)
            if signals.received is not None:
                raise Stopped
            if sites is not None and (grows or not is_learned):
                self._save(profiles=sites.to_json())
            if journal is not None:
                journal.remove()
        finally:
            if journal is not None:
                journal.close()
                result.learned = journal.kept
        result.is_learning = False
        result.context = replace(result.context, sites=sites)

    def _clean(self, items: Iterator[Item], writer: Writer) -> None:
        """Clean what is left, write and count it."""
        result = self.result
        self.progress.phase("cleaning", result.to_clean(self.progress.course.pages))
        self.progress.stats = result.stats
        result.stats.mark(time.monotonic() - self.began)
        layout = replace(result.config.layout, added=result.context.options.latest)
        job = Job(result.context, layout, bool(result.config.reports))
        for answers in self.batch.map_ready(clean_item, job, items):
            for source, answer in answers:
                outcome = as_outcome(answer)
                if result.marker is not None:
                    outcome = result.marker.mark(source, outcome)
                writer.write(source, outcome)
            writer.flush()
            result.stats.mark(time.monotonic() - self.began)
            self._checkpoint(writer)

    def _count(self, source: str, outcome: Outcome) -> None:
        """Count a page whose line is in the files."""
        self.result.stats.add(source, outcome)
        if self.result.update is not None:
            self.result.update.note(source)

    def _checkpoint(self, writer: Writer) -> None:
        """Have the disk keep now and then what is done, and note in the run file how much that is."""
        now = time.monotonic()
        if self.result.config.has_run_file and now > self._next_checkpoint:
            if self.result.update is not None:
                writer.end_frames()
            writer.sync()
            self._save_done(writer)
            took = time.monotonic() - now
            self._next_checkpoint = now + max(_CHECKPOINT_SECONDS, _CHECKPOINT_SHARE * took)

    def _save_done(self, writer: Writer) -> None:
        """Note in the run file how many pages are done for sure."""
        update = self.result.update
        if writer.done or (update is not None and update.known):
            ends = {} if update is None else update.commit(writer)
            self._save(done=(self.result.resumed_at or 0) + writer.done, **ends)

    def _finish(self) -> Exit:
        """Note that all is done."""
        result = self.result
        marker = result.marker
        if marker is not None and marker.beyond:
            self._tell(
                f"--dedup-memory was full after {marker.kept:,} different articles:"
                f" duplicates of the {marker.beyond:,} different ones after them were not looked for"
            )
        if problem := result.nothing_read(self._is_empty_stdin):
            say(problem)
            return Exit.FAILED_PAGES
        if result.stats.pages >= _STREAM_PAGES and self._cannot_learn():
            self._tell("a stream is read once, so no sites were learned: --sites FILE uses what was learned before")
        before = result.state["before"] if result.update else None  # updates add up
        self._save(finished=True, coverage=coverage_of(result.stats.sites.to_list({}), before))
        return Exit.FAILED_PAGES if result.stats.failures else Exit.DONE

    def _save(self, **changes: Any) -> None:
        """Change the state, and the run file if there is one."""
        self.result.state |= changes
        if self.result.config.has_run_file:
            RunFile(str(self.result.config.output)).save(self.result.state)

    def _tell(self, message: str) -> None:
        if self.result.config.verbosity >= 0:
            say(message)
