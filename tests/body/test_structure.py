"""The parts of an article's body: headings, lists, quotes, code, tables."""

from __future__ import annotations

from newsclean.body.structure import Part, read_parts
from newsclean.html.blocks import parse, read_blocks
from newsclean.html.markdown import read_text

_PROSE = "<p>" + "The keeper of the weir told the court what he knew. " * 9 + "</p>"


def parts(html: str) -> list[Part]:
    tree = parse(html + _PROSE)
    blocks = read_blocks(tree)
    return read_parts(tree, blocks, [True] * len(blocks))[:-1]


def lines(part: Part) -> list[str]:
    return ["".join(span.text for span in line) for line in part.lines]


def test_headings_have_levels_unless_they_are_stories() -> None:
    short, long = parts(f"<h3>Gates</h3><h2>{'A story in a heading. ' * 20}</h2>")
    assert (short.kind, short.level, long.kind) == ("heading", 3, "paragraph")


def test_items_know_their_list_and_number() -> None:
    one, two, inner = parts("<ol start=4><li>One<li>Two<ul><li>Inner</ul></ol>")
    assert [nesting.number for nesting in one.around + two.around] == [4, 5]
    assert [nesting.number for nesting in inner.around] == [5, -1]
    assert one.around[0].group == two.around[0].group


def test_lines_after_a_break_are_one_part() -> None:
    (part,) = parts("<p>First<br>second</p>")
    assert lines(part) == ["First", "second"]


def test_code_keeps_its_lines_and_its_spaces() -> None:
    (part,) = parts("<pre>if a:\n    b()\n\n    c()</pre>")
    assert (part.kind, lines(part)) == ("code", ["if a:", "    b()", "", "    c()"])


def test_rows_of_one_table_are_one_part() -> None:
    one, other = parts("<table><tr><td>a<td>1<tr><td>b<td>2</table><table><tr><td>c<td>3</table>")
    assert [[row.text for row in part.rows] for part in (one, other)] == [["a | 1", "b | 2"], ["c | 3"]]


def test_quotes_are_around_their_paragraphs() -> None:
    (part,) = parts("<blockquote><p>Said so.</p></blockquote>")
    assert [nesting.kind for nesting in part.around] == ["quote"]


def test_a_text_has_parts_without_a_tree() -> None:
    blocks = read_text("# Gates\n\n- one\n- two\n\n> said so", markdown=True)
    found = read_parts(None, blocks, [True] * len(blocks))
    assert [part.kind for part in found] == ["heading", "paragraph", "paragraph", "paragraph"]
    assert [len(part.around) for part in found] == [0, 1, 1, 1]


def test_nothing_kept_has_no_parts() -> None:
    tree = parse("<p>a</p>")
    assert read_parts(tree, read_blocks(tree), [False]) == []
