"""The parts of the HTML report."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import html as parser  # type: ignore[import-untyped]
from support.reports import made_up

from newsclean.report.html import as_html, write_html


def test_the_file_is_the_page(tmp_path: Path) -> None:
    report = made_up()
    write_html(str(tmp_path / "r.html"), report)
    assert (tmp_path / "r.html").read_text(encoding="utf-8") == as_html(report)


def test_anchors_inside_the_page_lead_somewhere() -> None:
    document = parser.fromstring(as_html(made_up()))
    names = set(document.xpath("//@id"))
    assert {href[1:] for href in document.xpath("//a/@href") if href.startswith("#")} <= names


def test_styles_of_the_page_are_used_in_it_or_defined() -> None:
    page = as_html(made_up())
    assert "<style>" in page
    assert not re.search(r"\{\{|\{%", page)  # no template is left over
