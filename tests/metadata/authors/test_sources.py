"""Sources of authors: what names them, and what a page's sections keep out."""

from __future__ import annotations

import pytest
from support.metadata_pages import TITLED, meta, resolved
from support.rule_pages import BODY, block

from newsclean.html.elements import make_element
from newsclean.metadata.authors.sources import OtherNames, commented_author, name_key
from newsclean.metadata.sources.candidates import Candidates, MetaTags, PageSources


@pytest.mark.parametrize("label", ["Written by", "Verfasst von", "Escrito por", "Écrit par", "Geschreven door"])
def test_labelled_pairs_name_the_author(label: str) -> None:
    pair = meta("twitter:label1", label) + meta("twitter:data1", "Ada Byron")
    assert resolved(pair).authors == ("Ada Byron",)
    assert resolved(meta("twitter:label1", "Reading time") + meta("twitter:data1", "Ada Byron")).authors == ()


def test_sections_menus_and_directories_are_other_names() -> None:
    tags = MetaTags(metas={"article:section": ["Harbour Life"]})
    candidates = Candidates(url="https://post.example/canal-news/gates", sources=PageSources(tags))
    menu = block("Ada's Corner", parent=make_element(BODY, "nav"))
    others = OtherNames(
        candidates, [menu, block("Ada Byron"), block("")]
    )  # a rule may have taken all of a block's text
    assert "harbour life" in others
    assert "Canal News" in others
    assert "Ada's Corner" in others
    assert "Ada Byron" not in others
    assert "gates" not in others
    assert "A" not in others


def test_an_empty_block_is_no_menu_item_of_two_letters() -> None:
    assert "光华" not in OtherNames(Candidates(), [block("")])


def test_names_are_compared_without_case_and_spaces() -> None:
    assert name_key("Ada  BYRON") == name_key("ada-byron") == "adabyron"


def test_who_made_the_page_template_is_no_author() -> None:
    url = '<link rel="canonical" href="https://post.example/gates">'
    assert resolved(url + meta("author", "Ada Byron - http://themes.example")).authors == ()
    assert resolved(url + meta("author", "Ada Byron - http://post.example/ada")).authors == ("Ada Byron",)


def test_a_dated_byline_in_a_comment_names_the_author() -> None:
    found = resolved("", f"<!-- By Ada Byron - 04/05/20 -->{TITLED}")
    assert (found.authors, found.origins["authors"]) == (("Ada Byron",), "comment")
    assert resolved("", f"<!-- By Ada Byron - harbour themes -->{TITLED}").authors == ()
    assert commented_author("<!-- by Ada Byron -->") == []
