"""The vote: which blocks are the article."""

from __future__ import annotations

from support.selection import select_blocks

from newsclean.content.classifier import Scores, score
from newsclean.content.select import DOUBT, fill_holes
from newsclean.content.topic import Topic
from newsclean.content.trafilatura import Marked, mark, trafilatura_votes
from newsclean.html.blocks import parse, read_blocks
from newsclean.html.render import without_copies
from newsclean.html.shape import weight

LONG = "The council met on Monday and decided, after three hours of talk, to paint the bridge in the colour it had. "
NAV = "".join(f"<li><a href=/{word}>{word}</a></li>" for word in ("News", "Sport", "Weather", "Opinion", "Travel"))
STORY = "".join(f"<p>{LONG * 3}That was decision number {n}.</p>" for n in range(8))
PAGE = f"""<body><nav class=menu><ul>{NAV}</ul></nav>
<main><article class=story><h1>Bridge stays grey</h1>{STORY}</article></main>
<aside class=related><ul><li><a href=/1>A mill for sale</a></li><li><a href=/2>The ferry is late</a></li></ul></aside>
<footer class=footer><p><a href=/imprint>Imprint</a></p></footer></body>"""


def test_paragraphs_score_high_and_links_low() -> None:
    blocks = read_blocks(parse(PAGE))
    for block, value in zip(blocks, score(blocks), strict=True):
        if block.tag == "p" and not block.link_chars:
            assert value > 0, block.text
        if block.link_chars:
            assert value < 0, block.text


def test_a_plain_page_leaves_little_doubt_and_is_taken_whole() -> None:
    tree = parse(PAGE)
    blocks = read_blocks(tree)
    assert Scores(blocks, Topic("Bridge stays grey")).doubt() < DOUBT
    votes = select_blocks(tree, blocks, "Bridge stays grey", None)
    taken = [b.text for b, vote in zip(blocks, votes, strict=True) if vote and b.tag == "p"]
    assert len(taken) == 8


def test_a_page_without_blocks_has_no_votes() -> None:
    assert score([]) == []
    assert select_blocks(parse(""), [], None, None) == []


def test_trafilatura_names_blocks_by_their_marks() -> None:
    blocks = read_blocks(parse(PAGE))
    votes = trafilatura_votes(mark(parse(PAGE)))
    kept = {b.text for b, vote in zip(blocks, votes, strict=True) if vote}
    assert {b.text for b in blocks if b.tag == "p" and not b.link_chars} <= kept
    assert "Sport" not in kept


def test_a_page_that_trafilatura_refuses_has_no_votes() -> None:
    assert trafilatura_votes(Marked("<p> </p>", [[0]])) == [False]
    assert trafilatura_votes(Marked("", [])) == []


def test_a_table_between_paragraphs_is_the_storys_and_a_list_of_links_is_not() -> None:
    html = f"<div class=s><p>{LONG * 2}</p><table><tr><td>North<td>41</tr></table><p>{LONG * 2}</p></div>"
    blocks = read_blocks(parse(html))
    assert fill_holes(blocks, [3.0, -1.0, 3.0]) == [True, True, True]
    html = html.replace("North", "<a href=/n>North and more of it</a>")
    assert fill_holes(read_blocks(parse(html)), [3.0, -1.0, 3.0]) == [True, False, True]


def test_an_item_that_begins_with_a_link_leaves_its_list_in_the_story() -> None:
    items = "<li><a href=/w>The weir is to be raised</a> by two hands before the spring<li>The mill gets its water back"
    linked = "<li><a href=/m>A mill for sale, and nobody</a> asks<li><a href=/f>The ferry is late</a> again"
    for inside, is_kept in ((items, True), (linked, False)):
        blocks = read_blocks(parse(f"<div class=s><p>{LONG * 2}</p><ul>{inside}</ul><p>{LONG * 2}</p></div>"))
        assert fill_holes(blocks, [3.0, -1.0, -1.0, 3.0]) == [True, is_kept, is_kept, True]


def test_a_short_last_line_stays_with_its_paragraphs() -> None:
    html = f"<div class=s><p>{LONG * 2}</p><p>Nobody laughed.</p></div><div class=f><p>All about bridges.</p></div>"
    assert fill_holes(read_blocks(parse(html)), [3.0, -1.0, -1.0]) == [True, True, False]


def test_a_text_that_occurs_twice_is_kept_once() -> None:
    body = f"<p>{LONG}</p><p>Short line</p><p>{LONG} Two.</p>"
    blocks = read_blocks(parse(f"<div>{body}</div><div>{body}</div><p>Short line</p>"))
    kept = [True] * len(blocks)
    assert without_copies(blocks, kept)[:6] == [True, True, True, False, False, False]


def test_scripts_without_blanks_weigh_more() -> None:
    assert weight("abc") == 3
    assert weight("東京都") == 9
    assert weight("한국") == 4


def test_a_row_of_links_needs_more_than_even_odds() -> None:
    html = f"<div><p>{LONG * 2}</p><p><a href=/p>Print</a> | <a href=/s>Send it on</a></p><p>Rain | shine</p></div>"
    blocks = read_blocks(parse(html))
    assert fill_holes(blocks, [3.0, 1.0, 1.0]) == [True, False, True]
    assert fill_holes(blocks, [3.0, 3.0, 1.0]) == [True, True, True]


def test_what_is_between_two_paragraphs_of_an_element_is_taken_whatever_it_is_wrapped_in() -> None:
    for kind, taken in (("text", True), ("promo", False)):
        line = f"<div class={kind}>The ferry waits for the evening tide and then it leaves again.</div>"
        story = f"<div class=text><span>{LONG}</span></div>"
        blocks = read_blocks(parse(story + line + story))
        assert fill_holes(blocks, [3.0, -1.0, 3.0]) == [True, taken, True]
    blocks = read_blocks(parse(f"<div><p>{LONG}</p><p><span>It sails again.</span></p></div>"))
    assert fill_holes(blocks, [3.0, -1.0]) == [True, True]
    assert fill_holes(blocks, [3.0, -1.5]) == [True, False]


def test_a_line_that_parts_two_paragraphs_is_their_subhead() -> None:
    def votes(line: str, after: str = LONG) -> list[bool]:
        blocks = read_blocks(parse(f"<div class=body><p>{LONG}</p>{line}<p>{after}</p></div>"))
        return fill_holes(blocks, [3.0, -1.0, 3.0])

    assert votes("<div class=sub>The vote</div>")[1]
    assert votes("<h3><div>The vote</div></h3>", "It took an hour.")[1]
    assert not votes("<div class=sub><a href=/vote>The vote</a></div>")[1]
    assert not votes("<figure><figcaption>The bridge</figcaption></figure>")[1]
    assert not votes("<div class=sub>The vote</div>", "More")[1]
    assert not votes("<section><div><div><div>The vote</div></div></div></section>")[1]


def test_a_post_in_the_midst_of_a_story_stays_with_its_signature() -> None:
    post = "The weir is not for sale. <a href=/pic>pic.harbour.example/w</a>"
    signature = "Harbour Watch (@harbourwatch) <a href=/post>12 May</a>"
    html = (
        f"<div class=s><p>{LONG * 2}</p><blockquote><p>{post}</p><p>{signature}</p></blockquote><p>{LONG * 2}</p></div>"
    )
    blocks = read_blocks(parse(html))
    assert fill_holes(blocks, [3.0, -0.5, -0.5, 3.0]) == [True] * 4
    assert fill_holes(blocks, [3.0, -0.5, -3.0, 3.0]) == [True, False, False, True]
    long = read_blocks(parse(html.replace(post, LONG * 2)))
    assert fill_holes(long, [3.0, 1.0, -0.5, 3.0]) == [True] * 4


def test_a_question_is_kept_with_its_answer_wherever_it_is() -> None:
    def item(question: str) -> str:
        return f"<div class=item><div class=head><b>{question}</b></div><div class=answer><p>{LONG}</p></div></div>"

    def taken(question: str, value: float) -> bool:
        blocks = read_blocks(parse(item("Who paid?") + item(question)))
        return fill_holes(blocks, [3.0, 3.0, value, 3.0])[2]

    assert taken("Wer hat die Brücke bestellt?", -1.0)
    assert taken("橋は何色ですか？", -1.0)
    assert not taken("Who ordered it?", -1.5)
    assert not taken("Our newsletter", -1.0)


def test_a_heading_that_is_nearly_taken_parts_two_paragraphs_of_any_elements() -> None:
    def taken(tag: str, value: float) -> bool:
        html = f"<div class=a><p>{LONG}</div><header><div><{tag}>The grey years</{tag}></div></header><p>{LONG}"
        return fill_holes(read_blocks(parse(html)), [3.0, value, 3.0])[1]

    assert taken("h3", -0.5)
    assert not taken("h3", -0.7)
    assert not taken("p", -0.5)


def test_a_signature_is_kept_with_its_quotation() -> None:
    signature = "<cite>Anna Baker, town clerk</cite>"
    post = "&mdash; Anna Baker (@annabaker) <a href=/1>May 3, 2021</a>"
    for line in (signature, post, f"<p><a href=/2>pictures.example/123</a></p>{post}"):
        blocks = read_blocks(parse(f"<blockquote><p>{LONG}</p>{line}</blockquote><p>{LONG}"))
        scores = [3.0, *[-2.0] * (len(blocks) - 2), 3.0]
        assert fill_holes(blocks, scores)[-2]
        assert not fill_holes(blocks, [-3.0, *scores[1:]])[-2]
    blocks = read_blocks(parse(f"<p>{LONG}</p><p>{post}</p><p>{LONG}"))
    assert not fill_holes(blocks, [3.0, -2.0, 3.0])[1]
