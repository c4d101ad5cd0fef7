"""Tables of contents and slides are not the story that they are in."""

from __future__ import annotations

from support.selection import select_blocks

from newsclean.content.insets import without_insets
from newsclean.html.blocks import parse, read_blocks

LONG = "The council met on Monday and decided, after three hours of talk, to paint the bridge in the colour it had. "
STORY = "".join(f"<p>{LONG * 3}That was decision number {n}.</p>" for n in range(8))


def slides(count: int, text: str) -> str:
    return "".join(f"<li><h2>{n}/{count}</h2><p>{text} Picture {n}.</p></li>" for n in range(1, count + 1))


def test_a_gallery_next_to_a_story_is_none_of_it() -> None:
    html = f"<div class=story>{STORY}</div><ul class=pictures>{slides(9, LONG)}</ul><div class=story>{STORY}</div>"
    blocks = read_blocks(parse(html))
    selected = select_blocks(None, blocks, None, None)
    taken = [block.text for block, is_taken in zip(blocks, selected, strict=True) if is_taken]
    assert len([text for text in taken if "decision number" in text]) == 16
    assert not [text for text in taken if "Picture" in text or "/9" in text]


def test_slides_that_are_the_story_stay() -> None:
    blocks = read_blocks(parse(f"<h1>Nine bridges</h1><ul class=pictures>{slides(9, LONG * 2)}</ul>"))
    selected = select_blocks(None, blocks, "Nine bridges", None)
    taken = [block.text for block, is_taken in zip(blocks, selected, strict=True) if is_taken]
    assert len([text for text in taken if "Picture" in text]) == 9


def test_fractions_are_no_slides() -> None:
    amounts = "".join(f"<li><p>1/{n} cup of flour number {n}</p><p>{LONG}</p></li>" for n in range(2, 9))
    blocks = read_blocks(parse(f"<div class=story>{STORY}<ul>{amounts}</ul></div>"))
    selected = select_blocks(None, blocks, None, None)
    assert selected[8:] == [True] * (len(blocks) - 8)


def test_what_is_taken_of_slides_goes_and_what_is_not_stays_out() -> None:
    blocks = read_blocks(parse(f"<div class=story>{STORY}</div><ul class=pictures>{slides(9, LONG)}</ul>"))
    in_story = ["decision number" in block.text for block in blocks]
    scores = without_insets(blocks, [3.0] * len(blocks))
    assert [value > 0 for value in scores] == in_story
