"""One pass over the elements that hold metadata."""

from __future__ import annotations

from newsclean.html.blocks import parse
from newsclean.metadata.sources.candidates import MetaTags
from newsclean.metadata.sources.meta_tags import read_meta_tags


def _read(html: str) -> MetaTags:
    return read_meta_tags(parse(html))


def test_names_of_meta_elements_are_lower_case_and_values_as_written() -> None:
    tags = _read(
        "<meta property='OG:Title' content=' Gates '><meta name=author content=Ada><meta name=author content=Al>"
    )
    assert (tags.metas["og:title"], tags.metas["author"]) == ([" Gates "], ["Ada", "Al"])


def test_several_names_share_a_value_and_empty_ones_are_left_out() -> None:
    tags = _read("<meta name='author creator' property=author content=Ada><meta name=x content=''><meta content=y>")
    assert tags.metas == {"author": ["Ada", "Ada"], "creator": ["Ada"]}


def test_links_have_their_relations_and_no_link_goes_without_an_address() -> None:
    tags = _read("<link rel=canonical href=/a><link rel=canonical><link rel=stylesheet href=/style.css>")
    assert tags.links == {"canonical": ["/a"]}


def test_the_title_is_the_first_one_that_is_no_picture_s() -> None:
    assert _read("<body><svg><title>Logo</title></svg><title>Gates</title></body>").title == "Gates"


def test_only_json_ld_counts_among_the_scripts() -> None:
    html = "<script type='application/ld+json'>{}</script><script type='application/json'>[]</script>"
    assert _read(html).scripts == ["{}"]


def test_language_headings_times_and_properties_are_collected() -> None:
    tags = _read(
        "<html lang=de><h1>Tore</h1><p itemprop='headline name'>Tore</p><time>1. Mai</time><p itemprop=author>Ada</p>"
    )
    assert (tags.lang, len(tags.headings), len(tags.times)) == ("de", 1, 1)
    assert [name for name, _ in tags.props] == ["headline", "name", "author"]


def test_an_empty_page_has_nothing() -> None:
    tags = _read("")
    assert (tags.lang, tags.metas, tags.links, tags.title, tags.scripts) == ("", {}, {}, "", [])
