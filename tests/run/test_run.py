"""The batch: every page ends as a record or a reject, once, in order; runs can be repeated and continued."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.pages import article, scrape

from newsclean.cli.clean import run_and_report
from newsclean.errors import Exit, NewscleanError, OutputError, UsageError
from newsclean.options import Options
from newsclean.readers import ReadOptions
from newsclean.readers.records import Keys
from newsclean.run.config import RunConfig, check

LATEST = Options(latest="2024-01-01")


def plan(root: Path, **changes: Any) -> RunConfig:
    """A run over root/in to root/o.jsonl, in this process."""
    standard = RunConfig(
        (str(root / "in"),), options=LATEST, output=str(root / "o.jsonl"), jobs=0, verbosity=-1, learn=False
    )
    return replace(standard, **changes)


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def names(path: Path) -> list[str]:
    return [line["source"].rpartition("/")[2] for line in lines(path)]


def test_every_page_is_a_record_or_a_reject_in_input_order(tmp_path: Path) -> None:
    scrape(tmp_path / "in", 20)
    (tmp_path / "in" / "4" / "zz.html").symlink_to("nowhere")
    assert run_and_report(plan(tmp_path)) is Exit.FAILED_PAGES
    rejects = lines(tmp_path / "o.jsonl.rejects.jsonl")
    assert [(r["source"].rpartition("/")[2], r["reason"]) for r in rejects] == [
        ("00010.html", "empty"),
        ("00017.html", "empty"),
        ("00003.html", "empty"),
        ("zz.html", "unreadable"),
    ]
    found = [line["source"] for line in lines(tmp_path / "o.jsonl")]
    assert len(found) == 17
    assert found == sorted(found)


def test_findings_are_no_failure_and_no_page_at_all_is_one(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    assert run_and_report(plan(tmp_path)) is Exit.FAILED_PAGES
    (tmp_path / "in" / "a.html").write_bytes(b"<html><body></body></html>")
    assert run_and_report(plan(tmp_path, overwrite=True)) is Exit.DONE


def test_an_output_that_exists_is_refused_unless_it_may_be_replaced(tmp_path: Path) -> None:
    scrape(tmp_path / "in", 3)
    run_and_report(plan(tmp_path))
    before = (tmp_path / "o.jsonl").read_bytes()
    with pytest.raises(NewscleanError, match="--resume"):
        run_and_report(plan(tmp_path))
    assert (tmp_path / "o.jsonl").read_bytes() == before
    assert run_and_report(plan(tmp_path, overwrite=True)) is Exit.DONE
    assert (tmp_path / "o.jsonl").read_bytes() == before


@pytest.mark.parametrize("name", ["o.jsonl", "o.jsonl.gz"])
def test_a_run_goes_on_where_it_ended(tmp_path: Path, name: str) -> None:
    scrape(tmp_path / "in", 30)
    whole = plan(tmp_path, output=str(tmp_path / f"whole-{name}"))
    run_and_report(whole)
    parts = plan(tmp_path, output=str(tmp_path / name), resume=True)
    for limit in (4, 11, 11, 29):
        run_and_report(replace(parts, limit=limit))
    run_and_report(parts)
    run_and_report(parts)  # of a finished run nothing is left to do
    for suffix in ("", ".rejects.jsonl"):
        again = (tmp_path / (name + suffix)).read_bytes()
        assert again == (tmp_path / f"whole-{name}{suffix}").read_bytes()
    assert json.loads((tmp_path / f"{name}.run.json").read_bytes())["finished"] is True


def test_resuming_with_other_options_is_refused(tmp_path: Path) -> None:
    scrape(tmp_path / "in", 3)
    run_and_report(plan(tmp_path, limit=1))
    with pytest.raises(NewscleanError, match="other inputs, options"):
        run_and_report(plan(tmp_path, resume=True, options=replace(LATEST, min_words=3)))
    (tmp_path / "o.jsonl.run.json").unlink()
    with pytest.raises(NewscleanError, match="no run file"):
        run_and_report(plan(tmp_path, resume=True))


def test_the_latest_date_of_a_resumed_run_is_the_start_of_the_first(tmp_path: Path) -> None:
    scrape(tmp_path / "in", 4)
    ageless = plan(tmp_path, options=Options())
    run_and_report(replace(ageless, limit=1))
    file = tmp_path / "o.jsonl.run.json"
    started = json.loads(file.read_bytes())["started"]
    run_and_report(replace(ageless, resume=True))
    assert json.loads(file.read_bytes())["started"] == started


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"output": None, "resume": True}, "--resume needs -o"),
        ({"paths": ("-",), "resume": True}, "standard input"),
        ({"paths": ("-", "-")}, "only once"),
        ({"resume": True, "overwrite": True}, "mutually exclusive"),
        ({"resume": True, "rejects": "-"}, "a file for the rejects"),
        ({"rejects": "o.jsonl", "output": "o.jsonl"}, "different files"),
        ({"paths": ("-",), "reading": ReadOptions(files_from="-")}, "only once"),
        ({"output": None, "output_dir": __file__}, "is a file: name a directory"),
    ],
)
def test_options_that_do_not_go_together_are_refused(tmp_path: Path, changes: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        check(plan(tmp_path, **changes))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"output": "no/such/o.jsonl"}, "-o no/such/o.jsonl: there is no directory .*no/such; make it first"),
        ({"rejects": "no/such/r.jsonl"}, "--rejects no/such/r.jsonl: there is no directory .*no/such; make it first"),
        ({"reports": ("no/such/run.html",)}, "--report no/such/run.html: there is no directory .*no/such; make it"),
        ({"output": "/"}, "-o / is a directory: name a file; for a file per page: --output-dir"),
    ],
)
def test_places_that_cannot_be_written_to_are_named(tmp_path: Path, changes: dict[str, Any], message: str) -> None:
    with pytest.raises(OutputError, match=message):
        check(plan(tmp_path, **changes))


def test_an_input_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "o.jsonl").write_bytes(b"{}")
    with pytest.raises(UsageError, match="both input and output"):
        run_and_report(plan(tmp_path, paths=(str(tmp_path / "o.jsonl"),), overwrite=True))


def test_the_report_says_what_the_files_say(tmp_path: Path) -> None:
    scrape(tmp_path / "in", 20)
    (tmp_path / "in" / "style.css").write_bytes(b"")
    run_and_report(plan(tmp_path, reports=(str(tmp_path / "r.json"),)))
    report = json.loads((tmp_path / "r.json").read_bytes())
    records = lines(tmp_path / "o.jsonl")
    assert (report["pages"], report["records"], report["rejects"]) == (20, 17, 3)
    assert report["rejects_by_reason"] == {"empty": 3}
    assert report["words"] == sum(record["words"] for record in records)
    assert report["languages"] == {"en": 17}
    assert report["methods"] == {"page": 17}
    assert report["ignored"] == {".css": 1}
    kinds = [cut for record in records for cut in record["removed"]]
    assert sum(report["cuts_by_kind"].values()) == sum(cut["count"] for cut in kinds)
    assert sum(report["cuts_by_rule"].values()) == sum(report["cuts_by_kind"].values())
    assert set(report["versions"]) >= {"newsclean", "trafilatura"}
    assert len(report["slowest"]) == 20


def test_rejects_of_a_pipe_are_named_on_stderr_then_counted(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in.jsonl").write_text("\n".join(['{"html": ""}'] * 25 + ["{broken\x1b[31m"]))
    pipe = plan(tmp_path, paths=(str(tmp_path / "in.jsonl"),), output=None, verbosity=0)
    assert run_and_report(pipe) is Exit.FAILED_PAGES
    out, err = capfd.readouterr()
    assert out == ""
    printed = err.splitlines()
    assert re.fullmatch(r"newsclean: .*/in\.jsonl#1: empty: .*", printed[0])
    assert re.fullmatch(r"newsclean: .*/in\.jsonl#20: empty: .*", printed[19])
    assert printed[20] == "newsclean: … further rejects are only counted"
    assert printed[21].endswith("0 records, 26 rejected (empty 25, bad_record 1)")
    assert len(printed) == 22
    run_and_report(replace(pipe, verbosity=1))
    printed = capfd.readouterr().err.splitlines()
    assert "#26: bad_record: " in printed[-2]
    assert "\x1b" not in printed[-2]


def test_rejects_can_go_to_stderr_as_json(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in.jsonl").write_text('{"html": "", "url": "é"}', encoding="utf-8")
    run_and_report(plan(tmp_path, paths=(str(tmp_path / "in.jsonl"),), output=None, rejects="-"))
    printed = capfd.readouterr().err
    reject = json.loads(printed)
    assert list(reject) == ["source", "url", "reason", "detail"]
    assert (reject["url"], reject["reason"]) == ("é", "empty")
    assert printed.isascii()


def test_any_number_of_jobs_gives_the_same_bytes(tmp_path: Path) -> None:
    scrape(tmp_path / "in", 60)
    outputs = []
    for jobs in (0, 2):
        output = tmp_path / f"jobs{jobs}.jsonl"
        run_and_report(plan(tmp_path, output=str(output), jobs=jobs))
        outputs.append(output.read_bytes() + output.with_name(output.name + ".rejects.jsonl").read_bytes())
    assert outputs[0] == outputs[1]


def test_what_a_run_learned_is_in_its_run_file_and_serves_when_it_goes_on(tmp_path: Path) -> None:
    scrape(tmp_path / "in" / "one-site", 40)
    whole = plan(tmp_path, output=str(tmp_path / "whole.jsonl"), learn=True)
    run_and_report(whole)
    parts = plan(tmp_path, learn=True, resume=True)
    run_and_report(replace(parts, limit=9))
    learned = json.loads((tmp_path / "o.jsonl.run.json").read_bytes())["profiles"]
    run_and_report(parts)
    assert json.loads((tmp_path / "o.jsonl.run.json").read_bytes())["profiles"] == learned
    assert (tmp_path / "o.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def test_jsonl_lines_carry_over_what_is_asked_for(tmp_path: Path) -> None:
    row = {"html": article(1).decode(), "url": "http://news.example/1", "key": {"a": [1]}, "other": 2}
    (tmp_path / "in.jsonl.gz").write_bytes(gzip.compress(json.dumps(row).encode() + b"\n"))
    reading = ReadOptions(keys=Keys(passed=("key",)))
    run_and_report(plan(tmp_path, paths=(str(tmp_path / "in.jsonl.gz"),), reading=reading))
    (record,) = lines(tmp_path / "o.jsonl")
    assert record["source"].endswith("in.jsonl.gz#1")
    assert record["url"] == "http://news.example/1"
    assert record["extra"] == {"key": {"a": [1]}}


def test_the_output_may_lie_among_the_inputs(tmp_path: Path) -> None:
    root = scrape(tmp_path / "in", 5)
    run_and_report(
        plan(
            tmp_path,
            output=str(root / "o"),
            rejects=str(root / "r.html"),
            reports=(str(root / "x.html.json"),),
        )
    )
    assert len(lines(root / "o")) + len(lines(root / "r.html")) == 5
