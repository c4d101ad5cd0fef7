"""`newsclean explain`: every block of a page, and why it is in the text or not."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from newsclean import Article, Context, Page
from newsclean.explain import as_html, as_text, command, explain_page

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


def test_the_html_page_stands_alone_and_escapes_what_it_shows(context: Context) -> None:
    page = PAGE.replace("Three", "Three &lt;script&gt;alert(1)&lt;/script&gt;")
    html = as_html(explain_page(Page("a.html", page.encode()), context))
    assert "<script" not in html
    assert "http" not in html.replace("http-equiv", "")
    assert "&lt;script&gt;" in html


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
    target = tmp_path / "out.html"
    assert CliRunner().invoke(command, [str(path), "--html", str(target)]).exit_code == 0
    assert target.read_text().startswith("<!DOCTYPE html>")
