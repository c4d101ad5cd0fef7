"""A run says which sites lost their dates, authors or length since the last run of the same output."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.newsroom import page_of, story

from newsclean.cli.clean import run_and_report
from newsclean.options import Options
from newsclean.run.config import RunConfig
from newsclean.run.history import changes, earlier_coverage, in_words, notes

HOST = "www.quay-observer.example"


def scrape(folder: Path, numbers: range, dated: bool) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        head = f'<meta property="article:published_time" content="2021-03-{number + 1:02}T06:00:00Z">' if dated else ""
        head += f'<link rel="canonical" href="https://{HOST}/news/{number}">'
        (folder / f"{number}.html").write_text(page_of(HOST, story(number), number, head=head))


def plan(root: Path, **changed: Any) -> RunConfig:
    config = RunConfig(
        (str(root / "in"),),
        options=Options(latest="2024-01-01"),
        output=str(root / "o.jsonl"),
        reports=(str(root / "r.json"),),
        jobs=0,
        learn=False,
    )
    return replace(config, **changed)


@pytest.mark.parametrize("update", [True, False])
def test_a_site_that_lost_its_dates_is_named(tmp_path: Path, update: bool, capsys: pytest.CaptureFixture[str]) -> None:
    scrape(tmp_path / "in", range(6), dated=True)
    run_and_report(plan(tmp_path, update=update))
    assert "lost since" not in capsys.readouterr().err
    assert json.loads((tmp_path / "r.json").read_bytes())["lost"] == []
    scrape(tmp_path / "in", range(6, 12) if update else range(6), dated=False)
    run_and_report(plan(tmp_path, update=update, overwrite=not update))
    (lost,) = json.loads((tmp_path / "r.json").read_bytes())["lost"]
    assert lost == {"site": "quay-observer.example", "what": "published", "before": 1.0, "after": 0.0, "records": 6}
    printed = "lost since the last run: quay-observer.example: dates on 0 % of 6 articles, 100 % before"
    assert printed in capsys.readouterr().err
    records = earlier_coverage(str(tmp_path / "o.jsonl"), has_run_file=True)["quay-observer.example"][0]
    assert records == (12 if update else 6)  # updates add up


def test_only_what_is_lost_by_sites_with_enough_articles_is_a_change() -> None:
    before = {
        "short.example": [10, 4000, 10, 10, 10, 10],
        "same.example": [10, 4000, 10, 8, 9, 10],
        "few.example": [4, 1600, 4, 4, 4, 4],
        "chance.example": [12, 4800, 12, 10, 12, 12],
        "gone.example": [10, 4000, 10, 10, 10, 10],
    }
    now = {
        "short.example": [20, 2000, 20, 20, 20, 20],
        "same.example": [10, 3000, 9, 6, 10, 10],
        "few.example": [9, 90, 0, 0, 0, 0],
        "chance.example": [7, 2800, 7, 3, 7, 7],
        "new.example": [9, 90, 0, 0, 0, 0],
    }
    (change,) = changes(before, now)
    assert in_words(change) == "short.example: 100 words an article (20 articles), 400 before"
    lines = list(notes([change] * 5))
    assert len(lines) == 4
    assert lines[-1].startswith("… and 2 more")


def test_a_run_file_that_is_none_has_no_history(tmp_path: Path) -> None:
    for text in ("", "[]", "{}", '{"coverage": {"a": 1}}'):
        (tmp_path / "o.run.json").write_text(text)
        assert earlier_coverage(str(tmp_path / "o"), has_run_file=True) == {}
    assert earlier_coverage(None, has_run_file=False) == {}
