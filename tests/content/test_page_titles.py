"""How a page is called: the name of a section, or a headline."""

from __future__ import annotations

import pytest

from newsclean.content.page_claims import Claims
from newsclean.content.page_titles import TITLE_FEATURES, title_features
from newsclean.html.blocks import parse, read_blocks

MENU = '<ul><li><a href="/sport">Sport</a></li><li><a href="/town">Town</a></li></ul>'
SECTION = Claims(document_title="Sport | Harbour Times", url="https://harbour.example/sport/")
STORY = Claims(
    document_title="Pilots of the harbour go on strike | Harbour Times",
    url="https://harbour.example/sport/pilots-of-the-harbour-go-on-strike-7781.html",
)


def row(html: str, claims: Claims) -> dict[str, float]:
    blocks = read_blocks(parse(html))
    kept = [i for i, block in enumerate(blocks) if block.tag == "p"]
    return dict(zip(TITLE_FEATURES, title_features(claims, blocks, kept), strict=True))


def test_a_section_is_called_as_its_menu_and_its_path_call_it() -> None:
    found = row(f"{MENU}<h1>Sport</h1><p>Games of the harbour league.</p>", SECTION)
    assert (found["title_words"], found["h1_words"]) == (1.0, 1.0)
    assert (found["title_linked"], found["h1_linked"], found["title_in_path"]) == (1.0, 1.0, 1.0)


def test_a_headline_is_a_sentence_that_no_menu_has() -> None:
    found = row(f"{MENU}<h1>Pilots of the harbour go on strike</h1><p>They stopped at noon.</p>", STORY)
    assert found["title_words"] == 7.0
    assert (found["title_linked"], found["h1_linked"]) == (0.0, 0.0)
    assert (found["listing_title"], found["listing_heading"]) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("title", "share"),
    [("Storm hits pier [Video]", 1.0), ("All episodes - Harbour TV", 1.0), ("Film about a video shop burns", 0.25)],
)
def test_the_share_of_a_part_of_the_title_that_names_a_listing(title: str, share: float) -> None:
    found = row("<p>Waves came over the pier.</p>", Claims(document_title=title))
    assert found["listing_title"] == pytest.approx(share, abs=0.15)


def test_a_page_without_title_heading_and_url_has_no_numbers_for_them() -> None:
    found = row("<p>Waves came over the pier.</p>", Claims())
    assert found["h1_words"] == found["title_linked"] == found["h1_linked"] == found["title_in_path"] == -1.0


def test_a_url_that_is_none_and_one_of_many_steps() -> None:
    assert row("<p>Waves.</p>", SECTION._replace(url="https://[broken"))["title_in_path"] == -1.0
    assert row("<p>Waves.</p>", SECTION._replace(url="https://a.example/video/a/b/c"))["listing_path"] == 1.0
