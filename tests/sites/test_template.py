"""Pages that fit their site's template need no classifier; others are left to it."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from support.newsroom import (
    ASIDE,
    CONTEXT,
    HOST,
    KEY,
    PROMO,
    answer_for,
    cleaned,
    learned,
    page_of,
    pages,
    paragraph,
    story,
)

from newsclean.content.classifier import Scores
from newsclean.content.select import fill_holes
from newsclean.document import Document, open_page
from newsclean.html.blocks import parse, read_blocks
from newsclean.model import Article, Page, Skip
from newsclean.sites import Profile, Sites
from newsclean.sites.lines import SiteLines
from newsclean.sites.store import pack
from newsclean.sites.tally import PageSums, PathSums, page_hash
from newsclean.sites.template import MIN_OTHERS, Template


@pytest.fixture(scope="module")
def sites() -> Sites:
    return learned(pages(12))


@pytest.fixture
def _no_classifier(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the classifier was asked")

    monkeypatch.setattr(Scores, "__init__", refuse)


def page_with(inner: str, number: int = 300) -> Page:
    return Page("p.html", page_of(HOST, story(number), number, inner=inner).encode(), url=f"https://{HOST}/{number}")


@pytest.mark.usefixtures("_no_classifier")
def test_a_page_that_fits_is_cleaned_without_the_classifier(sites: Sites) -> None:
    article = cleaned(page_with(""), sites)
    assert all(text in article.text for text in story(300).paragraphs)
    assert PROMO not in article.text
    assert ASIDE not in article.text
    assert article.method == "site"


@pytest.mark.usefixtures("_no_classifier")
def test_a_few_words_at_a_new_place_do_not_matter(sites: Sites) -> None:
    article = cleaned(page_with("<p class=kicker>From the harbour</p>"), sites)
    assert all(text in article.text for text in story(300).paragraphs)


@pytest.mark.usefixtures("_no_classifier")
def test_new_paths_are_what_the_rest_of_their_container_is(sites: Sites) -> None:
    """A quotation amid the paragraphs is main content, a survey amid the further stories is not."""
    quoted, survey = paragraph(random.Random(5), 4), paragraph(random.Random(6), 4)
    page = page_with("")
    body = page.body.replace(
        b'</p></div><div class="promo', f'</p><blockquote>{quoted}</blockquote></div><div class="promo'.encode()
    )
    body = body.replace(b"</aside>", f"<div class=survey><div>{survey}</div></div></aside>".encode())
    article = cleaned(replace(page, body=body), sites)
    assert quoted in article.text
    assert survey not in article.text


def test_a_bold_line_in_a_paragraph_is_not_what_links_in_paragraphs_are() -> None:
    """The site has paragraphs of main content, and some that hold a link in bold alone, which is never any."""
    kept, never = PathSums(9, 900, 30, 900, 0), PathSums(1, 40, -30, 0, 40)
    seen = {name: PageSums((), frozenset(), {"body>p": kept, "body>p>b>a": never}) for name in "abc"}
    prose = paragraph(random.Random(7), 9)
    blocks = read_blocks(
        parse(f"<body><p>{prose}<p><b>Lamps for the pier</b><p>{prose} Again.<p><b><a href=/x>More</a></b>")
    )
    scores = Template(seen, SiteLines(seen)).scores("d", blocks)
    assert scores is not None
    text, subhead, _, more = scores
    assert more < subhead < text
    assert fill_holes(blocks, scores) == [True, True, True, False]


@pytest.mark.parametrize(
    "inner",
    [
        f"<div class=gallery-text><p>{paragraph(random.Random(1), 4)}</p></div>",  # much text at a new place
        "",
    ],
)
def test_what_does_not_fit_is_left_to_the_classifier(inner: str, sites: Sites) -> None:
    short = replace(story(300), paragraphs=("Two boats were sold.",))
    tale = story(300) if inner else short  # little text at the usual one
    body = page_of(HOST, tale, 300, inner=inner).encode()
    document = open_page(Page("p.html", body), CONTEXT.options)
    assert isinstance(document, Document)
    assert Profile(KEY, sites.tally(KEY)).by_template(document.page, document.blocks) is None


def test_a_line_of_several_articles_is_not_this_ones(sites: Sites) -> None:
    """Where it is in the element of the story, its path says nothing."""
    line = "Write to the harbour desk with your own tales of the sea."
    old = [replace(story(number), paragraphs=(*story(number).paragraphs, line)) for number in range(40, 48)]
    known = learned([Page(f"{n}.html", page_of(HOST, tale, n).encode()) for n, tale in enumerate(old)])
    new = replace(story(301), paragraphs=(*story(301).paragraphs, line))
    profile = Profile(KEY, known.tally(KEY))
    blocks = read_blocks(parse(page_of(HOST, new, 301)))
    scores = profile.template.scores("f" * 16, blocks)
    assert scores is not None
    by_text = dict(zip((block.text for block in blocks), scores, strict=True))
    assert by_text[line] < 0 < by_text[new.paragraphs[0]]


def test_few_pages_make_no_template() -> None:
    page = page_with("")
    document = open_page(page, CONTEXT.options)
    assert isinstance(document, Document)
    for others, fits in ((MIN_OTHERS - 1, False), (MIN_OTHERS, True)):
        profile = Profile(KEY, learned(pages(others), least_pages=2).tally(KEY))
        assert (profile.template.scores(page_hash(page), document.blocks) is not None) == fits


def test_a_page_that_was_learned_from_does_not_make_its_own_template() -> None:
    known = pages(MIN_OTHERS)
    profile = Profile(KEY, learned(known, least_pages=2).tally(KEY))
    document = open_page(known[0], CONTEXT.options)
    assert isinstance(document, Document)
    assert profile.template.scores(page_hash(known[0]), document.blocks) is None


def test_pins_hold_on_pages_that_fit(sites: Sites) -> None:
    dropped = answer_for(page_with(""), sites.pinned(KEY, "div.story-text", "drop"))
    assert not isinstance(dropped, Article) or story(300).paragraphs[0] not in dropped.text
    assert ASIDE in cleaned(page_with(""), sites.pinned(KEY, "aside.more>p", "keep")).text


@pytest.mark.parametrize("with_list", [False, True])
def test_the_page_type_is_asked_where_a_list_was_learned_from(
    with_list: bool, sites: Sites, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What fits the template of articles alone is one."""
    tally = sites.tally(KEY)
    assert all(seen.is_article for seen in tally.pages.values())
    if with_list:
        name, seen = next(iter(tally.pages.items()))
        tally.pages[name] = replace(seen, is_article=False)
    monkeypatch.setattr("newsclean.document.why_no_article", lambda *_: "a list")
    answer = answer_for(page_with(""), Sites({KEY: pack(tally)}))
    assert isinstance(answer, Skip if with_list else Article)
