"""Start a run: at the first page, or where an earlier run with the same output ended.

The steps are below in the order in which `run.run` takes them. Each takes values and returns values: only the caller
changes the state of a run, which is what its run file holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsclean.errors import NewscleanError
from newsclean.escaping import quote
from newsclean.readers import Item
from newsclean.run.config import RunConfig, versions
from newsclean.run.history import earlier_coverage
from newsclean.run.outcome import count_record
from newsclean.run.progress import say
from newsclean.run.resume import LineFile, Resumed, ResumeError, find_position
from newsclean.run.run_file import RunFile

if TYPE_CHECKING:
    from newsclean.context import Context
    from newsclean.run.dedup import Marker
    from newsclean.run.journal import JournaledBatch
    from newsclean.run.stats import Stats
    from newsclean.sites import Sites
    from newsclean.workers.batch import WorkerBatch

_SESSIONS = 100  # starts that the run file remembers, the last ones


class OutputExistsError(NewscleanError):
    """An output of an earlier run is in the way."""

    def __init__(self, path: str, config: RunConfig) -> None:
        resume = "continue that run with --resume, add what is new with --update, or " if config.resumable else ""
        super().__init__(f"{quote(path)} exists: {resume}replace it with --overwrite")


def run_context(config: RunConfig) -> Context:
    """Return rules, options and given site profiles of a run."""
    from newsclean.context import make_context

    sites = None
    if config.sites_file is not None:
        from newsclean.sites import load_sites

        sites = load_sites(Path(config.sites_file))
    context = make_context(config.options, [Path(path) for path in config.rule_files], sites, config.site_configs)
    if context.site_configs is not None and config.verbosity >= 0:
        for line in context.site_configs.notes(all_of_them=config.verbosity > 0):
            say(line)
    return context


def new_state(config: RunConfig, rules: str) -> dict[str, Any]:
    """Return what the run file of a new run holds.

    `done` pages are in the files for sure. `sessions` are the starts of the run, and the pages done before each.
    """
    is_kept = config.has_run_file or config.reports
    return {
        "digest": config.digest(rules) if is_kept else "",
        "started": datetime.now(UTC).isoformat(timespec="seconds"),
        "versions": versions() if is_kept else {},
        "rules": rules,
        **config.described(),
        "before": earlier_coverage(config.output, config.has_run_file),
        "profiles": None,
        "done": 0,
        "sessions": [],
        "finished": False,
    }


def prepare_output(config: RunConfig, state: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    """Return the state of the run to continue and True, or `state`, that of a new run, and False.

    Raises `OutputExistsError` if an output is in the way, `ResumeError` if it is that of another run.
    """
    if config.output is None:
        return state, False
    there = [path for path in (config.output, config.rejects_file) if path and _has_content(path)]
    if there and not (config.resume or config.overwrite):
        raise OutputExistsError(there[0], config)
    if not config.resume:
        return state, False
    return _earlier_state(config.output, state, bool(there)), bool(there)


def _earlier_state(output: str, state: dict[str, Any], has_content: bool) -> dict[str, Any]:
    """Return what the run file of `output` holds, or `state` if there is nothing to resume."""
    file = RunFile(output)
    if file.exists():
        earlier = file.load(state)
        if "update" in earlier:
            raise ResumeError(f"{quote(output)} was written with --update: continue with --update")
        return earlier
    if has_content:
        raise ResumeError(f"there is no run file {quote(file.path)}: start over with --overwrite")
    return state


def _has_content(path: str) -> bool:
    file = Path(path)
    return file.is_file() and file.stat().st_size > 0


def resume_from(
    config: RunConfig, known_done: int, items: Callable[[], Iterator[Item]], stats: Stats, marker: Marker | None
) -> Resumed:
    """Find the first page that is not done; count in `stats` and `marker` what is."""
    assert config.output is not None

    def on_record(record: Mapping[str, Any]) -> None:
        stats.add_record(record["source"], count_record(record))
        if marker is not None:
            stats.duplicates += marker.recall(record)

    def on_reject(reject: Mapping[str, Any]) -> None:
        stats.add_reject(reject["source"], reject["url"], reject["reason"])

    records = LineFile(config.output, on_record, config.layout.flatten)
    return find_position(items, records, LineFile(config.rejects_file or "", on_reject), known_done, config.redo)


def begin_session(state: dict[str, Any], done: int, whole: int) -> dict[str, Any]:
    """Return the state with one more start in it, after `done` pages, of which `whole` are in the files for sure."""
    session = {"started": datetime.now(UTC).isoformat(timespec="seconds"), "pages": done}
    return {**state, "finished": False, "done": whole, "sessions": [*state.get("sessions", ()), session][-_SESSIONS:]}


def learn_sites(
    batch: WorkerBatch | JournaledBatch, context: Context, state: dict[str, Any], grows: bool = False
) -> Sites | None:
    """Return the profiles that a resumed run began with, or learn them now; `None` if no site has enough pages.

    Those that grow begin with earlier ones, and new pages add to them.
    """
    from newsclean.learning.grow import grow
    from newsclean.learning.learn import learn
    from newsclean.sites import from_json

    if grows:
        return grow(None if state["profiles"] is None else from_json(state["profiles"]), batch, context)
    return learn(batch, context) if state["profiles"] is None else from_json(state["profiles"])
