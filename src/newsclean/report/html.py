"""The report as a page: what a person wants to see in the morning after a run, what looks wrong first.

It shows the dict that the JSON report is made of and nothing else, so that the two cannot differ.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from newsclean.errors import Exit
from newsclean.model import KINDS, Reason
from newsclean.output.files import write_atomically
from newsclean.report.charts import bars, share
from newsclean.report.plots import over_time, published
from newsclean.report.sites import sites, wrong
from newsclean.report.widgets import details, el, legend, number, page, section, table
from newsclean.run.progress import duration

_FIRST = 12  # rows that stand open; the rest is behind a click

_ENDS = {
    Exit.DONE: ("good", "Finished."),
    Exit.FAILED_PAGES: ("warn", "Finished, but some pages failed."),
    Exit.OUTPUT: ("bad", "Stopped: the output could not be written."),
    Exit.INTERRUPTED: ("bad", "Stopped by Ctrl-C; --resume goes on."),
    Exit.TERMINATED: ("bad", "Stopped by a signal; --resume goes on."),
}


def write_html(path: str, report: Mapping[str, Any]) -> None:
    """Write the page of a report. Raises `OutputError`."""
    write_atomically(path, as_html(report).encode())


def as_html(report: Mapping[str, Any]) -> str:
    """The page of a report, as `report.build` makes it."""
    return page(
        f"newsclean: {report['records']:,} articles from {report['pages']:,} pages",
        _head(report),
        section("Sites to look at", *wrong(report), id="wrong"),
        section("Over time", over_time(report), id="time"),
        el(
            "div",
            section("Rejects by reason", *_rejects(report), id="rejects"),
            section("Cuts by kind", *_cuts(report), id="cuts"),
            section("Languages", *_counted(report["languages"], report["records"]), id="languages"),
            section("Publication dates", published(report), id="dates"),
            class_="pair",
        ),
        section("Sites", *sites(report), id="sites"),
        el(
            "div",
            section("How articles were found", *_methods(report), id="methods"),
            section("Slowest pages", *_slowest(report), id="slowest"),
            class_="side",
        ),
        section("To repeat this run", *_settings(report), id="settings"),
    )


def _head(report: Mapping[str, Any]) -> ET.Element:
    tone, said = _ENDS.get(Exit(report["status"]), ("bad", "Ended."))
    if not report["pages"]:
        said = "No page was found in the inputs."
    inputs = report["settings"]["inputs"]
    shown = ", ".join(inputs[:3]) + (f" and {len(inputs) - 3:,} more" if len(inputs) > 3 else "")
    if report["settings"]["reading"]["files_from"]:
        shown = ", ".join(filter(None, (shown, "a list of files")))
    failures = sum(n for reason, n in report["rejects_by_reason"].items() if Reason(reason).is_failure)
    tiles = [
        ("pages", "Pages in", report["pages"], f"{_rate(report)} pages a second"),
        ("records", "Articles", report["records"], f"{share(report['records'], report['pages'])} of the pages"),
        (
            "rejects-all",
            "Rejects",
            report["rejects"],
            f"{failures:,} of them failures" if failures else "none a failure",
        ),
        ("words", "Words", report["words"], f"{report['words'] / max(report['records'], 1):,.0f} an article"),
        ("cut", "Blocks cut", sum(report["cuts_by_kind"].values()), "of boilerplate, by rules"),
        ("teasers", "Teasers", report["truncated"], "articles known to be cut short"),
    ]
    if report["duplicates"]:
        tiles.append(("duplicates", "Near-duplicates", report["duplicates"], "of an article before"))
    return el(
        "header",
        el("p", "newsclean ", report["versions"]["newsclean"], class_="brand"),
        el("h1", el("span", said, class_=f"state {tone}")),
        el("p", _times(report)),
        el("p", el("code", shown or "standard input"), " → ", el("code", report["output"] or "standard output")),
        el(
            "dl",
            *(
                el("div", el("dt", name), el("dd", number(value, short=True)), el("dd", note, class_="note"), id=key)
                for key, name, value, note in tiles
            ),
            class_="tiles",
        ),
    )


def _times(report: Mapping[str, Any]) -> str:
    started, ended = (str(report[key] or "").replace("T", " ")[:16] for key in ("started", "ended"))
    if started[:10] == ended[:10]:
        ended = ended[11:]
    line = f"{started} to {ended} UTC"
    return line if report["resumed_at"] is not None else f"{line}, {duration(report['seconds'])}"


def _rate(report: Mapping[str, Any]) -> str:
    done = report["pages"] - (report["resumed_at"] or 0)
    return f"{done / max(report['seconds'], 1e-6):,.1f}"


def _counted(counts: Mapping[str, int], total: int) -> Iterator[ET.Element]:
    """Bars of the first, the rest behind a click."""
    if not counts:
        yield el("p", "None.")
        return
    first = counts if len(counts) <= _FIRST + 2 else dict(islice(counts.items(), _FIRST))
    yield bars(first, total=total)
    if len(first) < len(counts):
        rest = dict(islice(counts.items(), _FIRST, None))
        yield details(f"{len(rest):,} more", bars(rest, total=total))


def _rejects(report: Mapping[str, Any]) -> Iterator[ET.Element]:
    counts = report["rejects_by_reason"]
    if not counts:
        yield el("p", "No page was rejected.")
        return
    tones = {reason: "bad" if Reason(reason).is_failure else "warn" for reason in counts}
    yield bars(counts, total=report["pages"], tones=tones)
    yield legend(("warn", "findings: nothing to extract "), ("bad", "failures: time, memory, damage"))
    examples = []
    for reason in counts:
        sources = [el("li", el("code", source)) for source in report["rejected"].get(reason, ())]
        examples += [el("h3", reason), el("ul", *sources, class_="examples")]
    yield details("Examples", *examples)


def _cuts(report: Mapping[str, Any]) -> Iterator[ET.Element]:
    counts = report["cuts_by_kind"]
    if not counts:
        yield el("p", "Nothing was cut.")
        return
    total = sum(counts.values())
    first = dict(islice(counts.items(), _FIRST))
    yield bars(first, total=total, hints=KINDS)
    if len(counts) > len(first):
        rest = dict(islice(counts.items(), _FIRST, None))
        yield details(f"{len(rest):,} more", bars(rest, total=total, hints=KINDS))
    rules = [(el("code", rule), number(count)) for rule, count in report["cuts_by_rule"].items()]
    note = None
    if report["resumed_at"]:
        note = el("p", "Of this session; which rules cut before it is known only with --explain.", class_="note")
    yield details(f"By rule ({len(rules):,})", note, table(("rule", "#blocks"), rules))


def _methods(report: Mapping[str, Any]) -> Iterator[ET.Element]:
    hints = {"page": "page alone", "site": "site profile", "text": "was text already"}
    yield bars({hints.get(m, m): n for m, n in report["methods"].items()}, total=report["records"])
    if report["profiles"] is not None:
        yield el("h3", "Site profiles")
        statuses = report["profiles"]["sites"]
        yield bars(statuses, total=sum(statuses.values())) if statuses else el("p", "None.")


def _slowest(report: Mapping[str, Any]) -> Iterator[ET.Element]:
    rows = [(el("code", entry["source"]), number(entry["seconds"])) for entry in report["slowest"]]
    if not rows:
        yield el("p", "None.")
        return
    head = ("page", "#seconds")
    yield table(head, rows[:5])
    if len(rows) > 5:
        yield details(f"{len(rows) - 5} more", table(head, rows[5:]))


def _settings(report: Mapping[str, Any]) -> Iterator[ET.Element]:
    settings = dict(report["settings"])
    versions = [(name, el("code", version)) for name, version in report["versions"].items()]
    versions.append(("rules", el("code", report["rules"][:16])))
    yield table(("part", "version"), versions)
    flat = {**settings, **settings.pop("reading"), **settings.pop("options")}
    rows = [(name.replace("_", " "), el("code", str(value))) for name, value in flat.items() if _is_set(value)]
    yield details("Options", table(("option", "value"), rows))
    passed = report["passed_over"]
    if passed:
        files = [(name, number(count)) for name, count in passed.items()]
        yield details(f"Passed over ({sum(passed.values()):,})", table(("what", "#number"), files))
    if report["workers_replaced"]:
        yield el("p", number(report["workers_replaced"]), " workers were replaced.")


def _is_set(value: object) -> bool:
    return value not in (None, [], (), "", False) and not (isinstance(value, tuple | list) and not any(value))
