"""Author lists: names out of bylines in every language's way, nothing else among them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.html.blocks import parse, read_blocks
from newsclean.metadata import author_names as authors
from newsclean.metadata.author_names import clean_names, split_names
from newsclean.metadata.bylines import Around, printed_byline
from newsclean.metadata.common_words import CommonWords
from newsclean.metadata.elements import InlineRuns
from newsclean.metadata.landmarks import Landmarks, find_landmarks
from newsclean.metadata.person_names import is_agency, is_person, looks_like_name


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ada Byron", ["Ada Byron"]),
        ("Written by Ada Byron and Mary Somerville", ["Ada Byron", "Mary Somerville"]),
        ("Von Max Meier und Eva Müller", ["Max Meier", "Eva Müller"]),
        ("Par Zoé Blanc et Luc Noir", ["Zoé Blanc", "Luc Noir"]),
        ("Por Ana Ruiz y Juan Gil", ["Ana Ruiz", "Juan Gil"]),
        ("di Carla Neri e Ugo Bianchi", ["Carla Neri", "Ugo Bianchi"]),
        ("door Jan de Wit en Els van Dam", ["Jan de Wit", "Els van Dam"]),
        ("Ola Nordmann og Kari Dahl", ["Ola Nordmann", "Kari Dahl"]),
        ("Анна Белова и Пётр Чернов", ["Анна Белова", "Пётр Чернов"]),
        ("佐藤花子、鈴木一郎", ["佐藤花子", "鈴木一郎"]),
        ("김하나 기자", ["김하나"]),
        ("Ada Byron (ada@paper.example)", ["Ada Byron"]),
        ("Ada Byron @adabyron", ["Ada Byron"]),
        ("Ada Byron, PhD", ["Ada Byron, PhD"]),
        ("Ada Byron in Turin", ["Ada Byron"]),
        ("Ada Byron | 12 May 2020", ["Ada Byron"]),
        ("dpa/lno", ["dpa/lno"]),
        ("Ada ByronFollow", ["Ada Byron"]),
        ("Ada Byron In", ["Ada Byron"]),
        ("Ada Byron, Home and Garden Editor", ["Ada Byron"]),
        ("Ada Byron, PhD, Senior Fellow", ["Ada Byron, PhD"]),
        ("Ada Byron, Reporter and Max Meier", ["Ada Byron", "Max Meier"]),
    ],
)
def test_bylines_become_lists_of_names(byline: str, names: list[str]) -> None:
    assert split_names(byline) == names


def test_job_titles_and_the_publication_go_where_there_is_a_person() -> None:
    site_names = frozenset({"harbourpost"})
    assert clean_names(["Ada Byron, Staff Writer"], site_names) == ("Ada Byron",)
    assert clean_names(["Ada Byron", "Harbour Post"], site_names) == ("Ada Byron",)
    assert clean_names(["Harbour Post"], site_names) == ("Harbour Post",)
    assert clean_names(["Locks and Gates, Bristol, England"], frozenset({"locksandgates"})) == ("Locks and Gates",)


def test_agencies_stay_with_people() -> None:
    assert clean_names(["Ada Byron", "AFP"]) == ("Ada Byron", "AFP")


def test_nobody_is_called_admin() -> None:
    assert clean_names(["admin"]) == clean_names(["", "http://paper.example/author/7"]) == ()


@pytest.mark.parametrize(
    "name", ["Ada Byron", "J. R. Hartley", "Ludwig van Beethoven", "Ana Ruiz-Gil", "山田太郎", "علي حسن"]
)
def test_names_look_like_names(name: str) -> None:
    assert looks_like_name(name)
    assert is_person(name)


@pytest.mark.parametrize(
    "text",
    [
        "Read more",
        "Share this",
        "Monday",
        "12 May 2020",
        "the harbour is closed",
        "Name: *",
        "この記事を書いた人",
    ],
)
def test_what_else_is_there_does_not(text: str) -> None:
    assert not is_person(text)


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Harbour Travel Expert", ["Harbour Travel Expert"]),
        ("Human in the Loop", ["Human in the Loop"]),
        ("Byron & Byron", ["Byron & Byron"]),
        ("Von HAFEN-Online-Experte Robin Meier", ["Robin Meier"]),
        ("Staff writer Ada Byron", ["Ada Byron"]),
        ("Richard Quay Education Editor", ["Richard Quay"]),
        ("Ada Byron/SP-X", ["Ada Byron"]),
        ("harbour.example, Bristol, England", ["harbour.example"]),
        ("Harbour Press GmbH, Bremen, Germany", ["Harbour Press GmbH"]),
        ("Ada Byron For Harbour.Com", ["Ada Byron"]),
        ("Harbour Weekly News 3 Comments", ["Harbour Weekly News"]),
        ("Quaynet December 31", ["Quaynet"]),
        ("MARLOW (AFP", ["AFP"]),
        ("© KYODO", ["KYODO"]),
        ("facebook.example/harbour", []),
        ("q_admin", []),
        ("mq6harbourkpg2ma0ci", []),
        ("5 Great Harbour Walks", []),
        ("Second Edition Edited by Ada Byron", []),
        ("harbour domain", []),
        ("making a donation", []),
        ("our reporter Last", []),
        ("Ada Byron Marlow Weekly Post", ["Ada Byron"]),
        ("Ada Byron Foundation Press", ["Ada Byron Foundation Press"]),
        ("Harbour Press Ltd, Bay Maps Inc", ["Harbour Press Ltd", "Bay Maps Inc"]),
        ("Department for Rivers, Canals and Locks", ["Department for Rivers, Canals and Locks"]),
    ],
)
def test_what_is_no_part_of_a_name_comes_off(value: str, names: list[str]) -> None:
    assert split_names(value) == names


def test_the_site_s_own_name_stays_whole() -> None:
    assert clean_names(["Harbour On"], frozenset({"harbouron"})) == ("Harbour On",)


def test_agencies_are_known_by_their_short_names() -> None:
    assert is_agency("Reuters")
    assert is_agency("dpa-AFX")
    assert not is_agency("Ada Byron")


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


@given(st.lists(st.text(max_size=120), max_size=5))
def test_any_strings_make_a_clean_list(values: list[str]) -> None:
    for name in clean_names(values):
        assert name == " ".join(name.split()) != ""


@given(st.from_regex(authors._PREFIX))
def test_no_by_is_missed_for_its_first_letters(text: str) -> None:
    assert authors._may_lead(text)


@pytest.mark.parametrize("name", ["김하나", "馮子健", "原田啓之", "佐藤花子", "霧谷未央"])
def test_eastern_names_begin_with_a_family(name: str) -> None:
    assert is_person(name)


@pytest.mark.parametrize("text", ["송고시간", "국제", "國際", "研究報告", "作者", "U.S"])
def test_words_of_eastern_bylines_are_no_people(text: str) -> None:
    assert not is_person(text)


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Ada Byron, Mary Somerville, and Ana Ruiz, AFP", ("Ada Byron", "Mary Somerville", "Ana Ruiz")),
        ("Ada Byron | Port of Marlow", ("Ada Byron",)),
        ("By Angela di Marlow", ("Angela di Marlow",)),
        ("Ada Byron, Vice President, Canal Division, Marlow Corp", ("Ada Byron",)),
        ("本报记者 张小舟", ("张小舟",)),
        ("記者張小舟／台北報導", ("張小舟",)),
        ("［山田太郎，港湾ニュース］", ("山田太郎",)),
        ("Ada Byron/dpa", ("Ada Byron",)),
        ("Kal El", ("Kal El",)),
    ],
)
def test_what_adjoins_names_comes_off(byline: str, names: tuple[str, ...]) -> None:
    assert clean_names([byline]) == names


@pytest.mark.parametrize("line", ["By the numbers", "the bill will be passed by Congress", "May", "Monday"])
def test_a_phrase_is_nobody(line: str) -> None:
    assert _byline(f"<h1>Gates</h1><div class=byline>{line}</div>{_PROSE}", "Gates") == []


def test_words_of_separate_elements_are_no_name_together() -> None:
    tree = parse("<div><a href=/people/ada>Ada Byron</a><span>Staff Writer</span><span>Share</span></div>")
    assert InlineRuns(tree).separate("Ada ByronStaff WriterShare") == "Ada Byron, Staff Writer, Share"
    assert InlineRuns(tree).separate("Ada McKay") == "Ada McKay"
