"""The sites of a report."""

from __future__ import annotations

import shlex
from typing import Any

from support.reports import made_up

from newsclean.report.sites import cards, explain_command, site_rows


def test_each_suspicious_site_has_figures_and_pages_that_show_it() -> None:
    report = made_up()
    found = cards(report)
    assert [card["site"] for card in found] == [entry["site"] for entry in report["sites_to_check"]]
    assert all(card["signs"] and card["examples"] for card in found)
    for name, figures in (sign for card in found for sign in card["signs"]):
        assert name
        assert " of " in figures or name == "no profile"


def test_bars_are_as_wide_as_their_share_of_the_largest_site() -> None:
    rows = site_rows(made_up())
    widths = [round(sum(width for _, width in row["bar"]), 6) for row in rows]
    assert widths == sorted(widths, reverse=True)
    assert widths[0] == 100


def test_a_site_without_records_has_dashes() -> None:
    report = made_up()
    empty = {**report["sites"][0], "records": 0, "rejects": 3, "pages": 3}
    (row,) = site_rows({"sites": [empty]})
    assert (row["words"], row["dated"], row["by_profile"]) == ("–", "–", "–")
    assert [tone for tone, _ in row["bar"]] == ["warn"]


def test_the_command_explains_as_the_run_cleaned() -> None:
    report: dict[str, Any] = {"output": "my news.jsonl", "settings": {"learn": True}, "profiles": {"good": 1}}
    assert shlex.split(explain_command(report))[-1] == "my news.jsonl.run.json"
    assert explain_command({**report, "profiles": {}}) == "newsclean explain SOURCE"
    assert explain_command({**report, "output": None}) == "newsclean explain SOURCE"
