"""The body as typed blocks: kinds, levels, links and images; what is layout makes no structure."""

from __future__ import annotations

import pytest

from newsclean import Article, Context, Options, clean
from newsclean.body.read import read_body
from newsclean.html.blocks import parse, read_blocks
from newsclean.html.markdown import read_text
from newsclean.html.render import to_text
from newsclean.model import BodyBlock, Link
from newsclean.options import MARKDOWN

URL = "https://www.harbour-post.example/news/ferry.html"
LONG = "The ferry to the outer islands was late again on Monday, and the harbour master has promised to look into it."


def blocks_of(html: str, *, links: bool = False, images: bool = False, cut: str = "\n") -> list[BodyBlock]:
    """The blocks of a page, without those whose text is `cut`."""
    tree = parse(html)
    blocks = read_blocks(tree)
    kept = [block.text != cut for block in blocks]
    found = read_body(tree, blocks, kept, URL, Options(blocks=True, links=links, images=images)).blocks
    assert found is not None
    return list(found)


def shapes(html: str) -> list[tuple[str, int, str]]:
    return [block[:3] for block in blocks_of(html)]


def test_kinds_and_levels() -> None:
    html = f"""
        <h2>News</h2><p>{LONG}</p>
        <ul><li>one<ul><li>deep</ul><p>more</li></ul>
        <ol><li>first</ol>
        <blockquote><p>said<blockquote>deeper</blockquote></blockquote>
        <pre>x = 1\n  y</pre>
        <table><tr><td>a<td>b<tr><td>c<td>d</table>
        <p>line<br>line</p>"""
    assert shapes(html) == [
        ("heading", 2, "News"),
        ("paragraph", 0, LONG),
        ("bullet", 1, "one"),
        ("bullet", 2, "deep"),
        ("paragraph", 1, "more"),
        ("numbered", 1, "first"),
        ("quote", 1, "said"),
        ("quote", 2, "deeper"),
        ("code", 0, "x = 1\n  y"),
        ("table", 0, "a | b\nc | d"),
        ("paragraph", 0, "line\nline"),
    ]


@pytest.mark.parametrize(
    "html",
    [
        f"<blockquote><p>{LONG}<p>{LONG} Twice.</blockquote><p>Short end</p>",
        f"<ul><li><p>{LONG}<p>{LONG} Twice.</ul><p>Short end</p>",
        f"<pre>{LONG}\n{LONG} Twice.</pre><p>Short end</p>",
        f"<h2>{LONG * 3}</h2><p>Short end</p>",
        f"<h2><div>{LONG}</div><div>{LONG} Twice.</div><div>{LONG} Thrice.</div></h2><p>Short end</p>",
    ],
    ids=["quote", "item", "preformatted", "heading", "unclosed heading"],
)
def test_an_element_around_the_whole_article_is_layout(html: str) -> None:
    assert {kind for kind, _, _ in shapes(html)} == {"paragraph"}


def test_what_was_cut_is_not_there() -> None:
    html = f"<p>{LONG}</p><ul><li>one<li>cut it<li>two</ul><pre>a\ncut it\nb</pre><p>{LONG} Twice.</p>"
    found = [block[:3] for block in blocks_of(html, cut="cut it")]
    assert found[1:4] == [("bullet", 1, "one"), ("bullet", 1, "two"), ("code", 0, "a\nb")]


def test_links_are_listed_with_their_whole_text() -> None:
    html = f'<p>See <a href="/a">the <b>first</b> part</a> and <a href="javascript:x">no</a></p><p>{LONG}</p>'
    first, second = blocks_of(html, links=True)
    assert first.links == (Link("the first part", "https://www.harbour-post.example/a"),)
    assert second.links == ()
    assert [block.links for block in blocks_of(html)] == [None, None]


def test_links_are_resolved_against_the_base_of_the_page() -> None:
    html = f'<base href="/archive/"><p>{LONG} <a href="a.html">Here</a></p>'
    assert blocks_of(html, links=True)[0].links == (Link("Here", "https://www.harbour-post.example/archive/a.html"),)


def test_images_have_captions_and_come_where_they_are() -> None:
    html = f"""
        <img src="/logo.png" alt="The Harbour Post"><h1>Ferry late</h1>
        <figure><picture><source srcset="/s.jpg 1x, /lead-2x.jpg 2x"><img src="data:x" alt="The ferry"></picture>
        <figcaption>The ferry at dawn</figcaption></figure>
        <p>{LONG}</p>
        <img data-src="//cdn.example/pier.jpg" src="/blank.gif" width="640px"><img src="/dot.gif" width=1>
        <a href="/other.html"><img src="/teaser.jpg"></a>
        <div class="related-stories"><img src="/related.jpg"></div>
        <ul><li><img src="/item.jpg" alt="A gull">one</ul>
        <p>{LONG} Twice.</p><img src="/after.jpg">"""
    found = blocks_of(html, images=True, cut="The ferry at dawn")
    images = [(i, block) for i, block in enumerate(found) if block.kind == "image"]
    assert [(i, block.text, block.links) for i, block in images] == [
        (1, "The ferry at dawn", (Link("The ferry", "https://www.harbour-post.example/lead-2x.jpg"),)),
        (3, "", (Link("", "https://cdn.example/pier.jpg"),)),
        (4, "A gull", (Link("A gull", "https://www.harbour-post.example/item.jpg"),)),
    ]


def test_a_kept_caption_is_not_repeated() -> None:
    html = f"<h1>Late</h1><figure><img src=/a.jpg><figcaption>At dawn</figcaption></figure><p>{LONG}</p>"
    assert [block.text for block in blocks_of(html, images=True)].count("At dawn") == 1


def test_a_text_input_has_blocks_too() -> None:
    text = f"# News\n\n{LONG}\n\n- one\n  - deep\n- two\n\n> said\n\n| a | b |\n|---|---|\n| c | d |\n"
    blocks = read_text(text)
    found = read_body(None, blocks, [True] * len(blocks), None, Options(blocks=True, text_format=MARKDOWN))
    assert found.blocks is not None
    assert [block[:3] for block in found.blocks] == [
        ("heading", 1, "News"),
        ("paragraph", 0, LONG),
        ("bullet", 1, "one"),
        ("bullet", 2, "deep"),
        ("bullet", 1, "two"),
        ("quote", 1, "said"),
        ("table", 0, "a | b\nc | d"),
    ]
    assert found.markdown == text.replace("| a | b |\n|---|---|\n", "|  |  |\n| --- | --- |\n| a | b |\n").rstrip()


PAGE = f"""<html><head><title>Ferry late</title></head><body><article><h1>Ferry late</h1>
<p>{LONG}</p><p>Share this article</p><h2>What is known</h2><p>{LONG} <b>Twice.</b></p>
<ul><li>{LONG} One.</li><li>{LONG} Two.</li></ul><p>{LONG} Thrice.</p></article></body></html>"""


def test_structure_changes_nothing_but_the_text_and_adds_blocks(context: Context) -> None:
    plain = clean(PAGE, url=URL)
    options = Options(text_format=MARKDOWN, blocks=True, links=True)
    structured = clean(PAGE, url=URL, options=options)
    assert isinstance(plain, Article)
    assert isinstance(structured, Article)
    changed = {key for key, value in structured.to_dict().items() if plain.to_dict().get(key, "") != value}
    assert changed == {"text", "blocks"}
    assert structured.blocks is not None
    assert "\n".join(block.text for block in structured.blocks) == plain.text.replace("\n\n", "\n").replace("- ", "")
    assert "Share this" not in structured.text


def test_the_text_of_blocks_is_that_of_the_plain_text() -> None:
    html = (
        f"<p>{LONG}</p><div>One<br>two<span class=dropcap>T</span>hree</div><p><span class=dropcap>A</span>nother</p>"
    )
    plain = to_text(read_blocks(parse(html)))
    assert "\n\n".join(block.text for block in blocks_of(html)) == plain
