"""Headings as printed: their pieces, kickers and logos."""

from __future__ import annotations

import pytest

from newsclean.html.blocks import parse
from newsclean.metadata.sources.headings import Heading, read_heading, read_headings


def _heading(html: str) -> Heading | None:
    node = parse(html).css_first("h1")
    assert node is not None
    return read_heading(node)


def test_a_plain_heading_is_one_piece() -> None:
    found = _heading("<article><h1> Canal\n gates </h1></article>")
    assert found == Heading((("Canal gates", False),), logo=False, tag="h1", inside=True)


def test_elements_named_for_kickers_are_set_aside() -> None:
    found = _heading("<h1><span class=kicker>Canals</span><span>Gates leave town</span></h1>")
    assert found is not None
    assert found.pieces == (("Canals", True), ("Gates leave town", False))
    assert (found.text, found.headline) == ("Canals Gates leave town", "Gates leave town")


def test_a_heading_of_kickers_alone_is_its_own_headline() -> None:
    found = _heading("<h1><span class=category>Canals</span></h1>")
    assert found is not None
    assert found.headline == "Canals"


def test_scripts_and_empty_headings_are_not_read() -> None:
    assert _heading("<h1><script>var a = 1</script><svg><text>logo</text></svg> </h1>") is None


def test_a_logo_is_told_by_its_name_or_its_parents() -> None:
    found = _heading("<div class=site-title><h1>Harbour Post</h1></div>")
    assert found is not None
    assert found.logo


def test_variants_are_the_runs_of_pieces_longest_first() -> None:
    pieces = (("a", False), ("b", False), ("c", False))
    assert Heading(pieces, False).variants() == ["a b c", "a b", "b c", "a", "b", "c"]
    assert Heading((("a", False),) * 7, False).variants() == ["a a a a a a a"]
    assert Heading((*((("k", True),) * 6), ("a", False)), False).variants() == ["k k k k k k a", "a"]


def test_equal_headings_count_once_and_no_more_than_the_limit_are_read() -> None:
    nodes = parse("<h1>a</h1><h1>a</h1><h1> </h1><h1>b</h1><h1>c</h1>").css("h1")
    assert [heading.text for heading in read_headings(nodes, limit=4)] == ["a", "b"]


def test_a_heading_of_any_depth_is_read_without_recursion() -> None:
    found = _heading("<h1>" + "<i>" * 3000 + "deep" + "</i>" * 3000 + "</h1>")
    assert found is None or found.text == "deep"


@pytest.mark.parametrize(
    ("heading", "logo"),
    [
        ("<h1><a href='/'><font>Harbour and Bay News</font></a></h1>", True),
        ("<h1><a href='https://harbourpost.example/'>Harbour and Bay News</a></h1>", True),
        ("<h1><a href='/web/20050616011811/http://www.harbourpost.example/'>Harbour and Bay News</a></h1>", True),
        ("<a href='./index.html'><h1>Harbour and Bay News</h1></a>", True),
        ("<h1><a href='/2024/ferry'>Ferry landing to be rebuilt</a></h1>", False),
        ("<h1><a href='#top'>Ferry landing to be rebuilt</a></h1>", False),
        ("<h1><a href='/'>Harbour Post</a> Ferry landing to be rebuilt</h1>", False),
        ("<h1><a>Ferry landing to be rebuilt</a></h1>", False),
    ],
)
def test_a_heading_that_links_to_the_front_page_is_the_sites_name(heading: str, logo: bool) -> None:
    found = _heading(f"<body>{heading}</body>")
    assert found is not None
    assert found.logo is logo
