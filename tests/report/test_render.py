"""Templates: text is text, and shares are honest."""

from __future__ import annotations

from lxml import html as parser  # type: ignore[import-untyped]

from newsclean.model import Reason, Skip
from newsclean.report.render import render, share


def test_shares_are_never_rounded_to_none_or_all() -> None:
    assert [share(n, 1000) for n in (0, 1, 500, 999, 1000)] == ["0 %", "< 1 %", "50 %", "> 99 %", "100 %"]


def test_text_put_into_a_template_is_text() -> None:
    line = {"text": "1 < 2 & \x00\x9b\ud800", "path": '"><i>', "kind": "", "by_rule": False, "why": "", "hint": None}
    skip = Skip("-", None, Reason.EMPTY, "two\nlines")
    page = render(
        "explain.html", source="a</title><b>", article=None, skip=skip, tiles=[], metadata=[], rules=[], record="",
        groups=[{"summary": "", "lines": [line]}],
    )  # fmt: skip
    document = parser.fromstring(page)
    assert not document.xpath("//b | //i")
    block = document.xpath("//div[@class='blocks']/p")[0]
    assert block.text == "1 < 2 & \\u0000\\u009b?"
    assert block.get("title") == '"><i>'
    assert document.xpath("string(//header/p[2])") == "two\nlines"
