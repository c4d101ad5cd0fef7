"""`newsclean explain`: every block of a page, and why it is in the text or not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.explained import PAGE, STORY
from support.pages import article, scrape

from newsclean import Context, Page
from newsclean.cli.clean import run_and_report
from newsclean.cli.explain import as_text, command
from newsclean.errors import NewscleanError
from newsclean.escaping import quote
from newsclean.explain import explain_page
from newsclean.options import Options
from newsclean.run.config import RunConfig


def test_nothing_of_a_page_steers_the_terminal(context: Context) -> None:
    shown = "\n".join(as_text(explain_page(Page("a\x1b]0;x\x07.html", PAGE.encode()), context)))
    assert "\x1b[31mred" not in shown
    assert "\x07" not in shown


def test_a_page_without_a_record_says_why(context: Context) -> None:
    shown = "\n".join(as_text(explain_page(Page("a.html", b"<p>Too little."), context)))
    assert "no record" in shown
    assert "Too little." in shown


def test_the_command_writes_text_or_a_page(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE)
    shown = CliRunner().invoke(command, [str(path)])
    assert shown.exit_code == 0, shown.output
    assert "[membership: " in shown.output
    assert "published: " not in shown.output
    target = tmp_path / "out.html"
    assert CliRunner().invoke(command, [str(path), "--html", str(target)]).exit_code == 0
    assert target.read_text().startswith("<!DOCTYPE html>")


def test_sources_that_records_and_reports_name_are_found(tmp_path: Path) -> None:
    lines = [json.dumps({"html": PAGE.replace("Crane sold", f"Crane {n} sold")}) for n in range(3)]
    (tmp_path / "in#1.jsonl").write_text("\n".join(lines))
    source = f"{tmp_path}/in#1.jsonl"
    assert "title: Crane 0 sold" in CliRunner().invoke(command, [source]).output
    named = quote(source)  # as records and reports name it
    assert "title: Crane 2 sold" in CliRunner().invoke(command, [f"{named}#3"]).output
    for name, message in ((f"{named}#4", "holds no page"), (f"{tmp_path}/none#4", "none"), (f"{tmp_path}", "no page")):
        with pytest.raises(NewscleanError, match=message):
            CliRunner().invoke(command, [name], catch_exceptions=False)


def test_options_of_a_run_decide_here_too(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE)

    def shown(*options: str) -> str:
        return CliRunner().invoke(command, [str(path), *options]).output

    assert "[membership: " not in shown("--keep", "membership")
    assert "no record: too_short" in shown("--min-words", "9999")
    assert "no record: filtered" in shown("--language", "de")
    assert "url: http://harbour.example/1" in shown("--url", "http://harbour.example/1")


def test_letters_that_the_terminal_lacks_are_escaped(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(f"<html lang=el><body><article><h1>Γεφυρα</h1><p>{STORY}</p></article></body></html>".encode())
    done = CliRunner(charset="latin-1").invoke(command, [str(page)])
    assert done.exit_code == 0, done.output
    assert b"\\u0393" in done.stdout_bytes


def test_profiles_that_a_run_learned_are_those_of_its_run_file(tmp_path: Path) -> None:
    scrape(tmp_path / "in" / "www.harbour-post.example", 40)
    output = tmp_path / "o.jsonl"
    run_and_report(
        RunConfig(
            (str(tmp_path / "in"),), options=Options(latest="2024-01-01"), output=str(output), jobs=0, verbosity=-1
        )
    )
    records = [json.loads(line) for line in output.read_bytes().splitlines()]
    learned = next(record for record in records if record["method"] == "site")
    arguments = [learned["source"], "--sites", f"{output}.run.json"]
    assert f"words: {learned['words']}, method site" in CliRunner().invoke(command, arguments).output
    (tmp_path / "none.run.json").write_text('{"profiles": null}')
    for name, message in (("none.run.json", "learned no profiles"), ("missing", "missing")):
        with pytest.raises(NewscleanError, match=message):
            CliRunner().invoke(command, [learned["source"], "--sites", str(tmp_path / name)], catch_exceptions=False)


def test_blocks_far_from_the_article_are_counted_and_shown_on_demand(tmp_path: Path) -> None:
    menu = b"".join(b"<li><a href=/%d>Department %d</a></li>" % (n, n) for n in range(30))
    path = tmp_path / "page.html"
    path.write_bytes(article(3, 8).replace(b"<a href=/>Home</a>", b"<ul>" + menu + b"</ul>"))
    near = CliRunner().invoke(command, [str(path)]).output
    whole = CliRunner().invoke(command, [str(path), "--all", "--paths"]).output
    assert "blocks cut (page " in near
    assert "Department 3" not in near
    assert all(f"- Department {n}  [" in whole for n in range(30))
    assert "blocks cut" not in whole
    assert ">ul>li" in whole
