"""Articles about newsletters, cookies, paywalls, fair use, comments, gifts and adverts come through whole.

Each `about/LANGUAGE-TOPIC.txt` is one article, `# ` its headline, with quotes of the very prompts that
the rules cut. It is put into each page around it (`about/*.html`), among real prompts in the same
language (`boilerplate.json`): the prompts must go, the story must stay, all of it and once.
"""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

import pytest

from newsclean import Article, Context, Page, clean_page

DATA = Path(__file__).resolve().parent / "about"
BOILERPLATE: dict[str, dict[str, str]] = json.loads((DATA / "boilerplate.json").read_text(encoding="utf-8"))
STORIES = sorted(path.stem for path in DATA.glob("*.txt"))
SHELLS = sorted(path.stem for path in DATA.glob("*.html"))
LANGUAGES = sorted({story.split("-")[0] for story in STORIES})


def load(name: str) -> tuple[str, list[list[str]]]:
    """Headline and blocks of a story; a block is its lines."""
    head, *blocks = (DATA / f"{name}.txt").read_text(encoding="utf-8").strip().split("\n\n")
    return head.removeprefix("# "), [block.split("\n") for block in blocks]


def kind(block: list[str]) -> str:
    return {"##": "subhead", "> ": "quote", "- ": "list", "| ": "table"}.get(block[0][:2], "paragraph")


def expected(blocks: list[list[str]]) -> list[str]:
    """The blocks as a record's text has them."""
    out = []
    for block in blocks:
        match kind(block):
            case "list":
                lines = block
            case "table":
                lines = [row.strip("| ") for row in block]
            case "quote" | "subhead":
                lines = [block[0].lstrip("#> ")]
            case _:
                lines = block
        out.append("\n".join(lines))
    return out


def markup(block: list[str], shell: str) -> str:
    """A block as the pages of this kind write it."""
    text = escape(block[0].lstrip("#> "), quote=False)
    match kind(block):
        case "list":
            return "<ul>" + "".join(f"<li>{escape(line[2:], quote=False)}</li>" for line in block) + "</ul>"
        case "table":
            rows = ("</td><td>".join(escape(row.strip("| "), quote=False).split(" | ")) for row in block)
            return "<table>" + "".join(f"<tr><td>{row}</td></tr>" for row in rows) + "</table>"
        case "quote":
            return f"<blockquote><p>{text}</p></blockquote>"
        case "subhead":
            return f"<b>{text}</b><br><br>" if shell == "tables" else f"<h2>{text}</h2>"
        case _:
            return f"{text}<br><br>" if shell == "tables" else f"<p>{text}</p>"


def render(name: str, shell: str) -> bytes:
    """The page: the story inside the shell, with boilerplate between its paragraphs as such pages have it."""
    title, blocks = load(name)
    language = name.split("-")[0]
    words = BOILERPLATE[language]
    parts = [markup(block, shell) for block in blocks]
    if shell != "tables":
        parts.insert(2, '<p><strong>{{also}}<a href="/swans">{{also_title}}</a></strong></p>')
    if shell == "modern":
        parts.insert(5, '<div class="newsletter-box"><h4>{{newsletter}}</h4><p>{{inbox}}</p></div>')
    page = (DATA / f"{shell}.html").read_text(encoding="utf-8")
    page = page.replace("{{body:" + shell + "}}", "\n".join(parts))
    values = {**words, "title": title, "lang": language}
    values |= {f"menu{i}": item for i, item in enumerate(words["menu"].split("|"))}
    for key, value in values.items():
        page = page.replace("{{" + key + "}}", escape(value))
    assert "{{" not in page
    return page.encode()


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("name", STORIES)
def test_a_story_about_boilerplate_comes_through_whole_and_once(name: str, shell: str, context: Context) -> None:
    article = clean_page(Page(f"{name}.{shell}", render(name, shell)), context)
    assert isinstance(article, Article), article
    title, blocks = load(name)
    want = expected(blocks)
    got = article.text.split("\n\n")
    assert [block for block in want if block not in got] == []  # nothing eaten
    assert [block for block in got if block not in want] == []  # nothing leaked
    assert got == want  # in order, and no block twice
    assert article.metadata.title == title


@pytest.mark.parametrize("name", STORIES)
def test_a_story_about_boilerplate_comes_through_whole_as_text(name: str, context: Context) -> None:
    _, blocks = load(name)
    text = "\n\n".join(expected(blocks))
    article = clean_page(Page(name, text.encode(), content_type="text/plain"), context)
    assert isinstance(article, Article), article
    assert article.text == text


def test_the_stories_are_in_at_least_five_languages() -> None:
    assert len(LANGUAGES) >= 5


@pytest.mark.parametrize("wrapper", ["print-only", "amp-copy", "mobile"])
def test_a_body_that_occurs_twice_on_the_page_comes_out_once(wrapper: str, context: Context) -> None:
    title, blocks = load("en-donations")
    body = "".join(markup(block, "modern") for block in blocks)
    page = (
        f'<html lang="en"><head><title>{title}</title></head><body><h1>{title}</h1>'
        f'<article class="story">{body}</article><div class="{wrapper}">{body}</div></body></html>'
    )
    article = clean_page(Page("twice.html", page.encode()), context)
    assert isinstance(article, Article), article
    assert article.text.split("\n\n") == expected(blocks)


def _page(inner: str) -> bytes:
    """An article of plain paragraphs around `inner`."""
    before = "".join(
        f"<p>On day {n} of the expedition the two botanists climbed to camp {n}, counted the gentians on"
        f" plot {n} and wrote the number, which was smaller than the day before, into the green book.</p>"
        for n in range(1, 5)
    )
    after = "<p>They came down on Sunday with wet boots and a list nobody had expected to be so long.</p>"
    return f"<html><body><h1>Gentians</h1><article>{before}{inner}{after}</article></body></html>".encode()


STAYS: dict[str, tuple[str, str]] = {
    "a one-word paragraph": ("<p>Rain.</p>", "Rain."),
    "a one-line paragraph": ("<p>Then the tent blew away.</p>", "Then the tent blew away."),
    "a subhead": ("<h2>The fifth day</h2>", "The fifth day"),
    "a bold subhead": ("<p><strong>The fifth day</strong></p>", "The fifth day"),
    "a quote": (
        "<blockquote>“It is a small flower,” she said.</blockquote>",
        "“It is a small flower,” she said.",
    ),
    "a list": ("<ul><li>two ropes</li><li>one stove</li></ul>", "- two ropes\n- one stove"),
    "a nested list": (
        "<ul><li>food<ul><li>oats</li></ul></li><li>maps</li></ul>",
        "- food\n  - oats\n- maps",
    ),
    "a table": (
        "<table><tr><th>Plot</th><th>Count</th></tr><tr><td>North</td><td>41</td></tr></table>",
        "Plot | Count\nNorth | 41",
    ),
    "a line break in a poem": (
        "<p>Blue in the rock,<br>blue in the rain.</p>",
        "Blue in the rock,\nblue in the rain.",
    ),
    "a linked phrase": (
        '<p>The <a href="/report">full report of the expedition</a> is kept in the village hall.</p>',
        "The full report of the expedition is kept in the village hall.",
    ),
    "a correction": (
        "<p><em>Correction: an earlier version of this article gave the wrong number for plot 3.</em></p>",
        "Correction: an earlier version of this article gave the wrong number for plot 3.",
    ),
    "an editor's note": (
        "<p><em>Editor's note: the names of the two botanists were changed at their request.</em></p>",
        "Editor's note: the names of the two botanists were changed at their request.",
    ),
}


@pytest.mark.parametrize("what", STAYS)
def test_what_belongs_to_the_story_stays(what: str, context: Context) -> None:
    inner, text = STAYS[what]
    article = clean_page(Page("gentians.html", _page(inner)), context)
    assert isinstance(article, Article), article
    assert f"\n\n{text}\n\n" in article.text
