"""The report of a run: the same numbers as JSON for programs and as a page for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsclean.errors import Exit
from newsclean.output import write_json
from newsclean.plan import versions
from newsclean.record import SCHEMA_VERSION
from newsclean.stats import ordered

if TYPE_CHECKING:
    from newsclean.run import Run


def build(run: Run, status: Exit, seconds: float) -> dict[str, Any]:
    """All that is known about a run, as plain JSON values. `seconds` is its wall time."""
    return {
        "schema_version": SCHEMA_VERSION,
        "status": int(status),
        "started": run.state.get("started"),
        "seconds": round(seconds, 3),
        "resumed_at": run.resumed_at,
        "versions": versions(),
        "rules": run.context.rules.digest,
        "digest": run.state.get("digest"),
        "settings": {**run.plan.described(), "jobs": run.plan.jobs, "limit": run.plan.limit},
        **run.stats.to_dict(),
        "passed_over": ordered(run.passed),
        "workers_replaced": run.replaced,
    }


def write_reports(run: Run, status: Exit, seconds: float) -> None:
    """Write every --report FILE: `.html` a page, anything else JSON. Raises `OutputError`."""
    if not run.plan.reports:
        return
    report = build(run, status, seconds)
    for path in run.plan.reports:
        if path.endswith(".html"):
            from newsclean.report_html import write_html

            write_html(path, report)
        else:
            write_json(path, report)
