"""Markup that a standard parser would read otherwise than its author meant."""

from __future__ import annotations

import pytest

from newsclean.html.blocks import read_blocks
from newsclean.html.repair import parse_repaired

STORY = "<p>The ferry to the outer island is back on Monday, the harbour office said.</p>"


def texts(html: str) -> list[str]:
    return [block.text for block in read_blocks(parse_repaired(html)[0])]


@pytest.mark.parametrize(
    "start",
    [
        "<html><head><title>Ferry back<body>",
        "<body><script>var a = 1;",
        "<body><style>p { color: red }",
        "<body><textarea rows=2>",
        "<body><!-- begin content >",
        "<body><template>",
        "<body><script>a()</script><script src=x.js>",
    ],
)
def test_what_is_never_closed_does_not_swallow_the_page(start: str) -> None:
    assert texts(start + STORY) == ["The ferry to the outer island is back on Monday, the harbour office said."]


@pytest.mark.parametrize(
    "html",
    [
        "<title>A</title><script>if (a < b) { c('<p>') }</script><!-- <p>old</p> -->" + STORY,
        "<textarea><p>typed</p></textarea>" + STORY,
        "<script type=text/template><div>{{ row }}</div></script>" + STORY,
        "<script src=a.js></script><script>document.write('<script src=b.js><\\/script>')</script>" + STORY,
        "<p>Write <code>&amp;amp;</code> for an ampersand.</p>",
        "<p>AT&amp;T and &amp;lt;b&amp;gt;</p>",
        "<p>Write <code>x</code> or &lt;b&gt;x&lt;/b&gt;</p>",
        "<p>Lines were ended by a &lt;br&gt; then.</p>",
        "<p>São João, Ñandú, âge, €</p>",
    ],
)
def test_sound_markup_is_left_as_it_is(html: str) -> None:
    assert parse_repaired(html)[1] == html


def test_text_that_was_encoded_twice_is_decoded() -> None:
    assert texts("<p>Fish &amp;amp; chips, she said: &amp;quot;twice&amp;#39;s enough&amp;quot;.</p>") == [
        'Fish & chips, she said: "twice\'s enough".'
    ]
    garbled = "Der Bürgermeister – müde".encode().decode("windows-1252")
    assert texts(f"<p>{garbled}</p><p>Im Übrigen</p>") == ["Der Bürgermeister – müde", "Im Übrigen"]


def test_tags_that_were_encoded_twice_are_tags() -> None:
    link = "&lt;a href=&quot;/x&quot;&gt;ferry&lt;/a&gt;"
    html = f"<p title='&lt;i&gt;'>The &lt;em&gt;old&lt;/em&gt; {link}&lt;br /&gt;is back.</p>"
    (first, second) = read_blocks(parse_repaired(html)[0])
    assert (first.text, first.hrefs, second.text) == ("The old ferry", ("/x",), "is back.")
    assert texts("<p>Fish &amp;amp;amp; chips") == ["Fish & chips"]


def test_encoded_tags_in_scripts_are_strings_of_theirs() -> None:
    data = '{"about": "&lt;a href=&quot;/x&quot;&gt;Ferry&lt;/a&gt;", "author": "Ada Marsh"}'
    html = f"<script type=application/ld+json>{data}</script>{STORY}<p>It is &lt;b&gt;back&lt;/b&gt;.</p>"
    tree, repaired = parse_repaired(html)
    assert data in repaired
    assert [block.text for block in read_blocks(tree)][-1] == "It is back."


@pytest.mark.parametrize(
    "tag", ["button", "audio", "video", "canvas", "object", "select", "map", "datalist", "noscript"]
)
def test_an_element_without_an_end_does_not_swallow_what_follows(tag: str) -> None:
    second = "<p>It had been away for repairs since the spring, and the islanders had rowed to the market.</p>"
    assert len(texts(f"<div><{tag}>{STORY}{second}</div>")) == 2
    assert texts(f"<body><{tag}><p>Get the player.</p></{tag}>{STORY}") == texts(STORY)
    assert texts(f"<div><{tag}>{second}{second}</{tag}>{STORY}</div>") == texts(STORY)


def test_a_button_in_a_sentence_is_a_word_of_it() -> None:
    assert texts(
        "<p>The <button>old</button></i> ferry, a <button>ketch</button>, is back. <button>Read more</button></p>"
    ) == ["The old ferry, a ketch, is back."]


def test_a_declarative_shadow_root_is_part_of_the_page() -> None:
    html = f"<div><template shadowrootmode=open>{STORY}<template><p>Row</p></template></template></div><p>After</p>"
    assert texts(html) == ["The ferry to the outer island is back on Monday, the harbour office said.", "After"]


@pytest.mark.parametrize(
    "html",
    [
        "<!--" * 20_000,
        "<!-- -->" * 20_000 + "<!--",
        "<script>" * 20_000,
        "<script " * 20_000,
        "<script src=a><p>" * 20_000 + "</script>",
        "<script" + " src=a" * 20_000 + "<script ",
        "<title>" * 20_000,
        "<title></title>" * 20_000 + "<title>",
        "<title><p>" * 20_000 + "</title>",
        "<xmp></xmp>" * 20_000 + "<xmp>",
        "<textarea></textarea>" * 20_000 + "<textarea>",
        "<template shadowroot>" * 2_000,
        "\u00c3\u00a9" * 20_000,
        "&amp;amp;" * 20_000,
    ],
)
def test_repairs_never_look_at_a_page_once_for_each_of_its_tags(html: str) -> None:
    # Were it so, each of these would take minutes.
    assert isinstance(parse_repaired(html)[1], str)


def test_a_script_without_end_does_not_take_the_page_up_to_the_next_one() -> None:
    html = f"<body><script src=a.js><div>{STORY}</div><script>b()</script><p>After</p>"
    assert texts(html) == ["The ferry to the outer island is back on Monday, the harbour office said.", "After"]


def test_a_line_break_that_is_drawn_with_an_element_ends_a_line() -> None:
    html = """<p>The ferry is late<span class="wide br" data-n="1"></span><span class='br'></span>It waits.</p>"""
    blocks = read_blocks(parse_repaired(html)[0])
    assert [block.text for block in blocks] == ["The ferry is late", "It waits."]
    kept = '<p>A <span class="abbr"></span>word <span class="br">of it</span></p>'
    assert parse_repaired(kept)[1] == kept


def test_a_frameset_with_the_story_for_browsers_without_frames_is_the_story() -> None:
    frames = f"<frameset cols='1,2'><frame src=m.html><noframes><body>{STORY * 10}</body></noframes></frameset>"
    assert texts(f"<title>A</title>{frames}") == texts(STORY * 10)
    assert texts("<frameset><frame src=m.html><noframes>Get a browser.</noframes></frameset>") == []


def test_shadow_roots_are_in_the_line_or_blocks_as_what_they_hold() -> None:
    html = "<p>The <x-a><template SHADOWROOTMODE=open>ferry</template></x-a> is back.</p>"
    assert texts(html) == ["The ferry is back."]
    assert texts(f"<x-a><template shadowrootmode=open>{STORY}{STORY}</template></x-a>") == texts(STORY + STORY)


def test_an_address_without_its_closing_quote_does_not_swallow_the_text() -> None:
    html = f'<a href="/quay>The quay</a>{STORY}<p class="end">Bye</p>'
    assert texts(html) == ["The quay", *texts(STORY), "Bye"]


@pytest.mark.parametrize(
    "html",
    [
        "<a href=\"javascript:if (a > b) c('<i>')\">" + STORY,
        "<script>a = '<a href=\"' + b + '\">' + c + '</a>'</script>" + STORY,
        '<a href="/quay">a > b</a>' + STORY,
    ],
)
def test_whole_addresses_stay(html: str) -> None:
    assert parse_repaired(html)[1] == html
