"""The plain text of blocks, and of a page that has its text twice."""

from __future__ import annotations

from newsclean.html.elements import make_element
from newsclean.html.render import to_text, without_copies
from newsclean.model import Block

BODY = make_element(None, "body")
LONG = [f"The harbour crane number {n} was sold for one coin and a promise to paint it." for n in range(3)]


def block(text: str, tag: str = "p", level: int = 0, glued: bool = False) -> Block:
    return Block(text, tag, make_element(BODY, tag), level, glued=glued)


def test_blocks_are_separated_and_what_belongs_together_is_not() -> None:
    blocks = [
        block("One"),
        block("line", glued=True),
        block("a", "li", 1),
        block("b", "li", 2),
        block("c", "li", 2, glued=True),
        block("1 | 2", "tr"),
        block("3 | 4", "tr"),
    ]
    assert to_text(blocks) == "One\nline\n\n- a\n  - b\n    c\n\n1 | 2\n3 | 4"


def test_a_line_whose_own_line_before_is_left_out_is_a_block() -> None:
    blocks = [block("One"), block("two", glued=True), block("three", glued=True)]
    assert to_text(blocks, [True, False, True]) == "One\n\nthree"


def test_a_second_copy_of_paragraphs_goes_with_the_short_lines_in_it() -> None:
    texts = [*LONG, "Later", *LONG, "Later", "The end"]
    kept = without_copies([block(text) for text in texts], [True] * len(texts))
    assert kept == [True] * 4 + [False] * 4 + [True]


def test_short_lines_may_recur() -> None:
    texts = [LONG[0], "* * *", LONG[1], "* * *", LONG[2]]
    marks = [True] * len(texts)
    assert without_copies([block(text) for text in texts], marks) is marks


def test_what_is_not_kept_is_no_copy() -> None:
    texts = [LONG[0], LONG[0]]
    assert list(without_copies([block(text) for text in texts], [False, True])) == [False, True]


def test_items_are_paragraphs_where_all_paragraphs_are_items() -> None:
    items = [block(f"{text} Nobody else had asked for it.", "li", 1) for text in LONG]
    assert to_text([*items, block("The end", "li", 1)]).count("- ") == 0
    assert to_text([block(f"{LONG[0]} And that was that."), *items]).count("- ") == 3
    assert to_text(items[:2]).count("- ") == 2
