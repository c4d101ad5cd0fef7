"""The printed byline: the line near the headline that names who wrote the article."""

from __future__ import annotations

import pytest

from newsclean.html.blocks import parse, read_blocks
from newsclean.metadata.authors.bylines import Around
from newsclean.metadata.authors.printed import printed_byline
from newsclean.metadata.landmarks import Landmarks, find_landmarks
from newsclean.metadata.names.common_words import CommonWords


def _byline(html: str, title: str) -> list[str]:
    blocks = read_blocks(parse(f"<body>{html}</body>"))
    body = [b.tag == "p" and len(b.text) > 60 for b in blocks]
    tree = parse(f"<body>{html}</body>")
    return printed_byline(
        blocks, find_landmarks(blocks, body, title), Around(tree, CommonWords(blocks), frozenset())
    ).names


_PROSE = "<p>The lock gates were lifted out of the canal on Monday and nobody has said when they will return.</p>"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("<div>By Ada Byron</div>", ["Ada Byron"]),
        ("<div class=byline>Ada Byron</div>", ["Ada Byron"]),
        ("<div><a href='/author/ada-byron'>Ada Byron</a></div>", ["Ada Byron"]),
        ("<div>12 May 2020 | 10:15 | Ada Byron</div>", ["Ada Byron"]),
        ("<div>By</div><div>Ada Byron</div>", ["Ada Byron"]),
        (
            "<div class=author>Ada Byron</div><div class=author>Mary Somerville</div>",
            ["Ada Byron", "Mary Somerville"],
        ),
        ("<div>Ada Byron</div><div>12 May 2020</div>", ["Ada Byron"]),
        ("<div>Quill Vantongeren</div><div class=author-description>Writes on canals.</div>", ["Quill Vantongeren"]),
        ("<div><a href='/author/ada-byron'>Ada Byron</a> Culture</div>", ["Ada Byron"]),
        ("<div>3 May 2020 <a href='/author/ada'>lockkeeper7</a>Canals</div>", ["lockkeeper7"]),
        ("<div><a href='/user/register'>Join Us</a></div>", []),
        ("<div class=author-bio>Licensed Lock Keeper</div>", []),
        ("<div>Photo by Ada Byron</div>", []),
        ("<div>Harbour Advertising Disclosure</div><div class=author>Ada Byron</div>", ["Ada Byron"]),
        ("<div>By Ada Byron, Product Manager, Harbour Maps</div>", ["Ada Byron"]),
        ("<div>By Ada Byron In Harbours, Budget Harbour Guides</div>", ["Ada Byron"]),
        ("<div>By Ada Byron, Chief Marketing Officer, AI at Work</div>", ["Ada Byron"]),
        (
            "<div><a href='/author/ada'>AB</a></div><div><a href='/author/ada'>Ada Byron</a> of Marlow</div>",
            ["Ada Byron"],
        ),
        ("<div>He read out the speech written by Ada Byron for him</div>", []),
        ("<div>Die Polizei fand die Leiche von Ada Byron</div>", []),
        ("<div>This entry was posted in Harbours by Ada Byron</div>", ["Ada Byron"]),
        ("<div>Mary Somerville, 4 May 2020</div><p>by Ada Byron</p>", ["Ada Byron"]),
        ("<b>Lockkeeper</b><div>By <a href='/author/lockada'>LockkeeperAda</a></div>", ["LockkeeperAda"]),
        ("<div>Breaking News</div>", []),
        ("<div>4 May 2020</div><div>Edda Vantongeren</div>", ["Edda Vantongeren"]),
        ("<div>4 May 2020</div><div>Harbour Canal Rumours</div>", []),
        ("<div class=author>Harbour Mode:</div>", []),
        ("<div>QUAY HILL, Calif., May 4, 2020</div>", []),
        ("<div>Ada was passed by Mary Somerville with 11. The locks have lost five in a row.</div>", []),
        ("<div>About Me</div>", []),
        ("<div>Author Spotlight</div>", []),
        ("<div><a href='/theme/?id=3'>Ada Byron</a></div><div>4 May 2020</div>", []),
        ("<div class=credit>4 May 2020 | By Ada Byron</div>", ["Ada Byron"]),
        ("<div class=credit>By Ada Byron</div>", []),
        ("<div>Harbour websites by QuayPlus</div>", []),
        ("<div class=author>Interview: Ada Byron</div>", ["Ada Byron"]),
        ("<div class=author-head><div class=location>Marlow</div></div>", []),
    ],
)
def test_the_byline_is_the_line_near_the_headline_that_says_so(line: str, names: list[str]) -> None:
    assert _byline(f"<h1>Canal gates leave town</h1>{line}{_PROSE * 3}", "Canal gates leave town") == names


def test_a_signature_below_the_text_is_a_byline() -> None:
    page = f"<h1>Canal gates leave town</h1>{_PROSE * 3}<div>Ada Byron</div>"
    assert _byline(page, "Canal gates leave town") == ["Ada Byron"]


def test_a_signature_that_leads_to_a_page_of_the_news_yields_to_the_byline() -> None:
    byline = "<div class=author>Mary Somerville</div>"
    signed = "<div><a href='https://harbour.example/people-in-the-news/ada-byron'>Ada Byron</a></div>"
    page = f"<h1>Canal gates leave town</h1>{byline}{_PROSE * 3}{signed}"
    assert _byline(page, "Canal gates leave town") == ["Mary Somerville"]


def test_a_line_above_the_headline_is_a_byline_with_a_date_and_a_given_name() -> None:
    for line, names in (("4 May 2020 | Ada Byron", ["Ada Byron"]), ("4 May 2020 | Harbour District", [])):
        page = f"<div>{line}</div><h1>Canal gates leave town</h1>{_PROSE * 3}"
        assert _byline(page, "Canal gates leave town") == names


def test_a_line_below_a_long_text_is_a_byline() -> None:
    page = f"<h1>Canal gates leave town</h1>{_PROSE * 40}<p>Text: Ada Byron</p>"
    assert _byline(page, "Canal gates leave town") == ["Ada Byron"]


def test_the_footer_of_an_article_says_who_posted_it_and_the_page_s_does_not() -> None:
    posted = "<footer>Posted by Ada Byron on 4 May 2020. Tags: canals.</footer>"
    inside = f"<article><h1>Canal gates leave town</h1>{_PROSE * 3}{posted}</article>"
    assert _byline(inside, "Canal gates leave town") == ["Ada Byron"]
    assert _byline(f"<h1>Canal gates leave town</h1>{_PROSE * 3}{posted}", "Canal gates leave town") == []


@pytest.mark.parametrize(
    "line",
    [
        "<p>H/T Ada Byron</p>",
        "<p>Lock Gates</p>",  # words of the text
        "<p><a href=/tag/ada-byron>Ada Byron</a></p>",
        "<h4>Quiet Harbours by Ada Byron (May)</h4>" + _PROSE * 3,
    ],
)
def test_a_line_below_or_inside_the_text_is_no_byline(line: str) -> None:
    page = f"<h1>Canal gates leave town</h1>{_PROSE * 3}{line}"
    assert _byline(page, "Canal gates leave town") == []


def test_comment_writers_are_no_authors() -> None:
    comments = "<div class=comments><div class=comment-author>Mary Somerville</div></div>"
    assert _byline(f"<h1>Canal gates leave town</h1>{_PROSE * 3}{comments}", "Canal gates leave town") == []


def test_landmarks_without_an_article_are_nowhere() -> None:
    assert find_landmarks([], [], None) == Landmarks(-1, -1, -1)
    assert printed_byline([], Landmarks(-1, -1, -1), Around(None, CommonWords([]), frozenset())).names == []


@pytest.mark.parametrize("line", ["By the numbers", "the bill will be passed by Congress", "May", "Monday"])
def test_a_phrase_is_nobody(line: str) -> None:
    assert _byline(f"<h1>Gates</h1><div class=byline>{line}</div>{_PROSE}", "Gates") == []


def test_a_dash_above_a_line_is_no_by() -> None:
    assert _byline(f"<h1>Canal gates</h1><div>-</div><div>Flandern</div>{_PROSE}", "Canal gates") == []


def test_lines_below_the_text_that_begin_alike_are_comments() -> None:
    one, two = (f"<div>Posted by: {name} at May 3, 2020 11:40 AM</div>" for name in ("Ada Byron", "Tom Keel"))
    assert _byline(f"<h1>Canal gates</h1>{_PROSE}{one}", "Canal gates") == ["Ada Byron"]
    assert _byline(f"<h1>Canal gates</h1>{_PROSE}{one}<p>Fine words.</p>{two}", "Canal gates") == []


def test_the_agency_behind_a_person_is_no_author() -> None:
    assert _byline(f"<h1>Canal gates</h1><div>Von Ada Byron, dpa</div>{_PROSE}", "Canal gates") == ["Ada Byron"]


@pytest.mark.parametrize("heading", ["<h3>1 Comment</h3>", "<div>Kommentare (1)</div>", "<h4>コメント</h4>"])
def test_who_posted_the_one_comment_is_no_author(heading: str) -> None:
    posted = "<div>Posted by Ada Byron at 11:15</div>"
    assert _byline(f"<h1>Lock gates lifted</h1>{_PROSE}{posted}", "Lock gates lifted") == ["Ada Byron"]
    assert _byline(f"<h1>Lock gates lifted</h1>{_PROSE}{heading}{posted}", "Lock gates lifted") == []


def test_a_newsroom_gives_way_to_a_person_who_signs() -> None:
    html = f"<h1>Lock gates</h1><div>By Team Harbour</div>{_PROSE * 3}<div>Written by Ada Byron</div>"
    assert _byline(html, "Lock gates") == ["Ada Byron"]
    assert _byline(f"<h1>Lock gates</h1><div>By Team Harbour</div>{_PROSE * 3}", "Lock gates") == ["Team Harbour"]
