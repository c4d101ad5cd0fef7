"""The report of a run as HTML, suspicious sites first.

It shows the dict that the JSON report is made of and nothing else, so that the two cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from newsclean.errors import Exit
from newsclean.kinds import KINDS
from newsclean.model import Reason
from newsclean.output.files import write_atomically
from newsclean.report.plots import course, dates, lengths
from newsclean.report.render import render, share
from newsclean.report.sites import cards, explain_command, site_rows
from newsclean.run.history import in_words
from newsclean.run.progress import duration

_OPEN_ROWS, _OPEN_SITES, _OPEN_CARDS = 12, 25, 6  # shown at once; the rest is folded away
_METHODS = {
    "page": "page alone",
    "site": "site profile",
    "config": "site rule or configuration",
    "text": "was text already",
}
_COVERED = {"title": "title", "published": "date", "authors": "author", "url": "URL"}
_STATUS = {
    Exit.DONE: ("good", "Finished."),
    Exit.FAILED_PAGES: ("warn", "Finished, but some pages failed."),
    Exit.OUTPUT: ("bad", "Stopped: the output could not be written."),
    Exit.INTERRUPTED: ("bad", "Interrupted; resume with --resume."),
    Exit.TERMINATED: ("bad", "Stopped by a signal; resume with --resume."),
}


def write_html(path: str, report: Mapping[str, Any]) -> None:
    """Write the HTML of a report. Raises `OutputError`."""
    write_atomically(path, as_html(report).encode())


def as_html(report: Mapping[str, Any]) -> str:
    """Return the HTML of a report, as `report.build` makes it."""
    return render("report.html", report=report, view=_view(report))


def _view(report: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the template shows in addition to the report's own values."""
    tone, message = _STATUS.get(Exit(report["status"]), ("bad", "Ended."))
    if not report["pages"]:
        message = "No page was found in the inputs."
    rejects = list(report["rejects_by_reason"].items())
    return {
        "status": {"tone": tone, "message": message},
        "times": _times(report),
        "inputs": _inputs(report["settings"]),
        "tiles": list(_tiles(report)),
        "cards": cards(report),
        "explain_command": explain_command(report),
        "sessions": [(s["started"].replace("T", " ")[:16], s["pages"]) for s in report["sessions"]],
        "course": course(report),
        "known": [(name, report["known"][field]) for field, name in _COVERED.items()],
        "lengths": lengths(report),
        "lost": [in_words(change) for change in report["lost"]],
        "rejects": rejects,
        "reject_tones": {reason: "bad" if Reason(reason).is_failure else "warn" for reason, _ in rejects},
        "cuts": list(report["cuts_by_kind"].items()),
        "kinds": KINDS,
        "languages": list(report["languages"].items()),
        "dates": dates(report),
        "sites": site_rows(report),
        "methods": [(_METHODS.get(name, name), n) for name, n in report["methods"].items()],
        "profiles": list(report["profiles"]["sites"].items()) if report["profiles"] is not None else [],
        "slowest": [(entry["source"], entry["seconds"]) for entry in report["slowest"]],
        "versions": [*report["versions"].items(), ("rules", report["rules"][:16])],
        "options": list(_options(report["settings"])),
        "open_rows": _OPEN_ROWS,
        "open_sites": _OPEN_SITES,
        "open_cards": _OPEN_CARDS,
    }


def _tiles(report: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    failures = sum(n for reason, n in report["rejects_by_reason"].items() if Reason(reason).is_failure)
    done = report["pages"] - (report["resumed_at"] or 0)
    rate = f"{done / max(report['seconds'], 1e-6):,.1f} pages a second"
    records, words = report["records"], report["words"]
    rows = [
        ("pages", "Pages in", report["pages"], rate),
        ("records", "Articles", records, f"{share(records, report['pages'])} of the pages"),
        ("rejects-all", "Rejects", report["rejects"], f"{failures:,} of them failures" if failures else "no failures"),
        ("words", "Words", words, f"{words / max(records, 1):,.0f} an article"),
        ("cut", "Blocks cut", sum(report["cuts_by_kind"].values()), "of boilerplate, by rules"),
        ("teasers", "Teasers", report["truncated"], "articles known to be cut short"),
    ]
    if report["duplicates"]:
        rows.append(("duplicates", "Near-duplicates", report["duplicates"], "of an earlier article"))
    if report["update"] is not None:
        changed = report["update"]["changed"]
        rows.append(("known", "Known", report["update"]["known"], f"unchanged since earlier runs; {changed:,} changed"))
    for key, name, value, note in rows:
        yield {"id": key, "name": name, "value": value, "note": note}


def _inputs(settings: Mapping[str, Any]) -> str:
    inputs = settings["inputs"]
    shown = ", ".join(inputs[:3]) + (f" and {len(inputs) - 3:,} more" if len(inputs) > 3 else "")
    if settings["reading"]["files_from"]:
        shown = ", ".join(filter(None, (shown, "a list of files")))
    return shown or "standard input"


def _times(report: Mapping[str, Any]) -> str:
    line = f"{_span(report['started'], report['ended'])} UTC"
    local = report["local"]
    if local["ended"][-6:] != "+00:00":
        line += f" ({_span(local['started'], local['ended'])} local time, {local['ended'][-6:]})"
    return line if report["resumed_at"] is not None else f"{line}, {duration(report['seconds'])}"


def _span(started: str | None, ended: str) -> str:
    """Return two times in a line, the day of the second only where it is another."""
    first, last = (str(time or "").replace("T", " ")[:16] for time in (started, ended))
    return f"{first} to {last[11:] if first[:10] == last[:10] else last}"


def _options(settings: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    nested = {**settings["reading"], **settings["options"]}
    flat = {**{key: value for key, value in settings.items() if key not in ("reading", "options")}, **nested}
    for name, value in flat.items():
        is_empty = value in (None, [], (), "", False) or (isinstance(value, tuple | list) and not any(value))
        if not is_empty:
            yield name.replace("_", " "), str(value)
