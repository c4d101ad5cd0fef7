"""The two plots of a report that have an axis: the course of the run, and when the articles were published."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from newsclean.report.charts import Column, columns
from newsclean.report.widgets import details, el, legend, number, table
from newsclean.run.progress import duration

_MOST_COLUMNS = 60
_MOST_MONTHS = 36
_MOST_YEARS = 40
_MOST_NAMES = 7
_UNITS = ((1, "a second"), (60, "a minute"), (3600, "an hour"))
# Round lengths of time, in seconds, for the names under the columns.
_ROUND = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 604800)


def over_time(report: Mapping[str, Any]) -> ET.Element:
    """Articles and rejects per second, minute or hour over the last session of a run."""
    notes = report["timeline"]
    note = _sessions(report)
    if len(notes) < 3 or notes[-1]["pages"] == notes[0]["pages"]:
        return el("div", note, el("p", "The run was too short for a plot."))
    data, unit = _rates(notes)
    label = f"Articles and rejects {unit} over {duration(notes[-1]['seconds'])}"
    rows = [(duration(n["seconds"]), number(n["pages"]), number(n["rejects"])) for n in notes]
    waited = notes[0]["seconds"]
    learned = f" Before {duration(waited)}: learning site profiles." if report["profiles"] and waited > 1 else ""
    return el(
        "div",
        note,
        columns(label, data, ("usual", "warn")),
        legend(("usual", "articles "), ("warn", f"rejects · pages {unit}.{learned}")),
        details("Numbers", table(("after", "#pages", "#rejects"), rows)),
    )


def _sessions(report: Mapping[str, Any]) -> ET.Element | None:
    sessions = report["sessions"]
    if report["resumed_at"] is None:
        return None
    starts = [(s["started"].replace("T", " ")[:16], number(s["pages"])) for s in sessions]
    return el(
        "div",
        el("p", f"The run was resumed after {report['resumed_at']:,} pages. Times are those of the last session."),
        details(f"Sessions ({len(sessions)})", table(("started (UTC)", "#pages done before"), list(starts))),
    )


def _rates(notes: Sequence[Mapping[str, Any]]) -> tuple[list[Column], str]:
    """The course in columns of equal time; between two notes of the report it is taken to be even."""
    end = notes[-1]["seconds"]
    count = min(_MOST_COLUMNS, max(len(notes) - 1, 2))
    width = end / count
    edges = [(i * width, *_at(notes, i * width)) for i in range(count + 1)]
    parts = [(after[1] - before[1] - (after[2] - before[2]), after[2] - before[2]) for before, after in pairwise(edges)]
    highest = max(sum(pair) for pair in parts) / width
    factor, unit = next((u for u in _UNITS if highest * u[0] >= 2), _UNITS[-1])
    step = next((s for s in _ROUND if end / s <= _MOST_NAMES), _ROUND[-1])
    data = []
    for i, (good, bad) in enumerate(parts):
        begin = i * width
        is_named = begin == 0 or int(begin / step) > int((begin - width) / step)
        name = _clock(int(begin / step) * step, step) if is_named else ""
        title = f"{duration(begin)} to {duration(begin + width)}: {good:,.0f} articles, {bad:,.0f} rejects"
        data.append(Column(name, title, (good / width * factor, bad / width * factor)))
    return data, unit


def _at(notes: Sequence[Mapping[str, Any]], seconds: float) -> tuple[float, float]:
    """Pages and rejects at a time."""
    before = notes[0]
    for after in notes:
        if after["seconds"] >= seconds:
            span = after["seconds"] - before["seconds"]
            part = (seconds - before["seconds"]) / span if span > 0 else 1.0
            pages, rejects = (before[key] + part * (after[key] - before[key]) for key in ("pages", "rejects"))
            return (float(before["pages"]), float(before["rejects"])) if part < 0 else (pages, rejects)
        before = after
    return notes[-1]["pages"], notes[-1]["rejects"]


def _clock(seconds: int, step: int) -> str:
    """A time on the axis, in the unit that its steps are whole numbers of: "0", "45 s", "90 min", "6 h"."""
    size, unit = next(((size, unit) for size, unit in ((3600, "h"), (60, "min"), (1, "s")) if step % size == 0))
    return f"{seconds // size} {unit}" if seconds else "0"


def published(report: Mapping[str, Any]) -> ET.Element:
    """Articles by month, or by year if they go far back."""
    months = dict(report["published_by_month"])
    unknown = months.pop("unknown", 0)
    said = (": ", number(unknown), " bear no date.") if unknown else (".",)
    if not months:
        return el("div", el("p", "No article bears a date."))
    rows = [(month, number(count)) for month, count in months.items()]
    data, unit = _calendar(months)
    return el(
        "div",
        columns(f"Articles by {unit} of publication", data, ("usual",)),
        el("p", f"Articles by {unit} of publication", *said, class_="note"),
        details("Numbers", table(("month", "#articles"), rows)),
    )


def _calendar(months: Mapping[str, int]) -> tuple[list[Column], str]:
    first, last = _month_number(min(months)), _month_number(max(months))
    if last - first < _MOST_MONTHS:
        names = [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(first, last + 1)]
        counts, unit = Counter(months), "month"
    else:
        counts = Counter()
        for month, count in months.items():
            counts[month[:4]] += count
        years = range(max(first // 12, last // 12 - _MOST_YEARS + 1), last // 12 + 1)
        names, unit = [f"{year:04}" for year in years], "year"
        earlier = sum(n for year, n in counts.items() if year < names[0])
        if earlier:
            names.insert(0, f"< {names[0]}")
            counts[names[0]] = earlier
    every = -(-len(names) // _MOST_NAMES)
    data = [
        Column(name if i % every == 0 else "", f"{name}: {counts[name]:,} articles", (counts[name],))
        for i, name in enumerate(names)
    ]
    return data, unit


def _month_number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7] or 1) - 1
