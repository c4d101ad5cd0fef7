"""Lines that name the source of a republished piece."""

from __future__ import annotations

import pytest
from support.rule_pages import block, prose

from newsclean.metadata.landmarks import Landmarks
from newsclean.metadata.original_lines import Source, foreign_link, source_line, source_name

_AT = Landmarks(0, 1, 3)


def test_the_line_after_the_text_names_the_source_and_links_to_it() -> None:
    line = block("This article was originally published by Nordhavn Today.", hrefs=("https://nordhavn.example/gates",))
    blocks = [block("Canal gates leave town", "h1"), *prose(3), line]
    found = source_line(blocks, _AT, (), "harbourpost.example")
    assert found == Source("Nordhavn Today", "https://nordhavn.example/gates")
    assert source_line(blocks, _AT, ("nordhavntoday",), None) is None


def test_a_page_without_landmarks_and_a_long_line_name_none() -> None:
    line = "This article was originally published by Nordhavn Today."
    assert source_line([block(line)], Landmarks(-1, -1, -1), (), None) is None
    assert source_line([*prose(4), block(line + " Gates." * 60)], _AT, (), None) is None


def test_a_name_ends_before_its_date_and_its_country() -> None:
    assert source_name("the Harbour Post on March 3, 2020 under another title.", ()) == "Harbour Post"
    assert source_name("Nordhavn Today, Denmark", ()) == "Nordhavn Today"


def test_the_middle_of_a_sentence_and_the_site_itself_are_no_names() -> None:
    assert source_name("people who knew the gates", ()) is None
    assert source_name("Harbour Post", {"harbourpost"}) is None
    assert source_name("", ()) is None


def test_links_that_share_the_piece_or_stay_on_the_site_are_no_source() -> None:
    links = ["https://facebook.com/share", "https://www.harbourpost.example/a", "https://nordhavn.example/b"]
    assert foreign_link(links, "harbourpost.example") == links[2]
    assert foreign_link(["/a", "mailto:ada@nordhavn.example"], None) is None


def test_the_day_of_the_first_publication_is_no_publication() -> None:
    assert [source_name(line, ()) for line in ("May 2021.", "Monday", "March and has been updated", "1931,")] == [
        None
    ] * 4
    assert source_name("the Sun", ()) == "Sun"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("via Nordhavn Today", "Nordhavn Today"),
        ("The post Canal gates leave town appeared first on Nordhavn Today.", "Nordhavn Today"),
        ("Der Beitrag Schleuse offen erschien zuerst auf Hafenblatt.", "Hafenblatt"),
        ("Quelle: Ada Byron, dpa", "dpa"),
        ("Quelle: Pressemitteilung Hafenwerke", "Hafenwerke"),
        ("Original-Content von: Hafenwerke AG, übermittelt durch Tide aktuell", "Hafenwerke AG"),
        ("来源：海港日报。文章内容属作者", "海港日报"),
        ("来源：港网－海港日报", "海港日报"),
        ("来源：港网-财经频道", None),
        ("Source: Canal", None),
        ("Source: Tide research", None),
        ("SOURCE: Locks 2000;89:12", None),
        ("Source: LMA, Department of Public Health", None),
        ("via GIPHY", None),
    ],
)
def test_a_picture_a_chart_a_citation_and_the_piece_s_subject_are_no_source(line: str, name: str | None) -> None:
    blocks = [block("Canal gates leave town", "h1"), *prose(3), block(line)]
    found = source_line(blocks, _AT, {"港网"}, "harbourpost.example")
    assert (found and found.name) == name


def test_via_in_the_midst_of_a_text_names_a_picture_s_source() -> None:
    blocks = [block("Canal gates leave town", "h1"), *prose(1), block("via Nordhavn Today"), *prose(4)]
    assert source_line(blocks, Landmarks(0, 1, 6), (), None) is None
