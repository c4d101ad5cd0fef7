"""What is counted of sites."""

from __future__ import annotations

from typing import Any

from support.reports import record, reject

from newsclean.model import Reason
from newsclean.run.site_stats import OTHER_SITES, SiteTable
from newsclean.run.stats import Stats


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
