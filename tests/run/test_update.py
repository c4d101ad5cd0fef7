"""A run with --update cleans what is new or changed, and all its runs together have the records of a whole run."""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest
import zstandard
from support.newsroom import page_of, story
from support.pages import article, scrape

from newsclean.cli.clean import run_and_report
from newsclean.errors import Exit, NewscleanError, UsageError
from newsclean.options import Options
from newsclean.readers import ReadOptions
from newsclean.readers.records import Keys
from newsclean.run.config import RunConfig, check
from newsclean.sites import load_sites

LATEST = Options(latest="2024-01-01")


def plan(root: Path, **changes: Any) -> RunConfig:
    """An update of root/o.jsonl from root/in, in this process."""
    standard = RunConfig(
        (str(root / "in"),), options=LATEST, output=str(root / "o.jsonl"), jobs=0, learn=False, update=True
    )
    return replace(standard, **changes)


def lines(path: Path) -> list[bytes]:
    data = path.read_bytes()
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    elif path.suffix == ".zst":
        data = zstandard.ZstdDecompressor().stream_reader(io.BytesIO(data), read_across_frames=True).read()
    return data.splitlines()


def sources(path: Path) -> list[str]:
    return [json.loads(line)["source"].rpartition("/in/")[2] for line in lines(path)]


def whole(root: Path, **changes: Any) -> tuple[list[bytes], list[bytes]]:
    """The lines of a run over everything, sorted."""
    output = root / "whole" / Path(changes.get("output", "o.jsonl")).name
    output.parent.mkdir(exist_ok=True)
    run_and_report(plan(root, **{**changes, "output": str(output), "update": False, "overwrite": True}))
    return sorted(lines(output)), sorted(lines(Path(f"{output}.rejects.jsonl")))


@pytest.mark.parametrize("name", ["o.jsonl", "o.jsonl.zst", "o.jsonl.gz"])
def test_updates_have_the_records_of_a_whole_run(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    config = plan(tmp_path, output=str(tmp_path / name))
    scrape(tmp_path / "in", 8)
    assert run_and_report(config) is Exit.DONE
    before = sources(tmp_path / name)
    scrape(tmp_path / "in", 17)
    assert run_and_report(config) is Exit.DONE
    assert sources(tmp_path / name)[: len(before)] == before
    assert run_and_report(config) is Exit.DONE
    assert "0 records, 0 rejected; 17 known" in capsys.readouterr().err
    found = sorted(lines(tmp_path / name)), sorted(lines(tmp_path / f"{name}.rejects.jsonl"))
    assert found == whole(tmp_path, output=str(tmp_path / name))


def test_a_page_that_changed_is_cleaned_again_also_one_that_was_rejected(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scrape(tmp_path / "in", 5)  # the fourth has no article
    run_and_report(plan(tmp_path))
    (tmp_path / "in" / "3" / "00003.html").write_bytes(article(50))
    (tmp_path / "in" / "4" / "00004.html").write_bytes(article(51))
    capsys.readouterr()
    run_and_report(plan(tmp_path))
    assert "2 records, 0 rejected; 3 known, 2 changed" in capsys.readouterr().err
    assert sources(tmp_path / "o.jsonl")[-2:] == ["3/00003.html", "4/00004.html"]


def test_what_a_killed_run_wrote_is_done_again_once(tmp_path: Path) -> None:
    scrape(tmp_path / "in", 6)
    run_and_report(plan(tmp_path))
    state = (tmp_path / "o.jsonl.run.json").read_bytes()
    scrape(tmp_path / "in", 12)
    run_and_report(plan(tmp_path))
    (tmp_path / "o.jsonl.run.json").write_bytes(state)  # as if it had not come so far
    with (tmp_path / "o.jsonl").open("ab") as file:
        file.write(b'{"source":"torn')
    run_and_report(plan(tmp_path))
    assert sorted(lines(tmp_path / "o.jsonl")) == whole(tmp_path)[0]


def test_an_output_of_other_runs_is_taken_over(tmp_path: Path) -> None:
    scrape(tmp_path / "in", 9)
    run_and_report(plan(tmp_path, update=False, limit=6))
    scrape(tmp_path / "in", 14)
    run_and_report(plan(tmp_path))
    assert (sorted(lines(tmp_path / "o.jsonl")), sorted(lines(tmp_path / "o.jsonl.rejects.jsonl"))) == whole(tmp_path)
    (tmp_path / "o.jsonl.known").unlink()  # a lost file of known pages is made anew
    run_and_report(plan(tmp_path))
    assert sorted(lines(tmp_path / "o.jsonl")) == whole(tmp_path)[0]
    with pytest.raises(NewscleanError, match="continue with --update"):
        run_and_report(plan(tmp_path, update=False, resume=True))


def test_entries_of_a_feed_that_moved_are_known(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def write(*numbers: int) -> None:
        rows = [json.dumps({"raw": article(number).decode()}) for number in numbers]
        (tmp_path / "feed.jsonl").write_text("\n".join(rows) + "\n")

    config = plan(tmp_path, paths=(str(tmp_path / "feed.jsonl"),), reading=ReadOptions(keys=Keys("raw")))
    write(3, 2, 1)
    run_and_report(config)
    write(5, 4, 3, 2)
    run_and_report(config)
    assert "; 2 known, 2 changed" in capsys.readouterr().err
    ids = [json.loads(line)["id"] for line in lines(tmp_path / "o.jsonl")]
    assert len(ids) == len(set(ids)) == 5


def test_inputs_may_be_others_but_not_options(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scrape(tmp_path / "in", 3)
    scrape(tmp_path / "more", 2)
    run_and_report(plan(tmp_path))
    run_and_report(plan(tmp_path, paths=(str(tmp_path / "more"),)))
    assert len(lines(tmp_path / "o.jsonl")) == 5
    with pytest.raises(NewscleanError, match="--min-words was 25, is 3"):
        run_and_report(plan(tmp_path, options=replace(LATEST, min_words=3)))
    rules = tmp_path / "own.toml"
    rules.write_text('language = "en"\n')
    run_and_report(plan(tmp_path, rule_files=(str(rules),)))
    assert "changed since the last run: --rules was not given" in capsys.readouterr().err
    shutil.rmtree(tmp_path / "in")
    (tmp_path / "in").mkdir()
    assert run_and_report(plan(tmp_path)) is Exit.FAILED_PAGES  # a directory that is not mounted
    assert run_and_report(plan(tmp_path, paths=(str(tmp_path / "more"),), overwrite=True)) is Exit.DONE
    assert len(lines(tmp_path / "o.jsonl")) == 2


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"output": None}, "needs -o FILE, like articles.jsonl.zst"),
        ({"output": "o.csv"}, "a CSV file is written as a whole: update -o FILE.jsonl.zst"),
        ({"output": "o.parquet"}, "a Parquet file is written as a whole"),
        ({"resume": True}, "mutually exclusive"),
        ({"rejects": "-"}, "needs a file for the rejects"),
    ],
)
def test_what_cannot_be_updated_is_said_before_anything_is_read(
    tmp_path: Path, changes: dict[str, Any], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        check(plan(tmp_path, **changes))


def test_a_feed_through_a_pipe_is_updated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def night(*numbers: int) -> None:
        lines = b"".join(orjson.dumps({"html": article(n).decode()}) + b"\n" for n in numbers)
        reader, writer = os.pipe()
        os.write(writer, lines)
        os.close(writer)
        monkeypatch.setattr("newsclean.readers.kept.STDIN_DESCRIPTOR", reader)
        run_and_report(plan(tmp_path, paths=("-",), verbosity=-1))
        os.close(reader)

    night(1, 2)
    night(3, 2, 1)
    ids = [json.loads(line)["id"] for line in lines(tmp_path / "o.jsonl")]
    assert len(ids) == len(set(ids)) == 3


def test_profiles_are_kept_and_grow(tmp_path: Path) -> None:
    """One page a night is too few to learn from, the nights together are not."""
    host = "www.quay-observer.example"
    folder = tmp_path / "in" / host
    folder.mkdir(parents=True)
    pages = []
    for night in range(4):
        (folder / f"{night}.html").write_text(page_of(host, story(night), night))
        run_and_report(plan(tmp_path, learn=True))
        sites = load_sites(tmp_path / "o.jsonl.run.json")
        pages.append(sum(len(sites.tally(key).pages) for key in sites))
    assert pages[1:] == [2, 3, 4]
    methods = [json.loads(line)["method"] for line in lines(tmp_path / "o.jsonl")]
    assert methods[0] == "page"
    assert methods[-1] == "site"
