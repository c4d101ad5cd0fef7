"""`newsclean explain`: every block of a page, and why it is in the text or not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html as parser  # type: ignore[import-untyped]
from support.pages import article, scrape

from newsclean import Article, Context, Page
from newsclean.cleaning import trace_page
from newsclean.cli.clean import run_and_report
from newsclean.cli.explain import as_text, command
from newsclean.errors import NewscleanError
from newsclean.escaping import quote
from newsclean.explain import explain_page, lines_of
from newsclean.options import Options
from newsclean.report.explain import as_html
from newsclean.run.config import RunConfig

STORY = " ".join(
    ["The old harbour crane was sold to a museum for one coin and a promise to paint it every spring."] * 3
)
PAGE = f"""<html lang=en><head><title>Crane sold</title></head><body>
<nav><a href=/>Home</a></nav><article><h1>Crane sold</h1>
<p>{STORY} One.</p><p>{STORY} Two.</p><p><a href=/x>Become a member of the Harbour Paper</a></p>
<p>{STORY} Three \x1b[31mred\x1b[0m.</p></article></body></html>"""


def test_each_block_is_shown_once_in_page_order(context: Context) -> None:
    explained = explain_page(Page("a.html", PAGE.encode()), context)
    assert isinstance(explained.result, Article)
    assert [line.text[:8] for line in explained.lines] == [
        "Home", "Crane so", "The old ", "The old ", "Become a", "The old ",
    ]  # fmt: skip
    kept = "\n\n".join(line.text for line in explained.lines if not line.kind)
    assert kept == explained.result.text
    (member,) = [line for line in explained.lines if line.text.startswith("Become")]
    assert member.kind == "membership"
    assert member.rule


def test_nothing_of_a_page_steers_the_terminal(context: Context) -> None:
    shown = "\n".join(as_text(explain_page(Page("a\x1b]0;x\x07.html", PAGE.encode()), context)))
    assert "\x1b[31mred" not in shown
    assert "\x07" not in shown


def test_the_html_page_is_standalone_and_escapes_what_it_shows(context: Context) -> None:
    page = PAGE.replace("Three", "Three &lt;script&gt;alert(1)&lt;/script&gt;")
    page = page.replace("Crane sold</title>", "Crane &lt;b&gt; \u202e sold</title>").replace(
        "lang=en", "lang='&quot;>'"
    )
    html = as_html(explain_page(Page("<i>\x1b.html", page.encode()), context))
    document = parser.fromstring(html)
    assert not document.xpath("//script | //b | //i | //link | //img | //@src | //@href")
    assert "default-src 'none'" in html
    assert "alert(1)" in document.xpath("string(//*[@id='blocks'])")
    assert not set("\x1b\u202e") & set(html)


def test_the_html_page_shows_all_blocks_why_they_were_cut_and_the_record(context: Context) -> None:
    explained = explain_page(Page("a.html", PAGE.encode()), context)
    assert isinstance(explained.result, Article)
    document = parser.fromstring(as_html(explained))
    shown = document.xpath("//*[@id='blocks']//p[not(contains(@class, 'note'))]")
    assert [block.get("class") for block in shown] == ["cut", "out", None, None, "cut", None]
    assert shown[4].xpath("string(small)") == "membership · " + explained.lines[4].rule
    why = next(rule.why for rule in context.rules.rules if rule.id == explained.lines[4].rule)
    assert why in document.xpath("string(//*[@id='rules'])")
    origins = {row.xpath("string(th)"): row.xpath("string(td[2])") for row in document.xpath("//tbody/tr")}
    assert origins["title"] == explained.result.metadata.origins["title"]
    assert json.loads(document.xpath("string(//*[@id='record']//pre)"))["id"] == explained.result.id


def test_long_runs_of_cut_blocks_are_folded_not_left_out(context: Context) -> None:
    menu = "".join(f"<li><a href=/{n}>Section {n}</a></li>" for n in range(30))
    page = PAGE.replace("<a href=/>Home</a>", f"<ul>{menu}</ul>")
    document = parser.fromstring(as_html(explain_page(Page("a.html", page.encode()), context)))
    (folded,) = document.xpath("//*[@id='blocks']//details")
    assert folded.xpath("string(summary)").startswith("31 blocks cut: ")
    assert len(folded.xpath(".//p")) == 31
    assert folded.get("open") is None


def test_the_part_that_a_rule_takes_out_of_a_block_is_shown(context: Context) -> None:
    page = PAGE.replace("<p>", "<p>pic.twitter.com/BNRPKPZxeN ", 1)
    lines = list(lines_of(trace_page(Page("a.html", page.encode()), context)))
    at = next(i for i, line in enumerate(lines) if not line.kind)
    assert lines[at + 1].text == "pic.twitter.com/BNRPKPZxeN"
    assert lines[at + 1].kind == "navigation"
    assert lines[at + 1].rule


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
