"""The report: one dict, shown as JSON and as a page; what it says of sites; nothing of a page becomes markup."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from lxml import html as parser  # type: ignore[import-untyped]
from support.pages import scrape
from support.reports import HOSTILE, check_numbers, finished, made_up, record, reject, rows

from newsclean.cli.clean import run_and_report
from newsclean.model import Reason, Skip
from newsclean.options import Options
from newsclean.report.html import as_html
from newsclean.report.plots import Column, columns, course, dates
from newsclean.report.render import render, share
from newsclean.run.config import RunConfig
from newsclean.run.outcome import Outcome, Reading
from newsclean.run.site_stats import OTHER_SITES, SiteTable
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


def test_coverage_and_lengths_are_counted_and_shown() -> None:
    stats = Stats()
    for n, words in enumerate((30, 80, 80, 5000)):
        counts = record("a.example", words=words).counts
        assert counts is not None
        known = ("title", "published") if n else ("title",)
        reading = Reading(f"Title {n}", "First <line>.", "Last line.", (("ad", "Buy ropes."),))
        stats.add(str(n), Outcome(b"", None, counts._replace(known=known, reading=reading)))
    told = finished(stats)
    assert told["known"] == {"title": 4, "authors": 0, "published": 3, "url": 0}
    assert {row["from_words"]: row["records"] for row in told["lengths"] if row["records"]} == {0: 1, 75: 2, 2400: 1}
    assert told["sites"][0]["known"]["published"] == 3
    document = parser.fromstring(as_html(told))
    assert rows(as_html(told), "known")["date"] == (3.0,)
    assert rows(as_html(told), "lengths")["75 to 149"] == (2.0,)
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
        told = finished(Stats())
    finally:
        monkeypatch.undo()
        time.tzset()
    assert told["local"]["started"] == "2026-01-02T03:00:00+05:30"
    assert "UTC (2026-01-02 03:00 to " in as_html(told)
    assert "local time, +05:30)" in as_html(told)


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
    told = json.loads(Path(files[0]).read_bytes())
    text = Path(files[1]).read_text(encoding="utf-8")
    check_numbers(text, told)
    assert "<b>" not in text
    assert told["timeline"][-1]["pages"] == told["pages"] == 21


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
        told: dict[str, Any] = json.loads(Path(place).read_bytes())
        return told

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


def site_rows(outcomes: list[tuple[str, Any]]) -> dict[str, dict[str, Any]]:
    stats = Stats()
    for source, outcome in outcomes:
        stats.add(source, outcome)
    return {row["site"]: row for row in stats.to_dict()["sites"]}


def test_pages_without_an_address_belong_to_the_site_of_their_directory() -> None:
    rows = site_rows(
        [
            ("in/a/0.html", reject("in/a/0.html", Reason.EMPTY)),
            ("in/a/1.html", record("a.example")),
            ("in/b/1.html", record("b.example")),
            ("in/b/2.html", record("c.example")),
            ("in/b/3.html", reject("in/b/3.html", Reason.EMPTY)),
            ("in/b/4.html", reject("in/b/4.html", Reason.TIMEOUT, "https://www.b.example/4")),
            ("pages.jsonl#7", record(None)),
        ]
    )
    assert {site: (row["records"], row["rejects"]) for site, row in rows.items()} == {
        "a.example": (1, 1),
        "b.example": (1, 1),
        "c.example": (1, 0),
        "in/b/": (0, 1),
        "pages.jsonl/": (1, 0),
    }


def test_many_pages_of_unknown_sites_are_not_ascribed_to_the_one_that_is_known() -> None:
    rows = site_rows([("in/1.html", record("a.example")), *((f"in/{n}.html", record(None)) for n in range(2, 9))])
    assert {site: row["pages"] for site, row in rows.items()} == {"a.example": 1, "in/": 7}


def signs(outcomes: list[Any], profiles: dict[str, int] | None = None) -> dict[str, tuple[int, int]]:
    stats = Stats()
    for number, outcome in enumerate(outcomes):
        stats.add(f"in/{number}.html", outcome)
    found = stats.to_dict({"a.example": profiles or {}})["sites_to_check"]
    return {sign["what"]: (sign["count"], sign["of"]) for entry in found for sign in entry["why"]}


def test_sites_that_look_wrong_are_named_with_what_is_wrong() -> None:
    good = [record("a.example")] * 10
    address = "http://a.example/"
    assert signs(good) == {}
    assert signs([*good, *[reject("x", Reason.NO_ARTICLE, address)] * 5]) == {"rejects": (5, 15)}
    assert signs([*good, reject("x", Reason.TIMEOUT, address)]) == {"failures": (1, 11)}
    assert signs([*good, *[record("a.example", words=40)] * 10]) == {"short": (10, 20)}
    assert signs([*good, *[record("a.example", truncated=True)] * 10]) == {"truncated": (10, 20)}
    assert signs(good, {"disagrees": 1, "good": 1}) == {"profile_disagrees": (10, 10)}
    assert signs(good, {"good": 1}) == {"profile_drift": (10, 10)}
    assert signs([record("a.example", method="site")] * 10, {"good": 1}) == {}
    assert signs([reject("x", Reason.EMPTY, address)] * 4) == {}  # too few to tell


def test_each_sign_comes_with_pages_that_show_it() -> None:
    table = SiteTable()
    for number, words in enumerate((500, 30, 400, 20, 60, 10)):
        outcome = record("a.example", words=words, truncated=number == 2, method="page" if number > 3 else "site")
        assert outcome.counts is not None
        table.add_record(f"{number}.html", outcome.counts)
    table.add_reject("6.html", "http://a.example/6", "timeout")
    (row,) = table.to_list({})
    assert {sort: [example["source"] for example in found] for sort, found in row["examples"].items()} == {
        "rejects": ["6.html"],
        "shortest": ["5.html", "3.html", "1.html"],
        "truncated": ["2.html"],
        "method_page": ["4.html", "5.html"],
    }


def test_a_million_sites_do_not_fill_the_memory() -> None:
    table = SiteTable()
    outcome = record(None).counts
    assert outcome is not None
    for number in range(10_050):
        table.add_record(f"in/{number}/{'x' * 900}.html", outcome)
        table.add_reject(f"in/{number}/{'y' * 900}.html", None, "empty")
    assert len(table.rows) == 10_001
    assert table.rows[OTHER_SITES].records == 50
    assert max(len(name) for row in table.rows.values() for _, name in row.shortest) <= 400


def test_the_course_of_a_run_adds_up_in_its_columns() -> None:
    notes = [{"seconds": 10.0 * n, "pages": n * n, "rejects": n} for n in range(3, 200)]
    sessions: dict[str, Any] = {"resumed_at": None, "sessions": [], "profiles": {}}
    found = course({"timeline": notes, **sessions})
    assert found is not None
    titles = [column["title"] for column in found["plot"]["columns"]]
    assert len(titles) == 60
    counts = [title.partition(": ")[2].split()[::2] for title in titles]
    whole = [int(count.replace(",", "")) for pair in counts for count in pair]
    assert abs(sum(whole) - (199 * 199 - 9)) <= len(titles)
    names = [column["name"] for column in found["plot"]["columns"] if column["name"]]
    assert names == ["0", "5 min", "10 min", "15 min", "20 min", "25 min", "30 min"]
    assert course({"timeline": notes[:2], **sessions}) is None


def test_dates_are_shown_by_month_or_by_year() -> None:
    def names(months: dict[str, int]) -> list[str]:
        found = dates({"published_by_month": months})
        assert found is not None
        return [column["title"].partition(":")[0] for column in found["plot"]["columns"]]

    assert names({"2023-11": 1, "2024-02": 2, "unknown": 3}) == ["2023-11", "2023-12", "2024-01", "2024-02"]
    years = names({"1912-01": 5, "2024-02": 2})
    assert years[0] == "< 1985"
    assert years[-1] == "2024"
    assert len(years) == 41


def test_axes_end_at_round_numbers_above_the_highest_column() -> None:
    def axis(*heights: float) -> list[str]:
        plot = columns("x", [Column("", "", (height,)) for height in heights], ("usual",))
        return [line["name"] for line in plot["lines"]]

    assert axis(0) == ["0", "1"]
    assert axis(1, 1) == ["0", "1"]
    assert axis(7) == ["0", "5", "10"]
    assert axis(0.3) == ["0", "0.1", "0.2", "0.3"]
    assert axis(250_000) == ["0", "100,000", "200,000", "300,000"]


def test_shares_are_never_rounded_to_none_or_all() -> None:
    assert [share(n, 1000) for n in (0, 1, 500, 999, 1000)] == ["0 %", "< 1 %", "50 %", "> 99 %", "100 %"]


def test_text_put_into_a_template_is_text() -> None:
    line = {"text": "1 < 2 & \x00\x9b\ud800", "path": '"><i>', "kind": "", "by_rule": False, "why": "", "hint": None}
    skip = Skip("-", None, Reason.EMPTY, "two\nlines")
    page = render(
        "explain.html", source="a</title><b>", article=None, skip=skip, tiles=[], metadata=[], rules=[], record="",
        groups=[{"summary": "", "lines": [line]}],
    )  # fmt: skip
    document = parser.fromstring(page)
    assert not document.xpath("//b | //i")
    block = document.xpath("//div[@class='blocks']/p")[0]
    assert block.text == "1 < 2 & \\u0000\\u009b?"
    assert block.get("title") == '"><i>'
    assert document.xpath("string(//header/p[2])") == "two\nlines"
