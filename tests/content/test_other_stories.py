"""Other stories below the story are no part of it: next articles in full, and streams of teasers."""

from __future__ import annotations

from newsclean.content.other_stories import without_other_stories
from newsclean.html.blocks import parse, read_blocks
from newsclean.model import Block

LONG = "The council met on Monday and decided, after three hours of talk, to paint the bridge in the colour it had. "
STORY = "".join(f"<p>{LONG}That was decision number {n}.</p>" for n in range(4))
NEXT = f"<div class=by>By Ada Weir, 3 May 2021</div><p>{LONG}A swan was seen.</p>"


def left(html: str, *scores: tuple[str, float]) -> list[str]:
    """The texts that are still taken; all blocks score 5 but those that hold one of the words."""
    blocks = read_blocks(parse(html))
    values = [next((value for word, value in scores if word in block.text), 5.0) for block in blocks]
    return [
        text_of(block) for block, value in zip(blocks, without_other_stories(blocks, values), strict=True) if value > 0
    ]


def text_of(block: Block) -> str:
    return block.text.removeprefix(LONG).strip()


def test_the_next_article_in_an_element_of_its_own_goes() -> None:
    following = f"<article class=next><h2>A swan stops a train</h2>{NEXT}</article>"
    assert left(f"<div>{STORY}</div>{following}{following}") == [f"That was decision number {n}." for n in range(4)]


def test_the_next_article_in_the_template_of_the_first_goes() -> None:
    one = "<div class=post><h1>{0}</h1><div class=by>3 May 2021</div>{1}</div>"
    first = one.format("A bridge is painted", STORY)
    assert left(first + one.format("A swan stops a train", NEXT)) == left(first)


def test_what_scores_far_more_than_the_text_above_it_is_the_story() -> None:
    """A blog says what it is about above its posts, and the first post has a headline, a date and an element."""
    about = f"<p>{LONG}This is a blog.</p><p>{LONG}It has readers.</p>"
    post = f"<article class=post><h2>A swan stops a train</h2>{NEXT}<p>{LONG}It was a swan.</p></article>"
    html = f"<div>{about}</div>{post}"
    assert "It was a swan." in left(html, ("blog", 1.0), ("readers", 1.0))
    assert "It was a swan." not in left(html)


def test_subheads_are_no_headlines_of_other_stories() -> None:
    parts = f"{STORY}<h2>A swan stops a train</h2><p>In May 2021 it did.</p><p>{LONG}A swan was seen.</p>"
    assert "A swan was seen." in left(f"<article><h1>A bridge is painted</h1>{parts}</article>")
    dated = f"{STORY}<h2>A swan stops a train</h2>{NEXT}"
    assert "A swan was seen." in left(f"<article><h1>A bridge is painted</h1>{dated}</article>")


def test_a_card_between_paragraphs_leaves_them() -> None:
    card = "<article class=card><h3>A swan stops a train</h3><time>3 May 2021</time></article>"
    assert left(f"<div>{STORY}{card}{STORY}</div>") == left(f"<div>{STORY}</div>{card}<div>{STORY}</div>")
    assert len([text for text in left(f"<div>{STORY}{card}{STORY}</div>") if "decision" in text]) == 8


def test_a_stream_of_teasers_that_scores_less_than_the_story_goes() -> None:
    stream = "".join(
        f"<div class=card><h3><a href=/{n}>The swan number {n}</a></h3><p>{LONG}Swan.</p></div>" for n in range(4)
    )
    html = f"<div>{STORY}</div><div class=feed>{stream}</div>"
    assert left(html, ("wan", 1.5)) == [f"That was decision number {n}." for n in range(4)]
    assert len(left(html)) == 12  # a list of films or of books, say
    assert len(left(f"{html}<div>{STORY}</div>", ("wan", 1.5))) == 16


def test_a_page_of_little_text_is_left_alone() -> None:
    html = f"<p>{LONG}</p><article><h2>A swan stops a train</h2>{NEXT}</article>"
    assert left(html)[-1] == "A swan was seen."
