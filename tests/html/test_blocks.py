"""Blocks: what the walk makes of a page's markup."""

from __future__ import annotations

import pytest

from newsclean.html.blocks import parse, read_blocks
from newsclean.html.render import to_text
from newsclean.model import Block
from newsclean.text import clean_text


def blocks(html: str) -> list[Block]:
    return read_blocks(parse(html))


def texts(html: str) -> list[str]:
    return [block.text for block in blocks(html)]


def test_every_block_element_starts_a_block() -> None:
    assert texts("<p>One<p>Two<div>Three<section>Four</section>Five</div>") == ["One", "Two", "Three", "Four", "Five"]


def test_inline_elements_do_not_part_a_text() -> None:
    assert texts("<p>A <b>bold</b> and <a href=x>linked</a><span> word</span>.") == ["A bold and linked word."]


@pytest.mark.parametrize(
    "tag", ["script", "style", "noscript", "template", "select", "textarea", "button", "svg", "noembed"]
)
def test_what_is_no_text_of_the_page_is_silent(tag: str) -> None:
    assert texts(f"<p>Seen</p><{tag}>unseen</{tag}>") == ["Seen"]


def test_a_break_glues_a_line_and_two_breaks_part_paragraphs() -> None:
    found = blocks("<div>First line<br>second line<br><br>New paragraph</div>")
    assert [(b.text, b.glued) for b in found] == [
        ("First line", False), ("second line", True), ("New paragraph", False),
    ]  # fmt: skip
    assert to_text(found) == "First line\nsecond line\n\nNew paragraph"


def test_a_glued_line_is_alone_when_the_line_before_it_is_cut() -> None:
    found = blocks("<p>Kept</p><p>cut<br>kept too</p>")
    assert to_text(found, [True, False, True]) == "Kept\n\nkept too"


def test_list_items_are_on_lines_of_their_own_and_nest() -> None:
    html = "<p>Before</p><ul><li>One<ul><li>Inner</li></ul></li><li>Two<br>more</li></ul><p>After</p>"
    assert to_text(blocks(html)) == "Before\n\n- One\n  - Inner\n- Two\n  more\n\nAfter"


def test_a_data_row_is_one_line_and_a_layout_table_is_not() -> None:
    rows = "<table><tr><th>Team<th>Points</tr><tr><td>Home<td>3</tr></table>"
    assert to_text(blocks(rows)) == "Team | Points\nHome | 3"
    layout = "<table><tr><td><p>Menu</p><p>More menu</p></td><td><p>Text</p></td></tr></table>"
    assert texts(layout) == ["Menu", "More menu", "Text"]


def test_a_row_with_a_line_break_in_a_cell_is_still_a_row() -> None:
    assert texts("<table><tr><td>Anna<br>Berg<td>1st</tr></table>") == ["Anna Berg | 1st"]


def test_preformatted_lines_are_kept() -> None:
    assert to_text(blocks("<pre>one\ntwo</pre>")) == "one\ntwo"
    assert to_text(blocks("<pre>one\n<b>two</b>\n\nthree</pre>")) == "one\ntwo\n\nthree"
    assert to_text(blocks("<xmp>one\ntwo</xmp>")) == "one\ntwo"


def test_a_span_that_is_shown_as_a_block_is_one() -> None:
    assert texts("<p>Tea<span style='display: block'>is served.</span>Then cake</p>") == [
        "Tea",
        "is served.",
        "Then cake",
    ]


def test_a_card_behind_a_word_is_not_glued_to_it() -> None:
    card = "<span class=tooltip>crane<span class=tooltiptext>A machine that lifts</span></span>"
    assert texts(f"<p>The {card} is old.<i class=material-icons>open_in_new</i></p>") == ["The crane is old."]


def test_links_and_emphasis_are_counted() -> None:
    (block,) = blocks("<p>See <a href='/x'>this page</a> and <b>that</b></p>")
    assert (block.link_chars, block.strong_chars, block.hrefs) == (9, 4, ("/x",))


def test_an_inline_element_around_all_of_a_text_is_its_place() -> None:
    (whole,) = blocks("<div><span class='caption'>A harbour</span></div>")
    (part,) = blocks("<div><span class='caption'>A harbour</span> at dawn</div>")
    assert whole.element.path == "body>div>span.caption"
    assert part.element.path == "body>div"
    assert whole.tag == part.tag == "div"


@pytest.mark.parametrize(
    ("attribute", "signature"),
    [
        ("class='css-1x2ab3'", "body>div"),
        ("class='post-12345 story'", "body>div.post.story"),
        ("class='Article__body--3fK9x'", "body>div.article__body"),
        ("id='comment-99'", "body>div#comment"),
    ],
)
def test_generated_parts_of_names_do_not_count(attribute: str, signature: str) -> None:
    (block,) = blocks(f"<div {attribute}>Text</div>")
    assert block.element.path == signature


def test_names_around_a_block_are_known_by_their_words() -> None:
    (block,) = blocks("<aside role='complementary'><div class='shareBar'>Text</div></aside>")
    assert {"<aside>", "@complementary", "<div>", "share", "bar"} <= block.element.around


def test_hidden_elements_are_marked() -> None:
    (block,) = blocks("<div style='display: none'><p>Unseen</p></div>")
    assert "!hidden" in block.element.around


def test_depth_without_bound_is_walked_without_recursion() -> None:
    deep = "<div class=a>" * 5_000 + "<p>Bottom</p>"
    (block,) = blocks(deep)
    assert block.text == "Bottom"
    assert block.element.path.count(">") <= 101


def test_inline_nesting_without_bound_is_walked_too() -> None:
    (block,) = blocks("<b><i>" * 5_000 + "Deep")
    assert block.text == "Deep"
    assert block.element.path.count(">") <= 101


def test_invisible_and_control_characters_go() -> None:
    assert clean_text("so\u00adft \x1b[31m zero\u200bwidth \x08bell\n next") == "soft [31m zerowidth bell next"


def test_a_frameset_or_an_empty_page_has_no_blocks() -> None:
    assert blocks("<frameset><frame src=a></frameset>") == []
    assert blocks("") == []


def test_readings_of_ruby_are_no_words() -> None:
    (block,) = blocks("<p><ruby>港湾<rp>(</rp><rt>こうわん</rt><rp>)</rp></ruby>の灯台</p>")
    assert block.text == "港湾の灯台"


def test_a_drop_cap_joins_its_word() -> None:
    (block,) = blocks('<p><span class="story-dropcap">T</span>\n  he lighthouse is open.</p>')
    assert block.text == "The lighthouse is open."


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<span class=dropcap>T</span><span>he</span> lighthouse", "The lighthouse"),
        ('<span class=dropcap>"T</span> he lighthouse', '"The lighthouse'),
        ("<span class=dropcap>A</span> lighthouse", "A lighthouse"),
        ("<span class=dropcap>A</span>fter dark", "After dark"),
        ("<span class=dropcap>The</span> lighthouse", "The lighthouse"),
    ],
)
def test_a_drop_cap_that_is_a_word_stays_one(html: str, text: str) -> None:
    assert texts(f"<p>{html}</p>") == [text]


def test_labels_and_drop_caps_nest_without_bound() -> None:
    for name in ("sr-only", "dropcap"):
        for tag in ("div", "span"):
            assert texts(f"<{tag} class={name}>" * 5_000 + "word " * 80) == [("word " * 80).strip()]


def test_text_for_screen_readers_alone_is_not_glued_into_sentences() -> None:
    html = '<p>See the <a href=/m>map<span class="sr-only"> (opens in a new window)</span></a> of it.</p>'
    (block,) = blocks(html)
    assert block.text == "See the map of it."
    assert blocks('<h2 class="visually-hidden">Main navigation</h2><p>Open</p>')[0].text == "Open"
    hidden = "word " * 80
    assert blocks(f"<p class='sr-only'>{hidden}</p>")[0].text == hidden.strip()


def test_an_unknown_element_is_inline_unless_it_holds_blocks() -> None:
    (line,) = blocks("<p>The <keyword>lock</keyword> of <gu-mark>Hem</gu-mark> is shut.</p>")
    assert line.text == "The lock of Hem is shut."
    assert [b.text for b in blocks("<x-card><p>One</p></x-card><x-card><p>Two</p></x-card>")] == ["One", "Two"]


def test_pages_of_one_template_share_their_elements() -> None:
    first, second = (blocks(f'<div class="shared-box"><p>{text}</p></div>')[0].element for text in ("One", "Two"))
    assert first is second
    assert blocks('<div class="other-box"><p>One</p></div>')[0].element is not first


def test_elements_are_given_up_between_pages_when_there_are_many() -> None:
    first = blocks("<div class=kept><p>One</p></div>")[0].element
    many = "".join(f"<div class=kind-{'x' * (i % 40)}y{chr(97 + i % 26)}{i}z><p>One</p></div>" for i in range(5000))
    page = blocks(f"<div class=kept><p>One</p></div>{many}<div class=kept><p>Two</p></div>")
    assert page[0].element is page[-1].element  # within a page each kind of element is one
    assert blocks("<div class=kept><p>One</p></div>")[0].element is not first
