"""A page with a mark at each run of text: what an extractor's answer is read by."""

from __future__ import annotations

import pytest

from newsclean.content.marks import marked_runs, marker
from newsclean.content.trafilatura import mark, trafilatura_votes
from newsclean.html.blocks import parse, read_blocks


def test_marks_name_the_runs_of_each_block() -> None:
    marked = mark(parse("<p>One<p>Two<table><tr><td>a<td>b</table>"))
    assert marked.runs == [[0], [1], [2, 3]]
    assert marked_runs(marked.html) == {0, 1, 2, 3}
    assert marked_runs(marker(7000) + "text") == {7000}


def test_each_mark_is_before_its_text() -> None:
    tree = parse("<div class=s><p>One <b>bold</b><br>line &amp; more</p><nav><a href=/x>Home</a></nav></div>")
    one, line, home = map(marker, range(3))
    assert mark(tree).html == (
        f'<div class="s"><p>{one}One <b>bold</b><br>{line}line &amp; more</p>'
        f'<nav><a href="/x">{home}Home</a></nav></div>'
    )


@pytest.mark.parametrize(
    "html",
    [
        "<pre>one\ntwo\nthree</pre><p>After</p>",
        "<p>Seen</p><script>unseen</script><span class=sr-only>unseen</span><h2 class=sr-only>unseen</h2>",
        "<p><span class=dropcap>T</span> he lighthouse</p><p>Next</p>",
        "<p> <i> </i> Text</p><keyword>Word</keyword>",
        "<frameset><frame src=a></frameset>",
    ],
)
def test_every_block_has_its_marks(html: str) -> None:
    tree = parse(html)
    marked = mark(tree)
    assert len(marked.runs) == len(read_blocks(tree))
    assert marked_runs(marked.html) == {number for runs in marked.runs for number in runs}
    assert "unseen" not in marked.html


def test_depth_without_bound_is_marked_without_recursion() -> None:
    assert marked_runs(mark(parse("<div>" * 5_000 + "<p>Bottom</p>")).html) == {0}


def test_an_empty_page_has_no_votes() -> None:
    assert trafilatura_votes(mark(parse(""))) == []
