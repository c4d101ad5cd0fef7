"""The report: one dict, shown as JSON and as a page; its statements about sites; nothing of a page becomes markup."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from lxml import html as parser  # type: ignore[import-untyped]
from support.pages import scrape
from support.reports import HOSTILE, check_numbers, finished, made_up, record, rows

from newsclean.cli.clean import run_and_report
from newsclean.options import Options
from newsclean.report.html import as_html
from newsclean.run.config import RunConfig
from newsclean.run.outcome import Outcome, Reading
from newsclean.run.stats import Stats


@pytest.fixture(scope="module")
def report() -> dict[str, Any]:
    return made_up()


@pytest.fixture(scope="module")
def shown(report: dict[str, Any]) -> str:
    return as_html(report)


def test_the_page_shows_the_numbers_of_the_json_report(report: dict[str, Any], shown: str) -> None:
    check_numbers(shown, report)


def test_the_page_is_standalone(shown: str) -> None:
    document = parser.fromstring(shown)
    assert not document.xpath("//script | //link | //img | //iframe | //@src | //@href | //@onclick")
    (policy,) = document.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")
    assert "url(" not in shown
    assert "@import" not in shown


def test_names_from_outside_are_text(report: dict[str, Any], shown: str) -> None:
    assert HOSTILE in {row["site"] for row in report["sites"]}
    assert "<script" not in shown
    assert "&lt;script&gt;alert" in shown
    assert not set("\x1b\u202e") & set(shown)
    shown.encode()  # raises on lone surrogates


def test_a_report_without_pages_is_a_page(tmp_path: Path) -> None:
    text = as_html(finished(Stats()))
    assert "No page was found in the inputs." in text
    assert "No site has suspicious results." in text


def test_an_update_shows_what_was_known() -> None:
    report = {**finished(Stats()), "update": {"known": 28, "new": 1, "changed": 1}}
    tile = " ".join(parser.fromstring(as_html(report)).xpath("//*[@id='known' and ./dt]//text()"))
    assert tile.split() == ["Known", "28", "unchanged", "since", "earlier", "runs;", "1", "changed"]
    assert "Known" not in as_html(finished(Stats()))


def test_coverage_and_lengths_are_counted_and_shown() -> None:
    stats = Stats()
    for n, words in enumerate((30, 80, 80, 5000)):
        counts = record("a.example", words=words).counts
        assert counts is not None
        known = ("title", "published") if n else ("title",)
        reading = Reading(f"Title {n}", "First <line>.", "Last line.", (("ad", "Buy ropes."),))
        stats.add(str(n), Outcome(b"", None, counts._replace(known=known, reading=reading)))
    report = finished(stats)
    assert report["known"] == {"title": 4, "authors": 0, "published": 3, "url": 0}
    assert {row["from_words"]: row["records"] for row in report["lengths"] if row["records"]} == {0: 1, 75: 2, 2400: 1}
    assert report["sites"][0]["known"]["published"] == 3
    document = parser.fromstring(as_html(report))
    assert rows(as_html(report), "known")["date"] == (3.0,)
    assert rows(as_html(report), "lengths")["75 to 149"] == (2.0,)
    cards = document.xpath("//section[@id='readings']//article")
    assert len(cards) == 4
    assert "First <line>." in cards[0].text_content()
    assert cards[0].xpath("string(.//s)") == "Buy ropes."


def test_the_articles_to_read_are_a_sample_that_does_not_depend_on_their_order() -> None:
    def sample(numbers: range) -> list[dict[str, Any]]:
        stats = Stats()
        for n in numbers:
            counts = record("a.example").counts
            assert counts is not None
            stats.add(f"p{n}", Outcome(b"", None, counts._replace(reading=Reading(str(n), "a", "b"))))
        found: list[dict[str, Any]] = stats.to_dict()["readings"]
        return found

    assert sample(range(500)) == sample(range(499, -1, -1))
    assert len(sample(range(500))) == 6


def test_local_time_stands_beside_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Kolkata")
    time.tzset()
    try:
        report = finished(Stats())
    finally:
        monkeypatch.undo()
        time.tzset()
    assert report["local"]["started"] == "2026-01-02T03:00:00+05:30"
    assert "UTC (2026-01-02 03:00 to " in as_html(report)
    assert "local time, +05:30)" in as_html(report)


def test_near_duplicates_are_shown_if_there_are_any() -> None:
    stats = Stats()
    stats.add("1", record("a.example"))
    assert "Near-duplicates" not in as_html(finished(stats))
    stats.add("2", record("a.example")._replace(duplicate=True))
    document = parser.fromstring(as_html(finished(stats)))
    assert document.xpath("string(//*[@id='duplicates']//data/@value)") == "1"


def test_a_run_writes_the_same_report_twice(tmp_path: Path) -> None:
    scrape(tmp_path / "in", 20)
    (tmp_path / "in" / "<b>.html").write_bytes(b"")
    files = (str(tmp_path / "r.json"), str(tmp_path / "r.html"))
    run_and_report(
        RunConfig(
            (str(tmp_path / "in"),),
            options=Options(latest="2024-01-01"),
            output=str(tmp_path / "o.jsonl"),
            reports=files,
            jobs=0,
            verbosity=-1,
        )
    )
    report = json.loads(Path(files[0]).read_bytes())
    text = Path(files[1]).read_text(encoding="utf-8")
    check_numbers(text, report)
    assert "<b>" not in text
    assert report["timeline"][-1]["pages"] == report["pages"] == 21


def test_a_resumed_run_reports_all_pages_and_its_sessions(tmp_path: Path) -> None:
    scrape(tmp_path / "in", 20)
    place = str(tmp_path / "r.json")

    def go(**changes: Any) -> dict[str, Any]:
        options = Options(latest="2024-01-01", explain=True)
        plan = RunConfig(
            (str(tmp_path / "in"),), options=options, output=str(tmp_path / "o.jsonl"), jobs=0, verbosity=-1
        )
        for name, value in {"learn": False, "reports": (place,), **changes}.items():
            object.__setattr__(plan, name, value)
        run_and_report(plan)
        report: dict[str, Any] = json.loads(Path(place).read_bytes())
        return report

    go(limit=8)
    parts = go(resume=True)
    assert [session["pages"] for session in parts["sessions"]] == [0, 8]
    assert parts["timeline"][0]["pages"] == 8
    assert "resumed after 8 pages" in as_html(parts)
    whole = go(overwrite=True)
    for key in ("pages", "records", "words", "rejects_by_reason", "cuts_by_kind", "cuts_by_rule", "languages", "sites"):
        assert parts[key] == whole[key], key


def test_every_key_of_the_report_is_documented(report: dict[str, Any]) -> None:
    text = (Path(__file__).parents[2] / "docs" / "report.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"`(\w+)`", text))
    signs = {sign["what"] for entry in report["sites_to_check"] for sign in entry["why"]}
    (row, *_) = report["sites"]
    assert {*report, *row, *row["examples"], *signs} <= documented
