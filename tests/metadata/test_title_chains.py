"""Headlines out of chains of headline, sections and site."""

from __future__ import annotations

import pytest

from newsclean.html.blocks import parse
from newsclean.metadata import collect_candidates
from newsclean.metadata.title_chains import fronts, without_chain
from newsclean.model import Page


@pytest.mark.parametrize(
    ("chain", "headline"),
    [
        ("港口渡轮码头明年重建_要闻_本地频道_海港网", "港口渡轮码头明年重建"),
        ("港口渡轮码头明年重建--财经--海港网", "港口渡轮码头明年重建"),
        ("Ferry landing to be rebuilt_English_Harbour Post", "Ferry landing to be rebuilt"),
        ("Ferry landing to be rebuilt | Local News", "Ferry landing to be rebuilt"),
        ("Harbour - News - Ferry landing to be rebuilt", "Ferry landing to be rebuilt"),
        ("How ferry_landing and pier_table join in a query", "How ferry_landing and pier_table join in a query"),
        ("Harbour talks | Ferry landing to be rebuilt", "Harbour talks | Ferry landing to be rebuilt"),
        ("Ferry landing - the long dispute", "Ferry landing - the long dispute"),
        ("Ferry landing to be rebuilt -- but when?", "Ferry landing to be rebuilt -- but when?"),
    ],
)
def test_a_chain_ends_where_its_sections_begin(chain: str, headline: str) -> None:
    assert without_chain(chain) == headline


def test_fronts_are_as_long_as_a_headline() -> None:
    assert fronts("Ferry | Landing to be rebuilt | Harbour Post") == [("ferry", "landing", "to", "be", "rebuilt")]
    assert fronts("The ferry landing: a dispute") == []


def test_a_heading_that_begins_the_chain_is_the_headline() -> None:
    chain = "Ferry landing to be rebuilt - Piers and harbours of the bay - Nov 6, 2012"
    html = (
        f"<html><head><meta property=og:title content='{chain}'></head>"
        "<body><h2>Most read</h2><h2>Ferry landing to be rebuilt</h2></body></html>"
    )
    found = collect_candidates(parse(html), html, Page("t", b""), latest=None)
    assert (found.title, found.title_source) == ("Ferry landing to be rebuilt", "heading")
