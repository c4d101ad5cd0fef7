"""Plots for pages without scripts: bars as a table, columns as SVG. Each can be read without seeing it."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from newsclean.report.widgets import el, number

_STEPS = (1, 2, 5, 10)
_GAP = 0.18  # of a column's place


class Column(NamedTuple):
    """One column: its name below, what a pointer on it shows, and the heights of its parts from below."""

    name: str
    title: str
    parts: tuple[float, ...]


def bars(
    counts: Mapping[str, int],
    *,
    total: int,
    tones: Mapping[str, str] | None = None,
    hints: Mapping[str, str] | None = None,
) -> ET.Element:
    """A table with a bar, the number and its share of `total` for each name, in the order given.

    `tones` are colours other than the usual one by name: "warn" or "bad". `hints` say more about a name.
    """
    most = max(counts.values(), default=0) or 1
    rows = []
    for name, count in counts.items():
        tone = (tones or {}).get(name, "")
        rows.append(
            el(
                "tr",
                el("th", name, scope="row", title=(hints or {}).get(name)),
                el("td", el("span", class_=tone or None, style=f"width:{100 * count / most:.2f}%"), class_="bar"),
                el("td", number(count), class_="n"),
                el("td", share(count, total), class_="n share"),
            )
        )
    return el("table", el("tbody", *rows), class_="bars")


def share(count: float, total: float) -> str:
    """ "12 %", and nothing rounded to none or all."""
    if not total:
        return ""
    percent = 100 * count / total
    if 0 < percent < 1:
        return "< 1 %"
    if 99 < percent < 100:
        return "> 99 %"
    return f"{percent:.0f} %"


def columns(label: str, data: Sequence[Column], tones: Sequence[str]) -> ET.Element:
    """Columns of stacked parts over a common axis. `label` says to a screen reader what is drawn.

    The drawing stretches to any width; what is written stands beside it, so that it never shrinks.
    """
    top, step = _scale(max((sum(column.parts) for column in data), default=0))
    svg = el(
        "svg",
        el("title", label),
        *(_column(i, column, top, tones) for i, column in enumerate(data)),
        viewBox=f"0 0 {len(data) * 10} 100",
        preserveAspectRatio="none",
        role="img",
    )
    lines = [
        el("div", el("span", f"{i * step:,.10g}"), class_="line", style=f"bottom:{100 * i * step / top:.2f}%")
        for i in range(round(top / step) + 1)
    ]
    names = [
        el("span", column.name, style=f"left:{100 * (i + 0.5) / len(data):.2f}%")
        for i, column in enumerate(data)
        if column.name
    ]
    return el("div", el("div", *lines, svg, class_="plot"), el("div", *names, class_="names"), class_="columns")


def _column(i: int, column: Column, top: float, tones: Sequence[str]) -> ET.Element:
    group = el("g", el("title", column.title))
    bottom = 100.0
    # A transparent stripe, so that the pointer need not meet a thin column.
    group.append(el("rect", x=i * 10, y=0, width=10, height=100, class_="hit"))
    for part, tone in zip(column.parts, tones, strict=True):
        height = 100 * part / top
        bottom -= height
        if part > 0:
            shape = {"x": f"{i * 10 + 5 * _GAP:.2f}", "width": f"{10 - 10 * _GAP:.2f}"}
            group.append(el("rect", **shape, y=f"{bottom:.3f}", height=f"{height:.3f}", class_=tone))
    return group


def _scale(highest: float) -> tuple[float, float]:
    """The end of an axis and the step of its lines: round numbers, two to four steps."""
    if highest <= 0:
        return 1.0, 1.0
    rough = highest / 3
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(s * power for s in _STEPS if s * power >= rough * 0.999)
    if float(highest).is_integer():
        step = max(step, 1.0)
    return math.ceil(highest / step - 1e-9) * step, step
