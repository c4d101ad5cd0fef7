"""The report of a run: the same numbers as JSON and as HTML."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from newsclean.errors import Exit
from newsclean.escaping import quote
from newsclean.output.files import write_json
from newsclean.output.record import SCHEMA_VERSION
from newsclean.run.config import versions
from newsclean.run.history import changes, coverage_of
from newsclean.run.progress import duration
from newsclean.run.site_stats import ordered

if TYPE_CHECKING:
    from newsclean.run.result import RunResult
    from newsclean.sites import Sites


def build(run: RunResult) -> dict[str, Any]:
    """Return all that is known about a run, as plain JSON values."""
    sites, ended = run.context.sites, datetime.now(UTC).isoformat(timespec="seconds")
    return {
        "schema_version": SCHEMA_VERSION,
        "status": int(run.status),
        "started": run.state.get("started"),
        "ended": ended,
        "seconds": round(run.seconds, 3),
        "sessions": run.state.get("sessions", []),
        "local": {"started": _local(run.state.get("started")), "ended": _local(ended)},
        "resumed_at": run.resumed_at,
        "update": None if run.update is None else run.update.counts(),
        "output": None if run.config.output is None else quote(run.config.output),
        "versions": versions(),
        "rules": run.context.rules.digest,
        "digest": run.state.get("digest"),
        "settings": {**run.config.described(), "jobs": run.config.jobs, "limit": run.config.limit},
        **run.stats.to_dict(_statuses(sites) if sites is not None else {}),
        "lost": lost(run),
        "profiles": sites.summary() if sites is not None else None,
        "dedup": None if run.marker is None else {"kept": run.marker.kept, "beyond": run.marker.beyond},
        "ignored": ordered(run.ignored),
        "workers_replaced": run.workers_replaced,
    }


def lost(run: RunResult) -> list[dict[str, Any]]:
    """Return what sites have lost since the last run of the same output."""
    before = run.state.get("before")
    return changes(before, coverage_of(run.stats.sites.to_list({}))) if before else []


def _local(time: str | None) -> str | None:
    """Return a time of the run in the zone of this machine."""
    return None if time is None else datetime.fromisoformat(time).astimezone().isoformat(timespec="seconds")


def _statuses(sites: Sites) -> dict[str, dict[str, int]]:
    """Return the status of each site's profiles: one for each of its hosts, or directories."""
    from newsclean.urls import registrable_domain

    found: dict[str, dict[str, int]] = {}
    for key in sites:
        counts = found.setdefault(registrable_domain(f"//{key}") or key, {})
        status = sites.status(key).status
        counts[status] = counts.get(status, 0) + 1
    return found


def write_reports(run: RunResult) -> None:
    """Write every --report FILE: `.html` and `.htm` a page, anything else JSON. Raises `OutputError`."""
    if not run.config.reports:
        return
    report = build(run)
    for path in run.config.reports:
        if path.lower().endswith((".html", ".htm")):
            from newsclean.report.html import write_html

            write_html(path, report)
        else:
            write_json(path, report)


def ending(run: RunResult) -> str:
    """Return the last line of an interrupted run: how far it came, and how to resume it; "" for others."""
    if run.status not in (Exit.INTERRUPTED, Exit.TERMINATED):
        return ""
    if run.is_learning:
        where = "stopped while learning sites"
        if not run.config.has_run_file:
            return where
        return f"{where}: {run.learned:,} results are kept; resume with --resume"
    pages = "1 page" if run.stats.pages == 1 else f"{run.stats.pages:,} pages"
    return f"stopped after {pages}" + ("; resume with --resume" if run.config.resumable else "")


def summary(run: RunResult) -> str:
    """Return the last line: "20 pages in 1.2 s (16.7/s): 18 records, 2 rejected (no_article 1, timeout 1); …"."""
    stats = run.stats
    pages = "1 page" if stats.pages == 1 else f"{stats.pages:,} pages"
    records = "1 record" if stats.records == 1 else f"{stats.records:,} records"
    if run.marker is not None:
        records += f" ({stats.duplicates:,} near-duplicates)"
    done = stats.pages - (run.resumed_at or 0)
    line = f"{pages} in {duration(run.seconds)} ({done / max(run.seconds, 1e-6):.1f}/s): {records}"
    rejects = sum(stats.rejects.values())
    line += f", {rejects:,} rejected"
    if rejects:
        line += " (" + ", ".join(f"{reason} {n:,}" for reason, n in stats.rejects.most_common()) + ")"
    if run.update is not None:
        line += f"; {run.update.known:,} known"
        line += f", {run.update.changed:,} changed" if run.update.changed else ""
    ignored = sum(run.ignored.values())
    if ignored:
        shown = sorted(run.ignored.items(), key=lambda pair: (-pair[1], pair[0]))
        rest = sum(n for _, n in shown[6:])
        named = ", ".join(f"{name} {n:,}" for name, n in shown[:6]) + (f", others {rest:,}" if rest else "")
        line += f"; ignored {ignored:,} ({named})"
    return line
