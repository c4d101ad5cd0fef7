"""The batch: read_pages → clean_page → to_line → output, in order, whatever happens."""

from __future__ import annotations

import itertools
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from newsclean.errors import Exit, NewscleanError, OutputError
from newsclean.escaping import quote
from newsclean.model import Skip
from newsclean.output.files import ClosedPipeError
from newsclean.output.formats import Layout
from newsclean.readers import Inputs, Item, open_inputs
from newsclean.report.build import summary, write_reports
from newsclean.run.config import Plan, check, versions
from newsclean.run.dedup import Marker
from newsclean.run.item import Job, clean_item, prepare
from newsclean.run.progress import Progress, say
from newsclean.run.resume import Position, ResumeError, RunFile, find_position
from newsclean.run.signals import Signals, Stopped
from newsclean.run.stats import Stats, as_outcome, tally_of_record
from newsclean.run.writer import Sink
from newsclean.workers.pool import Pool

if TYPE_CHECKING:
    from newsclean.context import Context

T = TypeVar("T")

_SESSIONS = 100  # starts that the run file remembers, the last ones


@dataclass
class Batch:
    """The inputs and workers of a run, as the learning pass gets them."""

    inputs: Inputs
    pool: Pool
    progress: Progress

    def items(self) -> Iterator[Item]:
        """All inputs, in order. Each call begins again."""
        return self.inputs.items()

    def map(
        self, function: Callable[[Any, Any], T], context: object, items: Iterator[Any]
    ) -> Iterator[tuple[str, T | Skip]]:
        """`(source, function(context, item))` for each item, in order, worked out by the workers."""
        for answers in self.pool.map(function, context, items, prepare):
            self.progress.update(len(answers))
            yield from answers

    def phase(self, name: str, total: int | None = None) -> None:
        """Say on the progress bar what is being done."""
        self.progress.phase(name)


@dataclass
class Run:
    """A run under way: what `execute` needs at the end, whatever the end is."""

    plan: Plan
    context: Context
    layout: Layout
    began: float  # time.monotonic()
    stats: Stats = field(default_factory=Stats)
    state: dict[str, Any] = field(default_factory=dict)
    marker: Marker | None = None  # of near-duplicates
    resumed_at: int | None = None
    passed: dict[str, int] = field(default_factory=dict)
    replaced: int = 0


def execute(plan: Plan) -> Exit:
    """Carry out a plan and report. Raises `NewscleanError` for what a user must mend first."""
    plan = check(plan)
    inputs = open_inputs(plan.paths, plan.reading)
    began = time.monotonic()
    pool = Pool(plan.jobs, timeout=plan.timeout, memory=plan.memory, preload="newsclean.cleaning")
    with pool:
        pool.warm_up()
        run = Run(plan, _context(plan), plan.layout, began)
        if plan.layout.dedup:
            run.marker = Marker(plan.layout, plan.dedup_memory)
        progress = Progress(_progress_mode(plan), inputs, pool.in_hand)
        with Signals(pool) as signals:
            try:
                status = _work_through(run, Batch(inputs, pool, progress), signals)
            except Stopped:
                status = signals.status
            except OutputError as error:
                progress.close()
                say(str(error))
                status = error.status
            finally:
                progress.close()
                inputs.close()
        run.passed, run.replaced = dict(inputs.passed), pool.replaced
    return _finish(run, status)


def _work_through(run: Run, batch: Batch, signals: Signals) -> Exit:
    """Everything between the first input and the last line."""
    plan, stats = run.plan, run.stats
    items, output, rejects = _begin(run, batch)
    _learn(run, batch, signals)
    if plan.limit is not None:
        items = itertools.islice(items, max(plan.limit - stats.pages, 0))
    batch.progress.phase("cleaning")
    stats.mark(time.monotonic() - run.began)
    with Sink(plan, output, rejects, batch.progress) as sink:
        signals.patient = True
        try:
            for answers in batch.pool.map(clean_item, Job(run.context, run.layout), items, prepare):
                for source, answer in answers:
                    outcome = as_outcome(answer)
                    if run.marker is not None:
                        outcome = run.marker.mark(source, outcome)
                    sink.write(outcome)
                    stats.add(source, outcome)
                sink.flush()
                batch.progress.update(len(answers), stats)
                stats.mark(time.monotonic() - run.began)
        except ClosedPipeError:
            return Exit.DONE
        signals.patient = False
    if signals.received is not None:
        return signals.status
    if run.marker is not None and run.marker.beyond and plan.verbosity >= 0:
        say(
            f"--dedup-memory was full after {run.marker.kept:,} different articles:"
            f" duplicates of the {run.marker.beyond:,} different ones behind them were not looked for"
        )
    if plan.output is not None:
        RunFile(plan.output).save({**run.state, "finished": True})
    if stats.pages == 0:
        say("no page was found in the inputs")
        return Exit.FAILED_PAGES
    return Exit.FAILED_PAGES if stats.failures else Exit.DONE


def _context(plan: Plan) -> Context:
    from newsclean.context import make_context

    sites = None
    if plan.sites_file is not None:
        from newsclean.sites import load_sites

        sites = load_sites(Path(plan.sites_file))
    return make_context(plan.options, [Path(path) for path in plan.rule_files], sites)


def _begin(run: Run, batch: Batch) -> tuple[Iterator[Item], Position, Position]:
    """The items to do and the places to write to: from the beginning, or where an earlier run ended."""
    plan = run.plan
    items = batch.items()
    now = datetime.now(UTC).isoformat(timespec="seconds")
    start = run.state = _first_state(run, now)
    output, rejects = Position(), Position()
    if plan.output is not None:
        file = RunFile(plan.output)
        there = [p for p in (plan.output, plan.rejects_file) if p and _has_content(p)]
        if there and not (plan.resume or plan.overwrite):
            raise OutputExistsError(there[0], plan)
        if plan.resume and file.exists():
            run.state = file.load(start["digest"])
        elif plan.resume and there:
            raise ResumeError(f"there is no run file {quote(file.path)}: start anew with --overwrite")
        if plan.resume and there:
            batch.phase("looking for the place to go on")
            found = find_position(
                items,
                plan.output,
                plan.rejects_file or "",
                lambda record: _recall(run, record),
                lambda reject: run.stats.add_reject(reject["source"], reject["url"], reject["reason"]),
                plan.layout.flatten,
            )
            items, output, rejects, run.resumed_at = found.items, found.output, found.rejects, found.done
            if plan.verbosity >= 0:
                say(f"going on after {found.done:,} pages")
    session = {"started": now, "pages": run.resumed_at or 0}
    run.state["sessions"] = [*run.state.get("sessions", ()), session][-_SESSIONS:]
    if plan.output is not None:
        RunFile(plan.output).save({**run.state, "finished": False})
        if not plan.resumable and not plan.parquet and plan.verbosity >= 0:
            say("without `source` among --fields, this run cannot be continued with --resume")
    if plan.options.latest is None:
        run.context = replace(run.context, options=replace(plan.options, latest=run.state["started"]))
    run.layout = replace(plan.layout, added=run.context.options.latest)
    return items, output, rejects


def _recall(run: Run, record: Mapping[str, Any]) -> None:
    """Take in a record of the run that is continued."""
    run.stats.add_record(record["source"], tally_of_record(record))
    if run.marker is not None:
        run.stats.duplicates += run.marker.recall(record)


def _first_state(run: Run, now: str) -> dict[str, Any]:
    """What the run file of a new run says. `sessions` are its starts, and the pages done before each."""
    return {
        "digest": run.plan.digest(run.context.rules.digest),
        "started": now,
        "versions": versions(),
        "rules": run.context.rules.digest,
        **run.plan.described(),
        "profiles": None,
        "sessions": [],
        "finished": False,
    }


class OutputExistsError(NewscleanError):
    """An output of an earlier run is in the way."""

    def __init__(self, path: str, plan: Plan) -> None:
        resume = "continue that run with --resume, or " if plan.resumable else ""
        super().__init__(f"{quote(path)} exists: {resume}replace it with --overwrite")


def _has_content(path: str) -> bool:
    file = Path(path)
    return file.is_file() and file.stat().st_size > 0


def _learn(run: Run, batch: Batch, signals: Signals) -> None:
    """The learning pass, where it is wanted and possible; a resumed run takes the profiles it began with."""
    plan = run.plan
    if not plan.learn or plan.sites_file is not None or not batch.inputs.rereadable:
        return
    if len(plan.paths) == 1 and Path(plan.paths[0]).is_file() and plan.reading.files_from is None:
        from newsclean.readers.names import ARCHIVES, read_name

        kind = plan.reading.kind if plan.reading.kind != "auto" else read_name(plan.paths[0]).kind
        if kind not in ARCHIVES:
            return  # a single page
    from newsclean.learning.learn import learn
    from newsclean.sites import from_json

    if run.state["profiles"] is None:
        learned = learn(batch, run.context)
        if signals.received is not None:
            raise Stopped
        if learned is not None:
            run.state["profiles"] = learned.to_json()
            if plan.output is not None:
                RunFile(plan.output).save(run.state)
    else:
        learned = from_json(run.state["profiles"])
    run.context = replace(run.context, sites=learned)


def _progress_mode(plan: Plan) -> str:
    terminal = sys.stderr.isatty()
    if plan.verbosity < 0 or (terminal and plan.output is None and sys.stdout.isatty()):
        return "none"
    if terminal:
        return "bar"
    return "log" if plan.verbosity > 0 else "none"


def _finish(run: Run, status: Exit) -> Exit:
    """Reports and the last line."""
    seconds = time.monotonic() - run.began
    run.stats.mark(seconds, last=True)
    try:
        write_reports(run, status, seconds)
    except OutputError as error:
        say(str(error))
        status = error.status
    if run.plan.verbosity >= 0:
        say(summary(run, seconds))
    return status
