"""What the report's page says of sites: those that look wrong, and all of them."""

from __future__ import annotations

import shlex
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from typing import Any

from newsclean.report.charts import share
from newsclean.report.widgets import details, el, number, table
from newsclean.run.site_stats import SHORT_WORDS

_SITES_FIRST, _SITES = 25, 500  # rows that stand open, and that there are at all
_WRONG_FIRST, _WRONG = 6, 100

# Which of a site's example pages show what is wrong.
_EXAMPLES_OF = {
    "failures": "rejects",
    "rejects": "rejects",
    "short": "shortest",
    "truncated": "truncated",
    "profile_disagrees": "method_page",
    "profile_drift": "method_page",
}


def wrong(report: Mapping[str, Any]) -> Iterator[ET.Element]:
    """The sites that look wrong, each with what is wrong and pages that show it."""
    found = report["sites_to_check"]
    if not found:
        yield el("p", "No site looks wrong.")
        return
    rows = {row["site"]: row for row in report["sites"]}
    cards = [_card(entry, rows[entry["site"]]) for entry in found[:_WRONG]]
    command = "newsclean explain SOURCE"
    if report["output"] and report["settings"]["learn"] and report["profiles"]:
        command += f" --sites {shlex.quote(report['output'] + '.run.json')}"
    counts = f"{len(found):,} of {len(report['sites']):,} sites. "
    yield el("p", counts, el("code", command), " shows what is kept and cut of a page.", class_="note")
    yield el("div", *cards[:_WRONG_FIRST], class_="cards")
    if len(cards) > _WRONG_FIRST:
        more = el("div", *cards[_WRONG_FIRST:], class_="cards")
        yield details(f"{len(found) - _WRONG_FIRST:,} more", more, _left(len(found) - len(cards)))


def _left(count: int) -> ET.Element | None:
    """What is said of rows that the page has no room for."""
    return el("p", f"{count:,} more stand in the JSON report.", class_="note") if count else None


def _card(entry: Mapping[str, Any], row: Mapping[str, Any]) -> ET.Element:
    signs = [el("li", *_sign(sign, row)) for sign in entry["why"]]
    seen: dict[str, str] = {}
    for sign in entry["why"]:
        for example in row["examples"][_EXAMPLES_OF[sign["what"]]]:
            seen.setdefault(example["source"], example.get("reason") or f"{example['words']:,} words")
    examples = [el("li", el("code", source), " ", el("span", note, class_="note")) for source, note in seen.items()]
    return el(
        "article",
        el("h3", entry["site"]),
        el("ul", *signs, class_="signs"),
        el("ul", *examples, class_="examples"),
        class_="bad" if entry["why"][0]["what"] == "failures" else None,
    )


def _sign(sign: Mapping[str, Any], row: Mapping[str, Any]) -> Iterator[ET.Element | str]:
    part = f"{share(sign['count'], sign['of'])} of {sign['of']:,}"
    reasons = ", ".join(f"{reason} {n:,}" for reason, n in row["rejects_by_reason"].items())
    words = row["words"] / max(row["records"], 1)
    strong, said = {
        "failures": ("pages failed", f"{part} pages"),
        "rejects": ("many rejects", f"{part} pages: {reasons}"),
        "short": ("short bodies", f"{part} articles under {SHORT_WORDS} words, {words:,.0f} on average"),
        "truncated": ("teasers", f"{part} articles are cut short by the site"),
        "profile_disagrees": ("no profile", "what was learned does not foretell the site's own pages"),
        "profile_drift": ("profile drift", f"it does not fit {part} articles: a new layout?"),
    }[sign["what"]]
    yield el("strong", strong)
    yield f" {said}"


def sites(report: Mapping[str, Any]) -> Iterator[ET.Element]:
    """All sites, as far as there is room, those with most pages first."""
    most = max((row["pages"] for row in report["sites"]), default=1)
    rows = [_site_row(row, most) for row in report["sites"][:_SITES]]
    head = ("site", "#pages", "#articles", "#rejects", "#words each", "#by profile")
    yield table(head, rows[:_SITES_FIRST], class_="wide")
    if len(rows) > _SITES_FIRST:
        more = table(head, rows[_SITES_FIRST:], class_="wide")
        left = _left(len(report["sites"]) - len(rows))
        yield details(f"{len(report['sites']) - _SITES_FIRST:,} more", more, left)


def _site_row(row: Mapping[str, Any], most: int) -> tuple[ET.Element | str, ...]:
    """A site's cells; under its name a bar of its articles and rejects, `most` pages wide in full."""
    records = row["records"]
    parts = ((records, "usual"), (row["rejects"], "warn"))
    bar = [el("i", class_=tone, style=f"width:{100 * count / most:.2f}%") for count, tone in parts if count]
    return (
        el("span", row["site"], el("span", *bar, class_="part")),
        number(row["pages"]),
        number(records),
        number(row["rejects"]),
        f"{row['words'] / records:,.0f}" if records else "–",
        share(row["methods"].get("site", 0), records) or "–",
    )
