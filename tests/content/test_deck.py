"""The deck: what is printed between a headline and its story, and what is not taken for it."""

from __future__ import annotations

import pytest

from newsclean import Article, clean
from newsclean.content.deck import add_deck
from newsclean.html.blocks import parse, read_blocks

DECK = "A wooden pier from another century will carry passengers again"
STORY = "".join(
    f"<p>The harbour office said on Monday that pile number {n} will be replaced before the winter storms come in.</p>"
    for n in range(5)
)


def added(header: str, *descriptions: str, story: str = STORY) -> list[str]:
    blocks = read_blocks(parse(f"<article><header><h1>Pier reopens</h1>{header}</header><div>{story}</div></article>"))
    selected = [block.tag == "p" and block.text.startswith("The harbour") for block in blocks]
    after = add_deck(blocks, selected, "Pier reopens", descriptions)
    return [b.text for b, before, now in zip(blocks, selected, after, strict=True) if now and not before]


@pytest.mark.parametrize(
    "header",
    [
        f"<p class=article__standfirst>{DECK}</p>",
        f"<h2 class=post-subtitle>{DECK}</h2>",
        f"<div class=headerDek><div>{DECK}.</div></div>",
        f"<div class=lead><p>{DECK}.</p></div>",
        f"<h2 class=epigraph>{DECK}</h2>",
        f"<div class=mid_title><div class=text>{DECK}</div></div>",
        f"<p itemprop=description>{DECK}</p>",
        f"<p class=byline>By Ada Moor, harbour correspondent</p><p class=dek>{DECK}</p>",
    ],
)
def test_what_is_named_after_a_deck_is_one(header: str) -> None:
    assert [text.rstrip(".") for text in added(header)] == [DECK]


def test_a_description_that_is_printed_below_the_headline_is_the_deck() -> None:
    assert added(f"<p>{DECK}.</p>", f"{DECK[:50]}…") == [DECK + "."]
    assert added(f"<p>{DECK}.</p>", "Something else that the page says of itself, at a length") == []
    assert added(f"<p>{DECK}.</p>") == []


@pytest.mark.parametrize(
    "header",
    [
        f"<figure><figcaption class=summary>{DECK}</figcaption></figure>",
        f"<p class=lead-image-caption>{DECK}</p>",
        "<p class=lead>Published on 12 May 2024 at 12:30, updated 13 May 2024</p>",
        f"<p class=lead><a href=/more>{DECK}</a></p>",
        f"<aside class=summary><p>{DECK}.</p></aside>",
        "<p class=subtitle>Pier reopens</p>",
    ],
)
def test_captions_dates_links_and_boxes_are_no_decks(header: str) -> None:
    assert added(header, DECK[:10]) == []


def test_the_teaser_of_the_first_paragraph_is_not_taken_twice() -> None:
    first = "The harbour office said on Monday that pile number 0 will be replaced before the winter storms come in."
    assert added(f"<p class=summary>{first}</p>".replace("The harbour", "THE HARBOUR"), first) == []
    assert added(f"<p class=summary>{first[:70].upper()}…</p>", first) == []


def test_a_deck_of_two_lines_is_taken_whole() -> None:
    lines = f"<h2 class=subtitle>{DECK}</h2><h2 class=subtitle>Storms had closed it in 1987</h2>"
    assert len(added(f"<div>{lines}</div>")) == 2


def test_a_quotation_that_the_story_begins_with_is_a_part_of_it() -> None:
    quote = f"<section><blockquote><div>{DECK}.”</div></blockquote></section>"
    assert added("", story=quote + STORY) == [DECK + ".”"]
    assert added("", story=f"<aside>{quote}</aside>" + STORY) == []
    assert added("", story=f"<div class=related>{quote}</div>" + STORY) == []
    blocks = read_blocks(parse(f"<div>{quote}</div><article>{STORY}</article>"))
    selected = [block.text.startswith("The harbour") for block in blocks]
    assert list(add_deck(blocks, selected, "Pier reopens", ())) == selected


def test_a_page_without_a_story_has_no_deck() -> None:
    assert added(f"<p class=dek>{DECK}</p>", story="") == []


def test_the_deck_is_the_first_block_of_the_text() -> None:
    html = f"""<html><head><title>Pier reopens</title><meta name=description content="{DECK}"></head><body><article>
    <h1>Pier reopens</h1><div class=top><p class=standfirst>{DECK}</p><p class=byline>By Ada Moor</p></div>
    <div class=story>{STORY}</div></article></body></html>"""
    article = clean(html)
    assert isinstance(article, Article)
    assert article.text.startswith(f"{DECK}\n\nThe harbour office")
    assert article.text.count(DECK) == 1
