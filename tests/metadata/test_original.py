"""The source of a republished piece: out of lines of many languages, and never the site itself or a date."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from support.metadata_pages import json_ld, meta, resolved

from newsclean import Article, clean
from newsclean.metadata.original_lines import source_name
from newsclean.metadata.phrases import phrase_words
from newsclean.model import Original, Page

_PROSE = """<p>The lock gates were lifted out of the canal on Monday and nobody has said when they will return.</p>
<p>Boats wait in two rows above the bridge, and their owners have begun to paint them while the water is low.</p>
<p>The council wants to hear from the yard before it decides whether new oak or old steel should go back in.</p>"""


def _original(below: str, head: str = "", above: str = "") -> Original:
    page = f"<html lang=en><head><title>Canal gates leave town</title>{head}</head><body><article>"
    result = clean(f"{page}<h1>Canal gates leave town</h1>{above}{_PROSE}{below}</article></body></html>")
    assert isinstance(result, Article)
    return result.metadata.original


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("This story was originally published by The Lock Keeper on 3 May 2020.", "The Lock Keeper"),
        ("(Cross-posted from the Lock Keeper Blog)", "Lock Keeper Blog"),
        ("Dieser Beitrag erschien zuerst auf schleuse.example", "schleuse.example"),
        ("Cet article a été publié initialement dans Le Quai", "Le Quai"),
        ("Este artículo fue publicado originalmente en El Muelle", "El Muelle"),
        ("Questo articolo è stato pubblicato originariamente su Il Molo", "Il Molo"),
        ("Dit artikel verscheen eerder in De Kade", "De Kade"),
        ("Publicado originalmente no Cais", "Cais"),
        ("Источник: Порт", "Порт"),
        ("Kaynak: Liman Postası", "Liman Postası"),
        ("출처: 항구신문", "항구신문"),
        ("来源：海港日报", "海港日报"),
        ("本文首发于微信公众号：海港", "海港"),
        ("Quelle: dpa", "dpa"),
    ],
)
def test_a_line_below_the_text_names_the_source(line: str, name: str) -> None:
    assert _original(f"<p>{line}</p>").name == name


def test_the_line_that_bears_the_date_may_name_the_source() -> None:
    assert _original("", above="<div>2018年06月14日08:26 来源：海港日报</div>").name == "海港日报"


def test_the_address_is_the_link_of_the_line_and_no_button_for_sharing() -> None:
    line = (
        "<p>First published by <a href=https://share.facebook.com/x>Lock Keeper</a>"
        "<a href=https://keeper.example/canal>.</a></p>"
    )
    assert _original(line) == Original("Lock Keeper", "https://keeper.example/canal", None)


@pytest.mark.parametrize(
    "line",
    [
        "First published on May 3, 2020 01:38 pm",
        "This article was originally published at 7 a.m.",
        "Source: Photo by Ada Byron",
        "Source: News agencies",
        "This story was originally published in the Asia section of the print edition.",
        "First published by Canal Weekly.",
    ],
)
def test_the_site_itself_a_date_or_a_picture_are_no_source(line: str) -> None:
    assert _original(f"<p>{line}</p>", '<meta property="og:site_name" content="Canal Weekly">') == Original()


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("page D - 7 of the Harbour Post", "Harbour Post"),
        ("于华夏港报 2018-02-22 08:23:00 我要评论（0", "华夏港报"),
        ("dänischen Tageszeitung Havnen", "Havnen"),
        ("[Quiet Waters]", "Quiet Waters"),
        ("ORIGINAL POST", None),
        ("those who were there when the gates fell", None),
    ],
)
def test_the_name_is_what_is_between_labels(value: str, name: str | None) -> None:
    assert source_name(value, ()) == name


def test_the_site_s_name_in_the_document_s_title_is_no_source() -> None:
    page = f"<title>Canal gates leave town - Canal Weekly</title><h1>Canal gates leave town</h1>{_PROSE}"
    result = clean(f"{page}<p>Source: Canal Weekly</p>")
    assert isinstance(result, Article)
    assert (result.metadata.publisher, result.metadata.original) == ("Canal Weekly", Original())


@pytest.mark.parametrize(("mark", "name"), [(" - ", None), ("--", None), (" and the ", "Bay Gazette")])
def test_what_ends_the_document_s_title_is_the_site(mark: str, name: str | None) -> None:
    head = f"<title>Canal gates leave town{mark}Bay Gazette</title>"
    found = resolved(head, "<h1>Canal gates leave town</h1><div>Source: Bay Gazette</div>").original
    assert found.name == name


def test_a_source_tag_of_the_same_outlet_is_no_other_source() -> None:
    tags = (
        '<meta property="og:site_name" content="Canal Weekly">'
        '<meta name="syndication-source" content="https://www.canalweekly.example/gates">'
    )
    assert _original("", tags) == Original()


def test_every_example_of_a_line_begins_with_a_word_that_lets_it_be_read() -> None:
    examples = tomllib.loads(Path(__file__).with_name("phrases").joinpath("originals.toml").read_text("utf-8"))
    starts = phrase_words("originals", "starts")
    lines = [*examples["sentence"]["finds"], *examples["label"]["finds"]]
    words = [re.findall(r"[^\W_]+", line)[0].casefold() for line in lines]
    assert [word for word in words if word.isascii() and word not in starts] == []


def test_the_source_of_a_republished_piece() -> None:
    ld = json_ld(
        isBasedOn={
            "@type": "NewsArticle",
            "url": "https://nordhavn.example/gates",
            "publisher": {"name": "Nordhavn Today"},
        }
    )
    found = resolved(ld).original
    assert (found.name, found.url) == ("Nordhavn Today", "https://nordhavn.example/gates")
    assert resolved(extracted={"original": ["Nordhavn Today"]}).original.name == "Nordhavn Today"
    assert resolved().original.name is None


def test_a_canonical_on_another_outlet_is_the_original() -> None:
    canonical = '<link rel="canonical" href="https://nordhavn.example/gates">'
    own = meta("og:url", "https://harbourpost.example/gates") + meta("og:site_name", "Harbour Post")
    found = resolved(canonical + own)
    assert found.original.url == "https://nordhavn.example/gates"
    assert found.origins["original"] == "canonical"
    # The publication's other domain, and a canonical that nothing contradicts, are the page's own URL.
    assert resolved(canonical + meta("og:url", "https://nordhavn-mobile.example/gates")).original.url is None
    assert resolved(canonical).original.url is None


def test_a_page_based_on_itself_is_no_copy() -> None:
    page = Page("t", b"", url="https://harbourpost.example/gates")
    assert resolved(json_ld(isBasedOn="https://harbourpost.example/amp/gates"), page=page).original.url is None
