"""Bylines and dates in elements that are named or marked for them."""

from __future__ import annotations

from newsclean.html.blocks import parse
from newsclean.metadata.sources.candidates import MetaTags
from newsclean.metadata.sources.elements import bylines, marked_authors, marked_dates, named_dates, text_of
from newsclean.metadata.sources.meta_tags import read_meta_tags


def _tags(html: str) -> MetaTags:
    return read_meta_tags(parse(html))


def test_the_text_of_an_element_is_read_without_its_scripts_and_within_a_limit() -> None:
    node = parse("<p><b>By</b><script>x</script> Ada<i>Byron</i></p>").css_first("p")
    assert node is not None
    assert text_of(node) == "By Ada Byron"
    assert text_of(node, 1) is None


def test_authors_in_captions_comments_and_teasers_are_others() -> None:
    own = "<p itemprop=author><span itemprop=name>Ada Byron</span></p>"
    others = "<figure><b itemprop=author>Al</b></figure><div class=comment><b itemprop=author>Bea</b></div>"
    assert marked_authors(_tags(own + others)) == ["Ada Byron"]
    assert marked_authors(_tags("")) == []


def test_of_many_authors_those_beside_the_first_count() -> None:
    first = "<div><b itemprop=author>Ada</b><b itemprop=author>Al</b></div>"
    rest = "".join(f"<div><b itemprop=author>Writer {i}</b></div>" for i in range(3))
    assert marked_authors(_tags(first + rest)) == ["Ada", "Al"]


_TEASER = "<article><h2>{0}</h2><b itemprop=author>{0}</b></article>"


def test_authors_of_one_article_count_where_a_page_has_several() -> None:
    own = "<article><h1>Lock gates</h1><b itemprop=author>Ada</b><b itemprop=author>Al</b></article>"
    assert marked_authors(_tags(_TEASER.format("Bea") + own)) == ["Ada", "Al"]
    assert marked_authors(_tags(f"<main><b itemprop=author>Ada</b></main>{_TEASER.format('Bea')}")) == ["Ada"]


def test_a_row_of_teasers_has_no_author_of_the_page() -> None:
    assert marked_authors(_tags("".join(map(_TEASER.format, ("Bea", "Cy", "Dee"))))) == []


def test_a_meta_element_in_a_teaser_names_the_teaser_s_author() -> None:
    teaser = "<div itemscope><meta itemprop=author content={}></div>"
    tags = _tags("<p itemscope><meta itemprop=author content=Ada></p><ul>" + teaser.format("Bea") + "</ul>")
    assert tags.all("author") == []
    assert marked_authors(tags) == ["Ada"]


def test_bylines_come_in_the_order_of_their_marks() -> None:
    html = "<p class=author-box>Box</p><p class=byline>Ada</p><a rel=author href=/al>Al</a><p class=author> 12 </p>"
    assert [tuple(found) for found in bylines(_tags(html))] == [
        ("Al", "rel=author"),
        ("Ada", "byline"),
        ("Box", "byline"),
    ]


def test_dates_of_change_are_told_by_property_or_name() -> None:
    html = (
        "<p itemprop=datePublished>3 May 2020</p><p itemprop=dateModified content=2020-05-04></p>"
        "<time class=updated datetime=2020-05-05></time><time>6 May 2020</time>"
    )
    published, modified = marked_dates(_tags(html))
    assert [found.value for found in published] == ["3 May 2020", "6 May 2020"]
    assert [found.value for found in modified] == ["2020-05-04", "2020-05-05"]


def test_elements_named_for_dates_hold_digits_and_those_of_publication_come_first() -> None:
    html = "<p class=date-updated>5 May 2020</p><p class=pubdate>3 May 2020</p><p class=date>today</p>"
    assert [found.value for found in named_dates(_tags(html))] == ["3 May 2020", "5 May 2020"]


def test_authors_of_cards_of_other_stories_are_others() -> None:
    card = "<article><h3><a href=/x>Lock keeper found</a></h3><p class=byline>By Bea Lock</p></article>"
    own = "<article><h1>Lock gates</h1><p class=byline>By Ada Byron</p></article>"
    assert [found.value for found in bylines(_tags(own + card))] == ["By Ada Byron"]
