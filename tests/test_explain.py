"""What was decided about each block of a page."""

from __future__ import annotations

from support.explained import PAGE

from newsclean import Article, Context, Page
from newsclean.cleaning import trace_page
from newsclean.explain import explain_page, lines_of


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


def test_the_part_that_a_rule_takes_out_of_a_block_is_shown(context: Context) -> None:
    page = PAGE.replace("<p>", "<p>pic.twitter.com/BNRPKPZxeN ", 1)
    lines = list(lines_of(trace_page(Page("a.html", page.encode()), context)))
    at = next(i for i, line in enumerate(lines) if not line.kind)
    assert lines[at + 1].text == "pic.twitter.com/BNRPKPZxeN"
    assert lines[at + 1].kind == "navigation"
    assert lines[at + 1].rule
