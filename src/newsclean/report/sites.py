"""The sites of a report: those with suspicious results, and all of them."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import Any

from newsclean.report.render import share
from newsclean.run.site_stats import SHORT_WORDS

_MAX_SITES, _MAX_CARDS = 500, 100

# Which of a site's example pages show what is wrong.
_EXAMPLES_OF = {
    "failures": "rejects",
    "rejects": "rejects",
    "short": "shortest",
    "truncated": "truncated",
    "profile_disagrees": "method_page",
    "profile_drift": "method_page",
}


def cards(report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the sites with suspicious results, each with what is suspicious and pages that show it."""
    rows = {row["site"]: row for row in report["sites"]}
    return [_card(entry, rows[entry["site"]]) for entry in report["sites_to_check"][:_MAX_CARDS]]


def explain_command(report: Mapping[str, Any]) -> str:
    """Return the command that explains a page of the run as the run cleaned it."""
    if report["output"] and report["settings"]["learn"] and report["profiles"]:
        return f"newsclean explain SOURCE --sites {shlex.quote(report['output'] + '.run.json')}"
    return "newsclean explain SOURCE"


def _card(entry: Mapping[str, Any], row: Mapping[str, Any]) -> dict[str, Any]:
    examples: dict[str, str] = {}
    for sign in entry["why"]:
        for example in row["examples"][_EXAMPLES_OF[sign["what"]]]:
            examples.setdefault(example["source"], example.get("reason") or f"{example['words']:,} words")
    return {
        "site": entry["site"],
        "signs": [_sign(sign, row) for sign in entry["why"]],
        "examples": list(examples.items()),
        "is_failing": entry["why"][0]["what"] == "failures",
    }


def _sign(sign: Mapping[str, Any], row: Mapping[str, Any]) -> tuple[str, str]:
    """Return the name of a suspicious sign and its figures."""
    part = f"{share(sign['count'], sign['of'])} of {sign['of']:,}"
    reasons = ", ".join(f"{reason} {n:,}" for reason, n in row["rejects_by_reason"].items())
    words = row["words"] / max(row["records"], 1)
    return {
        "failures": ("pages failed", f"{part} pages"),
        "rejects": ("many rejects", f"{part} pages: {reasons}"),
        "short": ("short bodies", f"{part} articles under {SHORT_WORDS} words, {words:,.0f} on average"),
        "truncated": ("teasers", f"{part} articles are cut short by the site"),
        "profile_disagrees": ("no profile", "the profile fails validation on held-out pages"),
        "profile_drift": ("profile drift", f"it does not fit {part} articles: a new layout?"),
    }[sign["what"]]


def site_rows(report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of all sites, as far as there is room, those with most pages first."""
    most = max((row["pages"] for row in report["sites"]), default=1)
    return [_site_row(row, most) for row in report["sites"][:_MAX_SITES]]


def _site_row(row: Mapping[str, Any], most: int) -> dict[str, Any]:
    """Return a site's cells; under its name a bar of its articles and rejects, `most` pages wide in full."""
    records, rejects = row["records"], row["rejects"]
    return {
        "site": row["site"],
        "bar": [(tone, 100 * n / most) for n, tone in ((records, "usual"), (rejects, "warn")) if n],
        "pages": row["pages"],
        "records": records,
        "rejects": rejects,
        "words": f"{row['words'] / records:,.0f}" if records else "–",
        "dated": share(row["known"]["published"], records) or "–",
        "signed": share(row["known"]["authors"], records) or "–",
        "by_profile": share(row["methods"].get("site", 0), records) or "–",
    }
