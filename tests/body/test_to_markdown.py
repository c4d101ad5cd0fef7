"""Markdown: a CommonMark parser makes the same blocks of it, whatever the page holds."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.markdown import normalised, parsed_blocks

from newsclean.body.read import Body, read_body
from newsclean.html.blocks import parse, read_blocks
from newsclean.options import MARKDOWN, Options

URL = "https://www.harbour-post.example/news/ferry.html"
EVERYTHING = Options(text_format=MARKDOWN, blocks=True, links=True, images=True)


def body_of(html: str, options: Options = EVERYTHING) -> Body:
    tree = parse(html)
    blocks = read_blocks(tree)
    return read_body(tree, blocks, [True] * len(blocks), URL, options)


def markdown_of(html: str, *, links: bool = False) -> str:
    return body_of(html, Options(text_format=MARKDOWN, links=links)).markdown or ""


# What Markdown, its dialects and its parsers have eyes for.
SYNTAX = "*_`~[](){}<>!&#+-=|\\/:;.,\"'0123456789 \n\t$^@?%ab"
OTHERS = "éßж日本“”«»’—–…€©+™\u00a0\u200b\u00ad\u2028\u3000。、！"
texts = st.text(st.sampled_from(SYNTAX + OTHERS), min_size=1, max_size=12) | st.sampled_from(
    "word|two words|* item|1. item|1) item|- item|# head|> quote|---|===|```|~~~|[x]: http://a.example|![a](b)|[a](b)"
    "|<b>bold</b>|<script>"
    "|&amp;|&#42;|**a**|_a_|a_b_c|--- | ---|:-|[ ] task|https://a.example/|a*b|2 * 3|C:\\dir\\".split("|")
)
urls = st.sampled_from(
    "/a /a(b) /a)b( /a_b_c /a*b /a?b=1&amp;copy=2&amp;lt; javascript:alert(1) data:text/html,x #top"
    " //b.example/c /a&quot;b /a%20b /a]b[ /a&lt;b&gt; mailto:a@b.example /a`b /a|b /\\a HTTPS://B.example/x".split()
)
words = texts.map(escape)
inline = st.recursive(
    words,
    lambda inner: st.one_of(
        st.tuples(st.sampled_from("b strong i em code span u".split()), st.lists(inner, min_size=1, max_size=3)).map(
            lambda made: f"<{made[0]}>{''.join(made[1])}</{made[0]}>"
        ),
        st.tuples(urls, st.lists(inner, min_size=1, max_size=2)).map(
            lambda made: f'<a href="{made[0]}">{"".join(made[1])}</a>'
        ),
        st.just("<br>"),
    ),
    max_leaves=6,
)
runs = st.lists(inline, min_size=1, max_size=4).map("".join)


def wrapped(tags: str) -> st.SearchStrategy[str]:
    return st.tuples(st.sampled_from(tags.split()), runs).map(lambda made: f"<{made[0]}>{made[1]}</{made[0]}>")


rows = st.lists(st.lists(runs, min_size=2, max_size=3), min_size=1, max_size=3)
tables = st.tuples(st.booleans(), rows).map(
    lambda made: (
        "<table>"
        + "".join(
            "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in row) + "</tr>"
            for k, row in enumerate(made[1])
            for tag in ["th" if made[0] and k == 0 else "td"]
        )
        + "</table>"
    )
)
code = texts.map(lambda text: f"<pre>{escape(text)}</pre>")
images = st.tuples(texts, urls, texts).map(
    lambda made: (
        f'<figure><img src="{made[1]}" alt="{escape(made[0])}"><figcaption>{escape(made[2])}</figcaption></figure>'
    )
)
simple = st.one_of(wrapped("p p p h1 h2 h3 div dd"), runs, tables, code, images)
blocks = st.recursive(
    simple,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda made: f"<blockquote>{''.join(made)}</blockquote>"),
        st.tuples(
            st.sampled_from(["<ul>|</ul>", "<ol>|</ol>", "<ol start=7>|</ol>", "<ul>|</ol>"]),
            st.lists(st.lists(inner, min_size=1, max_size=2).map("".join), min_size=1, max_size=3),
        ).map(lambda made: made[0].replace("|", "".join(f"<li>{item}</li>" for item in made[1]))),
    ),
    max_leaves=6,
)
pages = st.lists(blocks, min_size=1, max_size=4).map("".join)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(pages)
def test_a_parser_makes_the_same_blocks_of_it(html: str) -> None:
    body = body_of(html + "<p>The last paragraph of a long page</p>")
    assert body.markdown is not None
    assert body.blocks is not None
    assert parsed_blocks(body.markdown) == normalised(body.blocks)


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>The <b>old ferry</b> is <i>back</i>.</p>", "The **old ferry** is *back*."),
        ("<p><b>All <i>of</i> it</b></p>", "**All *of* it**"),
        ("<p>un<b>happ</b>y <b> spaced </b>out</p>", "un**happ**y **spaced** out"),
        ("<p>a<b>“b”</b>c</p>", "a“b”c"),  # no parser would see these marks
        ("<p><b>bold</b><i>slanted</i></p>", "**bold**slanted"),
        ("<h2><b>News</b> of the day</h2>", "## **News** of the day"),
        ("<h3><b>News</b></h3>", "### News"),
        ("<h4>First<br>second</h4>", "#### First second"),
        ("<p>First<br>second<br><br>third</p>", "First\\\nsecond\n\nthird"),
        ("<p>Run <code>a`b</code></p>", "Run ``a`b``"),
        ("<pre>if a:\n    b()</pre><p>End of it</p>", "```\nif a:\n    b()\n```\n\nEnd of it"),
        ("<pre>a ``` b</pre><p>End of it</p>", "````\na ``` b\n````\n\nEnd of it"),
        ("<ul><li>one<li>two<ul><li>deep</ul></ul>", "- one\n- two\n  - deep"),
        ("<ul><li><p>one<p>more</li><li>two</ul>", "- one\n\n  more\n- two"),
        ("<ol start=9><li>one<li>two</ol>", "9. one\n10. two"),
        ("<ul><li>one</ul><ul><li>two</ul><ol><li>three</ol>", "- one\n\n* two\n\n1. three"),
        ("<p>Text here<blockquote><p>one<p>two</blockquote>", "Text here\n\n> one\n>\n> two"),
        (
            "<table><tr><th>a<th>b<tr><td>1|2<td>3</table>",
            "| a | b |\n| --- | --- |\n| 1\\|2 | 3 |",
        ),
        (
            "<table><tr><td>a<td>b<td>c<tr><td>1<td><td>3</table>",
            "|  |  |  |\n| --- | --- | --- |\n| a | b | c |\n| 1 |  | 3 |",
        ),
    ],
)
def test_markup_becomes_markdown(html: str, markdown: str) -> None:
    assert markdown_of(html) == markdown


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("2 * 3 = 6, late_night_run, AT&T", "2 * 3 = 6, late_night_run, AT&T"),  # nothing is escaped for nothing
        ("the mayor [of Nordhavn] said", "the mayor [of Nordhavn] said"),
        ("*a* _b_ ~c~ `d`", "\\*a\\* \\_b\\_ \\~c\\~ \\`d\\`"),
        ("1. first", "1\\. first"),
        ("- dash", "\\- dash"),
        ("# head", "\\# head"),
        ("> quote", "\\> quote"),
        ("---", "\\---"),
        ("[a](http://b.example)", "[a\\](http://b.example)"),
        ("[a]: http://b.example", "[a\\]: http://b.example"),
        ("<script>alert(1)</script> & <3 &lt;", "\\<script>alert(1)\\</script> & <3 \\&lt;"),
    ],
)
def test_text_that_would_be_syntax_is_escaped_and_no_other(text: str, markdown: str) -> None:
    assert markdown_of(f"<p>{escape(text)}</p>") == markdown


@pytest.mark.parametrize(
    ("href", "written"),
    [
        ("/a?b=1&amp;c=2", "[here](https://www.harbour-post.example/a?b=1&c=2)"),
        ("//x.example/a", "[here](https://x.example/a)"),
        ("next.html#part", "[here](https://www.harbour-post.example/news/next.html)"),
        ("/a_(b)", "[here](<https://www.harbour-post.example/a_(b)>)"),
        ("/a) [x](http://evil.example", "[here](<https://www.harbour-post.example/a)%20[x](http://evil.example>)"),
        ("/a&gt;\n&lt;b&gt;", "[here](https://www.harbour-post.example/a%3E%3Cb%3E)"),
        ("/a&amp;copy;x", "[here](https://www.harbour-post.example/a&amp;copy;x)"),
        ("javascript:alert(1)", "here"),
        ("data:text/html,x", "here"),
        ("mailto:a@b.example", "here"),
        ("#top", "here"),
    ],
)
def test_links_are_absolute_and_cannot_break_out(href: str, written: str) -> None:
    html = f'<p>Read it <a href="{href}">here</a></p>'
    assert markdown_of(html, links=True) == f"Read it {written}"
    assert markdown_of(html) == "Read it here"


def test_the_text_of_a_link_cannot_end_it() -> None:
    html = '<p>Wow!<a href="/a">a](http://evil.example) \\</a></p>'
    assert markdown_of(html, links=True) == (
        "Wow\\![a\\](http://evil.example) \\\\](https://www.harbour-post.example/a)"
    )


def test_a_page_nested_beyond_reason_takes_no_recursion() -> None:
    for tag in ("blockquote", "ul><li", "b", "div"):
        html = f"<{tag}>" * 3_000 + "<p>The bottom of it</p>"
        assert "The bottom of it" in markdown_of(html + "<p>And the end of the page, which is a bit longer.</p>")
