"""Plots with an axis: the progress of the run, and when the articles were published."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from newsclean.run.progress import duration

_MAX_COLUMNS = 60
_MAX_MONTHS = 36
_MAX_YEARS = 40
_MAX_NAMES = 7
_GAP_SHARE = 0.18  # of a column's width
_STEPS = (1, 2, 5, 10)
_UNITS = ((1, "a second"), (60, "a minute"), (3600, "an hour"))
# Round lengths of time, in seconds, for the names under the columns.
_ROUND = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 604800)


class Column(NamedTuple):
    """One column: its name below, what a pointer on it shows, and the heights of its parts from below."""

    name: str
    title: str
    parts: tuple[float, ...]


def columns(label: str, data: Sequence[Column], tones: Sequence[str]) -> dict[str, Any]:
    """Return columns of stacked parts over a common axis, as the template draws them in a box 100 units high.

    `label` describes the drawing to screen readers, `tones` are the colours of a column's parts.
    """
    top, step = _scale(max((sum(column.parts) for column in data), default=0))
    drawn = []
    for i, column in enumerate(data):
        bottom, bars = 100.0, []
        for part, tone in zip(column.parts, tones, strict=True):
            height = 100 * part / top
            bottom -= height
            if part > 0:
                bars.append({"y": bottom, "height": height, "tone": tone})
        left, middle = i * 10 + 5 * _GAP_SHARE, 100 * (i + 0.5) / len(data)
        drawn.append({"name": column.name, "title": column.title, "left": left, "middle": middle, "bars": bars})
    lines = [{"at": 100 * i * step / top, "name": f"{i * step:,.10g}"} for i in range(round(top / step) + 1)]
    return {"label": label, "columns": drawn, "lines": lines, "bar_width": 10 - 10 * _GAP_SHARE}


def _scale(highest: float) -> tuple[float, float]:
    """Return the end of an axis and the step of its lines: round numbers, two to four steps."""
    if highest <= 0:
        return 1.0, 1.0
    rough = highest / 3
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(s * power for s in _STEPS if s * power >= rough * 0.999)
    if float(highest).is_integer():
        step = max(step, 1.0)
    return math.ceil(highest / step - 1e-9) * step, step


def course(report: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return articles and rejects per second, minute or hour over the last session; None for a run too short."""
    notes = report["timeline"]
    if len(notes) < 3 or notes[-1]["pages"] == notes[0]["pages"]:
        return None
    data, unit = _rates(notes)
    label = f"Articles and rejects {unit} over {duration(notes[-1]['seconds'])}"
    waited = notes[0]["seconds"]
    return {
        "plot": columns(label, data, ("usual", "warn")),
        "unit": unit,
        "learned": f" Before {duration(waited)}: learning site profiles." if report["profiles"] and waited > 1 else "",
        "rows": [(duration(n["seconds"]), n["pages"], n["rejects"]) for n in notes],
    }


def _rates(notes: Sequence[Mapping[str, Any]]) -> tuple[list[Column], str]:
    """Return the course in columns of equal time; between two notes of the report it is taken to be even."""
    end = notes[-1]["seconds"]
    count = min(_MAX_COLUMNS, max(len(notes) - 1, 2))
    width = end / count
    edges = [(i * width, *_at(notes, i * width)) for i in range(count + 1)]
    parts = [(after[1] - before[1] - (after[2] - before[2]), after[2] - before[2]) for before, after in pairwise(edges)]
    highest = max(sum(pair) for pair in parts) / width
    factor, unit = next((u for u in _UNITS if highest * u[0] >= 2), _UNITS[-1])
    step = next((s for s in _ROUND if end / s <= _MAX_NAMES), _ROUND[-1])
    data = []
    for i, (good, bad) in enumerate(parts):
        begin = i * width
        is_named = begin == 0 or int(begin / step) > int((begin - width) / step)
        name = _clock(int(begin / step) * step, step) if is_named else ""
        title = f"{duration(begin)} to {duration(begin + width)}: {good:,.0f} articles, {bad:,.0f} rejects"
        data.append(Column(name, title, (good / width * factor, bad / width * factor)))
    return data, unit


def _at(notes: Sequence[Mapping[str, Any]], seconds: float) -> tuple[float, float]:
    """Return pages and rejects at a time."""
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
    """Return a time on the axis, in the unit that its steps are whole numbers of: "0", "45 s", "90 min", "6 h"."""
    size, unit = next(((size, unit) for size, unit in ((3600, "h"), (60, "min"), (1, "s")) if step % size == 0))
    return f"{seconds // size} {unit}" if seconds else "0"


def lengths(report: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return articles by their length in words; None if there are none."""
    classes = report["lengths"]
    if not report["records"]:
        return None
    data, rows = [], []
    for i, each in enumerate(classes):
        least, count = each["from_words"], each["records"]
        until = f"{least:,} to {classes[i + 1]['from_words'] - 1:,}" if i + 1 < len(classes) else f"{least:,} and more"
        data.append(Column(f"{least:,}", f"{until} words: {count:,} articles", (count,)))
        rows.append((until, count))
    return {"plot": columns("Articles by number of words", data, ("usual",)), "rows": rows}


def dates(report: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return articles by month of publication, or by year if they go far back; None if none has a date."""
    months = dict(report["published_by_month"])
    unknown = months.pop("unknown", 0)
    if not months:
        return None
    data, unit = _calendar(months)
    plot = columns(f"Articles by {unit} of publication", data, ("usual",))
    return {"plot": plot, "unit": unit, "unknown": unknown, "rows": list(months.items())}


def _calendar(months: Mapping[str, int]) -> tuple[list[Column], str]:
    first, last = _month_number(min(months)), _month_number(max(months))
    if last - first < _MAX_MONTHS:
        names = [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(first, last + 1)]
        counts, unit = Counter(months), "month"
    else:
        counts = Counter()
        for month, count in months.items():
            counts[month[:4]] += count
        years = range(max(first // 12, last // 12 - _MAX_YEARS + 1), last // 12 + 1)
        names, unit = [f"{year:04}" for year in years], "year"
        earlier = sum(n for year, n in counts.items() if year < names[0])
        if earlier:
            names.insert(0, f"< {names[0]}")
            counts[names[0]] = earlier
    every = -(-len(names) // _MAX_NAMES)
    data = [
        Column(name if i % every == 0 else "", f"{name}: {counts[name]:,} articles", (counts[name],))
        for i, name in enumerate(names)
    ]
    return data, unit


def _month_number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7] or 1) - 1
