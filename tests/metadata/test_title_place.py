"""Titles by their place: slogans and sections give way to the headline on the text."""

from __future__ import annotations

from dataclasses import replace

from support.metadata_pages import meta, resolved
from support.rule_pages import block

from newsclean.metadata.landmarks import Landmarks
from newsclean.metadata.site_names import SiteNames
from newsclean.metadata.sources.candidates import Candidate, Candidates, MetaTags, PageSources
from newsclean.metadata.title_place import heading_above, place_title
from newsclean.model import Block, Page

_TITLE = "Canal gates leave town"
_SLOGAN = "Everything about boats since 1920"
_NAMES = SiteNames((), (), ())
_URL = "https://www.harbourpost.example/a/1"


def _candidates(title: str | None, source: str | None, document: str = "") -> Candidates:
    return Candidates(title=title, title_source=source, url=_URL, sources=PageSources(MetaTags(title=document)))


def _placed(candidates: Candidates, *blocks: Block) -> tuple[str | None, Landmarks]:
    """The title above a text, which is the last block."""
    found, landmarks = place_title(candidates, blocks, [i == len(blocks) - 1 for i in range(len(blocks))])
    return found.title, landmarks


def test_a_slogan_gives_way_to_the_declared_line_that_is_nearer_to_the_text() -> None:
    chosen = _candidates(_SLOGAN, "h1", f"{_TITLE} | Harbour Post")
    lines = (block(_SLOGAN, "h1"), block(_TITLE, "li"), block(_TITLE, "p"), block("Text."))
    assert _placed(chosen, *lines) == (_TITLE, Landmarks(2, 3, 3))
    assert _placed(chosen, lines[0], lines[3]) == (_SLOGAN, Landmarks(0, 1, 1))
    assert _placed(_candidates(_SLOGAN, "h1", _SLOGAN), *lines)[0] == _SLOGAN


def test_a_slogan_that_is_not_above_the_text_gives_way_to_the_heading_that_is() -> None:
    chosen = _candidates(_SLOGAN, "h1", "Locks | Harbour Post")
    assert _placed(chosen, block("• Gates gone for good", "h2"), block("Text."))[0] == "Gates gone for good"


def test_a_slogan_far_from_the_text_gives_way_to_what_is_declared() -> None:
    chosen = _candidates(_SLOGAN, "h1", f"{_TITLE} | Harbour Post")
    chosen = replace(chosen, site_names=("Harbour Post",))
    menu = [block(f"Boats {i}", "li") for i in range(30)]
    assert _placed(chosen, block(_SLOGAN, "h1"), *menu[:5], block("Text."))[0] == _SLOGAN
    found, _ = place_title(chosen, [block(_SLOGAN, "h1"), *menu, block("Text.")], [*([False] * 31), True])
    assert (found.title, found.title_source) == (_TITLE, "title")


def test_a_section_gives_way_where_the_page_declares_no_title() -> None:
    lines = (block("Locks", "h1"), block("Gates gone for good", "h2"), block("Text."))
    assert _placed(_candidates("Locks", "h1"), *lines)[0] == "Gates gone for good"


def test_a_title_out_of_the_document_s_gives_way_to_the_heading_on_the_text() -> None:
    chosen = _candidates("Harbour news", "title", "Harbour news")
    assert _placed(chosen, block(_TITLE, "h3"), block("Text."))[0] == _TITLE
    assert _placed(_candidates(None, None), block(_TITLE, "h3"), block("Text."))[0] == _TITLE


def test_the_publisher_is_told_again_next_to_the_new_title() -> None:
    head = "<title>All of my old boats and locks and gates: Canal gates leave town</title>"
    found = resolved(head, f"<h3>{_TITLE}</h3>", page=Page("t", b"", url="https://ab.blogspot.com/a"))
    assert (found.title, found.publisher) == (_TITLE, None)


def test_the_owner_is_no_headline() -> None:
    chosen = _candidates("Harbour Post", "title", "Harbour Post - Postcards from the bay")
    blocks = [block("Text.")]
    found, _ = place_title(chosen, blocks, [True], ["© 2005 Harbour Post. All rights reserved."])
    assert found.title == "Postcards from the bay"
    assert found.fields["publisher"] == (Candidate("Harbour Post", "title"),)
    alone = replace(chosen, sources=PageSources(MetaTags(title="Harbour Post")))
    assert place_title(alone, blocks, [True], ["© 2005 Harbour Post"])[0].title == "Harbour Post"
    assert place_title(chosen, blocks, [True], ["© 2005 Tide Company"])[0].title == "Harbour Post"


def test_the_heading_right_above_a_text_or_at_its_beginning() -> None:
    blocks = [block("Arts", "h2"), block(_TITLE, "h3"), block("3 May 2020"), block("Text.")]
    assert heading_above(blocks, 3, _NAMES) == 1
    assert heading_above(blocks, 1, _NAMES) == 1
    assert heading_above(blocks, 3, SiteNames([_TITLE], (), ())) == -1
    assert heading_above([block("11.12.12", "h2"), block("Text.")], 1, _NAMES) == -1
    assert heading_above([block("Text.")], 0, _NAMES) == -1


def test_a_byline_is_passed_over_and_a_subhead_is_below_its_headline() -> None:
    blocks = [block(_TITLE, "h2"), block("By Ada Byron, 3 May 2020", "h3"), block("Text.")]
    assert heading_above(blocks, 2, _NAMES) == 0
    blocks = [block(_TITLE, "h2"), block("Nobody knows when they return", "h3"), block("Text.")]
    assert heading_above(blocks, 2, _NAMES) == 0
    assert heading_above([block("Local news", "h2"), *blocks[1:]], 2, _NAMES) == 1


def test_a_swapped_title_and_publisher_are_told_by_the_notice_of_the_page() -> None:
    head = "<title>Harbour Post - Postcards from the bay</title>"
    found = resolved(head, extracted={"copyright": ["© 2005 Harbour Post"]})
    assert (found.title, found.publisher) == ("Postcards from the bay", "Harbour Post")
    assert found.origins["publisher"] == "title+copyright"
    assert resolved(meta("og:title", _TITLE), extracted={"copyright": ["© 2005 Harbour Post"]}).title == _TITLE


def test_what_a_program_calls_a_new_page_gives_way_to_the_heading_or_is_no_title() -> None:
    head = "<title>Untitled Document</title>"
    assert resolved(head, "<h2>Canal gates leave town again</h2>").title == "Canal gates leave town again"
    assert resolved(head).title is None
