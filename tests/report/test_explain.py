"""The HTML page of newsclean explain."""

from __future__ import annotations

import json

from lxml import html as parser  # type: ignore[import-untyped]
from support.explained import PAGE

from newsclean import Article, Context, Page
from newsclean.explain import explain_page
from newsclean.report.explain import as_html


def test_the_html_page_is_standalone_and_escapes_what_it_shows(context: Context) -> None:
    page = PAGE.replace("Three", "Three &lt;svg onload=alert(1)&gt;")
    page = page.replace("Crane sold</title>", "Crane &lt;b&gt; \u202e sold</title>").replace(
        "lang=en", "lang='&quot;>'"
    )
    html = as_html(explain_page(Page("<i>\x1b.html", page.encode()), context))
    document = parser.fromstring(html)
    assert not document.xpath("//script | //svg | //b | //i | //link | //img | //@src | //@href")
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
