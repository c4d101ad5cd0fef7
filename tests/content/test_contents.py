"""Tables of contents."""

from __future__ import annotations

import random

import pytest

from newsclean.content.contents import find_contents
from newsclean.html.blocks import parse, read_blocks

WORDS = "The council met on Monday and decided, after three hours of talk, to paint the bridge in another colour. "
HEADINGS = ("The bridge", "The colour", "The cost")


def _page(items: list[str], label: str = "<h2>In this story</h2>", headings: tuple[str, ...] = HEADINGS) -> str:
    links = "".join(f"<li>{item}</li>" for item in items)
    body = "".join(f"<h2>{heading}</h2><p>{WORDS}</p>" for heading in headings)
    return f"<h1>Bridges</h1><p>{WORDS}</p>{label}<ul>{links}</ul>{body}"


def _lines(html: str) -> list[str]:
    blocks = read_blocks(parse(html))
    found = find_contents(blocks)
    return [block.text for i, block in enumerate(blocks) if i in found]


LINKS = [f'<a href="#s{n}">{heading}</a>' for n, heading in enumerate(HEADINGS)]


@pytest.mark.parametrize(
    "label", ["In this story", "Inhalt", "Sommaire", "Spis treści", "目次", "Содержание", "في هذا المقال"]
)
def test_links_to_the_headings_below_are_contents_with_the_line_above(label: str) -> None:
    assert _lines(_page(LINKS, f"<p>{label}</p>")) == [label, *HEADINGS]


def test_numbers_before_items_or_headings_and_an_item_of_another_name_change_nothing() -> None:
    numbered = [f'<a href="https://news.example/bridges#s{n}">{n + 1}. {h}</a>' for n, h in enumerate(HEADINGS)]
    assert len(_lines(_page(numbered))) == 4
    assert len(_lines(_page(LINKS, headings=tuple(f"{n}. {h}" for n, h in enumerate(HEADINGS))))) == 4
    assert len(_lines(_page([*LINKS, '<a href="#end">Sources</a>']))) == 5


def test_other_lists_are_no_contents() -> None:
    assert _lines(_page([f'<a href="/{n}">{heading}</a>' for n, heading in enumerate(HEADINGS)])) == []
    assert _lines(_page(list(HEADINGS))) == []
    assert _lines(_page(LINKS[:2])) == []
    assert _lines(_page(LINKS, headings=("The ferry", "The tide", "The cost"))) == []
    assert _lines(_page([f"{link} was what took them longest of all in May" for link in LINKS])) == []
    above = "".join(f"<h2>{heading}</h2>" for heading in HEADINGS)
    assert _lines(above + _page(LINKS, headings=())) == []


def test_a_paragraph_or_the_headline_above_contents_stays() -> None:
    assert _lines(_page(LINKS, f"<p>{WORDS}</p>")) == list(HEADINGS)
    assert _lines(_page(LINKS, "<p>We begin here.</p>")) == list(HEADINGS)
    assert _lines(f"<h1>Bridges</h1>{''.join(f'<p>{link}</p>' for link in LINKS)}" + _page([])) == list(HEADINGS)


@pytest.mark.parametrize("seed", range(6))
def test_each_run_is_compared_with_the_headings_below_it(seed: int) -> None:
    """Many runs and headings, which are looked up: the answer is that of comparing each item with each heading."""
    chance = random.Random(seed)
    names = ["tides", "the tides", "all the tides", "harbour", "old harbour", "canal", "a lock", "lock", "the old lock"]
    lines = [
        f"<h2>{chance.choice(names)}</h2>"
        if chance.random() < 0.3
        else f"<p><a href='#x'>{chance.choice(names)}</a></p>"
        for _ in range(60)
    ]
    blocks = read_blocks(parse("".join(lines)))
    texts = [block.text.replace(" ", "") for block in blocks]
    starts = [i for i in range(len(blocks)) if blocks[i].hrefs and (i == 0 or not blocks[i - 1].hrefs)]
    wanted: set[int] = set()
    for start in starts:
        stop = next((i for i in range(start, len(blocks)) if not blocks[i].hrefs), len(blocks))
        below = [texts[i] for i in range(stop, len(blocks)) if not blocks[i].hrefs]
        named = [
            any(h == t or (min(len(h), len(t)) >= 6 and (h.endswith(t) or t.endswith(h))) for h in below)
            for t in texts[start:stop]
        ]
        if stop - start >= 3 and 2 * sum(named) >= stop - start:
            wanted |= set(range(max(start - 1, 0), stop))
    assert find_contents(blocks) == wanted
