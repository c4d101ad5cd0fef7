"""The samples are the golden tests: what a reader of each page would write down is what must come out.

`samples/expected/SITE/PAGE.txt` is the story as a person reads it off the page, `PAGE.json` its metadata
and, under `removes`, the kinds of boilerplate that the rules must at least have found; a page that is
not an article has a `reason` instead. Expectations are corrected by hand, never by a program.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from newsclean import Article, Context, Page, Skip, clean_page
from newsclean.cli.main import cli

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
EXPECTED = SAMPLES / "expected"
PAGES = sorted(
    path.relative_to(SAMPLES)
    for path in SAMPLES.rglob("*")
    if path.is_file() and EXPECTED not in path.parents and path.name != "README.md"
)
TYPES = {".md": "text/markdown", ".txt": "text/plain"}


def wanted(name: Path) -> dict[str, Any]:
    """The expected fields of a sample."""
    loaded: dict[str, Any] = json.loads((EXPECTED / name).with_suffix(".json").read_text(encoding="utf-8"))
    return loaded


def story(name: Path) -> str:
    """The expected text of a sample."""
    return (EXPECTED / name).with_suffix(".txt").read_text(encoding="utf-8").removesuffix("\n")


def read(name: Path) -> Page:
    body = (SAMPLES / name).read_bytes()
    return Page(str(Path("samples") / name), body, content_type=TYPES.get(name.suffix))


ARTICLES = [name for name in PAGES if "reason" not in wanted(name)]
OTHERS = [name for name in PAGES if "reason" in wanted(name)]


def assert_expected(record: dict[str, Any], name: Path) -> None:
    want = wanted(name)
    assert record["text"].split("\n") == story(name).split("\n")
    removes = set(want.pop("removes"))
    assert {key: record[key] for key in want} == want
    assert removes <= {row["kind"] for row in record["removed"]}
    assert record["id"] == hashlib.sha256((SAMPLES / name).read_bytes()).hexdigest()[:32]


def test_every_sample_has_its_expectation_and_the_other_way_round() -> None:
    assert {name.with_suffix("") for name in PAGES} == {
        path.relative_to(EXPECTED).with_suffix("") for path in EXPECTED.rglob("*.json")
    }


@pytest.mark.parametrize("name", ARTICLES, ids=str)
def test_a_sample_gives_what_a_person_reads_off_it(name: Path, context: Context) -> None:
    article = clean_page(read(name), context)
    assert isinstance(article, Article), article
    assert_expected(article.to_dict(), name)


@pytest.mark.parametrize("name", OTHERS, ids=str)
def test_a_sample_without_an_article_is_skipped_with_its_reason(name: Path, context: Context) -> None:
    skip = clean_page(read(name), context)
    assert isinstance(skip, Skip), skip
    assert skip.reason == wanted(name)["reason"]


@pytest.mark.parametrize("name", ARTICLES, ids=str)
def test_cleaning_a_clean_text_leaves_it_as_it_is(name: Path, context: Context) -> None:
    page = Page("clean.txt", story(name).encode(), content_type="text/plain")
    article = clean_page(page, context)
    assert isinstance(article, Article), article
    assert article.text == story(name)


def assert_all_expected(records: list[dict[str, Any]]) -> None:
    found = {Path(row["source"]).relative_to("samples"): row for row in records}
    # Text files in a directory are ignored unless they are named.
    assert sorted(found) == [name for name in ARTICLES if name.suffix != ".md"]
    for name, row in found.items():
        assert_expected(row, name)


def test_a_run_that_learns_the_sites_gives_the_same_records(
    samples_run: tuple[subprocess.CompletedProcess[bytes], Path],
    read_records: Callable[[bytes], list[dict[str, Any]]],
) -> None:
    done, output = samples_run
    assert done.returncode == 0, done.stderr.decode()
    records = read_records(output.read_bytes())
    assert_all_expected(records)
    # One site has enough pages for a profile; which of them it covers is the profile's affair.
    assert "saltmarshrecord.example" in {row["site"] for row in records if row["method"] == "site"}


@pytest.mark.usefixtures("in_process")
def test_a_run_that_learns_nothing_gives_the_same_records(
    read_records: Callable[[bytes], list[dict[str, Any]]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(ROOT)
    done = CliRunner().invoke(cli, ["samples/", "--no-learn", "-o", str(tmp_path / "o.jsonl")])
    assert done.exit_code == 0, done.output
    records = read_records((tmp_path / "o.jsonl").read_bytes())
    assert_all_expected(records)
    assert {row["method"] for row in records} == {"page"}
